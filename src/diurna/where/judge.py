"""Is a run of words that the gazetteer knows a place here, or somebody's name, a newspaper, a month?

The name model, the prepositions and the tree are asked, in this order. What stands inside a person's or an
organisation's name is no mention, but a well-known place there still tells what the article is about ("the University
of Texas").
"""

from __future__ import annotations

import msgspec

from diurna.language.tree import find_preposition
from diurna.records import Name, NameKind, Sentence, Token
from diurna.where.candidate import Candidate
from diurna.where.found import Found, Line, find_head
from diurna.where.gazetteer import Gazetteer
from diurna.where.vocabulary import (
    ADDS_NOTHING,
    BUILDING_PREPOSITIONS,
    CLASS_OF_KIND,
    DIRECTIONS,
    PLACE_PREPOSITIONS,
    TITLES,
    WELL_KNOWN_FEATURES,
)

_LARGE_TOWN = 40_000
_NAMING = frozenset({"flat", "compound", "flat:foreign", "flat:name"})


def judge_run(line: Line, first: int, last: int, candidates: tuple[Candidate, ...]) -> Found | None:
    """The run as a place, with how sure that is, or None."""
    sentence = line.sentence
    head = find_head(sentence, first, last)
    run = Found(first, last, head, candidates, "name", _find_wanted(sentence, first, last))
    known = candidates[0].feature in WELL_KNOWN_FEATURES or candidates[0].population >= _LARGE_TOWN
    needs = _find_needs(sentence.tokens[first].text, line.gazetteer) if last - first == 1 else None
    preposition = find_preposition(sentence, head)
    if line.gazetteer.find_body(candidates[0].row) is not None and preposition not in BUILDING_PREPOSITIONS:
        return _as_context(run)
    locative = preposition in PLACE_PREPOSITIONS and needs != "model"
    name = line.covering.get(first) or line.covering.get(last - 1)
    if name is not None and name.kind is NameKind.LOCATION:
        return _judge_in_place(sentence, run, name, needs)
    if name is not None and name.kind is not NameKind.GROUP:
        return _judge_in_other_name(sentence, run, name, known=known, locative=locative, needs=needs)
    if not any(token.upos == "PROPN" for token in sentence.tokens[first:last]):
        return None
    if _is_part_of_name(sentence, first, last, head):
        return _as_context(run) if known and needs is None else None
    if needs == "model":
        return None
    if locative:
        return _as_sure(run, sure=known or run.wanted is not None)
    return _as_sure(run, sure=known and needs is None)


def _judge_in_place(sentence: Sentence, run: Found, name: Name, needs: str | None) -> Found | None:
    """A run inside what the name model calls a place: itself, or with no more than "northern" before it."""
    if needs == "model" and _is_part_of_name(sentence, run.first, run.last, run.head):
        return None
    longer = name.first < run.first or name.last > run.last
    return None if longer and not _only_modifies(sentence, name, run.first, run.last) else run


def _judge_in_other_name(
    sentence: Sentence, run: Found, name: Name, *, known: bool, locative: bool, needs: str | None
) -> Found | None:
    """A run in what the model calls a person or an organisation: a place if it is the whole name and well known."""
    whole = name.first >= run.first and name.last <= run.last
    if name.kind is NameKind.PERSON:
        if whole and needs is None and (locative or (known and _stands_before_noun(sentence.tokens, run.head))):
            return _as_sure(run, sure=known)
        return None
    if whole and (locative or (known and needs is None)):
        return _as_sure(run, sure=known)
    return _as_context(run) if known and needs is None else None


def _as_sure(run: Found, *, sure: bool) -> Found:
    return msgspec.structs.replace(run, sure=sure)


def _as_context(run: Found) -> Found:
    return msgspec.structs.replace(run, sure=False, shown=False)


def _find_needs(word: str, gazetteer: Gazetteer) -> str | None:
    """What it takes to read a word as a place, if that is not its usual meaning; "MARCH" is March."""
    return gazetteer.everyday.get(word.capitalize() if word.isupper() else word)


def _stands_before_noun(tokens: tuple[Token, ...], head: int) -> bool:
    """ "Danbury police", "Paris attacks": a town before a common noun, whatever the name model takes it for."""
    token = tokens[head]
    return token.deprel == "compound" and token.head > head and tokens[token.head].upos == "NOUN"


def _find_wanted(sentence: Sentence, first: int, last: int) -> str | None:
    """What the words beside a name say that it is: "Anbar province", "the city of Raqqa"."""
    tokens = sentence.tokens
    if last < len(tokens) and tokens[last].text.islower():
        asked = CLASS_OF_KIND.get(tokens[last].lemma.lower())
        if asked is not None:
            return asked
    if first > 1 and tokens[first - 1].text == "of":
        return CLASS_OF_KIND.get(tokens[first - 2].lemma.lower())
    if first > 0 and tokens[first - 1].text.islower():
        return CLASS_OF_KIND.get(tokens[first - 1].lemma.lower())
    return None


def _only_modifies(sentence: Sentence, name: Name, first: int, last: int) -> bool:
    """Whether the model's longer name adds no more than a direction or a kind: "northern Iraq", "Anbar province"."""
    tokens = sentence.tokens
    outside = [tokens[index].text.lower() for index in range(name.first, name.last) if not first <= index < last]
    return all(word in DIRECTIONS or word in CLASS_OF_KIND or word in ADDS_NOTHING for word in outside)


def _is_part_of_name(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """Whether the run belongs to a longer proper name: "Paris Hilton", "Texas Rangers", "Mr. Jordan"."""
    tokens = sentence.tokens
    if first > 0:
        before = tokens[first - 1]
        if before.text.rstrip(".").lower() in TITLES:
            return True
        if before.upos == "PROPN" and before.text[:1].isupper() and _joined(sentence, first - 1, head):
            return before.text.lower() not in DIRECTIONS
    if last < len(tokens):
        after = tokens[last]
        if after.upos == "PROPN" and after.text[:1].isupper() and _joined(sentence, last, head):
            word = after.text.rstrip(".").lower()
            return word not in CLASS_OF_KIND and word not in TITLES
        if after.text == "-" and last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper():
            return tokens[last + 1].upos == "PROPN" and _joined(sentence, last + 1, head)
    return False


def _joined(sentence: Sentence, neighbour: int, head: int) -> bool:
    tokens = sentence.tokens
    return (tokens[neighbour].head == head and tokens[neighbour].deprel in _NAMING) or (
        tokens[head].head == neighbour and tokens[head].deprel in _NAMING
    )
