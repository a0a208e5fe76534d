"""Which country a side is of, when its own words do not say: that of the act's place, of the other side, of the text.

"Police arrested a Kenyan senator": Kenyan police. Soldiers, rebels and diplomats act abroad and get a country only
where the text is about one country alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from diurna.event.kinds import FORCE
from diurna.event.sides import Sides
from diurna.knowledge import BODIES
from diurna.records import Actor, Decision, EventType, Sentence
from diurna.where.event_place import EventPlace
from diurna.who import ActorMention

_VISIT = "visit"
_REACHED = frozenset(("locative", "goal", "clause"))
_OWN_CLAUSE = frozenset(("locative", "object"))
AT_HOME = frozenset(("COP", "JUD", "LEG", "CVL", "LAB", "EDU", "AGR", "OPP", "REL", "MED", "CRM", "SOC"))
"""Sectors that are at home where they act, as a rule."""
DOMESTIC = AT_HOME - {"CRM"}
"""Those of them who deal with their own: hackers and smugglers need not be at home where their victims are."""
OF_ONE_COUNTRY = DOMESTIC | frozenset(("GOV", "MIL", "REB", "PTY", "PRM", "BUS", "UAF", "SPY"))
"""Sectors that belong to the country of a text that is about one country alone."""
_TELLERS = frozenset(("JRN",))
"""A news agency's home says nothing of the news."""


BY_VISIT = "place visited"
"""`Decision.by` of a host whom only the place names."""
BY_PLACE, BY_SIDE, BY_TEXT = "country of the place", "country of the other side", "only country of the text"
"""`Decision.by` of a country that was lent."""


def lend_country(
    sides: Sides, kind: str | None, placed: EventPlace, alone: str | None
) -> tuple[Sides, tuple[Decision, ...]]:
    """The sides with the country that place, other side or text lend to whoever has none, and what lent it.

    `kind` is the type of the act; `alone` is the only country of which the text speaks, if there is one.
    """
    own = placed.place.country if placed.place is not None and placed.by in _OWN_CLAUSE else None
    acting, received = Lender("actor", sides.actor), Lender("recipient", sides.recipient)
    for side in (acting, received):
        side.lend(own, AT_HOME, BY_PLACE)
    if kind in FORCE:
        # In words one deals with foreigners as often as with one's own.
        acting.lend(_country_of(received.actors), DOMESTIC, BY_SIDE)
    # A government deals with others: beside "her Hungarian counterpart" the prime minister is not Hungarian, and "the
    # two ministers" who met in Geneva are not both Swiss.
    among_themselves = kind == EventType.CONSULT and len(acting.actors) == 1 and not received.actors
    if not among_themselves:
        acting.lend(alone, OF_ONE_COUNTRY - _governing(received.actors, alone), BY_TEXT)
    if kind in FORCE and any(actor.sector in DOMESTIC for actor in acting.actors):
        # Police, courts and crowds deal with people of their own country.
        received.lend(_country_of(acting.actors), DOMESTIC | {"GOV", "PTY"}, BY_SIDE)
    received.lend(alone, _of_text(acting.actors, kind, alone), BY_TEXT)
    return Sides(acting.actors, received.actors), (*acting.decisions, *received.decisions)


def find_host(text: str, sides: Sides, mode: str | None, placed: EventPlace) -> tuple[Sides, tuple[Decision, ...]]:
    """The sides of a visit with the government of the country visited, where only the place names it.

    "Arrived in Washington for an official visit": the United States are the other side (as CAMEO 042 has it).
    """
    place = placed.place
    if mode != _VISIT or sides.recipient or place is None or place.span is None or placed.by not in _REACHED:
        return sides, ()
    guests = {actor.country for actor in sides.actor}
    if place.country is None or place.country in guests or None in guests:
        return sides, ()
    host = Actor(text=place.span.of(text), span=place.span, name=place.name, country=place.country, sector="GOV")
    return Sides(sides.actor, (host,)), (Decision(field="recipient", by=BY_VISIT, spans=(place.span,)),)


def _governing(actors: Iterable[Actor], country: str | None) -> frozenset[str]:
    return frozenset(actor.sector for actor in actors if actor.country == country and actor.sector == "GOV")


def _of_text(acting: Iterable[Actor], kind: str | None, alone: str | None) -> frozenset[str]:
    """Who may be of the text's country on the other side: not inspectors whom Iran expels, nor what it shells."""
    if all(actor.country != alone for actor in acting):
        return OF_ONE_COUNTRY
    return frozenset() if kind == EventType.ASSAULT else DOMESTIC | {"PTY"}


class Lender:
    """One side while countries are lent to it."""

    def __init__(self, field: str, actors: tuple[Actor, ...]) -> None:
        self.field = field
        self.actors = actors
        self.decisions: list[Decision] = []

    def lend(self, country: str | None, sectors: frozenset[str], by: str) -> None:
        """Gives the country to everybody of these sectors who has none and is not known to the tables."""
        if country is None or country in BODIES:
            return
        lent = []
        for actor in self.actors:
            if actor.country is None and actor.known_id is None and actor.sector in sectors:
                self.decisions.append(Decision(field=self.field, by=by, spans=(actor.span,)))
                lent.append(replace(actor, country=country))
            else:
                lent.append(actor)
        self.actors = tuple(lent)


def find_only_country(mentions: Iterable[ActorMention], sentence: Sentence | None = None) -> str | None:
    """The one country of which all mentions are, those of a sentence or of the whole text; None for none or several."""
    counts = Counter(
        mention.actor.country
        for mention in mentions
        if mention.actor.country is not None
        and mention.actor.country not in BODIES
        and mention.actor.sector not in _TELLERS
        and (sentence is None or mention.sentence == sentence.index)
    )
    return next(iter(counts)) if len(counts) == 1 else None


def _country_of(actors: Iterable[Actor]) -> str | None:
    countries = {actor.country for actor in actors if actor.country is not None}
    return countries.pop() if len(countries) == 1 else None
