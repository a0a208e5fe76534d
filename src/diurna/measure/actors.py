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
from diurna.measure.report import ACCURACY_COLUMNS, Answer, Miss, Report, Table, list_accuracy
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
    marks: dict[str, list[Answer]] = {name: [] for name in (*FIELDS, "whole case", NOBODY)}
    misses = []
    for case in cases:
        actor = resolve_phrase(case.query, knowledge=coder.tools.knowledge, on=case.effective_date)
        found = read_actor(actor)
        if case.expected is None:
            right = actor is None or actor.code is None
            marks[NOBODY].append(Answer(right, not right))
            marks["whole case"].append(Answer(right, not right))
            wrong = [] if right else [NOBODY]
        else:
            wanted = {name: _SPELLING.get(value, value) for name, value in case.expected.items() if value is not None}
            wrong = [name for name in FIELDS if name in wanted and not _is_same(name, wanted[name], found[name])]
            wrong += [name for name, value in case.not_expected.items() if found.get(name) == value]
            for name in FIELDS:
                if name in wanted:
                    marks[name].append(Answer(name not in wrong, found[name] is not None))
            asserted = [name for name in CODES if name in wanted]
            if asserted:
                marks["whole case"].append(Answer(not set(wrong) & set(CODES), found["country"] is not None))
        if wrong:
            misses.append(Miss(case.id, _show(case), f"{found}", case.query))
    rows = tuple(list_accuracy(name, answers) for name, answers in marks.items() if answers)
    table = Table("Accuracy", ("field", *ACCURACY_COLUMNS), rows)
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


def _show(case: ActorCase) -> str:
    day = f" on {case.effective_date}" if case.effective_date else ""
    return f"{case.expected if case.expected is not None else NOBODY}{day}"
