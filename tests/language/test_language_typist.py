"""The typing head's questions and answers: what it is shown of a sentence, and how its scores are read.

The head itself is played by a session that answers what a test wants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from diurna.errors import EngineError
from diurna.language.states import States
from diurna.language.typist import (
    ACTOR,
    MARKS,
    MAX_PIECES,
    NO_EVENT,
    RECIPIENT,
    TRIGGER,
    Candidate,
    Typist,
    TypistClasses,
    Verdict,
    cut_window,
    load_typist,
    mark_pieces,
)

Inputs = dict[str, NDArray[Any]]
Scores = tuple[NDArray[np.float32], ...]
CLASSES = TypistClasses(
    types=("AID", "ASSAULT", NO_EVENT),
    modes=(("ASSAULT", "aerial"), ("ASSAULT", "firearms")),
    roots=("AID", "ASSAULT"),
)
# Norway | sent | Ouaga|dou|gou | rice
TOKENS = (0, 1, 2, 2, 2, 3)
SENT = Candidate(trigger=(1,), actor=(0,), recipient=(2,), proposal="AID")


class Session:
    """Stands in for onnxruntime: keeps what it is shown and gives the scores that it was made with."""

    def __init__(self, answer: Callable[[Inputs], Scores]) -> None:
        self.answer = answer
        self.shown: list[Inputs] = []

    def run(self, names: None, inputs: Inputs) -> Scores:
        self.shown.append(inputs)
        return self.answer(inputs)


def score_nothing(inputs: Inputs) -> Scores:
    """Zero everywhere: every class as likely as every other."""
    count, pieces = inputs["marks"].shape
    shapes = ((count, len(CLASSES.types)), (count, len(CLASSES.modes)), (count, len(CLASSES.roots)), (count, pieces, 2))
    return tuple(np.zeros(shape, dtype=np.float32) for shape in shapes)


def make_states(tokens: Sequence[int] = TOKENS) -> States:
    """States whose rows say their own number."""
    numbers = np.array([-1, *tokens])
    vectors = np.arange(len(numbers), dtype=np.float32)[:, None]
    return States(vectors, vectors, numbers)


def ask(
    *candidates: Candidate,
    states: States | None = None,
    answer: Callable[[Inputs], Scores] = score_nothing,
    classes: TypistClasses = CLASSES,
) -> tuple[list[Verdict], Session]:
    """The verdicts on some candidates, and the session that was asked."""
    session = Session(answer)
    return Typist(session, classes).score(states or make_states(), candidates), session


def show(*candidates: Candidate, states: States | None = None) -> Inputs:
    """What the session sees of some candidates."""
    return ask(*candidates, states=states)[1].shown[0]


@st.composite
def candidates(draw: st.DrawFn, words: int) -> Candidate:
    """Any candidate of a sentence with so many words."""
    tokens = st.lists(st.integers(0, words - 1), max_size=4).map(lambda found: tuple(sorted(set(found))))
    trigger = draw(tokens.filter(bool))
    proposal = draw(st.sampled_from((None, "AID", "ASSAULT", "A TYPE OF MY OWN")))
    return Candidate(trigger, draw(tokens), draw(tokens), proposal)


@st.composite
def sentences(draw: st.DrawFn, longest: int) -> tuple[int, ...]:
    """The token of each word piece of a sentence; every word has one to six."""
    counts = draw(st.lists(st.integers(1, 6), min_size=1, max_size=longest // 6))
    return tuple(word for word, count in enumerate(counts) for _ in range(count))


def test_no_candidates_are_no_question() -> None:
    verdicts, session = ask()
    assert verdicts == []
    assert session.shown == []


@pytest.mark.parametrize(
    ("candidate", "marks"),
    [
        # "Norway sent Ouagadougou rice": the chunk's vector first, then the pieces
        (SENT, [0, ACTOR, TRIGGER, RECIPIENT, RECIPIENT, RECIPIENT, 0]),
        (Candidate((1,), (), (), "AID"), [0, 0, TRIGGER, 0, 0, 0, 0]),
        # "aid to Norway": a word may belong to more than one part
        (Candidate((1, 3), (0,), (0,), "AID"), [0, ACTOR | RECIPIENT, TRIGGER, 0, 0, 0, TRIGGER]),
        (Candidate((), (), (), None), [0] * 7),
    ],
)
def test_the_parts_of_a_candidate_are_marked(candidate: Candidate, marks: list[int]) -> None:
    assert show(candidate)["marks"].tolist() == [marks]


@pytest.mark.parametrize(
    ("proposal", "number"), [(None, 0), ("AID", 1), ("ASSAULT", 2), ("A TYPE OF MY OWN", 0), ("", 0)]
)
def test_a_proposal_is_a_number_and_an_unknown_one_is_none(proposal: str | None, number: int) -> None:
    shown = show(Candidate((1,), (0,), (2,), proposal))["proposals"]
    assert shown.tolist() == [number]
    assert shown.dtype == np.int64


def test_a_sentence_is_shown_once_for_all_its_candidates() -> None:
    verdicts, session = ask(SENT, Candidate((3,), (), (), None))
    assert len(verdicts) == 2
    (shown,) = session.shown
    assert {name: array.shape for name, array in shown.items()} == {
        "vectors": (1, 7, 1),
        "marks": (2, 7),
        "proposals": (2,),
    }
    assert shown["vectors"][0, :, 0].tolist() == [0, 1, 2, 3, 4, 5, 6]


@settings(deadline=None, max_examples=50)
@given(data=st.data(), tokens=sentences(300))
def test_marks_stand_only_on_the_words_of_the_candidate(data: st.DataObject, tokens: tuple[int, ...]) -> None:
    candidate = data.draw(candidates(tokens[-1] + 1))
    rows = np.array([-1, *tokens])
    marks = mark_pieces(rows, candidate)
    assert marks.dtype == np.int64
    for bit, words in ((ACTOR, candidate.actor), (TRIGGER, candidate.trigger), (RECIPIENT, candidate.recipient)):
        assert set(rows[marks & bit > 0].tolist()) == set(words)
    assert marks[0] == 0
    assert marks.max() < MARKS


@settings(deadline=None, max_examples=50)
@given(data=st.data(), tokens=sentences(150))
def test_a_candidate_is_shown_alone_as_among_others(data: st.DataObject, tokens: tuple[int, ...]) -> None:
    asked = data.draw(st.lists(candidates(tokens[-1] + 1), min_size=1, max_size=4))
    states = make_states(tokens)
    together = show(*asked, states=states)
    for row, candidate in enumerate(asked):
        alone = show(candidate, states=states)
        assert np.array_equal(alone["marks"][0], together["marks"][row])
        assert np.array_equal(alone["proposals"][0], together["proposals"][row])
        assert np.array_equal(alone["vectors"], together["vectors"])


# Sentences that are too long to be shown whole.


@settings(deadline=None, max_examples=50)
@given(data=st.data(), tokens=sentences(900))
def test_a_window_keeps_the_trigger_and_the_rows_around_it(data: st.DataObject, tokens: tuple[int, ...]) -> None:
    word = data.draw(st.integers(0, tokens[-1]))
    vectors, kept = cut_window(make_states(tokens), [Candidate((word,), (), (), None)])
    rows = vectors[:, 0].astype(int).tolist()
    assert len(rows) == len(kept) == min(len(tokens) + 1, MAX_PIECES)
    assert rows[0] == 0
    assert kept[0] == -1
    assert rows[1:] == list(range(rows[1], rows[-1] + 1))
    assert kept[1:].tolist() == [tokens[row - 1] for row in rows[1:]]
    assert word in kept


@pytest.mark.parametrize("words", [MAX_PIECES - 2, MAX_PIECES - 1])
def test_a_sentence_that_fits_is_shown_whole(words: int) -> None:
    states = make_states(range(words))
    vectors, tokens = cut_window(states, [Candidate((words - 1,), (), (), None)])
    assert vectors is states.vectors
    assert tokens is states.tokens


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [(0, 0, 158), (10, 0, 158), (200, 120, 278), (399, 241, 399)],
)
def test_the_window_lies_around_the_trigger(word: int, first: int, last: int) -> None:
    _, tokens = cut_window(make_states(range(400)), [Candidate((word,), (), (), None)])
    assert (tokens[1], tokens[-1]) == (first, last)


def test_two_acts_far_apart_are_both_shown() -> None:
    asked = [Candidate((20,), (19,), (), None), Candidate((380,), (379,), (), None)]
    marks = show(*asked, states=make_states(range(400)))["marks"]
    assert ((marks & TRIGGER) > 0).any(axis=1).all()


# What the scores mean.


def find_scores(rows: int) -> st.SearchStrategy[NDArray[np.float32]]:
    """Scores of some candidates as a head may give them."""
    return arrays(np.float32, (rows, 3), elements=st.floats(-30, 30, width=32))


@settings(deadline=None, max_examples=50)
@given(scores=find_scores(2), temperature=st.floats(0.5, 3))
def test_chances_sum_to_one_and_keep_the_order_of_the_scores(scores: NDArray[np.float32], temperature: float) -> None:
    def answer(inputs: Inputs) -> Scores:
        _, modes, _, sides = score_nothing(inputs)
        return scores, modes, scores[:, :2], sides

    classes = msgspec.structs.replace(CLASSES, temperature=temperature)
    verdicts, _ = ask(SENT, SENT, answer=answer, classes=classes)
    for row, verdict in zip(scores, verdicts, strict=True):
        assert list(verdict.chances) == list(CLASSES.types)
        assert list(verdict.roots) == list(CLASSES.roots)
        for chances in (verdict.chances, verdict.roots):
            assert sum(chances.values()) == pytest.approx(1, abs=1e-5)
            assert all(0 <= chance <= 1 for chance in chances.values())
        assert verdict.chances[CLASSES.types[int(row.argmax())]] == max(verdict.chances.values())


def test_temperature_takes_the_edge_off_the_types_alone() -> None:
    def answer(inputs: Inputs) -> Scores:
        _, modes, _, sides = score_nothing(inputs)
        return np.array([[2, 0, 0]], np.float32), modes, np.array([[2, 0]], np.float32), sides

    (plain,), _ = ask(SENT, answer=answer)
    (cooler,), _ = ask(SENT, answer=answer, classes=msgspec.structs.replace(CLASSES, temperature=2.0))
    assert plain.chances["AID"] == pytest.approx(0.787, abs=1e-3)
    assert cooler.chances["AID"] == pytest.approx(0.576, abs=1e-3)
    assert plain.roots == cooler.roots


@settings(deadline=None, max_examples=50)
@given(scores=find_scores(1), shift=st.floats(-2, 2), slope=st.floats(0.25, 2))
def test_trust_bends_the_chances_without_changing_their_order(
    scores: NDArray[np.float32], shift: float, slope: float
) -> None:
    def answer(inputs: Inputs) -> Scores:
        _, modes, roots, sides = score_nothing(inputs)
        return scores, modes, roots, sides

    (plain,), _ = ask(SENT, answer=answer)
    (bent,), _ = ask(SENT, answer=answer, classes=msgspec.structs.replace(CLASSES, trust=(shift, slope)))
    assert plain.trusts == pytest.approx(plain.chances, abs=1e-5)
    assert bent.chances == plain.chances
    ordered = sorted(CLASSES.types, key=lambda name: bent.chances[name])
    trusts = [bent.trusts[name] for name in ordered]
    assert trusts == sorted(trusts)
    assert all(0 <= trust <= 1 for trust in trusts)


@pytest.mark.parametrize(
    ("trust", "trusted"), [((0.0, 1.0), 0.787), ((-1.0, 1.0), 0.576), ((0.0, 0.5), 0.657), ((1.0, 1.0), 0.909)]
)
def test_trust_is_a_shift_and_a_slope_on_the_log_odds(trust: tuple[float, float], trusted: float) -> None:
    def answer(inputs: Inputs) -> Scores:
        _, modes, roots, sides = score_nothing(inputs)
        return np.array([[2, 0, 0]], np.float32), modes, roots, sides

    (verdict,), _ = ask(SENT, answer=answer, classes=msgspec.structs.replace(CLASSES, trust=trust))
    assert verdict.trusts["AID"] == pytest.approx(trusted, abs=1e-3)


def test_modes_are_weighed_one_by_one() -> None:
    def answer(inputs: Inputs) -> Scores:
        types, _, roots, sides = score_nothing(inputs)
        return types, np.array([[3, 3], [-3, 0]], np.float32), roots, sides

    (first, second), _ = ask(SENT, SENT, answer=answer)
    assert first.modes == pytest.approx({("ASSAULT", "aerial"): 0.953, ("ASSAULT", "firearms"): 0.953}, abs=1e-3)
    assert second.modes == pytest.approx({("ASSAULT", "aerial"): 0.047, ("ASSAULT", "firearms"): 0.5}, abs=1e-3)


def test_a_word_stands_where_its_first_piece_stands() -> None:
    def answer(inputs: Inputs) -> Scores:
        types, modes, roots, sides = score_nothing(inputs)
        sides[:] = -9
        sides[0, 1, 0] = 9  # Norway acts
        sides[0, 3, 1] = 9  # "Ouaga" undergoes, and its other pieces say nothing
        sides[0, 4, 0] = 9
        sides[0, 0] = 9  # the chunk's vector is no word
        return types, modes, roots, sides

    (verdict,), _ = ask(SENT, answer=answer)
    assert verdict.acting.round().tolist() == [1, 0, 0, 0]
    assert verdict.undergoing.round().tolist() == [0, 0, 1, 0]


def test_each_candidate_has_sides_of_its_own() -> None:
    def answer(inputs: Inputs) -> Scores:
        types, modes, roots, sides = score_nothing(inputs)
        sides[:] = -9
        sides[0, 1, 0] = sides[1, 6, 0] = 9
        return types, modes, roots, sides

    (first, second), _ = ask(SENT, SENT, answer=answer)
    assert first.acting.round().tolist() == [1, 0, 0, 0]
    assert second.acting.round().tolist() == [0, 0, 0, 1]


def test_words_outside_the_window_stand_nowhere() -> None:
    def answer(inputs: Inputs) -> Scores:
        types, modes, roots, sides = score_nothing(inputs)
        return types, modes, roots, sides + 9

    states = make_states(range(400))
    (verdict,), _ = ask(Candidate((399,), (), (), None), states=states, answer=answer)
    assert len(verdict.acting) == len(verdict.undergoing) == 400
    assert not verdict.acting[:241].any()
    assert (verdict.acting[241:] > 0.9).all()


# The files of the head.


def test_a_folder_without_a_head_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no typing head here") as caught:
        load_typist(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_half_a_head_is_no_head(tmp_path: Path) -> None:
    (tmp_path / "typist.json").write_bytes(msgspec.json.encode(CLASSES))
    with pytest.raises(EngineError, match="no typing head here"):
        load_typist(tmp_path)


def test_classes_survive_their_file() -> None:
    assert msgspec.json.decode(msgspec.json.encode(CLASSES), type=TypistClasses) == CLASSES
