"""Who is meant again: names, nouns and pronouns of one article tied to the same actor.

A chain is one actor of the article. Names join by what they name; "the minister" joins the last actor whom the noun
fits; pronouns take the most prominent actor that agrees in number and gender. Prominence halves with each sentence and
is greater for subjects. First and second persons point at nobody here: who "I" is, is the business of `said`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from diurna.knowledge import fold
from diurna.language.tree import base_relation
from diurna.records import Sentence, Token
from diurna.who.context import Context
from diurna.who.facts import Facts, Kind, facts_of_person
from diurna.who.mention import MentionKind
from diurna.who.phrases import Identity, Phrase

_WINDOW = 4
"""Sentences back in which a pronoun or a bare noun looks for its actor."""
_LONG_WINDOW = 15
"""Sentences back in which "the president" looks for a president."""
_FADE = 0.5
_WEIGHTS = {
    "nsubj": 1.0,
    "csubj": 0.8,
    "obj": 0.6,
    "iobj": 0.6,
    "obl": 0.45,
    "nmod": 0.3,
    "appos": 0.4,
    "root": 0.8,
    "vocative": 0.3,
}
_BODIES_OF: dict[str, frozenset[str]] = {
    "group": frozenset("REB PRM UAF SOC CVL CRM REL OPP PTY JRN MED REF".split()),
    "organisation": frozenset("REB PRM SOC REL MED JRN EDU LAB".split()),
    "organization": frozenset("REB PRM SOC REL MED JRN EDU LAB".split()),
    "movement": frozenset("REB CVL SOC OPP PTY REL".split()),
    "militia": frozenset(("PRM", "REB")),
    "militant group": frozenset(("REB",)),
    "rebel group": frozenset(("REB",)),
    "company": frozenset(("BUS",)),
    "firm": frozenset(("BUS",)),
    "party": frozenset(("PTY", "OPP")),
    "agency": frozenset("GOV JRN SPY COP MED REF".split()),
    "news agency": frozenset(("JRN",)),
    "newspaper": frozenset(("JRN",)),
    "broadcaster": frozenset(("JRN",)),
    "ministry": frozenset(("GOV", "MIL")),
    "department": frozenset(("GOV", "MIL")),
    "court": frozenset(("JUD",)),
    "tribunal": frozenset(("JUD",)),
    "parliament": frozenset(("LEG",)),
    "assembly": frozenset(("LEG",)),
    "union": frozenset(("LAB",)),
    "army": frozenset(("MIL",)),
    "military": frozenset(("MIL",)),
    "charity": frozenset(("SOC", "MED")),
    "watchdog": frozenset(("SOC", "JRN")),
    "rights group": frozenset(("SOC",)),
    "university": frozenset(("EDU",)),
    "bank": frozenset(("BUS", "GOV")),
}
_INTERNATIONAL = frozenset(("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"))
_UNIONS = {
    "coalition": frozenset(("IGO",)),
    "bloc": frozenset(("EUR", "IGO")),
    "alliance": frozenset(("IGO",)),
    "organisation": _INTERNATIONAL,
    "organization": _INTERNATIONAL,
    "group": _INTERNATIONAL,
    "agency": _INTERNATIONAL,
    "body": _INTERNATIONAL,
    "union": frozenset(("EUR",)),
    "court": frozenset(("IGO", "UNO", "EUR")),
}
_STATES = frozenset("country nation state kingdom republic".split())
_PAIRS = frozenset(
    "side country nation state leader president minister man woman party neighbour neighbor ally".split()
)


@dataclass(slots=True)
class Chain:
    """One actor of the article, as it is known so far."""

    number: int
    facts: Facts
    plural: bool = False
    words: set[str] = field(default_factory=set)
    sentence: int = -1
    token: int = -1
    weight: float = 0.0
    members: tuple[Chain, ...] = ()
    is_named: bool = False
    merged: Chain | None = None
    quoted: bool = False
    """Whether the last mention stands inside quotation marks."""

    def salience(self, sentence: int) -> float:
        """How prominent the actor is, seen from a sentence."""
        return self.weight * float(_FADE ** (sentence - self.sentence))


def weigh(sentence: Sentence, token: Token, kind: MentionKind) -> float:
    """What one mention adds to the prominence of its actor."""
    if kind is MentionKind.ADJECTIVE:
        return 0.1
    seen = token
    while seen.deprel == "conj" and seen.head >= 0:
        seen = sentence.tokens[seen.head]
    weight = _WEIGHTS.get(base_relation(seen.deprel), 0.3)
    if weight == 1.0 and seen.head >= 0 and sentence.tokens[seen.head].head < 0:
        weight = 1.3
    return weight + (0.1 if kind is MentionKind.NAME else 0.0)


class Chains:
    """All actors of one article, in the order of their first mention."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.chains: list[Chain] = []
        self._by_key: dict[tuple[str, str], Chain] = {}
        self.speaker: Chain | None = None
        """Who spoke last."""
        self._people: dict[str, Chain] = {}
        """By folded last name."""

    # Phrases.

    def link(self, identity: Identity, phrase: Phrase, sentence: Sentence) -> tuple[Chain, ...]:
        """The chain of one actor of a phrase; several for "both sides"."""
        if identity.kind is MentionKind.NOMINAL:
            found = self._find_described(identity, phrase, sentence)
        else:
            found = self._find_named(identity, phrase)
        chains = found or (self._open(identity, phrase),)
        for chain in chains:
            self._learn(chain, identity, phrase)
        return chains

    def see(self, chain: Chain, sentence: Sentence, head: int, kind: MentionKind, *, quoted: bool = False) -> None:
        """Note that an actor was mentioned here."""
        token = sentence.tokens[head]
        if not quoted and base_relation(token.deprel) == "nsubj" and token.head >= 0:
            verb = sentence.tokens[token.head].lemma.lower()
            known = self.context.knowledge.reporting_verbs.get(verb)
            if known is not None and known.kind == "say":
                self.speaker = chain
        chain.quoted = quoted
        weight = weigh(sentence, sentence.tokens[head], kind)
        chain.weight = chain.salience(sentence.index) + weight if chain.sentence >= 0 else weight
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
        main.facts = fill(main.facts, other.facts)
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
            return (_final(chain),)
        if facts.kind is Kind.PERSON:
            last = phrase.surname or fold(facts.name or "").rpartition(" ")[2]
            earlier = self._people.get(last)
            if earlier is not None and self._may_be(_final(earlier), facts, full_name=phrase.full_name):
                return (_final(earlier),)
        elif phrase.surname and (earlier := self._people.get(phrase.surname)) is not None:
            return (_final(earlier),)
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
        if phrase.plural and noun in _PAIRS and (phrase.count == 2 or (phrase.definite and noun == "side")):
            pair = self._last_pair(noun, sentence)
            if pair:
                return pair
        if not phrase.definite and (not phrase.plural or phrase.count):
            return self._holder(identity, phrase) if facts.country and _is_office(identity) else ()
        earlier = self._by_key.get(_key_of(identity))
        if earlier is not None and not phrase.plural and facts.country:
            return (_final(earlier),)
        holder = self._holder(identity, phrase)
        if holder:
            return holder
        if phrase.definite and not phrase.plural:
            fitting = [
                chain
                for chain in self._near(sentence, _LONG_WINDOW)
                if _fits_noun(chain, words, facts)
                and (chain.facts.kind is Kind.PERSON or sentence.index - chain.sentence <= _WINDOW)
            ]
            if fitting:
                return (max(fitting, key=lambda chain: chain.salience(sentence.index)),)
        if earlier is not None and phrase.plural == earlier.plural:
            return (_final(earlier),)
        if phrase.definite:
            same = [
                chain
                for chain in self._near(sentence)
                if words in chain.words
                and chain.plural == phrase.plural
                and (not facts.country or not chain.facts.country or facts.country == chain.facts.country)
            ]
            if same:
                return (max(same, key=lambda chain: chain.salience(sentence.index)),)
        return ()

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
        return (_final(chain),)

    def _near(self, sentence: Sentence, window: int = _WINDOW) -> list[Chain]:
        return [
            chain
            for chain in self.chains
            if chain.merged is None and chain.sentence >= 0 and sentence.index - chain.sentence <= window
        ]

    def _beside(self, token: Token, sentence: Sentence, wanted: str) -> Chain | None:
        """The owner in "the ministry and its officials": the noun that the possessed one is coordinated with."""
        if token.deprel != "nmod:poss" or token.head < 0:
            return None
        owned = sentence.tokens[token.head]
        if owned.deprel != "conj":
            return None
        for chain in self._near(sentence):
            if chain.sentence == sentence.index and chain.token == owned.head and _agrees(chain, wanted):
                return chain
        return None

    def _last_pair(self, noun: str, sentence: Sentence) -> tuple[Chain, ...]:
        """The two actors of "both sides" or "the two ministers": named together a short while ago, or the last two."""
        for group in reversed(self._near(sentence)):
            if len(group.members) == 2 and all(_fits_pair(one, noun) for one in group.members):
                return tuple(_final(one) for one in group.members)
        fitting = [chain for chain in self._near(sentence) if not chain.members and _fits_pair(chain, noun)]
        fitting = [chain for chain in fitting if sentence.index - chain.sentence <= 1 and chain.weight > 0.3]
        return tuple(fitting) if len(fitting) == 2 else ()

    # Pronouns.

    def resolve(self, token: Token, sentence: Sentence, *, quoted: bool = False) -> tuple[Chain, ...]:
        """Whom a personal or possessive pronoun of the third person means; nobody where that is not clear.

        Inside a direct quotation the speaker is "I", never "he", and "they" is whom the quotation itself names.
        """
        word = token.lemma.lower() if token.lemma.lower() in _PRONOUNS else token.text.lower()
        wanted = _PRONOUNS.get(word) or _PRONOUNS.get(token.text.lower())
        if wanted is None or token.deprel == "expl":
            return ()
        barred = _co_arguments(sentence, token)
        beside = self._beside(token, sentence, wanted)
        if beside is not None:
            return (beside,)
        near = [
            chain
            for chain in self._near(sentence)
            if not (chain.sentence == sentence.index and chain.token in barred)
            and not (quoted and chain is self.speaker)
            and not (quoted and wanted == "many" and not chain.quoted)
            and not any(one.sentence == sentence.index and one.token in barred for one in chain.members)
        ]
        best = max(
            (chain for chain in near if _agrees(chain, wanted)),
            key=lambda chain: (chain.salience(sentence.index) * _liking(chain, wanted), chain.token),
            default=None,
        )
        if best is None or best.salience(sentence.index) * _liking(best, wanted) < _LEAST[wanted]:
            return ()
        if wanted in ("male", "female") and best.facts.kind is Kind.PERSON and best.facts.gender is None:
            best.facts = replace(best.facts, gender=wanted)
        return tuple(_final(one) for one in best.members) or (best,)


