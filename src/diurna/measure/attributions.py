"""Attributions of one text compared with gold: which are the same, and how much of each is the same.

Words count, not characters: runs of letters and digits, with apostrophes, hyphens and full stops inside. Where a span
ends among marks and blanks makes no difference. The words of all measures are defined in docs/measure.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from msgspec import Struct

from diurna.measure.scores import Tally
from diurna.records import QuoteKind, Span

ROLES = ("content", "cue", "source")
OVERLAP = 0.5
"""From this Dice coefficient on, two sets of words are about the same."""
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_DOUBLE_MARKS = frozenset('"“”„«»')
_OPENING = _DOUBLE_MARKS | frozenset("'‘")

Words = frozenset[int]
"""Numbers of words in reading order."""
NO_WORDS: Words = frozenset()


class Attributed(Struct, frozen=True):
    """Who says what, as the characters of a text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class WordIndex:
    """The words of a text, numbered, so that spans become sets of words."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def find(self, spans: Iterable[Span]) -> Words:
        """Every word of which the spans hold at least one character."""
        return frozenset(number for span in spans for number in self._find_range(span))

    def trace(self, words: Words) -> list[Span]:
        """The characters of each of some words, in reading order."""
        return [Span(self._starts[number], self._ends[number]) for number in sorted(words)]

    def is_capitalised(self, number: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self._starts[number]].isupper()

    def _find_range(self, span: Span) -> range:
        if span.start == span.end:
            return range(0)
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))


class Marked(Struct, frozen=True):
    """One attribution as sets of words."""

    position: int
    """Its place in the list that it was given in."""
    content: Words
    cue: Words
    source: Words
    characters: frozenset[int]
    """Every character of the content that is not blank."""
    pieces: Mapping[str, frozenset[Words]]
    """For each role the words of each of its spans."""
    kind: QuoteKind

    @property
    def key(self) -> tuple[Words, Words, Words]:
        """What makes it the same as another to the word."""
        return self.content, self.cue, self.source


class Match(Struct, frozen=True):
    """A gold attribution and the one of ours that is the same; numbers count in `Comparison.gold` and `.found`."""

    gold: int
    found: int
    source_same: bool
    source_agrees: bool
    cue_agrees: bool


class Comparison(Struct, frozen=True):
    """One text: what was compared, what was the same, and the tally of each measure."""

    gold: tuple[Marked, ...]
    found: tuple[Marked, ...]
    matches: tuple[Match, ...]
    tallies: Mapping[str, Tally]
    dropped: int
    """Found ones that do not count: repeated, without a word, or mostly inside what is to be left out."""


def compare_attributions(
    words: WordIndex, gold: Sequence[Attributed], found: Sequence[Attributed], *, left_out: Sequence[Span] = ()
) -> Comparison:
    """The attributions found in a text against the gold ones; `left_out` is text in which nothing found counts."""
    skipped = words.find(left_out)
    wanted = tuple(one for one in _mark_all(words, gold) if one.content)
    ours = _choose(_mark_all(words, found), skipped)
    matches = tuple(_make_match(words, wanted, ours, *pair) for pair in _pair_up(wanted, ours))
    return Comparison(
        gold=wanted,
        found=ours,
        matches=matches,
        tallies=_tally(wanted, ours, matches, skipped),
        dropped=len(found) - len(ours),
    )


def find_dice(one: Words, other: Words) -> float:
    """How much two sets of words share: 1 for equal ones, also for two empty ones, 0 for nothing shared."""
    return 2.0 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def find_marked_kind(text: str, content: Sequence[Span]) -> QuoteKind:
    """Direct where every part begins with a quotation mark, mixed where a double one stands somewhere."""
    parts = [words for span in content if (words := span.of(text).strip())]
    if parts and all(part[0] in _OPENING for part in parts):
        return QuoteKind.DIRECT
    if any(mark in _DOUBLE_MARKS for part in parts for mark in part):
        return QuoteKind.MIXED
    return QuoteKind.INDIRECT


def is_same_source(words: WordIndex, one: Words, other: Words) -> bool:
    """Whether two sources are about the same words, or one is the other's name ("Blinken", "Secretary Blinken")."""
    if not one or not other:
        return not one and not other
    if find_dice(one, other) >= OVERLAP:
        return True
    shorter, longer = sorted((one, other), key=len)
    capitals = [number for number in longer if words.is_capitalised(number)]
    return shorter <= longer and bool(capitals) and max(capitals) in shorter


