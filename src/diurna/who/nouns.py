"""Phrases around a noun of the tables: "Syrian rebels", "police in Minsk", "a spokesman for the foreign ministry"."""

from __future__ import annotations

from itertools import chain

from msgspec.structs import replace

from diurna.knowledge import fold
from diurna.language.tree import iter_children
from diurna.who.bodies import Look, combine, iter_bodies
from diurna.who.facts import Facts, Kind, facts_of_agent, facts_of_title, make_former
from diurna.who.mention import MentionKind
from diurna.who.phrase import Identity, Phrase, Reading
from diurna.who.spans import find_count, find_span, is_definite, is_plural, text_of
from diurna.who.titles import NounPhrase, find_noun_phrase, is_former

_COUNTERPARTS = frozenset(("counterpart", "opposite number", "colleague"))
_BODY_PARTS = frozenset(("head", "arm"))


def read_noun(
    reading: Reading, head: int, noun: NounPhrase | None = None, *, name: tuple[int, int] | None = None
) -> Phrase | None:
    """The phrase of a noun that says what somebody is; None for a noun that names no actor.

    `name` are the tokens of a proper name that ends in this noun ("Riverside Farmers' Union").
    """
    sentence, knowledge = reading.sentence, reading.context.knowledge
    noun = noun or find_noun_phrase(sentence, head, knowledge, names=_names_before(reading, head))
    if noun is None:
        return None
    if noun.agent is not None and noun.agent.needs_body and not _has_body(reading, head):
        return None
    if noun.words in _COUNTERPARTS:
        return _read_counterpart(reading, head, noun)
    everyone = _read_everyone(reading, head, noun)
    first, last = find_span(sentence, head, noun.first, noun.last)
    kind = MentionKind.NOMINAL
    if name is not None and name[1] - name[0] > 1 and sentence.tokens[head].upos == "PROPN":
        first, last = min(first, name[0]), max(last, name[1])
        if name[0] < noun.first:
            kind = MentionKind.NAME
            called = text_of(sentence, name[0], max(name[1], noun.last))
            everyone = tuple(replace(one, name=called) for one in everyone)
    return Phrase(
        first,
        last,
        head,
        tuple(Identity(facts, kind, noun.words) for facts in everyone),
        definite=is_definite(sentence, head),
        plural=is_plural(sentence, head),
        count=find_count(sentence, head),
        absorbed=frozenset(index for index in range(noun.first, noun.last) if index not in reading.found) | {head},
    )


def _names_before(reading: Reading, head: int) -> frozenset[int]:
    """Tokens of known names before a noun, which no phrase of the noun may cut in two."""
    return frozenset(
        index
        for index in range(max(0, head - 4), head)
        if (found := reading.found.get(index)) is not None and found.last <= head and found.last - found.first > 1
    )


def _read_counterpart(reading: Reading, head: int, noun: NounPhrase) -> Phrase:
    """ "His Chilean counterpart": the owner's office in the country that the other modifiers name."""
    sentence = reading.sentence
    owner_at = next((child.index for child in iter_children(sentence, head, "nmod:poss")), None)
    owner = reading.body(owner_at) if owner_at is not None else None
    facts = Facts(Kind.PLURAL if is_plural(sentence, head) else Kind.PERSON)
    if owner is not None:
        facts = replace(facts, sector=owner.sector, other_sectors=owner.other_sectors, role=owner.role)

    def look(index: int) -> Facts | None:
        return None if index == owner_at else reading.body(index)

    everyone = _with_bodies(reading, (head,), facts, look, takes_body=False)
    words = fold(facts.role) if facts.role else noun.words
    return Phrase(
        *find_span(sentence, head, noun.first, noun.last),
        head,
        tuple(Identity(one, MentionKind.NOMINAL, words) for one in everyone),
        definite=all(one.country for one in everyone),
        plural=is_plural(sentence, head),
        count=find_count(sentence, head),
        absorbed=frozenset((head,)),
    )


def read_noun_body(reading: Reading, index: int) -> Facts | None:
    """ "foreign ministry" in "foreign ministry spokesman": a body that a noun of the tables names."""
    noun = find_noun_phrase(reading.sentence, index, reading.context.knowledge)
    if noun is None or noun.agent is None:
        return None
    return facts_of_agent(noun.agent, plural=False, phrase=noun.words)


def find_first_body(reading: Reading, head: int) -> Facts | None:
    """The nearest body of a noun or name."""
    return next((group[0] for group in iter_bodies(reading.sentence, head, reading.body)), None)


def _read_everyone(reading: Reading, head: int, noun: NounPhrase) -> tuple[Facts, ...]:
    """The facts of a noun with its bodies, once for each of its coordinated countries."""
    plural = is_plural(reading.sentence, head)
    if noun.agent is not None:
        facts = facts_of_agent(noun.agent, plural=plural, phrase=noun.words)
        takes_body = noun.agent.takes_body
    else:
        assert noun.title is not None
        facts = facts_of_title(noun.title)
        facts = replace(facts, kind=Kind.PLURAL if plural else facts.kind)
        takes_body = noun.title.takes_body
    own = reading.found.get(head)

    def look(index: int) -> Facts | None:
        # In "Chile's Defense Department" the department is no body of itself.
        return None if own is not None and own.first <= index < own.last else reading.body(index)

    # "The Ministry of Defence of Ukraine": the end of the noun's phrase has modifiers too.
    heads = (head, *range(head + 2, noun.last))
    everyone = _with_bodies(reading, heads, facts, look, takes_body=takes_body)
    if is_former(reading.sentence, noun.first):
        return tuple(make_former(one) for one in everyone)
    return everyone


def _with_bodies(
    reading: Reading, heads: tuple[int, ...], facts: Facts, look: Look, *, takes_body: bool
) -> tuple[Facts, ...]:
    several: tuple[Facts, ...] = ()
    inside = range(heads[0], heads[-1] + 1)
    groups = chain.from_iterable(iter_bodies(reading.sentence, head, look, skip=inside) for head in heads)
    for group in groups:
        countries = tuple(one for one in group if one.country)
        if len(countries) > 1 and facts.country is None and not several:
            several = countries
            continue
        body = group[0]
        facts = combine(facts, body, takes_body=takes_body)
        if body.sector and body.kind is not Kind.COUNTRY:
            takes_body = False
    return tuple(combine(facts, body, takes_body=takes_body) for body in several) or (facts,)


def _has_body(reading: Reading, head: int) -> bool:
    """Whether a noun such as "head" or "wing" comes with the body that it is a part of."""
    bodies = [one for group in iter_bodies(reading.sentence, head, reading.body) for one in group]
    lemma = reading.sentence.tokens[head].lemma.lower()
    if lemma == "campaign":
        # Candidates and parties have campaigns that act; armies have campaigns that are events.
        return any(one.kind is Kind.PERSON or one.sector == "PTY" for one in bodies)
    is_part = lemma in _BODY_PARTS
    return any(one.kind is not Kind.PERSON or not is_part for one in bodies)
