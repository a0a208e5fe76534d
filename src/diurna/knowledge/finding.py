"""What the tables know about a name on a day, and from which row: everything that bears it, and near spellings.

It does not choose among them: whom an article means is the business of `who`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import Struct

from diurna.knowledge.entries import Group, Organisation, Person, Place, Seat, Territory
from diurna.knowledge.load import Knowledge, holds_on
from diurna.knowledge.names import Named, Sense, fold

_NEAR = 5
_SENSES = {Sense.NAME: "name", Sense.ADJECTIVE: "adjective", Sense.PEOPLE: "people", Sense.CAPITAL: "capital"}


class Term(Struct, frozen=True, kw_only=True):
    """One period for which something holds: an office of a person, a row of an organisation."""

    title: str | None = None
    """The office; None where the period is not a person's."""
    country: str | None
    sector: str | None
    other_sectors: tuple[str, ...] = ()
    start: str | None
    end: str | None
    holds: bool
    """Whether it covers the day that was asked about; without a day, whether it has no end."""
    sure: bool = True
    origin: str
    """Table and line of the row."""


class Bearer(Struct, frozen=True, kw_only=True):
    """One thing that a name may stand for."""

    kind: str
    """person, organisation, country, territory, seat, place, group, noun, title, no actor or source."""
    name: str
    """The name that the record gives it."""
    id: str | None = None
    match: str
    """How the words name it: name, adjective, people, capital, surname, noun, title or source."""
    terms: tuple[Term, ...]


class Finding(Struct, frozen=True, kw_only=True):
    """The answer to "who is this?": all bearers of a name, or near spellings where nothing bears it."""

    asked: str
    on: dt.date | None
    bearers: tuple[Bearer, ...]
    near: tuple[str, ...] = ()


def find_name(knowledge: Knowledge, name: str, *, on: dt.date | None = None) -> Finding:
    """Everything that the tables know under a name, those that hold on the day first.

    >>> from diurna.knowledge import find_name, load_knowledge
    >>> finding = find_name(load_knowledge(), "Sergei Lavrov", on=dt.date(2021, 5, 19))
    >>> [(term.title, term.country, term.sector) for term in finding.bearers[0].terms if term.holds]
    [('foreign minister', 'RUS', 'GOV')]
    """
    key = fold(name)
    key = key.removeprefix("the ") if not knowledge.names.get(key) else key
    day = on.isoformat() if on is not None else None
    bearers = tuple(_iter_bearers(knowledge, key, day)) if key else ()
    ordered = sorted(bearers, key=lambda bearer: not any(term.holds for term in bearer.terms))
    return Finding(asked=name, on=on, bearers=tuple(ordered), near=() if bearers or not key else _near(knowledge, key))


def describe_finding(finding: Finding) -> Iterator[str]:
    """A Finding as lines to print."""
    for bearer in finding.bearers:
        known_as = f" [{bearer.id}]" if bearer.id else ""
        yield f"{bearer.name}{known_as}: {bearer.kind}, by its {bearer.match}"
        for term in bearer.terms:
            code = (term.country or "") + (term.sector or "") or "-"
            others = f" also {', '.join(term.other_sectors)}" if term.other_sectors else ""
            doubt = "" if term.sure else " (not sure)"
            title = f" {term.title}" if term.title else ""
            yield f"  {'*' if term.holds else ' '} {code}{others}{title}{_describe_period(term)}{doubt}  {term.origin}"
    if not finding.bearers:
        yield f"{finding.asked}: nothing is known by this name."
    if finding.near:
        yield f"Near spellings: {', '.join(finding.near)}"


def _describe_period(term: Term) -> str:
    if term.start is None and term.end is None:
        return ""
    return f", {term.start or '...'} to {term.end or 'now'}"


def _iter_bearers(knowledge: Knowledge, key: str, day: str | None) -> Iterator[Bearer]:
    seen: set[str] = set()
    for named in knowledge.names.get(key):
        if isinstance(named.entry, Organisation):
            if named.entry.id in seen:
                continue
            seen.add(named.entry.id)
        elif isinstance(named.entry, Person):
            seen.add(named.entry.id)
        yield _bearer_of(knowledge, named, day)
    for person in knowledge.surnames.get(key, ()):
        if person.id not in seen:
            yield _person(person, "surname", day)
    yield from _iter_words(knowledge, key)


