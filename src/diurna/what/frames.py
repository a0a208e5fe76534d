"""Predicates of a sentence with their arguments.

A frame undoes the constructions of syntax, so that pattern rows need not know them: passives, relative clauses,
participles, infinitives with a borrowed subject, coordinated verbs, nouns that name an act, and light verbs.
It does not decide what act it is.
"""

from __future__ import annotations

from collections.abc import Collection

from diurna.language.tree import find_child, iter_children
from diurna.records import Sentence, Token
from diurna.what.frame import Frame
from diurna.what.nominal import make_noun_frame
from diurna.what.roles import find_objects, find_subjects, is_passive, iter_complements, iter_preps

_PARTICLES = frozenset(("out", "off", "down", "up", "back", "away", "over", "in", "aside", "apart", "together"))
# "find guilty", "set free", "take hostage", "shoot dead": a second word that makes one predicate with the verb.
_SECOND_WORDS = frozenset(("guilty", "free", "hostage", "captive", "dead", "short", "shut", "open", "liable", "loose"))


def find_frame(sentence: Sentence, index: int, *, nouns: Collection[str], light: Collection[str]) -> Frame | None:
    """The frame of the predicate at a token, or None where the word is no predicate.

    `nouns` are the lemmas that name acts (last words of compounds too), `light` the verbs that lend them a subject.
    """
    token = sentence.tokens[index]
    # "the deposed leaders", "captured rebels": a participle before its noun describes and tells nothing new.
    if token.upos == "VERB" and token.deprel != "amod":
        return make_verb_frame(sentence, index)
    if token.upos == "NOUN" and token.lemma.lower() in nouns:
        return make_noun_frame(sentence, index, nouns=nouns, light=light)
    if token.upos == "ADJ" and find_child(sentence, index, "cop") is not None:
        return make_verb_frame(sentence, index)
    return None


def make_verb_frame(sentence: Sentence, index: int) -> Frame:
    """The frame of a verb (or of an adjective with a copula)."""
    token = sentence.tokens[index]
    particle = _find_particle(sentence, index)
    lemma = token.lemma.lower()
    passive = is_passive(sentence, index)
    indirect = tuple(child.index for child in iter_children(sentence, index, "iobj"))
    return Frame(
        trigger=index,
        words=(index,) if particle is None else tuple(sorted((index, particle.index))),
        keys=(lemma,) if particle is None else (f"{lemma} {particle.lemma.lower()}", lemma),
        noun=False,
        subjects=find_subjects(sentence, index),
        # "asked Cairo to": the treebank calls a person alone an indirect object.
        objects=find_objects(sentence, index) or indirect,
        indirect=indirect,
        preps=tuple(iter_preps(sentence, index, skip_agent=passive)),
        passive=passive,
        complements=tuple(iter_complements(sentence, index)),
    )


def _find_particle(sentence: Sentence, index: int) -> Token | None:
    """The second part of a verb: "call off", "back down", "pull out (of)", "find guilty"."""
    particle = find_child(sentence, index, "compound:prt")
    if particle is not None:
        return particle
    for child in iter_children(sentence, index, "advmod", "xcomp"):
        words = _PARTICLES if child.deprel == "advmod" else _SECOND_WORDS
        if child.lemma.lower() in words and child.index > index:
            return child
    # "pulled out of the village": the tree takes "out" for a preposition.
    if index + 2 < len(sentence.tokens):
        following, again = sentence.tokens[index + 1], sentence.tokens[index + 2]
        if following.deprel == "case" and following.lemma.lower() in _PARTICLES:
            return following if again.deprel in ("case", "fixed") and again.upos == "ADP" else None
    return None
