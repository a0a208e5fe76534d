"""Events -> pairs of one source and one target, for the formats that hold nothing else.

A mutual act becomes two rows for each pair, one in either direction. These formats have no column for certainty and one
for the date, so whoever writes them chooses which events go in, and a future event stands under the day of the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations, product

from msgspec import Struct

from diurna.codebook import Codebook, find_plover_type, is_reciprocal
from diurna.codebook.book import CameoEntry
from diurna.records import Certainty
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow

OCCURRED: tuple[Certainty, ...] = (
    Certainty.HAPPENED,
    Certainty.ONGOING,
    Certainty.PLANNED,
    Certainty.THREATENED,
)
"""What a format without a certainty column holds unless it is asked for more."""

_AHEAD = frozenset({Certainty.PLANNED, Certainty.THREATENED})
_VISIT, _HOST = "042", "043"


class Dyad(Struct, frozen=True, kw_only=True):
    """One row of a dyadic format: who, whom, which CAMEO code, on which day."""

    line: EventLine
    source: ActorCell | None
    target: ActorCell | None
    cameo: CameoEntry
    date: dt.date
    number: int
    """Which of the event's rows it is, from 0."""


def iter_dyads(line: EventLine, codebook: Codebook) -> Iterator[Dyad]:
    """The rows of one event: pairs of which at least one side has a code. None without a day or a CAMEO code."""
    row = line.event
    date = find_date(row)
    if date is None or row.cameo is None:
        return
    for number, (source, target, code) in enumerate(_iter_pairs(row, row.cameo, codebook)):
        if not any(cell is not None and cell.code is not None for cell in (source, target)):
            continue
        yield Dyad(line=line, source=source, target=target, cameo=codebook.cameo[code], date=date, number=number)


def find_day(row: EventRow) -> dt.date | None:
    """The event's first day, else the day of the report; but what is history has its own day or none."""
    own = row.date_start or row.date_end
    return own if own is not None or row.certainty == Certainty.HISTORICAL else row.published


def find_date(row: EventRow) -> dt.date | None:
    """The one day under which an event is filed: its own, but the day of the report for what lies ahead of it."""
    day = find_day(row)
    if row.published is None or day is None:
        return day
    return row.published if row.certainty in _AHEAD or day > row.published else day


def make_number(key: str, *, bits: int = 63) -> int:
    """A number that is the same for the same key everywhere, always positive."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (64 - bits) or 1


def _iter_pairs(
    row: EventRow, code: str, codebook: Codebook
) -> Iterator[tuple[ActorCell | None, ActorCell | None, str]]:
    back = _HOST if code == _VISIT else code
    type_ = find_plover_type(row.type, row.decided_by)
    if row.recipient:
        for source, target in product(row.actor or (None,), row.recipient):
            yield source, target, code
            if type_ == "CONSULT" and source is not None:
                yield target, source, back
    elif len(row.actor) > 1 and is_reciprocal(codebook, type_, trigger=row.trigger or ""):
        for first, second in combinations(row.actor, 2):
            yield first, second, code
            yield second, first, back
    else:
        for source in row.actor or (None,):
            yield source, None, code
