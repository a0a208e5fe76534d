"""Verb and adjective cues: from "said that ..." to "is aware of ...", one Draft for each cue word of a sentence.

Whether the content is a clause, an object or a phrase is decided by what the row of the cue allows and what hangs below
the word; quotation marks come later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from diurna.language.tree import base_relation, collect_subtree, find_child, find_preposition, iter_children
from diurna.records import Sentence, Span, Token
from diurna.said.cues import Cue
from diurna.said.draft import Draft
from diurna.said.marks import MARKS
from diurna.said.phrases import (
    find_neighbour,
    find_relative,
    find_subject,
    is_negated,
    is_passive,
    iter_cue_tokens,
    make_source_span,
    make_spans,
)

_OBJECT_PARTS = frozenset(("for", "of", "as", "to", "with", "over", "against"))
# Cues whose passive needs no by-phrase: "it was reported that", "he was asked to", "is called".
_AGENTLESS = frozenset(("say", "claim", "expect", "ask", "urge"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))


def draft_verb(sentence: Sentence, token: Token, verbs: Mapping[str, Cue]) -> Draft | None:
    """What a verb gives to its subject, or None where it is no cue or has nothing below it that could be content."""
    row, phrase = _find_row(sentence, token, verbs)
    if row is None:
        return None
    passive = is_passive(sentence, token.index)
    subject = None if "seem" in row.takes else find_subject(sentence, token.index)
    content = _find_content(sentence, token, row, phrase=phrase, passive=passive)
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
    draft.addressee_head = _find_addressee(sentence, token, row)
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
    content = _find_clauses(sentence, token, row) or _find_phrases(sentence, token, row)
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
    inside = sorted(set(content) - set(words))
    lost = subject is None or subject.index in inside or _is_cut_off(sentence, subject, words)
    if lost and "quote" in row.takes and not is_passive(sentence, token.index):
        beside = find_neighbour(sentence, words[0], words[-1], inside=inside)
        if beside is not None:
            phrase = _collect_beside(sentence, beside, words)
            inside = [index for index in inside if index not in phrase]
            subject = beside
    source = None
    if subject is not None:
        if find_relative(sentence, subject):
            source = subject.span
        else:
            source = make_source_span(sentence, subject.index, outside={*inside, *words})
    spans = make_spans(sentence, inside)
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


def _collect_beside(sentence: Sentence, head: Token, words: Sequence[int]) -> set[int]:
    """The noun phrase of a neighbour, on its own side of the cue."""
    before = head.index < words[0]
    phrase = (index for index in collect_subtree(sentence, head.index) if (index < words[0]) == before)
    return set(phrase) | (set(range(head.index, words[0])) if before else set())


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


def _find_content(sentence: Sentence, token: Token, row: Cue, *, phrase: int | None, passive: bool) -> set[int]:
    if phrase is not None:
        return _find_phrase_object(sentence, token, phrase)
    if "seem" in row.takes or ("pass" in row.takes and passive):
        return _find_raised(sentence, token) or _find_clauses(sentence, token, row)
    found = _find_clauses(sentence, token, row)
    if found:
        return found
    if passive:
        return _find_passive_object(sentence, token, row)
    if row.takes & {"obj", "both"} or "as" in row.prepositions:
        found = _find_object(sentence, token, row)
    return found or _find_phrases(sentence, token, row)


def _find_clauses(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """The clause that the cue introduces, stands in, or follows."""
    takes = row.takes
    listener = find_child(sentence, token.index, "obj", "iobj")
    for child in iter_children(sentence, token.index, "ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl"):
        relation = base_relation(child.deprel)
        infinitive = _is_infinitive(sentence, child)
        gerund = child.text.lower().endswith("ing") and find_child(sentence, child.index, "aux") is None
        if relation == "ccomp" and gerund and "ing" not in takes and _follows_comma(sentence, child):
            continue  # "..., she said, speaking on Monday": the parser took the circumstance for the words said
        if relation == "ccomp" and ("that" in takes or "quote" in takes or ("to" in takes and infinitive)):
            if "both" in takes and infinitive and listener is not None:
                continue
            return _whole_clause(sentence, child, token)
        if relation == "xcomp" and infinitive and "to" in takes and (listener is None or "both" not in takes):
            return _whole_clause(sentence, child, token)
        if relation == "xcomp" and gerund and "ing" in takes:
            return _whole_clause(sentence, child, token)
        if relation == "parataxis" and "quote" in takes and child.index > token.index and _is_clause(sentence, child):
            return _whole_clause(sentence, child, token)
    return _find_carrier(sentence, token, row)


def _find_carrier(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """The clause around a cue in parenthesis: "They left, she said", "As she said, they left"."""
    if token.head < 0 or not (row.takes & {"that", "quote"}):
        return set()
    relation = base_relation(token.deprel)
    mark = find_child(sentence, token.index, "mark")
    as_clause = relation == "advcl" and mark is not None and mark.lemma.lower() == "as"
    if not as_clause and relation != "parataxis":
        return set()
    own = next((child for child in iter_children(sentence, token.index, "nsubj")), None)
    if own is None:
        return set()
    if not as_clause and find_child(sentence, token.index, "obj", "xcomp", "ccomp") is not None:
        return set()
    return set(collect_subtree(sentence, token.head)) - set(collect_subtree(sentence, token.index))


def _whole_clause(sentence: Sentence, clause: Token, cue: Token) -> set[int]:
    return set(collect_subtree(sentence, clause.index)) - {cue.index}


def _follows_comma(sentence: Sentence, clause: Token) -> bool:
    first = collect_subtree(sentence, clause.index)[0]
    if sentence.tokens[first].upos == "PUNCT":
        return sentence.tokens[first].text == ","
    return first > 0 and sentence.tokens[first - 1].text == ","


def _is_clause(sentence: Sentence, token: Token) -> bool:
    return find_child(sentence, token.index, "nsubj", "nsubj:pass", "cop", "expl") is not None


def _is_infinitive(sentence: Sentence, token: Token) -> bool:
    mark = find_child(sentence, token.index, "mark")
    return mark is not None and mark.lemma.lower() == "to"


def _find_object(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """The object with what is predicated of it: "the vote a fraud", "Iran to stop", "the army for the delay"."""
    found: set[int] = set()
    complete = False
    for child in iter_children(sentence, token.index):
        relation = base_relation(child.deprel)
        is_object = relation == "obj" or (relation == "iobj" and "whom" not in row.takes)
        predicated = relation in ("xcomp", "ccomp") and child.index > token.index
        belongs = (relation == "obl" and _is_object_part(sentence, child, row)) or (
            relation == "advcl" and _is_object_clause(sentence, child)
        )
        if is_object or predicated or (belongs and found):
            found |= set(collect_subtree(sentence, child.index))
        if "obj" in row.takes:
            complete |= is_object
        elif "both" in row.takes:
            complete |= predicated
        else:  # "see the deal as a threat"
            complete |= bool(found) and relation == "obl" and belongs
    return found if complete else set()


def _is_object_part(sentence: Sentence, phrase: Token, row: Cue) -> bool:
    preposition = find_preposition(sentence, phrase.index)
    return preposition in _OBJECT_PARTS or preposition in row.prepositions


def _is_object_clause(sentence: Sentence, clause: Token) -> bool:
    mark = find_child(sentence, clause.index, "mark")
    return mark is not None and mark.lemma.lower() in ("for", "of", "as", "to", "over")


def _find_phrase_object(sentence: Sentence, token: Token, phrase: int) -> set[int]:
    """Content after verb and preposition: "called for a truce", "called on Iran to stop"."""
    found = set(collect_subtree(sentence, phrase)) - {child.index for child in iter_children(sentence, phrase, "case")}
    for child in iter_children(sentence, token.index, "xcomp", "advcl", "ccomp"):
        if child.index > phrase and _is_infinitive(sentence, child):
            found |= set(collect_subtree(sentence, child.index))
    return found


def _find_phrases(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """Content behind one of the prepositions of the row, without the preposition: "spoke about the vote"."""
    found: set[int] = set()
    for child in iter_children(sentence, token.index, "obl", "nmod", "advcl", "acl"):
        introducer = find_child(sentence, child.index, "case", "mark")
        if child.index < token.index or introducer is None or introducer.lemma.lower() not in row.prepositions:
            continue
        found |= set(collect_subtree(sentence, child.index)) - {introducer.index}
    if found:  # "referred to them as rebels"
        for child in iter_children(sentence, token.index, "obl"):
            if child.index > max(found) and find_preposition(sentence, child.index) == "as":
                found |= set(collect_subtree(sentence, child.index))
    return found


def _find_raised(sentence: Sentence, token: Token) -> set[int]:
    """Subject and predicate of "X seems to Y", "X is believed to Y", without the cue."""
    predicate = next(
        (child for child in iter_children(sentence, token.index, "xcomp", "ccomp") if child.index > token.index), None
    )
    subject = find_child(sentence, token.index, *_SUBJECTS)
    if predicate is None:
        return set()
    found = set(collect_subtree(sentence, predicate.index))
    if subject is not None and subject.lemma.lower() not in ("it", "there"):
        found |= set(collect_subtree(sentence, subject.index))
    return found


def _find_passive_object(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """What was condemned, supported, announced in the passive: the subject; or the infinitive after "was asked"."""
    subject = find_child(sentence, token.index, "nsubj:pass")
    found = _find_phrases(sentence, token, row)
    if "both" in row.takes and not found:  # "was asked to leave"
        for child in iter_children(sentence, token.index, "xcomp"):
            found |= set(collect_subtree(sentence, child.index))
    if found or subject is None or "obj" not in row.takes:
        return found
    for child in iter_children(sentence, token.index, "xcomp"):  # "was labeled a traitor"
        found |= set(collect_subtree(sentence, child.index))
    return found | set(collect_subtree(sentence, subject.index))


def _find_addressee(sentence: Sentence, token: Token, row: Cue) -> int | None:
    """The head of whoever is told, asked, urged: the object, or the phrase with "to" after "said"."""
    if row.takes & {"whom", "both"}:
        listener = find_child(sentence, token.index, "iobj", "obj")
        if listener is not None:
            return listener.index
    if "quote" in row.takes:
        for child in iter_children(sentence, token.index, "obl"):
            if find_preposition(sentence, child.index) == "to":
                return child.index
    return None
