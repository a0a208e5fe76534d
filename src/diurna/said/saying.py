"""One saying: words, a belief or an intention that the text gives to somebody."""

from __future__ import annotations

from msgspec import Struct

from diurna.records import QuoteKind, Span


class Saying(Struct, frozen=True, kw_only=True):
    """Who says it, the word that tells us so, and what is said.

    A head is (sentence index, token index): whoever resolves actors can ask who it is.
    """

    sentence: int
    """Index of the sentence with the cue, or of the first one with content when there is no cue."""
    content: tuple[Span, ...]
    """Never empty. Several spans where the cue or other words of the newspaper stand between them."""
    kind: QuoteKind
    source: Span | None = None
    """The whole noun phrase; None when the text names nobody ("it was reported that ...")."""
    source_head: tuple[int, int] | None = None
    cue: Span | None = None
    cue_lemma: str | None = None
    cue_class: str | None = None
    """What the cue does: say, claim, deny, believe, intend, ... (the last column of cues.tsv)."""
    addressee_head: tuple[int, int] | None = None
    negated: bool = False
