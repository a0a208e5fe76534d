"""PLOVER JSON lines: one object an event, PLOVER's names first, then what PLOVER leaves open, under names of our own.

The dotted names (`date.start`) are ours: PLOVER's own `date` stays the plain day that its readers expect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

import msgspec

from diurna.codebook import Codebook
from diurna.codebook.book import QUADS
from diurna.records import PlacePrecision
from diurna.store.citing import cite
from diurna.store.context import Context
from diurna.store.dyads import find_day
from diurna.store.formats.icews import split_place
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow

COLUMNS = (
    # PLOVER's own names
    "id",
    "date",
    "enddate",
    "actor",
    "recipient",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "event_loc",
    "event_text",
    "text",
    "text_info",
    "link",
    "cite_info",
    "coder",
    # ours
    "certainty",
    "attributed_to",
    "quote_speaker",
    "denied_by",
    "evidence",
    "date.start",
    "date.end",
    "date.expr",
    "date.granularity",
    "due.start",
    "due.end",
    "due.expr",
    "agenda",
    "cluster_id",
    "mentions",
    "confidence",
    "provenance",
)
"""Every name that an object may have, in order. A name whose value is not known is left out."""

_RESOLUTION: Mapping[str | None, int] = {
    PlacePrecision.POINT: 5,
    PlacePrecision.CITY: 4,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 1,
}
_CITY = "P"
_AREA = "A"


def write_plover(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """Every event with an actor and a day, which PLOVER requires."""
    encoder = msgspec.json.Encoder()
    for line in lines:
        if not line.event.actor:
            context.tally.leave_out("no actor")
        elif find_day(line.event) is None:
            context.tally.leave_out("no date, and the article has none either")
        else:
            out.write(encoder.encode(make_object(line, context)).decode() + "\n")
            context.tally.rows += 1


def make_object(line: EventLine, context: Context) -> dict[str, object]:
    """One event as PLOVER's JSON object."""
    event, article, codebook = line.event, line.article, context.codebook
    day = find_day(event)
    evidence = [part.text for part in event.evidence if part.text]
    values: dict[str, object] = {
        "id": event.id,
        "date": day,
        "enddate": event.date_end if event.date_end != day else None,
        "actor": [_entity(cell, codebook) for cell in event.actor],
        "recipient": [_entity(cell, codebook) for cell in event.recipient],
        "event": event.type,
        "mode": event.mode,
        "context": list(event.contexts),
        "quad_code": QUADS.get(event.quad or 0),
        "event_scale": event.intensity,
        "event_loc": _place(event, codebook),
        "event_text": event.trigger,
        "text": " ... ".join(evidence),
        "text_info": _known(
            {
                "sequence": event.sentence + 1,
                "start": min(part.start for part in event.evidence),
                "end": max(part.end for part in event.evidence),
                "text_story": article.id,
            }
        ),
        "link": article.url,
        "cite_info": _known(
            {
                "citation": cite(article),
                "url": article.url,
                "title": article.title,
                "language": article.language,
                "publication": article.publisher,
                "coder": f"diurna {event.coder_version}",
                "codebook": event.codebook_version,
                "version": article.run_id,
            }
        ),
        "coder": f"diurna {event.coder_version}",
        "certainty": event.certainty,
        "attributed_to": event.attributed_to,
        "quote_speaker": _entity(event.speaker, codebook) if event.speaker else None,
        "denied_by": [_entity(cell, codebook) for cell in event.denied_by],
        "evidence": [
            _known({"doc_id": event.article_id, "start": part.start, "end": part.end, "text": part.text})
            for part in event.evidence
        ],
        "date.start": event.date_start,
        "date.end": event.date_end,
        "date.expr": event.date_text,
        "date.granularity": event.date_precision,
        "due.start": event.due_start,
        "due.end": event.due_end,
        "due.expr": event.due_text,
        "agenda": event.agenda,
        "cluster_id": context.stories.of.get(event.id),
        "mentions": context.stories.size(event.id),
        "confidence": event.confidence,
        "provenance": [{"field": choice.field, "by": choice.by} for choice in event.decided_by],
    }
    return _known({name: values[name] for name in COLUMNS})


def _entity(cell: ActorCell, codebook: Codebook) -> dict[str, object]:
    return _known(
        {
            "code": cell.country,
            "sector": cell.sector,
            "other_sector_codes": list(cell.other_sectors),
            "entity_text": cell.text,
            "entity_name": cell.name,
            "country_name": codebook.country_name(cell.country) if cell.country else None,
            "office": cell.role,
            "identifier_id": cell.known_id,
            "identifier_text": cell.name if cell.known_id else None,
            "start": cell.start,
            "end": cell.end,
        }
    )


def _place(event: EventRow, codebook: Codebook) -> dict[str, object] | None:
    if event.place_name is None:
        return None
    city, district, province = split_place(event)
    country = event.place_country
    return _known(
        {
            "extracted_place": event.place_text,
            "resolved_place": event.place_name,
            "geonameid": event.geonames_id,
            "lat": event.latitude,
            "lon": event.longitude,
            "city": city,
            "district": district,
            "province": province,
            "country": codebook.country_name(country) if country else None,
            "country_code": country,
            "feature_class": _feature_class(event.place_feature),
            "feature_code": event.place_feature,
            "resolution": _RESOLUTION.get(event.place_precision),
        }
    )


def _feature_class(feature: str | None) -> str | None:
    """GeoNames' class letter of the codes that name cities and areas."""
    if feature is None:
        return None
    if feature.startswith("PPL"):
        return _CITY
    return _AREA if feature.startswith(("ADM", "PCL", "TERR")) else None


def _known(values: Mapping[str, object]) -> dict[str, object]:
    """The names that have a value."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
