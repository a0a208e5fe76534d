"""What the rules know of a passage before the listening head hears it: their own sayings, and the quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from diurna.language.listener import CONTENT, CUE, SOURCE, Hints, Quotedness
from diurna.language.passages import Passage
from diurna.records import Sentence
from diurna.said.marks import Quotation
from diurna.said.saying import Saying


def make_hints(sentences: Sequence[Sentence], sayings: Sequence[Saying], quotations: Sequence[Quotation]) -> Hints:
    """The hints for the tokens of consecutive sentences; sayings and quotations may be those of the whole text."""
    starts = [token.start for sentence in sentences for token in sentence.tokens]
    ends = [token.end for sentence in sentences for token in sentence.tokens]
    marks = np.zeros(len(starts), dtype=np.int64)
    quotedness = np.zeros(len(starts), dtype=np.int64)
    for saying in sayings:
        for bit, spans in ((SOURCE, (saying.source,)), (CUE, (saying.cue,)), (CONTENT, saying.content)):
            for span in spans:
                if span is not None:
                    marks[_find_range(starts, ends, span.start, span.end)] |= bit
    for quotation in quotations:
        quotedness[_find_range(starts, ends, quotation.start, quotation.end)] = Quotedness.INSIDE
    for quotation in quotations:
        quotedness[_find_range(starts, ends, quotation.start, quotation.start + 1)] = Quotedness.OPENS
        quotedness[_find_range(starts, ends, quotation.end - 1, quotation.end)] = Quotedness.CLOSES
    return Hints(marks=marks, quotedness=quotedness)


def cut_hints(hints: Hints, passages: Sequence[Passage]) -> Iterator[Hints]:
    """The hints of each passage, from those of a whole text in order."""
    first = 0
    for passage in passages:
        last = first + passage.offsets[-1]
        yield Hints(marks=hints.marks[first:last], quotedness=hints.quotedness[first:last])
        first = last


def _find_range(starts: list[int], ends: list[int], start: int, end: int) -> slice:
    """The tokens that some characters touch."""
    return slice(bisect_right(ends, start), bisect_left(starts, end))
