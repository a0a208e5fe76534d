"""Sets of event types and sectors that the joining asks about."""

from __future__ import annotations

from diurna.records import Certainty, EventType

SURE_ENOUGH = (Certainty.HAPPENED, Certainty.ONGOING)
FORCE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.SANCTION))
FAVOURS = frozenset(
    (
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    )
)
BORROWED = frozenset(("publication", "dateline"))
"""`EventDate.by` of dates that the event did not bring itself."""
