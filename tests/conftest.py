"""Fixtures that several folders share."""

from __future__ import annotations

import pytest

from diurna.language.reader import Reader, load_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return load_reader()
