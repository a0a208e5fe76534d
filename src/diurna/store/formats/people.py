"""CSV for people: one row an event, every field a readable cell, and beside it the words that it rests on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from diurna.codebook import Codebook
from diurna.codebook.book import QUADS
from diurna.store.context import Context
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, DecisionCell, QuoteRow, Words

Cell = Callable[[EventLine, Codebook], object]

COLUMNS: Mapping[str, Cell] = {
    "id": lambda line, _: line.event.id,
    "article_id": lambda line, _: line.event.article_id,
    "published": lambda line, _: line.event.published,
    "publisher": lambda line, _: line.event.publisher,
    "title": lambda line, _: line.article.title,
    "url": lambda line, _: line.article.url,
    "sentence": lambda line, _: line.event.sentence + 1,
    "type": lambda line, _: line.event.type,
    "mode": lambda line, _: line.event.mode,
    "trigger": lambda line, _: line.event.trigger,
    "certainty": lambda line, _: line.event.certainty,
    "contexts": lambda line, _: _list(line.event.contexts),
    "quad": lambda line, _: line.event.quad,
    "quad_name": lambda line, _: QUADS.get(line.event.quad or 0),
    "intensity": lambda line, _: line.event.intensity,
    "actor": lambda line, _: _names(line.event.actor),
    "actor_codes": lambda line, _: _list(line.event.actor_codes),
    "actor_roles": lambda line, _: _list(cell.role for cell in line.event.actor),
    "actor_words": lambda line, _: _list(cell.text for cell in line.event.actor),
    "recipient": lambda line, _: _names(line.event.recipient),
    "recipient_codes": lambda line, _: _list(line.event.recipient_codes),
    "recipient_roles": lambda line, _: _list(cell.role for cell in line.event.recipient),
    "recipient_words": lambda line, _: _list(cell.text for cell in line.event.recipient),
    "date_start": lambda line, _: line.event.date_start,
    "date_end": lambda line, _: line.event.date_end,
    "date_precision": lambda line, _: line.event.date_precision,
    "date_words": lambda line, _: line.event.date_text,
    "place": lambda line, _: line.event.place_name,
    "place_admin1": lambda line, _: line.event.place_admin1,
    "place_country": lambda line, _: line.event.place_country,
    "latitude": lambda line, _: line.event.latitude,
    "longitude": lambda line, _: line.event.longitude,
    "geonames_id": lambda line, _: line.event.geonames_id,
    "place_precision": lambda line, _: line.event.place_precision,
    "place_words": lambda line, _: line.event.place_text,
    "attributed_to": lambda line, _: line.event.attributed_to,
    "attributed_to_code": lambda line, _: line.event.attributed_to_code,
    "attribution_words": lambda line, _: _words((line.event.attribution_source, line.event.attribution_cue)),
    "denied_by": lambda line, _: _names(line.event.denied_by),
    "due_start": lambda line, _: line.event.due_start,
    "due_end": lambda line, _: line.event.due_end,
    "due_words": lambda line, _: line.event.due_text,
    "agenda": lambda line, _: line.event.agenda,
    "evidence": lambda line, _: _words(line.event.evidence),
    "evidence_offsets": lambda line, _: _list(f"{part.start}-{part.end}" for part in line.event.evidence),
    "confidence": lambda line, _: line.event.confidence,
    "decided_by": lambda line, _: _choices(line.event.decided_by),
    "cameo": lambda line, _: line.event.cameo,
    "coder_version": lambda line, _: line.event.coder_version,
    "codebook_version": lambda line, _: line.event.codebook_version,
}
"""The columns in order. Offsets are characters of the article, sentences count from 1."""

QUOTE_COLUMNS: Mapping[str, Callable[[QuoteRow], object]] = {
    "id": lambda row: row.id,
    "article_id": lambda row: row.article_id,
    "published": lambda row: row.published,
    "publisher": lambda row: row.publisher,
    "kind": lambda row: row.kind,
    "speaker": lambda row: row.speaker_name,
    "speaker_code": lambda row: row.speaker_code,
    "quote": lambda row: row.text,
    "addressee": lambda row: _names([row.addressee] if row.addressee else []),
    "about": lambda row: _names(row.about),
    "places": lambda row: _list(place.name for place in row.places),
    "contexts": lambda row: _list(row.contexts),
    "stance": lambda row: row.stance,
    "negated": lambda row: "not said" if row.negated else None,
    "medium": lambda row: row.medium.text if row.medium else None,
    "occasion": lambda row: row.occasion.text if row.occasion else None,
    "within": lambda row: row.within,
    "attribution_words": lambda row: _words((row.source, row.cue)),
    "offsets": lambda row: _list(f"{part.start}-{part.end}" for part in row.content),
    "coder_version": lambda row: row.coder_version,
}
"""The columns of the quotes that are written beside the events."""


def write_events_csv(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """A header, then one row an event."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([show(cell(line, context.codebook)) for cell in COLUMNS.values()])
        context.tally.rows += 1


def write_quotes_csv(rows: Iterable[QuoteRow], out: TextIO) -> None:
    """A header, then one row a quote."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(QUOTE_COLUMNS)
    for row in rows:
        writer.writerow([show(cell(row)) for cell in QUOTE_COLUMNS.values()])


def show(value: object) -> object:
    """A cell that a spreadsheet takes for text: news that begins with "=" is no formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _list(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)


def _names(cells: Sequence[ActorCell]) -> str:
    return _list(cell.name or cell.text or cell.code for cell in cells)


def _words(parts: Iterable[Words | None]) -> str:
    return " ... ".join(part.text for part in parts if part is not None and part.text)


def _choices(choices: Sequence[DecisionCell]) -> str:
    return _list(f"{choice.field}: {choice.by}" for choice in choices)
