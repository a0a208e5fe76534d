"""A saying in the making: what one cue word gives before quotation marks are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from diurna.records import Sentence, Span
from diurna.said.cues import Cue


@dataclass(slots=True)
class Draft:
    """A cue with its source and the content that the tree gives. Mutable: quotations are added to `content`."""

    sentence: Sentence
    token: int
    """The cue word."""
    row: Cue
    cue: Span
    source: Span | None = None
    source_head: int | None = None
    addressee_head: int | None = None
    negated: bool = False
    content: list[Span] = field(default_factory=list)

    @property
    def may_quote(self) -> bool:
        """Whether words in quotation marks nearby can be its content."""
        return "quote" in self.row.takes and not self.negated

    @property
    def frame(self) -> Span:
        """From the first to the last character of cue and source."""
        if self.source is None:
            return self.cue
        return Span(min(self.cue.start, self.source.start), max(self.cue.end, self.source.end))
