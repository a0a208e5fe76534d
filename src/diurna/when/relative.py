"""Reading expressions that count from another day: "yesterday", "Wednesday", "last week", "three days ago".

They count from the publication date, or, like "the same day" and "two weeks later", from the date the text named last.
"""

from __future__ import annotations

import datetime as dt

from diurna.records import DatePrecision, DateSpan
from diurna.when.dates import Unit, add_units, make_day, make_range, make_unit, make_week, make_year, narrow
from diurna.when.direction import Direction
from diurna.when.durations import duration_value, read_mod
from diurna.when.explicit import date_reading, number_of_weekday, relative_step
from diurna.when.lexicon import DAY_PARTS, MOD_PARTS
from diurna.when.mention import Anchor, TimeKind
from diurna.when.reading import Context, Match, Reading

_NARRATIVE_STEPS = frozenset({"that", "same", "following", "previous", "preceding", "prior"})
_ONE_DAY = dt.timedelta(days=1)
_POINTER_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 0}
UNKNOWN_VALUES = {
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEK: "XXXX-WXX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
}


def _unknown(unit: Unit) -> Reading:
    return Reading(TimeKind.DATE, UNKNOWN_VALUES.get(unit, "XXXX"))


def read_pointer(match: Match, context: Context) -> Reading | None:
    """ "yesterday", "today", "tomorrow", "tonight"; "the day after tomorrow"."""
    word = match.word("p")
    steps = _POINTER_STEPS[word]
    if match.words("b"):
        steps += 1 if match.word("b") == "after" else -1
    part = "TNI" if word in {"tonight", "overnight"} else ""
    kind = TimeKind.TIME if part else TimeKind.DATE
    if context.reference is None:
        return Reading(kind, f"XXXX-XX-XX{part}")
    day = make_day(context.reference + steps * _ONE_DAY)
    return Reading(kind, f"{day.value}{part}", day, context.anchor)


def read_weekday(match: Match, context: Context) -> Reading | None:
    """ "Wednesday": the latest on or before the day of publication, or the next if the verb looks ahead."""
    near = context.reference
    if near is None:
        return _unknown(Unit.DAY)
    weekday = number_of_weekday(match.word("w"))
    back = (near.weekday() - weekday) % 7
    ahead = (weekday - near.weekday()) % 7
    step = match.word("r")
    if step in {"last", "past"}:
        days = -(back or 7)
    elif step in {"previous", "preceding", "prior"}:
        return _weekday_from_narrative(weekday, context, back=True)
    elif step == "following":
        return _weekday_from_narrative(weekday, context, back=False)
    elif step == "next":
        days = ahead + 7 if weekday > near.weekday() else ahead or 7
    elif step in {"coming", "upcoming", "forthcoming"}:
        days = ahead or 7
    elif step == "this" and match.direction is Direction.UNKNOWN:
        days = weekday - near.weekday()
    else:
        days = ahead if match.direction is Direction.FUTURE else -back
    return date_reading(make_day(near + days * _ONE_DAY), context.anchor)


def _weekday_from_narrative(weekday: int, context: Context, *, back: bool) -> Reading:
    base, anchor = narrative_day(context, ahead=not back)
    if base is None:
        return _unknown(Unit.DAY)
    days = -((base.weekday() - weekday) % 7 or 7) if back else (weekday - base.weekday()) % 7 or 7
    return date_reading(make_day(base + days * _ONE_DAY), anchor)


def narrative_day(context: Context, *, ahead: bool = False) -> tuple[dt.date | None, Anchor]:
    """The date that the text named last, or else, looking back, the day of publication.

    "Two weeks later" at the head of an article counts from a day that the text does not name.
    """
    if context.narrative is not None:
        day = context.narrative.end if ahead else context.narrative.start
        if day is not None:
            return day, Anchor.NARRATIVE
    return (None if ahead else context.reference), context.anchor


def read_weekday_of_week(match: Match, context: Context) -> Reading | None:
    """ "Tuesday of last week", "Monday next week"."""
    if context.reference is None:
        return _unknown(Unit.DAY)
    week = make_week(context.reference + 7 * relative_step(match.word("r")) * _ONE_DAY)
    if week.start is None:
        return None
    return date_reading(make_day(week.start + number_of_weekday(match.word("w")) * _ONE_DAY), context.anchor)


