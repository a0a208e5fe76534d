"""What is known of an actor before it is tied to words: country, sector, role, name, and what agrees with it.

Facts come from an entry of the knowledge tables on a day, from a title, or from a noun. Nothing is guessed: a field
that neither the text nor the tables give stays None.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from diurna.knowledge import (
    Agent,
    Country,
    Group,
    Knowledge,
    Named,
    Office,
    Organisation,
    Person,
    Place,
    Seat,
    Sense,
    Territory,
    Title,
    fold,
    holds_on,
)


class Kind(Enum):
    """What sort of thing an actor is, as pronouns and later nouns see it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    PLURAL = "plural"
    PLACE = "place"


class Facts(Struct, frozen=True):
    """What an actor is."""

    kind: Kind
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    known_id: str | None = None
    gender: str | None = None


FORMER = frozenset("former ex erstwhile onetime retired ousted deposed toppled overthrown".split())
_OUT_OF_OFFICE = frozenset("GOV LEG MIL JUD COP SPY PTY".split())
_HIGHEST = (
    "supreme leader",
    "king",
    "queen",
    "emperor",
    "emir",
    "sultan",
    "president",
    "acting president",
    "interim president",
    "prime minister",
    "chancellor",
    "taoiseach",
    "premier",
    "crown prince",
    "secretary general",
    "foreign minister",
    "secretary of state",
    "foreign secretary",
    "defence minister",
    "defense minister",
)
_RANK = {title: -rank for rank, title in enumerate(_HIGHEST)}
_FEMALE_TITLES = frozenset(
    "queen princess mrs ms miss madame lady dame duchess empress spokeswoman chairwoman congresswoman businesswoman "
    "councilwoman assemblywoman policewoman actress mother sister wife daughter widow grandmother woman girl".split()
)
_MALE_TITLES = frozenset(
    "king prince mr sir lord emperor sultan emir sheikh sheik pope imam ayatollah mufti cardinal archbishop priest "
    "monsignor herr monsieur spokesman chairman congressman businessman councilman assemblyman policeman actor father "
    "brother husband son grandfather man boy clergyman patriarch rabbi".split()
)


def facts_of_person(person: Person, knowledge: Knowledge, *, day: str | None, title: str | None = None) -> Facts:
    """A known person on a day: the office then held, or ELI with the last office once all are over.

    `title` is what the text itself calls the person ("President"): an office of that name wins even when it is over,
    because the text speaks of that time. Without a day an office counts as held if no end is known.
    """
    gender = gender_of_name(person.name, knowledge) or _gender_of_titles(person.offices)
    known = Facts(Kind.PERSON, name=person.name, known_id=person.id, gender=gender)
    current = [office for office in person.offices if day and holds_on(office.start, office.end, day)]
    if not day:
        current = [office for office in person.offices if office.end is None]
    if title and all(fold(office.title) != title for office in current):
        # "President Bush" in a text of 2015: an earlier time is meant.
        ended = [office for office in person.offices if office.end and (not day or office.end < day)]
        current = [office for office in ended if fold(office.title) == title][-1:] or current
    if current:
        best = max(current, key=lambda office: (_RANK.get(fold(office.title), -len(_RANK)), office.start or ""))
        others = tuple(dict.fromkeys(one.sector for one in current if one.sector != best.sector))
        return replace(known, country=best.country, sector=best.sector, other_sectors=others, role=best.title.lower())
    past = [office for office in person.offices if office.end and (not day or office.end < day)]
    if not past:
        return replace(known, country=person.offices[0].country)
    last = max(past, key=lambda office: (_RANK.get(fold(office.title), -len(_RANK)), office.end or ""))
    was_elite = last.sector in _OUT_OF_OFFICE
    return replace(
        known,
        country=last.country,
        sector="ELI" if was_elite else last.sector,
        role=f"former {last.title.lower()}",
    )


def is_high(title: str) -> bool:
    """Whether an office is one that the world knows its holder by: head of state or government, foreign minister."""
    return fold(title) in _RANK


def make_former(facts: Facts) -> Facts:
    """The same actor after leaving office: "former minister" is ELI; a former rebel stays what he was."""
    role = f"former {facts.role}" if facts.role and not facts.role.startswith("former ") else facts.role
    if facts.sector in _OUT_OF_OFFICE:
        return replace(facts, sector="ELI", other_sectors=(), role=role)
    return replace(facts, role=role)


def facts_of_named(named: Named, knowledge: Knowledge, *, day: str | None, acting: bool) -> Facts:
    """What a name of the tables stands for on a day.

    `acting`: the name stands where an actor stands, so that a bare country or capital means its government.
    """
    entry = named.entry
    if isinstance(entry, Person):
        return facts_of_person(entry, knowledge, day=day)
    if isinstance(entry, Organisation):
        return Facts(
            Kind.ORGANISATION,
            name=entry.name,
            country=entry.country,
            sector=entry.sector,
            other_sectors=entry.other_sectors,
            known_id=entry.id,
        )
    if isinstance(entry, Seat):
        return Facts(Kind.ORGANISATION, name=entry.name, country=entry.country, sector=entry.sector)
    if isinstance(entry, Place):
        return Facts(Kind.PLACE, country=entry.country)
    if isinstance(entry, Group):
        return Facts(Kind.PLURAL, name=entry.name, country=entry.country, sector=entry.sector)
    return _facts_of_country(entry, named.sense, knowledge, acting=acting)


