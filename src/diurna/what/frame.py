"""A predicate with its arguments, as patterns are matched against it."""

from __future__ import annotations

from msgspec import Struct


class Frame(Struct, frozen=True):
    """One predicate. All numbers are token indices; coordinated arguments are given by their first word."""

    trigger: int
    words: tuple[int, ...]
    """The predicate's own words: the verb and its particle, or the light verb and its noun."""
    keys: tuple[str, ...]
    """Lemmas under which patterns are looked up, the narrowest first: "call off", then "call"."""
    noun: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    preps: tuple[tuple[str, int], ...]
    owner: tuple[int, ...] = ()
    """The possessor of a noun predicate."""
    modifiers: tuple[int, ...] = ()
    """Adjectives and compounds of a noun predicate, nearest last."""
    receivers: tuple[int, ...] = ()
    """Subjects that undergo a noun's act: "Mali received aid", "the base came under attack"."""
    companions: tuple[int, ...] = ()
    """Subjects who were there when it happened: "spoke during a meeting with". They take part in a mutual act."""
    passive: bool = False
    complements: tuple[tuple[str, int], ...] = ()
    """Clauses below: ("to", verb), ("that", verb), ("ing", verb)."""
