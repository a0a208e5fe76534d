"""Direct, indirect or mixed: by the quotation marks of what is said."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.records import QuoteKind, Span

_MARKS = frozenset("\"“”„‟«»″‘’'`")
_DOUBLE_MARKS = frozenset('"“”„‟«»″')


def find_kind(text: str, content: Sequence[Span]) -> QuoteKind:
    """Direct where every part begins with a quotation mark, mixed where one stands somewhere."""
    parts = [span.of(text) for span in content]
    if all(part[0] in _MARKS for part in parts):
        return QuoteKind.DIRECT
    if any(mark in _DOUBLE_MARKS for part in parts for mark in part):
        return QuoteKind.MIXED
    return QuoteKind.INDIRECT
