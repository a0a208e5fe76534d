"""The table of words that give something to somebody: "said", "claim", "according to", checked and ready for lookup.

A row is a lemma, its part of speech and the constructions that it takes; the head of `cues.tsv`
explains the columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError
from diurna.said.rows import check_value, iter_rows

_COLUMNS = ("lemma", "word class", "takes", "class")
WORD_CLASSES = ("verb", "noun", "adjective", "adverb", "preposition", "mark")
CONSTRUCTIONS = frozenset(("that", "quote", "to", "ing", "obj", "whom", "both", "seem", "pass", "scope"))
CUE_CLASSES = (
    "say", "discuss", "claim", "deny", "ask", "urge", "promise", "warn", "praise", "accuse", "criticize", "believe",
    "know", "feel", "expect", "intend", "want", "refuse", "decide", "support", "oppose", "show", "name", "seem",
)  # fmt: skip
PREPOSITIONS = frozenset((
    "about", "against", "as", "at", "behind", "for", "from", "in", "into", "of", "on", "over", "to", "toward", "with",
    "out", "off", "up", "down",
))  # fmt: skip


class Cue(Struct, frozen=True):
    """One row: a word, how its content may hang on it, and what kind of cue it is."""

    lemma: str
    takes: frozenset[str]
    """Constructions that need no preposition."""
    prepositions: frozenset[str]
    """Prepositions that introduce content: "for" in "called for a truce"."""
    cue_class: str
    where: str


class Cues(Struct, frozen=True):
    """Cue words by part of speech and lemma. A verb with its particle or preposition is one lemma: "point out"."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    prepositions: Mapping[str, Cue]
    marks: Mapping[str, Cue]
    prepositions_start: frozenset[str]
    """First words of the set phrases in `prepositions`."""


def load_cues() -> Cues:
    """Reads `cues.tsv`; raises TableError with line and column where a cell cannot be."""
    return parse_cues((resources.files("diurna.said") / "cues.tsv").read_text(encoding="utf-8"))


def parse_cues(table: str) -> Cues:
    """The cue words of a table in the format of `cues.tsv`."""
    found: dict[str, dict[str, Cue]] = {name: {} for name in WORD_CLASSES}
    for where, (lemma, word_class, takes, cue_class) in iter_rows(table, "cues.tsv", _COLUMNS):
        check_value(where, "word class", word_class, sorted(WORD_CLASSES))
        check_value(where, "class", cue_class, sorted(CUE_CLASSES))
        words = takes.split()
        for word in words:
            check_value(where, "takes", word, sorted(CONSTRUCTIONS | PREPOSITIONS))
        if lemma in found[word_class]:
            raise TableError(f"{where}: {word_class} {lemma!r} is already in {found[word_class][lemma].where}.")
        found[word_class][lemma] = Cue(
            lemma, frozenset(words) & CONSTRUCTIONS, frozenset(words) & PREPOSITIONS, cue_class, where
        )
    starts = frozenset(phrase.split()[0] for phrase in found["preposition"])
    return Cues(
        verbs=found["verb"],
        nouns=found["noun"],
        adjectives=found["adjective"],
        adverbs=found["adverb"],
        prepositions=found["preposition"],
        marks=found["mark"],
        prepositions_start=starts,
    )
