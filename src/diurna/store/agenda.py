"""Which events of a record are announcements, and when they are due."""

from __future__ import annotations

import datetime as dt

from diurna.records import AgendaState

# The due day where the text gives one, else the day of the event; a span that is open on one side is its other side.
_FROM = "if(due_precision IS NOT NULL, coalesce(due_start, due_end), coalesce(date_start, date_end))"
_TO = "if(due_precision IS NOT NULL, coalesce(due_end, due_start), coalesce(date_end, date_start))"


def make_agenda_query(
    *, since: dt.date | None, until: dt.date | None, state: AgendaState | None
) -> tuple[str, dict[str, object]]:
    """The announcements that touch the days asked for, in SQL with its parameters."""
    conditions = {"since": f"{_TO} >= $since", "until": f"{_FROM} <= $until", "state": "agenda = $state"}
    asked: dict[str, object] = {"since": since, "until": until, "state": state}
    given = {name: value for name, value in asked.items() if value is not None}
    condition = " AND ".join(["agenda IS NOT NULL", *(conditions[name] for name in given)])
    query = f"""
        SELECT * FROM events WHERE {condition}
        ORDER BY {_FROM} NULLS LAST, {_TO}, published NULLS LAST, article_id, position
    """
    return query, given
