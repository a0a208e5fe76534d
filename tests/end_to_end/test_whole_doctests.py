"""The examples in the docstrings that users read first give what they say."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

import diurna
import diurna.coder
from diurna.coder import Coder


@pytest.mark.parametrize("module", [diurna, diurna.coder], ids=lambda module: module.__name__)
def test_docstring_examples(module: ModuleType, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diurna, "load", lambda: coder)
    failed, attempted = doctest.testmod(module)
    assert attempted > 0
    assert failed == 0
