"""Texts that are read without a model, and what a typing head may say of them, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from diurna.codebook import load_codebook
from diurna.codebook.patterns.load import Patterns, load_patterns
from diurna.coder import Tools, read_article
from diurna.event import Reading, Tables
from diurna.language.states import Scan, States
from diurna.language.typist import NO_EVENT, Candidate, Typist, TypistClasses, Verdict
from diurna.quotes import QuoteTables
from diurna.records import Article, Parse, Sentence
from diurna.said import load_cues
from diurna.said.media import load_media
from diurna.said.stances import load_stances
from diurna.sure.tables import load_sure_table
from diurna.where.gazetteer import load_gazetteer
from stored import get_parse
from trees import build_parse
from who.who_sentences import known

DAY = dt.date(2021, 5, 19)

# Each token is form|lemma|UPOS|head|relation, then features; see `trees`.
TREES = {
    "Norway will outwit Denmark.": (
        "Norway|Norway|PROPN|3|nsubj will|will|AUX|3|aux outwit|outwit|VERB|0|root|VerbForm=Inf "
        "Denmark|Denmark|PROPN|3|obj .|.|PUNCT|3|punct"
    ),
    "Some 3,000 Georgians rallied in Tbilisi.": (
        "Some|some|ADV|2|advmod 3,000|3,000|NUM|3|nummod Georgians|Georgian|PROPN|4|nsubj|Number=Plur "
        "rallied|rally|VERB|0|root|Tense=Past|VerbForm=Fin in|in|ADP|6|case "
        "Tbilisi|Tbilisi|PROPN|4|obl .|.|PUNCT|4|punct"
    ),
    "Norway praised Denmark.": (
        "Norway|Norway|PROPN|2|nsubj praised|praise|VERB|0|root|Tense=Past|VerbForm=Fin Denmark|Denmark|PROPN|2|obj "
        ".|.|PUNCT|2|punct"
    ),
    "Shares fell.": (
        "Shares|share|NOUN|2|nsubj|Number=Plur fell|fall|VERB|0|root|Tense=Past|VerbForm=Fin .|.|PUNCT|2|punct"
    ),
}


def parse(*sentences: str) -> Parse:
    """The parse of a stored text, or of some of the sentences above as one article."""
    if not all(sentence in TREES for sentence in sentences):
        return get_parse(" ".join(sentences))
    trees = [TREES[sentence].replace(" ", "\n").replace("|", " ") for sentence in sentences]
    return build_parse(" ".join(sentences), *trees)


@cache
def load_tables() -> Tables:
    """The shipped tables, loaded once for all tests of this folder."""
    codebook = load_codebook()
    return Tables(codebook=codebook, patterns=load_patterns(codebook), sure=load_sure_table())


@cache
def load_tools() -> Tools:
    """The same with everything else that reading an article needs, and without a typing head."""
    tables = load_tables()
    return Tools(
        knowledge=known(),
        gazetteer=load_gazetteer(),
        cues=load_cues(),
        tables=tables,
        quotes=QuoteTables(stances=load_stances(), media=load_media(outlets=known().sources), patterns=tables.patterns),
    )


def read(*sentences: str) -> Reading:
    """What the six questions find in a text that appeared on DAY."""
    found = parse(*sentences)
    return read_article(Article(id="a", text=found.text, published=DAY), Scan(found, ()), load_tools())


def forget(*verbs: str) -> Tables:
    """The tables without their rows for some verbs."""
    tables = load_tables()
    kept = {key: rows for key, rows in tables.patterns.verbs.items() if key.split()[0] not in verbs}
    return with_patterns(replace(tables.patterns, verbs=kept))


def with_patterns(patterns: Patterns) -> Tables:
    """The tables with other patterns."""
    return replace(load_tables(), patterns=patterns)


def make_states(sentence: Sentence) -> States:
    """States with one row for each token, each of which says its own number."""
    tokens = np.arange(-1, len(sentence.tokens))
    vectors = tokens.astype(np.float32)[:, None]
    return States(vectors, vectors, tokens)


def make_scan(*sentences: str) -> Scan:
    """A parse with such states."""
    found = parse(*sentences)
    return Scan(found, tuple(make_states(sentence) for sentence in found.sentences))


def make_verdict(
    chances: Mapping[str, float],
    *,
    trusts: Mapping[str, float] | None = None,
    modes: Mapping[tuple[str, str], float] | None = None,
    acting: NDArray[np.float32] | None = None,
    undergoing: NDArray[np.float32] | None = None,
) -> Verdict:
    """A verdict that gives some types their chances, no event the rest, and all other types nothing.

    It is to be trusted as far as it says where `trusts` do not say otherwise.
    """
    weighed = {**dict.fromkeys(load_tables().codebook.types, 0.0), NO_EVENT: 1 - sum(chances.values()), **chances}
    nobody = np.zeros(40, dtype=np.float32)
    return Verdict(
        chances=weighed,
        trusts={**weighed, **(trusts or {})},
        modes=dict(modes or {}),
        acting=nobody if acting is None else acting,
        undergoing=nobody if undergoing is None else undergoing,
        roots={},
    )


def stand(sentence: Sentence, words: Mapping[str, float] | Sequence[str]) -> NDArray[np.float32]:
    """The chance of each token to be on one side: as given, 0.9 for words without a number, 0 for all others."""
    chances = words if isinstance(words, Mapping) else dict.fromkeys(words, 0.9)
    return np.array([chances.get(token.text, 0.0) for token in sentence.tokens], dtype=np.float32)


class Head(Typist):
    """Stands in for the typing head: answers as a test wants, and keeps what it was asked."""

    def __init__(self, answer: Callable[[Candidate], Verdict]) -> None:
        super().__init__(None, TypistClasses((), (), ()))
        self.answer = answer
        self.asked: list[tuple[States, tuple[Candidate, ...]]] = []

    def score(self, states: States, candidates: Sequence[Candidate]) -> list[Verdict]:
        self.asked.append((states, tuple(candidates)))
        return [self.answer(candidate) for candidate in candidates]
