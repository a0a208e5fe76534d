"""Which acts does a sentence tell? Type, mode, trigger, and where the two sides stand, for every construction."""

from __future__ import annotations

import pytest

from diurna.codebook import load_codebook
from diurna.codebook.patterns.load import Patterns, load_patterns
from diurna.records import Sentence
from diurna.what.acts import Act, find_acts
from stored import get_sentence

# (sentence, trigger, type, mode, first actor word, first recipient word or None)
CASES: list[tuple[str, str, str, str | None, str | None, str | None]] = [
    # active
    ("Prague expelled 18 Russian diplomats.", "expelled", "SANCTION", "expel", "Prague", "diplomats"),
    ("France recalled its ambassador from Ankara.", "recalled", "SANCTION", "withdraw", "France", "Ankara"),
    ("Police arrested three reporters.", "arrested", "COERCE", "arrest", "Police", "reporters"),
    ("The rebels shelled the town.", "shelled", "ASSAULT", "heavy-weapons", "rebels", "town"),
    ("Blinken condemned Russia.", "condemned", "ACCUSE", "disapprove", "Blinken", "Russia"),
    ("Norway praised the Greek government.", "praised", "SUPPORT", None, "Norway", "government"),
    # passive
    ("The ambassador was summoned by the foreign ministry.", "summoned", "ACCUSE", None, "ministry", "ambassador"),
    ("Eighteen diplomats were expelled by Prague.", "expelled", "SANCTION", "expel", "Prague", "diplomats"),
    # nominal
    (
        "The expulsion of two diplomats by Prague angered Moscow.",
        "expulsion",
        "SANCTION",
        "expel",
        "Prague",
        "diplomats",
    ),
    ("Russia's annexation of Crimea was condemned.", "annexation", "COERCE", "seize", "Russia", "Crimea"),
    # light verb
    ("The United States imposed sanctions on Iran.", "imposed", "SANCTION", "discontinue", "States", "Iran"),
    ("Militants launched an attack on the base.", "launched", "ASSAULT", None, "Militants", "base"),
    # conjoined
    ("Ankara closed the border and arrested two mayors.", "arrested", "COERCE", "arrest", "Ankara", "mayors"),
    # relative clause
    ("The troops that attacked the rebels fled.", "attacked", "ASSAULT", None, "troops", "rebels"),
    ("The diplomats expelled by Prague left on Sunday.", "expelled", "SANCTION", "expel", "Prague", "diplomats"),
    # operators
    ("The junta threatened to arrest the bishop.", "threatened", "THREATEN", "arrest", "junta", "bishop"),
    ("Tehran rejected talks with Washington.", "rejected", "REJECT", "meet", "Tehran", "Washington"),
    ("Amnesty urged Cairo to release the blogger.", "urged", "REQUEST", "yield", "Amnesty", "Cairo"),
    ("Canada pledged to train the Iraqi police.", "pledged", "AGREE", None, "Canada", "police"),
    ("Pretoria refused to extradite the general to Rwanda.", "refused", "REJECT", "assist", "Pretoria", "Rwanda"),
]
NO_EVENT = [
    "The minister met expectations.",
    "Shares fell sharply on Monday.",
    "The striker attacked the goal.",
    "The winter hit a record low.",
]
MEETINGS = ("Assad spoke during a meeting with Velayati.", "Merkel left after a meeting between Macron and Putin.")
SENTENCES = [*(case[0] for case in CASES), *NO_EVENT, *MEETINGS, "The deposed leaders wrote a letter."]


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns(load_codebook())


def find(sentence: Sentence, patterns: Patterns) -> tuple[Act, ...]:
    """Acts where every noun and pronoun may be an actor."""
    nouns = ("NOUN", "PROPN", "PRON")
    return find_acts(sentence, patterns=patterns, is_actor=lambda index: sentence.tokens[index].upos in nouns)


def first_word(sentence: Sentence, slots: tuple[tuple[int, ...], ...]) -> str | None:
    return sentence.tokens[slots[0][0]].text if slots else None


@pytest.mark.parametrize("text, trigger, type_, mode, actor, recipient", CASES, ids=[case[0][:40] for case in CASES])
def test_act(
    patterns: Patterns,
    text: str,
    trigger: str,
    type_: str,
    mode: str | None,
    actor: str | None,
    recipient: str | None,
) -> None:
    sentence = get_sentence(text)
    acts = {sentence.tokens[act.trigger].text: act for act in find(sentence, patterns)}
    assert trigger in acts, f"found only {sorted(acts)}"
    act = acts[trigger]
    assert act.type == type_
    if mode is not None:
        assert act.mode == mode
    assert first_word(sentence, act.actors) == actor
    assert first_word(sentence, act.recipients) == recipient
    assert act.trigger in act.words
    assert set(act.words) <= set(act.clause)
    assert ".tsv:" in act.rule


@pytest.mark.parametrize("text", NO_EVENT)
def test_figures_of_speech_are_no_acts(patterns: Patterns, text: str) -> None:
    assert find(get_sentence(text), patterns) == ()


def test_a_participle_before_its_noun_tells_no_act(patterns: Patterns) -> None:
    assert find(get_sentence("The deposed leaders wrote a letter."), patterns) == ()


def test_what_is_threatened_is_no_act_of_its_own(patterns: Patterns) -> None:
    sentence = get_sentence("The junta threatened to arrest the bishop.")
    assert [act.type for act in find(sentence, patterns)] == ["THREATEN"]


def test_a_reciprocal_act_joins_its_sides(patterns: Patterns) -> None:
    sentence = get_sentence("Tehran rejected talks with Washington.")
    act = next(act for act in find(sentence, patterns) if act.type == "REJECT")
    assert act.inner is not None
    assert sentence.tokens[act.inner].text == "talks"


def test_whoever_speaks_at_a_meeting_takes_part_in_it(patterns: Patterns) -> None:
    sentence = get_sentence(MEETINGS[0])
    (act,) = (act for act in find(sentence, patterns) if act.type == "CONSULT")
    assert first_word(sentence, act.actors) == "Assad"
    assert first_word(sentence, act.joined) == "Velayati"


def test_whoever_speaks_of_a_meeting_of_others_does_not(patterns: Patterns) -> None:
    sentence = get_sentence(MEETINGS[1])
    (act,) = (act for act in find(sentence, patterns) if act.type == "CONSULT")
    assert first_word(sentence, act.actors) == "Macron"
