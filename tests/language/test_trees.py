"""Arc scores become one real tree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.trees import find_heads, is_tree


@pytest.mark.parametrize(
    "heads, expected",
    [
        ([0], True),
        ([2, 0, 2], True),
        ([0, 0], False),
        ([2, 1], False),
        ([2, 3, 2], False),
        ([0, 3, 4, 2], False),
        ([2, 3, 0], True),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(heads) is expected


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_any_scores_give_a_tree_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    scores[np.arange(count), np.arange(count) + 1] = -1e9
    assert is_tree(find_heads(scores))


@given(st.integers(2, 5), st.integers(0, 10_000))
def test_no_tree_with_the_same_root_scores_higher(count: int, seed: int) -> None:
    from itertools import product

    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    scores[np.arange(count), np.arange(count) + 1] = -1e9
    found = find_heads(scores)
    root = found.index(0)
    best = max(
        (heads for heads in product(range(count + 1), repeat=count) if is_tree(heads) and heads[root] == 0),
        key=lambda heads: sum(float(scores[word, head]) for word, head in enumerate(heads)),
    )
    total = sum(float(scores[word, head]) for word, head in enumerate(found))
    assert total == pytest.approx(sum(float(scores[word, head]) for word, head in enumerate(best)), abs=1e-4)
