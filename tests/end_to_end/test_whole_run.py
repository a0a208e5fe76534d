"""Whole runs with the shipped coder: the same rows however the work is cut, and no words where none are to be kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diurna.coder import Coder
from diurna.records import Article
from diurna.run import Tally
from diurna.store import open_store
from diurna.store.flatten import hash_text

Code = Callable[..., Tally]
ReadTable = Callable[..., list[tuple[Any, ...]]]

TABLES = ("articles", "events", "quotes", "mentions", "dates", "places", "rejects", "diurna")

# Every name, thing and verb here is ours: no table can hold one.
SECRETS = ("quibblethorpe", "zanzibarine", "vermilion", "ottokar", "spurns", "blorked")
SECRET = """Title: Quibblethorpe spurns zanzibarine accord
Source: Test
Published: 2021-05-19

Ottokar Quibblethorpe, the leader of the Zanzibarine rebels, denied on Tuesday that his men had attacked Serbia. "We
never crossed the vermilion bridge," Quibblethorpe told the Vermilion Gazette. Serbia's president blorked that the
Zanzibarine rebels had killed ten soldiers. Police arrested Ottokar Quibblethorpe in Zanzibarine Falls on Monday.
"""


def read_tables(record: Path, read_table: ReadTable) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a record in the order in which they stand; of its runs, what does not tell of attempts and times."""
    rows = {table: read_table(record, table) for table in TABLES}
    return {**rows, "runs": read_table(record, "runs", "DISTINCT id, coder_version, settings_hash, inputs")}


@pytest.fixture
def news(tmp_path: Path, example_articles: tuple[Article, ...]) -> Path:
    """The first paragraphs of the examples, one document among them that is refused."""
    path = tmp_path / "news.jsonl"
    rows = [
        {"published": str(article.published), "publisher": "Test", "text": "\n\n".join(article.text.split("\n\n")[:3])}
        for article in example_articles
    ]
    lines = [json.dumps(row) for row in (*rows[:4], {"text": "Police arrested three men."}, *rows[4:])]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.slow
def test_one_worker_and_three_leave_the_same_rows(
    news: Path, tmp_path: Path, code: Code, read_table: ReadTable
) -> None:
    one, three = tmp_path / "one.duckdb", tmp_path / "three.duckdb"
    code([news], one, workers=1, batch_articles=3)
    code([news], three, workers=3, batch_articles=3)
    assert read_tables(three, read_table) == read_tables(one, read_table)
    assert len(read_table(one, "events")) > 20


@pytest.mark.slow
def test_one_worker_and_three_write_the_same_bytes(news: Path, tmp_path: Path, code: Code) -> None:
    one, three = tmp_path / "one.jsonl", tmp_path / "three.jsonl"
    code([news], one, workers=1, batch_articles=3)
    code([news], three, workers=3, batch_articles=3)
    assert one.read_bytes() == three.read_bytes()
    assert one.with_suffix(".rejects.jsonl").read_bytes() == three.with_suffix(".rejects.jsonl").read_bytes()


@pytest.mark.slow
def test_the_size_of_the_batches_changes_no_row(news: Path, tmp_path: Path, code: Code, read_table: ReadTable) -> None:
    found = []
    for batch in (1, 5, 32):
        record = tmp_path / f"{batch}.duckdb"
        code([news], record, batch_articles=batch)
        found.append(read_tables(record, read_table))
    for table in TABLES:
        assert found[0][table] == found[1][table] == found[2][table], table


def test_coding_twice_adds_nothing(news: Path, tmp_path: Path, code: Code, read_table: ReadTable) -> None:
    record = tmp_path / "record.duckdb"
    first = code([news], record)
    rows = read_tables(record, read_table)
    again = code([news], record)
    assert (again.coded, again.known, again.events) == (0, first.coded, 0)
    assert read_tables(record, read_table) == rows


