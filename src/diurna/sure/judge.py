"""How sure is an act? From the act's own clause outwards: auxiliaries and negation, then each word that it hangs on.

The first thing that is not neutral decides, except that a denial over a claim turns the claim into something denied.
Dates (is it history?) and who made a claim (an official telling of his own deed) are weighed in `event/`.
"""

from __future__ import annotations

from msgspec import Struct

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Certainty, Sentence, Token
from diurna.sure.tables import Effect, SureTable


class Judgement(Struct, frozen=True):
    """The certainty of one act and what decided it."""

    certainty: Certainty
    by: str
    """A table row ("embedding.tsv:12") or the name of a step ("tense", "negation", "auxiliary", "question")."""
    words: tuple[int, ...] = ()
    """The tokens that decided."""
    claimants: tuple[int, ...] = ()
    """Tokens of whoever claims or denies it, where a claim or denial decided."""
    is_content: bool = False
    """Whether the act is only what somebody asks for or makes possible ("urged Cairo to free the blogger")."""


_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "gon"))
_OPEN = frozenset(("may", "might", "could", "can", "should", "must", "would", "ought", "'d", "’d"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "no"))
_CLAUSE_RELATIONS = frozenset(("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"))
_SAYING = frozenset(("say", "tell", "report", "state", "announce", "add", "declare", "write"))
_MAX_STEPS = 12
REFUSAL = "refusal"
"""`Judgement.by` of what somebody "will not" do."""
CONDITION = "condition"
"""`Judgement.by` of what somebody will or would do if something else happens."""


def judge_act(sentence: Sentence, trigger: int, *, words: tuple[int, ...], table: SureTable) -> Judgement:
    """The certainty of the act whose trigger and own words are given."""
    # A noun with a light verb ("will impose sanctions") is as sure as the verb.
    verb = next((word for word in words if word != trigger and sentence.tokens[word].upos == "VERB"), trigger)
    current = verb if sentence.tokens[trigger].upos != "VERB" else trigger
    # The decision to act may lie within the sentence: "plans to impose" hangs the light verb below "plan".
    found = _judge_beside(sentence, trigger, table)
    if found is None and current != trigger:
        found = _judge_beside(sentence, current, table)
    if found is None:
        found = _judge_clause(sentence, current, table)
    outer = _judge_above(sentence, current, table, settled=found is not None)
    if found is not None and outer is not None and outer.certainty is Certainty.DENIED and outer.claimants:
        return outer
    own = table.find(sentence.tokens[trigger].lemma.lower(), "self")
    if own is not None and found is None and outer is None:
        return Judgement(own.certainty, own.where, (trigger,))
    return found or outer or _judge_tense(sentence, current)


def _judge_beside(sentence: Sentence, index: int, table: SureTable) -> Judgement | None:
    """Adverbs and adjectives on the word itself ("allegedly", "planned"), negation, prepositions ("without")."""
    for child in iter_children(sentence, index, "advmod", "amod", "compound", "det", "case", "mark", "cc:preconj"):
        lemma = child.lemma.lower()
        if (child.morph.polarity == "Neg" or lemma in _NEGATIONS) and _negates(child, sentence.tokens[index]):
            will = [aux for aux in iter_children(sentence, index, "aux") if _is_will(aux)]
            if will:
                return Judgement(Certainty.DENIED, REFUSAL, (will[0].index, child.index))
            return Judgement(Certainty.DENIED, "negation", (child.index,))
        if child.deprel == "advmod" and child.upos == "ADV":
            effect = table.find(lemma, "adverb")
        elif child.deprel in ("amod", "compound", "det"):
            effect = table.find(lemma, "adjective") or table.find(child.text.lower(), "adjective")
        elif child.deprel == "mark":
            effect = table.find(lemma, "mark") or table.find(lemma, "preposition")
        else:
            effect = table.find(find_preposition(sentence, index) or "", "preposition")
        if effect is not None:
            return Judgement(effect.certainty, effect.where, (child.index,))
    return None


def _is_will(token: Token) -> bool:
    return token.lemma.lower() in (*_FUTURE, "would") or token.text.lower() in _FUTURE


def _negates(child: Token, token: Token) -> bool:
    if child.deprel == "det":
        return child.lemma.lower() == "no"
    if child.lemma.lower() == "not" and child.index + 1 < token.index and token.upos == "NOUN":
        return False
    return child.deprel == "advmod"


def _judge_clause(sentence: Sentence, index: int, table: SureTable) -> Judgement | None:
    """Auxiliaries, a negated subject or object, a condition, a question."""
    token = sentence.tokens[index]
    if token.upos not in ("VERB", "AUX", "ADJ"):
        return None
    auxiliaries = list(iter_children(sentence, index, "aux"))
    lemmas = [child.lemma.lower() for child in auxiliaries]
    for child in iter_children(sentence, index, "nsubj", "obj"):
        negation = find_child(sentence, child.index, "det")
        negated = negation is not None and negation.lemma.lower() in ("no", "neither")
        if negated or child.lemma.lower() in ("nobody", "none", "nothing"):
            return Judgement(Certainty.DENIED, "negation", (child.index,))
    if sentence.tokens[-1].text == "?" and _reaches_root(sentence, index):
        return Judgement(Certainty.HYPOTHETICAL, "question", (sentence.tokens[-1].index,))
    condition = _find_condition(sentence, index, table)
    for child, lemma in zip(auxiliaries, lemmas, strict=True):
        if lemma in _FUTURE or child.text.lower() in _FUTURE:
            if condition is not None:
                return Judgement(Certainty.HYPOTHETICAL, CONDITION, (condition[1], child.index))
            return Judgement(Certainty.PLANNED, "auxiliary", (child.index,))
        if lemma in _OPEN or child.text.lower() in _OPEN:
            if lemma in ("would", "'d", "’d") and condition is not None and "have" in lemmas:
                # "Had the army not intervened, rebels would have seized the town": they did not.
                return Judgement(Certainty.DENIED, "counterfactual", (condition[1], child.index))
            if lemma in ("would", "'d", "’d") and condition is not None:
                return Judgement(Certainty.HYPOTHETICAL, CONDITION, (condition[1], child.index))
            if lemma in ("would", "'d", "’d") and _is_reported(sentence, index):
                # "said it would withdraw": the past of "will".
                return Judgement(Certainty.PLANNED, "auxiliary", (child.index,))
            if lemma in ("can", "could") and "have" not in lemmas and _is_perception(token):
                continue
            return Judgement(Certainty.HYPOTHETICAL, "auxiliary", (child.index,))
    if condition is not None and token.morph.tense != "Past":
        return Judgement(Certainty.HYPOTHETICAL, condition[0], (condition[1],))
    return _find_be_to(sentence, index)


def _find_be_to(sentence: Sentence, index: int) -> Judgement | None:
    """ "is to meet", "are due to hold": the infinitive is the root, with "be" and "to" below it."""
    below = [child for child in iter_children(sentence, index, "aux", "cop", "mark", "advmod") if child.index < index]
    be = next((child for child in below if child.lemma == "be"), None)
    if be is None:
        return None
    to = next((child for child in below if child.lemma == "to" or child.text.lower() in ("due", "set")), None)
    if to is None or to.index < be.index:
        return None
    return Judgement(Certainty.PLANNED, "auxiliary", (be.index, to.index))


def _find_condition(sentence: Sentence, index: int, table: SureTable) -> tuple[str, int] | None:
    """An "if" clause below the verb."""
    for child in iter_children(sentence, index, "advcl"):
        mark = find_child(sentence, child.index, "mark")
        if mark is not None:
            effect = table.find(mark.lemma.lower(), "mark")
            if effect is not None and mark.lemma.lower() != "whether":
                return effect.where, mark.index
        elif (inverted := _find_inversion(sentence, child.index)) is not None:
            return "inversion", inverted
    return None


def _find_inversion(sentence: Sentence, index: int) -> int | None:
    """ "Should the talks collapse, ...", "had it known": an auxiliary before the subject in place of "if"."""
    subject = find_child(sentence, index, "nsubj")
    auxiliary = find_child(sentence, index, "aux")
    if subject is None or auxiliary is None or auxiliary.lemma.lower() not in ("should", "have", "be"):
        return None
    return auxiliary.index if auxiliary.index < subject.index else None


