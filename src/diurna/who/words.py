"""The words of a sentence as the name tables see them, and the known names among its tokens."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from msgspec import Struct

from diurna.knowledge import Knowledge, Match, Named, Organisation, Person, Place, Seat, Sense, fold
from diurna.records import NameKind, Parse, Sentence, Token

_BARRIERS = frozenset(',;:()[]"“”—–!?')
_PREFIXES = frozenset("non anti pro counter un post pre".split())
"""What stands before a name and keeps it from being the actor: "pro-Russian", "non-Syrian"."""
_JUNIOR = frozenset("jr sr ii iii".split())
"""What makes a name another person's."""
_JOINTS = re.compile(r"[-‐‑‒–—―'’‘ʼ/]+")


class Found(Struct, frozen=True):
    """Tokens `first` up to, but not including, `last`, and everything that they may name."""

    first: int
    last: int
    named: tuple[Named, ...]


@lru_cache(maxsize=100_000)
def fold_word(text: str) -> str:
    """`fold` for the words of texts, which come again and again."""
    return fold(text)


@lru_cache(maxsize=100_000)
def split_token(text: str) -> tuple[tuple[str, str], ...]:
    """Folded words of a token, each with its spelling: "al-Qaeda" is ("al", "al") and ("qaeda", "Qaeda")."""
    folded = fold(text)
    if not folded:
        # A comma or quotation mark keeps a name from running across it; a hyphen or apostrophe does not.
        return ((",", text),) if text in _BARRIERS else ()
    if " " not in folded:
        return ((folded, text),)
    words = folded.split()
    parts = [part for part in _JOINTS.split(text) if part]
    return tuple(zip(words, parts if len(parts) == len(words) else [text] * len(words), strict=True))


def find_family_names(parse: Parse) -> frozenset[str]:
    """The last words of the full names that the model marked as persons': "gresham" of "Jane Gresham"."""
    return frozenset(
        fold_word(sentence.tokens[name.last - 1].text)
        for sentence in parse.sentences
        for name in sentence.names
        if name.kind is NameKind.PERSON and name.last - name.first > 1
    )


def find_names(sentence: Sentence, knowledge: Knowledge, family_names: Collection[str] = ()) -> list[Found]:
    """Every known name in a sentence, the longest first where two overlap.

    `family_names` are those of the article's persons: "Gresham" alone is then no town and no company.
    """
    words: list[str] = []
    texts: list[str] = []
    owners: list[int] = []
    for token in sentence.tokens:
        for word, text in split_token(token.text):
            words.append(word)
            texts.append(text)
            owners.append(token.index)
    found: list[Found] = []
    against = [position for position in range(1, len(words)) if words[position - 1] in _PREFIXES]
    for match in knowledge.names.find_matches(words, texts, skip=against):
        first, last = owners[match.first], owners[match.last - 1] + 1
        if match.last < len(words) and words[match.last] in _JUNIOR and isinstance(match.found[0].entry, Person):
            continue
        if _is_surname_of_several(match):
            continue
        named = tuple(one for one in match.found if _fits(one, sentence, first, last, knowledge))
        if last - first == 1 and words[match.first] in family_names:
            named = tuple(one for one in named if not isinstance(one.entry, Organisation | Person | Place | Seat))
        if named:
            found.append(Found(first, last, named))
    return found


def _is_surname_of_several(match: Match) -> bool:
    """ "Assad" alone may be any of several persons: the article decides, not the table."""
    if len(match.found) < 2 or not all(isinstance(one.entry, Person) for one in match.found):
        return False
    return match.last - match.first == 1 or fold(match.found[0].entry.name).count(" ") >= match.last - match.first


def _fits(named: Named, sentence: Sentence, first: int, last: int, knowledge: Knowledge) -> bool:
    """Whether the tokens can be this name: "Nice work" is no town, and Michael Jordan no kingdom."""
    if last - first > 1:
        return True
    token = sentence.tokens[first]
    if named.sense in (Sense.ADJECTIVE, Sense.PEOPLE):
        return token.upos in ("ADJ", "PROPN", "NOUN")
    if token.upos not in ("PROPN", "NOUN") and not token.text.isupper():
        return False
    if isinstance(named.entry, Organisation | Person | Place | Seat) and first == 0 and token.upos != "PROPN":
        return False
    if isinstance(named.entry, Organisation | Seat) and _ends_name(sentence, token, knowledge):
        return False
    return isinstance(named.entry, Person) or not _is_inside_person(sentence, token, knowledge)


def _ends_name(sentence: Sentence, token: Token, knowledge: Knowledge) -> bool:
    """Whether a word is the end of a longer name: "Dawn" of "New Dawn" is no newspaper; "Ohio Democrats" are some."""
    before = sentence.tokens[token.index - 1] if token.index else None
    if before is None or before.upos != "PROPN" or knowledge.names.get(fold_word(before.text)):
        return False
    if before.head == token.index and before.deprel == "compound":
        return True
    return any(name.first < token.index < name.last for name in sentence.names)


def _is_inside_person(sentence: Sentence, token: Token, knowledge: Knowledge) -> bool:
    for name in sentence.names:
        if name.kind is NameKind.PERSON and name.first <= token.index < name.last:
            return name.last - name.first > 1
    previous = sentence.tokens[token.index - 1] if token.index else None
    return (
        previous is not None
        and previous.upos == "PROPN"
        and fold(previous.text) in knowledge.given_names
        and (token.head == previous.index or previous.head == token.index)
    )
