"""Rows -> the records they were made from. Only the text of an article can be missing; then the caller gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diurna.records import (
    Actor,
    AgendaState,
    Article,
    Attribution,
    Certainty,
    Coding,
    DatePrecision,
    DateSpan,
    Decision,
    Event,
    Place,
    PlacePrecision,
    Quote,
    QuoteKind,
    Span,
    Stance,
)
from diurna.store.rows import (
    ActorCell,
    ArticleRow,
    DateRow,
    EventRow,
    MentionRow,
    PlaceCell,
    PlaceRow,
    QuoteRow,
    Words,
)


def restore_coding(
    article: ArticleRow,
    text: str,
    *,
    events: Sequence[EventRow],
    quotes: Sequence[QuoteRow],
    mentions: Sequence[MentionRow],
    dates: Sequence[DateRow],
    places: Sequence[PlaceRow],
) -> Coding:
    """The Coding of one article, from its rows in order and its text."""
    return Coding(
        article=Article(
            id=article.id,
            text=text,
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            published=article.published,
            fetched=article.fetched.replace(tzinfo=dt.UTC) if article.fetched else None,
            language=article.language,
            source=article.source,
        ),
        events=tuple(restore_event(row, text) for row in events),
        quotes=tuple(_quote(row, text) for row in quotes),
        mentions=tuple(_mention(row, text) for row in mentions),
        dates=tuple(
            DateSpan(
                start=row.date_start,
                end=row.date_end,
                precision=DatePrecision(row.precision),
                value=row.value,
                span=_span(row.text_start, row.text_end),
            )
            for row in dates
        ),
        places=tuple(
            Place(
                name=row.name,
                precision=PlacePrecision(row.precision),
                country=row.country,
                admin1=row.admin1,
                latitude=row.latitude,
                longitude=row.longitude,
                geonames_id=row.geonames_id,
                feature=row.feature,
                confidence=row.confidence,
                alternatives=row.alternatives,
                span=_span(row.text_start, row.text_end),
            )
            for row in places
        ),
        sentences=article.sentences,
    )


def restore_event(row: EventRow, text: str) -> Event:
    """The Event of one row. `text` is the article's: an actor's words are read from it."""
    return Event(
        id=row.id,
        article_id=row.article_id,
        sentence=row.sentence,
        type=row.type,
        mode=row.mode,
        contexts=row.contexts,
        actor=_actors(row.actor, text),
        recipient=_actors(row.recipient, text),
        date=_date(row),
        place=_place(row),
        certainty=Certainty(row.certainty),
        attributed_to=Attribution(
            speaker=_actor(row.speaker, text),
            source_span=_plain(row.attribution_source),
            cue_span=_plain(row.attribution_cue),
            content=_spans(row.attribution_content),
        ),
        denied_by=_actors(row.denied_by, text),
        due=_due(row),
        agenda=AgendaState(row.agenda) if row.agenda is not None else None,
        evidence=_spans(row.evidence),
        trigger=Span(row.trigger_start, row.trigger_end),
        intensity=row.intensity,
        confidence=row.confidence,
        decided_by=tuple(Decision(field=cell.field, by=cell.by, spans=cell.spans) for cell in row.decided_by),
    )


def _date(row: EventRow) -> DateSpan | None:
    if row.date_precision is None:
        return None
    return DateSpan(
        start=row.date_start,
        end=row.date_end,
        precision=DatePrecision(row.date_precision),
        value=row.date_value,
        span=_span(row.date_text_start, row.date_text_end),
    )


def _due(row: EventRow) -> DateSpan | None:
    if row.due_precision is None:
        return None
    return DateSpan(
        start=row.due_start,
        end=row.due_end,
        precision=DatePrecision(row.due_precision),
        value=row.due_value,
        span=_span(row.due_text_start, row.due_text_end),
    )


def _place(row: EventRow) -> Place | None:
    if row.place_precision is None or row.place_name is None:
        return None
    return Place(
        name=row.place_name,
        precision=PlacePrecision(row.place_precision),
        country=row.place_country,
        admin1=row.place_admin1,
        latitude=row.latitude,
        longitude=row.longitude,
        geonames_id=row.geonames_id,
        feature=row.place_feature,
        confidence=1.0 if row.place_confidence is None else row.place_confidence,
        alternatives=row.place_alternatives,
        span=_span(row.place_text_start, row.place_text_end),
    )


def _quote(row: QuoteRow, text: str) -> Quote:
    return Quote(
        id=row.id,
        article_id=row.article_id,
        kind=QuoteKind(row.kind),
        content=_spans(row.content),
        source_span=_plain(row.source),
        cue_span=_plain(row.cue),
        speaker=_actor(row.speaker, text),
        addressee=_actor(row.addressee, text),
        about=_actors(row.about, text),
        places=tuple(_place_of(cell) for cell in row.places),
        contexts=row.contexts,
        stance=Stance(row.stance) if row.stance is not None else None,
        negated=row.negated,
        medium=_plain(row.medium),
        occasion=_plain(row.occasion),
        within=row.within,
    )


def _place_of(cell: PlaceCell) -> Place:
    return Place(
        name=cell.name,
        precision=PlacePrecision(cell.precision),
        country=cell.country,
        admin1=cell.admin1,
        latitude=cell.latitude,
        longitude=cell.longitude,
        geonames_id=cell.geonames_id,
        feature=cell.feature,
        confidence=cell.confidence,
        alternatives=cell.alternatives,
        span=_span(cell.start, cell.end),
    )


def _mention(row: MentionRow, text: str) -> Actor:
    span = Span(row.text_start, row.text_end)
    return Actor(
        text=span.of(text) if row.text is None else row.text,
        span=span,
        name=row.name,
        country=row.country,
        sector=row.sector,
        other_sectors=row.other_sectors,
        role=row.role,
        known_id=row.known_id,
    )


def _actor(cell: ActorCell | None, text: str) -> Actor | None:
    if cell is None:
        return None
    span = Span(cell.start, cell.end)
    return Actor(
        text=span.of(text) if cell.text is None else cell.text,
        span=span,
        name=cell.name,
        country=cell.country,
        sector=cell.sector,
        other_sectors=cell.other_sectors,
        role=cell.role,
        known_id=cell.known_id,
    )


def _actors(cells: Sequence[ActorCell], text: str) -> tuple[Actor, ...]:
    return tuple(actor for cell in cells if (actor := _actor(cell, text)) is not None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _plain(words: Words | None) -> Span | None:
    return None if words is None else Span(words.start, words.end)


def _spans(words: Sequence[Words]) -> tuple[Span, ...]:
    return tuple(Span(part.start, part.end) for part in words)
