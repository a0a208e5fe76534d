"""The core by itself: texts in, one reading for all six questions, with whatever parser there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from diurna.coder import BATCH, Coder, read_article
from diurna.errors import InputError
from diurna.event import join_events
from diurna.language.states import Scan
from diurna.records import Article, Certainty, Parse, Span
from diurna.sure.sureness import Sureness
from event.event_texts import DAY, load_tables, load_tools, make_scan, parse
from said.said_hearing import Ear

VISIT = "The king is due to visit Oman on Monday."
TEXTS = ["Norway praised Denmark.", "Blinken condemned Russia.", VISIT]


class PlainParser:
    """A parser of somebody else's: trees and nothing more."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        self.batches.append(len(texts))
        return [parse(text) for text in texts]


class ScanningParser(PlainParser):
    """One that also keeps what it has seen."""

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        return [make_scan(text) for text in texts]


def make_article(text: str, **changes: object) -> Article:
    return replace(Article(id="a", text=text, published=DAY), **changes)


def test_a_parser_that_keeps_nothing_gives_parses_without_states() -> None:
    scans = Coder(PlainParser(), load_tools()).scan(TEXTS)
    assert scans == [Scan(parse(text), ()) for text in TEXTS]


def test_a_parser_that_scans_is_asked_to() -> None:
    parser = ScanningParser()
    scans = Coder(parser, load_tools()).scan(TEXTS)
    assert parser.batches == []
    assert [len(scan.states) for scan in scans] == [1, 1, 1]


def test_no_texts_are_no_scans() -> None:
    assert Coder(PlainParser(), load_tools()).scan([]) == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_coding_is_one_reading_with_its_events(text: str) -> None:
    article = make_article(text)
    (coding,) = Coder(PlainParser(), load_tools()).code([article])
    reading = read_article(article, Scan(parse(text), ()), load_tools())
    assert coding.events == join_events(reading, load_tables())
    assert coding.mentions == tuple(mention.actor for mention in reading.mentions)
    assert coding.dates == tuple(time.date for time in reading.times if time.date is not None)
    assert coding.places == tuple(place.place for place in reading.places if place.place is not None)
    assert coding.sentences == tuple(sentence.span for sentence in parse(text).sentences)


def test_articles_come_in_batches_and_in_order() -> None:
    parser = PlainParser()
    articles = [make_article(TEXTS[number % 3], id=str(number)) for number in range(BATCH + 5)]
    codings = list(Coder(parser, load_tools()).pipe(articles))
    assert [coding.article for coding in codings] == articles
    assert parser.batches == [BATCH, 5]


def test_a_day_may_be_written_out() -> None:
    coder = Coder(PlainParser(), load_tools())
    assert coder(VISIT, published="2021-05-19") == coder(VISIT, published=DAY)
    assert coder(VISIT).article.published is None


# What is read in an article before anything is joined.


def test_a_reading_answers_each_question() -> None:
    reading = read_article(make_article(VISIT), Scan(parse(VISIT), ()), load_tools())
    assert {mention.actor.text for mention in reading.mentions} == {"The king", "Oman"}
    assert [time.date.start for time in reading.times if time.date] == [dt.date(2021, 5, 24)]
    assert "Oman" in {place.place.name for place in reading.places if place.place}
    assert reading.sayings == ()


def test_without_a_day_of_publication_a_weekday_is_no_date() -> None:
    reading = read_article(make_article(VISIT, published=None), Scan(parse(VISIT), ()), load_tools())
    assert all(time.date is None or time.date.start is None for time in reading.times)


def test_actors_are_found_from_any_of_their_words() -> None:
    reading = read_article(make_article(VISIT), Scan(parse(VISIT), ()), load_tools())
    king = [mention for mention in reading.mentions if mention.actor.text == "The king"]
    assert [reading.actors.mentions[0, token] for token in (0, 1)] == [tuple(king)] * 2


def test_an_unknown_publisher_makes_no_difference() -> None:
    plain = read_article(make_article(VISIT), Scan(parse(VISIT), ()), load_tools())
    named = read_article(make_article(VISIT, publisher="The Nowhere Gazette"), Scan(parse(VISIT), ()), load_tools())
    assert (named.mentions, named.places) == (plain.mentions, plain.places)


