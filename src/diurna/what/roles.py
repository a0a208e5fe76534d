"""Who does what to whom in the tree: subjects, objects, prepositional phrases and clauses of a predicate.

Passives, relative clauses, participles, infinitives and coordinated verbs are undone here: a verb without its own
subject borrows one.
"""

from __future__ import annotations

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Sentence, Token

_VERBAL = frozenset(("VERB", "AUX"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Verbs with an object whose subject, and not the object, does what the infinitive says.
_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "swear", "pledge", "offer", "use", "need"))
_MAX_DEPTH = 8


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a verb is in the passive, auxiliary or not ("diplomats expelled by Prague")."""
    token = sentence.tokens[index]
    if token.upos not in _VERBAL:
        return False
    if find_child(sentence, index, "nsubj:pass", "aux:pass", "csubj:pass", "nsubj:outer") is not None:
        return find_child(sentence, index, "nsubj:pass", "aux:pass", "csubj:pass") is not None
    if token.morph.verb_form == "Part" and token.morph.tense == "Past":
        if find_child(sentence, index, "aux") is not None or find_child(sentence, index, "nsubj") is not None:
            return False
        if token.deprel == "conj":
            return is_passive(sentence, token.head)
        return base_relation(token.deprel) in ("acl", "amod", "advcl") or token.morph.voice == "Pass"
    return False


def find_subjects(sentence: Sentence, index: int, depth: int = 0) -> tuple[int, ...]:
    """The tokens that head the phrase of whoever does what the verb says; empty where nobody is named.

    In a passive that is the "by" phrase. A verb without its own subject borrows one: from the noun it describes, from
    the verb it is coordinated with, or from the verb that controls it.
    """
    if depth > _MAX_DEPTH:
        return ()
    if is_passive(sentence, index):
        return tuple(
            child.index
            for child in iter_children(sentence, index, "obl", "nmod")
            if child.deprel == "obl:agent" or find_preposition(sentence, child.index) == "by"
        )
    own = [child for child in iter_children(sentence, index, "nsubj") if child.deprel != "nsubj:pass"]
    if own:
        # A name that the parser split ("Burkina" and "Faso") has two.
        return tuple(_find_antecedent(sentence, index, child) for child in own)
    if find_child(sentence, index, "expl") is not None:
        return ()
    return _borrow_subjects(sentence, index, depth + 1)


def _borrow_subjects(sentence: Sentence, index: int, depth: int) -> tuple[int, ...]:
    token = sentence.tokens[index]
    relation = token.deprel
    if token.head < 0:
        return ()
    above = sentence.tokens[token.head]
    if relation == "conj":
        if is_passive(sentence, above.index):
            return _find_undergoers(sentence, above.index)
        return find_subjects(sentence, above.index, depth)
    if relation.startswith("acl"):
        if relation == "acl:relcl" or token.morph.verb_form in ("Part", "Ger"):
            return (above.index,)
        return _find_noun_owner(sentence, above.index, depth)
    if relation in ("xcomp", "ccomp", "advcl", "parataxis") and above.upos in (*_VERBAL, "ADJ", "NOUN"):
        if relation in ("ccomp", "parataxis") and token.morph.verb_form == "Fin":
            return ()
        return _find_controller(sentence, above, depth, relation=relation, clause=index)
    return ()


def _find_controller(sentence: Sentence, above: Token, depth: int, *, relation: str, clause: int) -> tuple[int, ...]:
    """Who is meant by a clause's missing subject: the object of the verb above ("urged him to"), or its subject."""
    mark = find_child(sentence, clause, "mark")
    object_controls = relation == "xcomp" or (mark is not None and mark.lemma in ("of", "from", "for", "with", "into"))
    if object_controls and above.lemma not in _SUBJECT_CONTROL:
        if is_passive(sentence, above.index):
            return _find_undergoers(sentence, above.index)
        received = [child.index for child in iter_children(sentence, above.index, "obj", "iobj")]
        if received:
            return (received[0],)
        called = [pair[1] for pair in iter_preps(sentence, above.index, skip_agent=True) if pair[0] in ("on", "upon")]
        if called and above.lemma in ("call", "prevail"):
            return (called[0],)
    if is_passive(sentence, above.index):
        return _find_undergoers(sentence, above.index)
    return find_subjects(sentence, above.index, depth)


def _find_undergoers(sentence: Sentence, index: int) -> tuple[int, ...]:
    return find_objects(sentence, index)


