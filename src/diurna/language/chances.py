"""Scores of a model as probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def find_sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probability that belongs to each log-odds."""
    return (1.0 / (1.0 + np.exp(-np.clip(scores, -60.0, 60.0)))).astype(np.float32)


def find_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probabilities of classes that exclude each other; along the last axis they sum to 1."""
    powers: NDArray[np.float32] = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return chances