def _is_reported(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    while token.deprel == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    if token.head >= 0 and token.deprel in ("ccomp", "parataxis", "acl"):
        return True
    return any(child.lemma in _SAYING for child in iter_children(sentence, token.index, "parataxis", "ccomp"))


def _is_perception(token: Token) -> bool:
    return token.lemma in ("see", "hear", "feel", "understand", "believe", "afford")


def _reaches_root(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    while token.deprel == "conj":
        token = sentence.tokens[token.head]
    return token.head < 0


def _judge_above(sentence: Sentence, index: int, table: SureTable, *, settled: bool) -> Judgement | None:
    """The words that the act hangs on, one after the other up to the root."""
    current = sentence.tokens[index]
    for _ in range(_MAX_STEPS):
        if current.head < 0:
            return None
        above = sentence.tokens[current.head]
        kind = _find_kind(sentence, current)
        if kind is None:
            if current.deprel == "nsubj" and current.upos in ("NOUN", "PROPN") and not settled:
                # The act is the subject: "The summit will take place", "Talks have not begun".
                own = _judge_beside(sentence, above.index, table) or _judge_clause(sentence, above.index, table)
                if own is not None and own.by in ("auxiliary", "negation", "question"):
                    return own
                effect = table.find(above.lemma.lower(), "subject")
                if effect is not None:
                    return Judgement(effect.certainty, effect.where, (above.index,))
            if current.upos in ("NOUN", "PROPN") and base_relation(current.deprel) in ("nsubj", "obj", "obl"):
                settled = True
            current = above
            continue
        yet = _find_yet(sentence, above.index) if kind == "to" else None
        if yet is not None and not settled:
            return Judgement(Certainty.DENIED, "negation", (yet, current.index))
        effect = _find_effect(sentence, above, current, kind, table)
        if effect is not None:
            claimants = _find_claimants(sentence, above, effect.claimant)
            if settled and not (effect.certainty is Certainty.DENIED and claimants):
                current = above
                continue
            negated = find_child(sentence, above.index, "advmod")
            if negated is not None and negated.lemma.lower() in _NEGATIONS and effect.certainty in _NEGATABLE:
                return Judgement(Certainty.DENIED, "negation", (negated.index, above.index))
            is_content = effect.claimant == "content"
            return Judgement(effect.certainty, effect.where, (above.index,), claimants, is_content)
        if not settled and kind in ("to", "ing") and current.deprel != "advcl":
            own = _judge_clause(sentence, above.index, table)
            if own is not None:
                return own
        if kind == "to" and current.deprel == "advcl" and not settled:
            return Judgement(Certainty.PLANNED, "purpose", (current.index,))
        settled = settled or kind in ("noun",)
        current = above
    return None


def _find_yet(sentence: Sentence, index: int) -> int | None:
    """The "yet" of "has yet to release them"."""
    if sentence.tokens[index].lemma not in ("have", "be"):
        return None
    return next((child.index for child in iter_children(sentence, index, "advmod") if child.lemma == "yet"), None)


_NEGATABLE = frozenset((Certainty.PLANNED, Certainty.HAPPENED, Certainty.ONGOING))


def _find_kind(sentence: Sentence, current: Token) -> str | None:
    """How a word hangs on the one above: as infinitive, gerund, finite clause or noun; else None."""
    relation = base_relation(current.deprel)
    if relation in _CLAUSE_RELATIONS:
        if current.deprel == "acl:relcl":
            return None
        mark = find_child(sentence, current.index, "mark")
        if current.morph.verb_form == "Inf":
            return "to"
        if current.upos == "VERB" and current.morph.verb_form in ("Ger", "Part") and relation != "ccomp":
            has_finite = find_child(sentence, current.index, "aux") is not None
            return "that" if has_finite and relation != "advcl" else "ing"
        if relation in ("ccomp", "csubj") or (relation == "acl" and mark is not None):
            return "that"
        return None
    if relation in ("obj", "nmod", "obl") or current.deprel == "nsubj:pass":
        return "noun"
    return None


def _find_effect(sentence: Sentence, above: Token, current: Token, kind: str, table: SureTable) -> Effect | None:
    particle = find_child(sentence, above.index, "compound:prt")
    lemma = above.lemma.lower()
    names = [f"{lemma} {particle.lemma.lower()}", lemma] if particle is not None else [lemma]
    if kind == "noun" and base_relation(current.deprel) in ("obl", "nmod"):
        preposition = find_preposition(sentence, current.index)
        names.insert(0, f"{lemma} {preposition}")
        if preposition not in ("of", "for", "to", "on", "about", "over", "against", "from"):
            return None
        if above.upos == "VERB" and preposition not in ("of", "for", "on"):
            return next((found for name in names[:1] if (found := table.find(name, kind)) is not None), None)
    for name in names:
        effect = table.find(name, kind)
        if effect is not None:
            return effect
    return None


def _find_claimants(sentence: Sentence, above: Token, where: str) -> tuple[int, ...]:
    if where == "subj":
        subject = find_child(sentence, above.index, "nsubj")
        if subject is None and above.deprel == "conj":
            subject = find_child(sentence, above.head, "nsubj")
        if subject is None:
            return tuple(child.index for child in iter_children(sentence, above.index, "obl:agent"))
        return (subject.index,)
    if where == "poss":
        owner = find_child(sentence, above.index, "nmod:poss")
        return (owner.index,) if owner is not None else ()
    return ()


def _judge_tense(sentence: Sentence, index: int) -> Judgement:
    token = sentence.tokens[index]
    auxiliaries = {child.lemma.lower() for child in iter_children(sentence, index, "aux")}
    progressive = token.morph.verb_form in ("Ger", "Part") and token.text.lower().endswith("ing")
    if progressive and token.upos == "VERB" and "be" in auxiliaries:
        tense = {child.morph.tense for child in iter_children(sentence, index, "aux") if child.lemma in ("be", "have")}
        if "Pres" in tense:
            return Judgement(Certainty.ONGOING, "tense", (index,))
    return Judgement(Certainty.HAPPENED, "tense", (index,))
