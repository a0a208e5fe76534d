"""Verb and adjective cues: from "said that ..." to "is aware of ...", one Draft for each cue word of a sentence.

Whether the content is a clause, an object or a phrase is decided by what the row of the cue allows and what hangs below
the word; quotation marks come later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from diurna.language.tree import base_relation, collect_subtree, find_child, find_preposition, iter_children
from diurna.records import Sentence, Span, Token
from diurna.said.addressee import find_addressee
from diurna.said.content import find_clauses, find_content, find_phrases
from diurna.said.cues import Cue
from diurna.said.draft import Draft
from diurna.said.marks import MARKS
from diurna.said.phrases import (
    find_neighbour,
    find_subject,
    is_negated,
    is_passive,
    iter_cue_tokens,
    make_source_span,
    make_spans,
)

# Cues whose passive needs no by-phrase: "it was reported that", "he was asked to", "is called".
_AGENTLESS = frozenset(("say", "claim", "expect", "ask", "urge"))


def draft_verb(sentence: Sentence, token: Token, verbs: Mapping[str, Cue]) -> Draft | None:
    """What a verb gives to its subject, or None where it is no cue or has nothing below it that could be content."""
    row, phrase = _find_row(sentence, token, verbs)
    if row is None:
        return None
    passive = is_passive(sentence, token.index)
    subject = None if "seem" in row.takes else find_subject(sentence, token.index)
    content = find_content(sentence, token, row, phrase=phrase, passive=passive)
    if not content and not ("quote" in row.takes and subject is not None and not passive):
        return None
    if passive and subject is None and "pass" not in row.takes and row.cue_class not in _AGENTLESS:
        return None
    if passive and subject is None and base_relation(token.deprel) == "acl" and row.cue_class != "name":
        return None  # "people briefed on the plan"
    if subject is None and not passive and row.cue_class != "seem":
        subject = _find_doubled_subject(sentence, token, content)
        content -= set() if subject is None else set(collect_subtree(sentence, subject.index))
    draft = make_draft(sentence, token, row, subject=subject, content=content)
    if draft.source is None and not passive and row.cue_class not in ("seem", "say", "claim"):
        return None  # "Order a copy now"
    draft.addressee_head = find_addressee(sentence, token.index, row.takes)
    return draft


def _find_doubled_subject(sentence: Sentence, token: Token, content: Collection[int]) -> Token | None:
    """The first of two subjects that the tree gives to the words said: "NGOs working there say they have ..."."""
    for index in content:
        subjects = list(iter_children(sentence, index, "nsubj", "nsubj:pass"))
        if len(subjects) > 1 and subjects[0].index < token.index < subjects[1].index:
            return subjects[0]
    return None


def draft_adjective(sentence: Sentence, token: Token, adjectives: Mapping[str, Cue]) -> Draft | None:
    """What an adjective after "be" gives to its subject: "was confident that ..."."""
    row = adjectives.get(token.text.lower() if token.upos != "ADJ" else token.lemma.lower())
    if row is None:
        return None
    content = find_clauses(sentence, token, row) or find_phrases(sentence, token, row)
    subject = find_subject_of_adjective(sentence, token)
    if not content or subject is None or subject.lemma.lower() in ("it", "this", "that", "there"):
        return None
    return make_draft(sentence, token, row, subject=subject, content=content)


def find_subject_of_adjective(sentence: Sentence, token: Token) -> Token | None:
    """The subject of "is aware", or the noun in "officials aware of the plan"."""
    own = find_child(sentence, token.index, "nsubj", "nsubj:pass")
    if own is not None:
        return own
    if base_relation(token.deprel) in ("acl", "amod") and token.head >= 0 and token.head < token.index:
        return sentence.tokens[token.head]
    return find_subject(sentence, token.index) if token.deprel != "amod" else None


def make_draft(sentence: Sentence, token: Token, row: Cue, *, subject: Token | None, content: Iterable[int]) -> Draft:
    """A Draft from token indices, with source and cue as characters."""
    words = list(iter_cue_tokens(sentence, token.index))
    inside = set(content) - set(words)
    source: Span | None = None
    lost = subject is None or subject.index in inside or _is_cut_off(sentence, subject, words)
    if lost and "quote" in row.takes and not is_passive(sentence, token.index):
        beside = find_neighbour(sentence, words[0], words[-1])
        if beside is not None:
            subject = beside
            inside -= set(_collect_beside(sentence, beside, words))
            if beside.index < words[0]:
                source = _make_neighbour_span(sentence, beside, words)
    if subject is not None and source is None:
        source = make_source_span(sentence, subject, outside={*inside, *words})
    if source is not None and "quote" in row.takes:
        inside = _drop_earlier_sentence(sentence, inside, source, words[-1])
    spans = make_spans(sentence, sorted(inside))
    if source is not None:
        spans = [span for span in spans if not source.covers(span)]
    return Draft(
        sentence=sentence,
        token=token.index,
        row=row,
        cue=Span(sentence.tokens[words[0]].start, sentence.tokens[words[-1]].end),
        source=source,
        source_head=None if subject is None else subject.index,
        negated=is_negated(sentence, token.index),
        content=spans,
    )


def _drop_earlier_sentence(sentence: Sentence, content: set[int], source: Span, last: int) -> set[int]:
    """The content without what stands before a full stop and the source: "It fell. Novak said the army fled".

    The parser read two sentences as one and took the first for the words said. Where nothing is left, all behind the
    cue is content.
    """
    tokens = sentence.tokens
    first = next((token.index for token in tokens if token.start >= source.start), 0)
    before = tokens[first - 1].text if first > 0 else ""
    if before in MARKS and first > 1:
        before = tokens[first - 2].text
    behind = tokens[last + 1 : last + 2]
    if before != "." or first > last or not tokens[first].text[0].isupper() or not behind or behind[0].upos == "PUNCT":
        return content
    if not any(index < first for index in content):
        return content
    return {index for index in content if index > last} or set(range(last + 1, len(tokens)))


def _is_cut_off(sentence: Sentence, subject: Token, words: Sequence[int]) -> bool:
    """Whether quotation marks stand between a subject and its cue, or a pronoun that must be the subject does."""
    first = words[0]
    if subject.index >= first:
        return False
    between = sentence.tokens[subject.index + 1 : first]
    nearest = sentence.tokens[first - 1]
    return nearest.index != subject.index and (
        nearest.morph.case == "Nom" or any(token.text in MARKS for token in between)
    )


def _collect_beside(sentence: Sentence, head: Token, words: Sequence[int]) -> Iterator[int]:
    """The noun phrase of a neighbour, on its own side of the cue; all up to the cue when it stands before it."""
    before = head.index < words[0]
    yield from (index for index in collect_subtree(sentence, head.index) if (index < words[0]) == before)
    if before:
        yield from range(head.index, words[0])


def _make_neighbour_span(sentence: Sentence, head: Token, words: Sequence[int]) -> Span:
    phrase = set(_collect_beside(sentence, head, words))
    first, last = head.index, words[0] - 1
    while first - 1 in phrase and sentence.tokens[first - 1].upos != "PUNCT":
        first -= 1
    while last > head.index and sentence.tokens[last].upos == "PUNCT":
        last -= 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _find_row(sentence: Sentence, token: Token, verbs: Mapping[str, Cue]) -> tuple[Cue | None, int | None]:
    """The row of a verb, and the token of its particle phrase where the row is for verb and preposition together."""
    lemma = token.lemma.lower()
    for child in iter_children(sentence, token.index, "compound:prt", "obl", "advmod", "obj"):
        if child.index < token.index or (child.deprel == "obj" and child.upos != "PRON"):
            continue
        particle = child.lemma.lower() if child.deprel != "obl" else find_preposition(sentence, child.index)
        row = verbs.get(f"{lemma} {particle}")
        if row is not None:
            return row, child.index if child.deprel == "obl" else None
    return verbs.get(lemma), None