_PRONOUNS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "it": "thing",
    "its": "thing",
    "they": "many",
    "them": "many",
    "their": "many",
    "theirs": "many",
}
_LEAST = {"male": 0.05, "female": 0.05, "thing": 0.35, "many": 0.2}


def fill(facts: Facts, other: Facts) -> Facts:
    """Facts with the gaps filled from other facts of the same actor."""
    takes_sector = facts.sector is None and other.sector is not None
    if facts.kind in (Kind.ORGANISATION, Kind.COUNTRY) and facts.name and other.name is None:
        # "The group" says nothing new of a body that is known by name.
        return replace(facts, country=facts.country or other.country)
    keeps_person = facts.kind is Kind.PERSON or other.kind is not Kind.PERSON
    return Facts(
        kind=facts.kind if keeps_person else Kind.PERSON,
        name=facts.name or other.name,
        country=facts.country or other.country,
        sector=other.sector if takes_sector else facts.sector,
        other_sectors=other.other_sectors if takes_sector else facts.other_sectors,
        role=facts.role or other.role,
        known_id=facts.known_id or other.known_id,
        gender=facts.gender or other.gender,
        place=facts.place,
    )


def _final(chain: Chain) -> Chain:
    while chain.merged is not None:
        chain = chain.merged
    return chain


