"""Name labels: the best sequence that can be."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.labels import find_labels, make_moves

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
MOVES = make_moves(LABELS)


def is_allowed(path: tuple[int, ...]) -> bool:
    names = ["O", *(LABELS[label] for label in path)]
    return all(not right.startswith("I-") or left[2:] == right[2:] for left, right in pairwise(names))


def test_a_name_that_goes_on_has_begun() -> None:
    # Word by word the best labels are O, I-PER: impossible together.
    scores = np.array([[1.0, 0.9, -5, -5, -5], [0.0, 0.5, 2.0, -5, -5]], dtype=np.float32)
    assert find_labels(scores, MOVES) == [1, 2]


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_no_allowed_sequence_is_better(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, len(LABELS))).astype(np.float32)
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)

    def total(path: tuple[int, ...]) -> float:
        return sum(float(logs[word, label]) for word, label in enumerate(path))

    found = tuple(find_labels(scores, MOVES))
    assert is_allowed(found)
    best = max(total(path) for path in product(range(len(LABELS)), repeat=length) if is_allowed(path))
    assert abs(total(found) - best) < 1e-4
