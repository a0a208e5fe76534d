"""What the tests of the documentation share."""

from __future__ import annotations

import pytest

import diurna
from diurna.coder import Coder
from diurna.language.reader import Reader


@pytest.fixture(scope="session")
def coder(reader: Reader) -> Coder:
    """The shipped coder, loaded once."""
    return diurna.load(reader)
