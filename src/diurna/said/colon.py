"""A name, a colon, and what the named one says: headlines and transcripts ("Novak: We will not leave").

Only people and organisations speak in this way; "Rome: an eternal city" and "Background: the talks" have no speaker.
"""

from __future__ import annotations

from diurna.records import NameKind, Sentence, Span
from diurna.said.cues import Cue, Cues
from diurna.said.draft import Draft
from diurna.said.marks import MARKS
from diurna.said.phrases import find_subject, make_source_span, make_spans

_LONGEST_NAME = 9
_SPEAKERS = frozenset((NameKind.PERSON, NameKind.ORGANISATION))


def draft_colon(sentence: Sentence, cues: Cues) -> Draft | None:
    """The words behind a name and a colon at the start of a sentence; also a sentence that ends with a colon.

    The latter has no content yet: a quotation must follow.
    """
    row = cues.marks.get(":")
    if row is None:
        return None
    tokens = sentence.tokens
    if tokens[-1].text == ":" and len(tokens) > 2:
        return _draft_final_colon(sentence, row)
    colon = next((token for token in tokens[1 : _LONGEST_NAME + 1] if token.text == ":"), None)
    if colon is None:
        return None
    name = next((name for name in sentence.names if name.last == colon.index and name.kind in _SPEAKERS), None)
    if name is None:
        return None
    first = 0
    while tokens[first].upos == "PUNCT" and first < name.first:
        first += 1
    # Before the name only its title and modifiers may stand: "Prime Minister Novak:", not "The letter to Novak:".
    if any(token.upos in ("VERB", "AUX", "ADP", "PUNCT") for token in tokens[first : name.first]):
        return None
    head = next((index for index in range(first, name.last) if not first <= tokens[index].head < name.last), name.first)
    content = make_spans(sentence, range(colon.index + 1, len(tokens)))
    if content and tokens[colon.index + 1].text in MARKS:
        content = []  # the quotation marks say how far it goes
    return Draft(
        sentence=sentence,
        token=colon.index,
        row=row,
        cue=colon.span,
        source=Span(tokens[first].start, tokens[name.last - 1].end),
        source_head=head,
        content=content,
    )


def _draft_final_colon(sentence: Sentence, row: Cue) -> Draft | None:
    """The subject of "Novak was blunt:", for the quotation in the next sentence."""
    subject = find_subject(sentence, sentence.root)
    if subject is None or subject.upos not in ("PRON", "PROPN", "NOUN"):
        return None
    colon = sentence.tokens[-1]
    source = make_source_span(sentence, subject, outside={sentence.root})
    return Draft(
        sentence=sentence, token=colon.index, row=row, cue=colon.span, source=source, source_head=subject.index
    )
