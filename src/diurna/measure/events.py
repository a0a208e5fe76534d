"""Task "events": whole events of sentences against gold records.

Three formats are read, told apart by their keys: PLOVER gold records (`event`, `source`, `target`; records of one
sentence share `sent_id`), the older coders' records (`events` with `source`, `target`, `code` in CAMEO), and our own
gold sentences (`events` with `type`, `actor`, `recipient`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from diurna.codebook import Codebook
from diurna.coder import Coder
from diurna.errors import InputError
from diurna.measure.dyads import (
    Unit,
    Whole,
    count_right,
    count_wholes,
    make_cameo_units,
    make_units,
    make_whole,
    merge_mirrored,
)
from diurna.measure.gold import iter_gold
from diurna.measure.report import F1_COLUMNS, Cell, Miss, Report, Table, list_score
from diurna.measure.scores import Tally, find_calibration_error, find_reliability, score_tallies
from diurna.records import Article, Coding, Event, make_article_id

One = TypeVar("One", Unit, Whole)


class _Party(Struct, frozen=True):
    code: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    sector: str | None = None


class _Told(Struct, frozen=True):
    """An event inside a record."""

    source: str | None = None
    target: str | None = None
    code: str | None = None
    type: str | None = None
    actor: tuple[_Party, ...] = ()
    recipient: tuple[_Party, ...] = ()


class EventRecord(Struct, frozen=True):
    """One line of any of the three formats."""

    text: str
    id: str = ""
    sent_id: str | None = None
    date: str | None = None
    published: str | None = None
    event: str | None = None
    source: tuple[_Party, ...] | None = None
    target: tuple[_Party, ...] | None = None
    events: tuple[_Told, ...] | None = None


class GoldText(Struct, frozen=True):
    """One text with all its gold events as units."""

    id: str
    text: str
    published: dt.date | None
    units: tuple[Unit, ...]
    typed: bool
    """Whether the types of the gold are PLOVER's, so that they can be compared."""
    wholes: tuple[Whole, ...] | None = None
    """The events with all their sides, where a record holds whole events."""


def measure_events(path: Path, coder: Coder) -> Report:
    """F1 of types, of who did it to whom, and of both together; false events in texts without one; calibration."""
    texts = read_gold(path, coder.tools.tables.codebook)
    if not texts:
        raise InputError(f"{path}: no records.")
    articles = [Article(id=make_article_id(one.text, one.id), text=one.text, published=one.published) for one in texts]
    codings = list(coder.pipe(articles))
    founds = [
        [unit for event in coding.events for unit in make_units(event)]
        if one.typed
        else list(dict.fromkeys(unit for event in coding.events for unit in make_cameo_units(event)))
        for one, coding in zip(texts, codings, strict=True)
    ]
    rows: list[tuple[Cell, ...]] = []
    wholes = [one.wholes for one in texts]
    units = [one.units for one in texts]
    if all(one is not None for one in wholes):
        golds = [one or () for one in wholes]
        ours = [[make_whole(event) for event in coding.events] for coding in codings]
        rows.append(_score("type", golds, ours, _count_types))
        rows.append(_score("type and countries", golds, ours, count_wholes))
    elif all(one.typed for one in texts):
        rows.append(_score("type", units, founds, _count_types))
        rows.append(_score("type and countries", units, founds, _count_typed))
    rows.append(_score("who to whom", units, founds, _count_sides))
    tables = [Table("Events", ("what", *F1_COLUMNS), tuple(rows))]
    empty = [position for position, one in enumerate(texts) if not one.units]
    if empty:
        false = sum(bool(founds[position]) for position in empty)
        tables.append(
            Table(
                "Texts without an event",
                ("texts", "with a false event", "share"),
                ((len(empty), false, false / len(empty)),),
            )
        )
    if all(one.typed for one in texts):
        tables.append(_calibrate(texts, codings))
    misses = tuple(
        Miss(one.id, _show(one.units), _show(found), one.text)
        for one, found in zip(texts, founds, strict=True)
        if count_right(one.units, found, typed=one.typed) != max(len(one.units), len(found))
    )
    return Report(task="events", file=str(path), records=len(texts), tables=tuple(tables), misses=misses)


def read_gold(path: Path, codebook: Codebook) -> list[GoldText]:
    """The texts of a gold file, each once, with all events that its records tell."""
    grouped: dict[str, list[EventRecord]] = {}
    for record in iter_gold(path, EventRecord):
        grouped.setdefault(record.sent_id or record.text, []).append(record)
    return [_make_text(records, codebook) for records in grouped.values()]


