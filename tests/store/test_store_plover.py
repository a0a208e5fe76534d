"""PLOVER JSON lines: the manual's names, and ours beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from diurna.records import Actor, Certainty, Coding, DatePrecision, DateSpan, Event
from diurna.store.formats import plover

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Export = Callable[..., list[list[str]]]


def read_plover(lines: list[list[str]]) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for (line,) in lines]


def test_every_name(export: Export, coding: Coding) -> None:
    first, second = read_plover(export(coding, "plover"))
    turkey = {
        "code": "TUR",
        "sector": "GOV",
        "other_sector_codes": ["LEG"],
        "entity_text": "Ankara",
        "entity_name": "Turkey",
        "country_name": "Turkey",
        "start": 36,
        "end": 42,
    }
    assert first == {
        "id": coding.events[0].id,
        "date": "2021-05-18",
        "actor": [
            {
                "code": "FRA",
                "sector": "GOV",
                "entity_text": "France",
                "entity_name": "France",
                "country_name": "France",
                "identifier_id": "FRA",
                "identifier_text": "France",
                "start": 0,
                "end": 6,
            }
        ],
        "recipient": [turkey],
        "event": "SANCTION",
        "mode": "withdraw",
        "context": ["diplomatic"],
        "quad_code": "MATERIAL CONFLICT",
        "event_scale": -6.0,
        "event_loc": {
            "extracted_place": "Ankara",
            "resolved_place": "Ankara",
            "geonameid": 323786,
            "lat": 39.91987,
            "lon": 32.85427,
            "city": "Ankara",
            "province": "Ankara",
            "country": "Turkey",
            "country_code": "TUR",
            "feature_class": "P",
            "feature_code": "PPLC",
            "resolution": 4,
        },
        "event_text": "recalled",
        "text": "France recalled its ambassador from Ankara ... on Tuesday",
        "text_info": {"sequence": 1, "start": 0, "end": 53, "text_story": coding.article.id},
        "link": "https://news.example/2021/05/19/recall",
        "cite_info": {
            "citation": "https://news.example/2021/05/19/recall",
            "url": "https://news.example/2021/05/19/recall",
            "title": "Paris recalls its ambassador",
            "language": "en",
            "publication": "Example Gazette",
            "coder": "diurna 1.0",
            "codebook": "plover-2.0+diurna-1",
            "version": "871b3c9dee7997a2",
        },
        "coder": "diurna 1.0",
        "certainty": "happened",
        "attributed_to": "the foreign minister",
        "quote_speaker": {
            "code": "FRA",
            "sector": "GOV",
            "entity_text": "the foreign minister",
            "country_name": "France",
            "office": "foreign minister",
            "start": 55,
            "end": 75,
        },
        "denied_by": [turkey],
        "evidence": [
            {
                "doc_id": coding.article.id,
                "start": 0,
                "end": 42,
                "text": "France recalled its ambassador from Ankara",
            },
            {"doc_id": coding.article.id, "start": 43, "end": 53, "text": "on Tuesday"},
        ],
        "date.start": "2021-05-18",
        "date.end": "2021-05-18",
        "date.expr": "on Tuesday",
        "date.granularity": "day",
        "due.start": "2021-06-01",
        "agenda": "held",
        "confidence": 0.8,
        "provenance": [{"field": "type", "by": "verbs.sanction:12"}, {"field": "certainty", "by": "past tense"}],
    }
    assert second["certainty"] == "denied"
    assert second["date"] == "2021-05-19"


def test_every_name_is_in_the_table(export: Export, coding: Coding) -> None:
    for row in read_plover(export(coding, "plover", stories={coding.events[0].id: "s1"})):
        assert [name for name in plover.COLUMNS if name in row] == list(row)


def test_strict_plover_is_a_matter_of_certainties(export: Export, coding: Coding) -> None:
    rows = read_plover(export(coding, "plover", include=[Certainty.HAPPENED]))
    assert [row["event"] for row in rows] == ["SANCTION"]


def test_a_plan_keeps_its_own_day_and_its_story(
    export: Export, coding: Coding, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    article = coding.article
    june = DateSpan(start=dt.date(2021, 6, 2), end=dt.date(2021, 6, 4), precision=DatePrecision.RANGE)
    plan = make_event(article, "AGREE", "recalled", actor=coding.mentions[:1], date=june, certainty=Certainty.PLANNED)
    nobody = make_event(article, "PROTEST", "entered")
    coding = Coding(article=article, events=(plan, nobody), quotes=(), mentions=())
    (row,) = read_plover(export(coding, "plover", stories={plan.id: "s1"}))
    assert (row["date"], row["enddate"]) == ("2021-06-02", "2021-06-04")
    assert (row["cluster_id"], row["mentions"]) == ("s1", 1)
    assert "mode" not in row