def _key_of(identity: Identity) -> tuple[str, str]:
    facts = identity.facts
    if identity.kind is MentionKind.NOMINAL:
        return f"noun {identity.words}", facts.country or ""
    if facts.known_id:
        return "id", facts.known_id
    if facts.kind is Kind.COUNTRY and facts.country:
        return "country", f"{facts.country} {facts.sector if facts.sector != 'GOV' else ''}".strip()
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


def _is_office(identity: Identity) -> bool:
    return identity.facts.kind is Kind.PERSON and identity.facts.role is not None


def _fits_noun(chain: Chain, words: str, facts: Facts) -> bool:
    """Whether "the minister", "the group" or "the country" can mean an earlier actor."""
    if chain.plural or chain.members:
        return False
    known = chain.facts
    if facts.country and known.country and facts.country != known.country:
        return False
    noun = words.rpartition(" ")[2]
    if known.kind is Kind.COUNTRY:
        return noun in _STATES and known.sector is not None
    if noun in _STATES:
        return False
    if known.kind is Kind.PERSON:
        if facts.kind is not Kind.PERSON:
            return False
        if facts.gender and known.gender and facts.gender != known.gender:
            return False
        return any(
            role == words or role.endswith(f" {words}") or role.rpartition(" ")[2] == words for role in chain.words
        )
    if known.kind is Kind.ORGANISATION and facts.kind is Kind.ORGANISATION:
        if words in chain.words or any(role.endswith(f" {words}") for role in chain.words):
            return True
        if facts.country:
            # "Its spy agency" is not the government that owns it.
            return False
        if known.country in _UNIONS.get(noun, ()):
            return True
        return known.sector in _BODIES_OF.get(words, ()) or known.sector in _BODIES_OF.get(noun, ())
    return False


