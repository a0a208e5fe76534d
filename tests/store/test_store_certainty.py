"""What is only alleged, denied or possible is never written or counted as if it had happened."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from diurna.about import describe_record
from diurna.records import Actor, Article, Certainty, Coding, DatePrecision, DateSpan, Event
from diurna.settings import Settings
from diurna.store import FORMATS, Run, export_record, open_store, write_codings
from diurna.store.dyads import OCCURRED

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]

BARE = [name for name, chosen in FORMATS.items() if not chosen.tells_certainty]
TELLING = [name for name, chosen in FORMATS.items() if chosen.tells_certainty]
NOT_DONE = (Certainty.ALLEGED, Certainty.DENIED, Certainty.HYPOTHETICAL, Certainty.HISTORICAL)


@pytest.fixture
def coding(make_actor: MakeActor, make_event: MakeEvent) -> Coding:
    """The same attack, once for each certainty."""
    text = "Serbia shelled Kosovo."
    article = Article(id="a", text=text, publisher="Example Gazette", published=dt.date(2021, 5, 19))
    serbia = make_actor(text, "Serbia", name="Serbia", country="SRB", sector="MIL")
    kosovo = make_actor(text, "Kosovo", name="Kosovo", country="KOS", sector="GOV")
    day = DateSpan(start=dt.date(2021, 5, 18), end=dt.date(2021, 5, 18), precision=DatePrecision.DAY)
    events = tuple(
        make_event(
            article,
            "ASSAULT",
            "shelled",
            id=f"e-{certainty}",
            date=day,
            actor=(serbia,),
            recipient=(kosovo,),
            certainty=certainty,
        )
        for certainty in Certainty
    )
    return Coding(article=article, events=events, quotes=(), mentions=(serbia, kosovo))


@pytest.fixture
def record(tmp_path: Path, coding: Coding, run: Run) -> Path:
    return write(tmp_path / "record.duckdb", coding, run)


def write(path: Path, coding: Coding, run: Run) -> Path:
    with open_store(path) as store:
        store.add([coding], run=run)
    return path


@pytest.mark.parametrize("format", BARE)
@pytest.mark.parametrize("stories", [None, dict.fromkeys((f"e-{certainty}" for certainty in Certainty), "one story")])
def test_a_format_without_certainty_is_as_if_nobody_had_alleged(
    record: Path, tmp_path: Path, coding: Coding, run: Run, format: str, stories: Mapping[str, str] | None
) -> None:
    """Row for row and count for count: an allegation adds nothing to GDELT's NumMentions either."""
    done = tuple(event for event in coding.events if event.certainty in OCCURRED)
    without = write(tmp_path / "without.duckdb", msgspec.structs.replace(coding, events=done), run)
    contents = []
    for name, path in (("all", record), ("done", without)):
        exported = export_record(path, tmp_path / f"{name}.tsv", format=format, stories=stories)
        contents.append([file.read_bytes() for file in exported.files[:-1]])
        assert exported.rows > 0
        assert exported.left_out == ({} if name == "done" else {f"certainty {one}": 1 for one in sorted(NOT_DONE)})
    assert contents[0] == contents[1]


@pytest.mark.parametrize("format", BARE)
def test_whoever_asks_for_allegations_gets_them(record: Path, tmp_path: Path, format: str) -> None:
    exported = export_record(record, tmp_path / "out.tsv", format=format, include=[Certainty.ALLEGED])
    assert exported.rows > 0
    assert "certainty happened" in exported.left_out


@pytest.mark.parametrize("format", TELLING)
def test_every_other_format_says_it_with_each_event(record: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out.txt"
    export_record(record, out, format=format)
    assert _read_certainties(out, format) == {f"e-{certainty}": str(certainty) for certainty in Certainty}


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_so_does_what_a_run_writes(tmp_path: Path, coding: Coding, run: Run, suffix: str) -> None:
    out = tmp_path / f"events{suffix}"
    write_codings(out, [coding], run=run)
    assert _read_certainties(out, suffix[1:]) == {f"e-{certainty}": str(certainty) for certainty in Certainty}


def _read_certainties(path: Path, format: str) -> dict[str, str]:
    if format == "parquet":
        import pyarrow.parquet as pq

        rows = pq.read_table(path).to_pylist()
    elif format == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        lines = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
        rows = [event for line in lines for event in line.get("events", [line])]
    return {row["id"]: row["certainty"] for row in rows}


def test_info_counts_each_type_by_certainty(record: Path) -> None:
    with open_store(record, read_only=True) as store:
        summary = store.summary()
    assert summary.types == {"ASSAULT": {str(certainty): 1 for certainty in sorted(Certainty)}}
    assert summary.certainties == {str(certainty): 1 for certainty in Certainty}
    told = describe_record(record)
    assert told["events"] == "8, of every certainty"
    assert told["type ASSAULT"].startswith("1 alleged, 1 denied, 1 happened")


def test_the_command_leaves_out_what_the_exports_leave_out() -> None:
    assert Settings().include == OCCURRED
