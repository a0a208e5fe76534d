"""Whose they are: the countries, organisations and persons that a noun's modifiers name.

"Russian and Syrian warplanes", "Chile's president", "police in Minsk", "a spokesman for the army", "forces loyal to
Assad": each modifier gives its country, and a body such as Hamas or the army also its sector.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from diurna.language.tree import base_relation, find_preposition, iter_children, iter_conjuncts
from diurna.records import Sentence, Token
from diurna.who.facts import Facts, Kind

Look: TypeAlias = Callable[[int], Facts | None]
"""From a token to what the phrase at it stands for, as a body."""

_LOYAL = frozenset("loyal allied aligned linked affiliated belonging sympathetic close".split())
_OF = frozenset("of for from with at under within inside by".split())
_IN = frozenset("in near at around across outside throughout inside along".split())


def iter_bodies(sentence: Sentence, head: int, look: Look) -> Iterator[tuple[Facts, ...]]:
    """The bodies of a noun, the nearest first; coordinated ones come as one group."""
    for child in _modifiers(sentence, head):
        group = tuple(facts for one in iter_conjuncts(sentence, child.index) if (facts := look(one.index)))
        if group:
            yield group


def _modifiers(sentence: Sentence, head: int) -> Iterator[Token]:
    before = list(iter_children(sentence, head, "amod", "compound", "nmod:poss", "det"))
    yield from reversed(before)
    for child in iter_children(sentence, head, "nmod"):
        if child.deprel == "nmod:poss":
            continue
        preposition = find_preposition(sentence, child.index)
        if preposition in _OF or preposition in _IN or (preposition is None and child.index < head):
            yield child
    for child in iter_children(sentence, head, "amod", "acl"):
        if child.lemma.lower() in _LOYAL:
            yield from (
                below
                for below in iter_children(sentence, child.index, "obl")
                if find_preposition(sentence, below.index) in ("to", "with")
            )
    yield from _above(sentence, head)


def _above(sentence: Sentence, head: int) -> Iterator[Token]:
    """ "Syrian" for "rebel" in "Syrian rebel attack": the modifiers to the left of a noun that itself modifies."""
    token = sentence.tokens[head]
    if base_relation(token.deprel) not in ("compound", "nmod") or token.head <= head:
        return
    for child in iter_children(sentence, token.head, "amod", "nmod:poss", "compound"):
        if child.index < head:
            yield child


def is_locative(sentence: Sentence, index: int) -> bool:
    """Whether a name stands as the place where something is, and not as somebody: "in Moscow", "near the Kremlin"."""
    preposition = find_preposition(sentence, index)
    return preposition is not None and preposition in LOCATIVE


_OPEN = frozenset((None, "GOV", "BUS", "LAB"))
"""Sectors of nouns such as "official" and "director", which an unknown body leaves open."""
LOCATIVE = frozenset(
    "in inside within near around across outside throughout at via through beyond along into onto above beside "
    "off".split()
) | frozenset(("close to", "north of", "south of", "east of", "west of", "out of", "in front of"))


def combine(facts: Facts, body: Facts, *, takes_body: bool) -> Facts:
    """A noun's facts with the country of its body, and with the body's sector where the noun leaves that open."""
    country = facts.country or body.country
    if facts.sector is not None and body.sector == "GOV":
        # "Soldiers of the government" stay soldiers.
        return _with(facts, country, facts.sector, facts.other_sectors)
    if facts.sector == "MIL" and body.kind is Kind.PLURAL and body.country is None:
        # "Kurdish forces": the fighters of a people without a state are nobody's military.
        return _with(facts, country, "UAF", ())
    if facts.sector == "MIL" and body.sector == "BUS":
        # "The airline's fleet".
        return _with(facts, country, "BUS", ())
    if takes_body and body.kind is Kind.ORGANISATION and (body.sector or facts.sector in _OPEN):
        # "president of the Riverside League": without knowing the league, the sector is open.
        return _with(facts, country, body.sector, body.other_sectors)
    if takes_body and body.sector and (body.kind is Kind.PLURAL or facts.sector is None):
        return _with(facts, country, body.sector, body.other_sectors)
    return _with(facts, country, facts.sector, facts.other_sectors)


def _with(facts: Facts, country: str | None, sector: str | None, others: tuple[str, ...]) -> Facts:
    return Facts(
        kind=facts.kind,
        name=facts.name,
        country=country,
        sector=sector,
        other_sectors=others,
        role=facts.role,
        known_id=facts.known_id,
        gender=facts.gender,
    )