def _iter_words(knowledge: Knowledge, key: str) -> Iterator[Bearer]:
    """What is no name: nouns, titles, and the outlets that articles come from."""
    if key in knowledge.junk:
        yield Bearer(kind="no actor", name=key, match="noun", terms=())
    agent = knowledge.agents.get(key)
    if agent is not None:
        term = _timeless(None, agent.sector, agent.origin, agent.other_sectors)
        yield Bearer(kind="noun", name=agent.phrase, match="noun", terms=(term,))
    title = knowledge.titles.get(key)
    if title is not None:
        term = _timeless(title.country, title.sector, title.origin, title.other_sectors)
        yield Bearer(kind="title", name=title.title, match="title", terms=(term,))
    source = knowledge.sources.get(key)
    if source is not None:
        term = _timeless(source.country, "JRN", source.origin)
        yield Bearer(kind="source", name=source.name, match="source", terms=(term,))


def _bearer_of(knowledge: Knowledge, named: Named, day: str | None) -> Bearer:
    entry, match = named.entry, _SENSES[named.sense]
    if isinstance(entry, Person):
        return _person(entry, match, day)
    if isinstance(entry, Organisation):
        terms = tuple(_organisation_term(row, day) for row in knowledge.organisations[entry.id])
        return Bearer(kind="organisation", name=entry.name, id=entry.id, match=match, terms=terms)
    if isinstance(entry, Territory):
        holds = _holds(entry.start, entry.end, day)
        term = Term(
            country=entry.country,
            sector=entry.sector,
            start=entry.start,
            end=entry.end,
            holds=holds,
            origin=entry.origin,
        )
        return Bearer(kind="territory", name=entry.name, match=match, terms=(term,))
    if isinstance(entry, Seat):
        return Bearer(
            kind="seat", name=entry.name, match=match, terms=(_timeless(entry.country, entry.sector, entry.origin),)
        )
    if isinstance(entry, Place):
        return Bearer(kind="place", name=entry.name, match=match, terms=(_timeless(entry.country, None, entry.origin),))
    if isinstance(entry, Group):
        return Bearer(
            kind="group", name=entry.name, match=match, terms=(_timeless(entry.country, entry.sector, entry.origin),)
        )
    return Bearer(
        kind="country", name=entry.name, id=entry.code, match=match, terms=(_timeless(entry.code, None, entry.origin),)
    )


def _person(person: Person, match: str, day: str | None) -> Bearer:
    terms = tuple(
        Term(
            title=office.title,
            country=office.country,
            sector=office.sector,
            start=office.start,
            end=office.end,
            holds=_holds(office.start, office.end, day),
            sure=office.sure,
            origin=office.origin,
        )
        for office in person.offices
    )
    return Bearer(kind="person", name=person.name, id=person.id, match=match, terms=terms)


def _organisation_term(row: Organisation, day: str | None) -> Term:
    return Term(
        country=row.country,
        sector=row.sector,
        other_sectors=row.other_sectors,
        start=row.start,
        end=row.end,
        holds=_holds(row.start, row.end, day),
        origin=row.origin,
    )


def _timeless(country: str | None, sector: str | None, origin: str, others: tuple[str, ...] = ()) -> Term:
    return Term(country=country, sector=sector, other_sectors=others, start=None, end=None, holds=True, origin=origin)


def _holds(start: str | None, end: str | None, day: str | None) -> bool:
    return holds_on(start, end, day) if day is not None else end is None


def _near(knowledge: Knowledge, key: str) -> tuple[str, ...]:
    """Names that look most like the one asked for, as their entries spell them."""
    keys = [*knowledge.names, *knowledge.surnames, *knowledge.agents, *knowledge.titles]
    shown: dict[str, None] = {}
    for found in get_close_matches(key, keys, n=_NEAR, cutoff=0.75):
        entries = knowledge.names.get(found)
        shown[entries[0].entry.name if entries and entries[0].sense is Sense.NAME else found] = None
    return tuple(shown)
