"""What dates a past event that has no time of its own: the sentence before, or the day that the story is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diurna.records import DatePrecision, Parse, Sentence
from diurna.when.direction import REPORT_VERBS, Tense, find_head, is_predicate, read_tense
from diurna.when.mention import TimeMention

_LEAD_SENTENCES = 4
_STORY_DAYS = dt.timedelta(days=7)
"""The day of the story lies no further before the day of publication."""
_BACKGROUND = dt.timedelta(days=60)
"""What is older than this is background, and the sentence after it goes on with it."""


def find_thread(
    sentence: Sentence, predicate: int, times: Sequence[TimeMention], parse: Parse, reference: dt.date
) -> TimeMention | None:
    """The old date that the sentence before gave to its main event: "In 2014 Russia annexed Crimea. It then ..."."""
    if sentence.tokens[predicate].lemma.lower() in REPORT_VERBS or sentence.index == 0:
        return None
    before = parse.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return None
    main = (time for time in times if time.sentence == before.index and _dates_main_clause(before, time))
    found = next(main, None)
    if found is None or found.date is None or found.date.end is None or found.date.start is None:
        return None
    return found if found.date.end < reference - _BACKGROUND else None


def find_story_day(times: Sequence[TimeMention], parse: Parse, reference: dt.date) -> TimeMention | None:
    """The day of the story's main event: the first past day that dates a main clause of the lead."""
    for time in times:
        if time.sentence >= _LEAD_SENTENCES:
            return None
        date = time.date
        if date is None or date.start is None or date.precision is not DatePrecision.DAY:
            continue
        recent = reference - _STORY_DAYS <= date.start <= reference
        if recent and _dates_main_clause(parse.sentences[time.sentence], time):
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
