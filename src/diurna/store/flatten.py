"""Coding -> the rows of a record's tables, with the words of every span beside its offsets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

from diurna.codebook import Codebook, find_cameo, find_plover_type, load_codebook
from diurna.codebook.check import require
from diurna.errors import SettingsError
from diurna.language.chunks import iter_paragraphs
from diurna.records import Actor, Article, Coding, DateSpan, Event, Place, Quote, Span
from diurna.store.arrow import make_arrow_table
from diurna.store.columns import TABLES
from diurna.store.rows import (
    ActorCell,
    ArticleRow,
    DateRow,
    DecisionCell,
    EventRow,
    MentionRow,
    PlaceCell,
    PlaceRow,
    QuoteRow,
    Words,
)
from diurna.store.run import make_run

if TYPE_CHECKING:
    import pyarrow as pa


class Origin(Struct, frozen=True, kw_only=True):
    """What rows say of the program that made them."""

    run_id: str
    coder_version: str
    codebook: Codebook
    keeps_text: bool = True


def flatten(coding: Coding, origin: Origin) -> dict[str, list[Struct]]:
    """The rows of one article, by table."""
    article = coding.article
    text = article.text if origin.keeps_text else None
    return {
        "articles": [_article_row(coding, origin)],
        "events": [make_event_row(event, article, position, origin) for position, event in enumerate(coding.events)],
        "quotes": [_quote_row(quote, article, position, origin) for position, quote in enumerate(coding.quotes)],
        "mentions": [_mention_row(actor, article.id, position, text) for position, actor in enumerate(coding.mentions)],
        "dates": [_date_row(date, article.id, position, text) for position, date in enumerate(coding.dates)],
        "places": [_place_row(place, article.id, position, text) for position, place in enumerate(coding.places)],
    }


def make_codings_table(codings: Iterable[Coding], table: str, *, codebook: Codebook | None = None) -> pa.Table:
    """One table of codings that stand in no record, as Arrow. Raises SettingsError for an unknown table."""
    require(table, TABLES, "table", error=SettingsError)
    book = codebook or load_codebook()
    run = make_run(codebook_version=book.version)
    origin = Origin(run_id=run.id, coder_version=run.coder_version, codebook=book)
    rows = [row for coding in codings for row in flatten(coding, origin).get(table, ())]
    return make_arrow_table(table, rows)


def hash_text(text: str) -> str:
    """32 hexadecimal digits by which a text is known again, where the record does not keep it."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _article_row(coding: Coding, origin: Origin) -> ArticleRow:
    article = coding.article
    return ArticleRow(
        id=article.id,
        published=article.published,
        publisher=article.publisher,
        title=article.title if origin.keeps_text else None,
        url=article.url,
        language=article.language,
        fetched=to_utc(article.fetched),
        source=article.source,
        text=article.text if origin.keeps_text else None,
        text_hash=hash_text(article.text),
        text_length=len(article.text),
        lead_end=next((end for _, end in iter_paragraphs(article.text)), len(article.text)),
        sentences=coding.sentences,
        run_id=origin.run_id,
        coder_version=origin.coder_version,
        codebook_version=origin.codebook.version,
    )


def make_event_row(event: Event, article: Article, position: int, origin: Origin) -> EventRow:
    """One event as a row."""
    text = article.text if origin.keeps_text else None
    date, due, place, said = event.date, event.due, event.place, event.attributed_to
    codebook = origin.codebook
    actor, recipient, speaker = (
        _actor_cells(event.actor, text),
        _actor_cells(event.recipient, text),
        _actor_cell(said.speaker, text),
    )
    return EventRow(
        id=event.id,
        article_id=event.article_id,
        position=position,
        published=article.published,
        publisher=article.publisher,
        sentence=event.sentence,
        type=event.type,
        mode=event.mode,
        quad=codebook.quad(event.type) if event.type in codebook.types else None,
        intensity=event.intensity,
        contexts=event.contexts,
        actor=actor,
        recipient=recipient,
        actor_codes=_codes(actor),
        recipient_codes=_codes(recipient),
        date_start=date.start if date else None,
        date_end=date.end if date else None,
        date_precision=date.precision.value if date else None,
        date_value=date.value if date else None,
        date_text=_words_of(date, text),
        date_text_start=_start(date),
        date_text_end=_end(date),
        place_name=place.name if place else None,
        place_country=place.country if place else None,
        place_admin1=place.admin1 if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geonames_id=place.geonames_id if place else None,
        place_precision=place.precision.value if place else None,
        place_feature=place.feature if place else None,
        place_confidence=place.confidence if place else None,
        place_alternatives=place.alternatives if place else (),
        place_text=_words_of(place, text),
        place_text_start=_start(place),
        place_text_end=_end(place),
        certainty=event.certainty.value,
        attributed_to=_name_of(speaker),
        attributed_to_code=speaker.code if speaker else None,
        speaker=speaker,
        attribution_source=_words(said.source_span, text),
        attribution_cue=_words(said.cue_span, text),
        attribution_content=_all_words(said.content, text),
        denied_by=_actor_cells(event.denied_by, text),
        due_start=due.start if due else None,
        due_end=due.end if due else None,
        due_precision=due.precision.value if due else None,
        due_value=due.value if due else None,
        due_text=_words_of(due, text),
        due_text_start=_start(due),
        due_text_end=_end(due),
        agenda=event.agenda.value if event.agenda else None,
        trigger=event.trigger.of(text) if text is not None else None,
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        evidence=_all_words(event.evidence, text),
        confidence=event.confidence,
        decided_by=tuple(
            DecisionCell(field=decision.field, by=decision.by, spans=decision.spans) for decision in event.decided_by
        ),
        cameo=_find_code(event, article.text, codebook),
        coder_version=origin.coder_version,
        codebook_version=codebook.version,
    )


