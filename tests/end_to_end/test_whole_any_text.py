"""Any text at all is coded without an error, and the laws of a coding hold for it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.coder import Coder
from diurna.records import Coding
from diurna.store import make_codings_table

# Words that wake every part of the coder, between characters of any kind.
WORDS = (
    *("Serbia", "Moscow", "Blinken", "the president", "he", "they", "rebels", "police", "Crimea", "U.S."),
    *(
        "said",
        "denied",
        "condemned",
        "attacked",
        "recalled",
        "threatened",
        "will",
        "meet",
        "talks",
        "that",
        "not",
        "to",
    ),
    *("on", "Tuesday", "2014", "next year", "31 February", "0", "by", "in", "with", "and", "or", "if", "according to"),
    *(",", ".", "?", "\n\n", '"', "“", "”", "(", ")", "-", "—", ":", "'s", "’s"),
)
ANY_TEXT = st.text(max_size=400)
ANY_NEWS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=40).map(lambda parts: " ".join(parts)[:400])
DAYS = st.none() | st.dates()


def check(coding: Coding, text: str) -> None:
    assert coding.article.text == text
    for event in coding.events:
        assert event.evidence
        assert coding.sentences[event.sentence].covers(event.trigger)
        for span in (event.trigger, *event.evidence, *(actor.span for actor in (*event.actor, *event.recipient))):
            assert 0 <= span.start < span.end <= len(text)
        if event.date is not None and event.date.start is not None and event.date.end is not None:
            assert event.date.start <= event.date.end
    assert len({event.id for event in coding.events}) == len(coding.events)
    assert make_codings_table([coding], "events").num_rows == len(coding.events)


@settings(max_examples=40, deadline=None)
@given(text=ANY_TEXT, published=DAYS)
def test_any_characters(coder: Coder, text: str, published: dt.date | None) -> None:
    check(coder(text, published=published), text)


@settings(max_examples=60, deadline=None)
@given(text=ANY_NEWS, published=DAYS)
def test_any_words_of_the_news(coder: Coder, text: str, published: dt.date | None) -> None:
    check(coder(text, published=published), text)
