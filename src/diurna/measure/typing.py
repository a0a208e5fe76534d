"""Task "typing": the type of the relation between two marked sides of a sentence.

The record is that of the PLV and A/W sets (Hu et al., ACL 2024): `sentence`, `source_span`, `target_span`, and `root`
or `binary`. Where the labels are the fifteen roots, the head's classifier for that scheme answers; where they are types
of the codebook, the classifier for types.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from diurna.coder import Coder
from diurna.errors import InputError
from diurna.event.decide import find_best
from diurna.event.pair import mark_pair
from diurna.language.typist import NO_EVENT
from diurna.measure.gold import iter_gold
from diurna.measure.report import Cell, Miss, Report, Table, list_classes, list_confusions, list_value
from diurna.measure.scores import find_macro_f1
from diurna.records import Span

BATCH = 64
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Types that are one root in the fifteen-root scheme."""


class TypingRecord(Struct, frozen=True):
    """One sentence with two marked sides."""

    sentence: str
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    id: str = ""
    root: str | None = None
    binary: int | None = None


class Answer(Struct, frozen=True):
    """What the coder makes of a record: a type of the codebook and a root of the fifteen."""

    type: str
    root: str


def measure_typing(path: Path, coder: Coder) -> Report:
    """Macro-F1 over roots, penta classes and conflict against cooperation, with intervals, classes and confusions."""
    records = list(iter_gold(path, TypingRecord))
    if not records:
        raise InputError(f"{path}: no records.")
    answers = answer_pairs(coder, records)
    groups = [record.sentence for record in records]
    quads = {name: entry.quad for name, entry in coder.tools.tables.codebook.types.items()} | {"YIELD": 2}
    rows: list[tuple[Cell, ...]] = []
    tables: list[Table] = []
    misses: list[Miss] = []
    labelled = [position for position, record in enumerate(records) if record.root is not None]
    if labelled:
        gold = [records[position].root or "" for position in labelled]
        unknown = sorted(set(gold) - quads.keys())
        if unknown:
            raise InputError(
                f"{path}: {unknown[0]!r} is no type and no root. The types are listed in docs/codebook.md."
            )
        folded = not set(gold) & FOLD.keys()
        found = [answers[position].root if folded else answers[position].type for position in labelled]
        own = [groups[position] for position in labelled]
        rows.append(_score("root" if folded else "type", gold, found, own))
        rows.append(_score("penta", [_name(quads, one) for one in gold], [_name(quads, one) for one in found], own))
        rows.append(_score("binary", [_side(quads, one) for one in gold], [_side(quads, one) for one in found], own))
        tables += [list_classes("Classes", gold, found), list_confusions(gold, found)]
        misses = _list_misses([records[position] for position in labelled], gold, found)
    sided = [position for position, record in enumerate(records) if record.binary is not None]
    if sided and not labelled:
        gold = ["conflict" if records[position].binary else "cooperation" for position in sided]
        found = [_side(quads, answers[position].root) for position in sided]
        rows.append(_score("binary", gold, found, [groups[position] for position in sided]))
        misses = _list_misses([records[position] for position in sided], gold, found)
    if not rows:
        raise InputError(f"{path}: no record has a root or a binary label.")
    total = Table("Macro-F1", ("labels", "records", "macro-F1", "95 % from", "to"), tuple(rows))
    return Report(task="typing", file=str(path), records=len(records), tables=(total, *tables), misses=tuple(misses))


def answer_pairs(coder: Coder, records: Sequence[TypingRecord]) -> list[Answer]:
    """The coder's type and root of each record, in order."""
    answers: list[Answer] = []
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        scans = coder.scan([record.sentence for record in batch])
        for record, scan in zip(batch, scans, strict=True):
            pair = mark_pair(scan, _span(record.source_span), _span(record.target_span), coder.tools.tables.patterns)
            if coder.tools.typist is None or not scan.states or not len(pair.states.tokens):
                told = pair.candidate.proposal or NO_EVENT
                answers.append(Answer(told, FOLD.get(told, told)))
                continue
            verdict = coder.tools.typist.score(pair.states, [pair.candidate])[0]
            answers.append(Answer(find_best(verdict)[0], max(verdict.roots, key=verdict.roots.__getitem__)))
    return answers


def _span(pair: tuple[int, int] | None) -> Span | None:
    return Span(*pair) if pair is not None else None


def _score(labels: str, gold: Sequence[str], found: Sequence[str], groups: Sequence[str]) -> tuple[Cell, ...]:
    return list_value(labels, find_macro_f1, gold=gold, found=found, groups=groups)


def _list_misses(records: Sequence[TypingRecord], gold: Sequence[str], found: Sequence[str]) -> list[Miss]:
    return [
        Miss(record.id, one, other, _show(record))
        for record, one, other in zip(records, gold, found, strict=True)
        if one != other
    ]


def _name(quads: dict[str, int], label: str) -> str:
    return str(quads.get(label, 0))


def _side(quads: dict[str, int], label: str) -> str:
    return "conflict" if quads.get(label, 0) > 2 else "cooperation"


def _show(record: TypingRecord) -> str:
    source, target = _span(record.source_span), _span(record.target_span)
    sides = [span.of(record.sentence) if span is not None else "-" for span in (source, target)]
    return f"{sides[0]} -> {sides[1]}: {record.sentence}"
