"""Predicates of a sentence with their arguments: who is subject, who is object, and what hangs on which preposition.

A frame undoes the constructions of syntax, so that pattern rows need not know them: passives, relative clauses,
participles, infinitives with a borrowed subject, coordinated verbs, nouns that name an act, and light verbs.
It does not decide what act it is.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Sentence, Token


class Frame(Struct, frozen=True):
    """One predicate. All numbers are token indices; coordinated arguments are given by their first word."""

    trigger: int
    words: tuple[int, ...]
    """The predicate's own words: the verb and its particle, or the light verb and its noun."""
    keys: tuple[str, ...]
    """Lemmas under which patterns are looked up, the narrowest first: "call off", then "call"."""
    noun: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    preps: tuple[tuple[str, int], ...]
    owner: tuple[int, ...] = ()
    """The possessor of a noun predicate."""
    modifiers: tuple[int, ...] = ()
    """Adjectives and compounds of a noun predicate, nearest last."""
    receivers: tuple[int, ...] = ()
    """Subjects that undergo a noun's act: "Mali received aid", "the base came under attack"."""
    passive: bool = False
    complements: tuple[tuple[str, int], ...] = ()
    """Clauses below: ("to", verb), ("that", verb), ("ing", verb)."""


# Light verbs whose subject undergoes what the noun says.
_RECEIVING = frozenset(
    "receive get suffer face undergo sustain endure survive obtain gain win attract draw experience incur await".split()
)
_VERBAL = frozenset(("VERB", "AUX"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Verbs with an object whose subject, and not the object, does what the infinitive says.
_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "swear", "pledge", "offer", "use", "need"))
_MAX_DEPTH = 8


def find_frame(sentence: Sentence, index: int, *, nouns: Collection[str], light: Collection[str]) -> Frame | None:
    """The frame of the predicate at a token, or None where the word is no predicate.

    `nouns` are the lemmas that name acts, `light` the verbs that lend them a subject.
    """
    token = sentence.tokens[index]
    # "the deposed leaders", "captured rebels": a participle before its noun describes and tells nothing new.
    if token.upos == "VERB" and token.deprel != "amod":
        return make_verb_frame(sentence, index)
    if token.upos == "NOUN" and token.lemma.lower() in nouns:
        return make_noun_frame(sentence, index, light=light)
    if token.upos == "ADJ" and find_child(sentence, index, "cop") is not None:
        return make_verb_frame(sentence, index)
    return None


def make_verb_frame(sentence: Sentence, index: int) -> Frame:
    """The frame of a verb (or of an adjective with a copula)."""
    token = sentence.tokens[index]
    particle = find_child(sentence, index, "compound:prt") or _find_hidden_particle(sentence, index)
    lemma = token.lemma.lower()
    keys = (lemma,) if particle is None else (f"{lemma} {particle.lemma.lower()}", lemma)
    words = (index,) if particle is None else tuple(sorted((index, particle.index)))
    passive = is_passive(sentence, index)
    return Frame(
        trigger=index,
        words=words,
        keys=keys,
        noun=False,
        subjects=find_subjects(sentence, index),
        objects=find_objects(sentence, index),
        indirect=tuple(child.index for child in iter_children(sentence, index, "iobj")),
        preps=tuple(_iter_preps(sentence, index, skip_agent=passive)),
        passive=passive,
        complements=tuple(_iter_complements(sentence, index)),
    )


_PARTICLES = frozenset(("out", "off", "down", "up", "back", "away", "over", "in", "aside", "apart"))


def _find_hidden_particle(sentence: Sentence, index: int) -> Token | None:
    """ "pulled out of the village", "backed down": a particle that the tree takes for a preposition or an adverb."""
    if index + 1 >= len(sentence.tokens):
        return None
    following = sentence.tokens[index + 1]
    if following.lemma.lower() not in _PARTICLES or following.upos not in ("ADP", "ADV"):
        return None
    if following.deprel == "advmod" and following.head == index:
        return following
    if following.deprel == "case" and index + 2 < len(sentence.tokens):
        again = sentence.tokens[index + 2]
        return following if again.deprel in ("case", "fixed") and again.upos == "ADP" else None
    return None


