"""Phrases around a name that no table has: whose name it may be, by its title, its marks and its given name."""

from __future__ import annotations

from msgspec.structs import replace

from diurna.knowledge import Person
from diurna.language.tree import base_relation, find_preposition, iter_children
from diurna.records import NameKind, Sentence
from diurna.who.bodies import combine, is_locative
from diurna.who.context import find_surname
from diurna.who.facts import Facts, Kind, gender_of_name, gender_of_words
from diurna.who.front import facts_of_front, find_bodies_in_front
from diurna.who.known import facts_with_title
from diurna.who.mention import MentionKind
from diurna.who.nouns import find_first_body, read_noun
from diurna.who.phrase import DATES, HYPHENS, Identity, Phrase, Reading
from diurna.who.spans import find_span, text_of
from diurna.who.titles import FrontNoun, FrontTitle, NounPhrase, find_front_noun, find_front_title, find_noun_phrase
from diurna.who.words import fold_word

_COMPASS = frozenset("north south east west".split())


def read_unknown_name(reading: Reading, head: int, name_at: int) -> Phrase | None:
    """The phrase of a proper name that no table knows as it stands; None where it can be nobody's."""
    sentence = reading.sentence
    if _is_inside_name(sentence, name_at):
        return None
    first, last = _find_name_span(reading, name_at)
    front = find_front_title(sentence, first, reading.context.knowledge)
    words = [word for token in sentence.tokens[first:last] if (word := fold_word(token.text))]
    if not words or (len(words) == 1 and words[0] in DATES):
        return None
    noun = None if front and name_at != head else _find_noun_in_name(reading, name_at, last)
    if noun is not None:
        return read_noun(reading, head, noun, name=_marked_organisation(reading, name_at) or (first, last))
    if len(words) == 1 and words[0] in _COMPASS:
        return _read_compass(reading, head, words[0])
    body = find_front_noun(sentence, first, reading.context.knowledge) if front is None else None
    kind = Kind.ORGANISATION if body is not None else _find_kind(reading, first, last, front, words)
    if kind is None:
        return None
    person = _find_person(reading, words, front) if kind is Kind.PERSON else None
    if person is not None:
        facts = facts_with_title(reading, person, front)
    else:
        facts = Facts(kind, name=text_of(sentence, first, last), gender=_find_gender(reading, words, front))
        facts = _describe(reading, head, facts, front) if kind is Kind.PERSON else facts
    if body is not None:
        facts = _describe_body(reading, head, facts, body)
    before = front or body
    is_apart = head == name_at and sentence.tokens[head].head == first - 1
    begin = min(first, before.first) if before and not is_apart else first
    return Phrase(
        *find_span(sentence, head, begin, last),
        head,
        (Identity(facts, MentionKind.NAME, " ".join(words)),),
        definite=True,
        full_name=len(words) > 1,
        surname=words[-1] if len(words) == 1 else None,
        absorbed=frozenset(range(begin, last)) | {head},
    )


def _is_inside_name(sentence: Sentence, name_at: int) -> bool:
    """ "Scientology" in "Church of Scientology" heads nothing of its own."""
    head = sentence.tokens[name_at].head
    return any(
        name.first <= name_at < name.last and name.first <= head < name_at
        for name in sentence.names
        if name.kind is NameKind.ORGANISATION
    )


def _find_name_span(reading: Reading, name_at: int) -> tuple[int, int]:
    """The tokens of the name: what the model marked, or the run of proper nouns."""
    tokens = reading.sentence.tokens
    for name in reading.sentence.names:
        if name.first <= name_at < name.last:
            inside = range(name.first, name.last)
            if not any(token in reading.found and token != name_at for token in inside):
                return _without_title(reading, name.first, name.last, name_at)
    first, last = name_at, name_at + 1
    while first > 0 and _continues(reading, first - 1, name_at):
        first -= 1
    while last < len(tokens) and _continues(reading, last, name_at):
        last += 1
    return _without_title(reading, first, last, name_at)


def _continues(reading: Reading, index: int, name_at: int) -> bool:
    token = reading.sentence.tokens[index]
    found = reading.found.get(index)
    if found is not None and not all(isinstance(named.entry, Person) for named in found.named):
        return False
    if token.text in HYPHENS:
        return token.head == name_at or _is_flat_of(reading, token.head, name_at)
    return token.upos == "PROPN" and base_relation(token.deprel) in ("flat", "compound") and token.head == name_at


def _is_flat_of(reading: Reading, index: int, name_at: int) -> bool:
    token = reading.sentence.tokens[index] if index >= 0 else None
    return token is not None and token.head == name_at and token.deprel == "flat"


def _without_title(reading: Reading, first: int, last: int, name_at: int) -> tuple[int, int]:
    """A run of capitalised words without the title at its beginning: "Foreign Minister Roe" is named Roe.

    In "Riverside MP Jane Roe" the title does not begin the run.
    """
    titles = reading.context.knowledge.titles
    words = [fold_word(token.text) for token in reading.sentence.tokens[first:last]]
    for count in range(min(len(words) - 1, name_at - first), 0, -1):
        for begin in range(count):
            if " ".join(filter(None, words[begin:count])) in titles and (begin == 0 or len(words) - count > 1):
                return first + count, last
    return first, last


