"""Reading one noun phrase: which words belong to it, and what the actor or actors are that it denotes.

Everything that can be told from the phrase itself is told here. What needs the rest of the article ("the minister",
"he", a bare surname) is left to `chains`, which gets the noun, its number and whether it is definite.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from diurna.knowledge import Named, Organisation, Person, Seat, Sense, Territory, fold
from diurna.language.tree import base_relation, find_child, find_preposition, iter_ancestors, iter_children
from diurna.records import NameKind, Sentence, Token
from diurna.who.bodies import combine, is_locative, iter_bodies
from diurna.who.context import Context, choose_named, find_surname
from diurna.who.facts import (
    Facts,
    Kind,
    facts_of_agent,
    facts_of_named,
    facts_of_person,
    facts_of_title,
    gender_of_name,
    gender_of_words,
    is_collective,
    make_former,
)
from diurna.who.mention import MentionKind
from diurna.who.titles import FrontTitle, NounPhrase, find_front_title, find_noun_phrase, is_former, lemma_of, noun_of
from diurna.who.words import Found, find_names, fold_word

_TIGHT = frozenset("compound flat det amod nummod nmod:poss nmod:desc goeswith".split())
_MODIFIER = frozenset("compound amod flat fixed goeswith det nummod nmod:desc".split())
_NO_HEAD = _MODIFIER | frozenset("case cc punct mark aux cop advmod discourse dep reparandum".split())
_POSSESSIVE = ("'s", "’s", "'", "’")
_HYPHENS = ("-", "‐", "‑")
_QUANTITIES = frozenset(
    "thousand hundred dozen score million number majority minority group crowd handful couple pair string some many "
    "most several all none half quarter third ten part bulk rest lot wave gang column team mob ten tens".split()
)
_ARGUMENTS = frozenset(
    "nsubj obj iobj obl nmod conj appos root csubj vocative dislocated xcomp ccomp parataxis orphan acl advcl".split()
)
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan gmt utc am pm".split()
)
_BODY_PARTS = frozenset(("head", "arm"))
_COMPASS = frozenset("north south east west".split())
_BODY_NOUNS = frozenset(
    "forces force army front movement party union league council guard guards brigade brigades group police "
    "committee congress alliance association service agency bank company university".split()
)
_DEFINITE = frozenset("the this that these those both".split())


class Identity(Struct, frozen=True):
    """One actor that a phrase denotes."""

    facts: Facts
    kind: MentionKind
    words: str
    """Folded name, or the noun phrase of the tables."""


class Phrase(Struct, frozen=True):
    """A noun phrase with the actors that it denotes. `absorbed` are the tokens that are spoken for by it."""

    first: int
    last: int
    head: int
    identities: tuple[Identity, ...]
    definite: bool = False
    plural: bool = False
    count: int | None = None
    """How many, where a number says so: 2 for "both" and "two", 0 for any other number."""
    full_name: bool = False
    surname: str | None = None
    """The bare surname of somebody whom only the article can know."""
    titled: FrontTitle | None = None
    absorbed: frozenset[int] = frozenset()


class SentenceReading:
    """The phrases of one sentence, read once each."""

    def __init__(self, sentence: Sentence, found: list[Found], context: Context) -> None:
        self.sentence = sentence
        self.context = context
        self.found: dict[int, Found] = {token: one for one in found for token in range(one.first, one.last)}
        self._owners: dict[int, Facts] = {}
        self._reading: set[int] = set()
        self._phrases: dict[int, Phrase | None] = {}

    def set_owner(self, token: int, facts: Facts) -> None:
        """Tell what a possessive pronoun stands for, before the phrase that it belongs to is read."""
        self._owners[token] = facts

    def is_head(self, index: int) -> bool:
        """Whether a token is the head of a noun phrase of its own."""
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "PRON", "DET", "VERB", "ADV", "INTJ"):
            return False
        relation = self.relation(index)
        if relation in _NO_HEAD or self._is_hyphened(index):
            return False
        return token.upos in ("NOUN", "PROPN") or index in self.found or token.lemma.lower() in _QUANTITIES

    def is_modifier(self, index: int) -> bool:
        """Whether a token modifies a noun: "Russian", also in "Syrian and Russian jets"."""
        return self.relation(index) in ("amod", "compound") or self._is_hyphened(index)

    def _is_hyphened(self, index: int) -> bool:
        """ "US" in "US-backed": a modifier, whatever the tree says."""
        tokens = self.sentence.tokens
        found = self.found.get(index)
        after = found.last if found else index + 1
        return (
            after + 1 < len(tokens)
            and tokens[after].text in _HYPHENS
            and tokens[after].start == tokens[after - 1].end
            and tokens[after + 1].start == tokens[after].end
            and tokens[after + 1].upos in ("VERB", "ADJ")
        )

    def relation(self, index: int) -> str:
        """The relation of a token, through coordination: "jets" is an object in "tanks and jets"."""
        token = self.sentence.tokens[index]
        while token.deprel == "conj" and token.head >= 0:
            token = self.sentence.tokens[token.head]
        return token.deprel if token.deprel in _NO_HEAD else base_relation(token.deprel)

    def phrase(self, index: int) -> Phrase | None:
        """The phrase headed by a token, or None where it denotes no actor."""
        if index in self._phrases:
            return self._phrases[index]
        if index in self._reading:
            return None
        self._reading.add(index)
        phrase = self._read(index)
        self._reading.discard(index)
        self._phrases[index] = phrase
        return phrase

    # What the phrase is about: a quantity of somebody, a name, or a noun.

    def _read(self, head: int) -> Phrase | None:
        token = self.sentence.tokens[head]
        if token.lemma.lower() in _QUANTITIES and (counted := self._read_quantity(head)):
            return counted
        name_at = self._find_name(head)
        if name_at is not None:
            phrase = self._read_name(head, name_at)
            if phrase is not None:
                return phrase
        if token.upos in ("NOUN", "PROPN"):
            return self._read_noun(head)
        return None

    def _read_quantity(self, head: int) -> Phrase | None:
        for child in iter_children(self.sentence, head, "nmod"):
            if find_preposition(self.sentence, child.index) == "of" and child.index > head:
                inner = self.phrase(child.index)
                if inner is not None:
                    first, _ = self._span(head)
                    return replace(inner, first=first, head=head, plural=True, absorbed=inner.absorbed | {child.index})
        return None

    def _find_name(self, head: int) -> int | None:
        """The token at which the phrase's name stands: the head, or the name that follows a title ("Minister Roe")."""
        tokens = self.sentence.tokens
        token = tokens[head]
        for child in iter_children(self.sentence, head, "flat", "appos", "nmod", "nmod:desc", "compound"):
            if child.index <= head or child.upos != "PROPN" or child.deprel == "nmod:poss":
                continue
            if any(tokens[between].text in (",", "(", ":", "-") for between in range(head + 1, child.index)):
                continue
            if find_child(self.sentence, child.index, "case", "cc") is None and self._is_title(head):
                return child.index
        if head in self.found or token.upos == "PROPN":
            return head
        return None

    def _is_title(self, head: int) -> bool:
        """Whether a noun is a title or says what a person does, so that a name may follow."""
        if head in self.found:
            return False
        phrase = find_noun_phrase(self.sentence, head, self.context.knowledge)
        return phrase is not None and not is_collective(noun_of(phrase.words))

    # Names.

    def _read_name(self, head: int, name_at: int) -> Phrase | None:
        found = self.found.get(name_at)
        if found is not None and not self._goes_on(found, name_at) and not self._is_bare_surname(found):
            return self._read_found(head, found)
        return self._read_unknown_name(head, name_at)

    def _goes_on(self, found: Found, name_at: int) -> bool:
        """Whether a known name is only a part of a longer one: "Lavrov" of "Jane Lavrov", "Iran" of "Iran Watch"."""
        tokens = self.sentence.tokens
        if found.last - found.first > 1 and isinstance(found.named[0].entry, Person):
            return False
        if not all(isinstance(named.entry, Person) for named in found.named):
            return self._is_end_of_name(found, name_at)
        return any(tokens[name_at].head == near or tokens[near].head == name_at for near in self._flat(name_at))

    def _is_bare_surname(self, found: Found) -> bool:
        """ "Kim" may be any of several, also where a table has it as a name of one of them."""
        one_word = len({token.text for token in self.sentence.tokens[found.first : found.last]}) == 1
        return one_word and len(found.named) > 1 and all(isinstance(named.entry, Person) for named in found.named)

    def _is_end_of_name(self, found: Found, name_at: int) -> bool:
        """ "Self-Defense Forces" after another proper noun is another body of that sort, not Japan's."""
        tokens = self.sentence.tokens
        before = tokens[found.first - 1] if found.first else None
        if before is None or before.upos != "PROPN" or before.index in self.found or before.head != name_at:
            return False
        generic = fold_word(tokens[found.last - 1].text) in _BODY_NOUNS
        return generic and all(isinstance(named.entry, Organisation) for named in found.named)

    def _flat(self, index: int) -> list[int]:
        return [child.index for child in iter_children(self.sentence, index, "flat")]

    def _read_found(self, head: int, found: Found) -> Phrase | None:
        named = choose_named(found, self.context, self.sentence)
        first, last = self._span(head, found.first, found.last)
        words = " ".join(fold_word(token.text) for token in self.sentence.tokens[found.first : found.last])
        if named is None:
            identity = Identity(Facts(Kind.ORGANISATION, name=self._text(found)), MentionKind.NAME, words)
            return Phrase(first, last, head, (identity,), absorbed=frozenset(range(found.first, found.last)))
        if isinstance(named.entry, Person):
            return self._read_known_person(head, found, named.entry, first, last)
        if isinstance(named.entry, Seat) and named.entry.country and self._is_elsewhere(head, named.entry.country):
            noun = self._read_noun(head)
            if noun is not None:
                return noun
        facts = self._facts_of(named, head, found)
        if facts is None:
            return None
        plural = facts.kind is Kind.PLURAL and self._is_plural(head)
        kind = MentionKind.NAME if named.sense is not Sense.PEOPLE else MentionKind.NOMINAL
        if self.sentence.tokens[head].upos == "ADJ" and named.sense is Sense.ADJECTIVE:
            kind = MentionKind.ADJECTIVE
        return Phrase(
            first,
            last,
            head,
            (Identity(facts, kind, words),),
            definite=True,
            plural=plural,
            absorbed=frozenset(range(found.first, found.last)),
        )

    def _facts_of(self, named: Named, head: int, found: Found) -> Facts | None:
        """What a name that is no person's stands for here; None where it is only a place."""
        acting = not self._is_place(head, named, found)
        if acting and isinstance(named.entry, Territory) and named.entry.sector is None and named.entry.end is None:
            # "Catalonia voted" is its government; "the annexation of Crimea" only its country.
            acting = base_relation(self.relation(head)) == "nsubj"
            if not acting and named.sense is Sense.NAME:
                return facts_of_named(named, self.context.knowledge, day=self.context.day, acting=False)
        facts = facts_of_named(named, self.context.knowledge, day=self.context.day, acting=acting)
        if facts.kind is Kind.PLACE or (facts.kind is Kind.COUNTRY and not acting and named.sense is not Sense.PEOPLE):
            return None
        if facts.kind is Kind.COUNTRY and facts.country is None:
            return None
        if facts.country is None and facts.kind is Kind.ORGANISATION:
            body = self._first_body(head)
            return combine(facts, body, takes_body=False) if body else facts
        return facts

    def _is_elsewhere(self, head: int, country: str) -> bool:
        """Whether a modifier names another country: "Chile's Defense Department" is not the Pentagon."""
        for child in iter_children(self.sentence, head, "nmod:poss", "amod", "compound"):
            body = self._body(child.index) if child.index in self.found else None
            if body is not None and body.kind is Kind.COUNTRY and body.country not in (None, country):
                return True
        return False

    def _is_place(self, head: int, named: Named, found: Found) -> bool:
        if is_locative(self.sentence, head) and named.sense in (Sense.NAME, Sense.CAPITAL):
            return True
        token = self.sentence.tokens[head]
        if token.deprel == "conj":
            first = next((one for one in iter_ancestors(self.sentence, head) if one.deprel != "conj"), None)
            if first is not None and is_locative(self.sentence, first.index):
                return find_preposition(self.sentence, head) is None
        if self._is_dateline(found):
            return True
        if named.sense is Sense.CAPITAL:
            return base_relation(token.deprel) not in _ARGUMENTS or token.deprel in ("obl:tmod", "parataxis")
        return False

    def _is_dateline(self, found: Found) -> bool:
        """MOSCOW (Agency) - Troops ..."""
        tokens = self.sentence.tokens
        after = found.last
        while after < len(tokens) and tokens[after].text == "," and after + 1 < len(tokens):
            after += 2
        if found.first > 0 or after >= len(tokens):
            return False
        return tokens[after].text in ("(", "—", "–", "--", "-") and tokens[found.first].deprel not in ("nsubj",)

    def _read_known_person(self, head: int, found: Found, person: Person, first: int, last: int) -> Phrase:
        front = find_front_title(self.sentence, found.first, self.context.knowledge)
        facts = self._facts_of_person(person, front)
        identity = Identity(facts, MentionKind.NAME, fold(person.name))
        return Phrase(
            min(first, front.first) if front and front.first >= first - 1 else first,
            last,
            head,
            (identity,),
            definite=True,
            full_name=True,
            titled=front,
            absorbed=self._name_tokens(head, found.first, found.last, front),
        )

    def _facts_of_person(self, person: Person, front: FrontTitle | None) -> Facts:
        key = fold(front.title.title) if front and not front.former else None
        facts = facts_of_person(person, self.context.knowledge, day=self.context.day, title=key)
        if facts.sector is None and front is not None:
            titled = self._facts_of_front(front)
            return replace(
                facts, sector=titled.sector, other_sectors=titled.other_sectors, role=titled.role or facts.role
            )
        return facts

    def _read_unknown_name(self, head: int, name_at: int) -> Phrase | None:
        first, last = self._name_span(name_at)
        tokens = self.sentence.tokens
        front = find_front_title(self.sentence, first, self.context.knowledge)
        words = [word for word in (fold_word(token.text) for token in tokens[first:last]) if word]
        if not words:
            return None
        noun = None if front and name_at != head else self._noun_of_name(head, name_at, last)
        if noun is not None:
            return self._read_noun(head, noun, name=(first, last))
        if len(words) == 1 and words[0] in _COMPASS:
            return self._read_compass(head, words[0])
        kind = self._kind_of_name(first, last, front, words)
        if kind is None:
            return None
        span = self._span(head, first, last)
        absorbed = self._name_tokens(head, first, last, front)
        person = self._find_person(words, front) if kind is Kind.PERSON else None
        if person is not None:
            facts = self._facts_of_person(person, front)
            identity = Identity(facts, MentionKind.NAME, " ".join(words))
        else:
            facts = Facts(kind, name=self._text(Found(first, last, ())), gender=self._gender(words, front))
            facts = self._with_front(facts, front) if kind is Kind.PERSON else facts
            body = self._body_of_name(head) if kind is Kind.PERSON and facts.sector is None else None
            if body is not None:
                facts = combine(facts, body, takes_body=True)
            identity = Identity(facts, MentionKind.NAME, " ".join(words))
        return Phrase(
            *span,
            head,
            (identity,),
            definite=True,
            full_name=len(words) > 1,
            surname=words[-1] if len(words) == 1 else None,
            titled=front,
            absorbed=absorbed,
        )

    def _read_compass(self, head: int, word: str) -> Phrase | None:
        """ "The North" is North Korea where the article is about both Koreas; elsewhere it is nobody."""
        code = {"north": "PRK", "south": "KOR"}.get(word)
        countries = self.context.countries
        if code is None or not (countries.get("PRK") and countries.get("KOR")) or is_locative(self.sentence, head):
            return None
        country = self.context.knowledge.countries[code]
        facts = Facts(Kind.COUNTRY, name=country.name, country=code, sector="GOV")
        return Phrase(*self._span(head), head, (Identity(facts, MentionKind.NAME, word),), definite=True)

    def _name_span(self, name_at: int) -> tuple[int, int]:
        """The tokens of a name that no table knows: what the model marked, or the run of proper nouns."""
        tokens = self.sentence.tokens
        for name in self.sentence.names:
            if name.first <= name_at < name.last and not any(
                token in self.found and token != name_at for token in range(name.first, name.last)
            ):
                return self._without_title(name.first, name.last, name_at)
        first, last = name_at, name_at + 1
        while first > 0 and self._continues(first - 1, name_at):
            first -= 1
        while last < len(tokens) and self._continues(last, name_at):
            last += 1
        return self._without_title(first, last, name_at)

    def _continues(self, index: int, name_at: int) -> bool:
        token = self.sentence.tokens[index]
        if index in self.found and not all(isinstance(one.entry, Person) for one in self.found[index].named):
            return False
        if token.text in _HYPHENS and 0 < index < len(self.sentence.tokens) - 1:
            return token.head == name_at or token.head in self._flat(name_at)
        return token.upos == "PROPN" and base_relation(token.deprel) in ("flat", "compound") and token.head == name_at

    def _without_title(self, first: int, last: int, name_at: int) -> tuple[int, int]:
        """A run of capitalised words without the title at its beginning: "Foreign Minister Roe" is named Roe."""
        titles = self.context.knowledge.titles
        words = [fold_word(token.text) for token in self.sentence.tokens[first:last]]
        for count in range(len(words) - 1, 0, -1):
            if first + count <= name_at and " ".join(filter(None, words[:count])) in titles:
                return first + count, last
        return first, last

    def _noun_of_name(self, head: int, name_at: int, last: int) -> NounPhrase | None:
        """The noun of the tables in a name such as "Interior Ministry" or "Riverside Farmers' Union"."""
        if self._is_marked_person(name_at):
            return None
        phrase = find_noun_phrase(self.sentence, name_at if name_at != head else head, self.context.knowledge)
        if phrase is None or phrase.agent is None and phrase.title is None:
            return None
        return phrase if phrase.last >= min(last, name_at + 1) else None

    def _is_marked_person(self, index: int) -> bool:
        return any(name.kind is NameKind.PERSON and name.first <= index < name.last for name in self.sentence.names)

    def _kind_of_name(self, first: int, last: int, front: FrontTitle | None, words: list[str]) -> Kind | None:
        marked = next((name.kind for name in self.sentence.names if name.first < last and first < name.last), None)
        if first == last - 1 and words[0] in _DATES:
            return None
        if front is not None or marked is NameKind.PERSON or words[0] in self.context.knowledge.given_names:
            return Kind.PERSON
        if marked is NameKind.ORGANISATION:
            return Kind.ORGANISATION
        if words[-1] in self.context.knowledge.surnames and last - first == 1:
            return Kind.PERSON
        if marked is not None or not _DATES.isdisjoint(words):
            return None
        has_flat = bool(self._flat(first)) or any(token.deprel == "flat" for token in self.sentence.tokens[first:last])
        if has_flat and last - first in (2, 3):
            return Kind.PERSON
        if self.sentence.names or not self._is_participant(first, last):
            return None
        return Kind.ORGANISATION

    def _is_participant(self, first: int, last: int) -> bool:
        """For a text whose names nobody has marked: whether a proper noun stands as subject or object."""
        relations = {base_relation(token.deprel) for token in self.sentence.tokens[first:last]}
        return not relations.isdisjoint(("nsubj", "obj", "iobj"))

    def _find_person(self, words: list[str], front: FrontTitle | None) -> Person | None:
        country = None
        if front is not None:
            country = front.title.country or next(
                (body.country for body in self._bodies_in_front(front) if body.country), None
            )
        if len(words) == 1 or " ".join(words) in self.context.knowledge.surnames:
            surname = " ".join(words)
            return find_surname(surname, self.context, country=country, titled=front is not None)
        given = words[0]
        return find_surname(words[-1], self.context, given=given, country=country)

    def _gender(self, words: list[str], front: FrontTitle | None) -> str | None:
        by_title = gender_of_words(front.words) if front else None
        return by_title or gender_of_name(
            " ".join((*words, "x")) if len(words) == 1 else " ".join(words), self.context.knowledge
        )

    def _name_tokens(self, head: int, first: int, last: int, front: FrontTitle | None) -> frozenset[int]:
        begin = front.first if front else first
        return frozenset(range(min(begin, first), last)) | {head}

    def _with_front(self, facts: Facts, front: FrontTitle | None) -> Facts:
        if front is None:
            return facts
        titled = self._facts_of_front(front)
        return replace(
            facts,
            country=facts.country or titled.country,
            sector=titled.sector,
            other_sectors=titled.other_sectors,
            role=titled.role,
            gender=facts.gender or titled.gender,
        )

    def _facts_of_front(self, front: FrontTitle) -> Facts:
        """What the title in front of a name says, with the bodies that stand before it or inside it."""
        facts = facts_of_title(front.title)
        for body in self._bodies_in_front(front):
            facts = combine(facts, body, takes_body=front.title.takes_body)
        return make_former(facts) if front.former else facts

    def _bodies_in_front(self, front: FrontTitle) -> list[Facts]:
        """Countries and organisations between the beginning of the phrase and the name, the nearest first."""
        bodies: list[Facts] = []
        position = front.last - 1
        tokens = self.sentence.tokens
        while position >= 0:
            token = tokens[position]
            if position < front.first and position not in self.found and not _is_in_front(token):
                break
            found = self.found.get(position)
            if found is not None:
                body = self._body(found.first)
                if body is not None:
                    bodies.append(body)
                position = found.first - 1
                continue
            if position < front.first and token.upos in ("NOUN", "PROPN") and (body := self._noun_body(position)):
                bodies.append(body)
            position -= 1
        return bodies

    def _noun_body(self, index: int) -> Facts | None:
        """ "foreign ministry" in "foreign ministry spokesman Roe": a body that a noun of the tables names."""
        noun = find_noun_phrase(self.sentence, index, self.context.knowledge)
        if noun is None or noun.agent is None:
            return None
        return facts_of_agent(noun.agent, plural=False, phrase=noun.words)

    def _body_of_name(self, head: int) -> Facts | None:
        """The organisation in "Jane Roe of Human Rights Watch"."""
        for child in iter_children(self.sentence, head, "nmod"):
            if find_preposition(self.sentence, child.index) in ("of", "from", "at", "with"):
                body = self._body(child.index)
                if body is not None and (body.kind is Kind.ORGANISATION or body.sector):
                    return body
        return None

    # Nouns.

    def _read_noun(
        self, head: int, noun: NounPhrase | None = None, *, name: tuple[int, int] | None = None
    ) -> Phrase | None:
        knowledge = self.context.knowledge
        token = self.sentence.tokens[head]
        if noun is None:
            noun = find_noun_phrase(self.sentence, head, knowledge)
        if noun is None or (lemma_of(token) in knowledge.junk and noun.last - noun.first == 1):
            return None
        if (
            name is None
            and noun.agent is None
            and noun.last - noun.first == 1
            and token.upos == "NOUN"
            and noun.title is None
        ):
            return None
        plural = self._is_plural(head)
        if noun.agent is not None:
            facts = facts_of_agent(noun.agent, plural=plural, phrase=noun.words)
            takes_body = noun.agent.takes_body
        else:
            assert noun.title is not None
            facts = facts_of_title(noun.title)
            facts = replace(facts, kind=Kind.PLURAL if plural else facts.kind)
            takes_body = noun.title.takes_body
        first, last = self._span(head, noun.first, noun.last)
        everyone = self._with_bodies(facts, head, noun, takes_body=takes_body)
        if noun.agent is not None and noun.agent.needs_body and not self._has_body(head):
            return None
        if is_former(self.sentence, noun.first):
            everyone = tuple(make_former(one) for one in everyone)
        kind = MentionKind.NOMINAL
        if name is not None and name[1] - name[0] > 1 and token.upos == "PROPN":
            first, last = min(first, name[0]), max(last, name[1])
            if name[0] < noun.first:
                text = self._text(Found(name[0], max(name[1], noun.last), ()))
                everyone = tuple(replace(one, name=text) for one in everyone)
                kind = MentionKind.NAME
        return Phrase(
            first,
            last,
            head,
            tuple(Identity(one, kind, noun.words) for one in everyone),
            definite=self._is_definite(head),
            plural=plural,
            count=self._count(head),
            absorbed=frozenset(index for index in range(noun.first, noun.last) if index not in self.found) | {head},
        )

    def _with_bodies(self, facts: Facts, head: int, noun: NounPhrase, *, takes_body: bool) -> tuple[Facts, ...]:
        """The facts of a noun once for each of its coordinated countries."""
        several: tuple[Facts, ...] = ()
        for group in iter_bodies(self.sentence, head, self._body):
            countries = tuple(one for one in group if one.country)
            if len(countries) > 1 and facts.country is None and not several:
                several = countries
                continue
            for body in group:
                facts = combine(facts, body, takes_body=takes_body and facts.role is not None)
                if takes_body and body.sector and body.kind is not Kind.COUNTRY:
                    takes_body = False
                break
        return tuple(combine(facts, body, takes_body=takes_body) for body in several) or (facts,)

    def _has_body(self, head: int) -> bool:
        """Whether a noun such as "head" or "wing" comes with the body that it is a part of, and no person's."""
        bodies = (one for group in iter_bodies(self.sentence, head, self._body) for one in group)
        is_part = self.sentence.tokens[head].lemma.lower() in _BODY_PARTS
        return any(one.kind is not Kind.PERSON or not is_part for one in bodies)

    def _first_body(self, head: int) -> Facts | None:
        return next((group[0] for group in iter_bodies(self.sentence, head, self._body)), None)

    def _body(self, index: int) -> Facts | None:
        """What a modifier stands for as the body of a noun: a name, an owner, or a noun of the tables."""
        owner = self._owners.get(index)
        if owner is not None:
            return owner
        found = self.found.get(index)
        if found is not None:
            named = choose_named(found, self.context, self.sentence)
            if named is None:
                return None
            return facts_of_named(named, self.context.knowledge, day=self.context.day, acting=False)
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN"):
            return None
        if self.relation(index) in _NO_HEAD:
            if self._is_surname(token):
                person = find_surname(fold_word(token.text), self.context)
                if person is not None:
                    return facts_of_person(person, self.context.knowledge, day=self.context.day)
            return self._noun_body(index) or self._unknown_body(index)
        inner = self.phrase(index)
        return inner.identities[0].facts if inner and inner.identities else None

    def _is_surname(self, token: Token) -> bool:
        word = fold_word(token.text)
        return token.upos == "PROPN" and word in self.context.knowledge.surnames and word not in _DATES

    def _unknown_body(self, index: int) -> Facts | None:
        """An organisation that no table knows: what its officials are stays open."""
        for name in self.sentence.names:
            if name.kind is NameKind.ORGANISATION and name.first <= index < name.last:
                return Facts(Kind.ORGANISATION, name=self._text(Found(name.first, name.last, ())))
        return None

    def modifier(self, index: int) -> Phrase | None:
        """A noun or name that modifies another noun and denotes somebody: "rebel" in "rebel attack"."""
        found = self.found.get(index)
        if found is not None:
            return self._read_modifying_name(index, found)
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN") or token.deprel == "amod":
            return None
        if self._is_surname(token):
            person = find_surname(fold_word(token.text), self.context)
            if person is not None:
                facts = facts_of_person(person, self.context.knowledge, day=self.context.day)
                identity = Identity(facts, MentionKind.ADJECTIVE, fold(person.name))
                return Phrase(index, index + 1, index, (identity,), definite=True, full_name=True)
        phrase = self._read_noun(index)
        if phrase is None:
            return None
        identities = tuple(replace(one, kind=MentionKind.ADJECTIVE) for one in phrase.identities)
        return replace(phrase, identities=identities, last=index + 1)

    def _read_modifying_name(self, index: int, found: Found) -> Phrase | None:
        if index != found.first:
            return None
        named = choose_named(found, self.context, self.sentence)
        if named is None:
            return None
        facts = facts_of_named(named, self.context.knowledge, day=self.context.day, acting=False)
        if facts.kind is Kind.PLACE or (facts.country is None and facts.sector is None):
            return None
        if facts.kind is Kind.PLURAL:
            facts = replace(facts, sector=None)
        words = " ".join(fold_word(token.text) for token in self.sentence.tokens[found.first : found.last])
        identity = Identity(facts, MentionKind.ADJECTIVE, words)
        return Phrase(found.first, found.last, found.last - 1, (identity,), definite=True)

    # Words of a phrase.

    def _span(self, head: int, *more: int) -> tuple[int, int]:
        """First token and end of a phrase: the head with the modifiers that stand next to it."""
        inside = {head}
        stack = [head]
        while stack:
            for child in iter_children(self.sentence, stack.pop()):
                if child.deprel in _TIGHT or base_relation(child.deprel) in _TIGHT or child.text in _POSSESSIVE:
                    inside.add(child.index)
                    stack.append(child.index)
        if more:
            inside.update(range(min(more), max(more)))
        tokens = self.sentence.tokens
        low, high = (min(head, *more), max(head + 1, *more)) if more else (head, head + 1)
        while low > 0 and (low - 1 in inside or (tokens[low - 1].text in _HYPHENS and low - 2 in inside)):
            low -= 1
        start = min(head, *more) if more else head
        while low < start and (tokens[low].text in _POSSESSIVE or (low and tokens[low - 1].text in _HYPHENS)):
            # "backed" of "US-backed rebels", whose other half belongs to something else.
            low += 1
        while high < len(tokens) and (
            self._follows(high, inside) or (tokens[high].text in _HYPHENS and high + 1 in inside)
        ):
            high += 1
        return low, high

    def _follows(self, index: int, inside: set[int]) -> bool:
        token = self.sentence.tokens[index]
        return index in inside and (token.deprel in ("flat", "goeswith", "compound") or token.text in _POSSESSIVE)

    def _text(self, found: Found) -> str:
        tokens = self.sentence.tokens
        return _join(tokens[found.first : found.last])

    def _is_plural(self, head: int) -> bool:
        token = self.sentence.tokens[head]
        return token.morph.number == "Plur" or (token.lemma.lower() in _ALWAYS_PLURAL)

    def _count(self, head: int) -> int | None:
        for child in iter_children(self.sentence, head, "nummod", "det", "amod"):
            if child.deprel == "nummod" or child.text.lower() == "both":
                return 2 if child.text.lower() in ("both", "two", "2") else 0
        return None

    def _is_definite(self, head: int) -> bool:
        for child in iter_children(self.sentence, head, "det", "nmod:poss"):
            if child.deprel == "nmod:poss" or child.text.lower() in _DEFINITE:
                return True
        return False


_ALWAYS_PLURAL = frozenset("police people troops authorities military-no personnel".split()) - {"military-no"}


def _is_in_front(token: Token) -> bool:
    """Whether a word may stand between a country and the title of a person."""
    return token.upos in ("ADJ", "NOUN", "PROPN", "DET", "ADP") or token.text in (*_POSSESSIVE, *_HYPHENS)


def _join(tokens: tuple[Token, ...]) -> str:
    """The tokens as one string, with the white space that the text has between them."""
    parts: list[str] = []
    for number, token in enumerate(tokens):
        if number and token.start > tokens[number - 1].end:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


__all__ = ["Found", "Identity", "Phrase", "SentenceReading", "find_names"]
