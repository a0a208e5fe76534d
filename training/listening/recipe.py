"""The settings that the shipped listening head was trained with."""

from __future__ import annotations

from training.listening.train import Recipe

RECIPE = Recipe(epochs=5, rate=2e-4)
SEED = 7
COPIES = 2
"""How often our own articles and sentences of certainty are shown in each epoch: they are few and hard."""
