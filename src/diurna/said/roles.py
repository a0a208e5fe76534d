"""The likeliest roles of a passage's tokens for each of its cues: whole phrases, not single words.

A Viterbi path over four roles: every change of role costs something, and the edges that the head hears pay for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diurna.language.listener import Assignment, Role

CHANGE = 1.0
"""What a change of role costs, in log-probability."""
EDGE = 1.0
"""How much the log-odds of an edge count."""
LEAN = 2.0
"""What content gains, in log-probability, for a cue that would else have none."""
_ROLES = len(Role)
_NEVER = -1e3


def choose_roles(assignments: Sequence[Assignment], cues: Sequence[Sequence[int]]) -> list[NDArray[np.int64]]:
    """For each assignment the role of each token to each of its cues, (cues, tokens).

    The paths of all passages are walked at once. A cue's own first token is Role.CUE.
    """
    lengths = [one.roles.shape[1] for one in assignments]
    longest = max(lengths, default=0)
    count = sum(len(one.roles) for one in assignments)
    scores = np.full((count, longest, _ROLES), _NEVER)
    scores[:, :, Role.NONE] = 0.0
    edges = np.zeros((count, longest, 4))
    real = np.zeros((count, longest), dtype=np.bool_)
    row = 0
    for one, length, firsts in zip(assignments, lengths, cues, strict=True):
        rows = slice(row, row + len(firsts))
        scores[rows, :length] = one.roles
        edges[rows, :length] = one.edges
        real[rows, :length] = True
        own = np.arange(row, row + len(firsts))
        scores[own, list(firsts)] = _NEVER
        scores[own, list(firsts), Role.CUE] = 0.0
        row += len(firsts)
    roles = _walk(scores, edges, real)
    starts = np.cumsum([0, *(len(firsts) for firsts in cues)])
    return [
        roles[start : start + len(firsts), :length]
        for start, firsts, length in zip(starts.tolist(), cues, lengths, strict=False)
    ]


def lean_to_content(assignment: Assignment, row: int) -> Assignment:
    """One cue of an assignment with a lower price for content: with every cue something is said."""
    roles = assignment.roles[row : row + 1].copy()
    # Who is likelier the source stays it.
    roles[..., Role.CONTENT] += LEAN * (roles[..., Role.SOURCE] <= roles[..., Role.CONTENT])
    return Assignment(roles=roles, edges=assignment.edges[row : row + 1])


def _walk(scores: NDArray[np.float64], edges: NDArray[np.float64], real: NDArray[np.bool_]) -> NDArray[np.int64]:
    count, longest, _ = scores.shape
    begin, end = np.zeros_like(scores), np.zeros_like(scores)
    begin[..., Role.SOURCE], begin[..., Role.CONTENT] = EDGE * edges[..., 0], EDGE * edges[..., 2]
    end[..., Role.SOURCE], end[..., Role.CONTENT] = EDGE * edges[..., 1], EDGE * edges[..., 3]
    # Behind the last token of a passage a phrase ends at no cost.
    costs = CHANGE * real[:, 1:, None, None]
    changes = (begin[:, 1:, None, :] + end[:, :-1, :, None] - costs) * (1.0 - np.eye(_ROLES))
    changes = np.ascontiguousarray(changes.transpose(1, 0, 2, 3))
    steps = np.ascontiguousarray(scores.transpose(1, 0, 2))
    back = np.zeros((longest, count, _ROLES), dtype=np.int64)
    best = steps[0] + begin[:, 0] if longest else np.zeros((count, _ROLES))
    for position in range(1, longest):
        paths = best[:, :, None] + changes[position - 1]
        back[position] = paths.argmax(axis=1)
        best = paths.max(axis=1) + steps[position]
    roles = np.zeros((count, longest), dtype=np.int64)
    if longest:
        roles[:, -1] = (best + end[:, -1]).argmax(axis=1)
    rows = np.arange(count)
    for position in range(longest - 1, 0, -1):
        roles[:, position - 1] = back[position, rows, roles[:, position]]
    return roles


def find_runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first, last + 1) of every run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]]))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
