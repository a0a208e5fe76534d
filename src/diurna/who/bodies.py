"""Whose they are: the countries, organisations and persons that a noun's modifiers name.

"Russian and Syrian warplanes", "Chile's president", "police in Minsk", "a spokesman for the army", "forces loyal to
Assad": each modifier gives its country, and a body such as Hamas or the army also its sector.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from diurna.language.tree import base_relation, find_preposition, iter_children, iter_conjuncts
from diurna.records import Sentence, Token
from diurna.who.facts import Facts, Kind

Look: TypeAlias = Callable[[int], Facts | None]
"""From a token to what the phrase at it stands for, as a body."""

_LOYAL = frozenset("loyal allied aligned linked affiliated belonging sympathetic close".split())
_BASED = frozenset(("base", "based", "headquarter", "headquartered", "operate"))
"""Words before the place to which somebody belongs: "hackers based in Russia"."""
_OF = frozenset("of for from with at under within inside by".split())
_IN = frozenset("in near at around across outside throughout inside along".split())


def iter_bodies(
    sentence: Sentence, head: int, look: Look, *, skip: Collection[int] = ()
) -> Iterator[tuple[Facts, ...]]:
    """The bodies of a noun, the nearest first; coordinated ones come as one group. `skip` are the noun's own tokens."""
    for child in _modifiers(sentence, head):
        if child.index in skip:
            continue
        group = tuple(facts for one in iter_conjuncts(sentence, child.index) if (facts := look(one.index)))
        if group:
            yield group
        elif _is_of(sentence, child):
            # "The ministry of energy of Ukraine": energy is nobody, and the country stands behind it.
            behind = (one for one in iter_children(sentence, child.index, "nmod") if _is_of(sentence, one))
            yield from ((facts,) for one in behind if (facts := look(one.index)))


def _is_of(sentence: Sentence, token: Token) -> bool:
    return token.deprel == "nmod" and find_preposition(sentence, token.index) == "of"


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
        lemma = child.lemma.lower()
        prepositions = ("to", "with") if lemma in _LOYAL else ("in", "from") if lemma in _BASED else ()
        yield from (
            below
            for below in iter_children(sentence, child.index, "obl")
            if find_preposition(sentence, below.index) in prepositions
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


def is_dateline(sentence: Sentence, first: int, last: int) -> bool:
    """MOSCOW (Agency) - Troops ... and Taipei, Taiwan - The city ...: a place at the very beginning, then a mark."""
    tokens = sentence.tokens
    if first not in (0, 2) or (first == 2 and tokens[1].text != ","):
        return False
    after = last
    while after + 1 < len(tokens) and tokens[after].text == ",":
        after += 2
    if after >= len(tokens):
        return False
    mark = tokens[after]
    is_apart = mark.start > tokens[after - 1].end
    if mark.text in ("(", "--") or (mark.text in _DASHES and after + 1 == len(tokens)):
        return True
    if after + 1 == len(tokens):
        return False
    follows = tokens[after + 1]
    # "Moscow - long an ally - agreed" is no dateline.
    return mark.text in _DASHES and is_apart and (follows.text[:1].isupper() or not follows.text[:1].isalpha())


_DASHES = ("-", "‐", "‑", "–", "—", "―")
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
    if facts.sector == "LAB" and body.sector == "BUS":
        # Workers of a company are labour, not business.
        return _with(facts, country, "LAB", facts.other_sectors)
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
