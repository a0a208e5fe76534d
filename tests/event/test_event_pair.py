"""Two marked phrases as one question: which word tells what the one does to the other?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.event.pair import Pair, join_states, mark_pair
from diurna.language.states import Scan, States
from diurna.language.tree import make_sentence
from diurna.language.typist import Candidate
from diurna.records import Morph, Parse, Span, Token
from event.event_texts import forget, load_tables, make_scan

TWO = ("Shares fell.", "Norway praised Denmark.")


def find_span(text: str, words: str | None) -> Span | None:
    if words is None:
        return None
    start = text.index(words)
    return Span(start, start + len(words))


def mark(*sentences: str, actor: str | None, recipient: str | None, forgotten: tuple[str, ...] = ()) -> Pair:
    """The pair of two phrases by their words."""
    scan = make_scan(*sentences)
    text = scan.parse.text
    patterns = (forget(*forgotten) if forgotten else load_tables()).patterns
    return mark_pair(scan, find_span(text, actor), find_span(text, recipient), patterns)


def show(candidate: Candidate, *sentences: str) -> tuple[str, str, str, str | None]:
    """A candidate's parts in words."""
    words = [token.text for sentence in make_scan(*sentences).parse.sentences for token in sentence.tokens]
    parts = (candidate.trigger, candidate.actor, candidate.recipient)
    trigger, actor, recipient = (" ".join(words[index] for index in part) for part in parts)
    return trigger, actor, recipient, candidate.proposal


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "trigger", "event_type"),
    [
        ("France recalled its ambassador from Ankara.", "France", "Ankara", "recalled", "SANCTION"),
        ("Norway praised the Greek government.", "Norway", "the Greek government", "praised", "SUPPORT"),
        ("Eighteen diplomats were expelled by Prague.", "Prague", "Eighteen diplomats", "expelled", "SANCTION"),
        ("Tehran rejected talks with Washington.", "Tehran", "Washington", "rejected", "REJECT"),
        # of two acts the one that stands between both
        ("Ankara closed the border and arrested two mayors.", "Ankara", "the border", "closed", "COERCE"),
        ("Ankara closed the border and arrested two mayors.", "Ankara", "two mayors", "arrested", "COERCE"),
        ("Kyiv accused Moscow of shelling the hospital.", "Kyiv", "Moscow", "accused", "ACCUSE"),
        ("Kyiv accused Moscow of shelling the hospital.", "Moscow", "the hospital", "shelling", "ASSAULT"),
        # only one side is marked
        ("Ankara closed the border and arrested two mayors.", None, "two mayors", "arrested", "COERCE"),
        ("The troops that attacked the rebels fled.", "The troops", None, "attacked", "ASSAULT"),
    ],
)
def test_the_act_between_two_phrases(
    text: str, actor: str | None, recipient: str | None, trigger: str, event_type: str
) -> None:
    pair = mark(text, actor=actor, recipient=recipient)
    assert show(pair.candidate, text) == (trigger, actor or "", recipient or "", event_type)


def test_a_word_that_no_row_knows_is_marked_without_a_type() -> None:
    pair = mark("Norway praised Denmark.", actor="Norway", recipient="Denmark", forgotten=("praise",))
    assert pair.candidate == Candidate((1,), (0,), (2,), None)


def test_of_equals_the_one_that_a_row_knows() -> None:
    text = "The troops that attacked the rebels fled."
    known = mark(text, actor="The troops", recipient=None)
    assert show(known.candidate, text)[0] == "attacked"
    swapped = mark(text, actor="The troops", recipient=None, forgotten=("attack", "flee"))
    assert show(swapped.candidate, text)[3] is None


@pytest.mark.parametrize(
    ("actor", "recipient"),
    [("Russia", "Blinken"), (None, None), (None, "Blinken"), ("Russia", None)],
)
def test_where_no_act_fits_the_sentence_is_read_without_a_trigger(actor: str | None, recipient: str | None) -> None:
    text = "Blinken condemned Russia."
    pair = mark(text, actor=actor, recipient=recipient)
    assert show(pair.candidate, text) == ("", actor or "", recipient or "", None)


def test_a_phrase_of_which_only_a_part_is_marked() -> None:
    text = "Norway praised the Greek government."
    pair = mark(text, actor="Norway", recipient="Greek govern")
    assert show(pair.candidate, text) == ("praised", "Norway", "Greek government", "SUPPORT")


def test_tokens_of_a_second_sentence_count_on() -> None:
    pair = mark(*TWO, actor="Norway", recipient="Denmark")
    assert pair.candidate == Candidate((4,), (3,), (5,), "SUPPORT")
    assert show(pair.candidate, *TWO) == ("praised", "Norway", "Denmark", "SUPPORT")


def test_two_phrases_in_two_sentences() -> None:
    both = ("Norway praised Denmark.", "Norway will outwit Denmark.")
    scan = make_scan(*both)
    first, last = Span(0, 6), Span(scan.parse.text.rindex("Denmark"), len(scan.parse.text) - 1)
    candidate = mark_pair(scan, first, last, load_tables().patterns).candidate
    assert (candidate.actor, candidate.recipient) == ((0,), (7,))
    assert show(candidate, *both)[0] == "praised"


def test_the_states_of_all_sentences_are_read_as_one() -> None:
    states = mark(*TWO, actor="Norway", recipient="Denmark").states
    assert states.tokens.tolist() == [-1, 0, 1, 2, 3, 4, 5, 6]
    # each row says its own number in its sentence; the second sentence's chunk vector is gone
    assert states.vectors[:, 0].tolist() == [-1, 0, 1, 2, 0, 1, 2, 3]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=6), min_size=1, max_size=5))
def test_joined_states_hold_every_piece_of_every_sentence(counts: list[list[int]]) -> None:
    """`counts` are the word pieces of each word of each sentence."""
    sentences, states = [], []
    for number, words in enumerate(counts):
        morph = Morph()
        tokens = [Token(index, index, index + 1, "x", "x", "X", morph, index - 1, "dep") for index in range(len(words))]
        sentences.append(make_sentence(tokens, index=number))
        rows = np.repeat(np.arange(-1, len(words)), [1, *words])
        vectors = np.full((len(rows), 1), number, dtype=np.float32)
        states.append(States(vectors, vectors, rows))
    joined = join_states(Scan(Parse(text="", sentences=tuple(sentences)), tuple(states)))
    assert len(joined.vectors) == len(joined.tokens)
    assert joined.tokens[0] == -1
    assert np.bincount(joined.tokens[1:]).tolist() == [count for words in counts for count in words]
    assert all(one <= other for one, other in pairwise(joined.tokens.tolist()))
    assert np.bincount(joined.vectors[1:, 0].astype(int)).tolist() == [sum(words) for words in counts]


def test_a_text_without_sentences_has_no_pair_to_type() -> None:
    pair = mark_pair(Scan(Parse(text="", sentences=()), ()), None, None, load_tables().patterns)
    assert pair.candidate == Candidate((), (), (), None)
