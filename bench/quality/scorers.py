"""The scorers that stand beside the development data, loaded from there."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import ModuleType

from bench.data import DATA


@cache
def load_scorer(area: str, name: str) -> ModuleType:
    """The module `DATA/area/name.py`; FileNotFoundError where the data is missing."""
    path = DATA / area / f"{name}.py"
    if not path.exists():
        raise FileNotFoundError(2, "no such file", str(path))
    spec = importlib.util.spec_from_file_location(f"diurna_{name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(2, "cannot be loaded", str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
