"""One run of the main job, with a coder that finds nothing: what is counted, refused, passed over and gone on with."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from diurna.coder import Coder
from diurna.errors import InputError, SettingsError
from diurna.records import Article, Coding, Parse
from diurna.run import Tally, run_coding
from diurna.scale import pool, shard
from diurna.settings import Settings
from diurna.store import Store, open_store, read_codings

Run = Callable[..., Tally]

STARTED = dt.datetime(2021, 5, 20, 12, 0, tzinfo=dt.UTC)
TABLES = ("articles", "events", "quotes", "mentions", "dates", "places", "rejects")


class FakeParser:
    """Reads nothing."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        return [Parse(text=text, sentences=()) for text in texts]


def code_nothing(article: Article, parse: Parse, tools: Any) -> Coding:
    """Fails, or never ends, on a text that says so."""
    while "endless" in article.text:
        time.sleep(0.001)
    if "broken" in article.text:
        raise KeyError("a bug")
    return Coding(article=article, events=(), quotes=(), mentions=())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """run("news.jsonl", "record.duckdb", ...): in an empty folder, batches of two, a coder that finds nothing."""
    monkeypatch.setattr(pool, "load", lambda **_: Coder(FakeParser(), None))  # type: ignore[arg-type]
    monkeypatch.setattr(shard, "code_article", code_nothing)
    monkeypatch.chdir(tmp_path)

    def code(inputs: str, output: str, *, stdin: bytes = b"", on_progress: Any = None, **options: Any) -> Tally:
        return run_coding(
            inputs.split(),
            Path(output),
            settings=Settings(**{"workers": 1, "batch_articles": 2, **options}),
            started=STARTED,
            stdin=io.BytesIO(stdin),
            on_progress=on_progress,
        )

    return code


@pytest.fixture
def news(tmp_path: Path) -> Callable[..., str]:
    """news("one", "two"): a file of articles with these texts."""

    def write(*texts: str, name: str = "news.jsonl", **fields: Any) -> str:
        rows = [{"published": "2021-05-19", **fields, "text": text} for text in texts]
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return name

    return write


def read_tables(record: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a record in the order in which they stand, without those of `runs`."""
    with open_store(Path(record), read_only=True) as store:
        return {table: store.connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def interrupt_after(batches: int) -> Callable[[Tally], None]:
    """A Ctrl-C that comes when so many batches have been stored."""
    left = batches

    def count(tally: Tally) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt

    return count


def test_everything_is_counted_once(run: Run, news: Callable[..., str]) -> None:
    news("one", "two", "one", "", "broken")
    news("zwei", name="other.jsonl", language="de")
    tally = run("news.jsonl other.jsonl nowhere.txt", "record.duckdb")
    assert (tally.read, tally.coded, tally.known, tally.refused) == (7, 2, 1, 4)
    assert not tally.interrupted
    assert {step for step, _ in tally.reasons} == {"text", "code", "language", "find"}
    assert sum(tally.reasons.values()) == tally.refused


@pytest.mark.parametrize("output", ["record.duckdb", "record.jsonl", "record.csv", "record.parquet"])
def test_nothing_to_code_leaves_an_empty_record(output: str, run: Run, news: Callable[..., str]) -> None:
    news("")
    tally = run("news.jsonl", output)
    assert (tally.read, tally.coded, tally.refused) == (1, 0, 1)
    assert Path(output).exists()


@pytest.mark.parametrize("output", ["record.duckdb", "record.jsonl"])
def test_an_article_that_never_ends_is_given_up(output: str, run: Run, news: Callable[..., str]) -> None:
    news("one", "endless", "two", "endless again", "three")
    before = time.monotonic()
    tally = run("news.jsonl", output, article_seconds=0.2)
    assert time.monotonic() - before < 10
    assert (tally.coded, tally.refused) == (3, 2)
    assert tally.reasons == {("code", "took longer than 0.2 seconds"): 2}
    if output == "record.jsonl":
        assert [coding.article.text for coding in read_codings(Path(output))] == ["one", "two", "three"]
        rejects = [json.loads(line) for line in Path("record.rejects.jsonl").read_text().splitlines()]
        assert [reject["source"] for reject in rejects] == ["news.jsonl:2", "news.jsonl:4"]
    else:
        assert [row[0] for row in read_tables(output)["rejects"]] == ["news.jsonl:2", "news.jsonl:4"]


def test_coding_twice_adds_nothing(run: Run, news: Callable[..., str]) -> None:
    news("one", "broken", "two", "")
    run("news.jsonl", "record.duckdb")
    first = read_tables("record.duckdb")
    tally = run("news.jsonl", "record.duckdb")
    assert (tally.coded, tally.known) == (0, 2)
    assert read_tables("record.duckdb") == first
    with open_store(Path("record.duckdb"), read_only=True) as store:
        attempts = [(row.attempt, row.articles_added, row.articles_known) for row in store.runs()]
    assert attempts == [(1, 2, 0), (2, 0, 0)]


def test_an_article_of_another_file_is_known_too(run: Run, news: Callable[..., str]) -> None:
    news("one", "two")
    news("two", "three", name="more.jsonl")
    run("news.jsonl", "record.duckdb")
    tally = run("more.jsonl", "record.duckdb")
    assert (tally.coded, tally.known) == (1, 1)


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_an_interrupted_run_goes_on_where_it_stopped(batches: int, run: Run, news: Callable[..., str]) -> None:
    news(*(f"article {number}" for number in range(9)), "broken", "")
    run("news.jsonl", "whole.duckdb")
    tally = run("news.jsonl", "record.duckdb", on_progress=interrupt_after(batches))
    assert tally.interrupted
    assert len(read_tables("record.duckdb")["articles"]) == 2 * batches
    tally = run("news.jsonl", "record.duckdb")
    assert (tally.coded, tally.known, tally.interrupted) == (9 - 2 * batches, 2 * batches, False)
    assert read_tables("record.duckdb") == read_tables("whole.duckdb")
    with open_store(Path("record.duckdb"), read_only=True) as store:
        assert [(row.attempt, row.finished is None) for row in store.runs()] == [(1, True), (2, False)]


@pytest.mark.parametrize("output", ["record.jsonl", "record.csv", "record.parquet"])
def test_an_interrupted_file_never_appears(output: str, run: Run, news: Callable[..., str], tmp_path: Path) -> None:
    news(*(f"article {number}" for number in range(9)))
    assert run("news.jsonl", output, on_progress=interrupt_after(2)).interrupted
    assert [path.name for path in tmp_path.iterdir()] == ["news.jsonl"]


def test_ctrl_c_while_the_database_works_is_a_ctrl_c(
    run: Run, news: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB answers the signal before Python does, with an error of its own."""

    def add_slowly(store: Store, *_: object, **__: object) -> None:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        store.connection.execute("SELECT sum(range) FROM range(1_000_000_000)").fetchall()

    news("one")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "add", add_slowly)
        assert run("news.jsonl", "record.duckdb").interrupted
    assert run("news.jsonl", "record.duckdb").coded == 1


