"""The settings that the shipped typing head was trained with."""

from __future__ import annotations

from training.typing.train import Recipe

FIRST = Recipe(epochs=6, rate=2e-4, swing=0.99)
"""Our gold sentences and the weak pairs."""
SECOND = Recipe(epochs=8, rate=1e-4, swing=0.98)
"""The marked pairs, with as many gold examples, so that nothing is forgotten."""
REPLAY = 1_000
"""Gold examples shown beside the pairs in the second stage."""
DEV_SHARE = 0.06
"""Share of the gold sentences kept back from training to set temperature and trust."""
FOLD_SEED = 13
"""Of the folds, which are the same whatever the seed of a run."""
