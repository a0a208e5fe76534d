"""Two marked phrases as one question to the typing head: what does this one do to that one?

For data in which the sides are given and only the type is asked. The act's word is looked for among the acts that the
tables find between the two, then among words that no row knows; where there is none the head reads without one.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.codebook.patterns.load import Patterns
from diurna.language.states import Scan, States
from diurna.language.typist import Candidate
from diurna.records import Sentence, Span
from diurna.what.acts import Act, find_acts


class Pair(Struct, frozen=True):
    """The states of a text and the candidate to be typed in it."""

    states: States
    candidate: Candidate


def mark_pair(scan: Scan, actor: Span | None, recipient: Span | None, patterns: Patterns) -> Pair:
    """The marked pair as the typing head sees it; a text of several sentences is looked at as one."""
    offset = 0
    best: tuple[int, Candidate] = (-1, Candidate((), (), (), None))
    first: list[int] = []
    second: list[int] = []
    for sentence in scan.parse.sentences:
        acting, received = _find_tokens(sentence, actor), _find_tokens(sentence, recipient)
        first += [index + offset for index in acting]
        second += [index + offset for index in received]
        acts = find_acts(sentence, patterns=patterns, is_actor=partial(_is_marked, {*acting, *received}), openly=True)
        for act in acts:
            rank = _rank(act, set(acting), set(received))
            if rank > best[0]:
                words = tuple(word + offset for word in act.words)
                best = (rank, Candidate(words, (), (), act.type))
        offset += len(sentence.tokens)
    trigger = best[1]
    return Pair(
        join_states(scan),
        Candidate(trigger.trigger, tuple(first), tuple(second), trigger.proposal),
    )


def join_states(scan: Scan) -> States:
    """The states of all sentences one after the other, tokens counted through."""
    vectors: list[NDArray[np.float32]] = []
    upper: list[NDArray[np.float32]] = []
    tokens: list[NDArray[np.int64]] = []
    offset = 0
    for sentence, states in zip(scan.parse.sentences, scan.states, strict=True):
        start = 1 if vectors else 0
        vectors.append(states.vectors[start:])
        upper.append(states.upper[start:])
        tokens.append(np.where(states.tokens >= 0, states.tokens + offset, -1)[start:])
        offset += len(sentence.tokens)
    if not vectors:
        nothing = np.zeros((0, 0), dtype=np.float32)
        return States(nothing, nothing, np.zeros(0, dtype=np.int64))
    return States(np.concatenate(vectors), np.concatenate(upper), np.concatenate(tokens))


def _rank(act: Act, acting: set[int], received: set[int]) -> int:
    """How well an act fits between the two: both sides, the actor, the recipient; of equals one that a row knows."""
    actors = {index for tokens in (*act.actors, *act.joined) for index in tokens}
    recipients = {index for tokens in (*act.recipients, *act.joined) for index in tokens}
    does, undergoes = bool(actors & acting), bool(recipients & received)
    if not does and not undergoes:
        return -1
    return 4 * (does and undergoes) + 2 * does + (act.type is not None)


def _find_tokens(sentence: Sentence, span: Span | None) -> tuple[int, ...]:
    if span is None:
        return ()
    return tuple(token.index for token in sentence.tokens if token.start < span.end and span.start < token.end)


def _is_marked(marked: set[int], token: int) -> bool:
    return token in marked
