"""The actors of one article: names and nouns tied to whom they mean again.

A chain is one actor. Names join by what they name, a bare surname joins the full name; "the minister" joins the last
actor whom the noun fits, or the office holder whom the tables know.
"""

from __future__ import annotations

from msgspec.structs import replace

from diurna.knowledge import fold
from diurna.language.tree import base_relation
from diurna.records import Sentence
from diurna.who.chain import Chain, fill, final_chain, weigh
from diurna.who.context import Context
from diurna.who.described import PAIRS, STATES, fits_noun, fits_pair
from diurna.who.facts import Facts, Kind, facts_of_person
from diurna.who.focus import NOWHERE, Focus, is_at_home, is_foreign
from diurna.who.mention import MentionKind
from diurna.who.phrase import Identity, Phrase

_WINDOW = 4
"""Sentences back in which a pronoun or a bare noun looks for its actor."""
_LONG_WINDOW = 15
"""Sentences back in which "the president" looks for a president."""


class Chains:
    """All actors of one article, in the order of their first mention."""

    def __init__(self, context: Context, focus: Focus = NOWHERE) -> None:
        self.context = context
        self.focus = focus
        self.chains: list[Chain] = []
        self._by_key: dict[tuple[str, str], Chain] = {}
        self.speaker: Chain | None = None
        """Who spoke last."""
        self._people: dict[str, Chain] = {}
        """By folded last name."""

    def link(self, identity: Identity, phrase: Phrase, sentence: Sentence) -> tuple[Chain, ...]:
        """The chain of one actor of a phrase; several for "both sides"."""
        chains = self._find(identity, phrase, sentence) or (self._open(identity, phrase),)
        for chain in chains:
            self._learn(chain, identity, phrase)
        return chains

    def place(self, identity: Identity, phrase: Phrase, sentence: Sentence) -> Identity:
        """The actor with the country of the article, where neither its words nor an earlier mention give one."""
        facts = identity.facts
        if not is_at_home(facts, identity.words, self.context.knowledge) or is_foreign(identity, phrase, sentence):
            return identity
        if any(chain.facts.country for chain in self._find(identity, phrase, sentence)):
            return identity
        country = self.focus.country_at(sentence.index, facts.sector or "")
        return replace(identity, facts=replace(facts, country=country)) if country else identity

    def _find(self, identity: Identity, phrase: Phrase, sentence: Sentence) -> tuple[Chain, ...]:
        if identity.kind is MentionKind.NOMINAL:
            return self._find_described(identity, phrase, sentence)
        return self._find_named(identity, phrase)

    def see(self, chain: Chain, sentence: Sentence, head: int, kind: MentionKind, *, quoted: bool = False) -> None:
        """Note that an actor was mentioned here."""
        token = sentence.tokens[head]
        if not quoted and base_relation(token.deprel) == "nsubj" and token.head >= 0:
            verb = sentence.tokens[token.head].lemma.lower()
            known = self.context.knowledge.reporting_verbs.get(verb)
            if known is not None and known.kind == "say":
                self.speaker = chain
        chain.quoted = quoted
        chain.last_plural = kind is not MentionKind.PRONOUN and token.morph.number == "Plur"
        weight = weigh(sentence, sentence.tokens[head], kind)
        chain.weight = chain.salience(sentence.index) + weight if chain.sentence >= 0 else weight
        chain.last_weight = weight
        chain.heads = [*chain.heads, head] if chain.sentence == sentence.index else [head]
        chain.sentence = sentence.index
        chain.token = head

    def join_set(self, chains: tuple[Chain, ...], sentence: Sentence, head: int) -> None:
        """Remember that actors were named together, so that "they" can mean them all."""
        unique = tuple({id(chain): chain for chain in chains}.values())
        if len(unique) < 2:
            return
        group = self._new(Facts(Kind.PLURAL), plural=True)
        group.members = unique
        self.see(group, sentence, head, MentionKind.NAME)

    def merge(self, main: Chain, other: Chain) -> None:
        """Two mentions turned out to be one actor ("the minister, Jane Roe"): `main` takes what `other` knows."""
        if main is other:
            return
        main.facts = fill(main.facts, other.facts, described=True)
        main.words |= other.words
        other.merged = main
        self._by_key.update({key: main for key, chain in self._by_key.items() if chain is other})
        self._people.update({key: main for key, chain in self._people.items() if chain is other})

    def _new(self, facts: Facts, *, plural: bool) -> Chain:
        chain = Chain(len(self.chains), facts, plural)
        self.chains.append(chain)
        return chain

    def _open(self, identity: Identity, phrase: Phrase) -> Chain:
        chain = self._new(identity.facts, plural=phrase.plural)
        chain.is_named = identity.kind is MentionKind.NAME
        self._by_key.setdefault(_key_of(identity), chain)
        return chain

    def _learn(self, chain: Chain, identity: Identity, phrase: Phrase) -> None:
        if _is_of_another(chain, identity):
            # "Katie Porter" of the tables tells nothing of the farmer John Porter, who is called Porter here.
            return
        if identity.kind is not MentionKind.ADJECTIVE and not (phrase.plural and not chain.plural):
            chain.facts = fill(chain.facts, identity.facts)
        if identity.kind is MentionKind.NAME:
            chain.is_named = True
        chain.words.add(identity.words)
        if identity.facts.role:
            chain.words.add(fold(identity.facts.role))
        if identity.facts.kind is Kind.PERSON and identity.facts.name and identity.kind is not MentionKind.NOMINAL:
            for surname in _last_names(identity, self.context):
                self._people[surname] = chain

    def _find_named(self, identity: Identity, phrase: Phrase) -> tuple[Chain, ...]:
        facts = identity.facts
        chain = self._by_key.get(_key_of(identity))
        if chain is not None:
            return (final_chain(chain),)
        if facts.kind is Kind.PERSON:
            last = phrase.surname or fold(facts.name or "").rpartition(" ")[2]
            earlier = self._people.get(last)
            if earlier is not None and self._may_be(final_chain(earlier), facts, full_name=phrase.full_name):
                return (final_chain(earlier),)
        elif phrase.surname and (earlier := self._people.get(phrase.surname)) is not None:
            return (final_chain(earlier),)
        return ()

    def _may_be(self, chain: Chain, facts: Facts, *, full_name: bool) -> bool:
        if full_name and chain.facts.name and " " in chain.facts.name:
            # "Raul Castro" is not Fidel; "Sergei Lavrov" may be Sergey.
            return fold(chain.facts.name)[:2] == fold(facts.name or "")[:2]
        return not (chain.facts.gender and facts.gender and chain.facts.gender != facts.gender)

    def _find_described(self, identity: Identity, phrase: Phrase, sentence: Sentence) -> tuple[Chain, ...]:
        """The actor that a noun with "the" means: by its words, by its office, or the last one whom it fits."""
        facts, words = identity.facts, identity.words
        noun = words.rpartition(" ")[2]
        if phrase.plural and noun in PAIRS and (phrase.count == 2 or (phrase.definite and noun == "side")):
            pair = self._last_pair(noun, sentence)
            if pair:
                return pair
        if not phrase.definite and (not phrase.plural or phrase.count):
            return self._holder(identity, phrase) if facts.country and _is_office(identity) else ()
        earlier = self._by_key.get(_key_of(identity))
        if earlier is not None and not phrase.plural and facts.country:
            return (final_chain(earlier),)
        holder = self._holder(identity, phrase)
        if holder:
            return holder
        if phrase.definite and not phrase.plural:
            fitting = [
                chain
                for chain in self.near(sentence, _LONG_WINDOW)
                if fits_noun(chain, words, facts, bare=_is_bare(phrase, words))
                and (chain.facts.kind is Kind.PERSON or sentence.index - chain.sentence <= _WINDOW)
            ]
            alone = [chain for chain in fitting if not self._is_one_of_many(chain, sentence)]
            if noun in STATES and not alone and (own := self._own_country()):
                return (own,)
            if fitting:
                return (max(alone or fitting, key=lambda chain: chain.salience(sentence.index)),)
        if earlier is not None and phrase.plural == earlier.plural:
            return (final_chain(earlier),)
        if phrase.definite:
            same = [
                chain
                for chain in self.near(sentence)
                if words in chain.words
                and chain.plural == phrase.plural
                and (not facts.country or not chain.facts.country or facts.country == chain.facts.country)
            ]
            if same:
                return (max(same, key=lambda chain: chain.salience(sentence.index)),)
        return ()

    def _is_one_of_many(self, chain: Chain, sentence: Sentence) -> bool:
        """Whether an actor was last named in a row of more than two: "Chile, Peru and Bolivia"."""
        return any(len(group.members) > 2 and chain in group.members for group in self.near(sentence, 1))

    def _own_country(self) -> Chain | None:
        """The country in which the article plays."""
        known = self.context.knowledge.countries.get(self.focus.country or "")
        if known is None:
            return None
        key = "country", f"{known.code} {known.name}"
        if key not in self._by_key:
            self._by_key[key] = self._new(Facts(Kind.COUNTRY, known.name, known.code, "GOV"), plural=False)
        return final_chain(self._by_key[key])

    def _holder(self, identity: Identity, phrase: Phrase) -> tuple[Chain, ...]:
        """The person who holds "the Russian presidency" on the day of the article, where the tables know one."""
        facts, day = identity.facts, self.context.day
        if phrase.plural or not facts.country or not _is_office(identity) or not day:
            return ()
        if facts.role and facts.role.startswith("former "):
            return ()
        holders = self.context.knowledge.holders.get((facts.country, identity.words), ())
        serving = {
            holder.person.id: holder.person
            for holder in holders
            if holder.office.sure
            and holder.office.sector == facts.sector
            and (holder.office.start or "") <= day
            and (holder.office.end is None or day <= holder.office.end)
        }
        if len(serving) != 1:
            return ()
        person = next(iter(serving.values()))
        chain = self._by_key.get(("id", person.id))
        if chain is None:
            chain = self._new(facts_of_person(person, self.context.knowledge, day=day), plural=False)
            chain.is_named = True
            self._by_key["id", person.id] = chain
            self._people[fold(person.name).rpartition(" ")[2]] = chain
        return (final_chain(chain),)

    def near(self, sentence: Sentence, window: int = _WINDOW) -> list[Chain]:
        """Actors mentioned in the last sentences, in the order in which they came up."""
        return [
            chain
            for chain in self.chains
            if chain.merged is None and chain.sentence >= 0 and sentence.index - chain.sentence <= window
        ]

    def _last_pair(self, noun: str, sentence: Sentence) -> tuple[Chain, ...]:
        """The two actors of "both sides" or "the two ministers": named together a short while ago, or the last two."""
        for group in reversed(self.near(sentence)):
            if len(group.members) == 2 and all(fits_pair(one, noun) for one in group.members):
                return tuple(final_chain(one) for one in group.members)
        fitting = [chain for chain in self.near(sentence) if not chain.members and fits_pair(chain, noun)]
        fitting = [chain for chain in fitting if sentence.index - chain.sentence <= 1 and chain.weight > 0.3]
        return tuple(fitting) if len(fitting) == 2 else ()