def _mark_all(words: WordIndex, attributions: Sequence[Attributed]) -> list[Marked]:
    return [_mark(words, position, one) for position, one in enumerate(attributions)]


def _mark(words: WordIndex, position: int, one: Attributed) -> Marked:
    roles = {"content": one.content, "cue": one.cue, "source": one.source}
    return Marked(
        position=position,
        content=words.find(one.content),
        cue=words.find(one.cue),
        source=words.find(one.source),
        characters=frozenset(
            place for span in one.content for place in range(span.start, span.end) if not words.text[place].isspace()
        ),
        pieces={role: frozenset(filter(None, (words.find([span]) for span in spans))) for role, spans in roles.items()},
        kind=find_marked_kind(words.text, one.content),
    )


def _choose(found: Sequence[Marked], skipped: Words) -> tuple[Marked, ...]:
    """Those found that count, each once."""
    chosen: dict[Hashable, Marked] = {}
    for one in found:
        if one.content and 2 * len(one.content & skipped) <= len(one.content):
            chosen.setdefault(one.key, one)
    return tuple(chosen.values())


def _pair_up(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs whose contents are about the same, the most alike first, each attribution at most once."""
    ranked = []
    for position, one in enumerate(gold):
        for place, other in enumerate(found):
            likeness = find_dice(one.content, other.content)
            if likeness >= OVERLAP:
                ranks = (-likeness, -find_dice(one.source, other.source), -find_dice(one.cue, other.cue))
                ranked.append((*ranks, position, place))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, position, place in sorted(ranked):
        if position not in pairs and place not in taken:
            pairs[position] = place
            taken.add(place)
    return list(pairs.items())


def _make_match(words: WordIndex, gold: Sequence[Marked], found: Sequence[Marked], one: int, other: int) -> Match:
    wanted, ours = gold[one], found[other]
    return Match(
        gold=one,
        found=other,
        source_same=wanted.source == ours.source,
        source_agrees=is_same_source(words, wanted.source, ours.source),
        cue_agrees=bool(wanted.cue & ours.cue) or not (wanted.cue or ours.cue),
    )


def _tally(
    gold: Sequence[Marked], found: Sequence[Marked], matches: Sequence[Match], skipped: Words
) -> dict[str, Tally]:
    """The tally of every measure, the headline first."""
    whole = {
        "triple_overlap": sum(one.source_agrees and one.cue_agrees for one in matches),
        "who_what": sum(one.source_agrees for one in matches),
        "content_overlap": len(matches),
        "triple_exact": _count_same([one.key for one in gold], [one.key for one in found]),
        "content_exact": _count_same([one.content for one in gold], [one.content for one in found]),
        "content_strict": _count_same([one.characters for one in gold], [one.characters for one in found]),
    }
    tallies = {name: Tally(right, len(gold), len(found)) for name, right in whole.items()}
    for role in ROLES:
        tallies[f"{role}_tokens"] = _tally_sets(_join(gold, role) - skipped, _join(found, role) - skipped)
    for role in ROLES:
        pieces = [{piece for one in side for piece in one.pieces[role]} for side in (gold, found)]
        tallies[f"{role}_span_exact"] = _tally_sets(*pieces)
    return tallies


def _join(side: Sequence[Marked], role: str) -> Words:
    return NO_WORDS.union(*(piece for one in side for piece in one.pieces[role]))


def _tally_sets(gold: frozenset[int] | set[Words], found: frozenset[int] | set[Words]) -> Tally:
    return Tally(len(gold & found), len(gold), len(found))


def _count_same(gold: Iterable[Hashable], found: Iterable[Hashable]) -> int:
    """How many of one list stand in the other too, each as often as there."""
    return sum((Counter(gold) & Counter(found)).values())
