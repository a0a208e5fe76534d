"""Events as the pairs of sides that a gold record can be compared with.

Gold sets write who did it to whom as pairs, one record each, and a meeting in one direction or in both. Here each event
becomes units; a unit holds every pair that would be right for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from msgspec import Struct

from diurna.records import Actor, Certainty, Event

Side = str | None
"""A country, or another code where the text says none; `None` where nobody is named."""


class Unit(Struct, frozen=True):
    """One thing done by one side to another."""

    type: str | None
    pairs: frozenset[tuple[Side, Side]]
    """Both directions of a mutual act."""


def make_units(event: Event) -> list[Unit]:
    """One unit for each pair of actor and recipient; for a mutual act one for each two of its actors."""
    actors = list(dict.fromkeys(side_of(actor) for actor in event.actor)) or [None]
    recipients = list(dict.fromkeys(side_of(actor) for actor in event.recipient))
    if recipients:
        return [Unit(event.type, frozenset({(one, other)})) for one in actors for other in recipients]
    if len(actors) > 1:
        return [Unit(event.type, frozenset({pair, pair[::-1]})) for pair in combinations(actors, 2)]
    return [Unit(event.type, frozenset({(actors[0], None)}))]


def make_cameo_units(event: Event) -> list[Unit]:
    """The units as the CAMEO coders write them: what one party alleges of another is an accusation of that other.

    "The US said that Iraq had attacked": they write an accusation by the United States and no attack.
    """
    speaker = event.attributed_to.speaker
    if event.certainty is not Certainty.ALLEGED or speaker is None or not event.actor:
        return make_units(event)
    told = dict.fromkeys(side_of(actor) for actor in event.actor)
    return [Unit("ACCUSE", frozenset({(side_of(speaker), side)})) for side in told]


def side_of(actor: Actor) -> Side:
    """The country of an actor, else its sector."""
    return actor.country or actor.sector


def merge_mirrored(units: Sequence[Unit]) -> list[Unit]:
    """Gold units with the same act told in both directions as one."""
    merged: list[Unit] = []
    for unit in units:
        mirror = frozenset(pair[::-1] for pair in unit.pairs)
        if unit in merged:
            continue
        for position, other in enumerate(merged):
            if other.type == unit.type and other.pairs == mirror:
                merged[position] = Unit(unit.type, unit.pairs | other.pairs)
                break
        else:
            merged.append(unit)
    return merged


def count_right(gold: Collection[Unit], found: Collection[Unit], *, typed: bool) -> int:
    """How many gold units are met by one of ours each, by their pairs and, if `typed`, by their type too."""
    left = list(found)
    right = 0
    for unit in gold:
        match = next(
            (other for other in left if unit.pairs & other.pairs and (not typed or unit.type == other.type)), None
        )
        if match is not None:
            left.remove(match)
            right += 1
    return right


class Whole(Struct, frozen=True):
    """An event with the countries of its two sides; sides without a country are left out."""

    type: str
    actor: frozenset[str]
    recipient: frozenset[str]

    def tells_same(self, other: Whole) -> bool:
        """Whether type and countries agree; in a mutual act it does not matter who stands on which side."""
        if self.type != other.type:
            return False
        if (self.actor, self.recipient) == (other.actor, other.recipient):
            return True
        mutual = not (self.recipient and other.recipient)
        return mutual and self.actor | self.recipient == other.actor | other.recipient


def make_whole(event: Event) -> Whole:
    """One of our events, to be compared as a whole."""
    return Whole(
        event.type,
        frozenset(actor.country for actor in event.actor if actor.country),
        frozenset(actor.country for actor in event.recipient if actor.country),
    )


def count_wholes(gold: Sequence[Whole], found: Sequence[Whole]) -> int:
    """How many gold events are met by one of ours each."""
    left = list(found)
    right = 0
    for one in gold:
        match = next((other for other in left if one.tells_same(other)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right
