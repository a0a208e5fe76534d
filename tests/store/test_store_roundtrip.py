"""What goes into a record comes out of it, by every way there is."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from diurna.errors import InputError
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
    Reject,
    Span,
    Stance,
)
from diurna.store import (
    Run,
    Store,
    export_record,
    iter_codings,
    iter_events,
    make_run,
    open_store,
    read_coding,
    read_codings,
    write_codings,
)
from diurna.store.restore import restore_event

RUN = make_run(coder_version="1.0")
NUMBERS = itertools.count()

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
DAYS = st.dates()
NAMES = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
SHARES = st.floats(0, 1)


@st.composite
def make_spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def make_actors(draw: st.DrawFn, text: str) -> Actor:
    span = draw(make_spans(text))
    return Actor(
        text=span.of(text),
        span=span,
        name=draw(NAMES),
        country=draw(st.sampled_from([None, "FRA", "UNO"])),
        sector=draw(st.sampled_from([None, "GOV", "MIL"])),
        other_sectors=tuple(draw(st.lists(st.sampled_from(["OPP", "LEG"]), max_size=2))),
        role=draw(NAMES),
        known_id=draw(NAMES),
    )


def make_dates(text: str) -> SearchStrategy[DateSpan]:
    return st.builds(
        DateSpan,
        start=st.none() | DAYS,
        end=st.none() | DAYS,
        precision=st.sampled_from(DatePrecision),
        value=NAMES,
        span=st.none() | make_spans(text),
    )


def make_places(text: str) -> SearchStrategy[Place]:
    return st.builds(
        Place,
        name=WORDS,
        precision=st.sampled_from(PlacePrecision),
        country=NAMES,
        admin1=NAMES,
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        geonames_id=st.none() | st.integers(0, 2**40),
        feature=NAMES,
        confidence=SHARES,
        alternatives=st.lists(st.integers(0, 2**40), max_size=2).map(tuple),
        span=st.none() | make_spans(text),
    )


def tuples_of(strategy: SearchStrategy[object], *, least: int = 0) -> SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


@st.composite
def make_codings(draw: st.DrawFn) -> Coding:
    text = draw(WORDS)
    article_id = f"{next(NUMBERS):020x}"
    spans, actors, dates, places = make_spans(text), make_actors(text), make_dates(text), make_places(text)
    attributions = st.builds(
        Attribution,
        speaker=st.none() | actors,
        source_span=st.none() | spans,
        cue_span=st.none() | spans,
        content=tuples_of(spans),
    )
    events = st.builds(
        Event,
        id=WORDS,
        article_id=st.just(article_id),
        sentence=st.integers(0, 99),
        type=st.sampled_from(["AID", "ASSAULT", "FLOOD"]),
        mode=st.sampled_from([None, "firearms", "dam"]),
        contexts=tuples_of(st.sampled_from(["economic", "military"])),
        actor=tuples_of(actors),
        recipient=tuples_of(actors),
        date=st.none() | dates,
        place=st.none() | places,
        certainty=st.sampled_from(Certainty),
        attributed_to=attributions,
        denied_by=tuples_of(actors),
        due=st.none() | dates,
        agenda=st.none() | st.sampled_from(AgendaState),
        evidence=tuples_of(spans, least=1),
        trigger=spans,
        intensity=st.floats(-10, 10),
        confidence=SHARES,
        decided_by=tuples_of(st.builds(Decision, field=WORDS, by=WORDS, spans=tuples_of(spans))),
    )
    quotes = st.builds(
        Quote,
        id=WORDS,
        article_id=st.just(article_id),
        kind=st.sampled_from(QuoteKind),
        content=tuples_of(spans, least=1),
        source_span=st.none() | spans,
        cue_span=st.none() | spans,
        speaker=st.none() | actors,
        addressee=st.none() | actors,
        about=tuples_of(actors),
        places=tuples_of(places),
        contexts=tuples_of(st.sampled_from(["economic", "cyber"])),
        stance=st.none() | st.sampled_from(Stance),
        negated=st.booleans(),
        medium=st.none() | spans,
        occasion=st.none() | spans,
        within=NAMES,
    )
    return Coding(
        article=Article(
            id=article_id,
            text=text,
            title=draw(NAMES),
            url=draw(NAMES),
            publisher=draw(NAMES),
            published=draw(st.none() | DAYS),
            fetched=draw(st.none() | st.datetimes(timezones=st.just(dt.UTC))),
            language=draw(st.sampled_from(["en", "fr"])),
            source=draw(NAMES),
        ),
        events=draw(tuples_of(events)),  # type: ignore[arg-type]
        quotes=draw(tuples_of(quotes)),  # type: ignore[arg-type]
        mentions=draw(tuples_of(actors)),  # type: ignore[arg-type]
        dates=draw(tuples_of(dates)),  # type: ignore[arg-type]
        places=draw(tuples_of(places)),  # type: ignore[arg-type]
        sentences=draw(tuples_of(spans)),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module", params=[True, False], ids=["with text", "without text"])
def any_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("record") / "record.duckdb", keep_text=request.param) as store:
        yield store


def forget_names(coding: Coding) -> Coding:
    """The coding without the names of actors whom only the article knows: they are its words."""

    def strip(value: object) -> object:
        if isinstance(value, dict):
            inner = {key: strip(part) for key, part in value.items()}
            return {**inner, "name": None} if "known_id" in inner and inner["known_id"] is None else inner
        return [strip(part) for part in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(strip(msgspec.to_builtins(coding)), Coding)


@given(coding=make_codings())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_gives_back_what_it_was_given(any_store: Store, coding: Coding) -> None:
    any_store.add([coding], run=RUN)
    article = coding.article
    found = read_coding(any_store, article.id, text=None if any_store.keeps_text else article.text)
    if not any_store.keeps_text:
        coding = forget_names(replace(coding, article=replace(article, title=None)))
    assert found == coding


@given(codings=st.lists(make_codings(), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_json_lines_give_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, codings: list[Coding]) -> None:
    path = tmp_path_factory.mktemp("lines") / "record.jsonl"
    write_codings(path, codings, run=RUN)
    assert list(read_codings(path)) == codings


def test_export_then_import_gives_the_record_back(tmp_path: Path, coding: Coding, run: Run) -> None:
    first, second, lines = tmp_path / "first.duckdb", tmp_path / "second.duckdb", tmp_path / "record.jsonl"
    with open_store(first) as store:
        store.add([coding], run=run)
        store.finish(run)
    export_record(first, lines, format="jsonl")
    with open_store(second) as store:
        store.add(list(read_codings(lines)), run=run)
        store.finish(run)
        copied = [found for _, found in iter_codings(store)]
    assert copied == [coding]
    tables = []
    for path in (first, second):
        with open_store(path, read_only=True) as store:
            tables.append(
                [
                    store.connection.execute(f"SELECT * FROM {name}").fetchall()
                    for name in ("articles", "events", "quotes")
                ]
            )
    assert tables[0] == tables[1]


def test_events_come_back_one_by_one(store: Store, coding: Coding, run: Run) -> None:
    store.add([coding], run=run)
    rows = list(iter_events(store))
    assert tuple(restore_event(row, coding.article.text) for row in rows) == coding.events
    assert rows[0].evidence[0].text == "France recalled its ambassador from Ankara"


def test_an_article_that_is_not_there(store: Store) -> None:
    with pytest.raises(InputError, match="has no article 'abc'"):
        read_coding(store, "abc")


def test_without_text_the_article_must_be_given(tmp_path: Path, coding: Coding, run: Run) -> None:
    with open_store(tmp_path / "record.duckdb", keep_text=False) as store:
        store.add([coding], run=run)
        with pytest.raises(InputError, match="keeps no text: give the text of article"):
            read_coding(store, coding.article.id)
        with pytest.raises(InputError, match="its hash differs"):
            read_coding(store, coding.article.id, text="Something else.")


def test_a_line_that_is_no_coding(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text('\n{"article": 1}\n')
    with pytest.raises(InputError, match=r"record\.jsonl:2: not a coding"):
        list(read_codings(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_codings(tmp_path / "nowhere.jsonl"))


def test_rejects_stand_beside(tmp_path: Path, coding: Coding, run: Run) -> None:
    path = tmp_path / "record.jsonl"
    reject = Reject(source="broken.pdf", step="open", message="not a text")
    added = write_codings(path, [coding, reject, coding, reject], run=run)
    assert (added.articles, added.known, added.events, added.quotes, added.rejects) == (1, 1, 2, 1, 1)
    assert (tmp_path / "record.rejects.jsonl").read_text() == (
        '{"source":"broken.pdf","step":"open","message":"not a text"}\n'
    )
    write_codings(path, [coding], run=run)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["record.jsonl"]
