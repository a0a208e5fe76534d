"""POLECAT: 40 columns, tab separated, with a header, "None" for what is missing. One row an event.

Where an event has several actors their values stand side by side, separated by "; ", so that the second name belongs to
the second country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from diurna.codebook import Codebook
from diurna.codebook.book import QUADS
from diurna.store.context import Context
from diurna.store.dyads import find_date
from diurna.store.formats.icews import split_place
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell
from diurna.store.tsv import write_row

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Event Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The 40 columns in order."""

MISSING = "None"
_SEPARATOR = "; "
_WIKIDATA = re.compile(r"Q\d+")


def write_polecat(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """One row for each event that has an actor and a day."""
    out.write("\t".join(COLUMNS) + "\n")
    for line in lines:
        if not line.event.actor:
            context.tally.leave_out("no actor")
        elif find_date(line.event) is None:
            context.tally.leave_out("no date, and the article has none either")
        else:
            write_row(out, make_cells(line, context.codebook), missing=MISSING)
            context.tally.rows += 1


def make_cells(line: EventLine, codebook: Codebook) -> tuple[object, ...]:
    """The 40 cells of one row."""
    event, article = line.event, line.article
    date = find_date(event)
    country = codebook.countries.get(event.place_country or "")
    return (
        event.id,
        date.isoformat() if date else None,
        event.type,
        event.mode,
        event.intensity,
        QUADS.get(event.quad or 0),
        _SEPARATOR.join(event.contexts),
        *_party_cells(event.actor, codebook),
        *_party_cells(event.recipient, codebook),
        event.place_name,
        *split_place(event),
        country.name if country else None,
        event.latitude,
        event.longitude,
        event.geonames_id,
        event.place_text,
        event.place_feature,
        article.publisher,
        article.published.isoformat() if article.published else None,
        _SEPARATOR.join(line.people),
        _SEPARATOR.join(line.organisations),
        _SEPARATOR.join(line.locations),
        article.language,
        f"{event.coder_version} {article.run_id}",
    )


def _party_cells(cells: Sequence[ActorCell], codebook: Codebook) -> tuple[object, ...]:
    """Name, country, COW, primary sector, all sectors, title, raw name and Wikidata item of one side."""
    countries = [codebook.countries.get(cell.country or "") for cell in cells]
    return (
        _side_by_side([cell.name or cell.text for cell in cells]),
        _side_by_side([cell.country for cell in cells]),
        _side_by_side([str(country.cow) if country and country.cow else None for country in countries]),
        _side_by_side([cell.sector for cell in cells]),
        _all_sectors(cells),
        _side_by_side([cell.role for cell in cells]),
        _side_by_side([cell.text for cell in cells]),
        _side_by_side([cell.known_id if _WIKIDATA.fullmatch(cell.known_id or "") else None for cell in cells]),
    )


def _side_by_side(values: Sequence[str | None]) -> str | None:
    """One value an actor, in order; nothing if there is none at all."""
    if not any(values):
        return None
    return _SEPARATOR.join((value or MISSING).replace(";", ",") for value in values)


def _all_sectors(cells: Sequence[ActorCell]) -> str:
    sectors = (sector for cell in cells for sector in (cell.sector, *cell.other_sectors) if sector)
    return _SEPARATOR.join(dict.fromkeys(sectors))
