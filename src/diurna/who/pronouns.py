"""Whom "he", "its" and "they" mean: the most prominent actor that agrees in number and gender.

First and second persons point at nobody here: who "I" is, is the business of `said`.
"""

from __future__ import annotations

from msgspec.structs import replace

from diurna.language.tree import base_relation
from diurna.records import Sentence, Token
from diurna.who.chain import Chain, final_chain
from diurna.who.chains import Chains
from diurna.who.facts import Kind

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
_MODIFIER_WEIGHT = 0.15
"""Who has only been a modifier ("a rebel attack") is no "he"."""
_LEAST = {"male": 0.05, "female": 0.05, "thing": 0.35, "many": 0.2}


def resolve_pronoun(chains: Chains, token: Token, sentence: Sentence, *, quoted: bool = False) -> tuple[Chain, ...]:
    """Whom a personal or possessive pronoun of the third person means; nobody where that is not clear.

    Inside a direct quotation the speaker is "I", never "he", and "they" is whom the quotation itself names.
    """
    word = token.lemma.lower() if token.lemma.lower() in _PRONOUNS else token.text.lower()
    wanted = _PRONOUNS.get(word) or _PRONOUNS.get(token.text.lower())
    if wanted is None or token.deprel == "expl":
        return ()
    barred = _co_arguments(sentence, token)
    beside = _find_beside(chains, token, sentence, wanted)
    if beside is not None:
        return (beside,)
    near = [
        chain
        for chain in chains.near(sentence)
        if chain.weight > _MODIFIER_WEIGHT
        and not (chain.sentence == sentence.index and chain.token in barred)
        and not (quoted and chain is chains.speaker)
        and not (quoted and wanted == "many" and not chain.quoted)
        and not any(one.sentence == sentence.index and one.token in barred for one in chain.members)
    ]
    best = max(
        (chain for chain in near if _agrees(chain, wanted) and _may_be_it(chain, token, sentence)),
        key=lambda chain: (_suit(chain, wanted, sentence), chain.token),
        default=None,
    )
    if best is None or _suit(best, wanted, sentence) < _LEAST[wanted]:
        return ()
    if wanted in ("male", "female") and best.facts.kind is Kind.PERSON and best.facts.gender is None:
        best.facts = replace(best.facts, gender=wanted)
    return tuple(final_chain(one) for one in best.members) or (best,)


def _find_beside(chains: Chains, token: Token, sentence: Sentence, wanted: str) -> Chain | None:
    """The owner in "the ministry and its officials": the noun that the possessed one is coordinated with."""
    if token.deprel != "nmod:poss" or token.head < 0:
        return None
    owned = sentence.tokens[token.head]
    if owned.deprel != "conj":
        return None
    for chain in chains.near(sentence):
        if chain.sentence == sentence.index and owned.head in chain.heads and _agrees(chain, wanted):
            return chain
    return None


def _agrees(chain: Chain, wanted: str) -> bool:
    facts = chain.facts
    if wanted == "many":
        return chain.plural or facts.kind is Kind.PLURAL or (facts.kind is Kind.ORGANISATION and not chain.members)
    if chain.plural or chain.members or chain.last_plural or facts.kind is Kind.PLURAL:
        return False
    if wanted == "thing":
        return facts.kind in (Kind.ORGANISATION, Kind.COUNTRY)
    return facts.kind is Kind.PERSON and facts.gender in (None, wanted)


_SEEMING = frozenset("seem appear happen turn take remain matter rain snow".split())


def _may_be_it(chain: Chain, token: Token, sentence: Sentence) -> bool:
    """Whether "it" can mean an actor here: only a subject nearby, and not "it seems" or "it is clear that"."""
    if token.text.lower() != "it":
        return True
    verb = sentence.tokens[token.head] if token.head >= 0 else None
    if verb is not None and (verb.lemma.lower() in _SEEMING or verb.upos in ("ADJ", "NOUN", "ADV")):
        return False
    return chain.last_weight >= 0.9 and sentence.index - chain.sentence <= 1


_SAME_SENTENCE = 1.4
"""How much more a subject of the pronoun's own sentence suits it: "A man told me about his uncle"."""


def _suit(chain: Chain, wanted: str, sentence: Sentence) -> float:
    """How well an actor suits a pronoun here: prominent, of the right kind, and best the subject nearby."""
    is_near = chain.sentence == sentence.index and chain.last_weight >= 0.9
    return chain.salience(sentence.index) * _liking(chain, wanted) * (_SAME_SENTENCE if is_near else 1.0)


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
