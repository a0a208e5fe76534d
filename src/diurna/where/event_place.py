"""Where did an event happen? One of the places that its sentence names, or the dateline, and by which rule.

The rules go from near to far: a phrase of place at the act itself ("met in Geneva"), the place that it is done to
("shelled Idlib"), a phrase at its object ("a hospital in Idlib"), at the clause that governs it ("In Kabul a bomb went
off, killing ten"), elsewhere in the sentence, and last the dateline. A government that goes by its capital ("Moscow
condemned") is an actor and no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from diurna.language.tree import base_relation, find_preposition, iter_ancestors, iter_children
from diurna.records import Place, PlacePrecision, Sentence, Token
from diurna.where.find import PlaceMention
from diurna.where.rows import load_table
from diurna.where.vocabulary import GROUNDS, PAPERS

_AT = frozenset("in at near outside inside across around off along throughout within through beyond opposite".split())
# "on the outskirts of Tripoli" is where, "sanctions on Iran" is whom: these need a word between, or something with a
# surface.
_ON = frozenset("on over above under between atop".split())
_SURFACES = frozenset(
    "ISL ISLS MT MTS PEN STM SEA OCN LK GULF STRT BAY CNL BDRY ST SQR BDG PLAT VLC PASS CMPRF SHOL".split()
)
_INSIDE = frozenset({"of", "in", "inside", "within", "at", "on"})
_NAMING = frozenset({"appos", "compound", "flat", "amod", "dep"})
_TOWARDS = frozenset("to into toward towards onto for".split())
_AWAY = frozenset({"from", "out of", "out"})
_FINENESS = {
    PlacePrecision.POINT: 0,
    PlacePrecision.CITY: 1,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.REGION: 4,
    PlacePrecision.COUNTRY: 5,
}
_DONE_TO = frozenset({None, "of", "on", "to", "against"})
_WIDE = _FINENESS[PlacePrecision.REGION]
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_SCENES = frozenset({"obj", "nsubj:pass", "nsubj"})
_WITH_ITS_GOVERNOR = frozenset({"xcomp", "advcl", "acl", "conj", "parataxis"})


class EventPlace(Struct, frozen=True):
    """Where an event happened. `by` names the rule that found it; "none" says that no rule did."""

    place: Place | None
    by: str
    mention: PlaceMention | None


_NOWHERE = EventPlace(None, "none", None)


def place_event(sentence: Sentence, trigger: int, *, places: Sequence[PlaceMention]) -> EventPlace:
    """The place of the event that token `trigger` tells, from the mentions of the article (`find_places`).

    `by` is "locative", "goal", "origin", "object", "participant", "clause", "sentence", "dateline" or "none".
    """
    here = {mention.head: mention for mention in places if mention.sentence == sentence.index and mention.place}
    search = _Search(sentence, here)
    for by, mention in search.iter_answers(trigger):
        if mention is not None:
            return EventPlace(mention.place, by, mention)
    dateline = next((mention for mention in places if mention.dateline and mention.place), None)
    return _NOWHERE if dateline is None else EventPlace(dateline.place, "dateline", dateline)


class _Search(Struct, frozen=True):
    """The mentions of one sentence by their head token, and the questions asked of its tree."""

    sentence: Sentence
    here: dict[int, PlaceMention]

    def iter_answers(self, trigger: int) -> Iterator[tuple[str, PlaceMention | None]]:
        """Rule by rule, nearest first."""
        if not self.here:
            return
        token = self.sentence.tokens[trigger]
        role = load_acts().get((token.lemma.lower(), "VERB" if token.upos == "VERB" else "NOUN"))
        yield "locative", self.find_phrase(trigger, _AT)
        if role == "goal":
            yield "goal", self.find_phrase(trigger, _TOWARDS) or self.find_object(trigger)
        if role == "origin":
            yield "origin", self.find_origin(trigger) or self.find_object(trigger)
        if role == "object":
            yield "object", self.find_object(trigger)
        yield "participant", self.find_at_participants(trigger)
        yield "clause", self.find_in_clauses(trigger)
        if role is None:
            yield "goal", self.find_phrase(trigger, frozenset({"into", "onto", "toward", "towards"}))
        yield "origin", self.find_phrase(trigger, _AWAY) if role == "goal" else None
        yield "sentence", self.find_elsewhere(trigger)

    def find_phrase(self, head: int, prepositions: frozenset[str]) -> PlaceMention | None:
        """The place in a phrase that hangs on a word and begins with one of these prepositions."""
        found = [
            mention
            for child in iter_children(self.sentence, head, "obl", "nmod", "advmod")
            if self._introduces(child.index, prepositions)
            for mention in self.collect_in(child.index)
        ]
        return _finest(found)

    def _introduces(self, child: int, prepositions: frozenset[str]) -> bool:
        preposition = find_preposition(self.sentence, child)
        if preposition not in _ON or prepositions is not _AT:
            return preposition in prepositions
        mention = self.here.get(child)
        return mention is None or mention.place is None or mention.place.feature in _SURFACES

    def collect_in(self, head: int) -> list[PlaceMention]:
        """The places of one phrase: "in Raqqa", "in the Syrian city of Raqqa", "on the outskirts of Aleppo".

        What it is near counts only if it has no name itself: "a village near Damascus", but "Douma, near Damascus".
        """
        found = [mention for mention in self.here.values() if mention.first <= head < mention.last]
        beside: list[PlaceMention] = []
        for child in self.sentence.children[head]:
            relation = base_relation(self.sentence.tokens[child].deprel)
            if relation in _NAMING:
                found.extend(mention for mention in self.collect_in(child) if self._lends_ground(head, mention))
            elif relation in {"nmod", "obl"}:
                preposition = find_preposition(self.sentence, child)
                if preposition is None or preposition in _INSIDE:
                    found.extend(self.collect_in(child))
                elif preposition in _AT or preposition in _ON:
                    beside.extend(self.collect_in(child))
        return found if any(mention.kind == "name" for mention in found) else found + beside

    def _lends_ground(self, head: int, mention: PlaceMention) -> bool:
        """Whether a name before a noun says where that is: "Syrian soil" does, "the Paris accord" does not."""
        lemma = self.sentence.tokens[head].lemma.lower()
        if lemma in PAPERS:
            return False
        if head in self.here or mention.place is None or _FINENESS[mention.place.precision] < _WIDE:
            return True
        return lemma in GROUNDS

    def find_origin(self, trigger: int) -> PlaceMention | None:
        """The place that is left: "withdrew from Kherson", "recalled its ambassador from Ankara"."""
        heads = [trigger, *(child.index for child in iter_children(self.sentence, trigger, "obj"))]
        return _finest([mention for head in heads if (mention := self.find_phrase(head, _AWAY)) is not None])

    def find_object(self, trigger: int) -> PlaceMention | None:
        """The place that is acted upon: "annexed Crimea", "the annexation of Crimea", "the Kabul attack"."""
        token = self.sentence.tokens[trigger]
        if token.upos == "VERB":
            objects = [child for child in iter_children(self.sentence, trigger) if child.deprel in _OBJECTS]
            return _finest([mention for child in objects for mention in self._collect_names(child.index)])
        parts = [
            child
            for child in iter_children(self.sentence, trigger, "nmod", "compound")
            if child.deprel != "nmod:poss" and find_preposition(self.sentence, child.index) in _DONE_TO
        ]
        return _finest([mention for child in parts for mention in self._collect_names(child.index)])

    def _collect_names(self, head: int) -> list[PlaceMention]:
        return [mention for mention in self.collect_in(head) if mention.kind == "name"]

    def find_at_participants(self, trigger: int) -> PlaceMention | None:
        """The place of an object or a subject: "killed ten people in Kabul", "air raids on Douma have killed ten"."""
        for relations in (("obj", "nsubj:pass", "iobj"), ("obl:agent",), ("nsubj",), ("nmod",)):
            for child in iter_children(self.sentence, trigger, *relations):
                if child.deprel not in relations:
                    continue
                found = self.find_phrase(child.index, _AT)
                if found is None and child.upos == "NOUN" and child.deprel in _SCENES:
                    found = self._find_acted_on(child)
                if found is not None:
                    return found
        return None

    def find_in_clauses(self, trigger: int) -> PlaceMention | None:
        """The place of a clause that shares the scene of the act.

        It may stand above ("In Kabul a bomb went off, killing ten") or beside it ("Speaking in Geneva, he condemned").
        """
        below = trigger
        for governor in iter_ancestors(self.sentence, trigger):
            relation = base_relation(self.sentence.tokens[below].deprel)
            if relation not in _WITH_ITS_GOVERNOR and not _is_noun(self.sentence.tokens[below]):
                break
            found = self.find_phrase(governor.index, _AT) or self._find_acted_on(governor)
            if found is not None:
                return found
            below = governor.index
        for child in iter_children(self.sentence, trigger, "advcl", "conj", "xcomp"):
            if find_mark(self.sentence, child.index) in {None, "while", "during", "as", "after", "when"}:
                found = self.find_phrase(child.index, _AT)
                if found is not None:
                    return found
        return None

    def _find_acted_on(self, governor: Token) -> PlaceMention | None:
        role = load_acts().get((governor.lemma.lower(), "VERB" if governor.upos == "VERB" else "NOUN"))
        if role == "goal":
            return self.find_phrase(governor.index, _TOWARDS) or self.find_object(governor.index)
        return self.find_object(governor.index) if role == "object" else None

    def find_elsewhere(self, trigger: int) -> PlaceMention | None:
        """The only phrase of place of the sentence, wherever it hangs, if no other clause owns it."""
        phrases = [
            mention
            for mention in self.here.values()
            if mention.kind == "name" and self._introduces(mention.head, _AT)
            if not self._is_in_other_clause(mention.head, trigger)
        ]
        return _finest(phrases)

    def _is_in_other_clause(self, index: int, trigger: int) -> bool:
        """Whether the place belongs to a clause that is told within another: what he said is not where he said it."""
        clauses = {token.index for token in iter_ancestors(self.sentence, trigger)} | {trigger}
        for token in (self.sentence.tokens[index], *iter_ancestors(self.sentence, index)):
            if token.index in clauses:
                return token.index != trigger and self._is_told(trigger, token.index)
            if base_relation(token.deprel) in {"ccomp", "acl", "advcl"}:
                return True
        return False

    def _is_told(self, trigger: int, above: int) -> bool:
        """Whether the act stands in a clause that the word above it says, thinks or wants."""
        for token in (self.sentence.tokens[trigger], *iter_ancestors(self.sentence, trigger)):
            if token.index == above:
                return False
            if base_relation(token.deprel) == "ccomp":
                return True
        return False


def _is_noun(token: Token) -> bool:
    return token.upos in {"NOUN", "PROPN"} and base_relation(token.deprel) in {
        "obj",
        "nsubj",
        "obl",
        "nmod",
        "compound",
    }


def find_mark(sentence: Sentence, index: int) -> str | None:
    """The conjunction that introduces a clause, as a lemma: "after"."""
    return next((child.lemma.lower() for child in iter_children(sentence, index, "mark")), None)


def _finest(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The most exact of several, names before adjectives, the first of equals."""
    return min(mentions, key=_fineness, default=None)


def _fineness(mention: PlaceMention) -> tuple[bool, int]:
    return mention.kind == "adjective", 9 if mention.place is None else _FINENESS[mention.place.precision]


@cache
def load_acts() -> dict[tuple[str, str], str]:
    """(lemma, VERB or NOUN) -> how the act lies to the place beside it: "object", "goal" or "origin"."""
    return {
        (row.text("lemma"), row.one_of("upos", "VERB", "NOUN")): row.one_of("role", "object", "goal", "origin")
        for row in load_table("acts")
    }
