"""What holds for every text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.records import Parse
from diurna.when import find_times
from diurna.when.lexicon import CLASS_WORDS, MONTHS, WEEKDAYS

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2035, 12, 31))
VOCABULARY = sorted(
    {word for words in CLASS_WORDS.values() for word in words.split()}
    | {month.capitalize() for month in MONTHS}
    | {day.capitalize() for day in WEEKDAYS}
    | {"the", "of", "year", "week", "days", "ago", "p.m.", "19", "2014", "30", "5:30", ",", "-", "quarter", "century"}
)
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=15).map(" ".join)


@given(text=st.one_of(SENTENCES, st.text(max_size=80)), published=st.one_of(st.none(), DAYS))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_can_be_read(read_plain: Callable[[str], Parse], text: str, published: dt.date | None) -> None:
    parse = read_plain(text)
    last_end = 0
    for mention in find_times(parse, published=published):
        sentence = parse.sentences[mention.sentence]
        assert sentence.start <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.start >= last_end
        assert 0 <= mention.first < mention.last <= len(sentence.tokens)
        assert mention.value
        date = mention.date
        if date is not None and date.start is not None and date.end is not None:
            assert date.start <= date.end
        last_end = mention.span.end


@given(published=DAYS, weekday=st.sampled_from(WEEKDAYS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_weekday_that_was_is_one_of_the_last_seven_days(
    read_plain: Callable[[str], Parse], published: dt.date, weekday: str
) -> None:
    (mention,) = find_times(read_plain(f"They met on {weekday.capitalize()}."), published=published)
    assert mention.date is not None
    assert mention.date.start is not None
    assert dt.timedelta(0) <= published - mention.date.start < dt.timedelta(7)
    assert mention.date.start.weekday() == WEEKDAYS.index(weekday)


@given(day=DAYS, published=st.one_of(st.none(), DAYS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("form", ["{:%B} {day}, {:%Y}", "{day} {:%B} {:%Y}", "{:%Y-%m-%d}"])
def test_a_full_date_means_itself(
    read_plain: Callable[[str], Parse], form: str, day: dt.date, published: dt.date | None
) -> None:
    text = f"They met on {form.format(*[day] * form.count('{:'), day=day.day)}."
    (mention,) = find_times(read_plain(text), published=published)
    assert mention.value == day.isoformat()
