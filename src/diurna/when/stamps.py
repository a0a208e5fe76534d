"""What the time expressions of one sentence say about events: a date, the start or end of a stretch, or a deadline."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct

from diurna.records import DateSpan, Sentence
from diurna.when.dates import make_range
from diurna.when.direction import find_head, find_report_before
from diurna.when.mention import TimeKind, TimeMention

INSIDE_NOUN = frozenset({"amod", "compound", "nummod", "nmod:poss", "nmod:desc", "det"})
"""Relations of a time that is part of a noun phrase: "Tuesday's attack", "the 2014 deal"."""
_UNTIL = frozenset({"by", "until", "till", "before"})
_AFTER = frozenset({"after", "following"})
_RANGE_OPENERS = frozenset({"from", "between"})
_RANGE_JOINTS = frozenset({"to", "until", "till", "through", "and", "-", "–"})
_YEARS = re.compile(r"\d{4}/\d{4}")
_ONE_DAY = dt.timedelta(days=1)


class Stamp(Struct, frozen=True):
    """One expression, or two that make a stretch, at its place in the tree."""

    mention: TimeMention
    head: int
    """The token that stands for it in the tree."""
    date: DateSpan
    is_deadline: bool
    preposition: str
    report: int | None = None
    """The verb of saying that it follows at once and therefore dates."""


def collect_stamps(
    sentence: Sentence, times: Sequence[TimeMention], text: str, *, reference: dt.date | None
) -> list[Stamp]:
    """The expressions of the sentence that can date something, with what their preposition makes of them."""
    here = [time for time in times if time.sentence == sentence.index and time.date is not None]
    stamps: list[Stamp] = []
    skip = False
    for time, following in zip_longest(here, here[1:]):
        if skip:
            skip = False
            continue
        date = time.date
        if date is None or time.kind is TimeKind.SET:
            continue
        head = find_head(sentence, time.first, time.last)
        word = _read_preposition(sentence, time, head)
        if not word and _YEARS.fullmatch(time.value):
            # "John Doe (1955-2011)" is a life, not a date.
            continue
        if following is not None and word in _RANGE_OPENERS and _joins(text, time, following):
            stamps.append(Stamp(time, head, _join(date, following), is_deadline=False, preposition=word))
            skip = True
            continue
        date, is_deadline = _apply_preposition(word, time, date, reference)
        report = find_report_before(sentence, time.first)
        stamps.append(Stamp(time, head, date, is_deadline=is_deadline, preposition=word, report=report))
    return stamps


def _read_preposition(sentence: Sentence, time: TimeMention, head: int) -> str:
    """The word that introduces the expression, from the text and, failing that, from the tree."""
    before = time.first - 1
    if sentence.tokens[head].deprel in INSIDE_NOUN:
        # "over last month's landing": the preposition belongs to the landing.
        return ""
    if before >= 0:
        word = sentence.tokens[before].text.lower()
        if word == "of" and before >= 1 and sentence.tokens[before - 1].text.lower() == "ahead":
            return "before"
        if word == "than" and before >= 1 and sentence.tokens[before - 1].text.lower() == "later":
            return "by"
        if sentence.tokens[before].upos in {"ADP", "SCONJ", "X"} or word in _UNTIL | _AFTER | _RANGE_OPENERS:
            return word
    cases = (sentence.tokens[child] for child in sentence.children[head])
    return next((token.text.lower() for token in cases if token.deprel == "case"), "")


def _joins(text: str, first: TimeMention, second: TimeMention) -> bool:
    return text[first.span.end : second.span.start].strip().lower() in _RANGE_JOINTS


def _join(date: DateSpan, following: TimeMention) -> DateSpan:
    last = following.date
    if last is None or date.start is None or last.end is None or last.end < date.start:
        return date
    value = f"{date.value}/{last.value}" if date.value and last.value else None
    return make_range(date.start, last.end, value=value)


def _apply_preposition(
    word: str, time: TimeMention, date: DateSpan, reference: dt.date | None
) -> tuple[DateSpan, bool]:
    """The days meant, and whether they are a deadline: "since 2014" is open ahead, "by August 1" is a deadline."""
    if time.mod == "EQUAL_OR_LESS" and time.kind is TimeKind.DURATION and word == "within":
        return date, True
    if word == "since":
        return _open(date, date.start, None), False
    if word in _AFTER:
        past = reference is not None and date.start is not None and date.start <= reference
        return _open(date, date.start, reference if past else None), False
    if word in _UNTIL and date.end is not None:
        ahead = reference is not None and date.end >= reference
        if ahead:
            return date, True
        end = date.start - _ONE_DAY if word == "before" and date.start else date.end
        return _open(date, None, end), False
    return date, False


def _open(date: DateSpan, start: dt.date | None, end: dt.date | None) -> DateSpan:
    span = make_range(start, end, value=date.value)
    return DateSpan(start=start, end=end, precision=span.precision, value=date.value, span=date.span)
