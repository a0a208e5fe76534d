"""The listening head's questions and answers: what it is shown of a passage, and how its scores are read.

The head itself is played by sessions that answer what a test wants.
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
from diurna.language.listener import (
    CONTENT,
    CUE,
    LISTENED,
    MARKS,
    SOURCE,
    TOLD,
    Assignment,
    Hearing,
    Hints,
    Listener,
    Quotedness,
    Role,
    Soundings,
    Told,
    Tuning,
    load_listener,
    number_told,
)
from diurna.language.passages import MAX_PIECES, Passage, iter_passages
from diurna.language.reader import Reader
from diurna.language.routes import find_passage_routes
from diurna.language.states import Scan, States
from diurna.records import Certainty
from trees import build_parse

Inputs = dict[str, NDArray[Any]]
Outputs = tuple[NDArray[np.float32], ...]
PIECES = (2, 1, 1, 3, 1, 1)
"""How many word pieces each word below has."""
PARSE = build_parse(
    "Novak said troops left. Rome",
    """
    Novak Novak PROPN 2 nsubj
    said say VERB 0 root
    troops troop NOUN 4 nsubj
    left leave VERB 2 ccomp
    . . PUNCT 2 punct
    """,
    "Rome Rome PROPN 0 root",
)


def make_scan(pieces: Sequence[int] = PIECES) -> Scan:
    """The text above, with rows that say their own number."""
    states: list[States] = []
    rest = list(pieces)
    for sentence in PARSE.sentences:
        own, rest = rest[: len(sentence.tokens)], rest[len(sentence.tokens) :]
        owners = np.repeat(np.arange(-1, len(own)), [1, *own])
        vectors = np.arange(len(owners), dtype=np.float32)[:, None]
        states.append(States(vectors, vectors + 100, owners))
    return Scan(PARSE, tuple(states))


def make_passage(pieces: Sequence[int] = PIECES) -> Passage:
    (passage,) = iter_passages(make_scan(pieces))
    return passage


class Session:
    """Stands in for onnxruntime: keeps what it is shown and gives the scores that it was made with."""

    def __init__(self, answer: Callable[[Inputs], Outputs]) -> None:
        self.answer = answer
        self.shown: list[Inputs] = []

    def run(self, names: None, inputs: Inputs) -> Outputs:
        self.shown.append(inputs)
        return self.answer(inputs)


def hear_nothing(inputs: Inputs) -> Outputs:
    """Zero everywhere; the hidden states say the number of their token."""
    count = inputs["firsts"].shape[1]
    hidden = np.repeat(np.arange(count, dtype=np.float32)[None, :, None], 3, axis=2)
    return hidden, np.zeros((1, count, 2), np.float32), np.zeros((1, count), np.float32)


def assign_nothing(inputs: Inputs) -> Outputs:
    """Every role as likely as every other."""
    shape = (len(inputs["cues"]), len(inputs["hidden"]), 4)
    return np.full(shape, np.log(0.25), dtype=np.float32), np.zeros(shape, dtype=np.float32)


def judge_nothing(inputs: Inputs) -> Outputs:
    """Every certainty as likely as every other."""
    return (np.zeros((len(inputs["hidden"]), len(LISTENED)), dtype=np.float32),)


def make_listener(
    hearing: Callable[[Inputs], Outputs] = hear_nothing,
    assigning: Callable[[Inputs], Outputs] = assign_nothing,
    judging: Callable[[Inputs], Outputs] = judge_nothing,
    *,
    temperature: float = 1.0,
) -> tuple[Listener, list[Session]]:
    """A head that answers so, and its three sessions."""
    sessions = [Session(answer) for answer in (hearing, assigning, judging)]
    return Listener(sessions[0], sessions[1], sessions[2], Tuning(temperature)), sessions


HINTS = Hints(
    marks=np.array([SOURCE, CUE, CONTENT, SOURCE | CONTENT, 0, 0]),
    quotedness=np.array([*[Quotedness.OUTSIDE] * 2, Quotedness.OPENS, Quotedness.INSIDE, Quotedness.CLOSES, 0]),
)


def hear(answer: Callable[[Inputs], Outputs] = hear_nothing) -> tuple[Hearing, Session]:
    """What is heard of the text above, and the session that was asked."""
    listener, (session, *_) = make_listener(answer)
    return listener.hear(make_passage(), HINTS), session


def answer_with(
    cues: NDArray[np.float32] | None = None, factuality: NDArray[np.float32] | None = None
) -> Callable[[Inputs], Outputs]:
    """A head that gives these scores, and zero where it is given none."""

    def answer(inputs: Inputs) -> Outputs:
        hidden, *plain = hear_nothing(inputs)
        told = (cues, factuality)
        return (hidden, *(plain[at] if one is None else one[None] for at, one in enumerate(told)))

    return answer


# What the head is shown.


def test_a_passage_is_shown_at_once_piece_by_piece() -> None:
    (shown,) = hear()[1].shown
    assert {name: (array.shape, str(array.dtype)) for name, array in shown.items()} == {
        "vectors": ((1, 9, 2), "float32"),
        "marks": ((1, 9), "int64"),
        "quotedness": ((1, 9), "int64"),
        "openings": ((1, 9), "int64"),
        "firsts": ((1, 6), "int64"),
    }
    assert shown["firsts"].tolist() == [[0, 2, 3, 4, 7, 8]]
    # the sentences' own rows, without those of their chunks; lower states and upper ones side by side
    assert shown["vectors"][0].tolist() == [[row, row + 100] for row in (1, 2, 3, 4, 5, 6, 7, 8, 1)]


def test_every_piece_of_a_word_bears_its_hints() -> None:
    (shown,) = hear()[1].shown
    both, opens, inside, closes = SOURCE | CONTENT, Quotedness.OPENS, Quotedness.INSIDE, Quotedness.CLOSES
    assert shown["marks"].tolist() == [[SOURCE, SOURCE, CUE, CONTENT, both, both, both, 0, 0]]
    assert shown["quotedness"].tolist() == [[0, 0, 0, opens, inside, inside, inside, closes, 0]]


def test_marks_of_all_kinds_fit() -> None:
    assert SOURCE | CUE | CONTENT == SOURCE + CUE + CONTENT == MARKS - 1


def test_the_answer_is_of_tokens() -> None:
    hearing, _ = hear()
    assert hearing.outer.shape == hearing.any.shape == hearing.factuality.shape == (6,)
    assert hearing.hidden.shape == (6, 3)
    assert hearing.hidden[:, 0].tolist() == [0, 1, 2, 3, 4, 5]


def test_each_certainty_has_its_place() -> None:
    assert sorted(LISTENED) == sorted(Certainty)


@pytest.mark.parametrize("cues", [[1], [1, 4], [5, 0, 3]])
def test_a_cue_is_shown_with_its_way_to_every_token(cues: list[int]) -> None:
    listener, (_, session, _) = make_listener()
    hearing = hear()[0]
    found = listener.assign(make_passage(), hearing, cues)
    (shown,) = session.shown
    assert set(shown) == {"hidden", "cues", "routes"}
    assert shown["hidden"].tolist() == hearing.hidden.tolist()
    assert shown["cues"].tolist() == cues
    assert shown["cues"].dtype == shown["routes"].dtype == np.int64
    places = [(0, cue) if cue < 5 else (1, 0) for cue in cues]
    assert shown["routes"].tolist() == [
        find_passage_routes(PARSE.sentences, place, token).tolist() for place, token in places
    ]
    assert found.roles.shape == found.edges.shape == (len(cues), 6, 4)


@pytest.mark.parametrize(("within", "cues"), [((0, 5), [1, 3]), ((5, 6), [5]), ((1, 4), [3, 1]), ((0, 6), [4])])
def test_a_part_of_a_passage_is_shown_alone(within: tuple[int, int], cues: list[int]) -> None:
    listener, (_, session, _) = make_listener()
    hearing = hear()[0]
    part = listener.assign(make_passage(), hearing, cues, within=within)
    listener.assign(make_passage(), hearing, cues)
    shown, whole = session.shown
    first, last = within
    assert part.roles.shape == part.edges.shape == (len(cues), last - first, 4)
    assert shown["hidden"].tolist() == whole["hidden"][first:last].tolist()
    assert shown["routes"].tolist() == whole["routes"][:, first:last].tolist()
    # cues are counted from where the part begins
    assert (shown["cues"] + first).tolist() == whole["cues"].tolist() == cues
    assert shown["cues"].dtype == np.int64


def test_scores_of_roles_and_edges_are_kept_apart() -> None:
    def answer(inputs: Inputs) -> Outputs:
        roles, edges = assign_nothing(inputs)
        return roles, edges + 7

    found = make_listener(assigning=answer)[0].assign(make_passage(), hear()[0], [1])
    assert (found.edges == 7).all()
    assert np.exp(found.roles).sum(axis=-1) == pytest.approx(np.ones((1, 6)))


SAID = Told(certainty=Certainty.ALLEGED, by_somebody=True, past=False, ahead=False)
BARE = Told(certainty=Certainty.HAPPENED, by_somebody=False, past=False, ahead=False)


def test_the_head_judges_what_some_words_tell_with_what_the_rules_make_of_it() -> None:
    listener, (_, _, session) = make_listener()
    hearing = hear()[0]
    found = listener.judge(hearing, [3, 0], [SAID, BARE])
    (shown,) = session.shown
    assert {name: (array.shape, str(array.dtype)) for name, array in shown.items()} == {
        "hidden": ((2, 3), "float32"),
        "told": ((2, TOLD), "float32"),
    }
    assert shown["hidden"].tolist() == [hearing.hidden[3].tolist(), hearing.hidden[0].tolist()]
    assert shown["told"].tolist() == [number_told(SAID).tolist(), number_told(BARE).tolist()]
    assert found.shape == (2, len(LISTENED))


ALL_TOLD = [
    Told(certainty=certainty, by_somebody=somebody, past=past, ahead=ahead)
    for certainty in LISTENED
    for somebody in (False, True)
    for past in (False, True)
    for ahead in (False, True)
]


def test_whatever_the_rules_say_is_told_apart() -> None:
    numbers = [tuple(number_told(told).tolist()) for told in ALL_TOLD]
    assert len(set(numbers)) == len(ALL_TOLD)
    for told, row in zip(ALL_TOLD, numbers, strict=True):
        assert len(row) == TOLD
        assert set(row) <= {0.0, 1.0}
        assert sum(row) == 1 + told.by_somebody + told.past + told.ahead


# What the scores mean.


def scores(*shape: int) -> st.SearchStrategy[NDArray[np.float32]]:
    """Scores as a head may give them, absurd ones too."""
    return arrays(np.float32, (6, *shape), elements=st.floats(-1e4, 1e4, width=32))


@settings(deadline=None, max_examples=50)
@given(found=scores(2))
def test_cues_are_weighed_word_by_word(found: NDArray[np.float32]) -> None:
    hearing, _ = hear(answer_with(cues=found))
    for chances, column in ((hearing.outer, found[:, 0]), (hearing.any, found[:, 1])):
        assert chances.dtype == np.float32
        assert ((chances >= 0) & (chances <= 1)).all()
        assert (np.diff(chances[np.argsort(column)]) >= 0).all()
        assert ((chances > 0.5) <= (column > 0)).all()


@settings(deadline=None, max_examples=50)
@given(found=arrays(np.float32, (6, 2), elements=st.floats(-8, 8, width=32)))
def test_a_score_is_the_log_odds_of_a_cue(found: NDArray[np.float32]) -> None:
    hearing, _ = hear(answer_with(cues=found))
    for chances, column in ((hearing.outer, found[:, 0]), (hearing.any, found[:, 1])):
        assert np.log(chances / (1 - chances)) == pytest.approx(column, abs=1e-2)


def judge(found: NDArray[np.float32], temperature: float = 1.0) -> NDArray[np.float32]:
    """The chances that a head with these scores gives the certainties of as many words."""

    def answer(_: Inputs) -> Outputs:
        return (found,)

    listener, _ = make_listener(judging=answer, temperature=temperature)
    return listener.judge(hear()[0], range(len(found)), [BARE] * len(found))


@settings(deadline=None, max_examples=50)
@given(found=scores(len(LISTENED)), temperature=st.floats(0.25, 4))
def test_certainties_share_one_chance_and_keep_their_order(found: NDArray[np.float32], temperature: float) -> None:
    judged = judge(found, temperature)
    assert judged.sum(axis=1) == pytest.approx(np.ones(6), abs=1e-4)
    assert (judged >= 0).all()
    for chances, row in zip(judged, found, strict=True):
        assert (np.diff(chances[np.argsort(row)]) >= 0).all()


@settings(deadline=None, max_examples=50)
@given(found=arrays(np.float32, (6, len(LISTENED)), elements=st.floats(-9, 9, width=32)), shift=st.floats(-9, 9))
def test_only_differences_between_certainties_count(found: NDArray[np.float32], shift: float) -> None:
    assert judge((found + shift).astype(np.float32)) == pytest.approx(judge(found), abs=1e-4)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_temperature_divides_the_scores(temperature: float) -> None:
    found = np.zeros((1, len(LISTENED)), np.float32)
    found[:, 0] = 2
    power = np.exp(2 / temperature)
    assert judge(found, temperature)[0, 0] == pytest.approx(power / (power + len(LISTENED) - 1))


@settings(deadline=None, max_examples=50)
@given(found=scores())
def test_factuality_stays_on_its_scale(found: NDArray[np.float32]) -> None:
    factuality = hear(answer_with(factuality=found))[0].factuality
    assert factuality.tolist() == [min(max(value, -3.0), 3.0) for value in found.tolist()]


# What was heard of a word, found again.


def make_soundings(passages: Sequence[Passage], listener: Listener | None = None) -> Soundings:
    """What a head heard of some passages; the hidden states say which token of the passage they are."""
    head = listener or make_listener()[0]
    hearings = []
    for passage in passages:
        nothing = np.zeros(passage.offsets[-1], dtype=np.int64)
        hearings.append(head.hear(passage, Hints(nothing, nothing)))
    return Soundings(tuple(passages), tuple(hearings), listener)


@pytest.mark.parametrize("longest", [1, MAX_PIECES])
def test_every_token_is_found_in_its_own_row(longest: int) -> None:
    # Words of so many pieces that the two sentences share a passage, or do not.
    passages = list(iter_passages(make_scan([longest] * 6)))
    soundings = make_soundings(passages)
    assert len(passages) == (1 if longest == 1 else 2)
    for number, passage in enumerate(passages):
        for place, sentence in enumerate(passage.sentences):
            for token in sentence.tokens:
                found = soundings.find(sentence.index, token.index)
                assert found is not None
                assert found[0] is soundings.hearings[number]
                assert found[1] == passage.offsets[place] + token.index
                assert passage.locate(found[1]) == (place, token.index)


def test_a_sentence_that_was_not_heard_is_not_found() -> None:
    soundings = make_soundings([make_passage()])
    assert soundings.find(1, 0) is not None
    assert soundings.find(2, 0) is None


def test_where_no_head_has_listened_nothing_is_found() -> None:
    assert Soundings().find(0, 0) is None


def test_a_word_is_judged_by_what_was_heard_of_it() -> None:
    def answer(inputs: Inputs) -> Outputs:
        scores = np.zeros((1, len(LISTENED)), np.float32)
        scores[0, LISTENED.index(Certainty.DENIED)] = 9
        return (scores,)

    listener, (_, _, session) = make_listener(judging=answer)
    soundings = make_soundings([make_passage()], listener)
    found = soundings.judge(1, 0, SAID)
    assert found is not None
    assert set(found) == set(Certainty)
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)
    assert max(found, key=lambda certainty: found[certainty]) is Certainty.DENIED
    (shown,) = session.shown
    assert shown["hidden"][:, 0].tolist() == [5]  # "Rome" is the sixth word of the passage
    assert shown["told"].tolist() == [number_told(SAID).tolist()]


def test_without_a_head_nothing_is_judged() -> None:
    assert Soundings().judge(0, 0, SAID) is None
    assert make_soundings([make_passage()]).judge(0, 0, SAID) is None
    assert make_soundings([make_passage()], make_listener()[0]).judge(2, 0, SAID) is None


# The files of the head.

FILES = ("listener.json", "listener.onnx", "sureness.onnx", "voices.onnx")


@pytest.mark.parametrize("missing", FILES)
def test_a_folder_without_a_head_is_named_with_the_file(tmp_path: Path, missing: str) -> None:
    for name in FILES:
        if name != missing:
            (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(EngineError, match="no listening head here") as caught:
        load_listener(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert missing in str(caught.value)
    assert not any(name in str(caught.value) for name in FILES if name != missing)


def test_tuning_survives_its_file() -> None:
    tuning = Tuning(temperature=1.5)
    assert msgspec.json.decode(msgspec.json.encode(tuning), type=Tuning) == tuning
    assert msgspec.json.decode(b"{}", type=Tuning) == Tuning()


def test_the_shipped_head_answers_in_these_shapes(reader: Reader) -> None:
    text = '"We will leave," said the minister from Ouagadougou. Rome denied it.\n\nNobody was hurt.'
    (scan,) = reader.scan([text])
    listener = load_listener()
    (passage,) = iter_passages(scan)
    count = passage.offsets[-1]
    nothing = np.zeros(count, dtype=np.int64)
    hearing = listener.hear(passage, Hints(nothing, nothing))
    assert hearing.outer.shape == hearing.any.shape == hearing.factuality.shape == (count,)
    assert len(hearing.hidden) == count
    judged = listener.judge(hearing, range(count), [SAID] * count)
    assert judged.sum(axis=1) == pytest.approx(np.ones(count), abs=1e-4)
    assert judged.shape == (count, len(LISTENED))
    found: Assignment = listener.assign(passage, hearing, [5, 0])
    assert found.edges.shape == (2, count, 4)
    assert np.exp(found.roles).sum(axis=-1) == pytest.approx(np.ones((2, count)), abs=1e-4)
    assert found.roles.shape[-1] == len(Role)
