"""Files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from diurna.errors import InputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; when all went well it becomes `path`, else nothing is left."""
    building = path.with_name(path.name + ".tmp")
    try:
        yield building
        building.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        building.unlink(missing_ok=True)


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """A UTF-8 file with "\\n" line ends, under its name only when it is complete."""
    with replacing(path) as building, building.open("w", encoding="utf-8", errors="replace", newline="") as out:
        yield out


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """A file of bytes, under its name only when it is complete."""
    with replacing(path) as building, building.open("wb") as out:
        yield out


def beside(path: Path, word: str, suffix: str | None = None) -> Path:
    """The file next to `path` that holds something more: record.csv -> record.quotes.csv."""
    return path.with_name(f"{path.stem}.{word}{path.suffix if suffix is None else suffix}")
