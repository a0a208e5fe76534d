"""What the user named -> files, one by one in a fixed order: paths, folders, patterns, and "-" for standard input."""

from __future__ import annotations

import glob
import gzip
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from diurna.read.article import Step
from diurna.read.characters import clean_text
from diurna.read.registry import get_suffix
from diurna.records import Reject

STDIN = "-"

_SAMPLE = 262_144
_ONE_EACH_LINE = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".tab"})


class Estimate(Struct, frozen=True, kw_only=True):
    """How much there is to read, for a progress bar. Cheap: it looks at names, sizes and the first lines."""

    files: int
    size: int
    """Bytes on disk."""
    articles: int
    """Of files that hold many, estimated from their first rows."""
    is_complete: bool
    """False when standard input, whose size nobody knows, is one of the inputs."""


def iter_files(inputs: Sequence[str]) -> Iterator[str | Reject]:
    """The paths of all files that the inputs name, in the order of the inputs and sorted within each; "-" stays "-".

    Folders are read with all folders below them; hidden files and folders (".git") are left out there.
    """
    for name in inputs:
        if name == STDIN:
            yield STDIN
        elif os.path.isdir(name):
            yield from _iter_folder(name)
        elif os.path.lexists(name):
            yield _check_file(name)
        elif "://" in name:
            message = "this is an address: Diurna reads files and fetches nothing; save the page first"
            yield Reject(source=clean_text(name), step=Step.FIND, message=message)
        else:
            yield from _iter_pattern(name)


def estimate_inputs(inputs: Sequence[str]) -> Estimate:
    """How many files, bytes and articles the inputs hold, roughly."""
    files = size = articles = 0
    is_complete = True
    for path in iter_files(inputs):
        if path == STDIN:
            is_complete = False
        elif isinstance(path, str):
            files += 1
            size += (length := os.path.getsize(path))
            articles += _estimate_articles(Path(path), length)
    return Estimate(files=files, size=size, articles=articles, is_complete=is_complete)


def _iter_folder(folder: str) -> Iterator[str | Reject]:
    is_empty = True
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path) or (os.path.islink(path) and path != folder):
            is_empty = False
            yield _check_file(path)
            continue
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield Reject(source=clean_text(path), step=Step.OPEN, message=_describe(error))
            continue
        waiting.extend(os.path.join(path, name) for name in reversed(names))
    if is_empty:
        yield Reject(source=clean_text(folder), step=Step.FIND, message="no files in this folder")


def _iter_pattern(name: str) -> Iterator[str | Reject]:
    paths = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []
    for path in paths:
        if not os.path.isdir(path):
            yield _check_file(path)
    if not paths:
        message = "no file matches this pattern" if glob.has_magic(name) else "no such file or folder"
        yield Reject(source=clean_text(name), step=Step.FIND, message=message)


def _check_file(path: str) -> str | Reject:
    """The path, if it is a file with bytes in it that end: no device and no pipe."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        return Reject(source=clean_text(path), step=Step.FIND, message=_describe(error))
    if not stat.S_ISREG(mode):
        message = "a link to a folder" if stat.S_ISDIR(mode) else "not a file: a pipe is read with -"
        return Reject(source=clean_text(path), step=Step.FIND, message=message)
    return path


def _estimate_articles(path: Path, size: int) -> int:
    suffix, is_packed = get_suffix(path.name)
    try:
        if suffix == ".parquet" and not is_packed:
            import pyarrow.parquet as pq

            return int(pq.read_metadata(path).num_rows)
        if suffix in _ONE_EACH_LINE:
            return _estimate_lines(path, size, is_packed=is_packed)
    except (OSError, EOFError, ValueError):
        return 1
    return 1


def _estimate_lines(path: Path, size: int, *, is_packed: bool) -> int:
    """From the lines in the first part of the file, and how much of the file that part took."""
    with path.open("rb") as file:
        sample = gzip.GzipFile(fileobj=file).read(_SAMPLE) if is_packed else file.read(_SAMPLE)
        taken = file.tell()
    lines = sample.count(b"\n") + (not sample.endswith(b"\n"))
    return max(1, round(lines * size / max(1, min(taken, size))))


def _describe(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
