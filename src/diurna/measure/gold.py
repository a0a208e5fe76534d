"""Gold files as records: JSON lines, one record a line, with the names that the published sets use."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from diurna.errors import InputError

Record = TypeVar("Record")


def iter_gold(path: Path, kind: type[Record]) -> Iterator[Record]:
    """The records of a JSON lines file (".gz" is unpacked).

    Raises InputError with file and line for a line that does not fit.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.") from error
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise InputError(f"{path}:{number}: {error}. What the tasks read is listed in docs/measure.md.") from error
