"""Types of a user's file: renamed, merged, dropped and added, with their quads, scores, modes and crosswalk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.codebook import load_codebook
from diurna.codebook.file.load import make_user_codebook
from diurna.codebook.patterns.load import load_patterns
from diurna.records import EventType

SHIPPED = load_codebook()
YIELD = '[merge]\nYIELD = ["CONCEDE", "RETREAT"]\n[types.YIELD]\nquad = 1\nscore = 5\n'
CYBER = '[types.CYBER]\nquad = 4\nscore = -6\nparent = "COERCE"\ndefinition = "Attacks computers."\n'


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "drop = []\n[rename]\n[types]\n"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    own = make_user_codebook(text, file="my.toml")
    assert own.codebook == SHIPPED
    assert own.patterns == load_patterns(SHIPPED)


def test_a_renamed_type_keeps_quad_scores_and_modes() -> None:
    book = make_user_codebook('[rename]\nASSAULT = "FORCE"', file="my.toml").codebook
    assert book.quad("FORCE") == 4
    assert book.intensity("FORCE", "beat") == SHIPPED.intensity("ASSAULT", "beat")
    assert list(book.modes["FORCE"]) == list(SHIPPED.modes["ASSAULT"])
    outcome = book.find_outcome("ASSAULT", "beat")
    assert outcome is not None
    assert (outcome.name, outcome.plover, outcome.where) == ("FORCE", "ASSAULT", "my.toml:2")
    assert "ASSAULT" not in book.list_types()


def test_a_merged_type_holds_the_modes_of_all() -> None:
    book = make_user_codebook(YIELD, file="my.toml").codebook
    assert (book.quad("YIELD"), book.intensity("YIELD"), book.intensity("YIELD", "withdraw")) == (1, 5, 5)
    assert set(book.modes["YIELD"]) == set(SHIPPED.modes["RETREAT"])
    assert {"CONCEDE", "RETREAT"}.isdisjoint(book.list_types())


def test_a_single_mode_can_become_a_type() -> None:
    book = make_user_codebook('[merge]\nCYBER = ["COERCE cyber"]', file="my.toml").codebook
    assert list(book.modes["CYBER"]) == ["cyber"]
    assert book.find_outcome("COERCE", "arrest") is None
    outcome = book.find_outcome("COERCE", "cyber")
    assert outcome is not None
    assert (outcome.name, outcome.plover) == ("CYBER", "COERCE")


def test_a_type_can_go_into_one_of_ours() -> None:
    book = make_user_codebook('[merge]\nACCUSE = ["ACCUSE", "REJECT"]', file="my.toml").codebook
    outcome = book.find_outcome("REJECT", "meet")
    assert outcome is not None
    assert outcome.name == "ACCUSE"
    assert book.find_outcome("ACCUSE", None) is None
    assert book.intensity("ACCUSE", "meet") == SHIPPED.intensity("ACCUSE")
    assert book.intensity("ACCUSE", "allege") == SHIPPED.intensity("ACCUSE", "allege")


def test_a_type_or_a_mode_can_be_dropped() -> None:
    book = make_user_codebook('drop = ["MOBILIZE", "PROTEST strike"]', file="my.toml").codebook
    for type_, mode in (("MOBILIZE", "troops"), ("PROTEST", "strike")):
        outcome = book.find_outcome(type_, mode)
        assert outcome is not None
        assert outcome.name is None
    assert book.find_outcome("PROTEST", "demo") is None
    assert "PROTEST" in book.list_types()


def test_a_type_of_ones_own() -> None:
    own = make_user_codebook(CYBER, file="my.toml")
    assert own.codebook.list_types() == (*SHIPPED.list_types(), "CYBER")
    assert own.codebook.types["CYBER"].parent == "COERCE"
    assert own.patterns.kind("CYBER") == "COERCE"
    assert own.patterns.kind("COERCE") == "COERCE"


def test_a_type_without_a_parent_has_the_ways_of_its_quad() -> None:
    own = make_user_codebook(CYBER.replace('parent = "COERCE"\n', "").replace("quad = 4", "quad = 2"), file="my.toml")
    assert own.patterns.kind("CYBER") == "COOPERATE"
    assert own.codebook.find_outcome("CYBER", None) is None
    assert "CYBER" not in own.patterns.future


def test_a_score_given_to_a_type_is_that_of_all_its_modes_but_those_that_are_given_their_own() -> None:
    text = "[types.ASSAULT]\nscore = -10\n[modes.ASSAULT.beat]\nscore = -3\n"
    book = make_user_codebook(text, file="my.toml").codebook
    assert (book.intensity("ASSAULT", "drone"), book.intensity("ASSAULT", "beat")) == (-10, -3)


def test_a_mode_of_a_merged_type_is_one_of_its_sources_too() -> None:
    text = YIELD + '[modes.YIELD.truce]\nmeaning = "Stops shooting."\nwords = "truce|cease-fire"\n'
    own = make_user_codebook(text, file="my.toml")
    assert all("truce" in own.codebook.modes[name] for name in ("YIELD", "CONCEDE", "RETREAT"))
    assert {row.type for row in own.patterns.modes if row.mode == "truce"} == {"YIELD", "CONCEDE", "RETREAT"}
    assert own.patterns.modes[0].words == (("truce",), ("cease-fire",), ("cease", "-", "fire"))


NAMES = st.permutations([f"NAME_{number}" for number in range(len(EventType))])


@settings(max_examples=20, deadline=None)
@given(names=NAMES, kept=st.sets(st.sampled_from(list(EventType)), max_size=15))
def test_renaming_loses_nothing(names: list[str], kept: set[EventType]) -> None:
    renamed = {str(old): new for old, new in zip(EventType, names, strict=True) if old not in kept}
    text = "[rename]\n" + "".join(f'{old} = "{new}"\n' for old, new in renamed.items())
    book = make_user_codebook(text, file="my.toml").codebook
    back = {outcome.name: outcome.plover for outcome in book.outcomes.values() if outcome.where}
    for type_ in EventType:
        for mode in (None, *SHIPPED.modes.get(type_, ())):
            outcome = book.find_outcome(type_, mode)
            name = type_ if outcome is None or outcome.name is None else outcome.name
            assert back.get(name, name) == type_
            assert book.intensity(name, mode) == SHIPPED.intensity(type_, mode)
            assert book.quad(name) == SHIPPED.quad(type_)
    assert len(book.list_types()) == len(EventType)
