"""What the rules know of a passage before the listening head hears it: their own sayings, and the quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diurna.language.listener import CONTENT, CUE, SOURCE, Hints, Quotedness
from diurna.language.passages import Passage
from diurna.records import Span
from diurna.said.marks import Quotation
from diurna.said.saying import Saying


def make_hints(passage: Passage, sayings: Sequence[Saying], quotations: Sequence[Quotation]) -> Hints:
    """The hints for one passage; sayings and quotations may be those of the whole text."""
    tokens = [token for sentence in passage.sentences for token in sentence.tokens]
    starts = np.array([token.start for token in tokens])
    ends = np.array([token.end for token in tokens])
    marks = np.zeros(len(tokens), dtype=np.int64)
    quotedness = np.zeros(len(tokens), dtype=np.int64)
    reach = Span(int(starts[0]), int(ends[-1]))
    for saying in sayings:
        for bit, spans in ((SOURCE, (saying.source,)), (CUE, (saying.cue,)), (CONTENT, saying.content)):
            for span in spans:
                if span is not None and span.overlaps(reach):
                    marks[_find_range(starts, ends, span)] |= bit
    near = [quotation.span for quotation in quotations if quotation.span.overlaps(reach)]
    for span in near:
        quotedness[_find_range(starts, ends, span)] = Quotedness.INSIDE
    for span in near:
        quotedness[_find_range(starts, ends, Span(span.start, span.start + 1))] = Quotedness.OPENS
        quotedness[_find_range(starts, ends, Span(span.end - 1, span.end))] = Quotedness.CLOSES
    return Hints(marks=marks, quotedness=quotedness)


def _find_range(starts: NDArray[np.int64], ends: NDArray[np.int64], span: Span) -> slice:
    """The tokens that a span touches."""
    return slice(int(np.searchsorted(ends, span.start, side="right")), int(np.searchsorted(starts, span.end)))
