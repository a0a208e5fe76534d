"""Phoenix: 26 columns, tab separated, no header, one row a day for each source, target and code.

The lists of sentences, addresses and outlets at the end of a row keep what the one-a-day rule folds into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TextIO

from diurna.codebook import Codebook
from diurna.records import PlacePrecision
from diurna.store.cameo_actors import CameoActor, make_cameo_actor
from diurna.store.citing import cite, find_outlet
from diurna.store.context import Context
from diurna.store.dyads import Dyad
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow
from diurna.store.tsv import write_row

COLUMNS = (
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryName",
    "SentenceID",
    "URLs",
    "NewsSources",
)
"""The 26 columns in order."""

_ROLES = frozenset({"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"})
_ENTITIES = frozenset({"IGO", "NGO", "IMG", "MNC"})
_QUADS = {"01": 0, "02": 0, "16": 3}
"""Where Phoenix's quad class is not GDELT's."""

_Key = tuple[dt.date, str, str, str]


def write_phoenix(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """The days in order. A row appears when all its mentions are known, so the rows are held in memory."""
    days: dict[_Key, list[Dyad]] = {}
    for line in lines:
        for dyad in context.dyads(line, needs_actor=True):
            source, target = (_code(cell, context.codebook) for cell in (dyad.source, dyad.target))
            days.setdefault((dyad.date, source, target, dyad.cameo.cameo), []).append(dyad)
    for number, key in enumerate(sorted(days), start=1):
        write_row(out, make_cells(number, days[key], context.codebook), missing="")
        context.tally.rows += 1


def make_cells(number: int, dyads: list[Dyad], codebook: Codebook) -> tuple[object, ...]:
    """The 26 cells of one row, from all that was said of these two on this day."""
    first = dyads[0]
    date, entry = first.date, first.cameo
    lines = [dyad.line for dyad in dyads]
    place = next((line.event for line in lines if line.event.latitude is not None), first.line.event)
    return (
        f"{number}_{first.line.event.coder_version}",
        f"{date:%Y%m%d}",
        f"{date:%Y}",
        f"{date:%m}",
        f"{date:%d}",
        *_actor_cells(first.source, codebook),
        *_actor_cells(first.target, codebook),
        entry.cameo,
        entry.root,
        _QUADS.get(entry.root, entry.quad),
        entry.score_phoenix,
        _count_issues(lines),
        place.latitude,
        place.longitude,
        *_place_cells(place, codebook),
        _join(f"{line.article.id}_{line.event.sentence + 1}" for line in lines),
        _join(cite(line.article) for line in lines),
        _join(find_outlet(line.article) for line in lines),
    )


def _code(cell: ActorCell | None, codebook: Codebook) -> str:
    return make_cameo_actor(cell, codebook).code if cell else ""


def _actor_cells(cell: ActorCell | None, codebook: Codebook) -> tuple[object, ...]:
    if cell is None:
        return (None, None, None, None)
    actor = make_cameo_actor(cell, codebook)
    roles = [role for role in actor.roles if role != actor.entity]
    role = roles[0] if roles and roles[0] in _ROLES else None
    others = [part for part in (actor.country, actor.group) if part and part != actor.entity]
    return (actor.code, _entity(actor), role, ";".join([*others, *roles[1 if role else 0 :]]))


def _entity(actor: CameoActor) -> str | None:
    """A country, or one of the four kinds that Phoenix knows."""
    if actor.entity and (actor.entity in _ENTITIES or actor.entity == actor.country):
        return actor.entity
    return None


def _count_issues(lines: list[EventLine]) -> str:
    """ "economic,2;military,1": how many of the mentions have each context."""
    counts: dict[str, int] = {}
    for line in lines:
        for context in line.event.contexts:
            counts[context] = counts.get(context, 0) + 1
    return ";".join(f"{name},{counts[name]}" for name in sorted(counts))


def _place_cells(event: EventRow, codebook: Codebook) -> tuple[object, ...]:
    country = codebook.countries.get(event.place_country or "")
    state = event.place_name if event.place_precision == PlacePrecision.ADMIN1 else event.place_admin1
    return (event.place_name, state, country.name if country else None)


def _join(values: Iterable[str | None]) -> str:
    """The values in order, each once."""
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value))
