"""The shipped tables load, agree with each other and hold what a coder needs."""

from __future__ import annotations

import pytest

from diurna.knowledge import (
    Country,
    Factivity,
    Knowledge,
    Organisation,
    Seat,
    Sense,
    Stance,
    Territory,
    find_source,
    fold,
    holds_on,
    load_knowledge,
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_state_and_special_territory_is_there(knowledge: Knowledge) -> None:
    assert len(knowledge.countries) == 199
    assert {"KOS", "PSE", "HKG", "ATA", "TWN", "VAT", "SSD", "TLS"} <= set(knowledge.countries)


@pytest.mark.parametrize(
    "name, code, sense",
    [
        ("Ivory Coast", "CIV", Sense.NAME),
        ("Côte d’Ivoire", "CIV", Sense.NAME),
        ("U.S.", "USA", Sense.NAME),
        ("Burma", "MMR", Sense.NAME),
        ("DRC", "COD", Sense.NAME),
        ("Dutch", "NLD", Sense.ADJECTIVE),
        ("Briton", "GBR", Sense.PEOPLE),
        ("Emiratis", "ARE", Sense.PEOPLE),
        ("Kiev", "UKR", Sense.CAPITAL),
        ("Kyiv", "UKR", Sense.CAPITAL),
        ("The Hague", "NLD", Sense.CAPITAL),
        ("Washington, D.C.", "USA", Sense.CAPITAL),
    ],
)
def test_names_of_countries(knowledge: Knowledge, name: str, code: str, sense: Sense) -> None:
    found = [
        (named.entry.code, named.sense) for named in knowledge.names.get(fold(name)) if isinstance(named.entry, Country)
    ]
    assert (code, sense) in found


@pytest.mark.parametrize(
    "name, country, sector",
    [
        ("Transnistria", "MDA", "PRE"),
        ("Northern Cyprus", "CYP", "PRE"),
        ("Somaliland", "SOM", "PRE"),
        ("Soviet Union", "RUS", None),
        ("Czechoslovakia", "CZE", None),
        ("Puerto Rico", "USA", None),
        ("Scotland", "GBR", None),
    ],
)
def test_territories_count_with_a_state(knowledge: Knowledge, name: str, country: str, sector: str | None) -> None:
    entries = [named.entry for named in knowledge.names.get(fold(name))]
    territory = next(entry for entry in entries if isinstance(entry, Territory))
    assert (territory.country, territory.sector) == (country, sector)


@pytest.mark.parametrize(
    "name, country, sector",
    [
        ("Kremlin", "RUS", "GOV"),
        ("Downing Street", "GBR", "GOV"),
        ("Pentagon", "USA", "MIL"),
        ("Knesset", "ISR", "LEG"),
        ("Élysée", "FRA", "GOV"),
        ("Zhongnanhai", "CHN", "GOV"),
        ("Scotland Yard", "GBR", "COP"),
    ],
)
def test_seats_of_power(knowledge: Knowledge, name: str, country: str, sector: str) -> None:
    entries = [named.entry for named in knowledge.names.get(fold(name))]
    seat = next(entry for entry in entries if isinstance(entry, Seat))
    assert (seat.country, seat.sector) == (country, sector)


@pytest.mark.parametrize(
    "identity, day, country, sector",
    [
        ("taliban", "2021-08-14", "AFG", "REB"),
        ("taliban", "2021-08-15", "AFG", "GOV"),
        ("farc", "2012-01-01", "COL", "REB"),
        ("farc", "2019-01-01", "COL", "PTY"),
        ("spla", "2011-07-09", "SSD", "MIL"),
        ("unhcr", "2020-01-01", "UNO", "REF"),
        ("is", "2016-01-01", "IMG", "REB"),
        ("amnesty", "2016-01-01", "NGO", None),
    ],
)
def test_organisations_on_a_day(
    knowledge: Knowledge, identity: str, day: str, country: str, sector: str | None
) -> None:
    rows = [row for row in knowledge.organisations[identity] if holds_on(row.start, row.end, day)]
    assert [(row.country, row.sector) for row in rows] == [(country, sector)]


def test_sizes(knowledge: Knowledge) -> None:
    assert len(knowledge.organisations) > 2000
    assert len(knowledge.agents) > 2000
    assert len(knowledge.titles) > 800
    assert len(knowledge.reporting_verbs) > 350
    assert len({id(source) for source in knowledge.sources.values()}) > 400


@pytest.mark.parametrize(
    "phrase, sector",
    [("rebel", "REB"), ("gunman", "UAF"), ("police officer", "COP"), ("protester", "CVL"), ("farmer", "AGR")],
)
def test_agents(knowledge: Knowledge, phrase: str, sector: str) -> None:
    assert knowledge.agents[phrase].sector == sector


def test_a_noun_is_an_agent_or_none_but_not_both(knowledge: Knowledge) -> None:
    assert not knowledge.junk & set(knowledge.agents)


def test_people_have_offices_in_order_and_are_found_by_surname(knowledge: Knowledge) -> None:
    for person in knowledge.persons.values():
        starts = [office.start or "" for office in person.offices]
        assert starts == sorted(starts)
        assert all(office.end is None or (office.start or "") <= office.end for office in person.offices), person.id
    assert any(person.id == "angela-merkel" for person in knowledge.surnames["merkel"])


def test_who_held_an_office(knowledge: Knowledge) -> None:
    held = knowledge.holders["DEU", "chancellor"]
    assert any(holder.person.id == "angela-merkel" for holder in held)


def test_reporting_verbs(knowledge: Knowledge) -> None:
    deny, admit = knowledge.reporting_verbs["deny"], knowledge.reporting_verbs["admit"]
    assert (deny.kind, deny.stance, deny.factivity) == ("deny", Stance.NEGATIVE, Factivity.COUNTER)
    assert (admit.kind, admit.factivity) == ("confirm", Factivity.FACT)
    assert knowledge.reporting_verbs["according to"].kind == "say"


@pytest.mark.parametrize(
    "publisher, country",
    [
        ("The New York Times", "USA"),
        ("New York Times", "USA"),
        ("www.theguardian.com", "GBR"),
        ("Dawn", "PAK"),
        ("the Daily Trust", "NGA"),
    ],
)
def test_sources(knowledge: Knowledge, publisher: str, country: str) -> None:
    source = find_source(knowledge, publisher)
    assert source is not None
    assert source.country == country


def test_an_unknown_source_is_unknown(knowledge: Knowledge) -> None:
    assert find_source(knowledge, "The Riverside Bugle") is None


def test_every_sector_of_an_organisation_is_also_in_its_other_sectors_at_most_once(knowledge: Knowledge) -> None:
    rows: list[Organisation] = [row for rows in knowledge.organisations.values() for row in rows]
    assert all(row.sector not in row.other_sectors for row in rows if row.sector)
