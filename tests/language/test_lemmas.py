"""Lemmas as edits, and how the lexicon, the edit and the rules settle one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.lemmas import Lemmatizer, apply_edit, list_regular_lemmas, make_edit


@pytest.mark.parametrize(
    "form, lemma, edit",
    [
        ("Countries", "country", "l|3|y"),
        ("talks", "talk", "l|1|"),
        ("Moscow", "Moscow", "k|0|"),
        ("The", "the", "l|0|"),
        ("was", "be", "=|be"),
        ("held", "hold", "l|3|old"),
    ],
)
def test_an_edit_turns_the_form_into_the_lemma(form: str, lemma: str, edit: str) -> None:
    assert make_edit(form, lemma) == edit
    assert apply_edit(form, edit) == lemma


words = st.text(alphabet="abcdefgABC'é", min_size=1, max_size=12)


@given(words, words)
def test_an_edit_always_gives_back_a_lower_case_lemma(form: str, lemma: str) -> None:
    lemma = lemma.lower()
    assert apply_edit(form, make_edit(form, lemma)) == lemma


@pytest.mark.parametrize(
    "form, tag, lemma",
    [
        ("rallied", "VERB", "rally"),
        ("banned", "VERB", "ban"),
        ("seizing", "VERB", "seize"),
        ("expels", "VERB", "expel"),
        ("pushes", "VERB", "push"),
        ("embassies", "NOUN", "embassy"),
        ("policemen", "NOUN", "policeman"),
        ("crisis", "NOUN", "crisis"),
        ("talks", "NOUN", "talk"),
    ],
)
def test_regular_endings(form: str, tag: str, lemma: str) -> None:
    assert list_regular_lemmas(form, tag)[0] == lemma


def test_the_lexicon_wins_then_the_edit_then_the_rules() -> None:
    edits = ("k|0|", "l|4|", "l|2|")
    lemmatizer = Lemmatizer(edits, {"VERB": {"held": "hold", "expelled": "expel", "rule": "rule"}})
    assert lemmatizer.find("Held", "VERB", 1) == "hold"
    # The edit would give "rul", which is no known verb; the rules give one that is.
    assert lemmatizer.find("ruled", "VERB", 2) == "rule"
    assert lemmatizer.find("Moscow", "PROPN", 0) == "Moscow"
