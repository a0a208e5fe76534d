"""Which reader reads which file? Ours by the end of the file's name; others through the entry points `diurna.readers`.

A package adds a reader for `.warc` files with an entry point of that name:

    [project.entry-points."diurna.readers"]
    warc = "its_package:read_warc"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import BinaryIO, Protocol

from diurna.errors import InputError
from diurna.read.html import read_html
from diurna.read.jsonlines import read_json, read_json_lines
from diurna.read.office import read_docx
from diurna.read.parquet import read_parquet
from diurna.read.plain import read_markdown, read_plain
from diurna.read.rtf import read_rtf
from diurna.read.tables import read_csv, read_tsv
from diurna.records import Article, Reject
from diurna.settings import Settings

ENTRY_POINTS = "diurna.readers"


class Reader(Protocol):
    """A document's bytes -> its Articles, and a Reject for everything in it that is refused.

    `source` names the document; where it holds several articles, theirs is "source:17". A reader may raise: the
    document is then refused from there on, and the run goes on with the next.
    """

    def __call__(self, stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
        """Read the stream, which stands at its start, lazily if it can be long."""


_READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".parquet": read_parquet,
    ".docx": read_docx,
    ".rtf": read_rtf,
}

# What to do with files that people have and that we do not read.
_ADVICE = {
    ".pdf": "convert it to text first",
    ".doc": "save it as .docx or .txt",
    ".odt": "save it as .docx or .txt",
    ".xls": "save it as CSV",
    ".xlsx": "save it as CSV",
    ".zip": "unpack it first",
    ".tar": "unpack it first",
    ".tgz": "unpack it first",
    ".bz2": "unpack it first",
    ".xz": "unpack it first",
    ".zst": "unpack it first",
}


def get_suffix(name: str) -> tuple[str, bool]:
    """The ending that tells the format, in lower case, and whether the file is packed: (".csv", True) for a.csv.gz."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        return PurePath(path.stem).suffix, True
    return path.suffix, False


def get_reader(suffix: str) -> Reader:
    """The reader for files with this ending; InputError, with the endings that are read, if there is none.

    Packages that add readers are looked for only if the ending is not one of ours.
    """
    reader = _READERS.get(suffix) or _load_readers().get(suffix, lambda: None)()
    if reader is not None:
        return reader
    what = f"{suffix} files are not read" if suffix else "a file without an ending is not read"
    advice = f": {_ADVICE[suffix]}" if suffix in _ADVICE else ""
    raise InputError(f"{what}{advice}. Read are {', '.join(list_suffixes())}, each also packed as .gz")


def list_suffixes() -> tuple[str, ...]:
    """The endings of all files that can be read, those of other packages last."""
    return tuple(dict.fromkeys((*_READERS, *sorted(_load_readers()))))


@lru_cache(maxsize=1)
def _load_readers() -> dict[str, Callable[[], Reader]]:
    """How to load the reader of each ending that another package reads."""
    from importlib.metadata import entry_points

    return {f".{point.name.lower().lstrip('.')}": point.load for point in entry_points(group=ENTRY_POINTS)}
