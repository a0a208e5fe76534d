"""Whose police, government and president a text means when it does not say."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.who import ActorMention, MentionKind, find_actors
from who.who_sentences import known, read

DAY = dt.date(2021, 5, 18)
BELARUS = "Belarus closed its border."
POLICE = "Police arrested two reporters."
GOVERNMENT = "The government rejected the plan."


def find(*sentences: str, home: str | None = None) -> tuple[ActorMention, ...]:
    return find_actors(read(*sentences), knowledge=known(), published=DAY, home=home)


def code_of(words: str, *sentences: str, home: str | None = None) -> str | None:
    """The code of the last sentence's actor with these words."""
    found = [
        one
        for one in find(*sentences, home=home)
        if one.sentence == len(sentences) - 1 and one.actor.text == words and one.kind is not MentionKind.ADJECTIVE
    ]
    return found[0].actor.code


@pytest.mark.parametrize(
    "sentences, words, code",
    [
        ((BELARUS, POLICE), "Police", "BLRCOP"),
        ((BELARUS, GOVERNMENT), "The government", "BLRGOV"),
        ((BELARUS, "Interior Minister Pavel Hora resigned."), "Interior Minister Pavel Hora", "BLRGOV"),
        (("MINSK (Reuters) - Prosecutors charged a man.",), "Prosecutors", "BLRJUD"),
        ((GOVERNMENT, BELARUS), "Belarus", "BLRGOV"),
        ((BELARUS, POLICE), "two reporters", "JRN"),  # reporters come from anywhere
        ((BELARUS, "Diplomats left the city."), "Diplomats", "GOV"),  # so do diplomats
        ((BELARUS, "European officials criticised the government."), "European officials", "GOV"),
        ((BELARUS, "European officials criticised the government."), "the government", "BLRGOV"),
        ((BELARUS, "In Warsaw, police detained two men."), "police", "POLCOP"),  # police act where they are
        ((POLICE,), "Police", "COP"),  # no country is named
        (("Russia and China vetoed the resolution.", GOVERNMENT), "The government", "GOV"),  # two are
        (("The ministry condemned Israel.",), "The ministry", "GOV"),  # the only country is the one condemned
    ],
)
def test_the_country_of_the_article(sentences: tuple[str, ...], words: str, code: str) -> None:
    assert code_of(words, *sentences) == code


@pytest.mark.parametrize(
    "sentences, home, code",
    [
        ((POLICE,), "KEN", "KENCOP"),
        ((BELARUS, POLICE), "KEN", "BLRCOP"),
        ((POLICE,), "UNO", "COP"),  # an organisation's own news has no police
        (("Russia and China vetoed the resolution.", POLICE), "CHN", "CHNCOP"),
    ],
)
def test_the_home_of_the_publisher_comes_last(sentences: tuple[str, ...], home: str, code: str) -> None:
    assert code_of("Police", *sentences, home=home) == code


def test_the_president_is_the_one_who_held_the_office() -> None:
    president = next(one for one in find(BELARUS, "The president signed the law.") if one.actor.text == "The president")
    assert (president.actor.code, president.actor.name) == ("BLRGOV", "Alexander Lukashenko")


@pytest.mark.parametrize(
    "sentences, name",
    [
        ((BELARUS, "The country needs help."), "Belarus"),
        ((BELARUS, BELARUS, "Chile, Peru and Bolivia signed a treaty.", "The country needs help."), "Belarus"),
    ],
)
def test_the_country_is_none_of_many(sentences: tuple[str, ...], name: str) -> None:
    country = next(one for one in find(*sentences) if one.actor.text == "The country")
    assert country.actor.name == name


def test_a_family_name_of_the_article_is_nobody_elses() -> None:
    porters = [one.actor for one in find("The farmer John Porter sued Belarus.", "Porter lost.")]
    assert {(actor.name, actor.country) for actor in porters if "Porter" in actor.text} == {("John Porter", None)}


def test_a_known_name_ends_no_unknown_one() -> None:
    first, second = find("Creative Commons thanked the Commons.")
    assert (first.actor.name, first.actor.country) == ("Creative Commons", None)
    assert second.actor.code == "GBRLEG"


def test_a_known_name_is_not_cut_in_two() -> None:
    leaders = find("European Union leaders met.")[-1]
    assert leaders.actor.country == "EUR"
    assert leaders.actor.sector != "LAB"


def test_missiles_are_fired_at_somebody() -> None:
    assert code_of("Belarus", "Troops fired missiles at Belarus.") == "BLRGOV"


def test_his_uncle_is_the_uncle_of_the_man_who_tells() -> None:
    mentions = find(
        "The Czech foreign minister, Pavel Hora, criticised the Kremlin.", "A man told a reporter about his uncle."
    )
    man, his = (next(one for one in mentions if one.actor.text == text) for text in ("A man", "his"))
    assert his.chain == man.chain
