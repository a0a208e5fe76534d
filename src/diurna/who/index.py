"""Asking who a token is: the actors that the noun phrase at a token denotes, with everything coordinated with it."""

from __future__ import annotations

from msgspec import Struct

from diurna.language.tree import iter_conjuncts
from diurna.records import Actor, Parse
from diurna.who.mention import ActorMention


class ActorIndex(Struct, frozen=True):
    """Actor mentions by sentence and token."""

    parse: Parse
    mentions: dict[tuple[int, int], tuple[ActorMention, ...]]


def index_actors(parse: Parse, mentions: tuple[ActorMention, ...]) -> ActorIndex:
    """The mentions of an article, findable from any token of a name or title as well as from its head.

    The shortest mention around a token wins: "Russian" in "Russian jets" is Russia, "jets" the jets.
    """
    covering: dict[tuple[int, int], list[ActorMention]] = {}
    for mention in mentions:
        for token in range(mention.first, mention.last):
            covering.setdefault((mention.sentence, token), []).append(mention)
    chosen = {place: _choose(found, place[1]) for place, found in covering.items()}
    return ActorIndex(parse, {place: found for place, found in chosen.items() if found})


def mentions_at(index: ActorIndex, sentence: int, token: int) -> tuple[ActorMention, ...]:
    """The mentions at one token alone, without what is coordinated with it."""
    return index.mentions.get((sentence, token), ())


def actors_at(index: ActorIndex, sentence: int, token: int) -> tuple[Actor, ...]:
    """Who the noun phrase headed by a token is: "Russia and China" gives both, an unknown thing nobody."""
    found: dict[tuple[int, int, int], Actor] = {}
    for one in iter_conjuncts(index.parse.sentences[sentence], token):
        for mention in index.mentions.get((sentence, one.index), ()):
            found.setdefault((mention.chain, mention.first, mention.last), mention.actor)
    return tuple(found.values())


def _choose(found: list[ActorMention], token: int) -> tuple[ActorMention, ...]:
    heads = tuple(mention for mention in found if mention.head == token)
    if heads:
        return heads
    shortest = min(mention.last - mention.first for mention in found)
    return tuple(mention for mention in found if mention.last - mention.first == shortest)
