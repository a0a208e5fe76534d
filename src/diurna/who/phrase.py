"""The records of a noun phrase that has been read, and the seam by which its parts are read."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from diurna.records import Sentence
from diurna.who.context import Context
from diurna.who.facts import Facts
from diurna.who.mention import MentionKind
from diurna.who.words import Found

HYPHENS = ("-", "‐", "‑")
POSSESSIVE = ("'s", "’s", "'", "’")
DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan gmt utc am pm".split()
)
"""Capitalised words that name no actor."""


class Identity(Struct, frozen=True):
    """One actor that a phrase denotes."""

    facts: Facts
    kind: MentionKind
    words: str
    """Folded name, or the noun phrase of the tables."""


class Phrase(Struct, frozen=True):
    """A noun phrase with the actors that it denotes: tokens `first` up to, but not including, `last`."""

    first: int
    last: int
    head: int
    identities: tuple[Identity, ...]
    definite: bool = False
    plural: bool = False
    count: int | None = None
    """How many, where a number says so: 2 for "both" and "two", 0 for any other number."""
    full_name: bool = False
    surname: str | None = None
    """A name of one word, which may be the last name of somebody met before."""
    absorbed: frozenset[int] = frozenset()
    """Tokens that are spoken for by this phrase and denote nobody on their own."""


class Reading(Protocol):
    """A sentence whose phrases are being read."""

    sentence: Sentence
    context: Context
    found: dict[int, Found]
    """Known names by each of their tokens."""

    def relation(self, index: int) -> str:
        """The relation of a token, through coordination."""

    def phrase(self, index: int) -> Phrase | None:
        """The phrase headed by a token, or None where it denotes no actor."""

    def body(self, index: int) -> Facts | None:
        """What a modifier stands for as the body of a noun."""
