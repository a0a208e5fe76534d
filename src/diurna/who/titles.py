"""Titles and sector nouns: the longest phrase of the tables at a noun, and the title in front of a name."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from diurna.knowledge import Agent, Knowledge, Title
from diurna.language.tree import base_relation, iter_children
from diurna.records import Sentence, Token
from diurna.who.facts import FORMER, is_collective
from diurna.who.words import fold_word

_LONGEST = 4
"""Words before the noun that a phrase may have."""
_STILL = frozenset("then current incumbent new incoming newly-elected".split())


class NounPhrase(Struct, frozen=True):
    """A phrase of the tables around a noun: tokens `first` up to, but not including, `last`."""

    first: int
    last: int
    words: str
    agent: Agent | None
    title: Title | None


class FrontNoun(Struct, frozen=True):
    """A noun for a body in front of its name: "militant group" before "Jaish Test"."""

    first: int
    agent: Agent
    words: str


class FrontTitle(Struct, frozen=True):
    """A title in front of a name, with what surrounds it."""

    first: int
    last: int
    words: str
    title: Title
    former: bool


def noun_of(words: str) -> str:
    """The noun that a phrase is about: "secretary" in "us secretary of state"."""
    return words.partition(" of ")[0].partition(" for ")[0].rpartition(" ")[2]


def lemma_of(token: Token) -> str:
    """The lemma as the tables spell it: lower case, singular also where a proper noun keeps its plural."""
    lemma = fold_word(token.lemma)
    if token.upos == "PROPN" and token.morph.number == "Plur" and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def find_noun_phrase(
    sentence: Sentence, head: int, knowledge: Knowledge, *, names: Collection[int] = ()
) -> NounPhrase | None:
    """The longest phrase of agents.tsv or titles.tsv that ends here or goes on with "of ...". No junk.

    `names` are tokens of known names, which belong to no such phrase: "European Union leaders" are no union leaders.
    """
    best = _find_longest(sentence, head, knowledge, names)
    return best if best is not None and (best.agent or best.title) else None


def _find_longest(sentence: Sentence, head: int, knowledge: Knowledge, names: Collection[int]) -> NounPhrase | None:
    tokens = sentence.tokens
    lemma, text = lemma_of(tokens[head]), fold_word(tokens[head].text)
    nouns = tuple(dict.fromkeys((lemma, text, text[:-1] if text.endswith("s") and len(text) > 4 else text)))
    before: list[str] = []
    position = begin = head
    tails = [(head + 1, "")]
    tail = _of_tail(sentence, head)
    if tail is not None:
        tails.insert(0, tail)
    best: NounPhrase | None = None
    while True:
        for last, rest in tails:
            for noun in nouns:
                words = " ".join((*before, noun)) + rest
                agent, title = knowledge.agents.get(words), knowledge.titles.get(words)
                if agent or title or words in knowledge.junk:
                    best = _longer(best, NounPhrase(begin, last, words, agent, title))
                    break
        position -= 1
        if position < 0 or head - position > _LONGEST or position in names:
            return best
        if not _may_precede(tokens[position], head, sentence):
            return best
        word = fold_word(tokens[position].text)
        if word:
            begin = position
            before.insert(0, word)


def _longer(best: NounPhrase | None, other: NounPhrase) -> NounPhrase:
    return other if best is None or other.last - other.first > best.last - best.first else best


def _may_precede(token: Token, head: int, sentence: Sentence) -> bool:
    """Whether a token can be part of the noun's phrase: a modifier, or a hyphen or 's inside it."""
    if token.upos in ("DET", "VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ"):
        return token.upos == "VERB" and token.head == head and token.deprel == "amod"
    if token.upos == "PUNCT":
        return token.text in ("-", "‐", "‑")
    return token.head >= 0


def _of_tail(sentence: Sentence, head: int) -> tuple[int, str] | None:
    """(end, " of state") where the noun is followed at once by "of" or "for" and a short phrase."""
    tokens = sentence.tokens
    if head + 2 >= len(tokens) or tokens[head + 1].text not in ("of", "for", "to", "general", "in"):
        return None
    for child in iter_children(sentence, head, "nmod"):
        if head + 1 < child.index <= head + 5:
            words = " ".join(filter(None, (fold_word(token.text) for token in tokens[head + 1 : child.index + 1])))
            return child.index + 1, f" {words}"
    return None


def find_front_title(sentence: Sentence, first: int, knowledge: Knowledge) -> FrontTitle | None:
    """The title that ends right before a name at token `first` ("Deputy Prime Minister" in front of Jane Roe)."""
    tokens = sentence.tokens
    words: list[str] = []
    best: FrontTitle | None = None
    position = first - 1
    while position >= 0 and first - position <= 8:
        token = tokens[position]
        word = fold_word(token.text)
        if token.upos in ("VERB", "AUX", "CCONJ", "PRON", "SCONJ") or token.text in _CLOSING:
            break
        if word:
            words.insert(0, word)
            title = knowledge.titles.get(" ".join(words)) or _title_of_plural(words, knowledge)
            if title:
                best = FrontTitle(position, first, " ".join(words), title, is_former(sentence, position))
        position -= 1
    return best


def find_front_noun(sentence: Sentence, first: int, knowledge: Knowledge) -> FrontNoun | None:
    """The noun for a body that ends right before a name at token `first` ("news agency", "opposition party")."""
    best: FrontNoun | None = None
    words: list[str] = []
    for position in range(first - 1, max(first - 4, -1), -1):
        token = sentence.tokens[position]
        if token.upos not in ("NOUN", "ADJ", "PROPN"):
            break
        words.insert(0, fold_word(token.text))
        agent = knowledge.agents.get(" ".join(words))
        if agent is not None and is_collective(words[-1]):
            best = FrontNoun(position, agent, " ".join(words))
    return best


_CLOSING = frozenset(',;:()"“”')


def _title_of_plural(words: list[str], knowledge: Knowledge) -> Title | None:
    """ "Presidents Jane Roe and John Doe": the title in the plural."""
    last = words[-1]
    if not last.endswith("s") or len(last) < 5:
        return None
    return knowledge.titles.get(" ".join((*words[:-1], last[:-1])))


def is_former(sentence: Sentence, first: int) -> bool:
    """Whether "former", "ex-" or the like stands before a title or noun that begins at token `first`."""
    tokens = sentence.tokens
    position = first - 1
    for _ in range(4):
        if position < 0:
            return False
        token = tokens[position]
        word = fold_word(token.text)
        if word in FORMER:
            return True
        if word in _STILL or (token.upos not in ("ADJ", "PROPN", "NOUN", "PUNCT") or token.text == ","):
            return False
        if token.upos == "NOUN" and base_relation(token.deprel) != "compound":
            return False
        position -= 1
    return False
