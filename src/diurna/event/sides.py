"""Who acts and who is acted on: the places in the tree that an act names, asked of the actors that the text names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diurna.event.kinds import FORCE
from diurna.language.tree import iter_children
from diurna.records import Actor, EventType, Sentence
from diurna.what.acts import Act
from diurna.who import ActorIndex, actors_at

_UNARMED = frozenset(("CVL", "EDU", "MED", "REL", "JRN", "REF", "AGR", "LAB", "BUS", "SOC", "NGO"))
"""Sectors that suffer attacks rather than carry them out."""
_PRIVATE = frozenset(("CVL", "UNK"))
_TRAVELLERS = frozenset(("CVL", "UNK", "EDU", "MED", "BUS", "AGR", "LAB", "REF", "CRM"))


class Sides(Struct, frozen=True):
    """Who acts and who is acted on."""

    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]


def find_sides(sentence: Sentence, act: Act, actors: ActorIndex, classes: Mapping[str, frozenset[str]]) -> Sides | None:
    """The two sides; None where nobody is named who could be a side of a political event."""
    own = {sentence.tokens[index].start for index in act.words}
    acting = _choose(sentence, act.actors, actors, own)
    if act.joined:
        acting = merge_actors(acting, *(_resolve(sentence, tokens, actors, own) for tokens in act.joined))
    received = without(_choose(sentence, act.recipients, actors, own), acting)
    if act.noun and act.kind == EventType.ASSAULT:
        acting, received = _turn_targets(sentence, act, acting, received)
    if not any(actor.code is not None for actor in (*acting, *received)):
        return None
    # A noun names an act only beside somebody who does it: "the sanctions" alone is a topic, and so is "army build-up".
    if act.noun and not any(actor.code for actor in acting):
        return None
    if act.noun and len(act.words) == 1 and not any(actor.country for actor in (*acting, *received)):
        return None
    # "The accord with Pyongyang" names one side of two.
    if act.noun and act.joined and len(acting) < 2 and len(act.words) == 1:
        return None
    # "Their trade agreement" is a thing that exists; "reached an agreement" is an act.
    if act.noun and act.joined and act.kind == EventType.SUPPORT and len(act.words) == 1:
        return None
    if act.kind == EventType.PROTEST:
        # "Some 30,000 Georgians rallied": those who protest are civilians unless the text says otherwise.
        acting = tuple(actor if actor.sector or not actor.country else replace(actor, sector="CVL") for actor in acting)
    if _is_private(act, acting, received):
        return None
    if not acting and (act.kind not in FORCE or _is_done_by_a_thing(sentence, act, classes)):
        return None
    return Sides(acting, received)


def _turn_targets(
    sentence: Sentence, act: Act, acting: tuple[Actor, ...], received: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The sides of "a school shooting", "the pilgrim killings": who stands before the noun suffers it, if unarmed."""
    before = {child.start for child in iter_children(sentence, act.trigger, "compound")}
    targets = tuple(
        actor
        for actor in acting
        if actor.sector in _UNARMED and any(actor.span.start <= start < actor.span.end for start in before)
    )
    if not targets:
        return acting, received
    return tuple(actor for actor in acting if actor not in targets), merge_actors(received, targets)


def _is_private(act: Act, acting: Sequence[Actor], received: Sequence[Actor]) -> bool:
    """Whether people without office deal with each other or travel: "a tourist visited Peru"."""
    if act.kind in FORCE:
        return False
    if act.kind == EventType.CONSULT:
        return all(_is_nobody(actor, _TRAVELLERS) for actor in acting)
    return all(_is_nobody(actor, _PRIVATE) for actor in (*acting, *received))


def _is_nobody(actor: Actor, private: Collection[str]) -> bool:
    return actor.sector in private or actor.code is None


def _is_done_by_a_thing(sentence: Sentence, act: Act, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether the subject is neither actor nor weapon: "winds cut power", not "a bomb hit the base"."""
    subjects = [index for tokens in act.actors for index in tokens]
    lemmas = {sentence.tokens[index].lemma.lower() for index in subjects}
    return bool(lemmas) and all(lemmas.isdisjoint(classes.get(name, ())) for name in _WEAPONS)


_WEAPONS = ("weapon", "explosive", "missile", "artillery", "aircraft", "drone", "gun", "shot", "attack", "blade")


def _choose(
    sentence: Sentence, slots: Sequence[Sequence[int]], actors: ActorIndex, own: Collection[int]
) -> tuple[Actor, ...]:
    """The actors of the first slot that holds a known one, else of the first that holds any."""
    fallback: tuple[Actor, ...] = ()
    for tokens in slots:
        found = _resolve(sentence, tokens, actors, own)
        if any(actor.code is not None for actor in found):
            return found
        fallback = fallback or found
    return fallback


def _resolve(sentence: Sentence, tokens: Sequence[int], actors: ActorIndex, own: Collection[int]) -> tuple[Actor, ...]:
    """The actors at these tokens; the act's own words ("joint patrols") are no actor of it."""
    found = merge_actors(*(actors_at(actors, sentence.index, token) for token in tokens))
    return tuple(actor for actor in found if not any(actor.span.start <= start < actor.span.end for start in own))


def merge_actors(*groups: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors of all groups, each once."""
    found: dict[tuple[object, ...], Actor] = {}
    for group in groups:
        for actor in group:
            found.setdefault(_identity(actor), actor)
    return tuple(found.values())


def _identity(actor: Actor) -> tuple[object, ...]:
    if actor.known_id is not None:
        return (actor.known_id, actor.sector)
    return (actor.name or actor.text.casefold(), actor.country, actor.sector)


def without(actors: Sequence[Actor], others: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors that are not among the others, nor only another word for their government."""
    taken = {_identity(other) for other in others}
    spans = {other.span for other in others}
    # A government does nothing to itself: "rejected criticism of Russia's drills" has no Russian recipient.
    governments = {other.code for other in others if other.country is not None and other.sector == "GOV"}
    return tuple(
        actor
        for actor in actors
        if _identity(actor) not in taken and actor.span not in spans and actor.code not in governments
    )
