"""Which characters stand in quotation marks? Reads the marks of each paragraph, the damaged ones too.

News text arrives with opening marks where closing ones belong, with straight and curly marks mixed, and with one of the
two lost. A mark's surroundings are therefore trusted before its shape. Nothing here decides whether words in marks are
speech: a title or a scare quote is a quotation as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from diurna.language.words import ABBREVIATIONS
from diurna.records import Parse, Span


class Quotation(Struct, frozen=True, gc=False):
    """Words in quotation marks, marks included."""

    start: int
    end: int
    paragraph: int
    closed: bool
    """False when the paragraph ends first: the next one may go on with the same speaker."""

    @property
    def span(self) -> Span:
        """Its characters in the article."""
        return Span(self.start, self.end)


class _Mark(Struct, frozen=True, gc=False):
    start: int
    end: int
    opens: bool
    closes: bool


_DOUBLE = re.compile(r"''|``|‘‘|’’|[\"“”„‟«»″]")
_SINGLE = re.compile(r"(?<![\w.,!?;:…'’‘])['‘‛](?=\w)|(?<=[\w.,!?…])['’](?![\w'’])")
MARKS = frozenset(('"', "“", "”", "„", "‟", "«", "»", "″", "''", "``", "‘‘", "’’"))
"""Double quotation marks as words of a sentence."""
_SHAPE_OPENS = frozenset(("“", "„", "«", "``", "‘‘", "‟"))
_SHAPE_CLOSES = frozenset(("”", "»", "’’"))
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{—–-/:'‘")
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0)]}—–-/.,;:!?'’")
_SENTENCE_STOP = re.compile(r"[.!?…](?=\s)")
_LONGEST_LOST = 600
"""A paragraph with a closing mark only is taken for speech from its start when this mark comes so early."""
_LONGEST_SINGLE = 300


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """Every stretch of words in quotation marks, in reading order; they never overlap."""
    found: list[Quotation] = []
    for paragraph, start, end in _iter_paragraphs(parse):
        text = parse.text
        pairs = list(_pair_marks(text, start, end, list(_iter_marks(text, start, end))))
        if not pairs:
            pairs = list(_pair_single_marks(text, start, end))
        found += [Quotation(a, b, paragraph, closed) for a, b, closed in pairs]
    return tuple(found)


def _iter_paragraphs(parse: Parse) -> Iterator[tuple[int, int, int]]:
    sentences = parse.sentences
    first = 0
    for number in range(1, len(sentences) + 1):
        if number < len(sentences) and sentences[number].paragraph == sentences[first].paragraph:
            continue
        yield sentences[first].paragraph, sentences[first].start, sentences[number - 1].end
        first = number


def _iter_marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if match[0] == "″" and before.isdigit():  # inches
            continue
        opens = before in _BEFORE_OPENING and not after.isspace()
        closes = after in _AFTER_CLOSING and not before.isspace()
        if opens == closes:
            opens, closes = match[0] in _SHAPE_OPENS, match[0] in _SHAPE_CLOSES
        yield _Mark(match.start(), match.end(), opens, closes)


def _pair_marks(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    done = start
    for number, mark in enumerate(marks):
        if opened is None and mark.closes:
            if (begin := _find_lost_opening(text, done, mark.start)) is not None:
                yield begin, mark.end, True
                done = mark.end
            elif _opens_after_all(text, mark, marks[number + 1 : number + 2]):
                opened = mark.start
        elif opened is None:
            opened = mark.start
        elif mark.opens:
            # `"We will fight, he said. "We will win."`: the first closing mark is lost.
            yield opened, _find_sentence_end(text, opened, mark.start), True
            opened = mark.start
        else:
            yield opened, mark.end, True
            opened, done = None, mark.end
    if opened is not None:
        yield opened, end, False


def _opens_after_all(text: str, mark: _Mark, following: Sequence[_Mark]) -> bool:
    """Whether a closing mark with nothing to close stands where an opening one belongs: 'said.” He knows it."'."""
    behind = text[mark.end :].lstrip()
    return bool(following) and following[0].closes and behind[:1].isupper() and text[mark.end : mark.end + 1].isspace()


def _find_sentence_end(text: str, start: int, end: int) -> int:
    for stop in _SENTENCE_STOP.finditer(text, start, end):
        word = text[start : stop.start()].rpartition(" ")[2].lower()
        if word not in ABBREVIATIONS and len(word) > 1:
            return stop.end()
    return end


def _find_lost_opening(text: str, done: int, position: int) -> int | None:
    if position - done > _LONGEST_LOST or text[position - 1] not in ",.!?…":
        return None
    stops = [match.end() for match in _SENTENCE_STOP.finditer(text, done, position - 1)]
    begin = done if not stops else stops[-1]
    while begin < position and text[begin] in " \t\n\u00a0.,;":
        begin += 1
    return begin if text[begin : begin + 1].isupper() else None


def _pair_single_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        opens = match.start() == start or not (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".,!?…")
        if opens:
            opened = match.start()
        elif opened is not None and match.end() - opened <= _LONGEST_SINGLE:
            # "the ministers' plan": a plural possessive closes nothing, but no opening mark stands before it either.
            yield opened, match.end(), True
            opened = None
