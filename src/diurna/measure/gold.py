"""Gold files as records: JSON lines, one record a line, with the names that the published sets use."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from diurna.errors import InputError

Record = TypeVar("Record")

Pair = tuple[int, int]
"""Characters from, up to but not including."""


def iter_gold(path: Path, kind: type[Record]) -> Iterator[Record]:
    """The records of a JSON lines file (".gz" is unpacked).

    Raises InputError with file and line for a line that does not fit.
    """
    for _, record in iter_numbered(path, kind):
        yield record


def iter_numbered(path: Path, kind: type[Record]) -> Iterator[tuple[str, Record]]:
    """The records of a file, each with its place ("gold.jsonl:7") for errors that the record itself cannot tell."""
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{where}: {error}. What the tasks read is listed in docs/measure.md.") from error
        yield where, record


def check_span(pair: Pair, text: str, *, where: str) -> None:
    """Raises InputError, with `where`, when the text has no such characters."""
    start, end = pair
    if not 0 <= start <= end <= len(text):
        raise InputError(f"{where}: [{start}, {end}] is no span of the text, which has {len(text)} characters.")


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {reason}.") from error
