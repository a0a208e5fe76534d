"""Reading the noun phrases of one sentence, each once: which tokens head one, and whom it denotes.

Everything that can be told from the sentence is told here. What needs the rest of the article ("the minister", "he", a
bare surname) is left to `chains`, which gets the noun, its number and whether it is definite.
"""

from __future__ import annotations

from msgspec.structs import replace

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import NameKind, Sentence, Token
from diurna.who.context import Context, choose_named, find_surname
from diurna.who.facts import Facts, Kind, facts_of_named, facts_of_person, is_collective
from diurna.who.known import goes_on, read_found, read_modifying_name
from diurna.who.mention import MentionKind
from diurna.who.nouns import read_noun, read_noun_body
from diurna.who.phrase import DATES, HYPHENS, Identity, Phrase
from diurna.who.spans import find_span, text_of
from diurna.who.titles import find_noun_phrase, noun_of
from diurna.who.unknown import read_unknown_name
from diurna.who.words import Found, fold_word

_MODIFIER = frozenset("compound amod flat fixed goeswith det nummod nmod:desc".split())
_NO_HEAD = _MODIFIER | frozenset("case cc punct mark aux cop advmod discourse dep reparandum".split())
_QUANTITIES = frozenset(
    "thousand hundred dozen score million number majority minority group crowd handful couple pair string some many "
    "most several all none half quarter third ten part bulk rest lot wave column mob".split()
)


