"""Lessons -> passages as the product hears them, with what each token is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from diurna.coder import Coder, read_article
from diurna.event import Reading, Tables
from diurna.event.assess import assess_plainly
from diurna.language.listener import LISTENED, Hints, Role, number_told
from diurna.language.passages import Passage, iter_passages
from diurna.language.routes import find_passage_routes
from diurna.records import Article, Span
from diurna.said import Saying, find_quotations, find_sayings
from diurna.said.hints import make_hints
from training.listening.lessons import Coverage, Lesson, Pair

BATCH = 16
GUESS = 0.3
"""Weight of what the rules find inside the words of another, where only outermost attributions are marked."""

T = TypeVar("T")


class Voice(Struct, frozen=True):
    """One cue with the role of every token of its passage."""

    cue: int
    roles: NDArray[np.int64]
    routes: NDArray[np.int64]
    outer: bool
    weight: float = 1.0


class Case(Struct, frozen=True):
    """One token that tells something."""

    token: int
    told: NDArray[np.float32]
    """What the rules make of it, as the head reads it."""
    certainty: int
    """Its place in LISTENED."""


class Example(Struct, frozen=True):
    """One passage."""

    vectors: NDArray[np.float16]
    tokens: NDArray[np.int64]
    firsts: NDArray[np.int64]
    openings: NDArray[np.int64]
    hints: Hints
    voices: tuple[Voice, ...]
    listens: NDArray[np.float32]
    """(tokens, 2): whether it is known that a token begins no outermost cue, no cue at all."""
    factuality: tuple[tuple[int, float], ...]
    certainty: tuple[Case, ...]


def make_examples(coder: Coder, lessons: Iterable[Lesson]) -> list[Example]:
    """Every passage of the lessons."""
    found: list[Example] = []
    waiting = list(lessons)
    tools = replace(coder.tools, listener=None)
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        for lesson, scan in zip(batch, coder.scan([one.text for one in batch]), strict=True):
            sayings = find_sayings(scan.parse, cues=tools.cues)
            quotations = find_quotations(scan.parse)
            reading = None
            if lesson.certainty:
                article = Article(id="", text=lesson.text, published=lesson.published)
                reading = read_article(article, scan, tools)
            for passage in iter_passages(scan):
                hints = make_hints(passage.sentences, sayings, quotations)
                cases = tuple(_iter_cases(lesson, passage, reading, tools.tables)) if reading is not None else ()
                found.append(_make_example(lesson, passage, hints, sayings, cases))
    return found


def _iter_cases(lesson: Lesson, passage: Passage, reading: Reading, tables: Tables) -> Iterator[Case]:
    for token, certainty in _place(*_edges(passage), lesson.certainty):
        place, own = passage.locate(token)
        told = assess_plainly(passage.sentences[place], own, reading, tables).told
        if told is not None:
            yield Case(token=token, told=number_told(told), certainty=LISTENED.index(certainty))


def _make_example(
    lesson: Lesson, passage: Passage, hints: Hints, sayings: Sequence[Saying], cases: tuple[Case, ...]
) -> Example:
    starts, ends = _edges(passage)
    inside = _touch(starts, ends, [pair for said in lesson.said for pair in said.content])
    discarded = _touch(starts, ends, lesson.discard)
    listens = np.zeros((len(starts), 2), dtype=np.float32)
    if lesson.coverage is not Coverage.NONE:
        listens[:, 0] = ~discarded
        listens[:, 1] = ~discarded & (~inside if lesson.coverage is Coverage.OUTERMOST else True)
    voices = list(_iter_voices(lesson, passage, starts, ends))
    if lesson.coverage is Coverage.OUTERMOST:
        voices += _iter_guesses(sayings, passage, starts, ends, inside)
    return Example(
        vectors=passage.vectors.astype(np.float16),
        tokens=passage.tokens,
        firsts=passage.firsts,
        openings=passage.openings,
        hints=hints,
        voices=tuple(voices),
        listens=listens,
        factuality=tuple(_place(starts, ends, lesson.factuality)),
        certainty=cases,
    )


def _iter_voices(
    lesson: Lesson, passage: Passage, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Iterator[Voice]:
    for said in lesson.said:
        roles = np.zeros(len(starts), dtype=np.int64)
        for role, pairs in ((Role.CONTENT, said.content), (Role.SOURCE, said.source), (Role.CUE, said.cue)):
            roles[_touch(starts, ends, pairs)] = role
        cue = np.flatnonzero(roles == Role.CUE)
        if len(cue):
            yield _make_voice(passage, int(cue[0]), roles, outer=not said.nested)


def _iter_guesses(
    sayings: Sequence[Saying],
    passage: Passage,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    inside: NDArray[np.bool_],
) -> Iterator[Voice]:
    """What the rules find inside the words of another."""
    for saying in sayings:
        if saying.cue is None:
            continue
        cue = np.flatnonzero(_touch(starts, ends, _pairs(saying.cue)))
        if not len(cue) or not inside[cue].all():
            continue
        roles = np.zeros(len(starts), dtype=np.int64)
        roles[_touch(starts, ends, _pairs(*saying.content))] = Role.CONTENT
        if saying.source is not None:
            roles[_touch(starts, ends, _pairs(saying.source))] = Role.SOURCE
        roles[cue] = Role.CUE
        yield _make_voice(passage, int(cue[0]), roles, outer=False, weight=GUESS)


def _make_voice(passage: Passage, cue: int, roles: NDArray[np.int64], *, outer: bool, weight: float = 1.0) -> Voice:
    routes = find_passage_routes(passage.sentences, *passage.locate(cue))
    return Voice(cue=cue, roles=roles, routes=routes, outer=outer, weight=weight)


def _edges(passage: Passage) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    tokens = [token for sentence in passage.sentences for token in sentence.tokens]
    return np.array([token.start for token in tokens]), np.array([token.end for token in tokens])


def _touch(starts: NDArray[np.int64], ends: NDArray[np.int64], pairs: Iterable[Pair]) -> NDArray[np.bool_]:
    touched = np.zeros(len(starts), dtype=np.bool_)
    for start, end in pairs:
        touched |= (starts < end) & (ends > start)
    return touched


def _pairs(*spans: Span) -> list[Pair]:
    return [(span.start, span.end) for span in spans]


def _place(
    starts: NDArray[np.int64], ends: NDArray[np.int64], marked: Iterable[tuple[Pair, T]]
) -> Iterator[tuple[int, T]]:
    """The first token of each marked pair that lies in the passage."""
    for pair, value in marked:
        touched = np.flatnonzero(_touch(starts, ends, [pair]))
        if len(touched):
            yield int(touched[0]), value
