"""What is known about a name on a day, and which row says so."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.knowledge import Finding, Knowledge, describe_finding, find_name, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def holding(finding: Finding) -> list[tuple[str, str | None, str | None]]:
    return [
        (bearer.name, term.country, term.sector) for bearer in finding.bearers for term in bearer.terms if term.holds
    ]


@pytest.mark.parametrize(
    "name, day, expected",
    [
        ("Angela Merkel", "2019-05-26", ("Angela Merkel", "DEU", "GOV")),
        ("merkel", "2019-05-26", ("Angela Merkel", "DEU", "GOV")),
        ("the Taliban", "2021-08-14", ("Taliban", "AFG", "REB")),
        ("the Taliban", "2021-08-15", ("Taliban", "AFG", "GOV")),
        ("the Kremlin", None, ("Kremlin", "RUS", "GOV")),
        ("Côte d’Ivoire", None, ("Ivory Coast", "CIV", None)),
        ("Kurds", None, ("Kurd", None, None)),
        ("police officer", None, ("police officer", None, "COP")),
        ("Transnistria", None, ("Transnistria", "MDA", "PRE")),
    ],
)
def test_what_holds_on_a_day(
    knowledge: Knowledge, name: str, day: str | None, expected: tuple[str, str | None, str | None]
) -> None:
    on = dt.date.fromisoformat(day) if day else None
    assert expected in holding(find_name(knowledge, name, on=on))


def test_all_bearers_of_a_name_are_shown(knowledge: Knowledge) -> None:
    finding = find_name(knowledge, "RSF", on=dt.date(2023, 5, 1))
    assert {bearer.name for bearer in finding.bearers} >= {"Rapid Support Forces", "Reporters Without Borders"}


def test_those_who_hold_come_first(knowledge: Knowledge) -> None:
    bearers = find_name(knowledge, "Bush", on=dt.date(2005, 1, 1)).bearers
    assert len(bearers) > 1
    held = [any(term.holds for term in bearer.terms) for bearer in bearers]
    assert held == sorted(held, reverse=True)
    assert "George W. Bush" in {bearer.name for bearer, holds in zip(bearers, held, strict=True) if holds}


def test_every_term_names_its_row(knowledge: Knowledge) -> None:
    for name in ("Putin", "NATO", "Japan", "Tibet", "White House", "Lyon", "Tamils", "rebel", "bishop", "Reuters"):
        finding = find_name(knowledge, name)
        assert finding.bearers, name
        assert all(".tsv:" in term.origin for bearer in finding.bearers for term in bearer.terms)


def test_a_near_spelling_where_nothing_is_known(knowledge: Knowledge) -> None:
    finding = find_name(knowledge, "Sergei Lavrof")
    assert finding.bearers == ()
    assert "Sergey Lavrov" in finding.near
    assert list(describe_finding(finding)) == [
        "Sergei Lavrof: nothing is known by this name.",
        "Near spellings: " + ", ".join(finding.near),
    ]


@pytest.mark.parametrize("name", ["", "...", "the"])
def test_no_words_no_answer(knowledge: Knowledge, name: str) -> None:
    assert find_name(knowledge, name).bearers == ()


def test_the_lines_say_who_when_and_where_it_stands(knowledge: Knowledge) -> None:
    lines = list(describe_finding(find_name(knowledge, "Dmitry Medvedev", on=dt.date(2010, 1, 1))))
    assert lines[0] == "Dmitry Medvedev [dmitry-medvedev]: person, by its name"
    held = [line for line in lines if line.startswith("  *")]
    assert len(held) == 1
    assert "RUSGOV president, 2008-05-07 to 2012-05-07  people/europe.tsv:" in held[0]
