"""The arithmetic of measuring: precision, recall, F1, confusion, bootstrap intervals. Pure functions on label lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from msgspec import Struct

ROUNDS = 1_000
"""Bootstrap samples."""
SEED = 13


class ClassScore(Struct, frozen=True):
    """How well one class was found."""

    label: str
    precision: float
    recall: float
    f1: float
    gold: int
    found: int


def score_classes(gold: Sequence[str], found: Sequence[str]) -> list[ClassScore]:
    """Precision, recall and F1 of each class that the gold holds, in alphabetical order."""
    right = Counter(one for one, other in zip(gold, found, strict=True) if one == other)
    golds, founds = Counter(gold), Counter(found)
    return [
        ClassScore(
            label=label,
            precision=right[label] / max(founds[label], 1),
            recall=right[label] / golds[label],
            f1=find_f1(right[label], found=founds[label], gold=golds[label]),
            gold=golds[label],
            found=founds[label],
        )
        for label in sorted(golds)
    ]


def find_f1(right: int, *, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (found + gold) if found + gold else 0.0


def find_macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 over the classes that the gold holds; 0 for no records."""
    scores = score_classes(gold, found)
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


def find_accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """The share of records with the right label; 0 for no records."""
    return sum(one == other for one, other in zip(gold, found, strict=True)) / max(len(gold), 1)


def count_confusions(gold: Sequence[str], found: Sequence[str]) -> list[tuple[str, str, int]]:
    """(gold, found, how often) for every pair that differs, the most frequent first."""
    pairs = Counter((one, other) for one, other in zip(gold, found, strict=True) if one != other)
    return [(*pair, count) for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def find_interval(
    score: Callable[[Sequence[int]], float],
    groups: Sequence[Hashable],
    *,
    rounds: int = ROUNDS,
    level: float = 0.95,
) -> tuple[float, float]:
    """The bootstrap percentile interval of a score.

    `groups` names the group of each record; whole groups are drawn, because records of one sentence are not
    independent. `score` takes the positions of the drawn records. The seed is fixed: the same records give the same
    interval.
    """
    members: dict[Hashable, list[int]] = defaultdict(list)
    for position, group in enumerate(groups):
        members[group].append(position)
    if not members:
        return (0.0, 0.0)
    # All groups in one row: a draw is then a few sums over arrays, not a loop over its records.
    row = np.array([position for group in members.values() for position in group])
    sizes = np.array([len(group) for group in members.values()])
    starts = np.cumsum(sizes) - sizes
    random = np.random.default_rng(SEED)
    values = []
    for _ in range(rounds):
        drawn = random.integers(0, len(sizes), len(sizes))
        counts = sizes[drawn]
        places = np.arange(counts.sum()) + np.repeat(starts[drawn] - np.cumsum(counts) + counts, counts)
        values.append(score(row[places].tolist()))
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return (float(low), float(high))


class Tally(Struct, frozen=True):
    """How many things one text's gold has, how many were found in it, and how many of those are right."""

    right: int
    gold: int
    found: int


class TallyScore(Struct, frozen=True):
    """Precision, recall and F1 of all texts together, with the interval of F1 over texts."""

    gold: int
    found: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


def score_tallies(tallies: Sequence[Tally]) -> TallyScore:
    """The counts of all texts summed up; the interval draws whole texts."""

    def sums(positions: Sequence[int]) -> Tally:
        chosen = [tallies[position] for position in positions]
        return Tally(
            sum(one.right for one in chosen), sum(one.gold for one in chosen), sum(one.found for one in chosen)
        )

    def f1(positions: Sequence[int]) -> float:
        total = sums(positions)
        return find_f1(total.right, found=total.found, gold=total.gold)

    every = range(len(tallies))
    total = sums(every)
    low, high = find_interval(f1, every)
    return TallyScore(
        gold=total.gold,
        found=total.found,
        precision=total.right / max(total.found, 1),
        recall=total.right / max(total.gold, 1),
        f1=f1(every),
        low=low,
        high=high,
    )


class Bin(Struct, frozen=True):
    """Events whose confidence lies in one range."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def find_reliability(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> list[Bin]:
    """Mean confidence and share of right answers in bins of equal width; empty bins are left out."""
    chosen: dict[int, list[int]] = defaultdict(list)
    for position, confidence in enumerate(confidences):
        chosen[min(int(confidence * bins), bins - 1)].append(position)
    return [
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            count=len(positions),
            confidence=sum(confidences[position] for position in positions) / len(positions),
            right=sum(right[position] for position in positions) / len(positions),
        )
        for index, positions in sorted(chosen.items())
    ]


def find_calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of confidence and truth, weighted by the size of the bins."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else 0.0
