"""ICEWS: cell by cell, and read back as its R package types it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.codebook import load_codebook
from diurna.records import Actor, Article, Coding, Event, Place, PlacePrecision
from diurna.store import Run, export_record, open_store
from diurna.store.formats import icews
from diurna.store.rows import ActorCell

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Export = Callable[..., list[list[str]]]

INTEGERS = {"Event ID", "Story ID", "Sentence Number"}
DOUBLES = {"Intensity", "Latitude", "Longitude"}


def read_icews(lines: list[list[str]]) -> list[dict[str, object]]:
    """Typed rows: ids are 32-bit integers, CAMEO codes are text, NA is missing."""
    header, *rows = lines
    assert tuple(header) == icews.COLUMNS
    typed = []
    for cells in rows:
        row: dict[str, object] = {}
        for name, cell in zip(header, cells, strict=True):
            if cell == "NA":
                row[name] = None
            elif name in INTEGERS:
                row[name] = int(cell)
                assert 0 < int(cell) < 2**31
            elif name == "Event Date":
                row[name] = dt.date.fromisoformat(cell)
            else:
                row[name] = float(cell) if name in DOUBLES else cell
        typed.append(row)
    return typed


def test_every_cell(export: Export, coding: Coding) -> None:
    (row,) = read_icews(export(coding, "icews"))
    del row["Event ID"], row["Story ID"]
    assert row == {
        "Event Date": dt.date(2021, 5, 18),
        "Source Name": "France",
        "Source Sectors": "Government",
        "Source Country": "France",
        "Event Text": "Reduce or break diplomatic relations",
        "CAMEO Code": "161",
        "Intensity": -4.0,
        "Target Name": "Turkey",
        "Target Sectors": "Government,Legislative / Parliamentary",
        "Target Country": "Turkey",
        "Sentence Number": 1,
        "Publisher": "Example Gazette",
        "City": "Ankara",
        "District": None,
        "Province": "Ankara",
        "Country": "Turkey",
        "Latitude": 39.91987,
        "Longitude": 32.85427,
    }
    assert len(icews.COLUMNS) == 20


def test_a_meeting_is_two_rows_of_one_story(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO")
    eu = make_actor(story.text, "the European Union", name="European Union", country="EUR")
    talks = make_event(story, "CONSULT", "meet", actor=(un, eu))
    coding = Coding(article=story, events=(talks,), quotes=(), mentions=())
    first, second = read_icews(export(coding, "icews"))
    assert (first["Source Name"], first["Target Name"]) == ("United Nations", "European Union")
    assert (second["Source Name"], second["Target Name"]) == ("European Union", "United Nations")
    assert first["Story ID"] == second["Story ID"]
    assert first["Event ID"] != second["Event ID"]
    assert first["CAMEO Code"] == "040"
    assert first["Source Sectors"] == "International Government Organization,Global,Global Diplomatic IGOs"
    assert first["Source Country"] is None


@pytest.mark.parametrize(
    "cell, name, sectors",
    [
        (
            ActorCell(text="Russia", name="Russia", country="RUS", sector="GOV", start=0, end=6),
            "Russian Federation",
            ("Government",),
        ),
        (
            ActorCell(
                text="the foreign minister", role="foreign minister", country="BGD", sector="GOV", start=0, end=3
            ),
            "Foreign minister (Bangladesh)",
            ("Government", "Executive", "Foreign Ministry"),
        ),
        (
            ActorCell(name="Jane Doe", role="president", country="FRA", sector="GOV", start=0, end=3),
            "Jane Doe",
            ("Government", "Executive", "Executive Office"),
        ),
        (
            ActorCell(text="police", country="DEU", sector="COP", start=0, end=3),
            "Police (Germany)",
            ("Police", "Government"),
        ),
        (
            ActorCell(text="the opposition", country="IND", sector="PTY", other_sectors=("OPP",), start=0, end=3),
            "The opposition (India)",
            ("Parties", "Protestors / Popular Opposition / Mobs", "Dissident"),
        ),
        (ActorCell(text="somebody", start=0, end=3), "Somebody", ()),
        (ActorCell(country="FRA", start=0, end=3), "France", ()),
        (ActorCell(text="a clan", sector="XYZ", start=0, end=3), "A clan", ("Government",)),
    ],
)
def test_actors_in_the_manner_of_icews(cell: ActorCell, name: str, sectors: tuple[str, ...]) -> None:
    codebook = load_codebook()
    assert icews.name_actor(cell, codebook) == name
    assert icews.find_sectors(cell, codebook) == sectors


@pytest.mark.parametrize(
    "place, cells",
    [
        (Place(name="Salem", precision=PlacePrecision.CITY, country="USA", admin1="Oregon"), ("Salem", None, "Oregon")),
        (Place(name="Marion County", precision=PlacePrecision.ADMIN2, country="USA"), (None, "Marion County", None)),
        (Place(name="Oregon", precision=PlacePrecision.ADMIN1, country="USA"), (None, None, "Oregon")),
        (Place(name="United States", precision=PlacePrecision.COUNTRY, country="USA"), (None, None, None)),
    ],
)
def test_places(
    export: Export,
    story: Article,
    make_actor: MakeActor,
    make_event: MakeEvent,
    place: Place,
    cells: tuple[str | None, ...],
) -> None:
    crowd = make_actor(story.text, "Protesters", country="USA", sector="CVL")
    march = make_event(story, "PROTEST", "marched", actor=(crowd,), place=place)
    coding = Coding(article=story, events=(march,), quotes=(), mentions=())
    (row,) = read_icews(export(coding, "icews"))
    assert (row["City"], row["District"], row["Province"]) == cells
    assert row["Country"] == "United States"
    assert row["Target Name"] is None


def test_an_event_id_is_unique_on_its_day(
    tmp_path: Path,
    run: Run,
    story: Article,
    make_actor: MakeActor,
    make_event: MakeEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(icews, "make_number", lambda key, bits: 2**31 - 1)
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO")
    eu = make_actor(story.text, "the European Union", name="European Union", country="EUR")
    talks = make_event(story, "CONSULT", "meet", actor=(un, eu))
    with open_store(tmp_path / "record.duckdb") as store:
        store.add([Coding(article=story, events=(talks,), quotes=(), mentions=())], run=run)
    export_record(tmp_path / "record.duckdb", tmp_path / "out.tsv", format="icews")
    lines = [line.split("\t") for line in (tmp_path / "out.tsv").read_text().splitlines()]
    assert [row["Event ID"] for row in read_icews(lines)] == [2**31 - 1, 1]