def _find_code(event: Event, text: str, codebook: Codebook) -> str | None:
    sectors = [sector for actor in event.actor for sector in (actor.sector, *actor.other_sectors) if sector is not None]
    return find_cameo(
        codebook,
        find_plover_type(event.type, event.decided_by),
        mode=event.mode,
        contexts=event.contexts,
        sectors=sectors,
        trigger=event.trigger.of(text),
        evidence=" ".join(span.of(text) for span in event.evidence),
    )


def _quote_row(quote: Quote, article: Article, position: int, origin: Origin) -> QuoteRow:
    text = article.text if origin.keeps_text else None
    speaker = _actor_cell(quote.speaker, text)
    return QuoteRow(
        id=quote.id,
        article_id=quote.article_id,
        position=position,
        published=article.published,
        publisher=article.publisher,
        kind=quote.kind.value,
        speaker_name=_name_of(speaker),
        speaker_code=speaker.code if speaker else None,
        text=" ".join(span.of(text) for span in quote.content) if text is not None else None,
        stance=quote.stance.value if quote.stance else None,
        negated=quote.negated,
        contexts=quote.contexts,
        speaker=speaker,
        addressee=_actor_cell(quote.addressee, text),
        about=_actor_cells(quote.about, text),
        places=tuple(_place_cell(place, text) for place in quote.places),
        source=_words(quote.source_span, text),
        cue=_words(quote.cue_span, text),
        medium=_words(quote.medium, text),
        occasion=_words(quote.occasion, text),
        within=quote.within,
        content=_all_words(quote.content, text),
        coder_version=origin.coder_version,
    )


def _mention_row(actor: Actor, article_id: str, position: int, text: str | None) -> MentionRow:
    return MentionRow(
        article_id=article_id,
        position=position,
        text=actor.text if text is not None else None,
        name=_known_name(actor, text),
        country=actor.country,
        sector=actor.sector,
        other_sectors=actor.other_sectors,
        role=actor.role,
        known_id=actor.known_id,
        code=actor.code,
        text_start=actor.span.start,
        text_end=actor.span.end,
    )


def _date_row(date: DateSpan, article_id: str, position: int, text: str | None) -> DateRow:
    return DateRow(
        article_id=article_id,
        position=position,
        date_start=date.start,
        date_end=date.end,
        precision=date.precision.value,
        value=date.value,
        text=_words_of(date, text),
        text_start=_start(date),
        text_end=_end(date),
    )


def _place_row(place: Place, article_id: str, position: int, text: str | None) -> PlaceRow:
    return PlaceRow(
        article_id=article_id,
        position=position,
        name=place.name,
        precision=place.precision.value,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames_id=place.geonames_id,
        feature=place.feature,
        confidence=place.confidence,
        alternatives=place.alternatives,
        text=_words_of(place, text),
        text_start=_start(place),
        text_end=_end(place),
    )


def _actor_cell(actor: Actor | None, text: str | None) -> ActorCell | None:
    if actor is None:
        return None
    return ActorCell(
        text=actor.text if text is not None else None,
        name=_known_name(actor, text),
        country=actor.country,
        sector=actor.sector,
        other_sectors=actor.other_sectors,
        role=actor.role,
        known_id=actor.known_id,
        code=actor.code,
        start=actor.span.start,
        end=actor.span.end,
    )


def _place_cell(place: Place, text: str | None) -> PlaceCell:
    return PlaceCell(
        text=_words_of(place, text),
        name=place.name,
        precision=place.precision.value,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames_id=place.geonames_id,
        feature=place.feature,
        confidence=place.confidence,
        alternatives=place.alternatives,
        start=_start(place),
        end=_end(place),
    )


def _known_name(actor: Actor, text: str | None) -> str | None:
    """The canonical name; that of somebody whom only the article knows consists of its words."""
    return actor.name if text is not None or actor.known_id is not None else None


def _actor_cells(actors: Iterable[Actor], text: str | None) -> tuple[ActorCell, ...]:
    return tuple(cell for actor in actors if (cell := _actor_cell(actor, text)) is not None)


def _codes(cells: Iterable[ActorCell]) -> tuple[str, ...]:
    return tuple(cell.code for cell in cells if cell.code is not None)


def _name_of(cell: ActorCell | None) -> str | None:
    return None if cell is None else cell.name or cell.text or cell.code


def _words(span: Span | None, text: str | None) -> Words | None:
    if span is None:
        return None
    return Words(span.start, span.end, span.of(text) if text is not None else None)


def _all_words(spans: Iterable[Span], text: str | None) -> tuple[Words, ...]:
    return tuple(Words(span.start, span.end, span.of(text) if text is not None else None) for span in spans)


def _words_of(found: DateSpan | Place | None, text: str | None) -> str | None:
    if found is None or found.span is None or text is None:
        return None
    return found.span.of(text)


def _start(found: DateSpan | Place | None) -> int | None:
    return found.span.start if found is not None and found.span is not None else None


def _end(found: DateSpan | Place | None) -> int | None:
    return found.span.end if found is not None and found.span is not None else None


def to_utc(moment: dt.datetime | None) -> dt.datetime | None:
    """A moment as the tables hold it: UTC, without a zone. One without a zone is taken as UTC."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(dt.UTC).replace(tzinfo=None)
