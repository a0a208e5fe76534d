"""JSON lines and JSON documents -> Articles. One broken line or element is refused; the others are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

import msgspec

from diurna.read.article import Step, refuse_size
from diurna.read.characters import decode_text
from diurna.read.lines import iter_lines, peek_binary, read_all
from diurna.read.rows import describe_kind, has_text, make_row_article
from diurna.records import Article, Reject
from diurna.settings import Settings

# A JSON document holds many articles, so it may be larger than one of them; it is read whole.
_ARTICLES_A_FILE = 25
_MOST_BREAKS = 100

_LENIENT = json.JSONDecoder(strict=False)
_ELEMENT_START = re.compile(r"\}\s*,\s*(?=\{)")
_BETWEEN = re.compile(r"[\s,]*")


def read_json_lines(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """One Article, or one Reject, for each line that is not blank; `source` becomes "path:line"."""
    binary = peek_binary(stream)
    if binary is not None:
        yield Reject(source=source, step=Step.DECODE, message=binary)
        return
    for number, line in enumerate(iter_lines(stream, limit=settings.max_document_bytes), start=1):
        place = f"{source}:{number}"
        if line is None:
            yield refuse_size("a line", source=place, settings=settings)
        elif not line.isspace():
            yield _read_object(line, source=place, settings=settings)


def read_json(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The Articles of a JSON document: one object, a list of objects, or an object that holds one list of objects.

    JSON lines under the name of JSON are read too. `source` becomes "path:element", counted from 1.
    """
    binary = peek_binary(stream)
    if binary is not None:
        yield Reject(source=source, step=Step.DECODE, message=binary)
        return
    data = read_all(stream, limit=_ARTICLES_A_FILE * settings.max_document_bytes)
    if data is None:
        message = "too large to be read as one JSON document; write it as JSON lines, one article a line"
        yield Reject(source=source, step=Step.SIZE, message=message)
        return
    text = decode_text(data).strip()
    if not text:
        yield Reject(source=source, step=Step.TEXT, message="empty file")
    elif text.startswith("["):
        yield from _read_list(text, source=source, settings=settings)
    else:
        yield from _read_document(text, source=source, settings=settings)


def _read_document(text: str, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    try:
        value = _decode(text)
    except (ValueError, RecursionError) as error:
        if re.search(r"\}\s*\n\s*\{", text):
            yield from read_json_lines(BytesIO(text.encode("utf-8", "replace")), source=source, settings=settings)
        else:
            yield Reject(source=source, step=Step.PARSE, message=_describe_error(error))
        return
    articles = _find_list(value, settings=settings)
    if articles is None:
        yield _read_value(value, source=source, settings=settings)
        return
    for number, element in enumerate(articles, start=1):
        yield _read_value(element, source=f"{source}:{number}", settings=settings)


def _read_list(text: str, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    try:
        elements = msgspec.json.decode(text.encode("utf-8", "replace"), type=list[msgspec.Raw])
    except (ValueError, RecursionError):
        yield from _read_broken_list(text, source=source, settings=settings)
        return
    for number, element in enumerate(elements, start=1):
        yield _read_object(bytes(element), source=f"{source}:{number}", settings=settings)


def _read_broken_list(text: str, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The elements of a list that is no JSON as a whole: what stands before and after each break."""
    number, breaks = 0, 0
    position = _skip(text, 1)
    while position < len(text) and text[position] != "]":
        number += 1
        place = f"{source}:{number}"
        try:
            value, position = _LENIENT.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            breaks += 1
            start = _ELEMENT_START.search(text, max(position + 1, getattr(error, "pos", 0) - 1))
            rest = "" if start and breaks < _MOST_BREAKS else "; the rest of the file is not read"
            yield Reject(source=place, step=Step.PARSE, message=_describe_error(error) + rest)
            if start is None or rest:
                return
            position = start.end()
            continue
        yield _read_value(value, source=place, settings=settings)
        position = _skip(text, position)
    if position >= len(text):
        message = "the list does not end: the file breaks off"
        yield Reject(source=source, step=Step.PARSE, message=message)


def _read_object(data: bytes, *, source: str, settings: Settings) -> Article | Reject:
    try:
        value = _decode(data)
    except (ValueError, RecursionError) as error:
        return Reject(source=source, step=Step.PARSE, message=_describe_error(error))
    return _read_value(value, source=source, settings=settings)


def _read_value(value: object, *, source: str, settings: Settings) -> Article | Reject:
    if not isinstance(value, Mapping):
        return Reject(source=source, step=Step.PARSE, message=f"{describe_kind(value)}, not an object")
    return make_row_article(value, source=source, settings=settings)


def _decode(data: bytes | str) -> object:
    """The value; the slower decoder also takes lone surrogates, bare control characters and other encodings."""
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError):
        text = data if isinstance(data, str) else decode_text(data)
        return _LENIENT.decode(text)


def _find_list(value: object, *, settings: Settings) -> list[object] | None:
    """The articles of `{"status": "ok", "articles": [{...}, {...}]}`: the only list of objects in the object."""
    if not isinstance(value, Mapping) or has_text(value, settings=settings):
        return None
    lists = [member for member in value.values() if isinstance(member, list) and member]
    lists = [member for member in lists if all(isinstance(element, Mapping) for element in member)]
    return lists[0] if len(lists) == 1 else None


def _skip(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _describe_error(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        return f"not JSON: {error.msg} ({where})"
    if isinstance(error, RecursionError):
        return "not JSON that can be read: nested too deeply"
    return f"not JSON: {error}"
