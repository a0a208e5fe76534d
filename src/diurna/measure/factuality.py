"""Numbers from -3 (did not happen) to 3 (happened) against gold numbers: error, correlation, three classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

from diurna.measure.report import VALUE_COLUMNS, Table, list_value
from diurna.measure.scores import find_accuracy, find_f1

LIMIT = 3.0
_SURE = 1.0
HAPPENED, OPEN, NOT = "happened", "open", "did not happen"
_FLAT = 1e-9
"""A spread below this is none: numbers that are all the same correlate with nothing."""


def name_classes(numbers: Sequence[float]) -> list[str]:
    """From 1 on it happened, from -1 on down it did not; between the two it is open."""
    return [HAPPENED if number >= _SURE else NOT if number <= -_SURE else OPEN for number in numbers]


def list_factuality(gold: Sequence[float], found: Sequence[float], groups: Sequence[Hashable]) -> Table:
    """All measures, with intervals that draw whole groups."""
    classes, ours = name_classes(gold), name_classes(found)
    rows = (
        list_value("mean absolute error", find_error, gold=gold, found=found, groups=groups),
        list_value("Pearson r", find_correlation, gold=gold, found=found, groups=groups),
        list_value("macro-F1 of three classes", find_class_f1, gold=classes, found=ours, groups=groups),
        list_value("accuracy of three classes", find_accuracy, gold=classes, found=ours, groups=groups),
        list_value("right side of 0", find_sides, gold=gold, found=found, groups=groups),
    )
    return Table("Factuality", VALUE_COLUMNS, rows)


def find_error(gold: Sequence[float], found: Sequence[float]) -> float:
    """The mean absolute error."""
    return float(np.abs(np.subtract(gold, found)).mean())


def find_correlation(gold: Sequence[float], found: Sequence[float]) -> float | None:
    """Pearson's r; `None` where either side is the same everywhere."""
    one, other = (np.asarray(side) - np.mean(side) for side in (gold, found))
    spreads = float(np.sqrt((one**2).sum())), float(np.sqrt((other**2).sum()))
    if min(spreads) <= _FLAT:
        return None
    return float((one * other).sum()) / (spreads[0] * spreads[1])


def find_class_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of the three classes, also of those that the gold lacks."""
    right = Counter(one for one, other in zip(gold, found, strict=True) if one == other)
    golds, founds = Counter(gold), Counter(found)
    scores = [find_f1(right[label], gold=golds[label], found=founds[label]) for label in (HAPPENED, OPEN, NOT)]
    return sum(scores) / len(scores)


def find_sides(gold: Sequence[float], found: Sequence[float]) -> float | None:
    """The share on the right side of 0, without those whose gold is 0; `None` where that is all of them."""
    one, other = np.asarray(gold), np.asarray(found)
    told = ((one > 0) == (other > 0))[one != 0]
    return float(told.mean()) if told.size else None
