"""When an event happened or is to happen: the expression that dates it, or what the article lets us conclude.

Background keeps its own date, a deadline is no date, and only a past event that nothing dates falls back on the day the
story is about or the day of publication.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diurna.records import Parse, Sentence
from diurna.when.attach import Link, find_predicate, rank_stamps
from diurna.when.dateline import find_reference
from diurna.when.dates import make_day, make_range
from diurna.when.deadline import LASTING, find_deadline
from diurna.when.direction import REPORT_VERBS, Tense, read_tense
from diurna.when.mention import EventDate, TimeMention
from diurna.when.narrative import find_story_day, find_thread
from diurna.when.stamps import Stamp, collect_stamps

_BY = {
    Link.DIRECT: "expression",
    Link.PHRASE: "expression",
    Link.VERB: "expression",
    Link.SHARED: "clause",
    Link.CLAUSE: "clause",
    Link.SENTENCE: "sentence",
}


def date_event(
    sentence: Sentence,
    trigger: int,
    *,
    times: Sequence[TimeMention],
    parse: Parse,
    published: dt.date | None,
) -> EventDate:
    """The date and the deadline of the event whose word is the token `trigger`.

    `times` are those of the whole article, from `find_times`. Where nothing dates it, a planned event lies somewhere
    from the day of publication on, and one that "had happened", or that a relative clause tells, somewhere before; any
    other takes the day of the story or of the publication.
    """
    reference, from_dateline = find_reference(parse.text, published=published)
    stamps = collect_stamps(sentence, times, parse.text, reference=reference)
    ranked = rank_stamps(sentence, trigger, stamps, reference=reference)
    predicate = find_predicate(sentence, trigger)
    tense = read_tense(sentence, predicate)
    deadline = find_deadline(sentence, trigger, ranked, stamps, tense)
    due = deadline.date if deadline else None
    for link, stamp in ranked:
        if not stamp.is_deadline and _fits(stamp, link, tense, reference):
            return EventDate(date=stamp.date, due=due, by=_BY[link], mention=stamp.mention)
    if reference is None:
        return EventDate(date=None, due=due, by="none", mention=None)
    default = "dateline" if from_dateline else "publication"
    if tense is Tense.FUTURE:
        end = deadline.date.end if deadline and deadline.preposition not in LASTING else None
        return EventDate(date=make_range(reference, end), due=due, by=default, mention=None)
    if _is_earlier(sentence, predicate, tense):
        return EventDate(date=make_range(None, reference), due=due, by=default, mention=None)
    if tense in {Tense.PAST, Tense.PLUPERFECT}:
        told = find_thread(sentence, predicate, times, parse, reference) or find_story_day(times, parse, reference)
        if told is not None:
            return EventDate(date=told.date, due=due, by="narrative", mention=told)
    return EventDate(date=make_day(reference), due=due, by=default, mention=None)


def _fits(stamp: Stamp, link: Link, tense: Tense, reference: dt.date | None) -> bool:
    """A planned event cannot lie in the past, nor a past one ahead or in "now"."""
    date = stamp.date
    if stamp.mention.value == "PRESENT_REF" and tense.is_past:
        return False
    if reference is None:
        return True
    if tense.is_past and date.start is not None and date.start >= reference:
        return date.start == date.end == reference or stamp.preposition == "since"
    if tense is Tense.FUTURE and date.end is not None:
        return date.end >= reference or link is Link.DIRECT
    return tense is not Tense.PRESENT or link is not Link.PHRASE


def _is_earlier(sentence: Sentence, predicate: int, tense: Tense) -> bool:
    """Whether the form says only that it was before: "had fled", "who attacked"; not in "said they had fled"."""
    token = sentence.tokens[predicate]
    if tense is Tense.PLUPERFECT:
        reported = token.deprel == "ccomp" and sentence.tokens[token.head].lemma.lower() in REPORT_VERBS
        return not reported
    return tense is Tense.PAST and token.deprel == "acl:relcl"
