"""Text -> chunks that the model reads at once: paragraphs, cut only where a sentence very probably ends.

The model itself decides where sentences end inside a chunk. This module keeps chunks short enough to be read together
and long enough that the model sees both sides of a doubtful full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from diurna.language.shapes import Gap
from diurna.language.words import iter_words

TARGET_WORDS = 45
"""A chunk is closed at the first probable sentence end after so many words."""
MAX_WORDS = 110
"""A chunk is cut here at the latest, in the middle of a sentence if need be."""

_PARAGRAPH_BREAK = re.compile(r"(?:\r\n|\r|\n|\u2029)[^\S\n\r]*(?:(?:\r\n|\r|\n|\u2029)\s*)+|\u2029")
_LINE_BREAK = re.compile(r"[^\S\n\r]*(?:\r\n|\r|\n)[^\S\n\r]*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_CLOSERS = frozenset("\"'”’)]»“")
_ENDERS = frozenset((".", "!", "?", "…", "..."))


class Chunk(Struct, frozen=True, gc=False):
    """Consecutive words of one paragraph: characters, gaps before them, and the paragraph's number."""

    paragraph: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[int, ...]


def iter_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each paragraph that holds more than white space.

    A blank line ends a paragraph. A single line break does so too, unless the text is wrapped by hand at a fixed width.
    """
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        yield from _split_lines(text, start, gap.start())
        start = gap.end()
    yield from _split_lines(text, start, len(text))


def _split_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = list(_LINE_BREAK.finditer(text, start, end))
    if not breaks:
        if text[start:end].strip():
            yield start, end
        return
    edges = [start, *(gap.end() for gap in breaks)]
    widths = [gap.start() - edge for gap, edge in zip(breaks, edges, strict=False)]
    # Hand-wrapped text: lines of much the same width that do not end like sentences.
    wrapped = len(widths) > 0 and 50 <= max(widths) <= 100 and min(widths) > 0.6 * max(widths)
    begin = start
    for gap in breaks:
        line = text[begin : gap.start()]
        following = text[gap.end() : gap.end() + 1]
        goes_on = not _SENTENCE_END.search(line.rstrip()) and following.islower()
        if (wrapped and not _SENTENCE_END.search(line.rstrip())) or goes_on:
            continue
        if line.strip():
            yield begin, gap.start()
        begin = gap.end()
    if text[begin:end].strip():
        yield begin, end


def iter_chunks(text: str) -> Iterator[Chunk]:
    """The chunks of a text in order. Every word of the text is in exactly one of them."""
    for number, (start, end) in enumerate(iter_paragraphs(text)):
        words = list(iter_words(text, start, end))
        first = 0
        for stop in _iter_cuts(text, words):
            yield _make_chunk(number, words[first:stop], opens_paragraph=first == 0)
            first = stop


def _iter_cuts(text: str, words: list[tuple[int, int]]) -> Iterator[int]:
    first = 0
    for position in range(len(words)):
        size = position + 1 - first
        if size >= MAX_WORDS or (size >= TARGET_WORDS and _is_probable_end(text, words, position)):
            yield position + 1
            first = position + 1
    if first < len(words):
        yield len(words)


def _is_probable_end(text: str, words: list[tuple[int, int]], position: int) -> bool:
    if position + 1 >= len(words):
        return True
    end = words[position][1]
    following = words[position + 1]
    if following[0] == end or not (text[following[0]].isupper() or text[following[0]] in "\"“‘'«"):
        return False
    back = position
    while back > 0 and text[words[back][0] : words[back][1]] in _CLOSERS and words[back][0] == words[back - 1][1]:
        back -= 1
    return text[words[back][0] : words[back][1]] in _ENDERS


def _make_chunk(paragraph: int, words: list[tuple[int, int]], *, opens_paragraph: bool) -> Chunk:
    gaps = [Gap.LINE]
    for before, word in pairwise(words):
        gaps.append(Gap.NONE if before[1] == word[0] else Gap.SPACE)
    return Chunk(
        paragraph=paragraph,
        starts=tuple(start for start, _ in words),
        ends=tuple(end for _, end in words),
        gaps=tuple(int(gap) for gap in gaps),
    )
