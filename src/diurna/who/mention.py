"""What the folder answers with: one record for each place in the text that names, describes or points at an actor."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from diurna.records import Actor


class MentionKind(StrEnum):
    """How a mention points at its actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"
    """A modifier: "Russian" in "Russian attack", "NATO" in "NATO airstrike"."""


class ActorMention(Struct, frozen=True):
    """Tokens `first` up to, but not including, `last` of a sentence denote one actor.

    A phrase that denotes several actors ("Russian and Syrian warplanes", "both sides") gives several mentions.
    """

    sentence: int
    first: int
    last: int
    head: int
    actor: Actor
    chain: int
    """The same number: the same actor in this article."""
    kind: MentionKind
