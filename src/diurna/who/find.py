"""From a Parse to every mention of an actor: names, nouns, pronouns and modifiers, each with the actor behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diurna.knowledge import Knowledge
from diurna.language.tree import base_relation, iter_ancestors
from diurna.records import Actor, Parse, Sentence, Span, Token
from diurna.who.chain import Chain, final_chain
from diurna.who.chains import Chains
from diurna.who.context import Context, read_context
from diurna.who.facts import Facts, Kind
from diurna.who.focus import Focus, find_focus
from diurna.who.mention import ActorMention, MentionKind
from diurna.who.phrase import Phrase
from diurna.who.pronouns import resolve_pronoun
from diurna.who.reading import SentenceReading
from diurna.who.words import find_family_names, find_names

_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_PLURAL = frozenset(("they", "them", "their", "theirs"))
_FIRST_PERSON = frozenset("i we you me us my our your mine ours yours myself ourselves yourself yourselves".split())


def find_actors(
    parse: Parse, *, knowledge: Knowledge, published: date | None, home: str | None = None
) -> tuple[ActorMention, ...]:
    """Every mention of an actor in reading order.

    Offices are those held on `published`. A country or capital that acts is its government; "in Moscow" is a place and
    no mention. "The police" are those of the country in which the article plays, or of the publisher's country `home`
    where it names none. Whom neither the text nor the tables know comes back with its words and empty fields.
    """
    family_names = find_family_names(parse)
    found = [find_names(sentence, knowledge, family_names) for sentence in parse.sentences]
    context = read_context(found, knowledge, published=published)
    finder = _Finder(parse, context, find_focus(parse.sentences, found, home=home))
    for sentence, names in zip(parse.sentences, found, strict=True):
        finder.read(sentence, SentenceReading(sentence, names, context))
    return finder.mentions()


@dataclass(slots=True)
class _Draft:
    """A mention whose actor may still become better known."""

    sentence: int
    first: int
    last: int
    head: int
    kind: MentionKind
    chain: Chain
    facts: Facts | None
    """Facts of this mention alone, where the actor's own would say too much ("Russian" in "Russian attack")."""