def read_unit(match: Match, context: Context) -> Reading | None:
    """ "last week", "this month", "next year", "the weekend"; "that year" is the one the text named last."""
    unit, step = match.unit("u"), match.word("r")
    if unit.is_clock:
        return None
    if step in _NARRATIVE_STEPS or (unit is Unit.DAY and step == "next"):
        return _read_narrative_unit(unit, step, context)
    near = context.reference
    if near is None:
        return _unknown(unit)
    if unit is Unit.WEEKEND:
        return date_reading(_find_weekend(near, step, match), context.anchor)
    if unit is Unit.DAY:
        # "last night" is read elsewhere; "this day" is the day of publication.
        return date_reading(make_day(near), context.anchor) if step == "this" else None
    day = add_units(near, relative_step(step), unit)
    return date_reading(make_unit(unit, day), context.anchor) if day else None


def _find_weekend(near: dt.date, step: str, match: Match) -> DateSpan:
    """Saturday and Sunday: the last that has begun, or the next."""
    ahead = step in {"next", "coming", "upcoming"} or (step != "last" and match.direction is Direction.FUTURE)
    begun = near.weekday() >= 5
    if ahead:
        return make_unit(Unit.WEEKEND, near + 7 * _ONE_DAY if begun and step else near)
    back = 7 if not begun or (step == "last" and begun) else 0
    return make_unit(Unit.WEEKEND, near - back * _ONE_DAY)


def _read_narrative_unit(unit: Unit, step: str, context: Context) -> Reading:
    base, anchor = narrative_day(context, ahead=relative_step(step) > 0)
    if base is None:
        return _unknown(unit)
    if step not in {"that", "same"}:
        moved = add_units(base, relative_step(step), unit)
        if moved is None:
            return _unknown(unit)
        base = moved
    elif unit is Unit.DAY and context.narrative is not None and context.narrative.precision is not DatePrecision.DAY:
        return Reading(TimeKind.DATE, UNKNOWN_VALUES[unit])
    return date_reading(make_unit(unit, base), anchor)


def read_day_part(match: Match, context: Context) -> Reading | None:
    """ "this morning", "last night", "that evening", "the following morning"."""
    part, step = DAY_PARTS[match.word("t")], match.word("r")
    narrative = step in {"that", "same", "following", "next", "previous", "preceding"}
    base, anchor = (
        narrative_day(context, ahead=relative_step(step) > 0) if narrative else (context.reference, context.anchor)
    )
    if base is None:
        return Reading(TimeKind.TIME, f"XXXX-XX-XX{part}")
    day = make_day(base + relative_step(step) * _ONE_DAY)
    return Reading(TimeKind.TIME, f"{day.value}{part}", day, anchor)


def read_stretch(match: Match, context: Context) -> Reading | None:
    """ "the past five years", "the next two weeks": a length with one end at the day of publication."""
    unit, step = match.unit("u"), relative_step(match.word("r"))
    count = match.number("n") if match.words("n") else None
    vague = bool(match.words("v"))
    if unit is Unit.DAY and count is None and not vague:
        return None
    if count is None and not vague:
        count = 1
    if vague:
        count = match.number("v")
    value = duration_value(count, unit)
    mod = read_mod(match.words("a"))
    near = context.reference
    if near is None or step == 0:
        return Reading(TimeKind.DURATION, value, mod=mod)
    other = add_units(near, step * count, unit) if count else None
    start, end = (other, near) if step < 0 else (near, other)
    return Reading(TimeKind.DURATION, value, make_range(start, end, value=value), context.anchor, mod)


def read_ago(match: Match, context: Context) -> Reading | None:
    """ "three days ago", "two years from now": as exact as the unit."""
    unit, mod = match.unit("u"), read_mod(match.words("a"))
    ago = match.word("b") == "ago"
    count = match.number("n") if match.words("n") else match.number("v")
    if match.words("half") and count is not None:
        count += 0.5
    near = context.reference
    if count is None:
        date = (make_range(None, near) if ago else make_range(near, None)) if near else None
        return Reading(TimeKind.DATE, "PAST_REF" if ago else "FUTURE_REF", date, context.anchor if near else None, mod)
    return _shift(near, -count if ago else count, unit, context.anchor, mod)


