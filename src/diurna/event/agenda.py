"""What is announced: planned acts and deadlines with the day on which they are due.

Whether it was later held, postponed or missed is known only when other articles are read; until then it is open.
"""

from __future__ import annotations

from diurna.event.kinds import BORROWED
from diurna.records import AgendaState, Certainty, DateSpan
from diurna.when import EventDate

_ANNOUNCED = frozenset((Certainty.PLANNED, Certainty.THREATENED))


def find_due(dated: EventDate, certainty: Certainty) -> DateSpan | None:
    """The deadline that the text gives, else the day for which something is planned: "a summit next month"."""
    if dated.due is not None:
        return dated.due
    return dated.date if certainty in _ANNOUNCED and dated.by not in BORROWED else None


def find_agenda(due: DateSpan | None) -> AgendaState | None:
    """Open for everything that is due on some day."""
    return AgendaState.OPEN if due is not None and (due.start is not None or due.end is not None) else None
