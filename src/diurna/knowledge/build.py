"""From rows to entries: one layer of tables after the other, where what an earlier layer says of a name stays.

A user's tables are read before those of the package: a name, noun, title, id or office that they fill is left out of
ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

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
from diurna.knowledge.tables import BODIES, SECTORS, Layer, Row

JUNK = "JNK"
"""Sector of the nouns in agents.tsv that never name an actor."""

_PEOPLE = ("id", "name", "aliases", "office", "body", "sector", "from", "to", "sure")
_ORGANISATIONS = ("id", "name", "names", "country", "sector", "other", "from", "to", "note")
_TERRITORIES = ("name", "names", "country", "sector", "adjectives", "people", "capital", "from", "to", "note")
_COUNTRIES = ("code", "name", "names", "adjectives", "people", "capitals")
_PARTICLES = frozenset("al bin ben van von der den de del della di da dos du la le ter el ul ould".split())
_FAMILY_NAME_FIRST = frozenset("CHN PRK KOR VNM TWN HKG KHM SGP".split())
_ALSO_LAST = frozenset(("CHN", "HKG", "SGP", "TWN"))
"""Of these countries, those in which many bear an English given name before the family name."""


class Holder(Struct, frozen=True, gc=False):
    """A person in an office."""

    person: Person
    office: Office


class Builder:
    """Everything read so far. `add` reads a layer; the layers added first win."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = frozenset(codes)
        self.bodies = BODIES | self.codes
        self.names = NameIndex()
        self.countries: dict[str, Country] = {}
        self.organisations: dict[str, tuple[Organisation, ...]] = {}
        self.persons: dict[str, Person] = {}
        self.surnames: dict[str, list[Person]] = defaultdict(list)
        self.holders: dict[tuple[str, str], list[Holder]] = defaultdict(list)
        self.agents: dict[str, Agent] = {}
        self.junk: set[str] = set()
        self.titles: dict[str, Title] = {}
        self.given_names: dict[str, str] = {}
        self.reporting_verbs: dict[str, ReportingVerb] = {}
        self.sources: dict[str, Source] = {}
        self.common_surnames: set[str] = set()
        self._folded: dict[str, str] = {}

    def add(self, tables: Layer) -> None:
        """Read one layer of tables."""
        earlier = frozenset((*self.agents, *self.junk))
        self._add_countries(tables)
        self._add_organisations(tables)
        self._add_territories(tables)
        self._add_seats(tables)
        self._add_places(tables)
        self._add_groups(tables)
        self._add_given_names(tables)
        self._add_people(tables)
        self._add_agents(tables)
        self._add_titles(tables, earlier)
        self._add_common_surnames(tables)
        self._add_reporting_verbs(tables)
        self._add_sources(tables)
        self.names.finish_names()

    def _add_countries(self, tables: Layer) -> None:
        own: set[str] = set()
        for row in tables.rows("countries.tsv", _COUNTRIES):
            country = Country(row.text("code"), row.text("name"), row.origin)
            if country.code in own:
                row.fail("code", f"{country.code} has a row already")
            own.add(country.code)
            # The names of an earlier layer come on top of ours, under the name that it gives the country.
            country = self.countries.setdefault(country.code, country)
            for name in (row.text("name"), *row.many("names")):
                self.names.add(name, country)
            self._add_senses(row, country, capitals="capitals")

    def _add_territories(self, tables: Layer) -> None:
        for row in tables.rows("territories.tsv", _TERRITORIES):
            start, end = _period(row)
            territory = Territory(
                row.text("name"),
                row.one_of("country", self.codes),
                row.one_of("sector", SECTORS),
                start,
                end,
                row.origin,
            )
            for name in (territory.name, *row.many("names")):
                self.names.add(name, territory)
            self._add_senses(row, territory, capitals="capital")

    def _add_senses(self, row: Row, entry: Country | Territory, *, capitals: str) -> None:
        """The words for what is of a country, for its people, and its capitals, which stand in the column named."""
        for column, sense in (("adjectives", Sense.ADJECTIVE), ("people", Sense.PEOPLE), (capitals, Sense.CAPITAL)):
            for word in row.many(column):
                self.names.add(word, entry, sense)

    def _add_seats(self, tables: Layer) -> None:
        for row in tables.rows("seats.tsv", ("name", "names", "country", "sector", "note")):
            sector = row.check("sector", row.text("sector"), SECTORS)
            seat = Seat(row.text("name"), row.one_of("country", self.bodies), sector, row.origin)
            for name in (seat.name, *row.many("names")):
                self.names.add(name, seat)

    def _add_places(self, tables: Layer) -> None:
        for row in tables.rows("places.tsv", ("name", "names", "country", "kind")):
            country = row.check("country", row.text("country"), self.codes)
            kind = row.check("kind", row.text("kind"), ("city", "region"))
            place = Place(row.text("name"), country, kind, row.origin)
            for name in (place.name, *row.many("names")):
                self.names.add(name, place)

    def _add_groups(self, tables: Layer) -> None:
        for row in tables.rows("groups.tsv", ("name", "names", "country", "sector", "adjectives")):
            country, sector = row.one_of("country", self.codes), row.one_of("sector", SECTORS)
            group = Group(row.text("name"), country, sector, row.origin)
            for name in (group.name, *row.many("names")):
                self.names.add(name, group, Sense.PEOPLE)
            for adjective in row.many("adjectives"):
                self.names.add(adjective, group, Sense.ADJECTIVE)

    def _add_organisations(self, tables: Layer) -> None:
        found: dict[str, tuple[Organisation, ...]] = {}
        known = {fold(rows[0].name) for rows in self.organisations.values()}
        for row in tables.rows("organisations.tsv", _ORGANISATIONS):
            name, identity = row.text("name"), _identity(row)
            if identity in self.organisations or (known and fold(name) in known):
                continue
            start, end = _period(row)
            organisation = Organisation(
                identity,
                name,
                row.one_of("country", self.bodies),
                row.one_of("sector", SECTORS),
                row.some_of("other", SECTORS),
                start,
                end,
                row.origin,
                row.optional("note") == "main",
            )
            before = found.get(organisation.id, ())
            if any(other.name != organisation.name for other in before):
                row.fail("id", f"{organisation.id!r} is already the id of {before[0].name!r}")
            found[organisation.id] = (*before, organisation)
            for called in (organisation.name, *row.many("names")):
                self.names.add(called, organisation)
        self.organisations |= found

    def _add_people(self, tables: Layer) -> None:
        """The persons of every table of people, with their surnames and the offices that they held."""
        known = {fold(person.name) for person in self.persons.values()}
        offices: dict[str, list[Office]] = defaultdict(list)
        known_as: dict[str, dict[str, None]] = {}
        for table in tables.people():
            for row in tables.rows(table, _PEOPLE):
                identity, name = _identity(row), row.text("name")
                if identity in self.persons or (known and fold(name) in known):
                    continue
                spellings = known_as.setdefault(identity, {name: None})
                spellings.update(dict.fromkeys((name, *row.many("aliases"))))
                offices[identity].append(self._read_office(row))
        filled = {key: tuple(found) for key, found in self.holders.items()}
        for identity, periods in offices.items():
            spellings = known_as[identity]
            periods.sort(key=lambda office: office.start or "")
            person = self.persons[identity] = Person(identity, next(iter(spellings)), tuple(periods))
            called: dict[str, None] = {}
            for spelling in spellings:
                called.update(dict.fromkeys(_surnames_of(self.names.add(spelling, person), person, self.given_names)))
            for surname in called:
                self.surnames[surname].append(person)
            for office in periods:
                key = office.country, self._fold(office.title)
                if not (filled and any(_meet(office, holder.office) for holder in filled.get(key, ()))):
                    self.holders[key].append(Holder(person, office))

    def _read_office(self, row: Row) -> Office:
        start, end = _period(row)
        return Office(
            row.text("office"),
            row.check("body", row.text("body"), self.bodies),
            row.check("sector", row.text("sector"), SECTORS),
            start,
            end,
            row.one_of("sure", ("y", "n")) != "n",
            row.origin,
        )

    def _fold(self, title: str) -> str:
        """`fold` for titles, of which there are few."""
        if title not in self._folded:
            self._folded[title] = fold(title)
        return self._folded[title]

    def _add_agents(self, tables: Layer) -> None:
        own: set[str] = set()
        for row in tables.rows("agents.tsv", ("phrase", "sector", "other", "takes", "note")):
            key = fold(row.text("phrase"))
            if key in own:
                row.fail("phrase", f"{row.text('phrase')!r} has a row already")
            own.add(key)
            sector = row.one_of("sector", SECTORS | {JUNK})
            takes = row.some_of("takes", ("body", "needs", "home", "abroad"))
            others = row.some_of("other", SECTORS)
            if key in self.agents or key in self.junk:
                continue
            if sector == JUNK:
                self.junk.add(key)
            else:
                agent = Agent(
                    row.text("phrase"),
                    sector,
                    others,
                    "body" in takes or "needs" in takes,
                    "needs" in takes,
                    True if "home" in takes else False if "abroad" in takes else None,
                    row.origin,
                )
                self.agents[key] = agent

    def _add_titles(self, tables: Layer, earlier: Collection[str]) -> None:
        """`earlier` are the nouns of an earlier layer, which also say what the noun makes of a person."""
        for row in tables.rows("titles.tsv", ("title", "sector", "other", "country", "takes", "note")):
            title = Title(
                row.text("title"),
                row.one_of("sector", SECTORS),
                row.some_of("other", SECTORS),
                row.one_of("country", self.codes),
                row.one_of("takes", ("body",)) is not None,
                row.origin,
            )
            key = fold(title.title)
            if key in self.junk and key in earlier:
                continue
            if key in earlier and key not in self.titles:
                agent = self.agents[key]
                title = Title(
                    title.title, agent.sector, agent.other_sectors, title.country, agent.takes_body, agent.origin
                )
            self.titles.setdefault(key, title)

    def _add_given_names(self, tables: Layer) -> None:
        for row in tables.rows("given_names.tsv", ("name", "gender")):
            gender = row.check("gender", row.text("gender"), ("male", "female"))
            self.given_names.setdefault(fold(row.text("name")), gender)

    def _add_common_surnames(self, tables: Layer) -> None:
        self.common_surnames.update(fold(row.text("name")) for row in tables.rows("common_surnames.tsv", ("name",)))

    def _add_reporting_verbs(self, tables: Layer) -> None:
        for row in tables.rows("reporting_verbs.tsv", ("lemma", "class", "stance", "factivity")):
            stance = Stance(row.check("stance", row.text("stance"), tuple(Stance)))
            factivity = Factivity(row.check("factivity", row.text("factivity"), tuple(Factivity)))
            verb = ReportingVerb(row.text("lemma"), row.text("class"), stance, factivity)
            self.reporting_verbs.setdefault(verb.lemma, verb)

    def _add_sources(self, tables: Layer) -> None:
        own: dict[str, Source] = {}
        for row in tables.rows("sources.tsv", ("name", "names", "domains", "country", "city")):
            country = row.one_of("country", self.bodies)
            source = Source(row.text("name"), country, row.optional("city"), row.origin)
            for name in (source.name, *row.many("names")):
                key = fold(name)
                own.setdefault(key.removeprefix("the "), source)
                own[key] = own.get(key, source)
            for domain in row.many("domains"):
                own[domain] = source
        self.sources = own | self.sources


