"""Codings by hand: events are written with the words of the article, and the spans are found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from diurna.codebook import load_codebook
from diurna.records import (
    Actor,
    AgendaState,
    Article,
    Attribution,
    Certainty,
    Coding,
    DatePrecision,
    DateSpan,
    Decision,
    Event,
    Place,
    PlacePrecision,
    Quote,
    QuoteKind,
    Span,
    Stance,
    make_article_id,
)
from diurna.store import Run, Store, export_record, make_run, open_store

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
MakeCoding = Callable[..., Coding]
Export = Callable[..., list[list[str]]]

TEXT = (
    "France recalled its ambassador from Ankara on Tuesday, the foreign minister said.\n\n"
    'Turkey denied that its ships had entered French waters. "We regret this step," a spokesman said in Ankara.'
)


def find_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def make_actor() -> MakeActor:
    """make_actor(text, "France", country="FRA", ...)."""

    def make(text: str, words: str, **fields: Any) -> Actor:
        return Actor(text=words, span=find_span(text, words), **fields)

    return make


@pytest.fixture
def make_event() -> MakeEvent:
    """make_event(article, "SANCTION", "recalled", mode=..., actor=(...)): sensible values for all that is not given."""

    def make(article: Article, event_type: str, trigger: str, **fields: Any) -> Event:
        mode = fields.get("mode")
        values: dict[str, Any] = {
            "id": f"{article.id}-{event_type}-{trigger}",
            "article_id": article.id,
            "sentence": 0,
            "type": event_type,
            "mode": None,
            "contexts": (),
            "actor": (),
            "recipient": (),
            "date": None,
            "place": None,
            "certainty": Certainty.HAPPENED,
            "attributed_to": Attribution(),
            "evidence": (find_span(article.text, trigger),),
            "trigger": find_span(article.text, trigger),
            "intensity": load_codebook().intensity(event_type, mode),
            "confidence": 0.8,
            "decided_by": (Decision(field="type", by="pattern"),),
        }
        return Event(**{**values, **fields})

    return make


@pytest.fixture
def article() -> Article:
    """One article with two paragraphs."""
    return Article(
        id=make_article_id(TEXT, "Example Gazette"),
        text=TEXT,
        title="Paris recalls its ambassador",
        url="https://news.example/2021/05/19/recall",
        publisher="Example Gazette",
        published=dt.date(2021, 5, 19),
        fetched=dt.datetime(2021, 5, 19, 6, 30, tzinfo=dt.UTC),
        source="articles/recall.txt",
    )


@pytest.fixture
def coding(article: Article, make_actor: MakeActor, make_event: MakeEvent) -> Coding:
    """The article coded in full: an event with every field, a denied one, a quote, mentions, a date and places."""
    text = article.text
    france = make_actor(text, "France", name="France", country="FRA", sector="GOV", known_id="FRA")
    minister = make_actor(text, "the foreign minister", country="FRA", sector="GOV", role="foreign minister")
    turkey = make_actor(text, "Ankara", name="Turkey", country="TUR", sector="GOV", other_sectors=("LEG",))
    ships = make_actor(text, "its ships", country="TUR", sector="MIL")
    tuesday = DateSpan(
        start=dt.date(2021, 5, 18),
        end=dt.date(2021, 5, 18),
        precision=DatePrecision.DAY,
        value="2021-05-18",
        span=find_span(text, "on Tuesday"),
    )
    ankara = Place(
        name="Ankara",
        precision=PlacePrecision.CITY,
        country="TUR",
        admin1="Ankara",
        latitude=39.91987,
        longitude=32.85427,
        geonames_id=323786,
        feature="PPLC",
        confidence=0.9,
        alternatives=(323784,),
        span=find_span(text, "Ankara"),
    )
    recall = make_event(
        article,
        "SANCTION",
        "recalled",
        mode="withdraw",
        contexts=("diplomatic",),
        actor=(france,),
        recipient=(turkey,),
        date=tuesday,
        place=ankara,
        attributed_to=Attribution(
            speaker=minister,
            source_span=minister.span,
            cue_span=find_span(text, "said"),
            content=(find_span(text, "France recalled its ambassador from Ankara on Tuesday"),),
        ),
        denied_by=(turkey,),
        due=DateSpan(start=dt.date(2021, 6, 1), end=None, precision=DatePrecision.MONTH, value="2021-06"),
        agenda=AgendaState.HELD,
        evidence=(find_span(text, "France recalled its ambassador from Ankara"), find_span(text, "on Tuesday")),
        decided_by=(
            Decision(field="type", by="verbs.sanction:12", spans=(find_span(text, "recalled"),)),
            Decision(field="certainty", by="past tense"),
        ),
    )
    entry = make_event(
        article, "COERCE", "entered", actor=(ships,), certainty=Certainty.DENIED, sentence=1, denied_by=(turkey,)
    )
    quote = Quote(
        id="q1",
        article_id=article.id,
        kind=QuoteKind.DIRECT,
        content=(find_span(text, "We regret this step"),),
        source_span=find_span(text, "a spokesman"),
        cue_span=find_span(text, "said in"),
        speaker=make_actor(text, "a spokesman", country="TUR", sector="GOV"),
        addressee=france,
        about=(france,),
        places=(ankara,),
        contexts=("diplomatic",),
        stance=Stance.OPPOSES,
        negated=True,
        medium=find_span(text, "a spokesman said"),
        occasion=find_span(text, "in Ankara"),
        within="q0",
    )
    return Coding(
        article=article,
        events=(recall, entry),
        quotes=(quote,),
        mentions=(france, turkey, minister, ships),
        dates=(tuesday,),
        places=(ankara,),
        sentences=(Span(0, 82), Span(84, 140), Span(141, len(text))),
    )


@pytest.fixture
def make_coding(article: Article) -> MakeCoding:
    """make_coding("Some text.", published=...): a coding without events."""

    def make(text: str, *, events: Sequence[Event] = (), **fields: Any) -> Coding:
        values: dict[str, Any] = {"id": make_article_id(text, None), "text": text, "published": dt.date(2021, 5, 19)}
        return Coding(article=Article(**{**values, **fields}), events=tuple(events), quotes=(), mentions=())

    return make


@pytest.fixture
def run() -> Run:
    """A run of version 1.0."""
    return make_run(inputs=["articles"], coder_version="1.0", started=dt.datetime(2021, 5, 20, 12, 0, 0))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty record."""
    with open_store(tmp_path / "record.duckdb") as opened:
        yield opened


@pytest.fixture
def story() -> Article:
    """An article with many actors, for events of every kind."""
    text = (
        "Romania's foreign minister visited Moldova on Monday. The army clashed with rebels near Tiraspol. "
        "The United Nations and the European Union will meet in Geneva. Protesters marched in Salem, Oregon. "
        "Shell suspended deliveries to Serbia. The newspaper accused the hospital of neglect."
    )
    return Article(
        id=make_article_id(text, "Example Gazette"),
        text=text,
        publisher="Example Gazette",
        published=dt.date(2021, 5, 19),
        title="A busy day",
    )


@pytest.fixture
def export(tmp_path: Path, run: Run) -> Export:
    """export(coding, "gdelt", ...): the cells of every line of the file."""

    def write(coding: Coding, format: str, **options: Any) -> list[list[str]]:
        record, out = tmp_path / "record.duckdb", tmp_path / f"out.{format}"
        with open_store(record) as store:
            store.add([coding], run=run)
            store.finish(run)
        export_record(record, out, format=format, **options)
        return [line.split("\t") for line in out.read_text(encoding="utf-8").split("\n")[:-1]]

    return write
