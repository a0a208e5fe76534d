"""Is a phrase beside a cue a medium ("in a letter"), an occasion ("at the summit") or neither ("in response")?

The words are in `media.tsv`; the preposition says how much is needed: "at" and "after" take any noun, "in" and "on"
only what the table holds.
"""

from __future__ import annotations

import re
from enum import Enum

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import NameKind, Sentence, Token
from diurna.said.media import Media

_AT = frozenset(("at", "during", "after", "before", "following", "prior to", "ahead of", "amid", "outside", "inside"))
_WHERE = frozenset((
    "in", "on", "over", "from", "near", "in front of", "between", "within", "upon", "throughout",
    "around", "late", "early", "from inside", "from outside", "beside", "under",
))  # fmt: skip
_MEDIA = frozenset((
    "in", "on", "by", "via", "through", "over", "with", "to", "by way of", "before", "from", "of", "across",
))  # fmt: skip
_CIRCUMSTANCES = frozenset(("after", "before", "when", "upon", "following", "on"))
_OF_NEWS = frozenset(("news", "press", "state", "official", "local", "social"))
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}([:.]\d\d)?(am|pm)?")


class Circumstance(Enum):
    """What a phrase beside a cue tells."""

    MEDIUM = "medium"
    OCCASION = "occasion"


def judge_phrase(sentence: Sentence, head: Token, indices: tuple[int, ...], media: Media) -> Circumstance | None:
    """What the phrase of a head word tells, by its preposition and its noun; None for neither."""
    words = " ".join(sentence.tokens[index].text.lower() for index in indices)
    if words in media.ways:
        return Circumstance.MEDIUM
    relation = base_relation(head.deprel)
    if relation in ("advcl", "acl"):
        return Circumstance.OCCASION if _is_circumstance(sentence, head, media) else None
    lemma = head.lemma.lower()
    if relation == "advmod":
        return Circumstance.OCCASION if {lemma, head.text.lower()} & (media.adverbs | media.times) else None
    preposition = _find_preposition(sentence, head)
    if preposition is None:
        if relation in ("obj", "iobj"):
            return Circumstance.MEDIUM if _is_outlet(sentence, head, indices, media) else None
        return Circumstance.OCCASION if is_time(sentence, head, media) else None
    if preposition in _MEDIA and _is_medium(sentence, head, indices, media):
        return Circumstance.MEDIUM
    if relation in ("obj", "iobj") or lemma in media.never:
        return None
    return Circumstance.OCCASION if _is_occasion(sentence, head, preposition, media) else None


def _find_preposition(sentence: Sentence, head: Token) -> str | None:
    found = find_preposition(sentence, head.index)
    return found.replace("the ", "") if found is not None else None


def _modifiers(sentence: Sentence, head: Token) -> set[str]:
    return {
        child.lemma.lower()
        for child in iter_children(sentence, head.index, "compound", "amod", "nmod", "flat", "acl")
        if child.index < head.index or child.deprel in ("flat", "acl")
    }


def _is_medium(sentence: Sentence, head: Token, indices: tuple[int, ...], media: Media) -> bool:
    """ "In a letter", "on state television", "in a televised speech", "on X"."""
    lemma = head.lemma.lower()
    preposition = _find_preposition(sentence, head)
    modifiers = _modifiers(sentence, head)
    if modifiers & media.carried and (lemma in media.occasions or lemma in media.media):
        return True
    if preposition == "before":  # "before the cameras of state television"
        return lemma in ("camera", "microphone") and bool(_phrase_lemmas(sentence, indices) & media.outlets)
    if preposition in ("to", "with", "of"):
        return _is_outlet(sentence, head, indices, media)
    if lemma in media.media or is_outlet_noun(sentence, head, media):
        return True
    if head.upos == "PROPN" and is_platform(sentence, head, media):
        return True
    return preposition in ("by", "via") and _is_outlet(sentence, head, indices, media)


