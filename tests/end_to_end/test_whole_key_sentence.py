"""The sentence that started the project: one condemnation, one annexation long ago, one attack that is denied."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.coder import Coder
from diurna.records import Certainty, Coding, Event
from diurna.terminal import describe_date, describe_event

SENTENCE = (
    "Blinken condemned Russia's annexation of Crimea in 2014, while Moscow denied that hackers based in Russia had "
    "attacked a US pipeline."
)


@pytest.fixture(scope="module")
def coding(coder: Coder) -> Coding:
    return coder(SENTENCE, published="2021-05-18")


def find_event(coding: Coding, trigger: str) -> Event:
    """The one event with this trigger."""
    [event] = [event for event in coding.events if event.trigger.of(SENTENCE) == trigger]
    return event


def test_blinken_condemned_russia(coding: Coding) -> None:
    event = find_event(coding, "condemned")
    assert describe_event(event) == "USAGOV ACCUSE disapprove RUSGOV: happened"
    assert event.date is not None
    assert (event.date.start, event.date.end) == (dt.date(2021, 5, 18), dt.date(2021, 5, 18))
    assert event.actor[0].name == "Antony Blinken"


def test_russia_annexed_crimea_in_2014(coding: Coding) -> None:
    event = find_event(coding, "annexation")
    assert (event.type, event.mode) == ("COERCE", "seize")
    assert [actor.country for actor in event.actor] == ["RUS"]
    assert event.certainty is Certainty.HISTORICAL
    assert event.date is not None
    assert describe_date(event.date) == "2014-01-01 to 2014-12-31 (year)"
    assert event.place is not None
    assert event.place.name == "Crimea"


def test_moscow_denies_the_attack(coding: Coding) -> None:
    event = find_event(coding, "attacked")
    assert event.certainty is Certainty.DENIED
    assert [actor.code for actor in event.denied_by] == ["RUSGOV"]
    assert [actor.country for actor in event.recipient] == ["USA"]
    assert "cyber" in event.contexts
    assert event.date is None or event.date.start is None or event.date.start.year == 2021


def test_an_attack_by_hackers_is_no_assault(coding: Coding) -> None:
    event = find_event(coding, "attacked")
    assert (event.type, event.mode) == ("COERCE", "cyber")


def test_the_year_belongs_to_the_annexation_alone(coding: Coding) -> None:
    dated = {
        event.trigger.of(SENTENCE)
        for event in coding.events
        if event.date is not None and event.date.start is not None and event.date.start.year == 2014
    }
    assert dated == {"annexation"}


def test_all_that_the_sentence_tells(coding: Coding) -> None:
    assert [describe_event(event) for event in coding.events] == [
        "USAGOV ACCUSE disapprove RUSGOV: happened",
        "RUSGOV COERCE seize UKR: historical",
        "RUSGOV REJECT USAGOV: denied",
        "RUSCRM COERCE cyber USA: denied by RUSGOV",
    ]


def test_moscow_is_quoted(coding: Coding) -> None:
    [quote] = [quote for quote in coding.quotes if quote.speaker is not None and quote.speaker.code == "RUSGOV"]
    assert quote.content[0].of(SENTENCE) == "that hackers based in Russia had attacked a US pipeline"
