"""The gazetteer is opened once for all tests of this folder."""

from __future__ import annotations

import pytest

from diurna.where.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