def _shift(base: dt.date | None, count: float, unit: Unit, anchor: Anchor, mod: str | None) -> Reading | None:
    if base is None:
        return _unknown(unit)
    day = add_units(base, count, unit)
    if day is None:
        return None
    if unit is Unit.DAY or unit.is_clock:
        span = make_day(day)
    elif unit in {Unit.WEEK, Unit.WEEKEND}:
        span = make_week(day)
    elif count != int(count):
        span = make_unit(Unit.MONTH, day)
    elif unit in {Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM}:
        span = make_year(day.year)
    else:
        span = make_unit(unit, day)
    if mod and unit is Unit.DAY:
        return Reading(TimeKind.DATE, day.isoformat(), _around(day), anchor, mod)
    return Reading(TimeKind.DATE, span.value or "", span, anchor, mod)


def _around(day: dt.date) -> DateSpan:
    """ "About three days ago" is not exact to the day."""
    return make_range(day - _ONE_DAY, day + _ONE_DAY, value=day.isoformat())


def read_later(match: Match, context: Context) -> Reading | None:
    """ "two weeks later", "a year earlier", "the day before": from the date the text named last."""
    unit, mod = match.unit("u"), read_mod(match.words("a"))
    if match.word("b") in {"before", "after"} and match.after().isalnum():
        return None
    back = match.word("b") in {"earlier", "before", "previously", "prior", "ago"}
    count = match.number("n") if match.words("n") else match.number("v") if match.words("v") else 1
    if count is None:
        return Reading(TimeKind.DATE, "PAST_REF" if back else "FUTURE_REF", mod=mod)
    base, anchor = narrative_day(context, ahead=not back)
    if unit is Unit.YEAR and context.narrative is not None and context.narrative.precision is DatePrecision.QUARTER:
        unit, count = Unit.QUARTER, 4 * count
    return _shift(base, -count if back else count, unit, anchor, mod)


def read_in(match: Match, context: Context) -> Reading | None:
    """ "in two weeks": a point ahead after a verb that looks ahead, else a length."""
    unit, count = match.unit("u"), match.number("n")
    if count is None or match.direction is not Direction.FUTURE or context.reference is None:
        return None
    return _shift(context.reference, count, unit, context.anchor, None)


def read_within(match: Match, context: Context) -> Reading | None:
    """ "within 48 hours": a length that starts at the day of publication."""
    unit = match.unit("u")
    count = match.number("n") if match.words("n") else None
    value = duration_value(count, unit)
    near = context.reference
    end = add_units(near, count, unit) if near and count else None
    if near is None or end is None or match.direction is Direction.PAST:
        return Reading(TimeKind.DURATION, value, mod="EQUAL_OR_LESS")
    return Reading(TimeKind.DURATION, value, make_range(near, end, value=value), context.anchor, "EQUAL_OR_LESS")


def read_edge(match: Match, context: Context) -> Reading | None:
    """ "year-end", "the end of the month": of the current one, or the last if the verb looks back."""
    unit = match.unit("u")
    near = context.reference
    if near is None or unit.is_clock or unit is Unit.DAY:
        return None
    span = make_unit(unit, near)
    _, mod = MOD_PARTS[match.word("e")]
    return Reading(TimeKind.DATE, span.value or "", narrow_part(span, match.word("e"), near), context.anchor, mod)


def narrow_part(date: DateSpan, word: str, reference: dt.date | None) -> DateSpan:
    """The part of a date that "early", "later", "the end of" takes.

    "Earlier this year" ends and "later this week" starts at the day of publication.
    """
    inside = date.start is not None and date.end is not None and reference and date.start <= reference <= date.end
    if inside and word == "earlier":
        return make_range(date.start, reference, value=date.value)
    if inside and word == "later":
        return make_range(reference, date.end, value=date.value)
    part, _ = MOD_PARTS[word]
    return narrow(date, part)


def read_present(match: Match, context: Context) -> Reading | None:
    """ "now", "currently": the day of publication."""
    near = context.reference
    return Reading(TimeKind.DATE, "PRESENT_REF", make_day(near) if near else None, context.anchor if near else None)


def read_past(match: Match, context: Context) -> Reading | None:
    """ "recently", "in recent weeks": some time up to the day of publication."""
    near = context.reference
    date = make_range(None, near) if near else None
    return Reading(TimeKind.DATE, "PAST_REF", date, context.anchor if near else None)


def read_future(match: Match, context: Context) -> Reading | None:
    """ "soon", "in the coming weeks": some time from the day of publication on."""
    near = context.reference
    date = make_range(near, None) if near else None
    return Reading(TimeKind.DATE, "FUTURE_REF", date, context.anchor if near else None)
