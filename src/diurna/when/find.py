"""Finding the time expressions of an article, in reading order."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from diurna.records import DatePrecision, DateSpan, Parse, Sentence, Span
from diurna.when.dateline import find_reference
from diurna.when.dates import make_range, make_week, make_weekend
from diurna.when.direction import Direction, find_direction
from diurna.when.grammar import Grammar, compile_grammar
from diurna.when.lexer import Lexeme, lex
from diurna.when.lexicon import DAY_PARTS, MOD_PARTS
from diurna.when.mention import Anchor, TimeKind, TimeMention
from diurna.when.named_days import NamedDay, date_of, load_named_days
from diurna.when.reading import Context, Match, Reading
from diurna.when.relative import narrow_part

_SURNAME = re.compile(
    r"\b(?:Theresa|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lord|Lady|Minister|President|Secretary)\.? (May|March|April|June|August)\b"
)
_STEP = re.compile(r"\b(last|past|next)\s+$", re.IGNORECASE)
_WEEKEND = re.compile(r"\s+weekend\b")
_REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


class _Hit(NamedTuple):
    """A reading and the characters of the sentence that it covers."""

    start: int
    end: int
    reading: Reading


def find_times(parse: Parse, *, published: dt.date | None) -> tuple[TimeMention, ...]:
    """Every time expression of the article, read against its publication date.

    "on Tuesday" is the last Tuesday on or before `published`, or the next if the verb looks ahead. Without a
    publication date or a dateline only what names its own year gets a date.
    """
    grammar = compile_grammar()
    reference, from_dateline = find_reference(parse.text, published=published)
    surnames = frozenset(match.group(1).lower() for match in _SURNAME.finditer(parse.text))
    context = Context(reference, Anchor.DATELINE if from_dateline else Anchor.PUBLICATION, surnames=surnames)
    named = list(load_named_days().pattern.finditer(parse.text))
    named_starts = [match.start() for match in named]
    mentions: list[TimeMention] = []
    for sentence in parse.sentences:
        here = named[bisect_left(named_starts, sentence.start) : bisect_left(named_starts, sentence.end)]
        mentions.extend(_read_sentence(sentence, parse.text[sentence.start : sentence.end], here, context, grammar))
    return tuple(mentions)


def _read_sentence(
    sentence: Sentence, text: str, named: Sequence[re.Match[str]], context: Context, grammar: Grammar
) -> list[TimeMention]:
    lexemes, symbols = lex(text, grammar.alphabet)
    if not named and not grammar.core.search(symbols):
        return []
    context.enter(sentence)
    hits = [hit for match in named if (hit := _read_named(match, context))]
    hits.extend(_read_rules(lexemes, symbols, hits, context, grammar))
    hits.sort(key=lambda hit: hit.start)
    return [_make_mention(hit, context) for hit in _join_clock(hits, text, context)]


def _read_rules(
    lexemes: Sequence[Lexeme], symbols: str, taken: Sequence[_Hit], context: Context, grammar: Grammar
) -> Iterable[_Hit]:
    """Readings of the grammar from left to right, the longest first, never two over the same word."""
    found = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(grammar.rules)
        for match in rule.pattern.finditer(symbols)
    ]
    found.sort(key=lambda item: item[:3])
    position = 0
    for start, _, order, match in found:
        if start < position:
            continue
        fit = Match(match, lexemes, context)
        first, last = fit.chars
        if any(hit.start < last and first < hit.end for hit in taken):
            continue
        reading = grammar.rules[order].read(fit, context)
        if reading is None:
            continue
        hit, position = _extend(fit, reading, position, lexemes, symbols, context, grammar)
        _remember(hit.reading, context)
        yield hit


def _extend(
    fit: Match,
    reading: Reading,
    floor: int,
    lexemes: Sequence[Lexeme],
    symbols: str,
    context: Context,
    grammar: Grammar,
) -> tuple[_Hit, int]:
    """Take in what stands before and after a date: "the end of", "late", "around"; "evening"."""
    first, last = fit.first, fit.last
    if reading.kind in {TimeKind.DATE, TimeKind.TIME} and reading.value not in _REFERENCES:
        part = grammar.day_part.match(symbols, last)
        if (
            part
            and reading.kind is TimeKind.DATE
            and reading.date is not None
            and reading.date.precision is DatePrecision.DAY
        ):
            last = part.end()
            value = f"{reading.value}{DAY_PARTS[lexemes[part.start()].word]}"
            reading = replace(reading, kind=TimeKind.TIME, value=value)
        if last < len(lexemes) and lexemes[last].word == "weekend":
            reading, last = _widen_to_weekend(reading), last + 1
        for name, pattern in grammar.prefixes:
            match = pattern.search(symbols, max(floor, first - 4), first)
            if match is None:
                continue
            changed = _apply_prefix(
                name,
                lexemes[match.start("w")].word,
                reading,
                context,
                with_article=lexemes[first - 1].word == "the" and lexemes[first].word != "the",
            )
            if changed is not None:
                first, reading = match.start(), changed
    return _Hit(lexemes[first].start, lexemes[last - 1].end, reading), last


def _widen_to_weekend(reading: Reading) -> Reading:
    """ "July 4 weekend", "Easter weekend": Saturday and Sunday of the week, and the day itself."""
    date = reading.date
    if date is None or date.start is None or date.end is None or date.precision is not DatePrecision.DAY:
        return reading
    weekend = make_weekend(date.start)
    if weekend.start is None or weekend.end is None:
        return reading
    widened = make_range(min(date.start, weekend.start), max(date.end, weekend.end), value=weekend.value)
    return replace(reading, value=widened.value or "", date=widened)


def _apply_prefix(name: str, word: str, reading: Reading, context: Context, *, with_article: bool) -> Reading | None:
    date = reading.date
    if date is not None and date.precision is DatePrecision.YEAR and with_article:
        # "the start of the 2016 campaign" is not the start of 2016.
        return None
    if name == "about":
        return replace(reading, mod=reading.mod or "APPROX")
    if name == "day part":
        if reading.kind is TimeKind.TIME or date is None or date.precision is not DatePrecision.DAY:
            return None
        return replace(reading, kind=TimeKind.TIME, value=f"{reading.value}{DAY_PARTS[word]}")
    if name == "week":
        if date is None or date.start is None or date.precision is not DatePrecision.DAY:
            return None
        week = make_week(date.start)
        return replace(reading, value=week.value or "", date=week)
    if word not in MOD_PARTS:
        return None
    narrowed = narrow_part(date, word, context.reference) if date is not None else None
    return replace(reading, mod=MOD_PARTS[word][1], date=narrowed)


def _read_named(match: re.Match[str], context: Context) -> _Hit | None:
    """A day with a name, in the year that fits the tense."""
    table = load_named_days()
    row = table.by_name[match.group().replace("’", "'")]
    offset = context.sentence.start
    start, end = match.start() - offset, match.end() - offset
    weekend = _WEEKEND.match(match.string, match.end())
    if weekend:
        end = weekend.end() - offset
    if row.kind in {"date", "range"}:
        date = date_of(row, 2000)
        return _Hit(start, end, Reading(TimeKind.DATE, (date.value or "") if date else "", date, Anchor.EXPLICIT))
    near = context.reference
    if near is None:
        return _Hit(start, end, Reading(TimeKind.DATE, "XXXX-XX-XX"))
    step = _STEP.search(match.string, max(context.sentence.start, match.start() - 12), match.start())
    if step:
        start = step.start() - offset
        direction = Direction.PAST if step.group(1).lower() in {"last", "past"} else Direction.FUTURE
    else:
        direction = find_direction(context.sentence, *context.tokens_at(start, end))
    day = _choose_year(row, near, direction)
    if day is None:
        return None
    reading = Reading(TimeKind.DATE, day.value or "", day, context.anchor)
    return _Hit(start, end, _widen_to_weekend(reading) if weekend else reading)


def _choose_year(row: NamedDay, near: dt.date, direction: Direction) -> DateSpan | None:
    days = [day for year in (near.year - 1, near.year, near.year + 1) if (day := date_of(row, year)) and day.start]
    if direction is Direction.FUTURE:
        return next((day for day in days if day.start and day.start >= near), None)
    if direction is Direction.PAST:
        return next((day for day in reversed(days) if day.start and day.start <= near), None)
    return min(days, key=lambda day: abs((day.start or near) - near), default=None)


def _remember(reading: Reading, context: Context) -> None:
    """Keep the date for "the same day" and "two weeks later"."""
    date = reading.date
    dated = reading.kind in {TimeKind.DATE, TimeKind.TIME} and reading.value not in _REFERENCES
    if dated and date is not None and date.start is not None and date.end is not None:
        context.narrative = date


def _join_clock(hits: Sequence[_Hit], text: str, context: Context) -> list[_Hit]:
    """Join "5 p.m." with the day beside it: "5 p.m. Wednesday", "Wednesday, 5 p.m."."""
    joined: list[_Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if last is not None and last.end <= hit.start:
            gap = text[last.end : hit.start].strip()
            if _is_clock(last.reading) and _is_day(hit.reading) and gap in {"", ",", "on", "of"}:
                joined[-1] = _merge(hit, last, last.start, hit.end)
                continue
            if _is_day(last.reading) and _is_clock(hit.reading) and gap in {"", ","}:
                joined[-1] = _merge(last, hit, last.start, hit.end)
                continue
        joined.append(hit)
    return joined


def _is_clock(reading: Reading) -> bool:
    return reading.kind is TimeKind.TIME and ":" in reading.value


def _is_day(reading: Reading) -> bool:
    return reading.kind is TimeKind.DATE and reading.date is not None and reading.date.precision is DatePrecision.DAY


def _merge(day: _Hit, clock: _Hit, start: int, end: int) -> _Hit:
    time = clock.reading.value.partition("T")[2]
    return _Hit(start, end, replace(day.reading, kind=TimeKind.TIME, value=f"{day.reading.value}T{time}"))


def _make_mention(hit: _Hit, context: Context) -> TimeMention:
    offset = context.sentence.start
    first, last = context.tokens_at(hit.start, hit.end)
    span = Span(hit.start + offset, hit.end + offset)
    reading = hit.reading
    return TimeMention(
        sentence=context.sentence.index,
        first=first,
        last=last,
        span=span,
        kind=reading.kind,
        value=reading.value,
        date=replace(reading.date, span=span) if reading.date is not None else None,
        anchor=reading.anchor if reading.date is not None else None,
        mod=reading.mod,
    )
