"""Which words of a sentence may be a place name: the longest runs that the gazetteer knows.

What the name model calls a place is one too, if the gazetteer knows it or not. Whether a run that the gazetteer knows
is a place here is decided in `judge.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from diurna.records import NameKind, Sentence, Token
from diurna.where.candidate import Candidate
from diurna.where.found import Found, Line, find_head, make_line
from diurna.where.gazetteer import Gazetteer
from diurna.where.judge import judge_run
from diurna.where.vocabulary import ARABIC_ARTICLES, JOINTS

_LONGEST = 7
_NO_START = frozenset("ADP SCONJ AUX PRON CCONJ PART PUNCT NUM".split())
_AMBIGUOUS_SHORT = frozenset({"CAR", "ROC", "GB"})


def recognise_places(
    sentence: Sentence, text: str, gazetteer: Gazetteer, *, known: Mapping[int, Found] = MappingProxyType({})
) -> list[Found]:
    """The place names of a sentence, left to right.

    `known` holds those that are settled already, by their first token: the dateline.
    """
    line = make_line(sentence, text, gazetteer)
    found: list[Found] = []
    index = 0
    while index < len(sentence.tokens):
        match = known.get(index) or _match_at(line, index, found)
        if match is None:
            index += 1
            continue
        found.append(match)
        capital = _find_capital(line, match)
        if capital is not None:
            found.append(capital)
        index = match.last
    return found


def _match_at(line: Line, index: int, found: Sequence[Found]) -> Found | None:
    """The place name that begins at a token."""
    if _may_start(line, index):
        match = _match_short(line, index, found) or _match_known(line, index) or _match_adjective(line, index)
        if match is not None:
            return match
    return _take_named(line, index)


def _may_start(line: Line, index: int) -> bool:
    tokens = line.sentence.tokens
    token = tokens[index]
    if token.text[:1].isupper():
        return token.upos not in _NO_START or index in line.covering or token.text in {"The", "US"}
    return token.text in ARABIC_ARTICLES and index + 2 < len(tokens) and tokens[index + 1].text == "-"


def _match_short(line: Line, index: int, found: Sequence[Found]) -> Found | None:
    """An abbreviation: a country's anywhere ("UAE"), a state's only behind the place that lies in it (", Fla.")."""
    token = line.sentence.tokens[index]
    if len(token.text) > 6 or not token.text[:1].isupper():
        return None
    behind_comma = index > 0 and line.sentence.tokens[index - 1].text in {",", "("}
    behind_place = behind_comma and bool(found) and found[-1].last == index - 1
    candidates = line.gazetteer.lookup_short(token.text)
    if not candidates and behind_place:
        candidates = line.gazetteer.lookup_short(token.text + ".")  # The point went to the end of the sentence.
    if not candidates:
        return None
    if not behind_place:
        candidates = tuple(one for one in candidates if _stands_alone(token, one))
        if not candidates or _is_shouted(line.sentence):
            return None
    return Found(index, index + 1, index, candidates, "name")


def _stands_alone(token: Token, candidate: Candidate) -> bool:
    if candidate.feature in {"PCLI", "PCLD"}:
        return token.text not in _AMBIGUOUS_SHORT
    return token.text.count(".") > 1 or token.text in {"NYC", "LA"}


def _is_shouted(sentence: Sentence) -> bool:
    """A line in capitals, where "US" may be the pronoun."""
    words = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 3 and all(word.isupper() for word in words)


def _match_known(line: Line, index: int) -> Found | None:
    """The longest run from a token on that the gazetteer knows and that is a place here."""
    tokens = line.sentence.tokens
    name = line.covering.get(index)
    longest = _find_run_end(tokens, index)
    if name is not None and name.kind is NameKind.LOCATION and name.first == index:
        longest = max(longest, name.last)
    for last in range(longest, index, -1):
        if last == index + 1 and line.gazetteer.lookup_adjective(tokens[index].text):
            return None  # "Spanish" is no town in Ontario.
        written = line.text[tokens[index].start : tokens[last - 1].end]
        candidates = () if _is_code(written) or not written[-1].isalnum() else line.gazetteer.lookup(written)
        if not candidates or (tokens[index].text == "The" and not candidates[0].name.startswith("The ")):
            continue
        match = judge_run(line, index, last, candidates)
        if match is not None or name is None:
            return match
    return None


def _is_code(written: str) -> bool:
    """Letters that are no town's name: "EU", "UN", "OAS"."""
    return len(written) <= 3 and (written.isupper() or len(written) == 1)


def _find_run_end(tokens: tuple[Token, ...], index: int) -> int:
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


def _match_adjective(line: Line, index: int) -> Found | None:
    """A place by its adjective, "Syrian" or "South Korean"; "Syrians" only tells what the article is about."""
    tokens = line.sentence.tokens
    for last in (index + 2, index + 1):
        if last > len(tokens) or not tokens[last - 1].text[:1].isalpha():
            continue
        written = " ".join(token.text for token in tokens[index:last])
        candidates = line.gazetteer.lookup_adjective(written)
        if candidates:
            is_word = tokens[last - 1].upos in {"ADJ", "PROPN", "NOUN"}
            shown = is_word and not _is_in_longer_name(line, index, last)
            return Found(index, last, last - 1, candidates, "adjective", shown=shown)
        people = line.gazetteer.lookup_people(written)
        if people:
            return Found(index, last, last - 1, people, "adjective", shown=False)
    return None


def _is_in_longer_name(line: Line, first: int, last: int) -> bool:
    """Whether a word is part of a person's or an organisation's name: "American Airlines"."""
    name = line.covering.get(first)
    if name is None or name.kind not in {NameKind.PERSON, NameKind.ORGANISATION}:
        return False
    return name.last - name.first > last - first


def _take_named(line: Line, index: int) -> Found | None:
    """A place by the name model alone, which the gazetteer does not know: recognised, without coordinates."""
    name = line.covering.get(index)
    if name is None or name.kind is not NameKind.LOCATION:
        return None
    tokens = line.sentence.tokens
    words = range(name.first, name.last)
    first = next((word for word in words if tokens[word].text[:1].isupper()), name.last)
    if first < name.last - 1 and tokens[first].text == "The":
        first += 1
    if first != index or not tokens[first].text.isalpha():
        return None
    return Found(first, name.last, find_head(line.sentence, first, name.last), (), "name")


def _find_capital(line: Line, country: Found) -> Found | None:
    """Damascus for "the Syrian capital" or "Syria's capital", unless the text goes on to name it itself."""
    tokens = line.sentence.tokens
    last = country.last
    if last < len(tokens) and tokens[last].text in {"'s", "’s", "'", "’"}:
        last += 1
    if last >= len(tokens) or tokens[last].text != "capital" or not country.candidates:
        return None
    after = [token for token in tokens[last + 1 : last + 4] if token.text not in {",", "city", "of"}]
    if after and after[0].upos == "PROPN":
        return None
    best = country.candidates[0]
    if best.feature != "PCLI" or best.country is None:
        return None
    capital = line.gazetteer.find_capital(best.country)
    return None if capital is None else Found(country.first, last + 1, last, (capital,), "name")