def _fits_pair(chain: Chain, noun: str) -> bool:
    if chain.plural and noun not in ("side", "party"):
        return False
    known = chain.facts
    if noun in ("side", "party"):
        return known.kind is not Kind.PLACE
    if noun in ("country", "nation", "state", "neighbour", "neighbor", "ally"):
        return known.kind is Kind.COUNTRY
    if known.kind is not Kind.PERSON:
        return False
    if noun in ("man", "woman"):
        return known.gender in (None, "male" if noun == "man" else "female")
    return noun == "leader" or any(role.rpartition(" ")[2] == noun for role in chain.words)


def _agrees(chain: Chain, wanted: str) -> bool:
    facts = chain.facts
    if wanted == "many":
        return chain.plural or facts.kind is Kind.PLURAL or (facts.kind is Kind.ORGANISATION and not chain.members)
    if chain.plural or chain.members or facts.kind is Kind.PLURAL:
        return False
    if wanted == "thing":
        return facts.kind in (Kind.ORGANISATION, Kind.COUNTRY)
    return facts.kind is Kind.PERSON and facts.gender in (None, wanted)


def _liking(chain: Chain, wanted: str) -> float:
    """How well an actor that agrees suits the pronoun."""
    if wanted == "many":
        return 1.0 if chain.plural or chain.members else 0.5
    if wanted == "thing":
        return 1.0
    return (1.0 if chain.facts.gender else 0.8) * (1.0 if chain.is_named else 0.9)


def _co_arguments(sentence: Sentence, token: Token) -> frozenset[int]:
    """The other arguments of the pronoun's verb, which the pronoun cannot mean: "Roe told him"."""
    if token.head < 0 or token.deprel == "nmod:poss":
        return frozenset()
    verb = token.head
    relation = base_relation(token.deprel)
    if relation not in ("obj", "iobj", "obl", "nmod"):
        return frozenset()
    if relation == "nmod":
        verb = sentence.tokens[verb].head
        if verb < 0:
            return frozenset()
    barred = {child for child in sentence.children[verb] if child != token.index}
    subjects = {child for child in barred if base_relation(sentence.tokens[child].deprel) == "nsubj"}
    # A verb without a subject of its own has the subject of the verb above it: "wants to meet him".
    above = sentence.tokens[verb]
    if not subjects and base_relation(above.deprel) in ("xcomp", "conj", "advcl") and above.head >= 0:
        barred |= set(sentence.children[above.head])
    return frozenset(barred)


__all__ = ["Chain", "Chains", "fill", "weigh"]
