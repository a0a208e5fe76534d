"""A small record by hand, of people who say things: for tests of questions, positions and commands, without a model."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from msgspec import Struct

from diurna.records import (
    Actor,
    AgendaState,
    Article,
    Attribution,
    Certainty,
    Coding,
    DatePrecision,
    DateSpan,
    Event,
    Quote,
    QuoteKind,
    Span,
    Stance,
)
from diurna.store import make_run, open_store


class Who(Struct, frozen=True):
    """An actor as the text names it."""

    words: str
    name: str | None
    country: str | None
    sector: str | None = "GOV"
    known_id: str | None = None


class Said(Struct, frozen=True, kw_only=True):
    """One article of one sentence with one statement."""

    id: str
    day: str | None
    publisher: str = "Example Gazette"
    text: str
    by: Who | None
    words: str
    stance: Stance | None = None
    about: tuple[Who, ...] = ()
    kind: QuoteKind = QuoteKind.INDIRECT
    issues: tuple[str, ...] = ()
    fields: dict[str, Any] = {}


LAVROV = Who("Sergei Lavrov", "Sergey Lavrov", "RUS", known_id="sergey-lavrov")
MINISTER = Who("Lavrov", "Sergey Lavrov", "RUS", known_id="sergey-lavrov")
ERDOGAN = Who("Erdoğan", "Recep Tayyip Erdoğan", "TUR", known_id="recep-tayyip-erdogan")
SYRIA = Who("Syria", "Syria", "SYR")
FRANCE = Who("France", "France", "FRA")
SPOKESMAN = Who("A spokesman", None, "FRA")

STATEMENTS = (
    Said(
        id="a1",
        day="2021-03-01",
        text="Foreign Minister Sergei Lavrov rejected new sanctions on Syria in a statement on Monday.",
        by=LAVROV,
        words="new sanctions on Syria",
        stance=Stance.OPPOSES,
        about=(SYRIA,),
        issues=("economic",),
        fields={"medium": "in a statement", "occasion": "on Monday"},
    ),
    Said(
        id="a2",
        day="2021-04-01",
        text='"We could live with some sanctions on Syria," Lavrov told France.',
        by=MINISTER,
        words='"We could live with some sanctions on Syria,"',
        kind=QuoteKind.DIRECT,
        stance=Stance.SUPPORTS,
        about=(SYRIA,),
        issues=("economic",),
        fields={"addressee": FRANCE},
    ),
    Said(
        id="a3",
        day="2021-04-02",
        text="Lavrov welcomed a treaty against hackers.",
        by=MINISTER,
        words="a treaty against hackers",
        stance=Stance.SUPPORTS,
        issues=("cyber",),
    ),
    Said(
        id="a4",
        day="2021-04-03",
        text="Lavrov did not say whether the ships would leave Syria.",
        by=MINISTER,
        words="whether the ships would leave Syria",
        about=(SYRIA,),
        stance=Stance.OPPOSES,
        fields={"negated": True},
    ),
    Said(
        id="a5",
        day="2021-04-04",
        text="A spokesman denied the claim of Erdoğan that France arms Syria.",
        by=ERDOGAN,
        words="that France arms Syria",
        stance=Stance.OPPOSES,
        about=(FRANCE, SYRIA),
        fields={"within": "q-a6"},
    ),
    Said(
        id="a6",
        day=None,
        publisher="Another Paper",
        text="A spokesman asked that Syria open the road.",
        by=SPOKESMAN,
        words="that Syria open the road",
        stance=Stance.DEMANDS,
        about=(SYRIA,),
    ),
    Said(id="a7", day="2021-05-01", text="The al-Noor paper wrote that rain came.", by=None, words="that rain came"),
)


def find(text: str, words: str) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_actor(who: Who, text: str) -> Actor:
    """The actor where the text names it; elsewhere than in the text, at its start."""
    span = find(text, who.words)
    return Actor(
        text=who.words, span=span, name=who.name, country=who.country, sector=who.sector, known_id=who.known_id
    )


def make_coding(said: Said) -> Coding:
    """The statement with its article."""
    day = dt.date.fromisoformat(said.day) if said.day else None
    medium, occasion = (said.fields.get(name) for name in ("medium", "occasion"))
    addressee = said.fields.get("addressee")
    speaker = make_actor(said.by, said.text) if said.by else None
    about = tuple(make_actor(who, said.text) for who in said.about)
    quote = Quote(
        id=f"q-{said.id}",
        article_id=said.id,
        kind=said.kind,
        content=(find(said.text, said.words),),
        source_span=speaker.span if speaker else find(said.text, "The al-Noor paper"),
        speaker=speaker,
        addressee=make_actor(addressee, said.text) if addressee else None,
        about=about,
        contexts=said.issues,
        stance=said.stance,
        negated=said.fields.get("negated", False),
        within=said.fields.get("within"),
        medium=find(said.text, medium) if medium else None,
        occasion=find(said.text, occasion) if occasion else None,
    )
    article = Article(id=said.id, text=said.text, publisher=said.publisher, published=day)
    return Coding(article=article, events=(), quotes=(quote,), mentions=tuple(filter(None, (speaker, *about))))


AGENDA = "France will host talks on 1 June. Syria may open the road by Friday. Turkey postponed a summit."


def make_agenda() -> Coding:
    """An article that announces three things: a day, a deadline, and something without a day."""

    def event(number: int, words: str, certainty: Certainty, state: AgendaState | None, **fields: Any) -> Event:
        span = find(AGENDA, words)
        values = {"date": None, "actor": (), "due": None, **fields}
        return Event(
            id=f"e{number}",
            article_id="b1",
            sentence=number,
            type="CONSULT",
            mode=None,
            contexts=(),
            recipient=(),
            place=None,
            certainty=certainty,
            attributed_to=Attribution(),
            agenda=state,
            evidence=(span,),
            trigger=span,
            intensity=1.0,
            confidence=0.9,
            decided_by=(),
            **values,
        )

    june, friday = dt.date(2021, 6, 1), dt.date(2021, 5, 21)
    host = make_actor(FRANCE, AGENDA)
    held = DateSpan(start=june, end=june, precision=DatePrecision.DAY)
    by_friday = DateSpan(start=None, end=friday, precision=DatePrecision.DAY)
    return Coding(
        article=Article(id="b1", text=AGENDA, publisher="Example Gazette", published=dt.date(2021, 5, 19)),
        events=(
            event(0, "France will host talks on 1 June", Certainty.PLANNED, AgendaState.OPEN, date=held, actor=(host,)),
            event(1, "Syria may open the road by Friday", Certainty.HYPOTHETICAL, AgendaState.OPEN, due=by_friday),
            event(2, "Turkey postponed a summit", Certainty.PLANNED, AgendaState.POSTPONED),
            event(2, "summit", Certainty.HAPPENED, None),
        ),
        quotes=(),
        mentions=(),
    )


def make_record(path: Path, *, keep_text: bool = True) -> Path:
    """A record of all statements, and of the announcements."""
    run = make_run(coder_version="1.0")
    with open_store(path, keep_text=keep_text) as store:
        store.add([*map(make_coding, STATEMENTS), make_agenda()], run=run)
        store.finish(run)
    return path
