"""Phrases without a sentence around them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.who import resolve_phrase
from who.who_sentences import known

DAY = dt.date(2021, 5, 18)


@pytest.mark.parametrize(
    "text, code",
    [
        ("Norwegian trade unions", "NORLAB"),
        ("the Peruvian navy", "PERMIL"),
        ("Beijing", "CHNGOV"),
        ("a former Italian senator", "ITAELI"),
        ("prosecutors in Milan", "ITAJUD"),
        ("Sudan's ruling military council", "SDNGOV"),
        ("Libya’s central bank", "LBYGOV"),
        ("the World Trade Organisation", "IGO"),
        ("Kenyan police officers", "KENCOP"),
        ("spokesman for the Kremlin", "RUSGOV"),
        ("Ana Prado, Portugal's deputy health minister", "PRTGOV"),
        ("Foreign Minister Heiko Maas", "DEUGOV"),
        ("masked gunmen", "UAF"),
        ("Zapatista rebels", "MEXREB"),
        ("Chile's Defense Department", "CHLGOV"),
        ("members of Hezbollah", "LBNREB"),
        ("lorry drivers in Calais", "FRACVL"),
    ],
)
def test_a_phrase_is_somebody(text: str, code: str) -> None:
    actor = resolve_phrase(text, knowledge=known(), on=DAY)
    assert actor is not None
    assert actor.code == code


@pytest.mark.parametrize("text", ["a hurricane", "the price of bread", "", "...", "a dog", "blue paint"])
def test_a_phrase_is_nobody(text: str) -> None:
    assert resolve_phrase(text, knowledge=known(), on=DAY) is None


@pytest.mark.parametrize(
    "day, sector", [(dt.date(2019, 1, 1), "GOV"), (dt.date(2023, 1, 1), "ELI"), (dt.date(1999, 1, 1), None)]
)
def test_the_day_decides_the_office(day: dt.date, sector: str | None) -> None:
    merkel = resolve_phrase("Angela Merkel", knowledge=known(), on=day)
    assert merkel is not None
    assert merkel.country == "DEU"
    if sector is not None:
        assert merkel.sector == sector


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    actor = resolve_phrase(text, knowledge=known(), on=DAY)
    assert actor is None or actor.span.of(text) == actor.text


@pytest.mark.parametrize(
    "text, code",
    [
        ("Norway", "NOR"),  # the country, not its government
        ("the United States", "USA"),
        ("Oslo", "NORGOV"),  # a capital stands for the government
        ("Bergen", "NORCVL"),  # a city for those who live there
        ("Bavaria", "DEU"),
        ("Transnistria", "MDAPRE"),
        ("the Ministry of Defence of Ukraine", "UKRGOV"),
        ("the ministry of energy of Peru", "PERGOV"),
        ("Santa Cruz self-defense forces in Bolivia", "BOLPRM"),
        ("a confederation of farmers", "AGR"),
        ("Labour MP Jane Roe", "GBRLEG"),
        ("British MPs", "GBRLEG"),
        ("Sergei Viktorovich Lavrov", "RUSGOV"),
        ("S. Lavrov", "RUSGOV"),
    ],
)
def test_more_phrases(text: str, code: str) -> None:
    actor = resolve_phrase(text, knowledge=known(), on=DAY)
    assert actor is not None
    assert actor.code == code


@pytest.mark.parametrize("text", ["Sergei Ivan Lavrov Roe", "Grok Lavrov"])
def test_a_family_name_alone_does_not_make_an_office_holder(text: str) -> None:
    actor = resolve_phrase(text, knowledge=known(), on=DAY)
    assert actor is None or actor.known_id is None


@pytest.mark.parametrize(
    ("text", "country", "sector", "name"),
    [
        ("Lars Holm, Norway's deputy foreign minister", "NOR", "GOV", "Lars Holm"),
        ("Jan Novak, a Czech lawmaker", "CZE", "LEG", "Jan Novak"),
        ("Emmanuel Macron, France's president", "FRA", "GOV", "Emmanuel Macron"),
    ],
)
def test_what_stands_after_a_comma_tells_who_it_is(text: str, country: str, sector: str, name: str) -> None:
    actor = resolve_phrase(text, knowledge=known(), on=DAY)
    assert actor is not None
    assert (actor.country, actor.sector, actor.name) == (country, sector, name)