def _facts_of_country(entry: Country | Territory, sense: Sense, knowledge: Knowledge, *, acting: bool) -> Facts:
    code = entry.code if isinstance(entry, Country) else entry.country
    sector = entry.sector if isinstance(entry, Territory) else None
    if sense is Sense.PEOPLE:
        return Facts(Kind.PLURAL, country=code)
    if sense is Sense.ADJECTIVE or not acting:
        return Facts(Kind.COUNTRY, name=entry.name, country=code, sector=sector)
    if code is None:
        return Facts(Kind.COUNTRY, name=entry.name)
    return Facts(Kind.COUNTRY, name=entry.name, country=code, sector=sector or "GOV")


def facts_of_title(title: Title) -> Facts:
    """What a title makes of its bearer."""
    return Facts(
        Kind.PERSON,
        country=title.country,
        sector=title.sector,
        other_sectors=title.other_sectors,
        role=title.title,
        gender=gender_of_words(title.title),
    )


_COLLECTIVE = frozenset(
    "academia academy administration affairs affiliate agency agribusiness aircraft airline alliance ambulance "
    "apparatus appeals archdiocese aristocracy arm army artillery assembly association authority automaker bank "
    "battalion battery battlegroup battleship bloc board boat body branch brewery brigade broadcaster brokerage "
    "bureau business cabinet caliphate camp campaign caravan carmaker carrier cartel casino cassation cathedral "
    "caucus cavalry cell center centre chain chamber chancellery channel charity checkpoint chipmaker choir "
    "church citizenry clan clergy clinic club coalition coastguard collective college column command commerce "
    "commission committee community company confederation conference conglomerate congregation congress "
    "consortium consulate consultancy contingent convent convention convoy cooperative corp corporation corps "
    "corvette council country couple court courthouse crew crowd cruiser daily delegation department depository "
    "destroyer diaspora diocese directorate division drone drugmaker embassy emirate enterprise establishment "
    "exchange exporter facility faction factory family farm federation firm fleet flotilla force forum foundation "
    "franchise freighter frigate front fund gang garrison giant government group grouping guard gunboat gunship "
    "headquarters helicopter holding hospital hotel house importer inc industry infantry initiative inquest "
    "inquiry installation institute institution insurer insurgency jet judiciary junta jury kingdom label "
    "leadership league legation legislature lender lobby mafia magazine majlis maker manufacturer mara media "
    "megachurch militaries military militia ministry mission mob monarchy monastery monopoly morgue mosque "
    "movement multinational museum nation navy network newsmagazine newspaper ngo nobility nonprofit observatory "
    "office offshoot operator opposition order organisation organization outfit outlet palace panel parish "
    "parliament party patrol pharmacy plane planemaker plantation platform platoon police politburo polytechnic "
    "population preschool presidency presidium press principality producer prosecution public quango rabbinate "
    "railroad refinery regime regiment registry regulator reinsurer republic residence resistance retailer ring "
    "sanatorium sangha sanitarium school secretariat sect section seminary senate service sheikhdom ship shipyard "
    "shrine society soviet squad squadron startup state station steelmaker studio subcommittee submarine "
    "subsidiary sultanate supermarket superpower supplier synagogue syndicate tabloid tank tanker taskforce team "
    "temple territory thinktank trawler treasury tribe tribunal union unit university utility vessel warplane "
    "warship watchdog website weekly wholesaler wing".split()
)


def is_collective(noun: str) -> bool:
    """Whether a noun in the singular names a body, which later words call "it", and not a person."""
    return noun in _COLLECTIVE


def facts_of_agent(agent: Agent, *, plural: bool, phrase: str) -> Facts:
    """What a noun says of its actor."""
    last = phrase.rpartition(" ")[2]
    kind = Kind.ORGANISATION if is_collective(last) else Kind.PERSON
    return Facts(
        Kind.PLURAL if plural else kind,
        sector=agent.sector,
        other_sectors=agent.other_sectors,
        role=agent.phrase,
        gender=gender_of_words(phrase),
    )


def gender_of_name(name: str, knowledge: Knowledge) -> str | None:
    """ "male" or "female" by the given name, where that is nearly certain."""
    for word in fold(name).split()[:-1]:
        gender = knowledge.given_names.get(word)
        if gender:
            return gender
    return None


def gender_of_words(words: str) -> str | None:
    """ "male" or "female" by a noun or title ("spokeswoman", "king")."""
    found = fold(words).split()
    return _gender_of(found)


def _gender_of(words: Collection[str]) -> str | None:
    if not _FEMALE_TITLES.isdisjoint(words):
        return "female"
    return None if _MALE_TITLES.isdisjoint(words) else "male"


def _gender_of_titles(offices: tuple[Office, ...]) -> str | None:
    return next((found for office in offices if (found := gender_of_words(office.title))), None)
