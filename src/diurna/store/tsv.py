"""Cells of tab-separated formats that know no quoting: one line a row, whatever the text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

# Whatever some reader takes for the end of a line or a cell, and other control characters.
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def write_row(out: TextIO, cells: Iterable[object], *, missing: str) -> None:
    """One line. `None` and "" are written as `missing`; tabs and line ends inside a value become spaces."""
    out.write("\t".join(_show(cell, missing) for cell in cells) + "\n")


def _show(cell: object, missing: str) -> str:
    if cell is None:
        return missing
    text = _BREAKS.sub(" ", cell if isinstance(cell, str) else str(cell)).strip()
    return text or missing
