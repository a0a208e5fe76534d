"""Phrases around a name of the tables: countries, capitals, organisations, seats of power, and known persons."""

from __future__ import annotations

from msgspec.structs import replace

from diurna.knowledge import BODIES, Country, Named, Organisation, Person, Seat, Sense, Territory, fold
from diurna.language.tree import base_relation, find_preposition, iter_ancestors, iter_children
from diurna.records import Token
from diurna.who.bodies import combine, is_dateline, is_locative
from diurna.who.context import choose_named
from diurna.who.facts import Facts, Kind, facts_of_named, facts_of_person
from diurna.who.front import facts_of_front
from diurna.who.mention import MentionKind
from diurna.who.nouns import find_first_body, read_noun
from diurna.who.phrase import Identity, Phrase, Reading
from diurna.who.spans import find_span, is_plural, text_of
from diurna.who.titles import FrontTitle, find_front_title
from diurna.who.words import Found, fold_word

_ARGUMENTS = frozenset(
    "nsubj obj iobj obl nmod conj appos root csubj vocative dislocated xcomp ccomp orphan acl advcl".split()
)
_BODY_NOUNS = frozenset(
    "forces force army front movement party union league council guard guards brigade brigades group police "
    "committee congress alliance association service agency bank company university ministry department office court "
    "commission parliament assembly senate house board bureau cabinet chamber".split()
)


def read_found(reading: Reading, head: int, found: Found) -> Phrase | None:
    """The phrase of a known name; None where the name only says where something is."""
    sentence = reading.sentence
    named = choose_named(found, reading.context, sentence)
    words = " ".join(fold_word(token.text) for token in sentence.tokens[found.first : found.last])
    tokens = frozenset(range(found.first, found.last))
    first, last = find_span(sentence, head, found.first, found.last)
    if named is None:
        unknown = Facts(Kind.ORGANISATION, name=text_of(sentence, found.first, found.last))
        return Phrase(first, last, head, (Identity(unknown, MentionKind.NAME, words),), absorbed=tokens)
    if isinstance(named.entry, Person):
        return _read_known_person(reading, head, found, named.entry)
    if _is_of_another(reading, head, found, named):
        noun = read_noun(reading, head)
        if noun is not None:
            return noun
    facts = _find_facts(reading, head, found, named)
    if facts is None:
        return None
    kind = MentionKind.NAME if named.sense is not Sense.PEOPLE else MentionKind.NOMINAL
    if named.sense is Sense.ADJECTIVE and sentence.tokens[head].upos == "ADJ":
        kind = MentionKind.ADJECTIVE
    plural = is_plural(sentence, head) and facts.kind in (Kind.PLURAL, Kind.ORGANISATION)
    identities = (Identity(facts, kind, words),)
    return Phrase(first, last, head, identities, definite=True, plural=plural, absorbed=tokens)


def read_modifying_name(reading: Reading, index: int, found: Found) -> Phrase | None:
    """A known name that modifies a noun: "Russian" in "Russian attack", with the country and no sector."""
    if index != found.first:
        return None
    named = choose_named(found, reading.context, reading.sentence)
    if named is None:
        return None
    context = reading.context
    facts = facts_of_named(named, context.knowledge, day=context.day, acting=False)
    if facts.kind is Kind.PLACE or (facts.country is None and facts.sector is None):
        return None
    if facts.kind is Kind.PLURAL:
        facts = replace(facts, sector=None)
    words = " ".join(fold_word(token.text) for token in reading.sentence.tokens[found.first : found.last])
    identities = (Identity(facts, MentionKind.ADJECTIVE, words),)
    return Phrase(found.first, found.last, found.last - 1, identities, definite=True)


def facts_with_title(reading: Reading, person: Person, front: FrontTitle | None) -> Facts:
    """A known person as the title in front shows them: "President Doe" in a later year is the president of then."""
    key = fold(front.title.title) if front and not front.former else None
    facts = facts_of_person(person, reading.context.knowledge, day=reading.context.day, title=key)
    if facts.sector is not None or front is None:
        return facts
    titled = facts_of_front(reading, front)
    return replace(facts, sector=titled.sector, other_sectors=titled.other_sectors, role=titled.role or facts.role)


def goes_on(reading: Reading, found: Found, name_at: int) -> bool:
    """Whether a known name is only a part of a longer one: "Lavrov" of "Jane Lavrov"."""
    tokens = reading.sentence.tokens
    if not all(isinstance(named.entry, Person) for named in found.named):
        return _is_end_of_name(reading, found, name_at)
    if found.last - found.first > 1:
        return False
    if len(found.named) > 1:
        # "Kim" may be any of several, also where a table has it as the name of one of them.
        return True
    return any(
        child.index not in reading.found for child in iter_children(reading.sentence, tokens[name_at].index, "flat")
    )


