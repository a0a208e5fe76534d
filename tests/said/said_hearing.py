"""A listening head that hears what a test wants, word by word, for tests that load no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.language.listener import LISTENED, Assignment, Hearing, Hints, Listener, Role, Told, Tuning
from diurna.language.passages import Passage, iter_passages
from diurna.language.states import Scan, States
from diurna.records import Certainty, Parse, Span

SURE = 0.99
_LIKELY, _UNLIKELY = 0.0, -100.0
"""Log-probabilities of roles: far enough apart that no cost of a change of role counts."""


class Heard(Struct, frozen=True, kw_only=True):
    """A saying that the head hears, by its words; `source` and `content` may be several phrases."""

    cue: str
    content: tuple[str, ...]
    source: tuple[str, ...] = ()
    outer: float = SURE
    any: float = SURE


class Ear(Listener):
    """Stands in for the listening head: hears the sayings that it was made with, and keeps the hints it was shown.

    `likely` gives other words a probability to begin a cue, of any saying and of an outermost one. `certainties` says
    how sure some words are; of all others the head thinks what the rules think.
    """

    def __init__(
        self,
        text: str,
        *heard: Heard,
        likely: Mapping[str, tuple[float, float]] | None = None,
        certainties: Mapping[str, Certainty] | None = None,
        factuality: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(None, None, None, Tuning())
        self.text = text
        self.heard = heard
        self.likely = likely or {}
        self.certainties = certainties or {}
        self.factuality = factuality or {}
        self.hints: list[Hints] = []
        self.told: list[Told] = []

    def hear(self, passage: Passage, hints: Hints) -> Hearing:
        self.hints.append(hints)
        count = passage.offsets[-1]
        outer, some, factuality = (np.zeros(count, dtype=np.float32) for _ in range(3))
        for words, chances in self.likely.items():
            touched = self._touch(passage, words)
            some[touched], outer[touched] = chances
        for saying in self.heard:
            cue = self._touch(passage, saying.cue)[:1]
            outer[cue], some[cue] = saying.outer, saying.any
        for words, value in self.factuality.items():
            factuality[self._touch(passage, words)] = value
        starts = [token.start for sentence in passage.sentences for token in sentence.tokens]
        return Hearing(outer, some, factuality, np.array(starts, dtype=np.float32)[:, None])

    def assign(
        self, passage: Passage, hearing: Hearing, cues: Sequence[int], *, within: tuple[int, int] | None = None
    ) -> Assignment:
        first, last = within or (0, passage.offsets[-1])
        shape = (len(cues), passage.offsets[-1], len(Role))
        roles = np.full(shape, _UNLIKELY, dtype=np.float32)
        roles[..., Role.NONE] = _LIKELY
        for saying in self.heard:
            begin = self._touch(passage, saying.cue)[:1].tolist()
            for row in (row for row, cue in enumerate(cues) if [cue] == begin):
                parts = ((Role.CONTENT, saying.content), (Role.SOURCE, saying.source), (Role.CUE, (saying.cue,)))
                for role, phrases in parts:
                    touched = list(chain.from_iterable(self._touch(passage, words).tolist() for words in phrases))
                    roles[row, touched] = _UNLIKELY
                    roles[row, touched, role] = _LIKELY
        roles = roles[:, first:last]
        return Assignment(roles=roles, edges=np.zeros_like(roles))

    def judge(self, hearing: Hearing, tokens: Sequence[int], told: Sequence[Told]) -> NDArray[np.float32]:
        self.told += told
        chances = np.full((len(tokens), len(LISTENED)), 0.01, dtype=np.float32)
        for row, (token, rules) in enumerate(zip(tokens, told, strict=True)):
            start = int(hearing.hidden[token, 0])
            own = (one for words, one in self.certainties.items() if find(self.text, words).start == start)
            chances[row, LISTENED.index(next(own, rules.certainty))] = 0.93
        return chances

    def _touch(self, passage: Passage, words: str) -> NDArray[np.int64]:
        """The tokens of a passage that some words of the text cover."""
        span = find(self.text, words)
        tokens = [token for sentence in passage.sentences for token in sentence.tokens]
        return np.flatnonzero([token.span.overlaps(span) for token in tokens])


def find(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def scan_plainly(parse: Parse) -> Scan:
    """A parse with states of one piece a word."""
    states = []
    for sentence in parse.sentences:
        tokens = np.arange(-1, len(sentence.tokens))
        vectors = tokens.astype(np.float32)[:, None]
        states.append(States(vectors, vectors, tokens))
    return Scan(parse, tuple(states))


def make_passages(parse: Parse) -> list[Passage]:
    """The passages of a parse with states of one piece a word."""
    return list(iter_passages(scan_plainly(parse)))
