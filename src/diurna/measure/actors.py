"""Task "actors": an actor phrase and a day -> country, sectors and canonical name.

The record is that of the acceptance tests of NGEC in JSON lines: `query`, `effective_date`, `expected` with `country`,
`code_1`, `code_2`, `wiki`; `expected` null means that nobody is to be found.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct, field

from diurna.coder import Coder
from diurna.errors import InputError
from diurna.measure.gold import iter_gold
from diurna.measure.report import Cell, Miss, Report, Table
from diurna.measure.scores import find_interval
from diurna.records import Actor
from diurna.who import resolve_phrase

FIELDS = ("country", "code_1", "code_2", "wiki")
CODES = ("country", "code_1", "code_2")
"""The fields that make a whole case; the canonical name is counted by itself."""
NOBODY = "nobody"
# The peer's spelling -> ours; None: the text does not say.
_SPELLING: dict[str, str | None] = {"XKX": "KOS", "HLH": "MED", "BUD": "REL", "JNK": None, "UNK": None, "": None}


class ActorCase(Struct, frozen=True):
    """One phrase with what is expected of it."""

    query: str
    effective_date: dt.date | None = None
    expected: dict[str, str | None] | None = None
    not_expected: dict[str, str] = field(default_factory=dict)
    id: str = ""


def measure_actors(path: Path, coder: Coder) -> Report:
    """Accuracy per field and of whole cases, how often an answer was given, and how often it was right."""
    cases = list(iter_gold(path, ActorCase))
    if not cases:
        raise InputError(f"{path}: no records.")
    marks: dict[str, list[tuple[bool, bool]]] = {name: [] for name in (*FIELDS, "whole case", NOBODY)}
    misses = []
    for case in cases:
        actor = resolve_phrase(case.query, knowledge=coder.tools.knowledge, on=case.effective_date)
        found = read_actor(actor)
        if case.expected is None:
            right = actor is None or actor.code is None
            marks[NOBODY].append((right, not right))
            marks["whole case"].append((right, not right))
            wrong = [] if right else [NOBODY]
        else:
            wanted = {name: _SPELLING.get(value, value) for name, value in case.expected.items() if value is not None}
            wrong = [name for name in FIELDS if name in wanted and not _is_same(name, wanted[name], found[name])]
            wrong += [name for name, value in case.not_expected.items() if found.get(name) == value]
            for name in FIELDS:
                if name in wanted:
                    marks[name].append((name not in wrong, found[name] is not None))
            asserted = [name for name in CODES if name in wanted]
            if asserted:
                marks["whole case"].append((not set(wrong) & set(CODES), found["country"] is not None))
        if wrong:
            misses.append(Miss(case.id, _show(case), f"{found}", case.query))
    rows = tuple(_make_row(name, pairs) for name, pairs in marks.items() if pairs)
    table = Table("Accuracy", ("field", "cases", "right", "95 % from", "to", "answered", "right if answered"), rows)
    return Report(task="actors", file=str(path), records=len(cases), tables=(table,), misses=tuple(misses))


def read_actor(actor: Actor | None) -> dict[str, str | None]:
    """The fields of an actor under the names that the records use."""
    if actor is None:
        return dict.fromkeys(FIELDS)
    second = actor.other_sectors[0] if actor.other_sectors else None
    return {"country": actor.country, "code_1": actor.sector, "code_2": second, "wiki": actor.name}


def _is_same(name: str, wanted: str | None, found: str | None) -> bool:
    if name == "wiki" and wanted is not None and found is not None:
        return wanted.split(" (")[0].casefold() == found.casefold()
    return wanted == found


def _make_row(name: str, pairs: list[tuple[bool, bool]]) -> tuple[Cell, ...]:
    answered = [right for right, given in pairs if given]

    def share(positions: list[int] | range) -> float:
        return sum(pairs[position][0] for position in positions) / len(positions)

    low, high = find_interval(lambda positions: share(list(positions)), range(len(pairs)))
    precision = sum(answered) / len(answered) if answered else None
    return (name, len(pairs), share(range(len(pairs))), low, high, len(answered), precision)


def _show(case: ActorCase) -> str:
    day = f" on {case.effective_date}" if case.effective_date else ""
    return f"{case.expected if case.expected is not None else NOBODY}{day}"
