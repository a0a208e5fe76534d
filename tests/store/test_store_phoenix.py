"""Phoenix: cell by cell, and one row a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from diurna.records import Actor, Article, Coding, Event
from diurna.store import Run, export_record, open_store
from diurna.store.formats import phoenix

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Export = Callable[..., list[list[str]]]


def test_every_cell(export: Export, coding: Coding) -> None:
    assert len(phoenix.COLUMNS) == 26
    (cells,) = export(coding, "phoenix")
    assert dict(zip(phoenix.COLUMNS, cells, strict=True)) == {
        "EventID": "1_1.0",
        "Date": "20210518",
        "Year": "2021",
        "Month": "05",
        "Day": "18",
        "SourceActorFull": "FRAGOV",
        "SourceActorEntity": "FRA",
        "SourceActorRole": "GOV",
        "SourceActorAttribute": "",
        "TargetActorFull": "TURGOVLEG",
        "TargetActorEntity": "TUR",
        "TargetActorRole": "GOV",
        "TargetActorAttribute": "LEG",
        "EventCode": "161",
        "EventRootCode": "16",
        "QuadClass": "3",  # Phoenix counts root 16 as verbal conflict
        "GoldsteinScore": "-4.0",
        "Issues": "diplomatic,1",
        "Lat": "39.91987",
        "Lon": "32.85427",
        "LocationName": "Ankara",
        "StateName": "Ankara",
        "CountryName": "Turkey",
        "SentenceID": f"{coding.article.id}_1",
        "URLs": "https://news.example/2021/05/19/recall",
        "NewsSources": "news.example",
    }


def test_international_actors(export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent) -> None:
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO")
    eu = make_actor(story.text, "the European Union", name="European Union", country="EUR")
    movement = make_actor(story.text, "Protesters", country="ISM", sector="CVL")
    event = make_event(story, "SANCTION", "suspended", actor=(un, eu, movement))
    rows = export(Coding(article=story, events=(event,), quotes=(), mentions=()), "phoenix")
    assert [tuple(cells[5:9]) for cells in rows] == [
        ("IGOEUREEC", "IGO", "", "EUR;EEC"),
        ("IGOUNO", "IGO", "", "UNO"),
        ("NGMCVL", "", "CVL", ""),
    ]


def test_one_row_a_day_keeps_every_mention(
    tmp_path: Path, run: Run, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    codings = []
    for number, day in enumerate([19, 19, 20]):
        text = f"France arrested a spy, report {number}."
        article = Article(
            id=f"a{number}",
            text=text,
            url=f"https://www.paper{number}.example/spy;1",
            published=dt.date(2021, 5, day),
        )
        france = make_actor(text, "France", name="France", country="FRA", sector="GOV")
        event = make_event(article, "COERCE", "arrested", mode="arrest", contexts=("legal",), actor=(france,))
        codings.append(Coding(article=article, events=(event,), quotes=(), mentions=()))
    with open_store(tmp_path / "record.duckdb") as store:
        store.add(codings, run=run)
    export_record(tmp_path / "record.duckdb", tmp_path / "out.tsv", format="phoenix")
    first, second = [line.split("\t") for line in (tmp_path / "out.tsv").read_text().splitlines()]
    assert (first[0], first[1], second[0], second[1]) == ("1_1.0", "20210519", "2_1.0", "20210520")
    assert first[17] == "legal,2"
    assert first[23:] == [
        "a0_1;a1_1",
        "https://www.paper0.example/spy,1;https://www.paper1.example/spy,1",
        "paper0.example;paper1.example",
    ]
