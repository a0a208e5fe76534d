"""What may stand in a user's codebook file: one record for each kind of table, as it is written there.

Whether the names in it mean something is not decided here but where they are laid over the shipped tables.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

from diurna.codebook.book import Quad, Score

Words: TypeAlias = str | tuple[str, ...]
"""Alternatives as in the shipped tables ("hack|wipe") or as a list (["hack", "wipe"])."""
Day: TypeAlias = int | str
"""A day (2021-05-19), or a month or year, whose every day counts ("2021-05", 2021)."""

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class TypeDraft(Struct, frozen=True, kw_only=True):
    """`[types.NAME]`: a type of the user's own, or what is to change about another."""

    quad: Quad | None = None
    score: Score | None = None
    definition: str | None = None
    parent: str | None = None


class PatternDraft(Struct, frozen=True, kw_only=True):
    """`[[verbs]]` or `[[nouns]]`: one construction, with the columns of the shipped tables."""

    type: str
    predicate: Words
    object: Words = ""
    prep: Words = ""
    recipient: Words = ""
    actor: Words = ""
    mode: str = ""
    contexts: Words = ()
    example: str | None = None


class ModeDraft(Struct, frozen=True, kw_only=True):
    """`[modes.TYPE.NAME]`: a new mode, or more words for a mode."""

    words: Words = ()
    score: Score | None = None
    meaning: str | None = None


class ContextDraft(Struct, frozen=True, kw_only=True):
    """`[contexts.NAME]`: a new context, or more words for a context."""

    words: Words = ()
    meaning: str | None = None


class OffDraft(Struct, frozen=True, kw_only=True):
    """`[off]`: shipped rules that shall not count."""

    rules: tuple[str, ...] = ()
    """Addresses as `diurna explain` shows them: "verbs.conflict.tsv:399", perhaps with a word of the row behind."""
    verbs: tuple[str, ...] = ()
    """Predicates of which no shipped verb row shall count."""
    nouns: tuple[str, ...] = ()


class ExampleDraft(Struct, frozen=True, kw_only=True):
    """`[[examples]]`: a text, and what must come out of it."""

    text: Annotated[str, Meta(min_length=1)]
    type: str
    """A type that one of the events must have, or "none": there must be no event."""
    mode: str | None = None
    actor: str | None = None
    """Codes, separated by commas: "RUSGOV"."""
    recipient: str | None = None
    published: dt.date | None = None


class ActorDraft(Struct, frozen=True, kw_only=True):
    """`[[actors]]`: a body, or with an office a person, for the days from `from` to `to`."""

    name: Annotated[str, Meta(min_length=1)]
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    office: str | None = None
    start: Day | None = field(default=None, name="from")
    end: Day | None = field(default=None, name="to")


class PlaceDraft(Struct, frozen=True, kw_only=True):
    """`[[places]]`: a place on the map."""

    name: Annotated[str, Meta(min_length=1)]
    country: str
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    kind: str = "city"
    aliases: tuple[str, ...] = ()


class FileDraft(Struct, frozen=True, kw_only=True):
    """A whole file. Lists and tables keep the order of the file."""

    drop: tuple[str, ...] = ()
    rename: dict[str, str] = {}
    """New name by old one."""
    merge: dict[str, tuple[str, ...]] = {}
    """Old names by new one; "COERCE cyber" is only that mode of the type."""
    types: dict[str, TypeDraft] = {}
    verbs: dict[int, PatternDraft] = {}
    """By position in the file, without those that could not be read; so are the other lists."""
    nouns: dict[int, PatternDraft] = {}
    classes: dict[str, Words] = {}
    modes: dict[str, dict[str, ModeDraft]] = {}
    """By type, then by name."""
    contexts: dict[str, ContextDraft] = {}
    off: OffDraft = OffDraft()
    examples: dict[int, ExampleDraft] = {}
    actors: dict[int, ActorDraft] = {}
    places: dict[int, PlaceDraft] = {}
    names: frozenset[str] = frozenset()
    """The types that the file means to make; where one is wrong, that is told once, not wherever it is used."""


def split_words(words: Words, mark: str = "|") -> tuple[str, ...]:
    """The single words, however they were written."""
    parts = words.split(mark) if isinstance(words, str) else words
    return tuple(part.strip() for part in parts if part.strip())


def split_phrases(words: Words) -> tuple[str, ...]:
    """As `split_words`; a word with a hyphen is also looked for in its parts, as the reader splits it.

    >>> split_phrases("cyber-attack|hack")
    ('cyber-attack', 'cyber - attack', 'hack')
    """
    parts = split_words(words)
    return tuple(dict.fromkeys(one for part in parts for one in (part, _HYPHEN.sub(" - ", part))))