def _make_text(records: Sequence[EventRecord], codebook: Codebook) -> GoldText:
    first = records[0]
    units: list[Unit] = []
    typed = True
    for record in records:
        if record.events is None:
            if record.event is not None:
                units += _pair(record.event, record.source or (), record.target or (), codebook)
            continue
        for told in record.events:
            if told.type is not None:
                units += _pair(told.type, told.actor, told.recipient, codebook)
            else:
                typed = False
                parties = [(_Party(code=code),) if code else () for code in (told.source, told.target)]
                units += _pair(None, parties[0], parties[1], codebook)
    day = first.published or first.date
    return GoldText(
        id=first.sent_id or first.id,
        text=first.text,
        published=msgspec.convert(day, dt.date) if day else None,
        units=tuple(merge_mirrored(units)),
        wholes=_make_wholes(records),
        typed=typed and not (first.events is not None and any(told.type is None for told in first.events)),
    )


def _make_wholes(records: Sequence[EventRecord]) -> tuple[Whole, ...] | None:
    if len(records) > 1 or records[0].events is None or any(told.type is None for told in records[0].events):
        return None
    return tuple(
        Whole(
            told.type or "",
            frozenset(party.country for party in told.actor if party.country),
            frozenset(party.country for party in told.recipient if party.country),
        )
        for told in records[0].events
    )


def _pair(type_: str | None, actor: Sequence[_Party], recipient: Sequence[_Party], codebook: Codebook) -> list[Unit]:
    ones = list(dict.fromkeys(_read_side(party, codebook) for party in actor)) or [None]
    others = list(dict.fromkeys(_read_side(party, codebook) for party in recipient))
    if others:
        return [Unit(type_, frozenset({(one, other)})) for one in ones for other in others]
    if len(ones) > 1:
        return [
            Unit(type_, frozenset({(one, other), (other, one)}))
            for position, one in enumerate(ones)
            for other in ones[position + 1 :]
        ]
    return [Unit(type_, frozenset({(ones[0], None)}))]


def _read_side(party: _Party, codebook: Codebook) -> str | None:
    """The country of a gold side in our spelling, else its sector or role."""
    if party.country is not None or party.sectors:
        return party.country or party.sectors[0]
    code = party.code or ""
    if code.startswith("---"):
        return code[3:6] or None
    for ours, entry in codebook.international.items():
        own = "".join(part for part in (entry.cameo, entry.cameo_country, entry.cameo_group) if part)
        if entry.cameo_group and code.startswith(own):
            return ours
    for ours, country in codebook.countries.items():
        if country.cameo == code[:3]:
            return ours
    return code[:3] or party.sector


def _count_types(gold: Sequence[Unit | Whole], found: Sequence[Unit | Whole]) -> int:
    left = [unit.type for unit in found]
    right = 0
    for unit in gold:
        if unit.type in left:
            left.remove(unit.type)
            right += 1
    return right


def _count_typed(gold: Sequence[Unit], found: Sequence[Unit]) -> int:
    return count_right(gold, found, typed=True)


def _count_sides(gold: Sequence[Unit], found: Sequence[Unit]) -> int:
    return count_right(gold, found, typed=False)


def _score(
    name: str,
    golds: Sequence[Sequence[One]],
    founds: Sequence[Sequence[One]],
    count: Callable[[Sequence[One], Sequence[One]], int],
) -> tuple[Cell, ...]:
    tallies = [Tally(count(gold, found), len(gold), len(found)) for gold, found in zip(golds, founds, strict=True)]
    return list_score(name, score_tallies(tallies))


def _calibrate(texts: Sequence[GoldText], codings: Sequence[Coding]) -> Table:
    """How often events of each confidence are right in type and countries."""
    confidences: list[float] = []
    right: list[bool] = []
    for one, coding in zip(texts, codings, strict=True):
        for event in coding.events:
            confidences.append(event.confidence)
            right.append(is_right(event, one.units))
    bins = find_reliability(confidences, right)
    rows: list[tuple[Cell, ...]] = [
        (f"{one.low:.1f} to {one.high:.1f}", one.count, one.confidence, one.right) for one in bins
    ]
    rows.append(("calibration error", len(confidences), find_calibration_error(bins), None))
    return Table("Confidence (type right)", ("confidence", "events", "mean", "right"), tuple(rows))


def is_right(event: Event, units: Sequence[Unit]) -> bool:
    """Whether the gold tells an event of this type."""
    return any(unit.type == event.type for unit in units)


def _show(units: Sequence[Unit]) -> str:
    told = []
    for unit in units:
        one, other = sorted(unit.pairs, key=str)[0]
        told.append(f"{unit.type or 'event'} {one or '-'} -> {other or '-'}")
    return "; ".join(told) or "no event"