class SentenceReading:
    """The phrases of one sentence. See `phrase.Reading` for what the parts of the reading use of it."""

    def __init__(self, sentence: Sentence, found: list[Found], context: Context) -> None:
        self.sentence = sentence
        self.context = context
        self.found: dict[int, Found] = {token: one for one in found for token in range(one.first, one.last)}
        self._owners: dict[int, Facts] = {}
        self._being_read: set[int] = set()
        self._phrases: dict[int, Phrase | None] = {}

    def set_owner(self, token: int, facts: Facts) -> None:
        """Tell what a possessive stands for ("its", "the group's"), before the phrase that it belongs to is read."""
        self._owners[token] = facts
        self._phrases.pop(self.sentence.tokens[token].head, None)

    def is_head(self, index: int) -> bool:
        """Whether a token is the head of a noun phrase of its own."""
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN") and index not in self.found and token.lemma.lower() not in _QUANTITIES:
            return False
        found = self.found.get(index)
        if found is not None and found.first <= token.head < found.last:
            # "America" in "the United States of America" heads nothing of its own.
            return False
        return self.relation(index) not in _NO_HEAD and not self._is_hyphened(index)

    def is_modifier(self, index: int) -> bool:
        """Whether a token modifies a noun: "Russian", also in "Syrian and Russian jets"."""
        return self.relation(index) in ("amod", "compound") or self._is_hyphened(index)

    def relation(self, index: int) -> str:
        """The relation of a token, through coordination: "jets" is an object in "shelled tanks and jets"."""
        token = self.sentence.tokens[index]
        while token.deprel == "conj" and token.head >= 0:
            token = self.sentence.tokens[token.head]
        return token.deprel if token.deprel in _NO_HEAD else base_relation(token.deprel)

    def phrase(self, index: int) -> Phrase | None:
        """The phrase headed by a token, or None where it denotes no actor."""
        if index in self._phrases:
            return self._phrases[index]
        if index in self._being_read:
            return None
        self._being_read.add(index)
        phrase = self._read(index)
        self._being_read.discard(index)
        self._phrases[index] = phrase
        return phrase

    def body(self, index: int) -> Facts | None:
        """What a modifier stands for as the body of a noun: an owner, a name, or a noun of the tables."""
        owner = self._owners.get(index)
        if owner is not None:
            return owner
        found, context = self.found.get(index), self.context
        if found is not None:
            named = choose_named(found, context, self.sentence)
            return facts_of_named(named, context.knowledge, day=context.day, acting=False) if named else None
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN"):
            return None
        if self.relation(index) in _NO_HEAD:
            return self._person_at(token) or read_noun_body(self, index) or self._unknown_body(index)
        inner = self.phrase(index)
        return inner.identities[0].facts if inner and inner.identities else None

    def modifier(self, index: int) -> Phrase | None:
        """A noun or name that modifies another noun and denotes somebody: "rebel" in "rebel attack"."""
        found = self.found.get(index)
        if found is not None:
            return read_modifying_name(self, index, found)
        token = self.sentence.tokens[index]
        if token.upos not in ("NOUN", "PROPN") or token.deprel == "amod":
            return None
        facts = self._person_at(token)
        if facts is not None:
            identity = Identity(facts, MentionKind.ADJECTIVE, fold_word(token.text))
            return Phrase(index, index + 1, index, (identity,), definite=True, full_name=True)
        phrase = read_noun(self, index)
        if phrase is None:
            return None
        identities = tuple(replace(one, kind=MentionKind.ADJECTIVE) for one in phrase.identities)
        return replace(phrase, identities=identities, last=index + 1)

    def _read(self, head: int) -> Phrase | None:
        token = self.sentence.tokens[head]
        if token.lemma.lower() in _QUANTITIES and (counted := self._read_quantity(head)):
            return counted
        name_at = self._find_name(head)
        if name_at is not None:
            found = self.found.get(name_at)
            if found is not None and not goes_on(self, found, name_at):
                phrase = read_found(self, head, found)
            else:
                phrase = read_unknown_name(self, head, name_at)
            if phrase is not None:
                return phrase
        if head in self.found or token.upos not in ("NOUN", "PROPN"):
            return None
        return read_noun(self, head)

    def _read_quantity(self, head: int) -> Phrase | None:
        """ "Thousands of protesters" are protesters."""
        for child in iter_children(self.sentence, head, "nmod"):
            if find_preposition(self.sentence, child.index) == "of" and child.index > head:
                inner = self.phrase(child.index)
                if inner is not None:
                    first, _ = find_span(self.sentence, head)
                    absorbed = inner.absorbed | {child.index}
                    return replace(inner, first=first, head=head, plural=True, absorbed=absorbed)
        return None

    def _find_name(self, head: int) -> int | None:
        """The token at which the phrase's name stands: the head, or the name after a title ("Minister Roe")."""
        tokens = self.sentence.tokens
        for child in iter_children(self.sentence, head, "flat", "appos", "nmod", "compound"):
            if child.index <= head or child.upos != "PROPN" or child.deprel == "nmod:poss":
                continue
            if any(tokens[between].text in (",", "(", ":", "-") for between in range(head + 1, child.index)):
                continue
            if find_child(self.sentence, child.index, "case", "cc") is None and self._is_title(head):
                return child.index
        return head if head in self.found or tokens[head].upos == "PROPN" else None

    def _is_title(self, head: int) -> bool:
        """Whether a noun says what a person is, so that the name may follow."""
        if head in self.found:
            return False
        noun = find_noun_phrase(self.sentence, head, self.context.knowledge)
        return noun is not None and not is_collective(noun_of(noun.words))

    def _person_at(self, token: Token) -> Facts | None:
        """The office holder in "Trump supporters"."""
        word = fold_word(token.text)
        if token.upos != "PROPN" or word not in self.context.knowledge.surnames or word in DATES:
            return None
        person = find_surname(word, self.context)
        return facts_of_person(person, self.context.knowledge, day=self.context.day) if person else None

    def _unknown_body(self, index: int) -> Facts | None:
        """An organisation that no table knows: what its officials are stays open."""
        for name in self.sentence.names:
            if name.kind is NameKind.ORGANISATION and name.first <= index < name.last:
                return Facts(Kind.ORGANISATION, name=text_of(self.sentence, name.first, name.last))
        return None

    def _is_hyphened(self, index: int) -> bool:
        """ "US" in "US-backed": a modifier, whatever the tree says."""
        tokens = self.sentence.tokens
        found = self.found.get(index)
        after = found.last if found else index + 1
        return (
            after + 1 < len(tokens)
            and tokens[after].text in HYPHENS
            and tokens[after].start == tokens[after - 1].end
            and tokens[after + 1].start == tokens[after].end
            and tokens[after + 1].upos in ("VERB", "ADJ")
        )
