"""Words in quotation marks: added to the sayings that the tree gives, or given to the nearest speech verb.

Works from the outside of a quotation: a cue in the same sentence, one right before or behind, a colon, the quotation
before it in the same paragraph. Words in marks that nothing of this claims are titles and scare quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from diurna.records import Parse, Span
from diurna.said.draft import Draft
from diurna.said.marks import Quotation

_ENDS = frozenset(",.!?…-—–")
_WORD = re.compile(r"\w[\w'’.-]*")
_BEFORE_TITLE = re.compile(r"(?:\b(?:on|in|of|for|from|to|about|the|called|titled|entitled|film|book|song)|[’'`´]s) $")
_LONGEST_TITLE = 6
_NEAR = 60
_ADJACENT = 24


def add_quotations(parse: Parse, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Lets contents grow over the quotations that they touch and gives each other quotation to its draft."""
    starts = [sentence.start for sentence in parse.sentences]
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence.index, []).append(draft)
    before: tuple[Quotation, Draft] | None = None
    for quotation in quotations:
        first = max(0, bisect_right(starts, quotation.start) - 1)
        last = max(first, bisect_right(starts, quotation.end - 1) - 1)
        nearby = [draft for number in range(first - 1, last + 2) for draft in by_sentence.get(number, ())]
        owner = _grow_content(parse.text, quotation, nearby)
        if owner is None and not is_title(parse.text, quotation):
            sentences = range(first, last + 1)
            owner = _find_owner(parse.text, quotation, nearby, sentences=sentences, before=before)
            if owner is not None:
                _add_span(owner, quotation.span)
        if owner is not None:
            before = (quotation, owner)
        elif is_speech(parse.text, quotation):
            before = None


def is_title(text: str, quotation: Quotation) -> bool:
    """Whether words in marks name a programme or a book: all capitalised, after a preposition or a possessive."""
    words = _WORD.findall(text, quotation.start, quotation.end)
    if not words or len(words) > _LONGEST_TITLE or not all(word[0].isupper() or len(word) < 4 for word in words):
        return False
    return _BEFORE_TITLE.search(text, max(0, quotation.start - 12), quotation.start) is not None


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether words in marks look like a sentence of their own: a capital first, a stop or comma last."""
    words = text[quotation.start : quotation.end].strip("\"'“”‘’„«»`")
    if not words:
        return False
    ended = words[-1] in _ENDS or text[quotation.end : quotation.end + 1] in _ENDS
    if is_title(text, quotation):
        return False
    return (words[0].isupper() or words[0] in "[.…") and ended and (" " in words or words[-1] in _ENDS)


def _grow_content(text: str, quotation: Quotation, nearby: Sequence[Draft]) -> Draft | None:
    """Stretches contents that share words with a quotation to its marks; returns the draft that says most of it."""
    owner: Draft | None = None
    most = 0
    for draft in nearby:
        shared = sum(_shared(span, quotation) for span in draft.content)
        if not shared or quotation.start <= draft.cue.start < quotation.end:
            continue
        long_enough = shared * 2 >= quotation.end - quotation.start
        if draft.may_quote or long_enough:
            _add_span(draft, quotation.span)
        if (draft.may_quote, shared) > (owner is not None and owner.may_quote, most):
            owner, most = draft, shared
    if owner is not None and owner.may_quote and is_speech(text, quotation):
        _drop_before(text, quotation, owner)
    return owner


def _drop_before(text: str, quotation: Quotation, draft: Draft) -> None:
    """Cuts off what stands before a quoted sentence with its cue right behind: the parser joined two sentences."""
    gap = draft.frame.start - quotation.end
    if not 0 <= gap <= 2 or text[: quotation.start].rstrip()[-1:] not in (".", "?", "!", "”", '"', "’"):
        return
    kept: list[Span] = []
    for span in draft.content:
        if span.start < quotation.start < span.end:
            kept.append(Span(quotation.start, span.end))
        elif span.end > quotation.start:
            kept.append(span)
    draft.content = kept


def _shared(span: Span, quotation: Quotation) -> int:
    return max(0, min(span.end, quotation.end) - max(span.start, quotation.start))


def _find_owner(
    text: str,
    quotation: Quotation,
    nearby: Sequence[Draft],
    *,
    sentences: range,
    before: tuple[Quotation, Draft] | None,
) -> Draft | None:
    """The draft that a quotation belongs to, although the tree does not say so."""
    drafts = [
        draft
        for draft in nearby
        if draft.may_quote
        and not quotation.start <= draft.cue.start < quotation.end
        and draft.source is not None
        and not draft.source.overlaps(quotation.span)
    ]
    if before is not None and _is_second_half(text, *before, quotation=quotation, sentences=sentences):
        return before[1]
    speech = is_speech(text, quotation)
    reach = _NEAR if speech else _ADJACENT
    inside = [draft for draft in drafts if draft.sentence.index in sentences and _find_gap(draft, quotation) < reach]
    if inside:
        return min(inside, key=lambda draft: _find_gap(draft, quotation))
    if not speech:
        return None
    introduced = [draft for draft in drafts if _introduces(text, draft, quotation)]
    if introduced:
        return introduced[-1]
    if before is not None and before[0].paragraph == quotation.paragraph:
        return before[1]
    if before is not None and not before[0].closed and before[0].paragraph == quotation.paragraph - 1:
        return before[1]
    return next((draft for draft in drafts if _closes(text, draft, quotation)), None)


def _is_second_half(text: str, earlier: Quotation, owner: Draft, *, quotation: Quotation, sentences: range) -> bool:
    """Whether one quoted sentence goes on behind its cue: "We know," she said on Monday, "that they left."."""
    between = text[earlier.end : quotation.start]
    return (
        owner.sentence.index in sentences
        and owner.may_quote
        and text[max(0, earlier.end - 2)] == ","
        and earlier.end <= owner.cue.start < quotation.start
        and between.rstrip().endswith((",", ":"))
    )


def _find_gap(draft: Draft, quotation: Quotation) -> int:
    frame = draft.frame
    return max(0, quotation.start - frame.end, frame.start - quotation.end)


def _introduces(text: str, draft: Draft, quotation: Quotation) -> bool:
    """Whether a cue in an earlier sentence ends with a colon before the quotation: "He put it so: ..."."""
    frame = draft.frame
    return frame.end <= quotation.start and text[: quotation.start].rstrip()[-1:] in (":", ",")


def _closes(text: str, draft: Draft, quotation: Quotation) -> bool:
    """Whether the parser cut "... are they?" she asked." in two: nothing but the marks stands before the cue."""
    frame = draft.frame
    between = text[quotation.end : frame.start]
    return frame.start >= quotation.end and not draft.content and not between.strip(" \u00a0") and "\n" not in between


def _add_span(draft: Draft, span: Span) -> None:
    """Adds characters to a content, joining what overlaps, and keeps cue and source out."""
    spans = [span]
    for known in draft.content:
        if known.overlaps(spans[0]):
            spans[0] = Span(min(known.start, spans[0].start), max(known.end, spans[0].end))
        else:
            spans.append(known)
    draft.content = sorted(spans)
