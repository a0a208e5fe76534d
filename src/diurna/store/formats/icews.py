"""ICEWS coded events: 20 columns, tab separated, with a header, "NA" for what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from diurna.codebook import Codebook
from diurna.codebook.cameo import has_words
from diurna.records import PlacePrecision
from diurna.store.context import Context
from diurna.store.dyads import Dyad, make_number
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow
from diurna.store.tsv import write_row

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
"""The 20 columns in order."""

MISSING = "NA"
_BITS = 31
"""Readers of ICEWS files hold both ids in 32 bits."""


def write_icews(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """One row for each pair. An Event ID is unique together with its date, as in ICEWS."""
    out.write("\t".join(COLUMNS) + "\n")
    taken: set[tuple[object, int]] = set()
    for line in lines:
        for dyad in context.dyads(line, needs_actor=True):
            number = make_number(f"{line.event.id}:{dyad.number}", bits=_BITS)
            while (dyad.date, number) in taken:
                number = number % (2**_BITS - 1) + 1
            taken.add((dyad.date, number))
            write_row(out, make_cells(dyad, number, context.codebook), missing=MISSING)
            context.tally.rows += 1


def make_cells(dyad: Dyad, number: int, codebook: Codebook) -> tuple[object, ...]:
    """The 20 cells of one row."""
    event = dyad.line.event
    return (
        number,
        dyad.date.isoformat(),
        *_actor_cells(dyad.source, codebook),
        dyad.cameo.label,
        dyad.cameo.cameo,
        _find_score(dyad, codebook),
        *_actor_cells(dyad.target, codebook),
        make_number(event.article_id, bits=_BITS),
        event.sentence + 1,
        event.publisher,
        *split_place(event),
        _country_name(event.place_country, codebook),
        event.latitude,
        event.longitude,
    )


def name_actor(cell: ActorCell, codebook: Codebook) -> str | None:
    """ "Sergey Lavrov", "Russian Federation", or in ICEWS's manner "Foreign minister (Russian Federation)"."""
    country = _country_name(cell.country, codebook)
    if cell.name:
        known = codebook.countries.get(cell.country or "")
        return known.icews if known and known.name == cell.name else cell.name
    office = cell.role or cell.text
    if office is None:
        return country
    office = office[:1].upper() + office[1:]
    return f"{office} ({country})" if country else office


def find_sectors(cell: ActorCell, codebook: Codebook) -> tuple[str, ...]:
    """ICEWS's words for what an actor is, e.g. Government, Executive, Foreign Ministry."""
    words: dict[str, None] = {}
    if entry := codebook.international.get(cell.country or ""):
        words |= dict.fromkeys(entry.icews)
    for sector in (cell.sector, *cell.other_sectors):
        if sector is not None:
            known = codebook.sectors.get(sector)
            words |= dict.fromkeys(known.icews if known else ("Government",))
    if cell.role and "Government" in words and cell.sector == "GOV":
        office = next((row.sector for row in codebook.offices if has_words(cell.role or "", row.words)), None)
        words |= dict.fromkeys(("Executive", office)) if office else {}
    return tuple(words)


def split_place(event: EventRow) -> tuple[str | None, str | None, str | None]:
    """City, district and province of an event's place."""
    name, precision, province = event.place_name, event.place_precision, event.place_admin1
    if precision in (PlacePrecision.CITY, PlacePrecision.POINT):
        return name, None, province
    if precision == PlacePrecision.ADMIN2:
        return None, name, province
    if precision == PlacePrecision.ADMIN1:
        return None, None, name
    return None, None, None


def _actor_cells(cell: ActorCell | None, codebook: Codebook) -> tuple[object, ...]:
    if cell is None:
        return (None, None, None)
    return (
        name_actor(cell, codebook),
        ",".join(find_sectors(cell, codebook)),
        _country_name(cell.country, codebook),
    )


def _country_name(code: str | None, codebook: Codebook) -> str | None:
    country = codebook.countries.get(code or "")
    return country.icews if country else None


def _find_score(dyad: Dyad, codebook: Codebook) -> float | None:
    if dyad.cameo.intensity_icews is not None:
        return dyad.cameo.intensity_icews
    return codebook.cameo[dyad.cameo.base].intensity_icews
