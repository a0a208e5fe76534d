from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.records import Span
from diurna.where.containers import Toponym, find_containers
from diurna.where.gazetteer import Gazetteer
from diurna.where.resolve import Resolution, resolve_toponyms


def find_names(text: str, names: list[str], gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a text whose names are given in order."""
    toponyms, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        candidates = gazetteer.lookup_short(name) or gazetteer.lookup_adjective(name) or gazetteer.lookup(name)
        toponyms.append(Toponym(Span(start, position), name, candidates))
    return toponyms


def describe(resolution: Resolution, gazetteer: Gazetteer) -> str:
    """ "Paris, Texas, USA"."""
    one = resolution.candidate
    assert one is not None
    region = gazetteer.name_of(one.admin1) if one.admin1 is not None else None
    parts = [one.name, region if region != one.name else None, one.country]
    return ", ".join(part for part in parts if part)


@pytest.mark.parametrize(
    "text, names, expected",
    [
        ("He left for Paris.", ["Paris"], ["Paris, Île-de-France, FRA"]),
        ("He left for Paris, Texas.", ["Paris", "Texas"], ["Paris, Texas, USA", "Texas, USA"]),
        (
            "A fire in Springfield, Ill., spread.",
            ["Springfield", "Ill."],
            ["Springfield, Illinois, USA", "Illinois, USA"],
        ),
        ("Raqqa in northern Syria", ["Raqqa", "Syria"], ["Raqqa, Raqqa Governorate, SYR", "Syria, SYR"]),
        ("the Libyan city of Tripoli", ["Libyan", "Tripoli"], ["Libya, LBY", "Tripoli, LBY"]),
        ("the Lebanese city of Tripoli", ["Lebanese", "Tripoli"], ["Lebanon, LBN", "Tripoli, North Lebanon, LBN"]),
        ("Pakistan's Punjab", ["Pakistan", "Punjab"], ["Pakistan, PAK", "Punjab, PAK"]),
        ("India's Punjab", ["India", "Punjab"], ["India, IND", "Punjab, IND"]),
        (
            "Georgia, Armenia and Turkey",
            ["Georgia", "Armenia", "Turkey"],
            ["Georgia, GEO", "Armenia, ARM", "Turkey, TUR"],
        ),
        (
            "from Atlanta through Georgia to Savannah",
            ["Atlanta", "Georgia", "Savannah"],
            ["Atlanta, Georgia, USA", "Georgia, USA", "Savannah, Georgia, USA"],
        ),
        ("in Tbilisi and all of Georgia", ["Tbilisi", "Georgia"], ["Tbilisi, GEO", "Georgia, GEO"]),
        ("Ukrainian troops in Donetsk", ["Ukrainian", "Donetsk"], ["Ukraine, UKR", "Donetsk, Donetsk Oblast, UKR"]),
        ("a protest in Birmingham, Ala.", ["Birmingham", "Ala."], ["Birmingham, Alabama, USA", "Alabama, USA"]),
    ],
)
def test_context_decides(gazetteer: Gazetteer, text: str, names: list[str], expected: list[str]) -> None:
    resolutions = resolve_toponyms(find_names(text, names, gazetteer), text=text)
    assert [describe(one, gazetteer) for one in resolutions] == expected


def test_the_publisher_is_at_home(gazetteer: Gazetteer) -> None:
    text = "Police in Newcastle made an arrest."
    toponyms = find_names(text, ["Newcastle"], gazetteer)
    for home in ("AUS", "ZAF", "GBR"):
        resolution = resolve_toponyms(toponyms, text=text, home=home)[0]
        assert resolution.candidate is not None
        assert resolution.candidate.country == home


def test_one_sense_for_a_name_in_an_article(gazetteer: Gazetteer) -> None:
    text = "Paris is small. The mayor of Paris, Texas, said Paris would grow."
    resolutions = resolve_toponyms(find_names(text, ["Paris", "Paris", "Texas", "Paris"], gazetteer), text=text)
    assert len({one.candidate.row for one in resolutions if one.candidate and one.candidate.name == "Paris"}) == 1


def test_other_readings_come_along(gazetteer: Gazetteer) -> None:
    resolution = resolve_toponyms(find_names("Springfield", ["Springfield"], gazetteer), text="Springfield")[0]
    assert len(resolution.alternatives) == 3
    assert resolution.confidence < 0.7


def test_a_list_contains_nothing(gazetteer: Gazetteer) -> None:
    text = "Lebanon, Syria and Jordan"
    assert find_containers(find_names(text, ["Lebanon", "Syria", "Jordan"], gazetteer), text) == {}


def test_an_unknown_name_is_resolved_to_nothing(gazetteer: Gazetteer) -> None:
    toponym = Toponym(Span(0, 5), "Xyzzy", ())
    assert resolve_toponyms([toponym], text="Xyzzy") == (Resolution(None),)
    assert resolve_toponyms([], text="") == ()


_NAMES = ["Paris", "London", "Springfield", "Georgia", "Tripoli", "Syrian", "Texas", "Crimea", "Moscow", "Washington"]


@given(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=6))
def test_every_toponym_gets_an_answer_of_its_own_candidates(gazetteer: Gazetteer, names: list[str]) -> None:
    text = " met ".join(names)
    toponyms = find_names(text, names, gazetteer)
    resolutions = resolve_toponyms(toponyms, text=text)
    assert len(resolutions) == len(names)
    for toponym, resolution in zip(toponyms, resolutions, strict=True):
        assert resolution.candidate in toponym.candidates
        assert 0 < resolution.confidence <= 1
