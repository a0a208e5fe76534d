"""What is announced, and when is it due?"""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.event.agenda import find_agenda, find_due
from diurna.records import AgendaState, Certainty, DatePrecision, DateSpan
from diurna.when import EventDate

JUNE = DateSpan(start=dt.date(2021, 6, 16), end=dt.date(2021, 6, 16), precision=DatePrecision.DAY)
AUGUST = DateSpan(start=None, end=dt.date(2021, 8, 1), precision=DatePrecision.DAY)
VAGUE = DateSpan(start=None, end=None, precision=DatePrecision.RANGE)


def date(found: DateSpan | None, *, due: DateSpan | None = None, by: str = "clause") -> EventDate:
    return EventDate(date=found, due=due, by=by, mention=None)


@pytest.mark.parametrize(
    ("dated", "certainty", "due"),
    [
        # "will meet on June 16"
        (date(JUNE), Certainty.PLANNED, JUNE),
        # "threatened to strike on June 16"
        (date(JUNE), Certainty.THREATENED, JUNE),
        # "met on June 16": done, not due
        (date(JUNE), Certainty.HAPPENED, None),
        # "gave Moscow until August 1": a deadline is due whatever the certainty of the act
        (date(None, due=AUGUST), Certainty.HAPPENED, AUGUST),
        (date(JUNE, due=AUGUST), Certainty.PLANNED, AUGUST),
        # "will meet": the day of the newspaper is not the day of the meeting
        (date(JUNE, by="publication"), Certainty.PLANNED, None),
        (date(JUNE, by="dateline"), Certainty.PLANNED, None),
        (date(None, by="none"), Certainty.PLANNED, None),
    ],
)
def test_a_plan_is_due_on_its_own_day(dated: EventDate, certainty: Certainty, due: DateSpan | None) -> None:
    assert find_due(dated, certainty) == due


@pytest.mark.parametrize(
    ("due", "state"), [(JUNE, AgendaState.OPEN), (AUGUST, AgendaState.OPEN), (VAGUE, None), (None, None)]
)
def test_what_is_due_on_some_day_is_open(due: DateSpan | None, state: AgendaState | None) -> None:
    assert find_agenda(due) == state
