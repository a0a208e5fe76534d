"""Names are found whatever their accents, dots and hyphens, but not where the spelling says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.knowledge import Country, NameIndex, Place, Sense, fold


@pytest.mark.parametrize(
    "text, folded",
    [
        ("U.S.", "us"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("N’Djamena", "n djamena"),
        ("al-Qaeda", "al qaeda"),
        ("Erdoğan", "erdogan"),
        ("Łódź", "lodz"),
        ("St. Petersburg", "st petersburg"),
        ("—", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.fixture
def index() -> NameIndex:
    names = NameIndex()
    usa, kor, tur = Country("USA", "United States"), Country("KOR", "South Korea"), Country("TUR", "Turkey")
    for name in ("United States", "US", "the States"):
        names.add(name, usa)
    names.add("South Korea", kor)
    names.add("South Korean", kor, Sense.ADJECTIVE)
    names.add("Turkey", tur)
    names.add("The Times", Place("The Times", "GBR", "city"))
    return names


@pytest.mark.parametrize(
    "words, found",
    [
        ("the United States and South Korea", ["United States", "South Korea"]),
        ("South Korean troops", ["South Korean"]),
        ("tell us about US plans", ["US"]),
        ("roast turkey in Turkey", ["Turkey"]),
        ("The Times said", []),
        ("reporters of The Times said", ["The Times"]),
        ("the states of the States", ["States"]),
    ],
)
def test_the_longest_name_with_the_right_spelling_wins(index: NameIndex, words: str, found: list[str]) -> None:
    texts = words.split()
    matches = index.find_matches([fold(text) for text in texts], texts)
    assert [" ".join(texts[match.first : match.last]) for match in matches] == found


@given(st.lists(st.sampled_from(["United", "States", "South", "Korea", "Korean", "US", "the", "Turkey"]), max_size=12))
def test_matches_stand_in_order_and_do_not_overlap(texts: list[str]) -> None:
    names = NameIndex()
    for name in ("United States", "South Korea", "US", "Turkey"):
        names.add(name, Country("AAA", name))
    matches = names.find_matches([fold(text) for text in texts], texts)
    ends = [0, *(match.last for match in matches)]
    assert all(end <= match.first < match.last for end, match in zip(ends, matches, strict=False))
