"""Asking for the actors at a token, as the joining of events does."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.who import actors_at, find_actors, index_actors, mentions_at
from who.who_sentences import known, read, token_of

DAY = dt.date(2021, 5, 18)


@pytest.mark.parametrize(
    "sentence, word, expected",
    [
        ("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.", "Sergey", ["RUSGOV"]),
        ("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.", "Minister", ["RUSGOV"]),
        ("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.", "Lavrov", ["RUSGOV"]),
        ("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.", "Russian", ["RUS"]),
        ("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.", "Geneva", []),
        ("Russia and China vetoed the resolution.", "Russia", ["RUSGOV", "CHNGOV"]),
        ("Russia and China vetoed the resolution.", "China", ["CHNGOV"]),
        ("Russia and China vetoed the resolution.", "resolution", []),
        ("Russian and Syrian warplanes bombed Kurdish rebels.", "warplanes", ["RUSMIL", "SYRMIL"]),
        ("Russian and Syrian warplanes bombed Kurdish rebels.", "Russian", ["RUS", "SYR"]),
        ("Police in Minsk arrested dozens of protesters.", "dozens", ["BLRCVL"]),
        ("Police in Minsk arrested dozens of protesters.", "protesters", ["BLRCVL"]),
        ("The Czech foreign minister, Pavel Hora, criticised the Kremlin.", "minister", ["CZEGOV"]),
        ("The Czech foreign minister, Pavel Hora, criticised the Kremlin.", "Hora", ["CZEGOV"]),
        ("France recalled its ambassador from Ankara.", "Ankara", ["TURGOV"]),
        ("A rebel attack killed his wife.", "rebel", ["REB"]),
        ("Chile's defence minister met his Greek counterpart.", "minister", ["CHLGOV"]),
        ("Chile's defence minister met his Greek counterpart.", "counterpart", ["GRCGOV"]),
        ("A rebel attack killed his wife.", "attack", []),
        ("Security forces shot a man who had insulted the police.", "who", ["CVL"]),
    ],
)
def test_actors_at_a_token(sentence: str, word: str, expected: list[str]) -> None:
    parse = read(sentence)
    index = index_actors(parse, find_actors(parse, knowledge=known(), published=DAY))
    actors = actors_at(index, 0, token_of(parse, word))
    assert [actor.code for actor in actors] == expected


def test_mentions_at_a_token_leave_out_what_is_coordinated() -> None:
    parse = read("Russia and China vetoed the resolution.")
    index = index_actors(parse, find_actors(parse, knowledge=known(), published=DAY))
    assert [one.actor.country for one in mentions_at(index, 0, 0)] == ["RUS"]
