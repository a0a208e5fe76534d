"""Arc scores -> a real tree: one root, no cycle, every word under the root (Chu and Liu 1965; Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e9)


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (0 for the root, otherwise counted from 1) make one tree with one root."""
    if sum(head == 0 for head in heads) != 1:
        return False
    # 0 unseen, 1 on the present path, 2 known to reach the root.
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for word in range(1, len(heads) + 1):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word - 1]
        if state[word] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def find_heads(scores: Scores) -> list[int]:
    """The best tree for arc scores (words, 1 + words), column 0 the root; heads counted from 1, 0 for the root.

    Greedy heads are kept where they make a tree. Otherwise the word with the best root score becomes the root and the
    maximum spanning tree is found.
    """
    heads: list[int] = scores.argmax(axis=1).tolist()
    if is_tree(heads):
        return heads
    count = len(scores)
    roots = [word for word in range(count) if heads[word] == 0] or list(range(count))
    root = max(roots, key=lambda word: float(scores[word, 0]))
    square = np.full((count + 1, count + 1), _NEVER, dtype=np.float32)
    square[1:, :] = scores
    square[1:, 0] = _NEVER
    square[root + 1, 0] = 0.0
    np.fill_diagonal(square, _NEVER)
    return _find_arborescence(square)[1:]


def _find_arborescence(scores: Scores) -> list[int]:
    """Maximum spanning arborescence from node 0; scores[dependent, head]."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads.tolist())
    if not cycle:
        found: list[int] = heads.tolist()
        return found
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.asarray(cycle)
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), _NEVER, dtype=np.float32)
    small[:merged, :merged] = scores[np.ix_(outside, outside)]
    # Out of the cycle: the best member as head of each outside node.
    out = scores[np.ix_(outside, members)]
    small[:merged, merged] = out.max(axis=1)
    leaving = members[out.argmax(axis=1)]
    # Into the cycle: break it where that costs least.
    gain = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    small[merged, :merged] = gain.max(axis=0)
    entering = members[gain.argmax(axis=0)]
    solved = _find_arborescence(small)
    result: list[int] = heads.tolist()
    for position, node in enumerate(outside.tolist()):
        if node == 0:
            continue
        head = solved[position]
        result[node] = int(leaving[position]) if head == merged else int(outside[head])
    broken = int(entering[solved[merged]])
    result[broken] = int(outside[solved[merged]])
    return result


def _find_cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []
