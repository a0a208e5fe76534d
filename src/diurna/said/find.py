"""Who says so, and in which words? Every saying of an article, in reading order.

Rules over the tree and the quotation marks; the words themselves are in `cues.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diurna.records import Parse, Sentence
from diurna.said.colon import draft_colon
from diurna.said.cues import Cues
from diurna.said.draft import Draft
from diurna.said.kind import find_kind
from diurna.said.marks import Quotation, find_quotations
from diurna.said.nouns import draft_adverb, draft_noun, draft_preposition
from diurna.said.quoted import add_quotations
from diurna.said.saying import Saying, find_start
from diurna.said.verbs import draft_adjective, draft_verb


def find_sayings(parse: Parse, *, cues: Cues, quotations: Sequence[Quotation] | None = None) -> tuple[Saying, ...]:
    """Every saying that the text gives to somebody, in reading order; one may lie inside the content of another.

    `quotations` are those of the parse, where they are known already.
    """
    drafts = [draft for sentence in parse.sentences for draft in _iter_drafts(sentence, cues)]
    add_quotations(parse, drafts, find_quotations(parse) if quotations is None else quotations)
    sayings = [_finish(parse.text, draft) for draft in drafts if draft.content]
    return tuple(sorted(sayings, key=find_start))


def _iter_drafts(sentence: Sentence, cues: Cues) -> Iterator[Draft]:
    spoken = draft_colon(sentence, cues)
    if spoken is not None:
        yield spoken
    for token in sentence.tokens:
        draft: Draft | None = None
        if token.upos in ("VERB", "AUX"):
            draft = draft_verb(sentence, token, cues.verbs) or draft_adjective(sentence, token, cues.adjectives)
        elif token.upos == "NOUN":
            draft = draft_noun(sentence, token, cues.nouns)
        elif token.upos == "ADJ":
            draft = draft_adjective(sentence, token, cues.adjectives)
        elif token.upos == "ADV":
            draft = draft_adverb(sentence, token, cues.adverbs)
        if draft is None and token.text.lower() in cues.prepositions_start:
            draft = draft_preposition(sentence, token, cues.prepositions)
        if draft is not None:
            yield draft


def _finish(text: str, draft: Draft) -> Saying:
    number = draft.sentence.index
    return Saying(
        sentence=number,
        content=tuple(draft.content),
        kind=find_kind(text, draft.content),
        source=draft.source,
        source_head=None if draft.source_head is None else (number, draft.source_head),
        cue=draft.cue,
        cue_lemma=draft.row.lemma,
        cue_class=draft.row.cue_class,
        addressee_head=None if draft.addressee_head is None else (number, draft.addressee_head),
        negated=draft.negated,
    )