def _key_of(identity: Identity) -> tuple[str, str]:
    facts = identity.facts
    if identity.kind is MentionKind.NOMINAL:
        return f"noun {identity.words}", facts.country or ""
    if facts.known_id:
        return "id", facts.known_id
    if facts.kind is Kind.COUNTRY and facts.country:
        return "country", f"{facts.country} {facts.name}"
    return "name", fold(facts.name or identity.words)


def _last_names(identity: Identity, context: Context) -> tuple[str, ...]:
    name = fold(identity.facts.name or "")
    person = context.knowledge.persons.get(identity.facts.known_id or "")
    found = [name.rpartition(" ")[2]]
    if person is not None:
        words = name.split()
        found += [
            surname for surname in (words[0], words[-1], " ".join(words[-2:])) if surname in context.knowledge.surnames
        ]
    return tuple(dict.fromkeys(found))


def _is_of_another(chain: Chain, identity: Identity) -> bool:
    """Whether a bare family name brought a known person to the chain of somebody with another full name."""
    facts, known = identity.facts, chain.facts
    if identity.kind is not MentionKind.NAME or facts.kind is not Kind.PERSON or not (facts.name and known.name):
        return False
    return facts.known_id is not None and facts.known_id != known.known_id and " " in known.name


def _is_bare(phrase: Phrase, words: str) -> bool:
    """Whether a phrase is a noun of the tables with no more than a determiner."""
    return phrase.last - phrase.first <= words.count(" ") + 2


def _is_office(identity: Identity) -> bool:
    return identity.facts.kind is Kind.PERSON and identity.facts.role is not None