# How sure a text is of any of its words.

CROSSED = "Moscow denied that its troops had crossed the border."


def mark(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def judge(text: str, *words: str, published: dt.date | None = None) -> list[Sureness]:
    """How sure a text is of some of its words."""
    coder = Coder(PlainParser(), load_tools())
    (judged,) = coder.judge([text], [[mark(text, one) for one in words]], [published])
    return judged


@pytest.mark.parametrize(
    ("text", "words", "certainty"),
    [
        ("Norway praised Denmark.", "praised", Certainty.HAPPENED),
        (CROSSED, "crossed", Certainty.DENIED),
        (VISIT, "visit", Certainty.PLANNED),
        # a phrase stands for its first word that is no function word
        (CROSSED, "had crossed the border", Certainty.DENIED),
        (VISIT, "to visit Oman on Monday", Certainty.PLANNED),
        ("The alleged attack shut the pipeline.", "The alleged attack", Certainty.HAPPENED),
        ("The alleged attack shut the pipeline.", "attack", Certainty.ALLEGED),
        # half a word is the word
        (CROSSED, "rosse", Certainty.DENIED),
    ],
)
def test_any_word_is_judged(text: str, words: str, certainty: Certainty) -> None:
    (judged,) = judge(text, words, published=DAY)
    assert judged.certainty is certainty
    assert -3 <= judged.factuality <= 3


def test_every_text_is_judged_by_its_own_marks_and_day() -> None:
    texts = ["Norway praised Denmark.", VISIT, CROSSED]
    spans = [[mark(texts[0], "praised")], [], [mark(CROSSED, "crossed"), mark(CROSSED, "denied")]]
    parser = PlainParser()
    judged = Coder(parser, load_tools()).judge(texts, spans, [DAY, None, DAY])
    assert [len(row) for row in judged] == [1, 0, 2]
    assert parser.batches == [3]
    assert judged[0] == judge(texts[0], "praised", published=DAY)
    assert judged[2] == judge(CROSSED, "crossed", "denied", published=DAY)


def test_without_days_the_calendar_says_nothing() -> None:
    text = "Soviet troops shelled the town in August 1968."
    coder = Coder(PlainParser(), load_tools())
    ((alone,),) = coder.judge([text], [[mark(text, "shelled")]])
    assert alone.certainty is Certainty.HAPPENED
    assert judge(text, "shelled", published=DAY)[0].certainty is Certainty.HISTORICAL


def test_a_mark_without_a_word_is_an_error() -> None:
    span = mark(CROSSED, " ")
    with pytest.raises(InputError, match=f"No word stands at characters {span.start} to {span.end}"):
        judge(CROSSED, " ")


def test_the_head_is_asked_about_any_word() -> None:
    text = "Norway praised Denmark."
    ear = Ear(text, certainties={"praised": Certainty.HYPOTHETICAL}, factuality={"praised": 0.5})
    coder = Coder(ScanningParser(), replace(load_tools(), listener=ear))
    ((judged,),) = coder.judge([text], [[mark(text, "praised")]])
    assert judged == Sureness(certainty=Certainty.HYPOTHETICAL, factuality=0.5)


def test_a_coding_is_made_with_what_the_head_hears() -> None:
    text = "Norway praised Denmark."
    ear = Ear(text, certainties={"praised": Certainty.PLANNED})
    (coding,) = Coder(ScanningParser(), replace(load_tools(), listener=ear)).code([make_article(text)])
    assert [event.certainty for event in coding.events] == [Certainty.PLANNED]
    # the rules take "praised" for a cue; the head hears none
    assert coding.quotes == ()


def test_without_states_the_head_hears_nothing() -> None:
    text = "Norway praised Denmark."
    ear = Ear(text, certainties={"praised": Certainty.PLANNED})
    tools = replace(load_tools(), listener=ear)
    article = make_article(text)
    assert Coder(PlainParser(), tools).code([article]) == Coder(PlainParser(), load_tools()).code([article])
    assert ear.hints == []
