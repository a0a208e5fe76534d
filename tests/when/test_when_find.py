"""Which words are time expressions, what they are worth in TIMEX3, and which days they mean.

Every sentence was published on Wednesday, 19 May 2021.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from diurna.records import DatePrecision, Parse
from diurna.when import Anchor, TimeKind, TimeMention, find_times

PUBLISHED = dt.date(2021, 5, 19)
Read = Callable[[str], Parse]


def find_in(read_plain: Read, text: str, published: dt.date | None = PUBLISHED) -> list[TimeMention]:
    return list(find_times(read_plain(text), published=published))


def describe(mention: TimeMention, text: str) -> tuple[str, str, str | None]:
    days = None
    if mention.date is not None:
        start, end = mention.date.start, mention.date.end
        days = str(start) if start == end else f"{start}/{end}"
    return mention.span.of(text), mention.value, days


@pytest.mark.parametrize(
    "text, words, value, days",
    [
        ("They signed it on May 19, 2021.", "May 19, 2021", "2021-05-19", "2021-05-19"),
        ("They signed it on May 19,2020.", "May 19,2020", "2020-05-19", "2020-05-19"),
        ("They signed it on Wednesday, 13 January 2021.", "Wednesday, 13 January 2021", "2021-01-13", "2021-01-13"),
        ("It began on 3 February.", "3 February", "2021-02-03", "2021-02-03"),
        ("It began on Dec. 3.", "Dec. 3", "2020-12-03", "2020-12-03"),
        ("It began on the 3rd of February.", "the 3rd of February", "2021-02-03", "2021-02-03"),
        ("It began on February 3rd.", "February 3rd", "2021-02-03", "2021-02-03"),
        ("It began on the 3rd.", "the 3rd", "2021-05-03", "2021-05-03"),
        ("It began on the 30th.", "the 30th", "2021-04-30", "2021-04-30"),
        ("It began on 2021-02-03.", "2021-02-03", "2021-02-03", "2021-02-03"),
        ("It began on 19/05/2020.", "19/05/2020", "2020-05-19", "2020-05-19"),
        ("It began on 5/19/2020.", "5/19/2020", "2020-05-19", "2020-05-19"),
        ("It began on 19.05.2020.", "19.05.2020", "2020-05-19", "2020-05-19"),
        ("The exercise lasted from May 3-5.", "May 3-5", "2021-05-03/2021-05-05", "2021-05-03/2021-05-05"),
        ("It ran April 28-May 2, 2020.", "April 28-May 2, 2020", "2020-04-28/2020-05-02", "2020-04-28/2020-05-02"),
        ("It ran from 3 to 5 May 2020.", "3 to 5 May 2020", "2020-05-03/2020-05-05", "2020-05-03/2020-05-05"),
    ],
)
def test_days(read_plain: Read, text: str, words: str, value: str, days: str) -> None:
    (mention,) = find_in(read_plain, text)
    assert describe(mention, text) == (words, value, days)


@pytest.mark.parametrize(
    "text, words, value, days",
    [
        ("In March 1996 it fell.", "March 1996", "1996-03", "1996-03-01/1996-03-31"),
        ("In October of last year it fell.", "October of last year", "2020-10", "2020-10-01/2020-10-31"),
        ("It fell in October.", "October", "2020-10", "2020-10-01/2020-10-31"),
        ("It fell last October.", "last October", "2020-10", "2020-10-01/2020-10-31"),
        ("It fell in mid-March.", "mid-March", "2021-03", "2021-03-11/2021-03-21"),
        ("It fell at the end of March.", "the end of March", "2021-03", "2021-03-26/2021-03-31"),
        ("It fell in early 2014.", "early 2014", "2014", "2014-01-01/2014-05-02"),
        ("It fell late last year.", "late last year", "2020", "2020-09-01/2020-12-31"),
        ("It fell earlier this year.", "earlier this year", "2021", "2021-01-01/2021-05-19"),
        ("He was deported in 1944.", "1944", "1944", "1944-01-01/1944-12-31"),
        ("He ruled 1954-62.", "1954-62", "1954/1962", "1954-01-01/1962-12-31"),
        ("It passed in fiscal 2010.", "fiscal 2010", "2010", "2010-01-01/2010-12-31"),
        ("It fell in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996-01-01/1996-12-31"),
        ("Protests grew in the 1990s.", "the 1990s", "199", "1990-01-01/1999-12-31"),
        ("Protests grew in the late '80s.", "the late '80s", "198", "1986-09-01/1989-12-31"),
        ("In the 19th century it was free.", "the 19th century", "18", "1801-01-01/1900-12-31"),
        ("Growth slowed in the first quarter.", "the first quarter", "2021-Q1", "2021-01-01/2021-03-31"),
        ("Growth slowed in Q3 2020.", "Q3 2020", "2020-Q3", "2020-07-01/2020-09-30"),
        ("Growth slowed in the second half of 2020.", "the second half of 2020", "2020-H2", "2020-07-01/2020-12-31"),
        ("They fled in the summer of 2015.", "the summer of 2015", "2015-SU", "2015-06-01/2015-08-31"),
        ("They fled in summer 2015.", "summer 2015", "2015-SU", "2015-06-01/2015-08-31"),
        ("They fled last autumn.", "last autumn", "2020-FA", "2020-09-01/2020-11-30"),
        ("They fought in World War II.", "World War II", "1939/1945", "1939-09-01/1945-09-02"),
    ],
)
def test_months_years_and_longer(read_plain: Read, text: str, words: str, value: str, days: str) -> None:
    (mention,) = find_in(read_plain, text)
    assert describe(mention, text) == (words, value, days)


@pytest.mark.parametrize(
    "text, words, value, days",
    [
        ("They met yesterday.", "yesterday", "2021-05-18", "2021-05-18"),
        ("They met Wednesday.", "Wednesday", "2021-05-19", "2021-05-19"),
        ("They met on Thurs. in Geneva.", "Thurs.", "2021-05-13", "2021-05-13"),
        ("They met last Wednesday.", "last Wednesday", "2021-05-12", "2021-05-12"),
        ("They will meet next Tuesday.", "next Tuesday", "2021-05-25", "2021-05-25"),
        ("They will meet this coming Sunday.", "this coming Sunday", "2021-05-23", "2021-05-23"),
        ("They met on Tuesday of last week.", "Tuesday of last week", "2021-05-11", "2021-05-11"),
        ("They met last week.", "last week", "2021-W19", "2021-05-10/2021-05-16"),
        ("They met over the weekend.", "the weekend", "2021-W19-WE", "2021-05-15/2021-05-16"),
        ("They met this month.", "this month", "2021-05", "2021-05-01/2021-05-31"),
        ("They will meet next year.", "next year", "2022", "2022-01-01/2022-12-31"),
        ("They met Tuesday night.", "Tuesday night", "2021-05-18TNI", "2021-05-18"),
        ("They met on the night of May 3.", "the night of May 3", "2021-05-03TNI", "2021-05-03"),
        ("They met last night.", "last night", "2021-05-18TNI", "2021-05-18"),
        ("They will meet tonight.", "tonight", "2021-05-19TNI", "2021-05-19"),
        ("They met at 5 p.m. Tuesday.", "5 p.m. Tuesday", "2021-05-18T17:00", "2021-05-18"),
        ("They met at 0630 GMT.", "0630 GMT", "2021-05-19T06:30", "2021-05-19"),
        ("They left three days ago.", "three days ago", "2021-05-16", "2021-05-16"),
        ("They left two weeks ago.", "two weeks ago", "2021-W18", "2021-05-03/2021-05-09"),
        ("They left twenty-five years ago.", "twenty-five years ago", "1996", "1996-01-01/1996-12-31"),
        ("They vote the day after tomorrow.", "the day after tomorrow", "2021-05-21", "2021-05-21"),
        ("The past five years were quiet.", "The past five years", "P5Y", "2016-05-19/2021-05-19"),
        ("The next two weeks decide.", "the next two weeks", "P2W", "2021-05-19/2021-06-02"),
        ("They must leave within 48 hours.", "48 hours", "PT48H", "2021-05-19/2021-05-21"),
        ("They fled last Christmas.", "last Christmas", "2020-12-25", "2020-12-25"),
        ("They met over Easter weekend.", "Easter weekend", "2021-W13-WE", "2021-04-03/2021-04-04"),
        ("They were closed for Christmas Eve.", "Christmas Eve", "2020-12-24", "2020-12-24"),
    ],
)
def test_relative_to_the_day_of_publication(read_plain: Read, text: str, words: str, value: str, days: str) -> None:
    (mention,) = find_in(read_plain, text)
    assert (describe(mention, text)[0].lower(), *describe(mention, text)[1:]) == (words.lower(), value, days)


@pytest.mark.parametrize(
    "text, words, value",
    [
        ("The truce was signed on March 3, 2014. Two weeks later it broke.", "Two weeks later", "2014-W12"),
        ("The truce was signed on March 3, 2014. The same day it broke.", "The same day", "2014-03-03"),
        ("The truce was signed on March 3, 2014. The following day it broke.", "The following day", "2014-03-04"),
        ("The truce was signed on March 3, 2014. It broke later that year.", "later that year", "2014"),
        ("The truce was signed on March 3, 2014. A month earlier, shots fell.", "A month earlier", "2014-02"),
        ("The truce was signed on March 3, 2014. The next morning it broke.", "The next morning", "2014-03-04TMO"),
    ],
)
def test_relative_to_the_date_named_last(read_plain: Read, text: str, words: str, value: str) -> None:
    _, mention = find_in(read_plain, text)
    assert describe(mention, text)[:2] == (words, value)
    assert mention.anchor is Anchor.NARRATIVE


def test_two_weeks_later_than_nothing_has_no_date(read_plain: Read) -> None:
    (mention,) = find_in(read_plain, "Two weeks later, they returned.")
    assert mention.date is None


@pytest.mark.parametrize(
    "text, words",
    [
        ("It ruled from 2011 to 2014.", ["2011", "2014"]),
        ("It ran between March and May.", ["March", "May"]),
        ("They met on Monday and Tuesday.", ["Monday", "Tuesday"]),
    ],
)
def test_both_ends_of_a_stretch(read_plain: Read, text: str, words: list[str]) -> None:
    assert [mention.span.of(text) for mention in find_in(read_plain, text)] == words


@pytest.mark.parametrize(
    "text, values",
    [
        ("They met in November and December 2019.", ["2019-11", "2019-12"]),
        ("It ran from November to March 2014.", ["2013-11", "2014-03"]),
        ("They met on May 3 and 4, 2014.", ["2014-05-03/2014-05-04"]),
        ("It ran from Jan. 3 to Feb. 5, 2014.", ["2014-01-03", "2014-02-05"]),
    ],
)
def test_a_year_that_two_dates_share(read_plain: Read, text: str, values: list[str]) -> None:
    assert [mention.value for mention in find_in(read_plain, text)] == values


@pytest.mark.parametrize(
    "text, words, kind, value",
    [
        ("The siege lasted two years.", "two years", TimeKind.DURATION, "P2Y"),
        ("He serves a five-year term.", "five-year", TimeKind.DURATION, "P5Y"),
        ("It took nearly two and a half years.", "nearly two and a half years", TimeKind.DURATION, "P2Y6M"),
        ("It took 1 1/2 years.", "1 1/2 years", TimeKind.DURATION, "P1Y6M"),
        ("It took several months.", "several months", TimeKind.DURATION, "PXM"),
        ("It took two to three weeks.", "two to three weeks", TimeKind.DURATION, "PXW"),
        ("It lasted for decades.", "decades", TimeKind.DURATION, "PXE"),
        ("It came a day after the vote.", "a day", TimeKind.DURATION, "P1D"),
        ("They meet every Tuesday.", "every Tuesday", TimeKind.SET, "XXXX-WXX-2"),
        ("They meet on Mondays.", "Mondays", TimeKind.SET, "XXXX-WXX-1"),
        ("They meet every two weeks.", "every two weeks", TimeKind.SET, "P2W"),
        ("They meet daily.", "daily", TimeKind.SET, "P1D"),
        ("It costs $5 million a year.", "a year", TimeKind.SET, "P1Y"),
    ],
)
def test_lengths_and_repetitions_have_no_date(
    read_plain: Read, text: str, words: str, kind: TimeKind, value: str
) -> None:
    (mention,) = find_in(read_plain, text)
    assert (mention.span.of(text), mention.kind, mention.value, mention.date) == (words, kind, value, None)


@pytest.mark.parametrize(
    "text, value, start, end",
    [
        ("They have recently met.", "PAST_REF", None, PUBLISHED),
        ("They met in recent weeks.", "PAST_REF", None, PUBLISHED),
        ("They are now in Geneva.", "PRESENT_REF", PUBLISHED, PUBLISHED),
        ("They will meet in the coming weeks.", "FUTURE_REF", PUBLISHED, None),
    ],
)
def test_vague_expressions_are_open(
    read_plain: Read, text: str, value: str, start: dt.date | None, end: dt.date | None
) -> None:
    (mention,) = find_in(read_plain, text)
    assert mention.date is not None
    assert (mention.value, mention.date.start, mention.date.end) == (value, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the second sun day and sat down.",
        "Theresa May said so, and May won.",
        "The Women's March drew a crowd.",
        "Officials marked the 77th anniversary of the deportation.",
        "He will visit during Ramadan.",
        "A force of 2000 troops came with 1,944 others.",
        "He paid $2000 for it.",
        "A 32-year-old was held.",
        "About a quarter of the seats went to them.",
        "Three-quarters of them left.",
        "The fall of Kabul came fast.",
        "He is in his 60s.",
        "The G20 met in Room 1215b.",
    ],
)
def test_what_is_no_time(read_plain: Read, text: str) -> None:
    assert find_in(read_plain, text) == []


@pytest.mark.parametrize(
    "text, value, precision",
    [
        ("It fell on February 30, 2021.", "2021-02", DatePrecision.MONTH),
        ("It fell on 2021-02-30.", "2021-02", DatePrecision.MONTH),
        ("It fell on 05/06/2021.", "2021", DatePrecision.YEAR),
        ("It fell on 05/06/21.", "XXXX-XX-XX", None),
        ("It fell on 30 February.", "XXXX-02", None),
        ("It fell on May 19, 20211.", "XXXX-05-19", None),
    ],
)
def test_bad_dates_are_coarse_or_none(read_plain: Read, text: str, value: str, precision: DatePrecision | None) -> None:
    (mention,) = find_in(read_plain, text)
    assert mention.value == value
    assert (mention.date.precision if mention.date else None) is precision


@pytest.mark.parametrize(
    "text, value",
    [
        ("They met on Tuesday.", "XXXX-XX-XX"),
        ("They met on May 19.", "XXXX-05-19"),
        ("They met in May.", "XXXX-05"),
        ("They met last week.", "XXXX-WXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met three days ago.", "XXXX-XX-XX"),
        ("They met in the summer.", "XXXX-SU"),
        ("They met at noon.", "XXXX-XX-XXT12:00"),
    ],
)
def test_relative_expressions_need_a_publication_date(read_plain: Read, text: str, value: str) -> None:
    (mention,) = find_in(read_plain, text, published=None)
    assert (mention.value, mention.date, mention.anchor) == (value, None, None)


@pytest.mark.parametrize("text", ["They met on May 19, 2014.", "They met in 2014.", "They met in the 1990s."])
def test_explicit_dates_need_none(read_plain: Read, text: str) -> None:
    (mention,) = find_in(read_plain, text, published=None)
    assert mention.date is not None
    assert mention.anchor is Anchor.EXPLICIT


@pytest.mark.parametrize(
    "text, value",
    [
        ("The Sept. 11 attacks changed it.", "2001-09-11"),
        ("The 9/11 attacks changed it.", "2001-09-11"),
        ("The July 15 coup attempt failed.", "2016-07-15"),
        ("The Oct. 7 meeting failed.", "2020-10-07"),
    ],
)
def test_days_that_mean_one_year(read_plain: Read, text: str, value: str) -> None:
    assert find_in(read_plain, text)[0].value == value


def test_a_prime_minister_called_may(read_plain: Read) -> None:
    text = "Prime Minister Theresa May resigned in May.\nIt was accepted by May herself."
    assert [mention.span.of(text) for mention in find_in(read_plain, text)] == ["May"]


def test_mentions_know_their_tokens(read_plain: Read) -> None:
    text = "It rained.\nThey signed it on May 19, 2020, in Geneva."
    parse = read_plain(text)
    (mention,) = find_times(parse, published=PUBLISHED)
    tokens = parse.sentences[mention.sentence].tokens[mention.first : mention.last]
    assert [token.text for token in tokens] == ["May", "19", ",", "2020"]
    assert mention.date is not None
    assert mention.date.span == mention.span
