"""Fixtures for the readers."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from diurna.read import iter_document
from diurna.records import Article, Reject
from diurna.settings import load_settings


@pytest.fixture
def read_bytes() -> Callable[..., list[Article | Reject]]:
    """Everything in one document: `read_bytes("a.txt", b"...", max_characters=10)`."""

    def read(name: str, data: bytes | str, **options: object) -> list[Article | Reject]:
        stream = io.BytesIO(data.encode("utf-8") if isinstance(data, str) else data)
        return list(iter_document(stream, name=name, settings=load_settings(overrides=options)))

    return read


@pytest.fixture
def read_one(read_bytes: Callable[..., list[Article | Reject]]) -> Callable[..., Article]:
    """The only article in one document."""

    def read(name: str, data: bytes | str, **options: object) -> Article:
        (found,) = read_bytes(name, data, **options)
        assert isinstance(found, Article), found
        return found

    return read


@pytest.fixture
def refuse_one(read_bytes: Callable[..., list[Article | Reject]]) -> Callable[..., Reject]:
    """The only reject in one document without articles."""

    def read(name: str, data: bytes | str, **options: object) -> Reject:
        (found,) = read_bytes(name, data, **options)
        assert isinstance(found, Reject), found
        return found

    return read