def test_an_interrupted_run_ends_as_one_that_was_not(
    news: Path, tmp_path: Path, code: Code, read_table: ReadTable
) -> None:
    whole, record = tmp_path / "whole.duckdb", tmp_path / "record.duckdb"
    code([news], whole, batch_articles=4)

    def interrupt(tally: Tally) -> None:
        if tally.coded >= 8:
            raise KeyboardInterrupt

    assert code([news], record, interrupt, batch_articles=4).interrupted
    assert len(read_table(record, "articles")) == 8
    rest = code([news], record, batch_articles=4)
    assert (rest.interrupted, rest.known) == (False, 8)
    assert read_tables(record, read_table) == read_tables(whole, read_table)


def test_without_text_no_column_holds_a_word_of_an_article(tmp_path: Path, code: Code, read_table: ReadTable) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    record = tmp_path / "bare.duckdb"
    assert code([tmp_path / "secret.txt"], record, store_text=False).events > 0
    leaks = set()
    for table, column in read_table(record, "duckdb_columns() WHERE NOT internal", "table_name, column_name"):
        values = str(read_table(record, table, f'"{column}"')).lower()
        leaks |= {f"{table}.{column}: {word}" for word in SECRETS if word in values}
    assert sorted(leaks) == []


@pytest.mark.parametrize("output", ["record.duckdb", "record.jsonl", "record.csv", "record.parquet"])
def test_without_text_no_file_holds_a_word_of_an_article(output: str, tmp_path: Path, code: Code) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    assert code([tmp_path / "secret.txt"], folder / output, store_text=False).events > 0
    leaks = {f"{file.name}: {word}" for file in folder.iterdir() for word in SECRETS if word in dump(file)}
    assert sorted(leaks) == []


def test_with_text_the_same_search_finds_the_words(tmp_path: Path, code: Code) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    code([tmp_path / "secret.txt"], tmp_path / "record.duckdb")
    code([tmp_path / "secret.txt"], tmp_path / "record.parquet")
    assert all(word in dump(tmp_path / "record.duckdb") for word in SECRETS)
    assert "zanzibarine" in dump(tmp_path / "record.parquet")


def test_without_text_every_offset_stays(tmp_path: Path, code: Code, read_table: ReadTable) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    kept, bare = tmp_path / "kept.duckdb", tmp_path / "bare.duckdb"
    code([tmp_path / "secret.txt"], kept)
    code([tmp_path / "secret.txt"], bare, store_text=False)
    text = SECRET.partition("\n\n")[2]
    assert read_table(bare, "articles", "text, title, text_hash") == [(None, None, hash_text(text))]
    columns = "id, trigger_start, trigger_end, [(x.start, x.end) for x in evidence], actor_codes"
    assert read_table(bare, "events", columns) == read_table(kept, "events", columns)
    words = [text[start:end] for start, end in read_table(bare, "events", "trigger_start, trigger_end")]
    assert words == [word for (word,) in read_table(kept, "events", "trigger")]
    for table in ("quotes", "mentions", "dates", "places"):
        assert len(read_table(bare, table)) == len(read_table(kept, table))


def dump(file: Path) -> str:
    """Everything that a file says, in lower case: the rows of its tables, or its characters."""
    if file.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.read_table(file).to_pylist()).lower()
    if file.suffix != ".duckdb":
        return file.read_text(encoding="utf-8").lower()
    with open_store(file, read_only=True) as store:
        names = [name for (name,) in store.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        rows = [store.connection.execute(f"SELECT * FROM {name}").fetchall() for name in names]
    return (str(rows) + file.read_bytes().decode("latin-1")).lower()


def test_the_command_and_python_give_the_same(news: Path, tmp_path: Path, code: Code, coder: Coder) -> None:
    code([news], tmp_path / "record.jsonl", batch_articles=1)
    lines = (tmp_path / "record.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(news.read_text(encoding="utf-8").splitlines()[0])
    coding = coder(row["text"], published=row["published"], publisher="Test")
    line = json.loads(lines[0])
    assert line["article"]["id"] == coding.article.id
    assert [event["id"] for event in line["events"]] == [event.id for event in coding.events]
