"""The records of this folder: a time expression, and the date of an event."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from diurna.records import DateSpan, Span


class TimeKind(StrEnum):
    """What a time expression names, as TIMEX3 sorts them."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What an expression was read against."""

    EXPLICIT = "explicit"
    """Itself: it names its own year."""
    PUBLICATION = "publication"
    DATELINE = "dateline"
    """The date at the head of the article, where it has one ("ANKARA, May 19 -")."""
    NARRATIVE = "narrative"
    """The date that the text named last: "the same day", "two weeks later"."""


class TimeMention(Struct, frozen=True, kw_only=True):
    """A time expression: where it stands, what it says, and the days it means."""

    sentence: int
    first: int
    last: int
    """Token indices in the sentence; `last` is exclusive."""
    span: Span
    kind: TimeKind
    value: str
    """TIMEX3 value: "2021-05-19", "2021-W20", "P3D", "PAST_REF", "XXXX-05-19" where the year is not known."""
    date: DateSpan | None
    """None for lengths and repetitions, and for what cannot be placed on the calendar."""
    anchor: Anchor | None
    mod: str | None = None
    """TIMEX3 modifier: START, MID, END, APPROX, LESS_THAN, ..."""


class EventDate(Struct, frozen=True, kw_only=True):
    """When an event happened or is to happen, and what says so."""

    date: DateSpan | None
    due: DateSpan | None
    """A deadline: "by August 1", "until Friday", "within 48 hours"."""
    by: str
    """"expression", "clause", "sentence", "narrative", "dateline", "publication" or "none"."""
    mention: TimeMention | None
