"""Which words of a sentence may be a place name: the longest runs that the gazetteer knows.

What the name model calls a place is one too. Words inside a person's or an organisation's name are left alone: "Paris
Hilton", "the Washington Post", "Jordan said". A word that is mostly something else ("Nice", "Reading") needs a
preposition of place or the word of the name model.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from diurna.language.tree import find_preposition
from diurna.records import Name, NameKind, Sentence, Token
from diurna.where.gazetteer import Candidate, Gazetteer
from diurna.where.vocabulary import (
    ADDS_NOTHING,
    ARABIC_ARTICLES,
    BUILDING_PREPOSITIONS,
    CLASS_OF_KIND,
    DIRECTIONS,
    JOINTS,
    PLACE_PREPOSITIONS,
    TITLES,
    WELL_KNOWN_FEATURES,
)

_LONGEST = 7
_NO_START = frozenset("ADP SCONJ AUX PRON CCONJ PART PUNCT NUM".split())
_NOT_PLACES = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_LARGE_TOWN = 40_000


class Found(Struct, frozen=True):
    """Tokens `first` up to, but not including, `last` that may name a place."""

    first: int
    last: int
    head: int
    candidates: tuple[Candidate, ...]
    kind: str
    wanted: str | None = None
    sure: bool = True
    """Whether anything but the gazetteer says so: the name model, a preposition, the size of the place."""
    dateline: bool = False
    shown: bool = True
    """False for words that only tell where the article is about: "Syrians", "Texas" in a university's name."""


def recognise_places(
    sentence: Sentence, text: str, gazetteer: Gazetteer, *, known: Mapping[int, Found] = MappingProxyType({})
) -> list[Found]:
    """The place names of a sentence, left to right, none inside another.

    `known` holds those that are settled already, by their first token: the dateline.
    """
    covering = _cover(sentence)
    found: list[Found] = []
    index = 0
    tokens = sentence.tokens
    while index < len(tokens):
        match = known.get(index)
        if match is None and _may_start(tokens, index, covering):
            match = (
                _match_short(sentence, index, gazetteer, found)
                or _match_known(sentence, text, index, gazetteer, covering)
                or _match_adjective(sentence, index, gazetteer, covering)
            )
        if match is None:
            match = _take_named(sentence, index, covering)
        if match is None:
            index += 1
            continue
        found.append(match)
        capital = _find_capital(sentence, match, gazetteer)
        if capital is not None:
            found.append(capital)
        index = match.last
    return found


def _find_capital(sentence: Sentence, country: Found, gazetteer: Gazetteer) -> Found | None:
    """ "the Syrian capital", "Syria's capital": Damascus, unless the text goes on to name it itself."""
    tokens = sentence.tokens
    last = country.last
    if last < len(tokens) and tokens[last].text in {"'s", "’s", "'", "’"}:
        last += 1
    if last >= len(tokens) or tokens[last].text != "capital" or not country.candidates:
        return None
    after = [token for token in tokens[last + 1 : last + 4] if token.text not in {",", "city", "of"}]
    if after and after[0].upos == "PROPN":
        return None
    if country.candidates[0].feature != "PCLI" or country.candidates[0].country is None:
        return None
    capital = gazetteer.find_capital(country.candidates[0].country)
    return None if capital is None else Found(country.first, last + 1, last, (capital,), "name")


def _cover(sentence: Sentence) -> dict[int, Name]:
    """Token -> the name that it is part of."""
    return {index: name for name in sentence.names for index in range(name.first, name.last)}


def _may_start(tokens: tuple[Token, ...], index: int, covering: Mapping[int, Name]) -> bool:
    token = tokens[index]
    if token.text[:1].isupper():
        return token.upos not in _NO_START or index in covering or token.text in {"The", "US"}
    return token.text in ARABIC_ARTICLES and index + 2 < len(tokens) and tokens[index + 1].text == "-"


