"""Exports as a whole: which events go in, the sidecar, errors; Parquet and the filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from diurna.errors import InputError, SettingsError
from diurna.records import Actor, Article, Certainty, Coding, Event, Reject
from diurna.store import (
    FORMATS,
    Filter,
    Run,
    Store,
    export_record,
    export_store,
    iter_events,
    make_codings_table,
    open_store,
    read_codings,
    write_codings,
)
from diurna.store.columns import arrow_schema
from diurna.store.rows import EventRow

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
MakeCoding = Callable[..., Coding]


@pytest.fixture
def record(tmp_path: Path, coding: Coding, run: Run) -> Path:
    path = tmp_path / "record.duckdb"
    with open_store(path) as store:
        store.add([coding], run=run)
        store.finish(run)
    return path


def test_the_sidecar_says_how_it_was_made(record: Path, tmp_path: Path, run: Run) -> None:
    exported = export_record(record, tmp_path / "out.tsv", format="icews")
    assert exported.rows == 1
    assert exported.left_out == {"certainty denied": 1}
    sidecar = msgspec.json.decode(exported.files[-1].read_bytes())
    assert exported.files[-1].name == "out.tsv.provenance.json"
    assert len(sidecar["record"].pop("articles_hash")) == 32
    assert sidecar == {
        "format": "icews",
        "files": ["out.tsv"],
        "rows": 1,
        "left_out": {"certainty denied": 1},
        "score_table": "ICEWS's intensity table",
        "choices": list(FORMATS["icews"].choices),
        "filter": {"certainties": ["happened", "ongoing", "planned", "threatened"]},
        "stories": False,
        "record": {
            "name": "record.duckdb",
            "articles": 1,
            "coder_versions": ["1.0"],
            "codebook_versions": ["plover-2.0+diurna-1"],
            "runs": [{"id": run.id, "settings_hash": None, "inputs": ["articles"], "articles": 1}],
        },
        "ontology": "PLOVER, Open Event Data Alliance, CC BY-SA 4.0",
    }


@pytest.mark.parametrize("format", list(FORMATS))
def test_the_same_record_gives_the_same_bytes(record: Path, tmp_path: Path, format: str) -> None:
    contents = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        exported = export_record(record, folder / "out.txt", format=format)
        contents.append([file.read_bytes() for file in exported.files])
        assert not list(folder.glob("*.tmp"))
    assert contents[0] == contents[1]


@pytest.mark.parametrize("format", list(FORMATS))
def test_a_record_without_text_is_exported_too(tmp_path: Path, coding: Coding, run: Run, format: str) -> None:
    path = tmp_path / "record.duckdb"
    with open_store(path, keep_text=False) as store:
        store.add([coding], run=run)
    exported = export_record(path, tmp_path / "out.txt", format=format)
    assert exported.rows > 0
    for file in exported.files:
        assert b"ambassador" not in file.read_bytes()


@pytest.mark.parametrize("format", list(FORMATS))
def test_an_empty_record_gives_empty_files(tmp_path: Path, format: str) -> None:
    open_store(tmp_path / "record.duckdb").close()
    assert export_record(tmp_path / "record.duckdb", tmp_path / "out.txt", format=format).rows == 0


def test_parquet_has_the_columns_of_the_record(record: Path, tmp_path: Path, coding: Coding, run: Run) -> None:
    import pyarrow.parquet as pq

    export_record(record, tmp_path / "exported.parquet", format="parquet")
    write_codings(tmp_path / "written.parquet", [coding], run=run)
    exported, written = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("exported", "written"))
    assert exported.schema.equals(arrow_schema("events"))
    assert exported.equals(written)
    rows = [msgspec.convert(row, EventRow) for row in exported.to_pylist()]
    with open_store(record, read_only=True) as store:
        assert rows == list(iter_events(store))
    quotes = pq.read_table(tmp_path / "written.quotes.parquet")
    assert quotes["speaker_name"].to_pylist() == ["a spokesman"]


def test_a_table_without_a_file(coding: Coding) -> None:
    table = make_codings_table([coding], "quotes")
    assert table.schema.equals(arrow_schema("quotes"))
    assert table["text"].to_pylist() == ["We regret this step"]
    assert make_codings_table([coding], "events").num_rows == 2
    with pytest.raises(SettingsError, match=r"unknown table 'event'\. Did you mean 'events'"):
        make_codings_table([coding], "event")


@pytest.mark.parametrize(
    "where, types",
    [
        (Filter(), ["SANCTION", "COERCE"]),
        (Filter(types=("COERCE",)), ["COERCE"]),
        (Filter(modes=("withdraw",)), ["SANCTION"]),
        (Filter(contexts=("diplomatic", "economic")), ["SANCTION"]),
        (Filter(certainties=(Certainty.DENIED,)), ["COERCE"]),
        (Filter(actor_countries=("FRA",)), ["SANCTION"]),
        (Filter(recipient_countries=("TUR",)), ["SANCTION"]),
        (Filter(actor_countries=("TUR",), types=("SANCTION",)), []),
        (Filter(publishers=("Example Gazette",)), ["SANCTION", "COERCE"]),
        (Filter(publishers=("Another",)), []),
        (Filter(happened_to=dt.date(2021, 5, 18)), ["SANCTION"]),
        (Filter(happened_from=dt.date(2021, 5, 19)), ["COERCE"]),  # no date: the day of publication
        (Filter(published_from=dt.date(2021, 5, 19), published_to=dt.date(2021, 5, 19)), ["SANCTION", "COERCE"]),
        (Filter(min_confidence=0.9), []),
    ],
)
def test_filters(record: Path, where: Filter, types: list[str]) -> None:
    with open_store(record, read_only=True) as store:
        assert [row.type for row in iter_events(store, where)] == types


def test_a_filtered_export(record: Path, tmp_path: Path) -> None:
    where = Filter(types=("COERCE",))
    assert export_record(record, tmp_path / "out.icews", format="icews", where=where).rows == 0
    assert export_record(record, tmp_path / "out.csv", format="csv", where=where).rows == 1
    assert len((tmp_path / "out.quotes.csv").read_text().splitlines()) == 2
    assert export_record(record, tmp_path / "none.csv", format="csv", where=Filter(types=("AID",))).rows == 0
    assert len((tmp_path / "none.quotes.csv").read_text().splitlines()) == 1
    export_record(record, tmp_path / "out.jsonl", format="jsonl", where=where)
    (coding,) = read_codings(tmp_path / "out.jsonl")
    assert [event.type for event in coding.events] == ["COERCE"]
    assert export_record(record, tmp_path / "none.jsonl", format="jsonl", where=Filter(types=("AID",))).rows == 0


def test_unknown_names(record: Path, tmp_path: Path, coding: Coding, run: Run) -> None:
    with pytest.raises(SettingsError, match=r"unknown format 'gdlt'\. Did you mean 'gdelt'"):
        export_record(record, tmp_path / "out.csv", format="gdlt")
    with pytest.raises(SettingsError, match=r"a record ends in \.duckdb, \.jsonl"):
        write_codings(tmp_path / "record.xlsx", [coding], run=run)
    with pytest.raises(SettingsError, match="is the record itself"):
        export_record(record, record, format="csv")
    with pytest.raises(InputError, match="cannot be written"):
        export_record(record, tmp_path / "nowhere" / "out.csv", format="csv")


def test_a_type_that_cameo_does_not_know(store: Store, tmp_path: Path, coding: Coding, run: Run) -> None:
    event = msgspec.structs.replace(coding.events[0], type="FLOOD", mode=None)
    store.add([msgspec.structs.replace(coding, events=(event,))], run=run)
    exported = export_store(store, tmp_path / "out.tsv", format="gdelt")
    assert (exported.rows, exported.left_out) == (0, {"no CAMEO code for its type": 1})


def test_nothing_is_left_of_a_run_that_breaks(tmp_path: Path, coding: Coding, run: Run) -> None:
    def break_off() -> Iterator[Coding]:
        yield coding
        raise KeyboardInterrupt

    for suffix in (".jsonl", ".csv", ".parquet"):
        with pytest.raises(KeyboardInterrupt):
            write_codings(tmp_path / f"record{suffix}", break_off(), run=run)
    assert list(tmp_path.iterdir()) == []


def test_lines_without_text(tmp_path: Path, coding: Coding, run: Run) -> None:
    path = tmp_path / "record.jsonl"
    write_codings(path, [coding, Reject(source="x", step="open", message="no")], run=run, keep_text=False)
    assert b"ambassador" not in path.read_bytes()
    line = msgspec.json.decode(path.read_bytes())
    assert (line["text_length"], len(line["text_hash"])) == (189, 32)
    (found,) = read_codings(path)
    assert found.events[0].evidence == coding.events[0].evidence


def test_half_a_surrogate_pair_in_lines(tmp_path: Path, make_coding: MakeCoding, run: Run) -> None:
    path = tmp_path / "record.jsonl"
    write_codings(path, [make_coding("A \ud800 B")], run=run)
    (found,) = read_codings(path)
    assert found.article.text == "A \ufffd B"


def test_an_article_without_any_date(
    store: Store, tmp_path: Path, run: Run, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    article = Article(id="a", text="France waited.", source="a.txt")
    france = make_actor(article.text, "France", name="France", country="FRA", sector="GOV")
    event = make_event(article, "REJECT", "waited", actor=(france,))
    store.add([Coding(article=article, events=(event,), quotes=(), mentions=())], run=run)
    reason = {"no date, and the article has none either": 1}
    for format in ("gdelt", "icews", "phoenix", "polecat", "plover"):
        exported = export_store(store, tmp_path / f"out.{format}", format=format)
        assert (exported.rows, exported.left_out) == (0, reason)
    assert export_store(store, tmp_path / "out.csv", format="csv").rows == 1
