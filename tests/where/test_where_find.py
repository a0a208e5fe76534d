from __future__ import annotations

from collections.abc import Callable

import pytest

from diurna.records import Parse
from diurna.where.dateline import find_dateline
from diurna.where.find import find_places
from diurna.where.gazetteer import Gazetteer
from trees import build_parse


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Shelling destroyed a clinic in Idlib.", [("Idlib", "Idlib")]),
        ("Blinken condemned Russia's annexation of Crimea.", [("Russia", "Russia"), ("Crimea", "Crimea")]),
        ("Paris Hilton met the mayor of Paris, Texas.", [("Paris", "Paris"), ("Texas", "Texas")]),
        (
            "The Washington Post wrote about Springfield, Illinois.",
            [("Springfield", "Springfield"), ("Illinois", "Illinois")],
        ),
        ("Jordan said that he would move to Jordan.", [("Jordan", "Jordan")]),
        ("South Korean ships left Busan.", [("South Korean", "South Korea"), ("Busan", "Busan")]),
        ("He was born in Nice and lives in Mobile, Ala.", [("Nice", "Nice"), ("Mobile", "Mobile"), ("Ala", "Alabama")]),
        ("The White House rejected the plan.", []),
        ("Crowds gathered outside the White House.", [("White House", "White House")]),
        ("Troops crossed the border into northern Iraq.", [("Iraq", "Iraq")]),
        (
            "The UAE and the U.S. signed in Abu Dhabi.",
            [("UAE", "United Arab Emirates"), ("U.S.", "United States"), ("Abu Dhabi", "Abu Dhabi")],
        ),
        ("Egyptian-Israeli talks were held on Thursday.", [("Egyptian", "Egypt"), ("Israeli", "Israel")]),
        ("Police in the Syrian capital arrested five men.", [("Syrian", "Syria"), ("Syrian capital", "Damascus")]),
        ("Gunmen killed a judge in Nigeria's Borno state.", [("Nigeria", "Nigeria"), ("Borno state", "Borno")]),
    ],
)
def test_places_of_a_sentence(
    gazetteer: Gazetteer, parse_of: Callable[[str], Parse], text: str, expected: list[tuple[str, str]]
) -> None:
    found = find_places(parse_of(text), gazetteer=gazetteer)
    assert [(one.span.of(text), one.place.name if one.place else None) for one in found] == expected


def test_adjectives_are_marked(gazetteer: Gazetteer, parse_of: Callable[[str], Parse]) -> None:
    found = find_places(parse_of("Turkish forces shelled the Syrian city of Raqqa."), gazetteer=gazetteer)
    assert [one.kind for one in found] == ["adjective", "adjective", "name"]


def test_a_place_that_only_the_name_model_knows_has_no_coordinates(gazetteer: Gazetteer) -> None:
    parse = build_parse(
        "Gunmen raided Kwarandu.",
        "Gunmen gunman NOUN 2 nsubj\nraided raid VERB 0 root\nKwarandu Kwarandu PROPN 2 obj\n. . PUNCT 2 punct",
        names=[[("LOC", 2, 3)]],
    )
    (found,) = find_places(parse, gazetteer=gazetteer)
    assert found.place is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("REYKJAVIK, May 19 (Reuters) - Ministers met.", "Reykjavík"),
        ("KABUL — Ministers met.", "Kabul"),
        ("Goma, DR Congo (AFP) - Ministers met.", "Goma"),
        ("ST. PAUL, Minn. (AP) -- Ministers met.", "Saint Paul"),
        ("PORT-AU-PRINCE, Haiti (AP) — Ministers met.", "Port-au-Prince"),
        ("BEIJING, 19 May 2021 (Xinhua) -- Ministers met.", "Beijing"),
        ("UNITED NATIONS (AP) - Ministers met.", "UN headquarters"),
        ("Moscow - a city of contrasts - slept.", None),
        ("Ministers met - again.", None),
        ("UPDATE: Ministers met.", None),
    ],
)
def test_datelines(gazetteer: Gazetteer, text: str, expected: str | None) -> None:
    words = text.replace(",", " ,").replace("(", "( ").replace(")", " )").split()
    rows = [
        f"{word} {word} X {0 if number == 0 else 1} {'root' if number == 0 else 'dep'}"
        for number, word in enumerate(words)
    ]
    dateline = find_dateline(build_parse(text, "\n".join(rows)), gazetteer=gazetteer)
    assert (dateline.candidates[0].name if dateline else None) == expected


def test_a_dateline_is_a_mention(gazetteer: Gazetteer, parse_of: Callable[[str], Parse]) -> None:
    found = find_places(parse_of("REYKJAVIK, May 19 (Reuters) - Blinken criticised China."), gazetteer=gazetteer)
    assert [(one.dateline, one.place.name if one.place else None) for one in found] == [
        (True, "Reykjavík"),
        (False, "China"),
    ]


def test_spans_are_the_words_of_their_tokens(
    gazetteer: Gazetteer, parse_of: Callable[[str], Parse], sentences: tuple[str, ...]
) -> None:
    for parse in map(parse_of, sentences):
        for one in find_places(parse, gazetteer=gazetteer):
            tokens = parse.sentences[one.sentence].tokens
            assert (one.span.start, one.span.end) == (tokens[one.first].start, tokens[one.last - 1].end)
            assert one.first <= one.head < one.last
            assert one.place is None or one.place.span == one.span