def is_platform(sentence: Sentence, head: Token, media: Media) -> bool:
    """Whether a proper name, or the name it stands in, is an outlet or platform."""
    name = next((name for name in sentence.names if name.first <= head.index < name.last), None)
    forms = [head.text.lower()]
    if name is not None:
        forms.append(" ".join(token.text.lower() for token in sentence.tokens[name.first : name.last]))
    parts = [head, *iter_children(sentence, head.index, "flat", "compound")]
    forms.append(" ".join(part.text.lower() for part in sorted(parts, key=lambda part: part.index)))
    return any(form in media.names or f"the {form}" in media.names for form in forms)


def is_outlet_noun(sentence: Sentence, head: Token, media: Media) -> bool:
    """Whether a common noun prints or broadcasts: "the daily", "state media", but not "an aid agency"."""
    lemma = head.lemma.lower()
    if lemma in media.outlets:
        return True
    return lemma in media.weak_outlets and bool(
        _modifiers(sentence, head) & (_OF_NEWS | media.outlets | media.weak_outlets | media.names)
    )


def _is_outlet(sentence: Sentence, head: Token, indices: tuple[int, ...], media: Media) -> bool:
    """ "The daily El Faro", "a television channel", "Interfax": who is told is the medium."""
    if is_outlet_noun(sentence, head, media) or is_platform(sentence, head, media):
        return True
    return head.upos == "PROPN" and bool(_phrase_lemmas(sentence, indices) & (media.outlets | media.weak_outlets))


def _phrase_lemmas(sentence: Sentence, indices: tuple[int, ...]) -> set[str]:
    return {sentence.tokens[index].lemma.lower() for index in indices}


def is_time(sentence: Sentence, head: Token, media: Media) -> bool:
    """Whether a noun is a time: "Monday", "September 8", "2014"."""
    lemma = head.lemma.lower()
    if lemma in media.times or _YEAR.fullmatch(head.text):
        return True
    parts = iter_children(sentence, head.index, "compound", "flat", "nmod:unmarked")
    return any(child.lemma.lower() in media.times for child in parts)


def _is_occasion(sentence: Sentence, head: Token, preposition: str, media: Media) -> bool:
    lemma = head.lemma.lower()
    if preposition not in _AT and preposition not in _WHERE:
        return False
    if is_time(sentence, head, media):
        return True
    if head.upos == "NUM":
        return preposition in _AT and _CLOCK.fullmatch(head.text) is not None
    if preposition in _AT:
        return True
    if lemma in media.occasions or lemma in media.places:
        return True
    return preposition in ("in", "from", "near", "outside") and _is_place_name(sentence, head)


def is_place(sentence: Sentence, head: Token, media: Media) -> bool:
    """Whether a phrase tells a place and no more: "in Ankara", "on the steps"."""
    return _is_place_name(sentence, head) or head.lemma.lower() in media.places


def _is_place_name(sentence: Sentence, head: Token) -> bool:
    return head.upos == "PROPN" and any(
        name.first <= head.index < name.last and name.kind is NameKind.LOCATION for name in sentence.names
    )


def _is_circumstance(sentence: Sentence, head: Token, media: Media) -> bool:
    """Whether a clause is one: "speaking in Verdun", "when the offer was read"; not "after the party had won"."""
    if any(child.lemma.lower() == "when" for child in iter_children(sentence, head.index, "mark", "advmod")):
        return find_child(sentence, head.index, "nsubj", "nsubj:pass") is not None  # not "when asked about it"
    if find_child(sentence, head.index, "nsubj", "nsubj:pass") is not None or not head.text.lower().endswith("ing"):
        return False
    mark = find_child(sentence, head.index, "mark", "case")
    if mark is not None:
        return mark.lemma.lower() in _CIRCUMSTANCES
    return head.lemma.lower() in media.settings and find_child(sentence, head.index, "obl", "obj") is not None
