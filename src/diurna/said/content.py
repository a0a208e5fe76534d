"""What hangs on a verb or adjective cue and is therefore said, believed or wanted: clause, object or phrase.

What the row of the cue allows decides which; quotation marks play no part here.
"""

from __future__ import annotations

from diurna.language.tree import base_relation, collect_subtree, find_child, find_preposition, iter_children
from diurna.records import Sentence, Token
from diurna.said.cues import Cue

_OBJECT_PARTS = frozenset(("for", "of", "as", "to", "with", "over", "against"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))


def find_content(sentence: Sentence, token: Token, row: Cue, *, phrase: int | None, passive: bool) -> set[int]:
    """Token indices of what the cue introduces; empty where there is nothing of the kind that its row takes."""
    if phrase is not None:
        return _find_phrase_object(sentence, token, phrase)
    if "seem" in row.takes or ("pass" in row.takes and passive):
        return _find_raised(sentence, token) or find_clauses(sentence, token, row)
    found = find_clauses(sentence, token, row)
    if found:
        return found
    if passive:
        return _find_passive_object(sentence, token, row)
    if row.takes & {"obj", "both"} or "as" in row.prepositions:
        found = _find_object(sentence, token, row)
    return found or find_phrases(sentence, token, row)


def find_clauses(sentence: Sentence, token: Token, row: Cue) -> set[int]:
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
    return _find_carrier(sentence, token, row) or _find_clause_of_phrase(sentence, token, row)


def _find_clause_of_phrase(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    """The clause after "said in a statement that", "told the paper on Monday that", which trees hang on the noun."""
    if "that" not in row.takes:
        return set()
    for phrase in iter_children(sentence, token.index, "obl", "obj", "iobj"):
        if phrase.index < token.index or (base_relation(phrase.deprel) == "obj" and "whom" not in row.takes):
            continue
        for clause in iter_children(sentence, phrase.index, "acl", "ccomp"):
            mark = find_child(sentence, clause.index, "mark")
            if mark is not None and mark.lemma.lower() in ("that", "if", "whether"):
                return set(collect_subtree(sentence, clause.index))
    return set()


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


def find_phrases(sentence: Sentence, token: Token, row: Cue) -> set[int]:
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
    found = find_phrases(sentence, token, row)
    if "both" in row.takes and not found:  # "was asked to leave"
        for child in iter_children(sentence, token.index, "xcomp"):
            found |= set(collect_subtree(sentence, child.index))
    if found or subject is None or "obj" not in row.takes:
        return found
    for child in iter_children(sentence, token.index, "xcomp"):  # "was labeled a traitor"
        found |= set(collect_subtree(sentence, child.index))
    return found | set(collect_subtree(sentence, subject.index))
