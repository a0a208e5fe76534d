"""Scores of name labels -> the best sequence that can be: no name goes on that has not begun (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e4)


def make_moves(labels: Sequence[str]) -> Scores:
    """Cost of each step (before, after): 0, or prohibitive where "I-X" does not follow "B-X" or "I-X"."""
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for before, left in enumerate(labels):
        for after, right in enumerate(labels):
            if right.startswith("I-") and left[2:] != right[2:]:
                moves[before, after] = _NEVER
    return moves


def find_labels(scores: Scores, moves: Scores) -> list[int]:
    """The best allowed sequence for scores (words, labels). Label 0 is "O", the state before the first word."""
    usual = scores.argmax(axis=1)
    if _is_allowed(usual, moves):
        found: list[int] = usual.tolist()
        return found
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    best = logs[0] + moves[0]
    back = np.empty((len(logs) - 1, len(moves)), dtype=np.int64)
    for word in range(1, len(logs)):
        steps = best[:, None] + moves
        back[word - 1] = steps.argmax(axis=0)
        best = steps.max(axis=0) + logs[word]
    path = [int(best.argmax())]
    for choices in back[::-1]:
        path.append(int(choices[path[-1]]))
    return path[::-1]


def _is_allowed(labels: NDArray[np.intp], moves: Scores) -> bool:
    """Word-wise best labels that are allowed are also the best sequence."""
    return bool(moves[0, labels[0]] == 0 and (moves[labels[:-1], labels[1:]] == 0).all())
