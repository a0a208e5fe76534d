"""The record's file: whole batches, no article twice, errors that say what to do."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from diurna.errors import EngineError, InputError, SettingsError
from diurna.records import Coding, Reject
from diurna.store import Run, Store, make_run, open_store
from diurna.store.columns import TABLES, describe_table

MakeCoding = Callable[..., Coding]
REJECT = Reject(source="broken.pdf", step="open", message="not a text")


def ask(store: Store, query: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = store.connection.execute(query).fetchall()
    return rows


def all_rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(store, f"SELECT * FROM {table}") for table in TABLES if table != "runs"}


def test_a_coding_fills_every_table(store: Store, coding: Coding, run: Run) -> None:
    added = store.add([coding], [REJECT], run=run)
    assert (added.articles, added.known, added.events, added.quotes, added.rejects) == (1, 0, 2, 1, 1)
    counts = {table: len(rows) for table, rows in all_rows(store).items()}
    assert counts == {
        "articles": 1,
        "events": 2,
        "quotes": 1,
        "mentions": 4,
        "dates": 1,
        "places": 1,
        "rejects": 1,
        "diurna": 1,
    }


def test_an_event_is_flat_where_people_filter(store: Store, coding: Coding, run: Run) -> None:
    store.add([coding], run=run)
    (row,) = ask(
        store,
        "SELECT type, mode, quad, intensity, contexts, actor_codes, recipient_codes, date_start, date_text, "
        "place_name, latitude, certainty, attributed_to, attributed_to_code, trigger, evidence[1].text, actor[1].name, "
        "cameo, due_start, coder_version FROM events WHERE type = 'SANCTION'",
    )
    assert row == (
        "SANCTION",
        "withdraw",
        4,
        -6.0,
        ["diplomatic"],
        ["FRAGOV"],
        ["TURGOV"],
        dt.date(2021, 5, 18),
        "on Tuesday",
        "Ankara",
        39.91987,
        "happened",
        "the foreign minister",
        "FRAGOV",
        "recalled",
        "France recalled its ambassador from Ankara",
        "France",
        "161",
        dt.date(2021, 6, 1),
        "1.0",
    )


def test_coding_twice_is_coding_once(store: Store, coding: Coding, run: Run) -> None:
    store.add([coding, coding], [REJECT, REJECT], run=run)
    before = all_rows(store)
    added = store.add([coding], [REJECT], run=run)
    assert (added.articles, added.known, added.events, added.rejects) == (0, 1, 0, 0)
    assert all_rows(store) == before
    assert store.known_articles() == {coding.article.id}


def test_the_run_notes_what_was_known(tmp_path: Path, coding: Coding, run: Run) -> None:
    path = tmp_path / "record.duckdb"
    for _ in range(2):
        with open_store(path) as store:
            store.add([coding], [REJECT], run=run)
            store.finish(run, finished=dt.datetime(2021, 5, 20, 13, 0, tzinfo=dt.UTC))
    with open_store(path, read_only=True) as store:
        first, second = store.runs()
    assert (first.id, first.attempt, first.articles_added, first.articles_known) == (run.id, 1, 1, 0)
    assert (second.id, second.attempt, second.articles_added, second.articles_known) == (run.id, 2, 0, 1)
    assert (first.events_added, second.events_added, first.rejects_added, second.rejects_added) == (2, 0, 1, 0)
    assert first.finished == dt.datetime(2021, 5, 20, 13, 0)
    assert first.inputs == ("articles",)


def test_equal_wishes_have_equal_runs() -> None:
    assert make_run(inputs=["a"], started=dt.datetime(2021, 1, 1)).id == make_run(inputs=["a"]).id
    assert make_run(inputs=["a"]).id != make_run(inputs=["b"]).id
    assert make_run(settings_hash="x").id != make_run(settings_hash="y").id


@pytest.mark.parametrize("batch", [1, 4, 20])
def test_the_order_of_the_rows_does_not_depend_on_who_came_first(
    tmp_path: Path, make_coding: MakeCoding, run: Run, batch: int
) -> None:
    codings = [
        make_coding(f"Article {number}.", published=dt.date(2021, 5, 1 + number % 3) if number % 5 else None)
        for number in range(20)
    ]
    rejects = [Reject(source=f"{number}.txt", step="open", message="no") for number in range(5)]
    tables = []
    for name, shuffled in (("one", codings), ("many", random.Random(batch).sample(codings, len(codings)))):
        with open_store(tmp_path / f"{name}.duckdb") as store:
            for start in range(0, len(codings), batch):
                store.add(shuffled[start : start + batch], rejects if name == "one" else rejects[::-1], run=run)
            store.finish(run)
            tables.append(all_rows(store))
    assert tables[0] == tables[1]
    days = [row[1] for row in tables[0]["articles"]]
    assert days[-1] is None


def test_summary(store: Store, coding: Coding, run: Run) -> None:
    store.add([coding], [REJECT], run=run)
    summary = store.summary()
    assert (summary.articles, summary.events, summary.quotes, summary.mentions, summary.rejects) == (1, 2, 1, 4, 1)
    assert summary.types == {"COERCE": {"denied": 1}, "SANCTION": {"happened": 1}}
    assert summary.certainties == {"denied": 1, "happened": 1}
    assert summary.reject_steps == {"open": 1}
    assert (summary.first_published, summary.last_published) == (dt.date(2021, 5, 19), dt.date(2021, 5, 19))
    assert summary.coder_versions == ("1.0",)
    assert summary.keeps_text


def test_without_text_only_spans_and_hashes_stay(tmp_path: Path, coding: Coding, run: Run) -> None:
    path = tmp_path / "record.duckdb"
    with open_store(path, keep_text=False) as store:
        store.add([coding], run=run)
        store.finish(run)
        (row,) = ask(store, "SELECT title, text, text_length, length(text_hash) FROM articles")
        assert row == (None, None, len(coding.article.text), 32)
        (row,) = ask(
            store,
            "SELECT trigger, date_text, evidence[1].text, evidence[1].start, actor[1].text, actor[1].name, "
            "attributed_to, cameo FROM events WHERE type = 'SANCTION'",
        )
        assert row == (None, None, None, 0, None, "France", "FRAGOV", "161")
    content = path.read_bytes()
    assert b"ambassador" not in content
    assert b"spokesman" not in content


def test_whether_text_is_kept_is_settled_when_the_record_is_made(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    open_store(path, keep_text=False).close()
    with pytest.raises(SettingsError, match="keeps no text, which is settled when it is made"):
        open_store(path, keep_text=True)
    with open_store(path) as store:
        assert not store.keeps_text


def test_a_batch_that_fails_leaves_nothing(store: Store, coding: Coding, make_coding: MakeCoding, run: Run) -> None:
    store.add([make_coding("One.")], run=run)
    store.connection.execute("DROP TABLE places")
    with pytest.raises(EngineError, match="places"):
        store.add([coding], run=run)
    assert len(store.known_articles()) == 1
    assert store.runs()[0].articles_added == 1


def test_half_a_surrogate_pair_is_kept_as_one_character(store: Store, make_coding: MakeCoding, run: Run) -> None:
    store.add([make_coding("A \ud800 B \U0001f600 C \0 D.")], run=run)
    assert ask(store, "SELECT text, text_length FROM articles") == [("A \ufffd B \U0001f600 C \0 D.", 14)]


def make_folder(path: Path) -> None:
    path.mkdir()


def make_other_file(path: Path) -> None:
    path.write_text("type,actor\n" * 2000)


def make_empty_file(path: Path) -> None:
    path.touch()


def make_foreign_record(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE events (id INTEGER)")


def make_newer_record(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE diurna (schema_version INTEGER, keeps_text BOOLEAN)")
        connection.execute("INSERT INTO diurna VALUES (99, true)")


def make_older_record(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE diurna (schema_version INTEGER, keeps_text BOOLEAN)")
        connection.execute("INSERT INTO diurna VALUES (1, true)")


def make_truncated_record(path: Path) -> None:
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:9000])


@pytest.mark.parametrize(
    "make, message",
    [
        (make_folder, "is a folder"),
        (make_other_file, "is not a record"),
        (make_empty_file, "is not a record"),
        (make_foreign_record, "is a DuckDB file, but not a record of Diurna"),
        (make_newer_record, r"was made by a newer Diurna \(tables of version 99, here 2\).*Update Diurna"),
        (
            make_older_record,
            r"was made by an older Diurna \(tables of version 1, here 2\) and stays as it is\. "
            r"Code its articles again into a new file: diurna code ARTICLES -o record-2\.duckdb",
        ),
        (make_truncated_record, "record.duckdb is (not a record|damaged)"),
    ],
)
def test_a_file_that_is_no_record(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    path = tmp_path / "record.duckdb"
    make(path)
    with pytest.raises(InputError, match=message):
        open_store(path)


def test_nothing_to_read_from(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no record"):
        open_store(tmp_path / "record.duckdb", read_only=True)
    with pytest.raises(InputError, match="There is no folder"):
        open_store(tmp_path / "nowhere" / "record.duckdb")


OTHER_PROCESS = """
import os, sys, datetime as dt
from pathlib import Path
from diurna.records import Article, Coding
from diurna.store import make_run, open_store
store = open_store(Path(sys.argv[1]))
run = make_run(inputs=["articles"], coder_version="1.0")
for number in range(3):
    codings = [
        Coding(article=Article(id=f"{number}-{k}", text="Rain."), events=(), quotes=(), mentions=()) for k in range(10)
    ]
    store.add(codings, run=run)
