"""CSV and TSV -> Articles, one a row.

Strict about quotation marks: where a row opens one and never closes it, that row is refused and reading goes on with
the next line, so that one bad row does not swallow its neighbours.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from diurna.read.article import Step, refuse_size
from diurna.read.characters import decode_text
from diurna.read.lines import iter_lines, peek_binary
from diurna.read.rows import find_missing_column, make_row_article
from diurna.records import Article, Reject
from diurna.settings import Settings

_TOO_LONG = "\0"  # stands in for a line above the limit


def read_csv(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """One Article, or one Reject, for each row under the header; `source` becomes "path:row".

    Rows are counted as a spreadsheet counts them: the header is row 1. Columns may be separated by commas,
    semicolons, tabs or bars: the header shows which.
    """
    return _read_table(stream, source=source, settings=settings, delimiter=None)


def read_tsv(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The same for columns separated by tabs."""
    return _read_table(stream, source=source, settings=settings, delimiter="\t")


def _read_table(
    stream: BinaryIO, *, source: str, settings: Settings, delimiter: str | None
) -> Iterator[Article | Reject]:
    binary = peek_binary(stream)
    if binary is not None:
        yield Reject(source=source, step=Step.DECODE, message=binary)
        return
    csv.field_size_limit(settings.max_document_bytes)
    records = iter_records(_iter_text_lines(stream, limit=settings.max_document_bytes), delimiter=delimiter)
    header = next((fields for _, fields in records if fields), None)
    if header is None:
        yield Reject(source=source, step=Step.TEXT, message="empty file")
        return
    if isinstance(header, str):
        yield Reject(source=source, step=Step.PARSE, message=f"the header cannot be read: {header}")
        return
    missing = find_missing_column(header, settings.columns)
    if missing is not None:
        yield Reject(source=source, step=Step.PARSE, message=missing)
        return
    for number, fields in records:
        if fields:
            yield _read_row(header, fields, source=f"{source}:{number}", settings=settings)


def _read_row(header: Sequence[str], fields: list[str] | str, *, source: str, settings: Settings) -> Article | Reject:
    if fields == _TOO_LONG:
        return refuse_size("a row", source=source, settings=settings)
    if isinstance(fields, str):
        return Reject(source=source, step=Step.PARSE, message=fields)
    while len(fields) > len(header) and not fields[-1]:
        fields.pop()
    if len(fields) != len(header):
        message = f"fields: {len(fields)}, in the header {len(header)}; is a separator or a quotation mark missing?"
        return Reject(source=source, step=Step.PARSE, message=message)
    row = dict(zip(reversed(header), reversed(fields), strict=True))  # of two columns with one name the first counts
    return make_row_article(row, source=source, settings=settings)


def iter_records(lines: Iterator[str], *, delimiter: str | None) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its number: its fields, or in one string what is wrong with it. A blank line is an empty list."""
    source = _Lines(lines)
    if delimiter is None:
        delimiter = _find_delimiter(source.peek())
    width: int | None = None
    number = 0
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        source.taken.clear()
        number += 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = source.put_back_all_but_first()
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            plain = [_unquote(field) for field in line.rstrip("\r\n").split(delimiter)]
            if line == _TOO_LONG:
                yield number, _TOO_LONG
            # `"We will answer," he said<tab>2021-05-19`: these marks were never meant to enclose a field
            elif line.count('"') % 2 == 0 and len(plain) == width:
                yield number, plain
            else:
                yield number, f"cannot be split into fields, perhaps for a quotation mark: {error}"
            continue
        width = width or len(fields)
        yield number, fields


class _Lines(Iterator[str]):
    """Lines that can be put back: those taken for the present row are remembered."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.taken.append(line)
        if line == _TOO_LONG:
            raise csv.Error("a line is too long")
        return line

    def peek(self) -> str:
        """The first line, left in place; empty if there is none."""
        if not self._waiting:
            self._waiting.extend(line for _, line in zip(range(1), self._lines, strict=False))
        return self._waiting[0] if self._waiting else ""

    def put_back_all_but_first(self) -> str:
        """The first line of the present row; the others are read again.

        Never long: a mark that is left open reaches to the next one, and so no line is read again more than twice.
        """
        self._waiting.extendleft(reversed(self.taken[1:]))
        return self.taken[0]


def _unquote(field: str) -> str:
    if len(field) > 1 and field.startswith('"') and field.endswith('"'):
        return field[1:-1].replace('""', '"')
    return field


def _iter_text_lines(stream: BinaryIO, *, limit: int) -> Iterator[str]:
    for line in iter_lines(stream, limit=limit):
        yield _TOO_LONG if line is None else decode_text(line)


def _find_delimiter(header: str) -> str:
    unquoted = "".join(header.split('"')[::2])
    return max(",;\t|", key=unquoted.count)