def _find_noun_owner(sentence: Sentence, index: int, depth: int) -> tuple[int, ...]:
    """Whose plan or decision it is: "Moscow's plan to", "made a decision to"."""
    owner = find_child(sentence, index, "nmod:poss")
    if owner is not None:
        return (owner.index,)
    for prep, child in iter_preps(sentence, index, skip_agent=False):
        if prep in ("by", "of", "from"):
            return (child,)
    token = sentence.tokens[index]
    if token.head >= 0 and token.deprel in ("obj", "xcomp", "obl") and sentence.tokens[token.head].upos in _VERBAL:
        return find_subjects(sentence, token.head, depth)
    modifier = find_child(sentence, index, "compound", "amod")
    return (modifier.index,) if modifier is not None and modifier.upos in ("PROPN", "ADJ") else ()


def find_objects(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The tokens that head the phrase of whoever or whatever undergoes the act."""
    token = sentence.tokens[index]
    if is_passive(sentence, index):
        own = find_child(sentence, index, "nsubj:pass")
        if own is not None:
            return (_find_antecedent(sentence, index, own),)
        if base_relation(token.deprel) in ("acl", "amod"):
            return (token.head,)
        if token.deprel == "conj":
            return find_objects(sentence, token.head)
        if token.deprel == "advcl" and token.head >= 0:
            return find_subjects(sentence, token.head, 1)
        if token.deprel == "xcomp" and token.head >= 0:
            return _find_controller(sentence, sentence.tokens[token.head], 1, relation="xcomp", clause=index)
        return ()
    own = find_child(sentence, index, "obj")
    if own is not None:
        return (_find_antecedent(sentence, index, own),)
    if token.deprel == "acl:relcl" and find_child(sentence, index, "nsubj") is not None:
        subject = find_child(sentence, index, "nsubj")
        if subject is not None and subject.lemma.lower() not in _RELATIVE:
            return (token.head,)
    # "condemned and rejected the claim": the object stands with the last verb.
    for child in iter_children(sentence, index, "conj"):
        if child.upos == "VERB" and not is_passive(sentence, child.index) and child.index - index <= 3:
            shared = find_child(sentence, child.index, "obj")
            if shared is not None:
                return (shared.index,)
    return ()


def _find_antecedent(sentence: Sentence, verb: int, pronoun: Token) -> int:
    """The noun that a relative pronoun stands for; any other word stands for itself."""
    token = sentence.tokens[verb]
    if pronoun.lemma.lower() in _RELATIVE and pronoun.upos == "PRON" and token.head >= 0:
        if token.deprel == "acl:relcl":
            return token.head
        if token.deprel == "conj" and sentence.tokens[token.head].deprel == "acl:relcl":
            return sentence.tokens[token.head].head
    return pronoun.index


def iter_preps(sentence: Sentence, index: int, *, skip_agent: bool) -> list[tuple[str, int]]:
    """(preposition, head of the phrase) for every prepositional phrase of a word, without a passive's "by" phrase."""
    found = []
    for child in iter_children(sentence, index, "obl", "nmod"):
        if child.deprel in ("nmod:poss", "obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod"):
            continue
        prep = find_preposition(sentence, child.index)
        if prep is not None and not (skip_agent and prep == "by"):
            found.append((prep, child.index))
            found += [(other, child.index) for other in _find_more_prepositions(sentence, child.index, prep)]
            # Coordinated phrases with a preposition of their own: "with China and with Russia".
            found += [
                (other, conjunct.index)
                for conjunct in iter_children(sentence, child.index, "conj")
                if (other := find_preposition(sentence, conjunct.index)) is not None and other != prep
            ]
    return found


def _find_more_prepositions(sentence: Sentence, index: int, first: str) -> list[str]:
    """ "of" and "out of" beside the "out" of "out of the village", so that a row may ask for any."""
    cases = [child.lemma.lower() for child in iter_children(sentence, index, "case")]
    if len(cases) > 1:
        return [cases[-1], " ".join(cases[:2])]
    return [first.rsplit(" ", 1)[-1]] if first.startswith("out ") else []


def iter_complements(sentence: Sentence, index: int) -> list[tuple[str, int]]:
    """(kind, verb) of the clauses below a word: "to" infinitives, "ing" gerunds, "that" finite clauses."""
    found = []
    for child in iter_children(sentence, index, "xcomp", "ccomp", "acl", "advcl", "csubj:pass"):
        if child.deprel == "acl:relcl":
            continue
        mark = find_child(sentence, child.index, "mark")
        if child.morph.verb_form == "Inf" and mark is not None and mark.lemma == "to":
            found.append(("to", child.index))
        elif child.morph.verb_form in ("Ger", "Part") and child.upos == "VERB" and child.morph.tense != "Past":
            found.append(("ing", child.index))
        elif child.deprel in ("ccomp", "csubj:pass", "acl") and child.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            found.append(("that", child.index))
    return found
