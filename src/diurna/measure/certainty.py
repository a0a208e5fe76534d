"""Task "certainty": did it happen? Marked predicates against a number from -3 to 3, or against a value of the codebook.

Two formats are read, told apart by their keys: one predicate a line with its `factuality` (UDS "It Happened" and its
kin), and our own gold, one text a line with `cases`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Protocol

from msgspec import Meta, Struct

from diurna.errors import InputError
from diurna.measure.factuality import LIMIT, list_factuality, name_classes
from diurna.measure.gold import Pair, check_span, iter_numbered
from diurna.measure.report import VALUE_COLUMNS, Miss, Report, Table, list_classes, list_confusions, list_value
from diurna.measure.scores import find_accuracy, find_macro_f1
from diurna.records import Certainty, Span
from diurna.sure.sureness import Sureness

BATCH = 64


class Judge(Protocol):
    """Whoever says how sure marked words of some texts are; the coder does."""

    def judge(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Span]],
        published: Sequence[dt.date | None] | None = None,
    ) -> list[list[Sureness]]:
        """For each text an answer for each of its spans."""


class GoldCase(Struct, frozen=True):
    """One predicate of a text, with its value."""

    span: Pair
    certainty: Certainty


class CertaintyRecord(Struct, frozen=True):
    """One line of either format."""

    id: str = ""
    sentence: str | None = None
    predicate_span: Pair | None = None
    factuality: Annotated[float, Meta(ge=-LIMIT, le=LIMIT)] | None = None
    text: str | None = None
    published: dt.date | None = None
    cases: tuple[GoldCase, ...] | None = None


class Predicate(Struct, frozen=True):
    """One marked predicate; the gold has a number for it, or a value."""

    id: str
    text: str
    published: dt.date | None
    span: Span
    factuality: float | None = None
    certainty: Certainty | None = None


def measure_certainty(path: Path, coder: Judge) -> Report:
    """Error, correlation and three classes for numbers; macro-F1, classes and confusions for values."""
    predicates = load_predicates(path)
    answers = judge_predicates(coder, predicates)
    if predicates[0].certainty is None:
        tables, misses = _score_numbers(predicates, answers)
    else:
        tables, misses = _score_values(predicates, answers)
    return Report(task="certainty", file=str(path), records=len(predicates), tables=tables, misses=misses)


def load_predicates(path: Path) -> list[Predicate]:
    """The predicates of a gold file, all with a number or all with a value.

    Raises InputError for a span outside its text, a line of neither format, and a file that mixes the two.
    """
    predicates: list[Predicate] = []
    for where, record in iter_numbered(path, CertaintyRecord):
        for predicate in _iter_predicates(record, where):
            if predicates and (predicate.certainty is None) != (predicates[0].certainty is None):
                raise InputError(f"{where}: the lines before have the other format; one file holds one format.")
            predicates.append(predicate)
    if not predicates:
        raise InputError(f"{path}: no records with a predicate.")
    return predicates


def judge_predicates(coder: Judge, predicates: Sequence[Predicate]) -> list[Sureness]:
    """The coder's answer for each predicate, in order; a text is read once for all of its predicates."""
    texts: dict[tuple[str, dt.date | None], list[int]] = {}
    for position, predicate in enumerate(predicates):
        texts.setdefault((predicate.text, predicate.published), []).append(position)
    answers: dict[int, Sureness] = {}
    keys = list(texts)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        told = coder.judge(
            [text for text, _ in batch],
            [[predicates[position].span for position in texts[key]] for key in batch],
            [day for _, day in batch],
        )
        for key, ours in zip(batch, told, strict=True):
            answers |= zip(texts[key], ours, strict=True)
    return [answers[position] for position in range(len(predicates))]


def _iter_predicates(record: CertaintyRecord, where: str) -> Iterator[Predicate]:
    if record.text is not None and record.cases is not None:
        for case in record.cases:
            span = _read_span(case.span, record.text, where)
            yield Predicate(record.id, record.text, record.published, span, certainty=case.certainty)
        return
    if record.sentence is None or record.predicate_span is None or record.factuality is None:
        raise InputError(
            f"{where}: a record has `sentence`, `predicate_span` and `factuality`, or `text` and `cases`. "
            "What the tasks read is listed in docs/measure.md."
        )
    span = _read_span(record.predicate_span, record.sentence, where)
    yield Predicate(record.id, record.sentence, record.published, span, factuality=record.factuality)


def _read_span(pair: Pair, text: str, where: str) -> Span:
    check_span(pair, text, where=where)
    if pair[0] == pair[1]:
        raise InputError(f"{where}: [{pair[0]}, {pair[1]}] marks no predicate: it is empty.")
    return Span(*pair)


def _score_numbers(
    predicates: Sequence[Predicate], answers: Sequence[Sureness]
) -> tuple[tuple[Table, ...], tuple[Miss, ...]]:
    gold = [predicate.factuality or 0.0 for predicate in predicates]
    found = [max(-LIMIT, min(LIMIT, answer.factuality)) for answer in answers]
    golds, founds = name_classes(gold), name_classes(found)
    misses = [
        (abs(number - ours), _make_miss(predicate, f"{one} ({number:+.1f})", f"{other} ({ours:+.1f})"))
        for predicate, one, number, other, ours in zip(predicates, golds, gold, founds, found, strict=True)
        if one != other
    ]
    misses.sort(key=lambda pair: -pair[0])
    first = list_factuality(gold, found, [predicate.text for predicate in predicates])
    tables = (first, list_classes("Classes", golds, founds), list_confusions(golds, founds))
    return tables, tuple(miss for _, miss in misses)


def _score_values(
    predicates: Sequence[Predicate], answers: Sequence[Sureness]
) -> tuple[tuple[Table, ...], tuple[Miss, ...]]:
    gold = [predicate.certainty.value for predicate in predicates if predicate.certainty is not None]
    found = [answer.certainty.value for answer in answers]
    groups = [predicate.text for predicate in predicates]
    rows = tuple(
        list_value(name, measure, gold=gold, found=found, groups=groups)
        for name, measure in (("macro-F1", find_macro_f1), ("accuracy", find_accuracy))
    )
    first = Table("Certainty", VALUE_COLUMNS, rows)
    misses = tuple(
        _make_miss(predicate, one, other)
        for predicate, one, other in zip(predicates, gold, found, strict=True)
        if one != other
    )
    return (first, list_classes("Classes", gold, found), list_confusions(gold, found)), misses


def _make_miss(predicate: Predicate, expected: str, found: str) -> Miss:
    return Miss(predicate.id, expected, found, f"{predicate.span.of(predicate.text)}: {predicate.text}")
