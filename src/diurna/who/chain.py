"""One actor of an article: what is known of it so far, where it was last mentioned, and how prominent it is.

Prominence halves with each sentence and is greater for subjects.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from diurna.language.tree import base_relation
from diurna.records import Sentence, Token
from diurna.who.facts import Facts, Kind
from diurna.who.mention import MentionKind

_FADE = 0.5
_WEIGHTS = {
    "nsubj": 1.0,
    "csubj": 0.8,
    "obj": 0.6,
    "iobj": 0.6,
    "obl": 0.45,
    "nmod": 0.3,
    "appos": 0.4,
    "root": 0.8,
    "vocative": 0.3,
}


@dataclass(slots=True)
class Chain:
    """One actor of the article, as it is known so far."""

    number: int
    facts: Facts
    plural: bool = False
    words: set[str] = field(default_factory=set)
    sentence: int = -1
    token: int = -1
    heads: list[int] = field(default_factory=list)
    """Where the last sentence that mentions the actor does so."""
    weight: float = 0.0
    members: tuple[Chain, ...] = ()
    is_named: bool = False
    merged: Chain | None = None
    quoted: bool = False
    """Whether the last mention stands inside quotation marks."""
    last_weight: float = 0.0
    """What the last mention added: at least 0.9 for a subject."""
    last_plural: bool = False
    """Whether the last mention had the form of a plural ("Republicans")."""

    def salience(self, sentence: int) -> float:
        """How prominent the actor is, seen from a sentence."""
        return self.weight * float(_FADE ** (sentence - self.sentence))


def weigh(sentence: Sentence, token: Token, kind: MentionKind) -> float:
    """What one mention adds to the prominence of its actor."""
    if kind is MentionKind.ADJECTIVE:
        return 0.1
    seen = token
    while seen.deprel == "conj" and seen.head >= 0:
        seen = sentence.tokens[seen.head]
    weight = _WEIGHTS.get(base_relation(seen.deprel), 0.3)
    if weight == 1.0 and seen.head >= 0 and sentence.tokens[seen.head].head < 0:
        weight = 1.3
    return weight + (0.1 if kind is MentionKind.NAME else 0.0)


def fill(facts: Facts, other: Facts, *, described: bool = False) -> Facts:
    """Facts with the gaps filled from other facts of the same actor.

    `described`: the text itself says what the actor is ("Aer Lingus, the Irish airline"), not only "the airline".
    """
    takes_sector = facts.sector is None and other.sector is not None
    if facts.kind in (Kind.ORGANISATION, Kind.COUNTRY) and facts.name and other.name is None and not described:
        # "The group" says nothing new of a body that is known by name.
        return replace(facts, country=facts.country or other.country)
    keeps_person = facts.kind is Kind.PERSON or other.kind is not Kind.PERSON
    return Facts(
        kind=facts.kind if keeps_person else Kind.PERSON,
        name=facts.name or other.name,
        country=facts.country or other.country,
        sector=other.sector if takes_sector else facts.sector,
        other_sectors=other.other_sectors if takes_sector else facts.other_sectors,
        role=facts.role or other.role,
        known_id=facts.known_id or other.known_id,
        gender=facts.gender or other.gender,
    )


def final_chain(chain: Chain) -> Chain:
    """The chain that stands for this one after all merging."""
    while chain.merged is not None:
        chain = chain.merged
    return chain