def test_ctrl_c_as_a_batch_is_committed_is_a_ctrl_c(
    run: Run, news: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is stored by then, and nothing is left to be rolled back."""

    class Interrupting:
        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> Any:
            return getattr(self._connection, name)

        def execute(self, query: str, *parameters: object) -> Any:
            found = self._connection.execute(query, *parameters)
            if query == "COMMIT":
                raise KeyboardInterrupt
            return found

    def open_interrupting(path: Path, **options: Any) -> Store:
        store = open_store(path, **options)
        store.connection = Interrupting(store.connection)
        return store

    news("one", "two", "three")
    with monkeypatch.context() as patch:
        patch.setattr("diurna.run.open_store", open_interrupting)
        assert run("news.jsonl", "record.duckdb").interrupted
    assert len(read_tables("record.duckdb")["articles"]) == 2
    assert run("news.jsonl", "record.duckdb").coded == 1


@pytest.mark.parametrize("output", ["record.duckdb", "record.jsonl"])
def test_refusals_stand_in_one_order_whatever_the_batch(output: str, run: Run, news: Callable[..., str]) -> None:
    """Some are refused as they are read and some as they are coded: no batch may show in their order."""
    news("broken 1", "", "one", "broken 2", "", "broken 3")
    found: list[list[Any]] = []
    for number, batch in enumerate((1, 2, 3, 7)):
        name = f"{number}.{output}"
        run("news.jsonl", name, batch_articles=batch)
        if output == "record.duckdb":
            found.append([row[:3] for row in read_tables(name)["rejects"]])
        else:
            found.append(Path(f"{number}.record.rejects.jsonl").read_text().splitlines())
    assert len(found[0]) == 5
    assert found[1:] == found[:1] * 3


@pytest.mark.parametrize("output", ["record.duckdb", "record.jsonl"])
def test_the_output_is_never_an_input(output: str, run: Run, news: Callable[..., str]) -> None:
    news("one", "two")
    for coded in (2, 0 if output == "record.duckdb" else 2):
        tally = run(".", output)
        assert (tally.coded, tally.refused) == (coded, 0), tally.reasons


def test_the_only_input_is_never_overwritten(run: Run, news: Callable[..., str]) -> None:
    news("one", "two")
    before = Path("news.jsonl").read_bytes()
    with pytest.raises((InputError, SettingsError), match=r"news\.jsonl"):
        run("news.jsonl", "news.jsonl")
    assert Path("news.jsonl").read_bytes() == before


def test_articles_come_from_standard_input(run: Run) -> None:
    tally = run("-", "record.jsonl", stdin=b'{"published": "2021-05-19", "text": "one"}\n')
    assert tally.coded == 1
    assert [coding.article.source for coding in read_codings(Path("record.jsonl"))] == ["stdin:1"]


def test_progress_is_told_after_every_batch(run: Run, news: Callable[..., str]) -> None:
    news(*(f"article {number}" for number in range(5)))
    seen: list[int] = []
    run("news.jsonl", "record.duckdb", on_progress=lambda tally: seen.append(tally.coded))
    assert seen == [2, 4, 5]


@pytest.mark.parametrize(
    "output, error, words",
    [
        ("record.docx", SettingsError, "a record ends in"),
        ("record", SettingsError, "a record ends in"),
        ("nowhere/record.jsonl", InputError, "cannot be written"),
        ("nowhere/record.duckdb", InputError, "nowhere"),
    ],
)
def test_an_output_that_cannot_be_is_said_before_any_work(
    output: str, error: type[Exception], words: str, run: Run, news: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    news("one")
    monkeypatch.setattr(pool, "load", lambda **_: pytest.fail("the coder was loaded"))
    with pytest.raises(error, match=words):
        run("news.jsonl", output)


def test_a_record_without_words_takes_no_words(run: Run, news: Callable[..., str]) -> None:
    news("one")
    run("news.jsonl", "record.duckdb", store_text=False)
    with pytest.raises(SettingsError, match="keeps no text"):
        run("news.jsonl", "record.duckdb")
