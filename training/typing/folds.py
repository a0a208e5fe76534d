"""Cross-validation over the marked pairs: stratified by root, near copies of a sentence always on one side."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence


def cut_folds(labels: Sequence[str], groups: Sequence[int], *, folds: int, seed: int) -> list[list[int]]:
    """The positions of each fold's test part.

    Groups are dealt out from the largest and rarest down, each to the fold that is furthest below its share of the
    group's labels.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for position, group in enumerate(groups):
        members[group].append(position)
    order = list(members.values())
    random.Random(seed).shuffle(order)
    totals = Counter(labels)
    order.sort(key=lambda group: (-len(group), min(totals[labels[position]] for position in group)))
    held: list[Counter[str]] = [Counter() for _ in range(folds)]
    parts: list[list[int]] = [[] for _ in range(folds)]
    for members_of in order:
        own = Counter(labels[position] for position in members_of)

        def need(fold: int, own: Counter[str] = own) -> tuple[float, int]:
            lacking = sum(
                count * (totals[name] / folds - held[fold][name]) / totals[name] for name, count in own.items()
            )
            return (-lacking, len(parts[fold]))

        fold = min(range(folds), key=need)
        parts[fold] += members_of
        held[fold] += own
    return [sorted(part) for part in parts]
