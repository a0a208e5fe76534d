"""POLECAT: cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from diurna.records import Actor, Article, Coding, Event
from diurna.store.formats import polecat

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Export = Callable[..., list[list[str]]]


def read_polecat(lines: list[list[str]]) -> list[dict[str, str | None]]:
    header, *rows = lines
    assert tuple(header) == polecat.COLUMNS
    return [
        {name: None if cell == "None" else cell for name, cell in zip(header, cells, strict=True)} for cells in rows
    ]


def test_every_cell(export: Export, coding: Coding) -> None:
    assert len(polecat.COLUMNS) == 40
    (row,) = read_polecat(export(coding, "polecat"))
    assert row == {
        "Event ID": coding.events[0].id,
        "Event Date": "2021-05-18",
        "Event Type": "SANCTION",
        "Event Mode": "withdraw",
        "Event Intensity": "-6.0",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "diplomatic",
        "Actor Name": "France",
        "Actor Country": "FRA",
        "Actor COW": "220",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Actor Title": None,
        "Actor Name Raw": "France",
        "Wikipedia Actor ID": None,
        "Recipient Name": "Turkey",
        "Recipient Country": "TUR",
        "Recipient COW": "640",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV; LEG",
        "Recipient Title": None,
        "Recipient Name Raw": "Ankara",
        "Wikipedia Recipient ID": None,
        "Placename": "Ankara",
        "City": "Ankara",
        "District": None,
        "Province": "Ankara",
        "Country": "Turkey",
        "Latitude": "39.91987",
        "Longitude": "32.85427",
        "GeoNames ID": "323786",
        "Raw Placename": "Ankara",
        "Feature Type": "PPLC",
        "Source": "Example Gazette",
        "Publication Date": "2021-05-19",
        "Story People": None,
        "Story Organizations": None,
        "Story Locations": "Ankara",
        "Language": "en",
        "Version": "1.0 871b3c9dee7997a2",
    }


def test_several_actors_stand_side_by_side(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO", known_id="Q1065")
    minister = make_actor(
        story.text, "Romania's foreign minister", country="ROU", sector="GOV", role="foreign minister"
    )
    talks = make_event(story, "CONSULT", "meet", contexts=("diplomatic", "economic"), actor=(un, minister))
    nobody = make_event(story, "PROTEST", "marched")
    coding = Coding(article=story, events=(talks, nobody), quotes=(), mentions=(minister, un))
    (row,) = read_polecat(export(coding, "polecat"))
    assert row["Actor Name"] == "United Nations; Romania's foreign minister"
    assert row["Actor Country"] == "UNO; ROU"
    assert row["Actor COW"] == "None; 360"
    assert row["Primary Actor Sector"] == "None; GOV"
    assert row["Actor Title"] == "None; foreign minister"
    assert row["Wikipedia Actor ID"] == "Q1065; None"
    assert row["Contexts"] == "diplomatic; economic"
    assert row["Event Mode"] is None
    assert row["Recipient Name"] is None
    assert row["Story Organizations"] == "United Nations"
