"""When an event happened or is to happen: the expression that dates it, or what the article lets us conclude.

Background keeps its own date, a deadline is no date, and only a past event that nothing dates falls back on the day the
story is about or the day of publication.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diurna.language.tree import base_relation
from diurna.records import DatePrecision, DateSpan, Parse, Sentence
from diurna.when.attach import Link, find_predicate, rank_stamps
from diurna.when.dateline import find_reference
from diurna.when.dates import make_day, make_range
from diurna.when.direction import REPORT_VERBS, Tense, find_head, is_plan, is_predicate, read_tense
from diurna.when.mention import EventDate, TimeMention
from diurna.when.stamps import Stamp, collect_stamps

_BY = {
    Link.DIRECT: "expression",
    Link.PHRASE: "expression",
    Link.VERB: "expression",
    Link.SHARED: "clause",
    Link.CLAUSE: "clause",
    Link.SENTENCE: "sentence",
}
_LASTING = frozenset({"until", "till"})
_ASKED = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_LEAD_SENTENCES = 4
_STORY_DAYS = dt.timedelta(days=7)
_BACKGROUND = dt.timedelta(days=60)


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
    due = _find_due(sentence, trigger, ranked, stamps, tense)
    for link, stamp in ranked:
        if not stamp.is_deadline and _fits(stamp, link, tense, reference):
            return EventDate(date=stamp.date, due=due, by=_BY[link], mention=stamp.mention)
    if reference is None:
        return EventDate(date=None, due=due, by="none", mention=None)
    default = "dateline" if from_dateline else "publication"
    if tense is Tense.FUTURE:
        return EventDate(date=make_range(reference, due.end if due else None), due=due, by=default, mention=None)
    if _is_earlier(sentence, predicate, tense):
        return EventDate(date=make_range(None, reference), due=due, by=default, mention=None)
    if tense in {Tense.PAST, Tense.PLUPERFECT}:
        told = _find_thread(sentence, trigger, times, parse, reference) or _find_story_day(times, parse, reference)
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


def _find_due(
    sentence: Sentence, trigger: int, ranked: Sequence[tuple[Link, Stamp]], stamps: Sequence[Stamp], tense: Tense
) -> DateSpan | None:
    """A deadline of the event or of what it asks for: "urged Moscow to withdraw by August 1"."""
    word = sentence.tokens[trigger]
    ahead = tense is Tense.FUTURE or is_plan(word) or word.upos != "VERB"
    for link, stamp in ranked:
        if stamp.is_deadline and link <= Link.VERB and (ahead or stamp.preposition in _LASTING):
            return stamp.date
    if not ahead:
        return None
    return next(
        (stamp.date for stamp in stamps if stamp.is_deadline and _is_asked(sentence, stamp.head, trigger)), None
    )


def _is_asked(sentence: Sentence, index: int, trigger: int) -> bool:
    """Whether an expression stands in the clause that the event's word opens: "urged [to withdraw by August 1]"."""
    clauses = 0
    while index >= 0 and clauses <= 1:
        if index == trigger:
            return True
        if is_predicate(sentence, index):
            if base_relation(sentence.tokens[index].deprel) not in _ASKED:
                return False
            clauses += 1
        index = sentence.tokens[index].head
    return False


def _find_thread(
    sentence: Sentence, trigger: int, times: Sequence[TimeMention], parse: Parse, reference: dt.date
) -> TimeMention | None:
    """The old date that the sentence before gave to its main event: "In 2014 Russia annexed Crimea. It then ..."."""
    if sentence.tokens[find_predicate(sentence, trigger)].lemma.lower() in REPORT_VERBS or sentence.index == 0:
        return None
    before = next((other for other in parse.sentences if other.index == sentence.index - 1), None)
    if before is None or before.paragraph != sentence.paragraph:
        return None
    main = (time for time in times if time.sentence == before.index and _dates_main_clause(before, time))
    found = next(main, None)
    if found is None or found.date is None or found.date.end is None or found.date.start is None:
        return None
    return found if found.date.end < reference - _BACKGROUND else None


def _find_story_day(times: Sequence[TimeMention], parse: Parse, reference: dt.date) -> TimeMention | None:
    """The day of the story's main event: the first past day that dates a main clause of the lead."""
    for time in times:
        if time.sentence >= _LEAD_SENTENCES:
            return None
        date = time.date
        if date is None or date.start is None or date.precision is not DatePrecision.DAY:
            continue
        if reference - _STORY_DAYS <= date.start <= reference and _dates_main_clause(
            parse.sentences[time.sentence], time
        ):
            return time
    return None


def _dates_main_clause(sentence: Sentence, time: TimeMention) -> bool:
    """Whether the expression hangs on the main verb of its sentence and that verb looks back."""
    head = find_head(sentence, time.first, time.last)
    governor = sentence.tokens[head].head
    if governor < 0 or not is_predicate(sentence, governor):
        return False
    main = sentence.tokens[governor]
    return (main.head < 0 or main.deprel == "conj") and read_tense(sentence, governor) is Tense.PAST
