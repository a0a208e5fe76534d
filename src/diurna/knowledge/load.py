"""From the tables of this package to one Knowledge record, ready for lookup.

`load_knowledge` reads every table once; whoever needs the facts is given the record. A row that is wrong stops the
loading with a TableError, because a wrong row silently codes thousands of articles wrongly.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct

from diurna.knowledge.entries import (
    Agent,
    Country,
    Factivity,
    Group,
    Office,
    Organisation,
    Person,
    Place,
    ReportingVerb,
    Seat,
    Source,
    Stance,
    Territory,
    Title,
)
from diurna.knowledge.names import NameIndex, Sense, fold
from diurna.knowledge.tables import BODIES, SECTORS, load_rows

JUNK = "JNK"
"""Sector of the nouns in agents.tsv that never name an actor."""


class Holder(Struct, frozen=True, gc=False):
    """A person in an office."""

    person: Person
    office: Office


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


def load_knowledge() -> Knowledge:
    """All tables of this package as one record; about a tenth of a second."""
    # Tens of thousands of small records are made and none is dropped: collecting garbage meanwhile is a waste.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load_all()
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


def _load_all() -> Knowledge:
    names = NameIndex()
    countries = _load_countries(names)
    organisations = _load_organisations(names, countries)
    _load_territories(names, countries)
    _load_seats(names, countries)
    _load_places(names, countries)
    _load_groups(names, countries)
    persons, surnames, holders = _load_people(names, countries)
    agents, junk = _load_agents()
    return Knowledge(
        names=names,
        countries=countries,
        organisations=organisations,
        persons=persons,
        surnames=surnames,
        holders=holders,
        agents=agents,
        junk=junk,
        titles=_load_titles(countries),
        given_names=_load_given_names(),
        reporting_verbs=_load_reporting_verbs(),
        sources=_load_sources(countries),
    )


def _load_countries(names: NameIndex) -> dict[str, Country]:
    countries: dict[str, Country] = {}
    for row in load_rows("countries.tsv", ("code", "name", "names", "adjectives", "people", "capitals")):
        country = Country(row.text("code"), row.text("name"))
        if country.code in countries:
            row.fail("code", f"{country.code} has a row already")
        countries[country.code] = country
        for name in (country.name, *row.many("names")):
            names.add(name, country)
        for adjective in row.many("adjectives"):
            names.add(adjective, country, Sense.ADJECTIVE)
        for people in row.many("people"):
            names.add(people, country, Sense.PEOPLE)
        for capital in row.many("capitals"):
            names.add(capital, country, Sense.CAPITAL)
    return countries


def _load_territories(names: NameIndex, countries: Collection[str]) -> None:
    columns = ("name", "names", "country", "sector", "adjectives", "people", "capital", "from", "to", "note")
    for row in load_rows("territories.tsv", columns):
        territory = Territory(
            row.text("name"),
            row.one_of("country", countries),
            row.one_of("sector", SECTORS),
            row.first_day("from"),
            row.last_day("to"),
        )
        for name in (territory.name, *row.many("names")):
            names.add(name, territory)
        for adjective in row.many("adjectives"):
            names.add(adjective, territory, Sense.ADJECTIVE)
        for people in row.many("people"):
            names.add(people, territory, Sense.PEOPLE)
        for capital in row.many("capital"):
            names.add(capital, territory, Sense.CAPITAL)


def _load_seats(names: NameIndex, countries: Collection[str]) -> None:
    allowed = BODIES | set(countries)
    for row in load_rows("seats.tsv", ("name", "names", "country", "sector", "note")):
        sector = row.check("sector", row.text("sector"), SECTORS)
        seat = Seat(row.text("name"), row.one_of("country", allowed), sector)
        for name in (seat.name, *row.many("names")):
            names.add(name, seat)


def _load_places(names: NameIndex, countries: Collection[str]) -> None:
    for row in load_rows("places.tsv", ("name", "names", "country", "kind")):
        country = row.check("country", row.text("country"), countries)
        place = Place(row.text("name"), country, row.check("kind", row.text("kind"), ("city", "region")))
        for name in (place.name, *row.many("names")):
            names.add(name, place)


def _load_groups(names: NameIndex, countries: Collection[str]) -> None:
    for row in load_rows("groups.tsv", ("name", "names", "country", "sector", "adjectives")):
        group = Group(row.text("name"), row.one_of("country", countries), row.one_of("sector", SECTORS))
        for name in (group.name, *row.many("names")):
            names.add(name, group, Sense.PEOPLE)
        for adjective in row.many("adjectives"):
            names.add(adjective, group, Sense.ADJECTIVE)


def _load_organisations(names: NameIndex, countries: Collection[str]) -> dict[str, tuple[Organisation, ...]]:
    allowed = BODIES | set(countries)
    columns = ("id", "name", "names", "country", "sector", "other", "from", "to", "note")
    found: dict[str, tuple[Organisation, ...]] = {}
    for row in load_rows("organisations.tsv", columns):
        organisation = Organisation(
            row.text("id"),
            row.text("name"),
            row.one_of("country", allowed),
            row.one_of("sector", SECTORS),
            row.some_of("other", SECTORS),
            row.first_day("from"),
            row.last_day("to"),
        )
        before = found.get(organisation.id, ())
        if any(other.name != organisation.name for other in before):
            row.fail("id", f"{organisation.id!r} is already the id of {before[0].name!r}")
        found[organisation.id] = (*before, organisation)
        for name in (organisation.name, *row.many("names")):
            names.add(name, organisation)
    return found


_PEOPLE_COLUMNS = ("id", "name", "aliases", "office", "body", "sector", "from", "to", "sure")
_PARTICLES = frozenset("al bin ben van von der den de del della di da dos du la le ter el ul ould".split())
_FAMILY_NAME_FIRST = frozenset("CHN PRK KOR VNM TWN HKG KHM SGP".split())

People = tuple[dict[str, Person], dict[str, tuple[Person, ...]], dict[tuple[str, str], tuple[Holder, ...]]]


def _load_people(names: NameIndex, countries: Collection[str]) -> People:
    """The persons of every table in people/, with their surnames and the offices that they held."""
    allowed = BODIES | set(countries)
    offices: dict[str, list[Office]] = defaultdict(list)
    known_as: dict[str, dict[str, None]] = {}
    for table in _people_tables():
        for row in load_rows(table.name, _PEOPLE_COLUMNS, folder=files(__package__).joinpath("people")):
            person_id, name = row.text("id"), row.text("name")
            spellings = known_as.setdefault(person_id, {name: None})
            spellings.update(dict.fromkeys((name, *row.many("aliases"))))
            offices[person_id].append(
                Office(
                    row.text("office"),
                    row.check("body", row.text("body"), allowed),
                    row.check("sector", row.text("sector"), SECTORS),
                    row.first_day("from"),
                    row.last_day("to"),
                    row.one_of("sure", ("y", "n")) != "n",
                )
            )
    persons: dict[str, Person] = {}
    titles: dict[str, str] = {}
    surnames: dict[str, list[Person]] = defaultdict(list)
    holders: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for person_id, periods in offices.items():
        spellings = known_as[person_id]
        periods.sort(key=lambda office: office.start or "")
        person = Person(person_id, next(iter(spellings)), tuple(periods))
        persons[person_id] = person
        called: dict[str, None] = {}
        for spelling in spellings:
            called.update(dict.fromkeys(_surnames_of(names.add(spelling, person), person)))
        for surname in called:
            surnames[surname].append(person)
        for office in periods:
            title = titles.get(office.title)
            if title is None:
                title = titles[office.title] = fold(office.title)
            holders[office.country, title].append(Holder(person, office))
    return (
        persons,
        {surname: tuple(found) for surname, found in surnames.items()},
        {key: tuple(found) for key, found in holders.items()},
    )


def _surnames_of(key: str, person: Person) -> tuple[str, ...]:
    """The folded last names by which a text calls a person later: "assad" and "al assad", "von der leyen", "xi"."""
    words = key.split()
    if len(words) < 2:
        return (key,)
    if person.offices[-1].country in _FAMILY_NAME_FIRST and len(words) <= 3:
        return (words[0],)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    whole = " ".join(words[first:])
    # "bin Salman", "von der Leyen" and "Ould Abdel Aziz" are never called by the last word alone; "al-Assad" is.
    return (whole,) if first == len(words) - 1 or words[first] not in ("al", "el") else (whole, words[-1])


def _people_tables() -> list[Traversable]:
    folder = files(__package__).joinpath("people")
    return sorted((path for path in folder.iterdir() if path.name.endswith(".tsv")), key=lambda path: path.name)


def _load_agents() -> tuple[dict[str, Agent], frozenset[str]]:
    agents: dict[str, Agent] = {}
    junk: set[str] = set()
    for row in load_rows("agents.tsv", ("phrase", "sector", "other", "takes", "note")):
        key = fold(row.text("phrase"))
        if key in agents or key in junk:
            row.fail("phrase", f"{row.text('phrase')!r} has a row already")
        sector = row.one_of("sector", SECTORS | {JUNK})
        if sector == JUNK:
            junk.add(key)
            continue
        takes = row.one_of("takes", ("body", "needs"))
        others = row.some_of("other", SECTORS)
        agents[key] = Agent(row.text("phrase"), sector, others, takes is not None, takes == "needs")
    return agents, frozenset(junk)


def _load_titles(countries: Collection[str]) -> dict[str, Title]:
    titles: dict[str, Title] = {}
    for row in load_rows("titles.tsv", ("title", "sector", "other", "country", "takes", "note")):
        titles[fold(row.text("title"))] = Title(
            row.text("title"),
            row.one_of("sector", SECTORS),
            row.some_of("other", SECTORS),
            row.one_of("country", countries),
            row.one_of("takes", ("body",)) is not None,
        )
    return titles


def _load_given_names() -> dict[str, str]:
    return {
        fold(row.text("name")): row.check("gender", row.text("gender"), ("male", "female"))
        for row in load_rows("given_names.tsv", ("name", "gender"))
    }


def _load_reporting_verbs() -> dict[str, ReportingVerb]:
    verbs: dict[str, ReportingVerb] = {}
    for row in load_rows("reporting_verbs.tsv", ("lemma", "class", "stance", "factivity")):
        stance = Stance(row.check("stance", row.text("stance"), tuple(Stance)))
        factivity = Factivity(row.check("factivity", row.text("factivity"), tuple(Factivity)))
        verbs[row.text("lemma")] = ReportingVerb(row.text("lemma"), row.text("class"), stance, factivity)
    return verbs


def _load_sources(countries: Collection[str]) -> dict[str, Source]:
    allowed = BODIES | set(countries)
    sources: dict[str, Source] = {}
    for row in load_rows("sources.tsv", ("name", "names", "domains", "country", "city")):
        source = Source(row.text("name"), row.one_of("country", allowed), row.optional("city"))
        for name in (source.name, *row.many("names")):
            key = fold(name)
            sources.setdefault(key.removeprefix("the "), source)
            sources[key] = sources.get(key, source)
        for domain in row.many("domains"):
            sources[domain] = source
    return sources
