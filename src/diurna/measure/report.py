"""What a measurement gives back: tables to print, and the records that came out wrong. Scores become rows here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from msgspec import Struct

from diurna.measure.scores import TallyScore, count_confusions, find_interval, score_classes

Cell = str | int | float | None
Label = TypeVar("Label")


class Table(Struct, frozen=True):
    """One table; floats are shares from 0 to 1 unless the column says otherwise."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Miss(Struct, frozen=True):
    """One record that came out wrong."""

    id: str
    expected: str
    found: str
    text: str


class Report(Struct, frozen=True, kw_only=True):
    """The result of one task on one file."""

    task: str
    file: str
    records: int
    tables: tuple[Table, ...]
    misses: tuple[Miss, ...] = ()


F1_COLUMNS = ("gold", "found", "precision", "recall", "F1", "95 % from", "to")
ACCURACY_COLUMNS = ("cases", "right", "95 % from", "to", "answered", "right if answered")
VALUE_COLUMNS = ("measure", "predicates", "value", "95 % from", "to")


class Answer(Struct, frozen=True):
    """Whether one case came out right, and whether there was an answer at all: no answer may be the right one."""

    right: bool
    given: bool
    group: Hashable = None
    """Cases of one group are drawn together for intervals; `None` stands alone."""


def list_score(name: str, score: TallyScore) -> tuple[Cell, ...]:
    """A score as a row under its name and `F1_COLUMNS`."""
    return (name, score.gold, score.found, score.precision, score.recall, score.f1, score.low, score.high)


def list_accuracy(name: str, answers: Sequence[Answer]) -> tuple[Cell, ...]:
    """The share of right answers as a row under its name and `ACCURACY_COLUMNS`."""
    if not answers:
        return (name, 0, None, None, None, 0, None)
    given = [answer.right for answer in answers if answer.given]

    def share(positions: Sequence[int]) -> float:
        return sum(answers[position].right for position in positions) / len(positions)

    groups = [number if answer.group is None else (answer.group,) for number, answer in enumerate(answers)]
    low, high = find_interval(share, groups)
    precision = sum(given) / len(given) if given else None
    return (name, len(answers), share(range(len(answers))), low, high, len(given), precision)


def list_value(
    name: str,
    measure: Callable[[Sequence[Label], Sequence[Label]], float | None],
    *,
    gold: Sequence[Label],
    found: Sequence[Label],
    groups: Sequence[Hashable],
) -> tuple[Cell, ...]:
    """A measure of labels or numbers as a row: name, records, value and its interval, which draws whole groups."""
    value = measure(gold, found)
    if value is None:
        return (name, len(gold), None, None, None)

    def score(positions: Sequence[int]) -> float:
        return measure(list(map(gold.__getitem__, positions)), list(map(found.__getitem__, positions))) or 0.0

    return (name, len(gold), value, *find_interval(score, groups))


def list_classes(title: str, gold: Sequence[str], found: Sequence[str]) -> Table:
    """Precision, recall and F1 of each class of the gold."""
    return Table(
        title,
        ("class", "gold", "found", "precision", "recall", "F1"),
        tuple(
            (one.label, one.gold, one.found, one.precision, one.recall, one.f1) for one in score_classes(gold, found)
        ),
    )


def list_confusions(gold: Sequence[str], found: Sequence[str]) -> Table:
    """Which class was taken for which, and how often."""
    return Table("Confusions", ("gold", "found", "times"), tuple(count_confusions(gold, found)))
