"""Nouns that name an act: "the expulsion of diplomats by Prague", "launched an attack on", "clashes erupted between".

Their sides stand in their own phrases, in the phrases below those, with a light verb above them, or with a verb that
says that the act took place.
"""

from __future__ import annotations

from collections.abc import Collection

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Sentence, Token
from diurna.what.frame import Frame
from diurna.what.roles import find_subjects, is_passive, iter_complements, iter_preps

# Light verbs whose subject undergoes what the noun says.
_RECEIVING = frozenset(
    "receive get suffer face undergo sustain endure survive obtain gain win attract draw experience incur await".split()
)
# Prepositions of a verb of taking place ("clashes erupted between A and B"), and of phrases inside phrases: in "the
# attack by militants on the base" the tree may hang the base on the militants.
_SHARED = frozenset(("between", "among", "with", "against", "by", "from", "to", "over", "on"))
_NESTED = frozenset(("by", "on", "against", "to", "with", "into", "upon"))
_MODIFIERS = ("amod", "compound", "nmod:unmarked", "nmod:desc", "flat")
_OCCASIONS = frozenset(("during", "at", "in", "after", "before", "following", "ahead", "ahead of"))
_LONGEST_KEY = 5


def make_noun_frame(sentence: Sentence, index: int, *, nouns: Collection[str], light: Collection[str]) -> Frame:
    """The frame of a noun that names an act, with the subject of a light verb above it."""
    token = sentence.tokens[index]
    preps = iter_preps(sentence, index, skip_agent=False)
    # In "talks between A and B" and "a war with C" the noun may be coordinated; the phrases belong to each part.
    if token.deprel == "conj":
        preps += iter_preps(sentence, token.head, skip_agent=False)
    verb = _find_light_verb(sentence, index, light)
    words: tuple[int, ...] = (index,)
    subjects: tuple[int, ...] = ()
    receivers: tuple[int, ...] = ()
    if verb is not None:
        words = tuple(sorted((verb, index)))
        subjects = find_subjects(sentence, verb)
        if sentence.tokens[verb].lemma.lower() in _RECEIVING and not is_passive(sentence, verb):
            subjects, receivers = (), subjects
        above = iter_preps(sentence, verb, skip_agent=is_passive(sentence, verb))
        preps += [pair for pair in above if pair[1] != index]
    elif token.deprel == "nsubj" and sentence.tokens[token.head].upos == "VERB":
        preps += [pair for pair in iter_preps(sentence, token.head, skip_agent=False) if pair[0] in _SHARED]
    preps += _find_nested(sentence, preps, nouns)
    return Frame(
        trigger=index,
        words=words,
        keys=_list_keys(sentence, index),
        noun=True,
        subjects=subjects,
        objects=tuple(child for prep, child in preps if prep == "of"),
        indirect=tuple(child.index for child in iter_children(sentence, verb, "iobj")) if verb is not None else (),
        preps=tuple(preps),
        owner=tuple(child.index for child in iter_children(sentence, index, "nmod:poss")),
        modifiers=tuple(child.index for child in iter_children(sentence, index, *_MODIFIERS[:-1])),
        receivers=receivers,
        companions=_find_companions(sentence, token)
        if verb is None and any(prep in ("with", "to") for prep, _ in preps)
        else (),
        complements=tuple(iter_complements(sentence, index)),
    )


def _find_companions(sentence: Sentence, token: Token) -> tuple[int, ...]:
    """The subject of the verb around "during a meeting with", "on a visit to": whoever speaks there takes part."""
    if base_relation(token.deprel) != "obl" or find_preposition(sentence, token.index) not in _OCCASIONS:
        return ()
    return find_subjects(sentence, token.head)


def _list_keys(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Lemmas under which the noun is looked up, the longest first: "cease - fire talk", "fire talk", "talk"."""
    lemmas = [sentence.tokens[index].lemma.lower()]
    keys = [lemmas[0]]
    inside = {index}
    for position in range(index - 1, max(index - _LONGEST_KEY, -1), -1):
        token = sentence.tokens[position]
        hyphen = token.text in ("-", "–") and (token.head in inside or token.head == position - 1)
        if (
            not hyphen
            and not (token.head in inside and token.deprel in _MODIFIERS)
            and not _joins(sentence, token, index)
        ):
            break
        inside.add(position)
        lemmas.insert(0, token.lemma.lower())
        if not hyphen:
            keys.insert(0, " ".join(lemmas))
    particle = find_child(sentence, index, "compound:prt")
    if particle is not None:
        keys.insert(0, f"{sentence.tokens[index].lemma.lower()} {particle.lemma.lower()}")
    return tuple(keys)


def _joins(sentence: Sentence, token: Token, index: int) -> bool:
    """The first half of a hyphenated word hangs on its second half or on the noun: "build - up", "sit - in"."""
    following = sentence.tokens[token.index + 1]
    return following.text in ("-", "–") and token.index < token.head <= index and token.upos not in ("DET", "ADP")


def _find_nested(sentence: Sentence, preps: list[tuple[str, int]], nouns: Collection[str]) -> list[tuple[str, int]]:
    """Phrases that hang on the noun's phrases but belong to it; a noun that names an act keeps its own."""
    found: list[tuple[str, int]] = []
    for prep, child in preps:
        if sentence.tokens[child].lemma.lower() in nouns:
            continue
        for inner, below in iter_preps(sentence, child, skip_agent=False):
            if inner in _NESTED or (prep == "by" and inner not in ("of", "for")):
                found.append((inner, below))
    return found


def _find_light_verb(sentence: Sentence, index: int, light: Collection[str]) -> int | None:
    token = sentence.tokens[index]
    if token.deprel == "conj":
        token = sentence.tokens[token.head]
    if token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    if verb.upos != "VERB":
        return None
    lemma = verb.lemma.lower()
    particle = find_child(sentence, verb.index, "compound:prt")
    name = lemma if particle is None else f"{lemma} {particle.lemma.lower()}"
    if token.deprel in ("obj", "nsubj:pass"):
        return verb.index if name in light or lemma in light else None
    if base_relation(token.deprel) == "obl":
        # "engaged in talks", "entered into negotiations", "came under attack"
        return verb.index if f"{name} {find_preposition(sentence, token.index)}" in light else None
    return None
