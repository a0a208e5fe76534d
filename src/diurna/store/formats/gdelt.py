"""GDELT 2.0 events: 61 columns, tab separated, no header.

We hold where an event happened but not where its actors were, so the Geo columns of the actors say "none" (type 0).
Ethnic and religious codes and the tone of a text are left blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from diurna.codebook import Codebook
from diurna.codebook.book import CameoEntry, Country
from diurna.records import PlacePrecision
from diurna.store.cameo_actors import make_cameo_actor
from diurna.store.citing import cite, find_first_seen, is_in_lead
from diurna.store.context import Context
from diurna.store.dyads import Dyad
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow
from diurna.store.tsv import write_row

ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"Actor1Geo_{name}" for name in GEO),
    *(f"Actor2Geo_{name}" for name in GEO),
    *(f"ActionGeo_{name}" for name in GEO),
    "DATEADDED",
    "SOURCEURL",
)
"""The 61 columns in order."""

_ADM1_CODE = re.compile(r"[A-Z0-9]{1,3}")
_NOWHERE: tuple[object, ...] = (0, None, None, None, None, None, None, None)


def write_gdelt(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """The events, one row for each pair; of a story with several mentions the first row stands for all."""
    written: set[int] = set()
    for line in lines:
        for dyad in context.dyads(line):
            number = context.stories.number(dyad)
            if line.event.id in context.stories.of:
                if number in written:
                    continue
                written.add(number)
            write_row(out, make_cells(dyad, number, context), missing="")
            context.tally.rows += 1


def make_cells(dyad: Dyad, number: int, context: Context) -> tuple[object, ...]:
    """The 61 cells of one row."""
    codebook, line, date = context.codebook, dyad.line, dyad.date
    coverage = context.stories.behind(number)
    seen = find_first_seen(line)
    return (
        number,
        f"{date:%Y%m%d}",
        f"{date:%Y%m}",
        date.year,
        f"{date.year + ((date.month - 1) * 30 + date.day) / 365:.4f}",
        *_actor_cells(dyad.source, codebook),
        *_actor_cells(dyad.target, codebook),
        int(is_in_lead(line)),
        dyad.cameo.cameo,
        dyad.cameo.base,
        dyad.cameo.root,
        dyad.cameo.quad,
        find_score(dyad.cameo, codebook),
        coverage.mentions,
        coverage.sources,
        coverage.documents,
        None,
        *_NOWHERE,
        *_NOWHERE,
        *_place_cells(line.event, codebook),
        f"{seen:%Y%m%d%H%M%S}" if seen else None,
        cite(line.article),
    )


def find_score(entry: CameoEntry, codebook: Codebook) -> float | None:
    """GDELT's score of a code; the parent's where its table has none."""
    if entry.goldstein_gdelt is not None:
        return entry.goldstein_gdelt
    return codebook.cameo[entry.base].goldstein_gdelt


def _actor_cells(cell: ActorCell | None, codebook: Codebook) -> tuple[object, ...]:
    if cell is None:
        return (None,) * len(ACTOR)
    actor = make_cameo_actor(cell, codebook)
    roles = [*actor.roles, None, None, None][:3]
    name = (cell.name or cell.text or "").upper()
    return (actor.code, name, actor.country, actor.group, None, None, None, *roles)


def _place_cells(row: EventRow, codebook: Codebook) -> tuple[object, ...]:
    country = codebook.countries.get(row.place_country or "")
    kind = _geo_type(row)
    if kind == 0 or country is None:
        return _NOWHERE
    adm1 = _adm1_code(row, country, codebook)
    return (
        kind,
        _full_name(row, country),
        country.fips,
        adm1,
        None,
        row.latitude,
        row.longitude,
        adm1 if kind in (1, 2, 5) else None,
    )


def _geo_type(row: EventRow) -> int:
    """1 country, 2 state of the USA, 3 city of the USA, 4 other city, 5 other state, 0 nothing of these."""
    if row.place_precision in (None, PlacePrecision.REGION):
        return 0
    if row.place_precision == PlacePrecision.COUNTRY:
        return 1
    in_usa = row.place_country == "USA"
    if row.place_precision == PlacePrecision.ADMIN1:
        return 2 if in_usa else 5
    return 3 if in_usa else 4


def _full_name(row: EventRow, country: Country) -> str:
    """ "Salem, Oregon, United States"; the name of a country alone stands alone."""
    if row.place_precision == PlacePrecision.COUNTRY:
        return country.name
    admin1 = row.place_admin1 if row.place_precision != PlacePrecision.ADMIN1 else None
    return ", ".join(part for part in (row.place_name, admin1, country.name) if part)


def _adm1_code(row: EventRow, country: Country, codebook: Codebook) -> str | None:
    """The country's FIPS code, with the state's where we have a code for it."""
    if country.fips is None or row.place_precision == PlacePrecision.COUNTRY:
        return country.fips
    admin1 = row.place_admin1 or (row.place_name if row.place_precision == PlacePrecision.ADMIN1 else None) or ""
    code = codebook.us_states.get(admin1, admin1) if country.alpha3 == "USA" else admin1
    return country.fips + code if _ADM1_CODE.fullmatch(code) else None
