"""The acts of a sentence as questions to the typing head: which words, whose, and what the tables make of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from diurna.event.reading import Reading, Tables
from diurna.event.sides import Sides, find_sides
from diurna.language.typist import Candidate
from diurna.records import Actor, Sentence
from diurna.what.acts import Act, find_acts
from diurna.who import ActorIndex, mentions_at


class Proposal(Struct, frozen=True):
    """One act that may be an event."""

    act: Act
    sides: Sides | None
    """Who stands in the places that the act's row names; `None` where nobody does who can be a side."""
    candidate: Candidate


def propose_events(sentence: Sentence, reading: Reading, tables: Tables, *, openly: bool) -> list[Proposal]:
    """The acts of a sentence that may be events.

    With `openly` also those whose sides only the typing head can find, and verbs that no row of the tables knows.
    """
    is_actor = partial(_is_actor, reading.actors, sentence.index)
    found = []
    for act in find_acts(sentence, patterns=tables.patterns, is_actor=is_actor, openly=openly):
        sides = find_sides(sentence, act, reading.actors, tables.patterns.classes)
        if act.type is None and not _is_worth_a_look(act, sides):
            continue
        if sides is not None or (openly and _names_somebody(sentence, reading.actors)):
            found.append(Proposal(act, sides, make_candidate(sentence, act, sides)))
    return found


def _is_worth_a_look(act: Act, sides: Sides | None) -> bool:
    """Whether a word that no row knows is shown to the head: a verb between two sides, one of a country.

    Of all others the head takes one in thirty, at half of its whole cost.
    """
    if act.noun or sides is None:
        return False
    named = all(any(actor.code for actor in side) for side in (sides.actor, sides.recipient))
    return named and any(actor.country for actor in (*sides.actor, *sides.recipient))


def make_candidate(sentence: Sentence, act: Act, sides: Sides | None) -> Candidate:
    """The act as the typing head sees it."""
    return Candidate(
        trigger=act.words,
        actor=_tokens_of(sentence, sides.actor) if sides is not None else (),
        recipient=_tokens_of(sentence, sides.recipient) if sides is not None else (),
        proposal=act.type,
    )


def _tokens_of(sentence: Sentence, actors: Sequence[Actor]) -> tuple[int, ...]:
    return tuple(
        token.index
        for token in sentence.tokens
        if any(actor.span.start < token.end and token.start < actor.span.end for actor in actors)
    )


def _names_somebody(sentence: Sentence, actors: ActorIndex) -> bool:
    return any(
        mention.actor.code is not None
        for token in sentence.tokens
        for mention in mentions_at(actors, sentence.index, token.index)
    )


def _is_actor(actors: ActorIndex, sentence: int, token: int) -> bool:
    return bool(mentions_at(actors, sentence, token))