def _is_end_of_name(reading: Reading, found: Found, name_at: int) -> bool:
    """ "Self-Defense Forces" after another proper noun is another body of that sort, not Japan's."""
    tokens = reading.sentence.tokens
    before = tokens[found.first - 1] if found.first else None
    if before is None or before.upos != "PROPN" or before.index in reading.found or before.head != name_at:
        return False
    generic = fold_word(tokens[found.last - 1].text) in _BODY_NOUNS
    return generic and all(isinstance(named.entry, Organisation) for named in found.named)


def _read_known_person(reading: Reading, head: int, found: Found, person: Person) -> Phrase:
    front = find_front_title(reading.sentence, found.first, reading.context.knowledge)
    first, last = find_span(reading.sentence, head, found.first, found.last)
    if front is not None and front.first < first:
        first = front.first
    facts = facts_with_title(reading, person, front)
    begin = front.first if front else found.first
    return Phrase(
        first,
        last,
        head,
        (Identity(facts, MentionKind.NAME, fold(person.name)),),
        definite=True,
        full_name=True,
        absorbed=frozenset(range(begin, found.last)) | {head},
    )


def _find_facts(reading: Reading, head: int, found: Found, named: Named) -> Facts | None:
    """What a name that is no person's stands for here; None where it is only a place."""
    context = reading.context
    acting = not _is_place(reading, head, found, named)
    facts = facts_of_named(named, context.knowledge, day=context.day, acting=acting)
    if facts.kind is Kind.PLACE:
        return None
    if facts.kind is Kind.COUNTRY:
        if facts.country is None or not acting:
            return None
        if isinstance(named.entry, Territory) and not _acts_itself(reading, head, named.entry):
            return facts_of_named(named, context.knowledge, day=context.day, acting=False)
    if facts.country is None and facts.kind is Kind.ORGANISATION:
        body = find_first_body(reading, head)
        return combine(facts, body, takes_body=False) if body else facts
    return facts


def _acts_itself(reading: Reading, head: int, territory: Territory) -> bool:
    """ "Catalonia voted" is its government; "the annexation of Crimea" only its country."""
    if territory.sector is not None or territory.end is not None:
        return True
    return base_relation(reading.relation(head)) == "nsubj"


def _is_of_another(reading: Reading, head: int, found: Found, named: Named) -> bool:
    """Whether a modifier gives a common name to another country: "Chile's Defense Department" is not the Pentagon."""
    entry = named.entry
    if isinstance(entry, Organisation):
        ends = {fold_word(reading.sentence.tokens[index].text) for index in (found.first, found.last - 1)}
        if _BODY_NOUNS.isdisjoint(ends) or found.last - found.first < 2:
            return False
    elif not isinstance(entry, Seat):
        return False
    if entry.country is None or entry.country in BODIES:
        return False
    own = range(found.first, found.last)
    below = [child for one in {*own, head} for child in iter_children(reading.sentence, one)]
    for child in below:
        if child.index not in reading.found or child.index in own or not _modifies(child):
            continue
        if child.deprel == "nmod" and find_preposition(reading.sentence, child.index) != "of":
            continue
        body = reading.body(child.index)
        if body is not None and body.kind in (Kind.COUNTRY, Kind.PLACE) and body.country not in (None, entry.country):
            return True
    return False


def _modifies(token: Token) -> bool:
    return token.deprel in ("nmod:poss", "amod", "compound", "nmod")


def _is_place(reading: Reading, head: int, found: Found, named: Named) -> bool:
    sentence = reading.sentence
    if named.sense in (Sense.NAME, Sense.CAPITAL) and is_locative(sentence, head):
        # Nobody is at Russia, but missiles are fired at it.
        return not (isinstance(named.entry, Country | Territory) and find_preposition(sentence, head) == "at")
    token = sentence.tokens[head]
    if token.deprel == "conj" and find_preposition(sentence, head) is None:
        first = next((one for one in iter_ancestors(sentence, head) if one.deprel != "conj"), None)
        if first is not None and is_locative(sentence, first.index):
            return True
    if is_dateline(sentence, found.first, found.last):
        return True
    if named.sense is Sense.CAPITAL:
        return base_relation(token.deprel) not in _ARGUMENTS or token.deprel == "obl:tmod"
    return False
