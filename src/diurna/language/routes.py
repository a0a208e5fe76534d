"""How each word of a passage stands to one word of it in the tree: below it, by which branch, or where outside.

A route is a number: below the word, the relation of the branch; outside, the relation by which the word, or an ancestor
of it, hangs on the branch; other sentences are before or behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diurna.language.tree import base_relation, collect_subtree
from diurna.records import Sentence

RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj",
    "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
_NUMBERS = {name: number for number, name in enumerate(RELATIONS)}
_COUNT = len(RELATIONS)
BEFORE, BEHIND, ITSELF, APART = 3 * _COUNT, 3 * _COUNT + 1, 3 * _COUNT + 2, 3 * _COUNT + 3
ROUTES = 3 * _COUNT + 4
"""How many routes there are."""


def find_routes(sentence: Sentence, token: int) -> NDArray[np.int64]:
    """The route from one token of a sentence to each of its tokens."""
    routes = np.full(len(sentence.tokens), APART, dtype=np.int64)
    routes[token] = ITSELF
    for child in sentence.children[token]:
        routes[list(collect_subtree(sentence, child))] = _number(sentence, child)
    below, level = token, 1
    while (above := sentence.tokens[below].head) >= 0 and level < len(sentence.tokens):
        route = (1 if level == 1 else 2) * _COUNT + _number(sentence, below)
        routes[above] = route
        for child in sentence.children[above]:
            if child != below:
                routes[list(collect_subtree(sentence, child))] = route
        below, level = above, level + 1
    return routes


def find_passage_routes(sentences: Sequence[Sentence], place: int, token: int) -> NDArray[np.int64]:
    """The route from a token of one sentence to every token of a passage."""
    return np.concatenate(
        [
            find_routes(sentence, token)
            if number == place
            else np.full(len(sentence.tokens), BEFORE if number < place else BEHIND, dtype=np.int64)
            for number, sentence in enumerate(sentences)
        ]
    )


def _number(sentence: Sentence, token: int) -> int:
    return _NUMBERS.get(base_relation(sentence.tokens[token].deprel), _NUMBERS["dep"])
