"""All that the listening head learns from, as texts with marked characters."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from diurna.records import Certainty
from training.authored.certainty import load_certainty
from training.authored.quotes import load_quotes
from training.authored.sentences import GoldEvent, load_sentences

Pair = tuple[int, int]
KEPT_BACK = 0.08
"""Share of our own sentences that training does not see."""


class Said(Struct, frozen=True):
    """One attribution: characters of its parts."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    nested: bool = False


class Coverage(StrEnum):
    """Which attributions of a text are marked."""

    NONE = "none"
    OUTERMOST = "outermost"
    ALL = "all"


class Lesson(Struct, frozen=True):
    """One text with what is known of it; words of which nothing is said are not learned from."""

    text: str
    said: tuple[Said, ...] = ()
    coverage: Coverage = Coverage.NONE
    discard: tuple[Pair, ...] = ()
    factuality: tuple[tuple[Pair, float], ...] = ()
    certainty: tuple[tuple[Pair, Certainty], ...] = ()
    id: str | None = None
    published: dt.date | None = None


def iter_polnear(path: Path) -> Iterator[Lesson]:
    """News articles with their outermost attributions (PolNeAR, Newell et al. 2018)."""
    for row in _iter_rows(path):
        yield Lesson(
            text=row["text"],
            said=tuple(_read_said(one) for one in row["attributions"]),
            coverage=Coverage.OUTERMOST,
            discard=_read_pairs(row.get("discard")),
            id=row["id"],
        )


def iter_uds(path: Path) -> Iterator[Lesson]:
    """Sentences with the factuality of their predicates (UDS-IH2, White et al. 2016, Rudinger et al. 2018)."""
    found: dict[str, list[tuple[Pair, float]]] = {}
    for row in _iter_rows(path):
        span: Pair = (row["predicate_span"][0], row["predicate_span"][1])
        found.setdefault(row["sentence"], []).append((span, float(row["factuality"])))
    for text, facts in found.items():
        yield Lesson(text=text, factuality=tuple(facts))


def iter_quotes(part: str) -> Iterator[Lesson]:
    """Our own short articles with every attribution, nested ones too."""
    for article in load_quotes(part):
        said = tuple(
            Said(source=one.source, cue=one.cue, content=one.content, nested=one.nested) for one in article.attributions
        )
        yield Lesson(text=article.text, said=said, coverage=Coverage.ALL, id=article.id, published=article.published)


def iter_certainty(part: str) -> Iterator[Lesson]:
    """Our own sentences with the certainty of their predicates."""
    for passage in load_certainty(part):
        cases = tuple((case.span, case.certainty) for case in passage.cases)
        yield Lesson(text=passage.text, certainty=cases, id=passage.id, published=passage.published)


def iter_events(part: str) -> Iterator[Lesson]:
    """Our own gold events: the certainty of their triggers.

    The events tell apart who is believed; here whatever somebody tells is alleged, as in the gold of certainty.
    """
    for sentence in load_sentences(part):
        cases = tuple((event.trigger, _find_certainty(event)) for event in sentence.events)
        if cases:
            yield Lesson(text=sentence.text, certainty=cases, id=sentence.id, published=sentence.published)


def _find_certainty(event: GoldEvent) -> Certainty:
    told = event.says is not None and event.certainty == Certainty.HAPPENED
    return Certainty.ALLEGED if told else Certainty(event.certainty)


def is_kept_back(lesson: Lesson) -> bool:
    """Whether one of our own sentences is kept back from training, to set what is set after it."""
    return blake2b((lesson.id or "").encode(), digest_size=1).digest()[0] < KEPT_BACK * 256


def _read_said(row: dict[str, Any]) -> Said:
    return Said(
        source=_read_pairs(row.get("source")),
        cue=_read_pairs(row.get("cue")),
        content=_read_pairs(row["content"]),
        nested=row.get("nested", False),
    )


def _read_pairs(pairs: list[list[int]] | None) -> tuple[Pair, ...]:
    return tuple((start, end) for start, end in pairs or ())


def _iter_rows(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        if line.strip():
            yield msgspec.json.decode(line)
