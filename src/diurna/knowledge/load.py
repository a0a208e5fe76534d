"""From the tables of this package, and those of a user, to one Knowledge record, ready for lookup.

`load_knowledge` reads every table once; whoever needs the facts is given the record. A row that is wrong stops the
loading with a TableError, because a wrong row silently codes thousands of articles wrongly.
"""

from __future__ import annotations

import gc
from pathlib import Path

from msgspec import Struct

from diurna.knowledge.build import Builder, Holder, iter_codes
from diurna.knowledge.entries import Agent, Country, Organisation, Person, ReportingVerb, Source, Title
from diurna.knowledge.names import NameIndex, fold
from diurna.knowledge.tables import GivenTables, Layer, load_user_tables, shipped_tables


class Knowledge(Struct, frozen=True):
    """Everything the tables know, indexed. Keys of the dictionaries are folded words (see `fold`)."""

    names: NameIndex
    countries: dict[str, Country]
    organisations: dict[str, tuple[Organisation, ...]]
    """By id; several rows where an organisation's place changed."""
    persons: dict[str, Person]
    """By id."""
    surnames: dict[str, tuple[Person, ...]]
    holders: dict[tuple[str, str], tuple[Holder, ...]]
    """By country code and folded title: all who held the office."""
    agents: dict[str, Agent]
    junk: frozenset[str]
    """Nouns that never name an actor."""
    titles: dict[str, Title]
    given_names: dict[str, str]
    """Folded given name to "male" or "female"."""
    reporting_verbs: dict[str, ReportingVerb]
    """By lemma, as it stands in the table (several words for fixed cues)."""
    sources: dict[str, Source]
    """By folded name and by domain."""
    common_surnames: frozenset[str] = frozenset()
    """Folded family names that alone tell nobody."""


def load_knowledge(extra: Path | str | None = None, *, given: GivenTables | None = None) -> Knowledge:
    """All tables of this package as one record; about a quarter of a second.

    `extra` is a folder of tables of your own, with the same names and columns (columns that stay empty may be left
    out). What they say of a name, noun, title, id or office replaces what ours say of it. The first mistake in them
    raises TableError with file, line and column. `given` are rows of a codebook file, which win over both.
    """
    # Tens of thousands of small records are made and none is dropped: collecting garbage meanwhile is a waste.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load_all(extra, given)
    finally:
        if collecting:
            gc.enable()


def find_source(knowledge: Knowledge, publisher: str) -> Source | None:
    """The outlet of a publisher's name ("BBC News") or domain ("www.bbc.co.uk"), if we know it."""
    domain = publisher.lower().removeprefix("www.")
    found = knowledge.sources.get(domain) or knowledge.sources.get(fold(publisher))
    if found is None and publisher[:4].lower() == "the ":
        return knowledge.sources.get(fold(publisher[4:]))
    return found


def holds_on(start: str | None, end: str | None, day: str) -> bool:
    """Whether a period from `start` to `end` (ISO text, None is open) covers a day."""
    return (start is None or start <= day) and (end is None or day <= end)


def _load_all(extra: Path | str | None, given: GivenTables | None) -> Knowledge:
    layers: list[Layer] = [shipped_tables()]
    if extra is not None:
        layers.insert(0, load_user_tables(extra))
    if given is not None:
        layers.insert(0, given)
    built = Builder(code for layer in layers for code in iter_codes(layer))
    for layer in layers:
        built.add(layer)
    return Knowledge(
        names=built.names,
        countries=built.countries,
        organisations=built.organisations,
        persons=built.persons,
        surnames={surname: tuple(found) for surname, found in built.surnames.items()},
        holders={key: tuple(found) for key, found in built.holders.items()},
        agents=built.agents,
        junk=frozenset(built.junk),
        titles=built.titles,
        given_names=built.given_names,
        reporting_verbs=built.reporting_verbs,
        sources=built.sources,
        common_surnames=frozenset(built.common_surnames),
    )
