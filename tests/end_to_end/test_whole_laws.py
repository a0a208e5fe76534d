"""Laws that hold for every coding of every article, tried on the `examples` folder as it is really coded."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from diurna.codebook import Codebook
from diurna.coder import Coder
from diurna.records import Actor, Article, Certainty, Coding, DateSpan, Event, Place, Quote, Span

Examples = tuple[Coding, ...]


def iter_events(examples: Examples) -> Iterator[tuple[str, Event]]:
    """Each event with the text that it comes from."""
    for coding in examples:
        for event in coding.events:
            yield coding.article.text, event


def iter_actors(coding: Coding) -> Iterator[Actor]:
    """Every actor anywhere in a coding."""
    yield from coding.mentions
    for event in coding.events:
        yield from (*event.actor, *event.recipient, *event.denied_by)
        if event.attributed_to.speaker is not None:
            yield event.attributed_to.speaker
    for quote in coding.quotes:
        yield from (actor for actor in (quote.speaker, quote.addressee, *quote.about) if actor is not None)


def iter_dates(coding: Coding) -> Iterator[DateSpan]:
    """Every date anywhere in a coding."""
    yield from coding.dates
    for event in coding.events:
        yield from (date for date in (event.date, event.due) if date is not None)


def iter_places(coding: Coding) -> Iterator[Place]:
    """Every place anywhere in a coding."""
    yield from coding.places
    yield from (event.place for event in coding.events if event.place is not None)


def iter_event_spans(event: Event) -> Iterator[Span]:
    """The spans of an event, those of its actors, dates and place aside."""
    yield event.trigger
    yield from event.evidence
    said = event.attributed_to
    yield from (span for span in (said.source_span, said.cue_span, *said.content) if span is not None)
    for decision in event.decided_by:
        yield from decision.spans


def iter_quote_spans(quote: Quote) -> Iterator[Span]:
    """The spans of a quote, those of its actors aside."""
    yield from (span for span in (quote.source_span, quote.cue_span, *quote.content) if span is not None)


def iter_spans(coding: Coding) -> Iterator[Span]:
    """Every span anywhere in a coding."""
    yield from coding.sentences
    for event in coding.events:
        yield from iter_event_spans(event)
    for quote in coding.quotes:
        yield from iter_quote_spans(quote)
    yield from (actor.span for actor in iter_actors(coding))
    yield from (date.span for date in iter_dates(coding) if date.span is not None)
    yield from (place.span for place in iter_places(coding) if place.span is not None)


def test_there_is_something_to_judge(examples: Examples) -> None:
    assert len(examples) >= 15
    assert all(coding.article.published for coding in examples)
    found = [event for _, event in iter_events(examples)]
    assert len(found) > 10 * len(examples)
    assert {Certainty.HAPPENED, Certainty.PLANNED, Certainty.ALLEGED, Certainty.DENIED} <= {e.certainty for e in found}


def test_every_span_holds_words_of_its_text(examples: Examples) -> None:
    for coding in examples:
        length = len(coding.article.text)
        for span in iter_spans(coding):
            assert 0 <= span.start < span.end <= length
            assert span.of(coding.article.text).strip()


def test_an_actor_is_named_by_the_words_at_its_span(examples: Examples) -> None:
    for coding in examples:
        for actor in iter_actors(coding):
            assert actor.text == actor.span.of(coding.article.text)


def test_sentences_follow_one_another(examples: Examples) -> None:
    for coding in examples:
        for before, after in zip(coding.sentences, coding.sentences[1:], strict=False):
            assert before.end <= after.start


def test_no_event_without_evidence(examples: Examples) -> None:
    for text, event in iter_events(examples):
        assert event.evidence
        assert list(event.evidence) == sorted(event.evidence)
        assert any(span.covers(event.trigger) for span in event.evidence), event.trigger.of(text)


def test_trigger_and_evidence_stand_in_the_sentence_of_the_event(examples: Examples) -> None:
    for coding in examples:
        for event in coding.events:
            assert 0 <= event.sentence < len(coding.sentences)
            sentence = coding.sentences[event.sentence]
            assert all(sentence.covers(span) for span in (event.trigger, *event.evidence))


def test_events_come_in_reading_order(examples: Examples) -> None:
    for coding in examples:
        places = [(event.sentence, event.trigger) for event in coding.events]
        assert places == sorted(places)


def test_no_two_events_and_no_two_quotes_share_an_id(examples: Examples) -> None:
    events = [event.id for coding in examples for event in coding.events]
    quotes = [quote.id for coding in examples for quote in coding.quotes]
    assert len(set(events)) == len(events)
    assert len(set(quotes)) == len(quotes)
    for coding in examples:
        assert all(event.article_id == coding.article.id for event in coding.events)
        assert all(quote.article_id == coding.article.id for quote in coding.quotes)


@pytest.mark.parametrize(
    "sentence",
    [
        "European officials have held to their insistence that the measures violate trade law.",
        "The president repeated his assertion that Serbia had attacked the port.",
        '"We met Serbia," the minister said, and said again: "We met Serbia."',
    ],
)
def test_words_that_two_cues_claim_are_two_quotes(sentence: str, coder: Coder) -> None:
    ids = [quote.id for quote in coder(sentence, published="2021-05-18").quotes]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "sentence", ["Serbia refused to meet Croatia.", "Serbia said that it would not hold talks with Croatia."]
)
def test_a_refusal_says_what_decided_its_mode(sentence: str, coder: Coder) -> None:
    [event] = [event for event in coder(sentence, published="2021-05-18").events if event.type == "REJECT"]
    assert event.mode == "meet"
    assert "mode" in [decision.field for decision in event.decided_by]


def test_every_name_is_in_the_codebook(examples: Examples, codebook: Codebook) -> None:
    for _, event in iter_events(examples):
        assert codebook.check_type(event.type)
        assert event.mode is None or codebook.check_mode(event.type, event.mode)
        assert all(codebook.check_context(context) for context in event.contexts)
        assert len(set(event.contexts)) == len(event.contexts)
        assert event.intensity == codebook.intensity(event.type, event.mode)
        assert event.certainty in list(Certainty)
    for coding in examples:
        for actor in iter_actors(coding):
            assert actor.country is None or codebook.check_country(actor.country), actor
            assert all(codebook.check_sector(sector) for sector in (actor.sector, *actor.other_sectors) if sector)


def test_confidence_is_a_probability(examples: Examples) -> None:
    assert all(0 <= event.confidence <= 1 for _, event in iter_events(examples))
    assert all(0 <= place.confidence <= 1 for coding in examples for place in iter_places(coding))


def test_no_date_ends_before_it_starts(examples: Examples) -> None:
    for coding in examples:
        for date in iter_dates(coding):
            assert date.start is not None or date.end is not None or date.value is not None
            assert date.start is None or date.end is None or date.start <= date.end, date


def test_what_happened_does_not_lie_in_the_future(examples: Examples) -> None:
    for coding in examples:
        published = coding.article.published
        for event in coding.events:
            if event.certainty in (Certainty.HAPPENED, Certainty.HISTORICAL) and event.date and event.date.start:
                assert published is not None
                assert event.date.start <= published, event


def test_every_place_is_on_the_map(examples: Examples) -> None:
    for coding in examples:
        for place in iter_places(coding):
            assert (place.latitude is None) == (place.longitude is None)
            assert place.latitude is None or -90 <= place.latitude <= 90
            assert place.longitude is None or -180 <= place.longitude <= 180


def test_a_threat_never_happened(examples: Examples) -> None:
    for text, event in iter_events(examples):
        if event.type == "THREATEN":
            assert event.certainty not in (Certainty.HAPPENED, Certainty.ONGOING), event.trigger.of(text)


def test_only_what_is_denied_or_alleged_has_somebody_who_denies_it(examples: Examples) -> None:
    for text, event in iter_events(examples):
        if event.denied_by:
            assert event.certainty in (Certainty.DENIED, Certainty.ALLEGED), event.trigger.of(text)


def test_nobody_both_alleges_and_denies(examples: Examples) -> None:
    for text, event in iter_events(examples):
        if event.certainty is Certainty.ALLEGED and event.attributed_to.speaker is not None:
            assert event.attributed_to.speaker.span not in {actor.span for actor in event.denied_by}, text


def test_nobody_acts_on_himself(examples: Examples) -> None:
    for text, event in iter_events(examples):
        assert event.actor or event.recipient, event.trigger.of(text)
        assert not {actor.span for actor in event.actor} & {actor.span for actor in event.recipient}


def test_every_field_says_what_decided_it(examples: Examples) -> None:
    for _, event in iter_events(examples):
        fields = [decision.field for decision in event.decided_by]
        assert len(set(fields)) == len(fields)
        assert {"type", "certainty"} <= set(fields)
        assert all(decision.by for decision in event.decided_by)
        assert event.mode is None or "mode" in fields
        assert event.date is None or "date" in fields
        assert event.place is None or "place" in fields


@pytest.mark.slow
def test_an_article_alone_is_coded_as_among_others(
    coder: Coder, example_articles: tuple[Article, ...], examples: Examples
) -> None:
    others = [
        article.title
        for article, coding in zip(example_articles, examples, strict=True)
        if coder.code([article]) != [coding]
    ]
    assert others == []


@pytest.mark.slow
def test_the_order_of_articles_changes_no_coding(
    coder: Coder, example_articles: tuple[Article, ...], examples: Examples
) -> None:
    shuffled = list(example_articles)
    random.Random(7).shuffle(shuffled)
    found: dict[str, Coding] = {}
    for start in range(0, len(shuffled), 5):
        found |= {coding.article.id: coding for coding in coder.code(shuffled[start : start + 5])}
    others = [coding.article.title for coding in examples if found[coding.article.id] != coding]
    assert others == []
