"""Whether a noun with "the" can mean an earlier actor: "the minister", "the group", "the country", "both sides"."""

from __future__ import annotations

from diurna.who.chain import Chain
from diurna.who.facts import Facts, Kind
from diurna.who.titles import noun_of

_BODIES_OF: dict[str, frozenset[str]] = {
    "group": frozenset("REB PRM UAF SOC CVL CRM REL OPP PTY JRN MED REF".split()),
    "organisation": frozenset("REB PRM SOC REL MED JRN EDU LAB".split()),
    "organization": frozenset("REB PRM SOC REL MED JRN EDU LAB".split()),
    "movement": frozenset("REB CVL SOC OPP PTY REL".split()),
    "militia": frozenset(("PRM", "REB")),
    "militant group": frozenset(("REB",)),
    "rebel group": frozenset(("REB",)),
    "company": frozenset(("BUS",)),
    "firm": frozenset(("BUS",)),
    "party": frozenset(("PTY", "OPP")),
    "agency": frozenset("GOV JRN SPY COP MED REF".split()),
    "news agency": frozenset(("JRN",)),
    "newspaper": frozenset(("JRN",)),
    "broadcaster": frozenset(("JRN",)),
    "ministry": frozenset(("GOV", "MIL")),
    "department": frozenset(("GOV", "MIL")),
    "court": frozenset(("JUD",)),
    "tribunal": frozenset(("JUD",)),
    "parliament": frozenset(("LEG",)),
    "assembly": frozenset(("LEG",)),
    "union": frozenset(("LAB",)),
    "army": frozenset(("MIL",)),
    "military": frozenset(("MIL",)),
    "charity": frozenset(("SOC", "MED")),
    "watchdog": frozenset(("SOC", "JRN")),
    "rights group": frozenset(("SOC",)),
    "university": frozenset(("EDU",)),
    "bank": frozenset(("BUS", "GOV")),
}
_INTERNATIONAL = frozenset(("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"))
_UNIONS = {
    "coalition": frozenset(("IGO",)),
    "bloc": frozenset(("EUR", "IGO")),
    "alliance": frozenset(("IGO",)),
    "organisation": _INTERNATIONAL,
    "organization": _INTERNATIONAL,
    "group": _INTERNATIONAL,
    "agency": _INTERNATIONAL,
    "body": _INTERNATIONAL,
    "union": frozenset(("EUR",)),
    "court": frozenset(("IGO", "UNO", "EUR")),
}
STATES = frozenset("country nation state kingdom republic emirate sultanate principality".split())
"""Nouns for the country itself."""
PAIRS = frozenset("side country nation state leader president minister man woman party neighbour neighbor ally".split())
"""Nouns that may mean the last two actors: "both sides"."""


def fits_noun(chain: Chain, words: str, facts: Facts, *, bare: bool = True) -> bool:
    """Whether "the minister", "the group" or "the country" can mean an earlier actor.

    `bare`: no further words describe the noun. "The first group" is none that has a name.
    """
    if chain.plural or chain.members:
        return False
    known = chain.facts
    if facts.country and known.country and facts.country != known.country:
        return False
    noun = words.rpartition(" ")[2]
    if known.kind is Kind.COUNTRY:
        return noun in STATES and known.sector is not None
    if noun in STATES:
        return False
    if known.kind is Kind.PERSON:
        if facts.kind is not Kind.PERSON:
            return False
        if facts.gender and known.gender and facts.gender != known.gender:
            return False
        return any(
            role == words or role.endswith(f" {words}") or words in (role.rpartition(" ")[2], noun_of(role))
            for role in chain.words
        )
    if known.kind is Kind.ORGANISATION and facts.kind is Kind.ORGANISATION:
        if words in chain.words or any(role.endswith(f" {words}") for role in chain.words):
            return True
        if facts.country:
            # "Its spy agency" is not the government that owns it.
            return False
        if not bare:
            return False
        if known.country in _UNIONS.get(noun, ()):
            return True
        return known.sector in _BODIES_OF.get(words, ()) or known.sector in _BODIES_OF.get(noun, ())
    return False


def fits_pair(chain: Chain, noun: str) -> bool:
    """Whether an actor can be one of "the two leaders", "both countries"."""
    if chain.plural and noun not in ("side", "party"):
        return False
    known = chain.facts
    if noun in ("side", "party"):
        return known.kind is not Kind.PLACE
    if noun in ("country", "nation", "state", "neighbour", "neighbor", "ally"):
        return known.kind is Kind.COUNTRY
    if known.kind is not Kind.PERSON:
        return False
    if noun in ("man", "woman"):
        return known.gender in (None, "male" if noun == "man" else "female")
    return noun == "leader" or any(role.rpartition(" ")[2] == noun for role in chain.words)
