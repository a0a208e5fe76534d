"""Whom surnames, nouns and pronouns mean again."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.who import ActorMention, MentionKind, find_actors
from who.who_sentences import known, read

DAY = dt.date(2021, 5, 18)
LAVROV = "Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva."
NEMOV = "Russian Foreign Minister Oleg Nemov smiled."
ROE = "Jane Roe, the Irish ambassador, criticised the ministry."
HORA = "The Czech foreign minister, Pavel Hora, criticised the Kremlin."


def find(*sentences: str) -> tuple[ActorMention, ...]:
    return find_actors(read(*sentences), knowledge=known(), published=DAY)


def meant_by(words: str, *sentences: str) -> list[str | None]:
    """Names of the actors that the last sentence's `words` mean."""
    mentions = [one for one in find(*sentences) if one.sentence == len(sentences) - 1]
    return [one.actor.name for one in mentions if one.actor.text == words]


@pytest.mark.parametrize(
    "sentences, words, names",
    [
        ((LAVROV, "He denied it."), "He", ["Sergey Lavrov"]),
        ((NEMOV, "Nemov left."), "Nemov", ["Oleg Nemov"]),
        ((LAVROV, "Lavrov left."), "Lavrov", ["Sergey Lavrov"]),
        ((NEMOV, "The minister resigned."), "The minister", ["Oleg Nemov"]),
        ((HORA, "She urged the minister to resign."), "the minister", ["Pavel Hora"]),
        ((HORA, "He denied it."), "He", ["Pavel Hora"]),
        ((ROE, "He denied it."), "He", []),
        ((ROE, HORA, "He denied it."), "He", ["Pavel Hora"]),
        ((HORA, ROE, "She urged the minister to resign."), "She", ["Jane Roe"]),
        (
            ("Boko Haram attacked a village.", "The group, which holds the port, freed two hostages."),
            "The group",
            ["Boko Haram"],
        ),
        (
            ("Boko Haram attacked a village.", "The group, which holds the port, freed two hostages."),
            "which",
            ["Boko Haram"],
        ),
        (("Russia and China vetoed the resolution.", "They withdrew their troops."), "They", ["Russia", "China"]),
        (
            ("Russia and China vetoed the resolution.", "Both countries withdrew."),
            "Both countries",
            ["Russia", "China"],
        ),
        (("Moscow rejected the proposal.", "It seems calm."), "It", []),
        ((LAVROV, "I blame him, Lavrov said."), "I", []),
        ((HORA, "A rebel attack killed his wife."), "his", ["Pavel Hora"]),
    ],
)
def test_who_is_meant(sentences: tuple[str, ...], words: str, names: list[str | None]) -> None:
    assert meant_by(words, *sentences) == names


def test_a_chain_has_one_number() -> None:
    mentions = find(NEMOV, "Nemov left.", "The minister resigned.", "He denied it.")
    people = [one for one in mentions if one.actor.name == "Oleg Nemov"]
    assert len(people) == 4
    assert len({one.chain for one in people}) == 1


def test_a_description_reaches_back_to_the_name_before_it() -> None:
    first = find("Jane Roe, the Irish ambassador, criticised the ministry.")[0]
    assert (first.actor.text, first.actor.code) == ("Jane Roe", "IRLGOV")


def test_who_is_the_one_its_clause_describes() -> None:
    mentions = find("Security forces shot a man who had insulted the police.")
    man, who = (next(one for one in mentions if one.actor.text == text) for text in ("a man", "who"))
    assert (who.chain, who.kind) == (man.chain, MentionKind.PRONOUN)


def test_its_ambassador_is_from_the_country_that_it_means() -> None:
    ambassador = next(one for one in find("France recalled its ambassador from Ankara.") if one.head == 3)
    assert ambassador.actor.code == "FRAGOV"
