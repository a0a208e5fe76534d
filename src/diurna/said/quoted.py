"""Words in quotation marks: added to the sayings that the tree gives, or given to the nearest speech verb.

Works from the outside of a quotation: a cue in the same sentence, one right before or behind, a colon, the quotation
before it in the same paragraph. Words in marks that nothing of this claims are titles and scare quotes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from diurna.records import Parse, Span
from diurna.said.draft import Draft
from diurna.said.marks import Quotation

_ENDS = frozenset(",.!?…-—–")
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
        owner = _grow_content(quotation, nearby)
        if owner is None:
            owner = _find_owner(parse, quotation, nearby, sentences=(first, last), before=before)
            if owner is not None:
                _add_span(owner, quotation.span)
        if owner is not None:
            before = (quotation, owner)
        elif is_speech(parse.text, quotation):
            before = None


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether words in marks look like a sentence of their own: a capital first, a stop or comma last."""
    words = text[quotation.start : quotation.end].strip("\"'“”‘’„«»`")
    if not words:
        return False
    ended = words[-1] in _ENDS or text[quotation.end : quotation.end + 1] in _ENDS
    return (words[0].isupper() or words[0] in "[.…") and ended and " " in words


def _grow_content(quotation: Quotation, nearby: Sequence[Draft]) -> Draft | None:
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
    return owner


def _shared(span: Span, quotation: Quotation) -> int:
    return max(0, min(span.end, quotation.end) - max(span.start, quotation.start))


def _find_owner(
    parse: Parse,
    quotation: Quotation,
    nearby: Sequence[Draft],
    *,
    sentences: tuple[int, int],
    before: tuple[Quotation, Draft] | None,
) -> Draft | None:
    outside = [
        draft
        for draft in nearby
        if draft.may_quote and not (quotation.start <= draft.cue.start < quotation.end) and draft.source is not None
    ]
    speech = is_speech(parse.text, quotation)
    beside = _find_beside(parse, quotation, outside, sentences, speech=speech)
    if beside is not None:
        return beside
    if before is None or not speech:
        return None
    earlier, speaker = before
    same_paragraph = earlier.paragraph == quotation.paragraph
    goes_on = not earlier.closed and earlier.paragraph == quotation.paragraph - 1
    return speaker if same_paragraph or goes_on else None


def _find_beside(
    parse: Parse, quotation: Quotation, drafts: Sequence[Draft], sentences: tuple[int, int], *, speech: bool
) -> Draft | None:
    """The draft whose words stand nearest to the quotation with no other sentence between."""
    best: Draft | None = None
    least = _NEAR if speech else _ADJACENT
    for draft in drafts:
        frame = draft.frame
        gap = quotation.start - frame.end if frame.end <= quotation.start else frame.start - quotation.end
        if gap < 0:
            gap = 0
        inside = sentences[0] <= draft.sentence.index <= sentences[1]
        if not inside:
            between = parse.text[min(frame.end, quotation.end) : max(frame.start, quotation.start)]
            behind = frame.end <= quotation.start
            introduced = behind and parse.text[: quotation.start].rstrip().endswith((":", ","))
            spoken = not behind and not between.strip(" \n\t\"'”’,.")
            if not (introduced or spoken) and not (behind and ":" in between):
                continue
        if gap < least:
            best, least = draft, gap
    return best


def _add_span(draft: Draft, span: Span) -> None:
    """Adds characters to a content, joining what overlaps, and keeps cue and source out."""
    spans = [span]
    for known in draft.content:
        if known.overlaps(spans[0]):
            spans[0] = Span(min(known.start, spans[0].start), max(known.end, spans[0].end))
        else:
            spans.append(known)
    draft.content = sorted(spans)
