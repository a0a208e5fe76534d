"""Who a bare phrase names, without a parse: "Chile's defence minister", "police in Minsk", "the IMF"."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from diurna.knowledge import Country, Knowledge, Place, Sense, Territory, fold
from diurna.knowledge.names import is_spelled
from diurna.language.tree import make_sentence
from diurna.records import Actor, Morph, Parse, Span, Token
from diurna.who.find import find_actors
from diurna.who.mention import MentionKind

_TOKEN = re.compile(r"['’]s\b|[^\W_](?:[\w.&]|['’](?!s\b)(?=\w)|-(?=\w))*|[^\w\s]")
_ALLIED = tuple(
    f"-{word}" for word in "backed led funded trained allied aligned linked sponsored supported armed held".split()
)
"""Ends of words that say who stands behind somebody, not whose he is: "US-backed rebels"."""
_PREPOSITIONS = frozenset("of for from in at to with near against under on by about".split())
_DETERMINERS = frozenset("the a an this that these those some several two three four five many both".split())
_ADVERBS = frozenset("who which recently reportedly over more than".split())


def resolve_phrase(text: str, *, knowledge: Knowledge, on: date | None) -> Actor | None:
    """The actor that a phrase names on a day; None where the phrase names none that we can tell.

    For lists of names and search boxes. Running text goes through `find_actors`, which sees the sentence. The name of a
    country alone is the country, not its government; a city alone stands for those who live there.
    """
    parse = _parse_phrase(text, knowledge)
    if parse is None:
        return None
    mentions = [
        mention
        for mention in find_actors(parse, knowledge=knowledge, published=on)
        if mention.kind is not MentionKind.PRONOUN
    ]
    root = parse.sentences[0].root
    at_root = [mention for mention in mentions if mention.head == root or mention.first <= root < mention.last]
    best = max(at_root, key=lambda mention: mention.last - mention.first, default=None)
    actor = best.actor if best is not None else None
    return _as_place(text, _add_apposition(text, actor, knowledge, on), knowledge)


def _add_apposition(text: str, actor: Actor | None, knowledge: Knowledge, on: date | None) -> Actor | None:
    """The actor with what stands after a comma: "Lars Holm, Norway's deputy foreign minister" is Norwegian."""
    name, comma, rest = text.partition(", ")
    if not comma or (actor is not None and actor.country is not None):
        return actor
    told = resolve_phrase(rest, knowledge=knowledge, on=on)
    if told is None or told.country is None or (actor is not None and actor.sector not in (None, told.sector)):
        return actor
    start = len(text) - len(text.lstrip())
    return replace(
        told, text=text.strip(), span=Span(start, start + len(text.strip())), name=name.strip(), known_id=None
    )


def _as_place(text: str, actor: Actor | None, knowledge: Knowledge) -> Actor | None:
    """What a phrase is that consists of the name of a country, region or city and nothing else."""
    key = fold(text).removeprefix("the ")
    named = knowledge.names.get(key)
    first = named[0] if named else None
    words = [word for word in text.split() if word.lower() != "the"]
    if first is None or first.sense is not Sense.NAME or not is_spelled(words, first.spelling, 1):
        return actor
    if isinstance(first.entry, Country):
        return replace(actor, sector=None) if actor is not None else None
    if actor is None and isinstance(first.entry, Place | Territory):
        sector = "CVL" if isinstance(first.entry, Place) and first.entry.kind == "city" else None
        start = len(text) - len(text.lstrip())
        span = Span(start, start + len(text.strip()))
        return Actor(text=span.of(text), span=span, name=first.entry.name, country=first.entry.country, sector=sector)
    return actor


def _parse_phrase(text: str, knowledge: Knowledge) -> Parse | None:
    """A small tree for a noun phrase: the last word before a preposition heads what stands before it."""
    words = [
        (match.start(), match.end(), match.group())
        for match in _TOKEN.finditer(text)
        if not match.group().endswith(_ALLIED)
    ]
    if not any(word[0].isalnum() for _, _, word in words):
        return None
    heads = [-1] * len(words)
    relations = ["root"] * len(words)
    previous: int | None = None
    begin = 0
    while begin < len(words):
        end = begin
        while end < len(words) and words[end][2].lower() not in _PREPOSITIONS and words[end][2] != ",":
            end += 1
        if end == begin:
            begin += 1
            continue
        marker = words[begin - 1] if begin else None
        head = _attach_segment(words, begin, end, heads, relations)
        if previous is not None and marker is not None:
            heads[head], relations[head] = previous, "appos" if marker[2] == "," else "nmod"
            heads[begin - 1], relations[begin - 1] = head, "punct" if marker[2] == "," else "case"
        if previous is None or (marker is not None and marker[2] != ","):
            previous = head
        begin = end + 1
    if previous is None:
        return None
    for index, head in enumerate(heads):
        if relations[index] == "root" and head < 0 and index != _root_of(relations, heads):
            heads[index], relations[index] = _root_of(relations, heads), "dep"
    tokens = [
        _make_token(index, words[index], heads[index], relations[index], knowledge) for index in range(len(words))
    ]
    return Parse(text=text, sentences=(make_sentence(tokens),))


Words = list[tuple[int, int, str]]


def _root_of(relations: list[str], heads: list[int]) -> int:
    return next(index for index, relation in enumerate(relations) if relation == "root" and heads[index] < 0)


def _attach_segment(words: Words, begin: int, end: int, heads: list[int], relations: list[str]) -> int:
    """Attach the words of a segment to its last word; return that."""
    head = end - 1
    while head > begin and not words[head][2][0].isalnum():
        head -= 1
    owner: int | None = None
    for index in range(begin, end):
        word = words[index][2].lower()
        if index == head:
            continue
        heads[index] = head
        if word in ("'s", "’s") and index > begin:
            owner = index - 1
            for earlier in range(begin, index):
                heads[earlier] = owner if earlier != owner else head
                relations[earlier] = "compound" if earlier != owner else "nmod:poss"
            heads[index], relations[index] = owner, "case"
        elif word in _DETERMINERS:
            relations[index] = "det"
        elif word in ("and", "or"):
            relations[index] = "cc"
        elif not word[0].isalnum() or word in _ADVERBS:
            relations[index] = "punct"
        else:
            relations[index] = "compound"
    return head


def _make_token(index: int, word: tuple[int, int, str], head: int, relation: str, knowledge: Knowledge) -> Token:
    start, end, text = word
    lower = text.lower()
    if relation in ("det", "case", "punct", "cc"):
        upos = {"det": "DET", "case": "ADP", "punct": "PUNCT", "cc": "CCONJ"}[relation]
    elif lower in _PRONOUNS:
        upos = "PRON"
    else:
        upos = "PROPN" if text[0].isupper() else "NOUN"
    lemma, plural = _lemma(lower, knowledge)
    return Token(index, start, end, text, lemma if upos != "PROPN" else text, upos, _morph(plural), head, relation)


_PRONOUNS = frozenset("he she it they him her them his its their i we you who".split())
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people", "thieves": "thief"}


def _lemma(word: str, knowledge: Knowledge) -> tuple[str, bool]:
    """The singular of a word, and whether it was a plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word], True
    for ending, singular in (("men", "man"), ("ies", "y"), ("ses", "s"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss"):
            stem = word[: -len(ending)] + singular
            if ending != "s" and fold(stem) not in knowledge.agents:
                continue
            if fold(word) in knowledge.agents and fold(stem) not in knowledge.agents:
                return word, True
            return stem, True
    return word, False


def _morph(plural: bool) -> Morph:
    return Morph(number="Plur" if plural else "Sing")
