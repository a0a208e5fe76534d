"""Everything the user named -> Articles and Rejects: the one place where a document that fails is caught.

One bad document never stops a run and never takes a neighbour with it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from diurna.errors import DiurnaError, InputError
from diurna.read.article import Step
from diurna.read.characters import clean_text
from diurna.read.html import read_html
from diurna.read.inputs import STDIN, iter_files
from diurna.read.jsonlines import read_json, read_json_lines
from diurna.read.lines import open_buffered, peek
from diurna.read.plain import read_plain
from diurna.read.registry import Reader, get_reader, get_suffix
from diurna.records import Article, Reject
from diurna.settings import Settings

_BUFFER = 131_072
_GZIP = b"\x1f\x8b"


def iter_articles(
    inputs: Sequence[str], *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Article | Reject]:
    """Every article in these files, folders, patterns or "-", and a Reject for each document or row that is refused.

    Lazy, and always in the same order. The same article twice comes twice, with the same id. "-" reads `stdin`, or
    standard input: JSON if it begins with a brace or bracket, HTML if with "<", else one text.
    """
    for path in iter_files(inputs):
        if isinstance(path, Reject):
            yield path
        elif path == STDIN:
            yield from _iter_stdin(stdin if stdin is not None else sys.stdin.buffer, settings=settings)
        else:
            yield from _iter_file(path, settings=settings)


def iter_document(
    stream: BinaryIO, *, name: str, settings: Settings, source: str | None = None
) -> Iterator[Article | Reject]:
    """The articles in one document that is open already, such as an upload; `name` tells its format by its ending.

    `source` is what the articles are said to come from, by default the name.
    """
    source = clean_text(source or name)
    suffix, is_packed = get_suffix(name)
    try:
        reader = get_reader(suffix)
    except InputError as error:
        yield Reject(source=source, step=Step.FIND, message=str(error))
        return
    except Exception as error:  # another package's reader, which cannot be imported
        message = f"the reader for {suffix} files cannot be loaded: {_describe(error)}"
        yield Reject(source=source, step=Step.FIND, message=message)
        return
    yield from _read(reader, stream, source=source, settings=settings, is_packed=is_packed)


def _iter_file(path: str, *, settings: Settings) -> Iterator[Article | Reject]:
    try:
        stream = open(path, "rb", buffering=_BUFFER)  # noqa: SIM115 closed below
    except OSError as error:
        yield Reject(source=clean_text(path), step=Step.OPEN, message=error.strerror or str(error))
        return
    with stream:
        yield from iter_document(stream, name=path, settings=settings)


def _iter_stdin(stream: BinaryIO, *, settings: Settings) -> Iterator[Article | Reject]:
    source = "stdin"
    try:
        with open_buffered(stream) as outer:
            is_packed = peek(outer).startswith(_GZIP)
            with open_buffered(outer, is_packed=is_packed) as buffered:
                reader = _guess_reader(peek(buffered))
                yield from _read(reader, buffered, source=source, settings=settings, is_packed=False)
    except (OSError, EOFError, zlib.error) as error:
        yield Reject(source=source, step=Step.OPEN, message=_describe(error))


def _guess_reader(head: bytes) -> Reader:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return read_json
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        # one object over many lines has an open brace or a comma at the end of its first line
        first, line_end, _ = start.partition(b"\n")
        return read_json if line_end and not first.rstrip().endswith(b"}") else read_json_lines
    return read_html if start.startswith(b"<") else read_plain


def _read(
    reader: Reader, stream: BinaryIO, *, source: str, settings: Settings, is_packed: bool
) -> Iterator[Article | Reject]:
    """What the reader finds; what it raises becomes a Reject."""
    is_empty = True
    try:
        with open_buffered(stream, is_packed=is_packed) as buffered:
            for found in reader(buffered, source=source, settings=settings):
                is_empty = False
                yield found
    except (EOFError, OSError, zlib.error) as error:
        message = f"the file is damaged or breaks off: {_describe(error)}"
        yield Reject(source=source, step=Step.OPEN, message=message)
    except MemoryError:
        yield Reject(source=source, step=Step.SIZE, message="larger than the memory of this machine")
    except Exception as error:
        yield Reject(source=source, step=Step.PARSE, message=_describe(error))
    else:
        if is_empty:
            yield Reject(source=source, step=Step.TEXT, message="no articles in it")


def _describe(error: BaseException) -> str:
    message = getattr(error, "strerror", None) or str(error)
    return clean_text(message if isinstance(error, DiurnaError | OSError) else f"{type(error).__name__}: {message}")