def _match_short(sentence: Sentence, index: int, gazetteer: Gazetteer, found: list[Found]) -> Found | None:
    """An abbreviation: a country's anywhere ("UAE"), a state's only behind the place that lies in it (", Fla.")."""
    token = sentence.tokens[index]
    if len(token.text) > 6 or not token.text[:1].isupper():
        return None
    candidates = gazetteer.lookup_short(token.text)
    if not candidates:
        return None
    behind_comma = index > 0 and sentence.tokens[index - 1].text in {",", "("}
    if not behind_comma or not found or found[-1].last != index - 1:
        candidates = tuple(one for one in candidates if _stands_alone(token, one))
        if not candidates or _is_shouted(sentence):
            return None
    return Found(index, index + 1, index, candidates, "name", None)


def _stands_alone(token: Token, candidate: Candidate) -> bool:
    if candidate.feature in {"PCLI", "PCLD"}:
        return token.text not in {"CAR", "ROC", "GB"}
    return token.text.count(".") > 1 or token.text in {"NYC", "LA"}


def _is_shouted(sentence: Sentence) -> bool:
    """A line in capitals, where "US" may be the pronoun."""
    words = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 3 and all(word.isupper() for word in words)


def _match_known(
    sentence: Sentence, text: str, index: int, gazetteer: Gazetteer, covering: dict[int, Name]
) -> Found | None:
    tokens = sentence.tokens
    name = covering.get(index)
    last = _run_end(tokens, index)
    if name is not None and name.kind is NameKind.LOCATION and name.first == index:
        last = max(last, name.last)
    is_article = tokens[index].text == "The"
    while last > index:
        if last == index + 1 and _is_adjective(tokens[index], gazetteer):
            return None
        if tokens[last - 1].text[:1].isalnum():
            written = text[tokens[index].start : tokens[last - 1].end]
            if not _is_code(written):
                candidates = gazetteer.lookup(written)
                if candidates and (not is_article or candidates[0].name.startswith("The ")):
                    match = _judge(sentence, index, last, candidates, gazetteer, covering)
                    if match is not None or name is None:
                        return match
        last -= 1
    return None


def _is_adjective(token: Token, gazetteer: Gazetteer) -> bool:
    """Whether a word is an adjective of a place, and so no place of its own: Spanish is no town in Ontario here."""
    return bool(gazetteer.lookup_adjective(token.text))


def _is_code(written: str) -> bool:
    """ "EU", "UN" and "OAS" are no towns, nor are "Gen." and "Brig."."""
    if len(written) <= 3 and (written.isupper() or len(written) == 1):
        return True
    return written.endswith(".") and " " not in written


def _run_end(tokens: tuple[Token, ...], index: int) -> int:
    """Where the run of capitalised words and the small words between them ends."""
    last = index + 1
    end = last
    while last < len(tokens) and last - index < _LONGEST:
        word = tokens[last].text
        if word[:1].isupper():
            end = last + 1
        elif word not in JOINTS:
            break
        last += 1
    return end


def _judge(
    sentence: Sentence,
    first: int,
    last: int,
    candidates: tuple[Candidate, ...],
    gazetteer: Gazetteer,
    covering: dict[int, Name],
) -> Found | None:
    """Whether a run that the gazetteer knows is a place here."""
    tokens = sentence.tokens
    head = find_head(sentence, first, last)
    wanted = _find_wanted(sentence, first, last, head)
    locative = _is_locative(sentence, head)
    needs = _needs(tokens[first].text, gazetteer) if last - first == 1 else None
    name = covering.get(first) or covering.get(last - 1)
    strong = candidates[0].feature in WELL_KNOWN_FEATURES or candidates[0].population >= _LARGE_TOWN
    everyday = needs is not None
    if needs == "model":
        locative = False

    def take(*, sure: bool, shown: bool = True) -> Found:
        return Found(first, last, head, candidates, "name", wanted, sure, shown=shown)

    if (
        gazetteer.find_body(candidates[0].row) is not None
        and find_preposition(sentence, head) not in BUILDING_PREPOSITIONS
    ):
        return take(sure=False, shown=False)
    if name is not None and name.kind in _NOT_PLACES:
        whole = name.first >= first and name.last <= last
        if whole and locative and not (everyday and name.kind is NameKind.PERSON):
            return take(sure=strong)
        if whole and strong and not everyday and _stands_before_noun(tokens, head):
            return take(sure=True)
        if name.kind is NameKind.PERSON:
            return None
        if whole and strong and not everyday:
            return take(sure=True)
        return take(sure=False, shown=False) if strong and not everyday else None
    if name is not None and name.kind is NameKind.LOCATION:
        longer = name.first < first or name.last > last
        if needs == "model" and _is_part_of_name(sentence, first, last, head):
            return None
        if longer and not _only_modifies(sentence, name, first, last):
            return None
        return take(sure=True)
    if not any(token.upos == "PROPN" for token in tokens[first:last]):
        return None
    if _is_part_of_name(sentence, first, last, head):
        return take(sure=False, shown=False) if strong and not everyday else None
    if needs == "model":
        return None
    if locative:
        return take(sure=strong or wanted is not None)
    return take(sure=strong and not everyday)