def iter_codes(tables: Layer) -> Iterator[str]:
    """The country codes of a layer."""
    return (row.text("code") for row in tables.rows("countries.tsv", _COUNTRIES))


def _identity(row: Row) -> str:
    """The id of a row; a user's row may leave it to be made from the name."""
    return row.optional("id") or fold(row.text("name")).replace(" ", "-")


def _period(row: Row) -> tuple[str | None, str | None]:
    start, end = row.first_day("from"), row.last_day("to")
    if start and end and end < start:
        row.fail("to", f"{row.optional('to')} is before {row.optional('from')}")
    return start, end


def _meet(office: Office, other: Office) -> bool:
    """Whether two periods share a day."""
    starts_late = other.end is not None and (office.start or "") > other.end
    return not starts_late and not (office.end is not None and (other.start or "") > office.end)


def _surnames_of(key: str, person: Person, given_names: Collection[str]) -> tuple[str, ...]:
    """The folded last names by which a text calls a person later: "assad" and "al assad", "von der leyen", "xi"."""
    words = key.split()
    if len(words) < 2:
        return (key,)
    # "Xi Jinping", but "Donald Tsang".
    country = person.offices[-1].country
    western = country in _ALSO_LAST and len(words) == 2 and words[0] in given_names
    if country in _FAMILY_NAME_FIRST and len(words) <= 3 and not western:
        return (words[0],)
    first = len(words) - 1
    # "Nyong'o" and "Gal-On" are folded into two words.
    if len(words[first]) <= 2 and first > 1:
        first -= 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    whole = " ".join(words[first:])
    # "bin Salman", "von der Leyen" and "Ould Abdel Aziz" are never called by the last word alone; "al-Assad" is.
    return (whole,) if first == len(words) - 1 or words[first] not in ("al", "el") else (whole, words[-1])
