"""The scorers that stand beside the development data, loaded from there, and single figures of our own reports."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

from bench.data import DATA
from diurna.measure import Report


@cache
def load_scorer(area: str, name: str) -> ModuleType:
    """The module `DATA/area/name.py`; FileNotFoundError where the data is missing."""
    path = find_file(DATA / area / f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"diurna_{name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(2, "cannot be loaded", str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_file(path: Path) -> Path:
    """The path itself; FileNotFoundError where nothing is there, upon which the area is skipped."""
    if not path.exists():
        raise FileNotFoundError(2, "no such file", str(path))
    return path


def read_share(report: Report, title: str, row: str | None, column: str) -> float:
    """A share from a table of a report: of the row with this name (the only row for `None`), in the column."""
    table = next(table for table in report.tables if table.title == title)
    value = next(cells for cells in table.rows if row in (None, cells[0]))[table.columns.index(column)]
    if not isinstance(value, float):
        raise TypeError(f"{title}, {row}: {value!r} is no share")
    return value
