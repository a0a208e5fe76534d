"""The sides of an act as the typing head points at them, beside those that the act's row names.

A row finds its sides in the tree. The head reads the sentence and says of each word how likely it belongs to the actor
or to the recipient: it finds sides that stand where no row looks, and drops those that only seem to be one.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from diurna.event.kinds import FORCE
from diurna.event.sides import Sides, merge_actors, without
from diurna.language.tree import base_relation, find_preposition
from diurna.language.typist import Verdict
from diurna.records import Actor, Sentence
from diurna.what.acts import Act
from diurna.who import ActorIndex, ActorMention, mentions_at
from diurna.who.mention import MentionKind

POINT = 0.5
"""A mention that no row names becomes a side from this probability on."""
ADD = 0.8
"""The same where the row names somebody else already."""
JOIN = 0.9
"""The same for the actor of an act that is not mutual: whoever else acts is coordinated with the one named."""
_BESIDE = frozenset(("alongside", "beside", "alongside of"))
KEEP = 0.15
"""A mention that a row names stays a side from this probability on."""


def choose_sides(
    sentence: Sentence, act: Act, sides: Sides | None, verdict: Verdict, actors: ActorIndex
) -> Sides | None:
    """The sides of an act from row and head together; None where nobody is left who can be a side."""
    mentions = list(_iter_mentions(sentence, actors))
    own = {sentence.tokens[index].start for index in act.words}
    mentions = [one for one in mentions if not any(one.actor.span.start <= start < one.actor.span.end for start in own)]
    named = sides or Sides((), ())
    acting = _choose(mentions, named.actor, verdict.acting, add=ADD if act.joined else JOIN)
    # "Sierra Leone's parliament received ...": who stands in the actor's phrase is not the other side.
    # Nor is whoever they fight alongside.
    outside = [
        one
        for one in mentions
        if not any(_is_part(one.actor, actor) for actor in acting) and not _stands_beside(sentence, one.head)
    ]
    received = without(_choose(outside, named.recipient, verdict.undergoing, add=ADD), acting)
    if not any(actor.code is not None for actor in (*acting, *received)):
        return None
    if not any(actor.code is not None for actor in acting) and act.type not in FORCE:
        return None
    return Sides(acting, received)


def _choose(
    mentions: list[ActorMention], named: tuple[Actor, ...], chances: NDArray[np.float32], *, add: float
) -> tuple[Actor, ...]:
    kept: list[Actor] = []
    others: list[ActorMention] = []
    for mention in mentions:
        # As the row found it: those who protest have been made civilians there.
        known = next((actor for actor in named if _is_same(actor, mention.actor)), None)
        if known is None:
            others.append(mention)
        elif chances[mention.head] >= KEEP:
            kept.append(known)
    least = add if any(actor.code is not None for actor in kept) else POINT
    # The whole phrase before its parts, nouns before adjectives: in "Japanese warships" the ships are the side.
    for mention in sorted(others, key=_rank):
        if chances[mention.head] >= least and not any(_tells_no_more(mention.actor, actor) for actor in kept):
            kept.append(mention.actor)
    return merge_actors(sorted(kept, key=lambda actor: actor.span))


def _stands_beside(sentence: Sentence, head: int) -> bool:
    """Whether a word, or the noun that it describes, stands behind "alongside"."""
    token = sentence.tokens[head]
    top = token.head if base_relation(token.deprel) in ("amod", "compound") else head
    return any(find_preposition(sentence, index) in _BESIDE for index in {head, top} if index >= 0)


def _is_part(actor: Actor, whole: Actor) -> bool:
    return actor.span != whole.span and whole.span.covers(actor.span)


def _rank(mention: ActorMention) -> tuple[bool, int]:
    return (mention.kind is MentionKind.ADJECTIVE, mention.first - mention.last)


def _is_same(actor: Actor, other: Actor) -> bool:
    return actor.span == other.span and (actor.country, actor.name) == (other.country, other.name)


def _tells_no_more(actor: Actor, other: Actor) -> bool:
    """Whether an actor only says again who the other is: "the M23" beside "rebels of the M23", a name by its title."""
    if actor.span.overlaps(other.span):
        # "Both sides" are two mentions of the same words.
        return actor.span != other.span or actor.country == other.country
    return actor.country == other.country and (actor.country is not None or actor.sector == other.sector)


def _iter_mentions(sentence: Sentence, actors: ActorIndex) -> Iterable[ActorMention]:
    seen: set[int] = set()
    for token in sentence.tokens:
        for mention in mentions_at(actors, sentence.index, token.index):
            # "Both sides" gives two mentions of the same words.
            if id(mention) not in seen:
                seen.add(id(mention))
                yield mention