def make_noun_frame(sentence: Sentence, index: int, *, light: Collection[str]) -> Frame:
    """The frame of a noun that names an act, with the subject of a light verb above it ("launched an attack on")."""
    token = sentence.tokens[index]
    preps = list(_iter_preps(sentence, index, skip_agent=False))
    words: tuple[int, ...] = (index,)
    subjects: tuple[int, ...] = ()
    # In "talks between A and B" and "a war with C" the noun may be coordinated; the phrases belong to each part.
    if token.deprel == "conj":
        preps += list(_iter_preps(sentence, token.head, skip_agent=False))
    verb = _find_light_verb(sentence, index, light)
    receivers: tuple[int, ...] = ()
    if verb is not None:
        words = tuple(sorted((verb, index)))
        subjects = find_subjects(sentence, verb)
        if sentence.tokens[verb].lemma.lower() in _RECEIVING and not is_passive(sentence, verb):
            subjects, receivers = (), subjects
        preps += [
            pair for pair in _iter_preps(sentence, verb, skip_agent=is_passive(sentence, verb)) if pair[1] != index
        ]
    modifiers = tuple(
        child.index for child in iter_children(sentence, index, "amod", "compound", "nmod:unmarked", "nmod:desc")
    )
    lemma = token.lemma.lower()
    compounds = [
        f"{sentence.tokens[child].lemma.lower()} {lemma}"
        for child in modifiers
        if sentence.tokens[child].index == index - 1
    ]
    return Frame(
        trigger=index,
        words=words,
        keys=(*compounds, lemma),
        noun=True,
        subjects=subjects,
        objects=tuple(child for prep, child in preps if prep == "of"),
        indirect=tuple(child.index for child in iter_children(sentence, verb, "iobj")) if verb is not None else (),
        preps=tuple(preps),
        owner=tuple(child.index for child in iter_children(sentence, index, "nmod:poss")),
        modifiers=modifiers,
        receivers=receivers,
        complements=tuple(_iter_complements(sentence, index)),
    )


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
    own = find_child(sentence, index, "nsubj", "csubj")
    if own is not None and own.deprel != "csubj":
        antecedent = _find_antecedent(sentence, index, own)
        return (antecedent,)
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
        called = [pair[1] for pair in _iter_preps(sentence, above.index, skip_agent=True) if pair[0] in ("on", "upon")]
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
    for prep, child in _iter_preps(sentence, index, skip_agent=False):
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


def _iter_preps(sentence: Sentence, index: int, *, skip_agent: bool) -> list[tuple[str, int]]:
    found = []
    for child in iter_children(sentence, index, "obl", "nmod"):
        if child.deprel in ("nmod:poss", "obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod"):
            continue
        prep = find_preposition(sentence, child.index)
        if prep is not None and not (skip_agent and prep == "by"):
            found.append((prep, child.index))
            second = _find_second_preposition(sentence, child.index)
            if second is not None:
                found.append((second, child.index))
            # Coordinated phrases with a preposition of their own: "with China and with Russia".
            found += [
                (other, conjunct.index)
                for conjunct in iter_children(sentence, child.index, "conj")
                if (other := find_preposition(sentence, conjunct.index)) is not None and other != prep
            ]
    return found


def _find_second_preposition(sentence: Sentence, index: int) -> str | None:
    """The "of" of "out of the village", so that a row may ask for either."""
    cases = list(iter_children(sentence, index, "case"))
    if len(cases) > 1:
        return cases[-1].lemma.lower()
    fixed = find_child(sentence, cases[0].index, "fixed") if cases else None
    return fixed.lemma.lower() if fixed is not None and cases[0].lemma.lower() in _PARTICLES else None


def _iter_complements(sentence: Sentence, index: int) -> list[tuple[str, int]]:
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


def _find_light_verb(sentence: Sentence, index: int, light: Collection[str]) -> int | None:
    token = sentence.tokens[index]
    if token.deprel == "conj":
        token = sentence.tokens[token.head]
    if token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    if verb.upos != "VERB" or verb.lemma.lower() not in light:
        return None
    if token.deprel in ("obj", "nsubj:pass"):
        return verb.index
    if base_relation(verb.deprel) == "acl":
        return None
    return None