class _Finder:
    """Goes through the sentences in order and keeps what is known of the article's actors."""

    def __init__(self, parse: Parse, context: Context, focus: Focus) -> None:
        self.parse = parse
        self.chains = Chains(context, focus)
        self.drafts: list[_Draft] = []
        self._at: dict[tuple[int, int], list[_Draft]] = {}
        self._quoted: frozenset[int] = frozenset()
        self._paragraph = -1
        self._is_open = False
        self._joined: dict[tuple[int, int], int] = {}
        """How many coordinated actors are already kept together at a token."""

    def read(self, sentence: Sentence, reading: SentenceReading) -> None:
        """Find the mentions of one sentence, left to right."""
        taken: set[int] = set()
        self._quoted = self._read_quotes(sentence)
        for token in sentence.tokens:
            if token.upos in ("PRON", "DET") and token.index not in reading.found:
                self._read_pronoun(token, sentence, reading)
            elif token.index in taken:
                continue
            elif reading.is_head(token.index):
                phrase = reading.phrase(token.index)
                if phrase is not None:
                    taken |= phrase.absorbed
                    self._add(phrase, sentence, reading)
            elif reading.is_modifier(token.index):
                phrase = self._read_modifier(token, reading)
                if phrase is not None:
                    self._add(phrase, sentence, reading)
        self._join_coordinated(sentence)

    def _read_quotes(self, sentence: Sentence) -> frozenset[int]:
        """Tokens inside direct quotation marks; a quotation may run over sentences, but not over paragraphs."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._is_open = sentence.paragraph, False
        inside: list[int] = []
        for token in sentence.tokens:
            if token.text in ("“", "``"):
                self._is_open = True
            elif token.text in ("”", "''"):
                self._is_open = False
            elif token.text == '"':
                self._is_open = not self._is_open
            elif self._is_open:
                inside.append(token.index)
        return frozenset(inside)

    def _read_modifier(self, token: Token, reading: SentenceReading) -> Phrase | None:
        """A modifier is a mention unless it is a part of the title or noun that it modifies."""
        found = reading.found.get(token.index)
        if found is None and token.upos not in ("NOUN", "PROPN"):
            return None
        if found is not None and found.first <= token.head < found.last:
            return None
        head = token.head
        while head >= 0 and reading.is_modifier(head):
            head = reading.sentence.tokens[head].head
        outer = reading.phrase(head) if head >= 0 and reading.is_head(head) else None
        if outer is not None and token.index in outer.absorbed and token.index not in reading.found:
            return None
        if outer is not None and token.index in outer.absorbed and head in reading.found:
            return None
        return reading.modifier(token.index)

    def _add(self, phrase: Phrase, sentence: Sentence, reading: SentenceReading) -> None:
        chains: list[Chain] = []
        for known in phrase.identities:
            identity = self.chains.place(known, phrase, sentence)
            own = identity.facts if _keeps_own_facts(identity.kind, identity.facts) else None
            for chain in self.chains.link(identity, phrase, sentence):
                chain = self._join_apposition(chain, identity.kind, phrase, sentence)
                shared = own if chain.facts.kind is identity.facts.kind or own is not None else None
                self._note(sentence, phrase.first, phrase.last, phrase.head, identity.kind, chain, shared)
                chains.append(chain)
        quoted = phrase.head in self._quoted
        for chain in chains:
            self.chains.see(chain, sentence, phrase.head, phrase.identities[0].kind, quoted=quoted)
        if len(chains) == 1 and sentence.tokens[phrase.head].deprel == "nmod:poss":
            reading.set_owner(phrase.head, chains[0].facts)

    def _note(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        head: int,
        kind: MentionKind,
        chain: Chain,
        facts: Facts | None = None,
    ) -> None:
        draft = _Draft(sentence.index, first, last, head, kind, chain, facts)
        self.drafts.append(draft)
        self._at.setdefault((sentence.index, head), []).append(draft)

    def _join_apposition(self, chain: Chain, kind: MentionKind, phrase: Phrase, sentence: Sentence) -> Chain:
        """ "Jane Roe, the Irish ambassador" and "the ambassador, Jane Roe" are one actor."""
        token = sentence.tokens[phrase.head]
        if base_relation(token.deprel) != "appos" or kind is MentionKind.ADJECTIVE:
            return chain
        outer = self._at.get((sentence.index, token.head), [])
        if len(outer) != 1 or len(phrase.identities) != 1:
            return chain
        other = outer[0].chain
        if other.merged is not None or other is chain or other.plural != chain.plural:
            return chain
        if Kind.COUNTRY in (other.facts.kind, chain.facts.kind) or _differ(other.facts, chain.facts):
            return chain
        main, extra = (chain, other) if chain.is_named and not other.is_named else (other, chain)
        self.chains.merge(main, extra)
        return main

    def _read_pronoun(self, token: Token, sentence: Sentence, reading: SentenceReading) -> None:
        word = token.text.lower()
        if word in _FIRST_PERSON:
            return
        if token.morph.pron_type == "Rel" or (word in _RELATIVE and _is_relative(sentence, token)):
            self._read_relative(token, sentence)
            return
        if word in _PLURAL:
            self._join_coordinated(sentence)
        quoted = token.index in self._quoted
        chains = resolve_pronoun(self.chains, token, sentence, quoted=quoted)
        for chain in chains:
            self._note(sentence, token.index, token.index + 1, token.index, MentionKind.PRONOUN, chain)
            self.chains.see(chain, sentence, token.index, MentionKind.PRONOUN, quoted=quoted)
        if len(chains) == 1 and token.deprel == "nmod:poss":
            reading.set_owner(token.index, chains[0].facts)

    def _read_relative(self, token: Token, sentence: Sentence) -> None:
        """ "who" is the actor that its clause describes."""
        for above in iter_ancestors(sentence, token.index):
            if above.deprel == "acl:relcl" and above.head >= 0:
                for draft in self._antecedents(sentence, above.head, token):
                    self._note(
                        sentence,
                        token.index,
                        token.index + 1,
                        token.index,
                        MentionKind.PRONOUN,
                        draft.chain,
                        draft.facts,
                    )
                return

    def _antecedents(self, sentence: Sentence, head: int, pronoun: Token) -> tuple[_Draft, ...]:
        """The mentions that a relative clause at `head` describes; "who" never describes a country or a ministry."""
        drafts = tuple(self._at.get((sentence.index, head), ()))
        if pronoun.text.lower() not in ("who", "whom"):
            return drafts
        near = [head, sentence.tokens[head].head, *sentence.children[head]]
        for index in near:
            persons = tuple(
                draft
                for draft in self._at.get((sentence.index, index), ())
                if draft.chain.facts.kind in (Kind.PERSON, Kind.PLURAL) and draft.head < pronoun.index
            )
            if persons:
                return persons
        return drafts

    def _join_coordinated(self, sentence: Sentence) -> None:
        """Keep "Russia and China" together for a later "they"."""
        if not any(token.deprel == "conj" for token in sentence.tokens):
            return
        groups: dict[int, list[Chain]] = {}
        for token in sentence.tokens:
            drafts = self._at.get((sentence.index, token.index))
            if not drafts or any(draft.kind in (MentionKind.ADJECTIVE, MentionKind.PRONOUN) for draft in drafts):
                continue
            first = token
            while first.deprel == "conj" and first.head >= 0:
                first = sentence.tokens[first.head]
            groups.setdefault(first.index, []).extend(draft.chain for draft in drafts)
        for head, chains in groups.items():
            if len(chains) > 1 and self._joined.get((sentence.index, head)) != len(chains):
                self._joined[sentence.index, head] = len(chains)
                self.chains.join_set(tuple(chains), sentence, head)

    def mentions(self) -> tuple[ActorMention, ...]:
        """All mentions with their actors, as well known as the whole article makes them."""
        numbers: dict[int, int] = {}
        made: list[ActorMention] = []
        for draft in sorted(self.drafts, key=lambda one: (one.sentence, one.first, one.last, one.head)):
            chain = final_chain(draft.chain)
            number = numbers.setdefault(chain.number, len(numbers))
            actor = self._make_actor(draft, draft.facts or chain.facts)
            made.append(ActorMention(draft.sentence, draft.first, draft.last, draft.head, actor, number, draft.kind))
        return tuple(made)

    def _make_actor(self, draft: _Draft, facts: Facts) -> Actor:
        tokens = self.parse.sentences[draft.sentence].tokens
        span = Span(tokens[draft.first].start, tokens[draft.last - 1].end)
        return Actor(
            text=span.of(self.parse.text),
            span=span,
            name=facts.name,
            country=facts.country,
            sector=facts.sector,
            other_sectors=facts.other_sectors,
            role=facts.role,
            known_id=facts.known_id,
        )


def _keeps_own_facts(kind: MentionKind, facts: Facts) -> bool:
    return kind is MentionKind.ADJECTIVE or facts.kind is Kind.COUNTRY


def _differ(facts: Facts, other: Facts) -> bool:
    if facts.country and other.country and facts.country != other.country:
        return True
    return bool(facts.name and other.name and facts.known_id != other.known_id)


def _is_relative(sentence: Sentence, token: Token) -> bool:
    return any(above.deprel == "acl:relcl" for above in iter_ancestors(sentence, token.index))
