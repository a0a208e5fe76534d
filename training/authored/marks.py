"""What the quotation marks of a text, damaged ones too, say of the kind of some words in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diurna.records import QuoteKind
from training.authored.spans import Pair

DOUBLE = frozenset('"“”„‟«»‹›`')
SINGLE = frozenset("'‘’")
_SHORTENED = re.compile(r"['’](?:em|til|\d\d)\b")


def find_kinds(text: str, spans: Sequence[Pair]) -> frozenset[QuoteKind]:
    """The kinds that the words may be of; several where the marks are damaged or may stand round a name."""
    marks = [mark for mark in list_marks(text) if any(start <= mark < end for start, end in spans)]
    if not marks:
        return frozenset((QuoteKind.INDIRECT,))
    before = any(_has_words(text[start : min(end, marks[0])]) for start, end in spans)
    after = any(_has_words(text[max(start, marks[-1] + 1) : end]) for start, end in spans)
    followed = after and _closes(text, marks[-1])
    if not before and not followed:
        return frozenset((QuoteKind.DIRECT,))
    if followed or _opens(text, marks[0]):
        return frozenset((QuoteKind.MIXED, QuoteKind.INDIRECT))
    return frozenset(QuoteKind)


def list_marks(text: str) -> list[int]:
    """Where quotation marks stand; a single one counts only where it is no apostrophe."""
    found: list[int] = []
    opened = False
    for index, mark in enumerate(text):
        if mark in DOUBLE:
            found.append(index)
        elif mark in SINGLE and _is_quotation(text, index, opened=opened):
            opened = opened or _opens(text, index)
            found.append(index)
    return found


def _is_quotation(text: str, index: int, *, opened: bool) -> bool:
    left, right = text[index - 1 : index], text[index + 1 : index + 2]
    if left in SINGLE or right in SINGLE:
        return True
    if left.isalnum():
        # "the workers' club" and "don't": an apostrophe, unless a quotation can end there
        return not right.isalnum() and (opened or left != "s")
    return not _SHORTENED.match(text, index)


def _opens(text: str, index: int) -> bool:
    left, right = text[index - 1 : index], text[index + 1 : index + 2]
    if right.isspace():
        return text[index] == "«"  # the French way: « so »
    return bool(right) and not left.isalnum() and left not in (".", ",", "!", "?")


def _closes(text: str, index: int) -> bool:
    left, right = text[index - 1 : index], text[index + 1 : index + 2]
    if left.isspace():
        return text[index] == "»"
    return bool(left) and not right.isalnum()


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
