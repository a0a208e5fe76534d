"""Asking a record who said what, about whom, on what, when; and what is announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diurna.records import AgendaState, Stance
from diurna.store import Question, Run, Store, find_leads, open_store
from spoken import MINISTER, Said, Who, make_coding, make_record


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(make_record(tmp_path_factory.mktemp("spoken") / "record.duckdb"), read_only=True) as store:
        yield store


LAVROV = ["a1", "a2", "a3", "a4"]


@pytest.mark.parametrize(
    "asked, articles",
    [
        ({}, ["a1", "a2", "a3", "a4", "a5", "a7", "a6"]),  # what has no date comes last
        ({"by": "Lavrov"}, LAVROV),
        ({"by": "lavrov"}, LAVROV),
        ({"by": "Sergey Lavrov"}, LAVROV),
        ({"by": "Sergei Lavrov"}, LAVROV),  # the record calls him so in one place
        ({"by": "Foreign Minister"}, []),
        ({"by": "Lavro"}, []),  # whole words
        ({"by": "RUSGOV"}, LAVROV),
        ({"by": "RUS"}, LAVROV),
        ({"by": "rus"}, []),  # a code is written in capitals
        ({"by": "erdogan"}, ["a5"]),
        ({"by": "ERDOĞAN"}, ["a5"]),
        ({"by": "al noor"}, ["a7"]),  # nobody known, so the words of the source
        ({"by": ""}, []),
        ({"by": "%"}, []),
        ({"by": "x'; DROP TABLE quotes; --"}, []),
        ({"about": "Syria"}, ["a1", "a2", "a4", "a5", "a6"]),
        ({"about": "SYR", "by": "FRA"}, ["a6"]),
        ({"about": "France"}, ["a5"]),  # whom the words name, not who is told
        ({"stance": Stance.OPPOSES}, ["a1", "a4", "a5"]),
        ({"issue": "cyber"}, ["a3"]),
        ({"issue": "economic", "stance": Stance.SUPPORTS}, ["a2"]),
        ({"since": dt.date(2021, 4, 2), "until": dt.date(2021, 4, 3)}, ["a3", "a4"]),
        ({"by": "Lavrov", "since": dt.date(2021, 4, 3)}, ["a4"]),
    ],
)
def test_questions(spoken: Store, asked: dict[str, Any], articles: list[str]) -> None:
    assert [row.article_id for row in spoken.quotes(**asked)] == articles


def test_a_row_has_all_that_is_known(spoken: Store) -> None:
    (row,) = spoken.quotes(by="Lavrov", until=dt.date(2021, 3, 31))
    assert row.medium is not None
    assert row.occasion is not None
    assert (row.stance, row.medium.text, row.occasion.text) == ("opposes", "in a statement", "on Monday")
    assert (row.contexts, row.negated, row.within) == (("economic",), False, None)


@pytest.mark.parametrize(
    "who, articles",
    [
        (MINISTER, ["a"]),
        (Who("Lavrov's deputy", None, "RUS"), []),
        (Who("Lavrov's", None, "RUS"), ["a"]),
        (Who("Lavrov", None, None, None), ["a"]),
    ],
)
def test_whose_words_they_are(store: Store, run: Run, who: Who, articles: list[str]) -> None:
    said = Said(id="a", day="2021-05-01", text="Lavrov's deputy saw no way out.", by=who, words="no way out")
    store.add([make_coding(said)], run=run)
    assert [row.article_id for row in store.quotes(by="Lavrov")] == articles


def test_a_record_without_words_knows_names_and_codes(tmp_path: Path) -> None:
    with open_store(make_record(tmp_path / "record.duckdb", keep_text=False), read_only=True) as store:
        assert [row.article_id for row in store.quotes(by="Lavrov")] == LAVROV
        assert [row.article_id for row in store.quotes(by="FRA", about="SYR")] == ["a6"]
        assert [row.text for row in store.quotes(by="Lavrov")] == [None] * 4


@pytest.mark.parametrize(
    "question, found, near",
    [
        (Question(by="Lavrow"), 0, ("Sergey Lavrov",)),
        (Question(by="Sergej Lavrow"), 0, ("Sergey Lavrov",)),
        (Question(by="rusgov"), 0, ("RUSGOV", "RUS")),
        (Question(about="Siria"), 0, ("Syria",)),
        (Question(issue="cybr"), 0, ("cyber",)),
        (Question(by="Lavrov"), 4, ()),
        (Question(stance=Stance.OFFERS), 0, ()),
    ],
)
def test_what_comes_near(spoken: Store, question: Question, found: int, near: tuple[str, ...]) -> None:
    (lead,) = find_leads(spoken, question)
    assert (lead.found, lead.near) == (found, near)


def test_where_nothing_comes_near_the_most_frequent_are_named(spoken: Store) -> None:
    (lead,) = find_leads(spoken, Question(by="Nguyen"))
    assert lead.near[:3] == ("RUS", "RUSGOV", "Sergey Lavrov")


@pytest.mark.parametrize(
    "asked, events",
    [
        ({}, ["e1", "e0", "e2"]),  # by the day it is due; what has no day comes last
        ({"since": dt.date(2021, 5, 22)}, ["e0"]),
        ({"until": dt.date(2021, 5, 21)}, ["e1"]),
        ({"since": dt.date(2021, 5, 1), "until": dt.date(2021, 5, 20)}, []),
        ({"state": AgendaState.POSTPONED}, ["e2"]),
    ],
)
def test_the_agenda(spoken: Store, asked: dict[str, Any], events: list[str]) -> None:
    assert [row.id for row in spoken.agenda(**asked)] == events
