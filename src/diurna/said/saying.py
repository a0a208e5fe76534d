"""One saying: words, a belief or an intention that the text gives to somebody."""

from __future__ import annotations

from collections.abc import Iterable

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
    chance: float = 1.0
    """How likely the listening head finds it that this lies in no other saying; 1 where only rules have looked."""


def find_start(saying: Saying) -> tuple[int, int]:
    """Where a saying begins: the key of reading order."""
    spans = [span for span in (*saying.content, saying.source, saying.cue) if span is not None]
    return min(spans).start, saying.cue.start if saying.cue is not None else -1


def find_holder(saying: Saying, sayings: Iterable[Saying]) -> Saying | None:
    """The innermost saying whose words tell of this one: "denied" for the claim in "denied Moscow's claim that ...".

    Where each of two lies in the other's words, the likelier one holds.
    """
    own = saying.cue if saying.cue is not None else saying.content[0]
    holders = [
        other
        for other in sayings
        if other is not saying
        and _covers(other, own)
        and not (_is_mutual(saying, other) and other.chance <= saying.chance)
    ]
    return min(holders, key=_count_characters, default=None)


def _covers(saying: Saying, span: Span) -> bool:
    return any(part.covers(span) for part in saying.content)


def _is_mutual(saying: Saying, other: Saying) -> bool:
    return other.cue is not None and _covers(saying, other.cue)


def _count_characters(saying: Saying) -> int:
    return sum(span.end - span.start for span in saying.content)
