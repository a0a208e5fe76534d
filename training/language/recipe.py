"""Everything that decides the outcome of a training run."""

from __future__ import annotations

from msgspec import Struct


class Recipe(Struct, frozen=True, kw_only=True):
    """Everything that decides the outcome of a training run."""

    seed: int = 7
    epochs: int = 10
    batch_pieces: int = 1200
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warmup_steps: int = 200
    average: float = 0.998
    single: float = 0.4
    dirt: float = 0.06
    swap: float = 0.35
    name_weight: float = 1.0
    name_copies: int = 2
    """How often an epoch repeats the sentences that have names but no tree."""
