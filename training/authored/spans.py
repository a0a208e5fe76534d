"""Characters of a gold text, and lines of a gold file: what all our gold sets share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

Record = TypeVar("Record")

Pair = tuple[int, int]
"""Characters from, up to but not including, of the text."""


def iter_records(path: Path, record: type[Record]) -> Iterator[Record]:
    """The records of a file, one a line. Raises ValueError with file and line for one that does not fit the schema."""
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=record)
        except msgspec.ValidationError as error:
            raise ValueError(f"{path}:{number}: {error}") from error


def find_problem(text: str, span: Pair) -> str | None:
    """What is wrong with a span; `None` where it is whole words of the text."""
    start, end = span
    if not 0 <= start < end <= len(text):
        return "lies outside the text"
    if text[start].isspace() or text[end - 1].isspace():
        return "begins or ends with a blank"
    if start > 0 and _joins(text[start - 1], text[start]):
        return f"begins inside a word ({text[start:end]!r})"
    if end < len(text) and _joins(text[end - 1], text[end]):
        return f"ends inside a word ({text[start:end]!r})"
    return None


def _joins(left: str, right: str) -> bool:
    # "... after long nightThe president": a headline that runs into the text ends there all the same.
    return left.isalnum() and right.isalnum() and not (left.islower() and right.isupper())
