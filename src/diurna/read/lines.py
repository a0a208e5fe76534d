"""The lines of a file, one at a time, whatever their encoding; and whole documents up to a limit.

A line, or a document, that is longer than the limit is skipped without being held in memory.
"""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from diurna.read.characters import find_binary, find_mark

_HEAD = 65_536


@contextmanager
def open_buffered(stream: BinaryIO, *, is_packed: bool = False) -> Iterator[BinaryIO]:
    """The stream, unpacked if it is packed, with a buffer that `peek` can look into. The stream is left open."""
    if isinstance(stream, io.BufferedReader) and not is_packed:
        yield stream
        return
    buffered = io.BufferedReader(_Unpacked(stream) if is_packed else cast("io.RawIOBase", stream), _HEAD)
    try:
        yield cast("BinaryIO", buffered)
    finally:
        if not buffered.closed:
            buffered.detach()


def peek(stream: BinaryIO) -> bytes:
    """The first bytes of a stream that stands at its start, left in place."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_HEAD)
    head = stream.read(_HEAD)
    stream.seek(0)
    return head


def peek_binary(stream: BinaryIO) -> str | None:
    """Why the stream is no text, judged by its first bytes; `None` if it may be text."""
    return find_binary(peek(stream))


def read_all(stream: BinaryIO, *, limit: int) -> bytes | None:
    """Everything in the stream; `None` if that is more than `limit` bytes."""
    data = stream.read(limit + 1)
    return data if len(data) <= limit else None


def iter_lines(stream: BinaryIO, *, limit: int) -> Iterator[bytes | None]:
    """Each line with its end, as UTF-8 or as it is; `None` in place of a line of more than `limit` bytes.

    A byte order mark is dropped. Files in which a carriage return alone ends a line are read too.
    """
    head = peek(stream)
    mark = find_mark(head)
    if mark == "utf-8-sig":
        stream.read(len(codecs.BOM_UTF8))
    if mark in (None, "utf-8-sig"):
        if b"\r" not in head or b"\n" in head:
            yield from _split(stream.readline, end=b"\n", limit=limit)
            return
        text = io.TextIOWrapper(stream, encoding="latin-1", newline="\r")
        encoding, end = "latin-1", b"\r"
    else:
        text = io.TextIOWrapper(stream, encoding=mark, errors="replace", newline="\n")
        encoding, end = "utf-8", b"\n"
    try:
        yield from _split(lambda size: text.readline(size).encode(encoding, "replace"), end=end, limit=limit)
    finally:
        if not stream.closed:
            text.detach()  # else it closes the stream, which is not ours


def _split(read_line: Callable[[int], bytes], *, end: bytes, limit: int) -> Iterator[bytes | None]:
    while line := read_line(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(end):
            line = read_line(_HEAD)
        yield None


class _Unpacked(io.RawIOBase):
    """A packed file as it unpacks, a piece at a time, so that what stands before a break in it is still read."""

    def __init__(self, packed: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read1(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