def _needs(word: str, gazetteer: Gazetteer) -> str | None:
    """What it takes to read a word as a place, if that is not its usual meaning; "MARCH" is March."""
    return gazetteer.everyday.get(word.capitalize() if word.isupper() else word)


def _stands_before_noun(tokens: tuple[Token, ...], head: int) -> bool:
    """ "Danbury police", "Paris attacks": a town before a common noun, whatever the name model takes it for."""
    token = tokens[head]
    return token.deprel == "compound" and token.head > head and tokens[token.head].upos == "NOUN"


def find_head(sentence: Sentence, first: int, last: int) -> int:
    """The token of a run that the rest of the sentence hangs on."""
    for index in range(first, last):
        head = sentence.tokens[index].head
        if not first <= head < last and sentence.tokens[index].deprel not in {"punct", "case", "det"}:
            return index
    return last - 1


def _is_locative(sentence: Sentence, head: int) -> bool:
    """Whether a preposition of place stands before it: "in Nice", but not "according to Nice"."""
    return find_preposition(sentence, head) in PLACE_PREPOSITIONS


def _find_wanted(sentence: Sentence, first: int, last: int, head: int) -> str | None:
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
    names = {"flat", "compound", "flat:foreign", "flat:name"}
    return (tokens[neighbour].head == head and tokens[neighbour].deprel in names) or (
        tokens[head].head == neighbour and tokens[head].deprel in names
    )


def _match_adjective(sentence: Sentence, index: int, gazetteer: Gazetteer, covering: dict[int, Name]) -> Found | None:
    """ "Syrian", "South Korean": a place by its adjective; "Syrians" only tells what the article is about."""
    tokens = sentence.tokens
    for last in (index + 2, index + 1):
        if last > len(tokens) or not tokens[last - 1].text[:1].isalpha():
            continue
        written = " ".join(token.text for token in tokens[index:last])
        candidates = gazetteer.lookup_adjective(written)
        if candidates:
            name = covering.get(index)
            inside = name is not None and name.kind in _NOT_PLACES and name.last - name.first > last - index
            is_word = tokens[last - 1].upos in {"ADJ", "PROPN", "NOUN"}
            return Found(index, last, last - 1, candidates, "adjective", shown=is_word and not inside)
        people = gazetteer.lookup_people(written)
        if people:
            return Found(index, last, last - 1, people, "adjective", shown=False)
    return None


def _take_named(sentence: Sentence, index: int, covering: dict[int, Name]) -> Found | None:
    """A place by the name model alone, which the gazetteer does not know: recognised, without coordinates."""
    name = covering.get(index)
    if name is None or name.kind is not NameKind.LOCATION:
        return None
    words = range(name.first, name.last)
    first = next((word for word in words if sentence.tokens[word].text[:1].isupper()), name.last)
    if first < name.last - 1 and sentence.tokens[first].text == "The":
        first += 1
    if first != index or not sentence.tokens[first].text.isalpha():
        return None
    return Found(first, name.last, find_head(sentence, first, name.last), (), "name")
