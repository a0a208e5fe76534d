"""Whole articles: the shipped model and tables, loaded once, behind the same functions that users call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from diurna.codebook import Codebook, load_codebook
from diurna.coder import Coder, load
from diurna.language.reader import Reader
from diurna.read import iter_articles
from diurna.records import Article, Coding
from diurna.run import Tally, run_coding
from diurna.scale import pool
from diurna.settings import Settings
from diurna.store import open_store

Code = Callable[..., Tally]
ReadTable = Callable[..., list[tuple[Any, ...]]]

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def coder(reader: Reader) -> Coder:
    """The shipped coder."""
    return load(reader)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def example_articles() -> tuple[Article, ...]:
    """The articles of the `examples` folder."""
    found = tuple(iter_articles([str(EXAMPLES)], settings=Settings()))
    return tuple(article for article in found if isinstance(article, Article))


@pytest.fixture(scope="session")
def examples(coder: Coder, example_articles: tuple[Article, ...]) -> tuple[Coding, ...]:
    """The `examples` folder, coded in one batch after another."""
    return tuple(coder.pipe(example_articles))


@pytest.fixture
def code(coder: Coder, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Code:
    """code(inputs, output, allow_undated=True, ...): a run in this process, with the coder that is loaded."""
    monkeypatch.setattr(pool, "load", lambda **own: load(reader, **own) if any(own.values()) else coder)

    def run(inputs: Sequence[Path | str], output: Path, on_progress: Any = None, **options: Any) -> Tally:
        return run_coding(
            [str(name) for name in inputs],
            output,
            settings=Settings(**{"workers": 1, **options}),
            started=dt.datetime(2021, 5, 20, 12, 0, tzinfo=dt.UTC),
            on_progress=on_progress,
        )

    return run


@pytest.fixture
def read_table() -> ReadTable:
    """read_table(record, "events", "type, trigger"): rows of a record, in the order in which they stand."""

    def read(record: Path, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
        with open_store(record, read_only=True) as store:
            rows: list[tuple[Any, ...]] = store.connection.execute(f"SELECT {columns} FROM {table}").fetchall()
            return rows

    return read
