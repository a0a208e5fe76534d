"""CSV for people: readable cells, and the words beside every field."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.records import Actor, Article, Coding, Event
from diurna.store import Run, export_record, open_store, write_codings
from diurna.store.formats.people import show

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cell(tmp_path: Path, coding: Coding, run: Run) -> None:
    path = tmp_path / "record.csv"
    write_codings(path, [coding], run=run)
    first, second = read_csv(path)
    assert {name: cell for name, cell in first.items() if cell} == {
        "id": coding.events[0].id,
        "article_id": coding.article.id,
        "published": "2021-05-19",
        "publisher": "Example Gazette",
        "title": "Paris recalls its ambassador",
        "url": "https://news.example/2021/05/19/recall",
        "sentence": "1",
        "type": "SANCTION",
        "mode": "withdraw",
        "trigger": "recalled",
        "certainty": "happened",
        "contexts": "diplomatic",
        "quad": "4",
        "quad_name": "MATERIAL CONFLICT",
        "intensity": "-6.0",
        "actor": "France",
        "actor_codes": "FRAGOV",
        "actor_words": "France",
        "recipient": "Turkey",
        "recipient_codes": "TURGOV",
        "recipient_words": "Ankara",
        "date_start": "2021-05-18",
        "date_end": "2021-05-18",
        "date_precision": "day",
        "date_words": "on Tuesday",
        "place": "Ankara",
        "place_admin1": "Ankara",
        "place_country": "TUR",
        "latitude": "39.91987",
        "longitude": "32.85427",
        "geonames_id": "323786",
        "place_precision": "city",
        "place_words": "Ankara",
        "attributed_to": "the foreign minister",
        "attributed_to_code": "FRAGOV",
        "attribution_words": "the foreign minister ... said",
        "denied_by": "Turkey",
        "due_start": "2021-06-01",
        "agenda": "held",
        "evidence": "France recalled its ambassador from Ankara ... on Tuesday",
        "evidence_offsets": "0-42; 43-53",
        "confidence": "0.8",
        "decided_by": "type: verbs.sanction:12; certainty: past tense",
        "cameo": "161",
        "coder_version": "1.0",
        "codebook_version": "plover-2.0+diurna-1",
    }
    assert (second["certainty"], second["actor"], second["denied_by"]) == ("denied", "its ships", "Turkey")
    (quote,) = read_csv(tmp_path / "record.quotes.csv")
    assert {name: cell for name, cell in quote.items() if cell} == {
        "id": "q1",
        "article_id": coding.article.id,
        "published": "2021-05-19",
        "publisher": "Example Gazette",
        "kind": "direct",
        "speaker": "a spokesman",
        "speaker_code": "TURGOV",
        "quote": "We regret this step",
        "addressee": "France",
        "about": "France",
        "places": "Ankara",
        "contexts": "diplomatic",
        "stance": "opposes",
        "negated": "not said",
        "medium": "a spokesman said",
        "occasion": "in Ankara",
        "within": "q0",
        "attribution_words": "a spokesman ... said in",
        "offsets": "140-159",
        "coder_version": "1.0",
    }


def test_export_writes_what_a_run_writes(tmp_path: Path, coding: Coding, run: Run) -> None:
    with open_store(tmp_path / "record.duckdb") as store:
        store.add([coding], run=run)
    export_record(tmp_path / "record.duckdb", tmp_path / "exported.csv", format="csv")
    write_codings(tmp_path / "written.csv", [coding], run=run)
    assert (tmp_path / "exported.csv").read_bytes() == (tmp_path / "written.csv").read_bytes()
    assert (tmp_path / "exported.quotes.csv").read_bytes() == (tmp_path / "written.quotes.csv").read_bytes()


@pytest.mark.parametrize(
    "value, cell",
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("-5 degrees", "'-5 degrees"),
        (-5.0, -5.0),
        ("plain", "plain"),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    assert show(value) == cell


def test_commas_quotes_and_lines_survive(
    tmp_path: Path, run: Run, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    text = 'The "army", said to be\nready, moved.'
    article = Article(id="a", text=text)
    army = make_actor(text, 'The "army", said to be\nready', country="SRB", sector="MIL")
    event = make_event(article, "MOBILIZE", "moved", actor=(army,))
    write_codings(tmp_path / "r.csv", [Coding(article=article, events=(event,), quotes=(), mentions=())], run=run)
    (row,) = read_csv(tmp_path / "r.csv")
    assert row["actor"] == 'The "army", said to be\nready'
