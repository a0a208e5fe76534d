"""Types of a user's codebook in the record and in every export format, which need no codebook file to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from diurna.codebook import Codebook, load_codebook
from diurna.codebook.file.load import make_user_codebook
from diurna.event.outcome import rename_events
from diurna.records import Actor, Article, Coding, Event
from diurna.store import FORMATS, Exported, Run, export_record, iter_events, make_codings_table, open_store

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Write = Callable[..., Exported]

CODEBOOK = """
rename.CONSULT = "TALK"
rename.ASSAULT = "FORCE"

[types.CYBER]
quad = 4
score = -6
parent = "COERCE"
definition = "Attacks computers."

[types.MOURN]
quad = 1
score = 1
definition = "Mourns somebody's dead."
"""


@pytest.fixture(scope="module")
def book() -> Codebook:
    return make_user_codebook(CODEBOOK, file="my.toml").codebook


@pytest.fixture
def coding(story: Article, make_actor: MakeActor, make_event: MakeEvent, book: Codebook) -> Coding:
    """A visit, a clash, an event of a type with a parent and one of a type without."""
    romania = make_actor(story.text, "Romania", country="ROU", sector="GOV")
    moldova = make_actor(story.text, "Moldova", country="MDA", sector="GOV")
    army = make_actor(story.text, "The army", country="MDA", sector="MIL")
    rebels = make_actor(story.text, "rebels", country="MDA", sector="REB")
    told = (
        make_event(story, "CONSULT", "visited", mode="visit", actor=(romania,), recipient=(moldova,)),
        make_event(story, "ASSAULT", "clashed", actor=(army, rebels)),
        replace(make_event(story, "COERCE", "suspended", actor=(army,), recipient=(romania,)), type="CYBER"),
        replace(
            make_event(story, "SUPPORT", "accused", actor=(army,), recipient=(moldova,)), type="MOURN", intensity=1.0
        ),
    )
    return Coding(article=story, events=tuple(rename_events(told, book)), quotes=(), mentions=())


@pytest.fixture
def write(coding: Coding, tmp_path: Path, run: Run, book: Codebook) -> Write:
    """write("gdelt"): the export of a record that was coded with the codebook; the export is not given it."""

    def export(format: str) -> Exported:
        record = tmp_path / "record.duckdb"
        with open_store(record) as store:
            store.add([coding], run=run, codebook=book)
            store.finish(run)
        return export_record(record, tmp_path / f"out.{format}", format=format)

    return export


def test_the_record_holds_name_class_and_version(write: Write, tmp_path: Path, book: Codebook) -> None:
    write("csv")
    with open_store(tmp_path / "record.duckdb", read_only=True) as store:
        rows = list(iter_events(store))
    assert [(row.type, row.quad, row.intensity) for row in rows] == [
        ("TALK", 1, 4.0),
        ("FORCE", 4, -9.0),
        ("CYBER", 4, -6.0),
        ("MOURN", 1, 1.0),
    ]
    assert [row.cameo is None for row in rows] == [False, False, False, True]
    assert {row.codebook_version for row in rows} == {book.version}
    assert book.version != load_codebook().version


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written(write: Write, format: str) -> None:
    assert write(format).rows > 0


@pytest.mark.parametrize("format", ["gdelt", "gdelt-mentions", "icews", "phoenix"])
def test_a_type_without_a_cameo_code_is_left_out_and_counted(write: Write, format: str) -> None:
    exported = write(format)
    assert exported.left_out == {"no CAMEO code for its type": 1}
    # A visit and a clash are told from both sides, whatever they are called.
    assert exported.rows == 5


def test_pairs_have_the_codes_of_the_plover_type(write: Write, tmp_path: Path) -> None:
    write("gdelt")
    rows = [line.split("\t") for line in (tmp_path / "out.gdelt").read_text(encoding="utf-8").splitlines()]
    codes = [(row[5], row[15], row[26]) for row in rows]
    assert codes[:2] == [("ROMGOV", "MDAGOV", "042"), ("MDAGOV", "ROMGOV", "043")]
    assert {code for *_, code in codes[2:4]} == {"190"}
    assert codes[4][2].startswith("17")


def test_formats_with_types_name_yours_with_their_class(write: Write, tmp_path: Path) -> None:
    write("plover")
    told = (tmp_path / "out.plover").read_text(encoding="utf-8")
    assert '"event":"MOURN"' in told
    assert '"quad_code":"MATERIAL CONFLICT"' in told
    write("polecat")
    assert "CYBER\t" in (tmp_path / "out.polecat").read_text(encoding="utf-8")


def test_an_arrow_table_of_codings_takes_the_codebook(coding: Coding, book: Codebook) -> None:
    table = make_codings_table([coding], "events", codebook=book)
    assert table.column("quad").to_pylist() == [1, 4, 4, 1]
    assert set(table.column("codebook_version").to_pylist()) == {book.version}
