"""Where the development sets are; the benchmarks skip what is not there."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

DATA = Path(os.environ.get("DIURNA_DATA", Path(__file__).parents[2] / "shared" / "data"))
"""The folder of the development sets: `../shared/data` beside the checkout, or DIURNA_DATA."""


def iter_json_lines(path: Path) -> Iterator[Any]:
    """The objects of a JSON lines file, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line)
