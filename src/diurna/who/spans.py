"""The words of a noun phrase: where it begins and ends, its number, and whether it is definite."""

from __future__ import annotations

from diurna.language.tree import base_relation, iter_children
from diurna.records import Sentence
from diurna.who.phrase import HYPHENS, POSSESSIVE

_TIGHT = frozenset("compound flat det amod nummod nmod:poss nmod:desc goeswith".split())
_AFTER = frozenset(("flat", "goeswith", "compound"))
_DEFINITE = frozenset("the this that these those both".split())
_ALWAYS_PLURAL = frozenset("police people troops authorities personnel".split())


def find_span(sentence: Sentence, head: int, *more: int) -> tuple[int, int]:
    """First token and end of a phrase: the head with the modifiers that stand next to it.

    `more` are tokens that belong to it whatever the tree says, such as the ends of a known name.
    """
    inside = _collect(sentence, head)
    if more:
        inside.update(range(min(more), max(more)))
    tokens = sentence.tokens
    start, high = min(head, *more) if more else head, max(head + 1, *more) if more else head + 1
    low = start
    while low > 0 and (low - 1 in inside or (tokens[low - 1].text in HYPHENS and low - 2 in inside)):
        low -= 1
    while low < start and (tokens[low].text in POSSESSIVE or (low and tokens[low - 1].text in HYPHENS)):
        # "backed" of "US-backed rebels", whose other half belongs to something else.
        low += 1
    while high < len(tokens) and (
        (high in inside and (tokens[high].deprel in _AFTER or tokens[high].text in POSSESSIVE))
        or (tokens[high].text in HYPHENS and high + 1 in inside)
    ):
        high += 1
    return low, high


def _collect(sentence: Sentence, head: int) -> set[int]:
    inside = {head}
    stack = [head]
    while stack:
        for child in iter_children(sentence, stack.pop()):
            if child.deprel in _TIGHT or base_relation(child.deprel) in _TIGHT or child.text in POSSESSIVE:
                inside.add(child.index)
                stack.append(child.index)
    return inside


def text_of(sentence: Sentence, first: int, last: int) -> str:
    """Tokens as one string, with one space wherever the text has white space."""
    parts: list[str] = []
    for token in sentence.tokens[first:last]:
        if token.index > first and token.start > sentence.tokens[token.index - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def is_plural(sentence: Sentence, head: int) -> bool:
    """Whether a phrase means several."""
    token = sentence.tokens[head]
    return token.morph.number == "Plur" or token.lemma.lower() in _ALWAYS_PLURAL


def is_definite(sentence: Sentence, head: int) -> bool:
    """Whether a phrase points at somebody known: "the rebels", "its army"; not "the group Riverside Front"."""
    tokens = sentence.tokens
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after is not None and after.upos == "PROPN" and after.head == head and after.deprel in ("appos", "flat", "nmod"):
        return False
    return any(
        child.deprel == "nmod:poss" or child.text.lower() in _DEFINITE
        for child in iter_children(sentence, head, "det", "nmod:poss")
    )


def find_count(sentence: Sentence, head: int) -> int | None:
    """2 for "two" and "both", 0 for any other number, None without one."""
    for child in iter_children(sentence, head, "nummod", "det", "amod"):
        if child.deprel == "nummod" or child.text.lower() == "both":
            return 2 if child.text.lower() in ("both", "two", "2") else 0
    return None