print("ready", flush=True)
store.connection.execute("BEGIN")
store.connection.execute("DELETE FROM articles")
sys.stdin.read()
"""


def test_two_processes_and_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "ready\n"
        for read_only in (False, True):
            with pytest.raises(EngineError, match=f"is in use by process {other.pid}"):
                open_store(path, read_only=read_only)
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        with open_store(path) as store:
            assert len(store.known_articles()) == 30
            assert store.runs()[0].finished is None
            run = make_run(inputs=["articles"], coder_version="1.0")
            assert store.add([], run=run).articles == 0
            assert [(attempt.id, attempt.attempt) for attempt in store.runs()] == [(run.id, 1), (run.id, 2)]
    finally:
        other.kill()
        other.wait()
        for stream in (other.stdin, other.stdout):
            if stream is not None:
                stream.close()


def test_every_column_says_what_it_holds(store: Store) -> None:
    query = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    comments = {(table, column): comment for table, column, comment in ask(store, query)}
    expected = {(table, column.name): column.says for table in TABLES for column in describe_table(table)}
    assert comments == expected
    assert all(says.endswith((".", ")")) for says in expected.values())


def test_sql_reaches_no_other_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(duckdb.Error):
        store.connection.execute(f"SELECT * FROM '{tmp_path}/secret.csv'")
