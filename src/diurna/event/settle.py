"""What only the answers together decide: certainty, type, date and place, and whether there is an event at all.

A planned meeting is AGREE, an old event is history, an accusation told by one side about the other is no fact.
"""

from __future__ import annotations

import datetime as dt

from diurna.codebook.patterns.load import Patterns
from diurna.event.kinds import BORROWED, FAVOURS, FORCE, SURE_ENOUGH
from diurna.event.sides import Sides
from diurna.language.typist import NO_EVENT
from diurna.records import Actor, Attribution, Certainty, DateSpan, EventType, PlacePrecision
from diurna.sure.judge import CONDITION, REFUSAL, Judgement
from diurna.what.acts import Act
from diurna.when import EventDate
from diurna.where.event_place import EventPlace

HISTORY = dt.timedelta(days=365)
"""Background more than a year before the article is history (codebook section 9)."""
NEWS = dt.timedelta(days=7)
"""What is older than this is not the news that a dateline is for."""
# Told as their own observation: police, courts and the like report what others did without being a party to it.
_OBSERVERS = frozenset(("COP", "JUD", "MED", "JRN", "CVL", "NGO", "EDU", "REL", "SOC", "REF"))


def settle_certainty(
    kind: str | None,
    sides: Sides,
    judged: Judgement,
    dated: EventDate,
    attributed: Attribution,
    published: dt.date | None,
) -> tuple[Certainty, str]:
    """The certainty that the answers together give, and what decided it; `kind` is the act's type, if it has one."""
    certainty, by = judged.certainty, judged.by
    if by == REFUSAL and kind in FAVOURS:
        return Certainty.HAPPENED, by
    if _is_warning(kind, judged):
        return Certainty.THREATENED, by
    if certainty is Certainty.PLANNED and is_history(dated, published):
        return Certainty.HISTORICAL, "date"
    if certainty in SURE_ENOUGH:
        if is_history(dated, published):
            return Certainty.HISTORICAL, "date"
        if is_ahead(dated, published):
            return Certainty.PLANNED, "date"
        if kind == EventType.THREATEN:
            return Certainty.THREATENED, "type"
        if kind in FORCE and _is_accusation(sides, attributed):
            return Certainty.ALLEGED, "attribution"
    return certainty, by


def is_history(dated: EventDate, published: dt.date | None) -> bool:
    """Whether something has a date of its own, more than a year before the publication."""
    if published is None or dated.by in BORROWED or dated.date is None or dated.date.end is None:
        return False
    return dated.date.end < published - HISTORY


def is_ahead(dated: EventDate, published: dt.date | None) -> bool:
    """Whether something has a date of its own, after the publication."""
    if published is None or dated.by in BORROWED or dated.date is None or dated.date.start is None:
        return False
    return dated.date.start > published


def _is_warning(kind: str | None, judged: Judgement) -> bool:
    """Whether harm is announced for the case that something happens: "if they attack, we will strike back"."""
    return judged.by == CONDITION and kind in FORCE and kind != EventType.MOBILIZE


def _is_accusation(sides: Sides, attributed: Attribution) -> bool:
    """Whether one party tells of another party's deed: neither the newspaper, an observer, nor the doer himself."""
    speaker = attributed.speaker
    if speaker is None or speaker.country is None or speaker.sector in _OBSERVERS:
        return False
    countries = {actor.country for actor in sides.actor if actor.country is not None}
    return bool(countries) and speaker.country not in countries


def settle_type(act: Act, judged: Judgement, certainty: Certainty, patterns: Patterns) -> tuple[str, str | None, str]:
    """(type, mode, rule): talks to come are AGREE, and a favour that somebody will not do is REJECT."""
    told, kind = act.type or NO_EVENT, act.kind or NO_EVENT
    if judged.by == REFUSAL and kind in FAVOURS:
        return EventType.REJECT, patterns.inner_modes.get((EventType.REJECT, kind, None)), f"{act.rule}, {REFUSAL}"
    if certainty is Certainty.THREATENED and kind in FORCE:
        modes = patterns.inner_modes
        outer = EventType.THREATEN
        mode = modes.get((outer, kind, act.mode)) or modes.get((outer, kind, None))
        return outer, mode, f"{act.rule}, {judged.by}"
    if certainty is Certainty.PLANNED and told in patterns.future:
        return patterns.future[told], None, f"{act.rule}, future.tsv"
    return told, act.mode, act.rule


def is_idle(act: Act, sides: Sides, judged: Judgement, certainty: Certainty) -> bool:
    """Whether the act is only an aim or an omission, which nobody records: "to help rebuild", "failing to protect"."""
    if judged.by == "purpose":
        return act.kind != EventType.CONSULT
    if judged.is_content or (act.kind == EventType.REJECT and judged.by == "negation"):
        return True
    if act.kind == EventType.ASSAULT and _is_figure(act, sides):
        return True
    if certainty is Certainty.DENIED and judged.by == "negation" and act.kind in FAVOURS and not sides.recipient:
        return True
    omitted = certainty is Certainty.DENIED and judged.by.startswith("embedding") and not judged.claimants
    return omitted and act.kind in FAVOURS


def _is_figure(act: Act, sides: Sides) -> bool:
    """A politician who "attacks" or "kills" without any weapon and hits nobody does so in words."""
    return act.mode is None and not sides.recipient and all(_is_politician(actor) for actor in sides.actor)


def _is_politician(actor: Actor) -> bool:
    return actor.role is not None and actor.sector in ("GOV", "PTY", "LEG", "ELI", "OPP", None)


def settle_place(
    placed: EventPlace, sides: Sides, dated: EventDate, certainty: Certainty, published: dt.date | None
) -> EventPlace:
    """A dateline tells where the news of the day happened, not a plan, a claim or something long ago.

    A country that acts is no place of its act: "US airstrikes" need not fall on the United States.
    """
    if placed.by == "participant" and placed.place is not None and placed.place.precision is PlacePrecision.COUNTRY:
        acts = placed.place.country in {actor.country for actor in sides.actor}
        return EventPlace(None, "none", None) if acts else placed
    if placed.by != "dateline":
        return placed
    begin = dated.date.start if dated.date is not None else None
    is_news = begin is not None and (published is None or begin >= published - NEWS)
    return placed if is_news and certainty in SURE_ENOUGH else EventPlace(None, "none", None)


def settle_date(dated: EventDate, certainty: Certainty) -> DateSpan | None:
    """A plan without a day of its own has no date; history never takes the day of publication."""
    if dated.by in BORROWED and certainty in (Certainty.PLANNED, Certainty.HISTORICAL, Certainty.HYPOTHETICAL):
        return None
    return dated.date