def _find_noun_in_name(reading: Reading, name_at: int, last: int) -> NounPhrase | None:
    """The noun of the tables in a name such as "Interior Ministry" or "Riverside Farmers' Union"."""
    marks = reading.sentence.names
    if any(name.kind is NameKind.PERSON and name.first <= name_at < name.last for name in marks):
        return None
    noun = find_noun_phrase(reading.sentence, name_at, reading.context.knowledge)
    return noun if noun is not None and noun.last >= min(last, name_at + 1) else None


def _marked_organisation(reading: Reading, name_at: int) -> tuple[int, int] | None:
    for name in reading.sentence.names:
        if name.kind is NameKind.ORGANISATION and name.first <= name_at < name.last:
            return name.first, name.last
    return None


def _read_compass(reading: Reading, head: int, word: str) -> Phrase | None:
    """ "The North" is North Korea where the article is about both Koreas; elsewhere it is nobody."""
    code = {"north": "PRK", "south": "KOR"}.get(word)
    countries = reading.context.countries
    if code is None or not (countries.get("PRK") and countries.get("KOR")) or is_locative(reading.sentence, head):
        return None
    country = reading.context.knowledge.countries[code]
    facts = Facts(Kind.COUNTRY, name=country.name, country=code, sector="GOV")
    identities = (Identity(facts, MentionKind.NAME, word),)
    return Phrase(*find_span(reading.sentence, head), head, identities, definite=True)


def _find_kind(reading: Reading, first: int, last: int, front: FrontTitle | None, words: list[str]) -> Kind | None:
    sentence, knowledge = reading.sentence, reading.context.knowledge
    marked = next((name.kind for name in sentence.names if name.first < last and first < name.last), None)
    if front is not None or marked is NameKind.PERSON or words[0] in knowledge.given_names:
        return Kind.PERSON
    if marked is None and len(words) > 1 and find_surname(words[-1], reading.context, given=words[:-1]) is not None:
        return Kind.PERSON
    is_surname = last - first == 1 and words[0] in knowledge.surnames
    if is_surname and (marked is None or find_surname(words[0], reading.context) is not None):
        return Kind.PERSON
    if marked is NameKind.ORGANISATION:
        return Kind.ORGANISATION
    if marked is not None or sentence.names:
        return None
    # Nobody has marked names here: two or three proper nouns in a flat row are mostly a person's.
    is_row = any(token.deprel == "flat" for token in sentence.tokens[first:last])
    if is_row and last - first in (2, 3):
        return Kind.PERSON
    relations = {base_relation(token.deprel) for token in sentence.tokens[first:last]}
    return None if relations.isdisjoint(("nsubj", "obj", "iobj")) else Kind.ORGANISATION


def _find_person(reading: Reading, words: list[str], front: FrontTitle | None) -> Person | None:
    """The office holder whom a surname, a title with a surname, or another spelling of a given name means."""
    country = None
    if front is not None:
        bodies = find_bodies_in_front(reading, front)
        country = front.title.country or next((body.country for body in bodies if body.country), None)
    whole = " ".join(words)
    title = front.title.title if front is not None else None
    if len(words) == 1 or whole in reading.context.knowledge.surnames:
        return find_surname(whole, reading.context, country=country, title=title)
    return find_surname(words[-1], reading.context, given=words[:-1], country=country)


def _describe_body(reading: Reading, head: int, facts: Facts, body: FrontNoun) -> Facts:
    """An unknown organisation as the noun in front of its name shows it: "the Malian rebel group Test Front"."""
    described = replace(facts, sector=body.agent.sector, other_sectors=body.agent.other_sectors, role=body.agent.phrase)
    owner = find_first_body(reading, head)
    return combine(described, owner, takes_body=False) if owner is not None else described


def _find_gender(reading: Reading, words: list[str], front: FrontTitle | None) -> str | None:
    by_title = gender_of_words(front.words) if front else None
    name = " ".join(words) if len(words) > 1 else f"{words[0]} x"
    return by_title or gender_of_name(name, reading.context.knowledge)


def _describe(reading: Reading, head: int, facts: Facts, front: FrontTitle | None) -> Facts:
    """An unknown person as the title in front or the body behind the name shows them."""
    if front is not None:
        titled = facts_of_front(reading, front)
        facts = replace(
            facts,
            country=titled.country,
            sector=titled.sector,
            other_sectors=titled.other_sectors,
            role=titled.role,
            gender=facts.gender or titled.gender,
        )
    if facts.sector is not None:
        return facts
    for child in iter_children(reading.sentence, head, "nmod"):
        if find_preposition(reading.sentence, child.index) in ("of", "from", "at", "with"):
            body = reading.body(child.index)
            if body is not None and (body.kind is Kind.ORGANISATION or body.sector):
                return combine(facts, body, takes_body=True)
    return facts
