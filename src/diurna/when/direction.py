"""Past or future: the tense and modality of the verb that a time expression belongs to.

"Will meet Wednesday" looks ahead and "met Wednesday" looks back. The tree finds the verb; where there is no usable tree
the words before the expression decide.
"""

from __future__ import annotations

from enum import Enum

from diurna.language.tree import base_relation, iter_children
from diurna.records import Sentence, Token
from diurna.when.lexicon import word_set


class Direction(Enum):
    """Which way from the publication date an expression points."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Tense(Enum):
    """The time of a predicate, from its form, its auxiliaries and the verb above it."""

    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"

    @property
    def is_past(self) -> bool:
        """Whether it looks back."""
        return self in {Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT}


_FUTURE_AUXILIARIES = frozenset({"will", "shall", "wo", "'ll", "’ll", "ll", "would", "'d"})
_OPEN_AUXILIARIES = frozenset({"may", "might", "could", "should", "must", "can", "ought"})
PLAN_WORDS = word_set(
    "plan schedule expect set slate due intend vow promise pledge agree threaten want hope prepare decide aim propose "
    "urge call ask order demand invite tell likely ready poise bind seek need offer warn request summon commit "
    "require wish mean authorize authorise oblige instruct expected scheduled planned slated poised bound prepared "
    "refuse decline able unlikely going about"
)
"""Words whose infinitive lies ahead: "plans to meet", "due to arrive"."""
_PLAN_NOUNS = word_set(
    "decision promise pledge threat agreement proposal intention commitment demand appeal deadline willingness "
    "readiness ultimatum resolve vote intent chance opportunity"
)
REPORT_VERBS = word_set(
    "say tell report announce state add write claim note show accord declare reply confirm acknowledge"
)
_REPORTED = word_set("said told announced reported added wrote stated declared replied confirmed")
_SCHEDULE_VERBS = frozenset({"schedule", "plan", "set", "slate", "expect", "postpone", "delay", "reschedule"})
_EXTEND_VERBS = _SCHEDULE_VERBS | word_set("extend give prolong suspend ban impose renew order close shut remain")
_AHEAD_PREPOSITIONS = frozenset({"by", "until", "till", "through"})
_BETWEEN = word_set("on in at over late early the earlier later last , during since here")
"""What may stand between "said" and its day."""
_CUES_BEFORE = 8
_FUTURE_CUES = word_set(
    "will shall won't 'll ’ll ll would scheduled due slated planned plans plan upcoming expected expects tomorrow "
    "until till ahead going"
)
_STOPS = frozenset({".", ";", "—", "–"})


def has_tree(sentence: Sentence) -> bool:
    """Whether the sentence carries part-of-speech tags and relations at all."""
    return any(token.upos in {"VERB", "AUX"} for token in sentence.tokens)


def find_head(sentence: Sentence, first: int, last: int) -> int:
    """The token of an expression whose governor stands outside it."""
    for token in sentence.tokens[first:last]:
        if not first <= token.head < last and token.upos != "PUNCT":
            return token.index
    return first


def find_direction(sentence: Sentence, first: int, last: int) -> Direction:
    """Whether the expression at these tokens looks back or ahead."""
    if find_report_before(sentence, first) is not None:
        return Direction.PAST
    if not has_tree(sentence):
        return _read_cues(sentence, first)
    head = find_head(sentence, first, last)
    preposition = next((child.lemma for child in iter_children(sentence, head, "case")), "")
    if preposition == "since":
        return Direction.PAST
    if first > 0 and sentence.tokens[first - 1].lemma == "effective":
        return Direction.FUTURE
    index, nominal = head, False
    while index >= 0:
        if is_predicate(sentence, index):
            return _direction_of(sentence, index, nominal=nominal, ahead=preposition in _AHEAD_PREPOSITIONS)
        nominal = index != head
        index = sentence.tokens[index].head
    return Direction.FUTURE if preposition in _AHEAD_PREPOSITIONS else Direction.UNKNOWN


def _direction_of(sentence: Sentence, index: int, *, nominal: bool, ahead: bool) -> Direction:
    """A bare present looks ahead ("the court meets Friday"), except for a time inside a noun phrase."""
    tense = read_tense(sentence, index)
    lemma = sentence.tokens[index].lemma.lower()
    if tense.is_past:
        return Direction.FUTURE if ahead and lemma in _EXTEND_VERBS else Direction.PAST
    if tense is Tense.FUTURE or ahead:
        return Direction.FUTURE
    if tense is Tense.PRESENT:
        if lemma in REPORT_VERBS:
            return Direction.PAST
        return Direction.UNKNOWN if nominal else Direction.FUTURE
    return Direction.UNKNOWN


def find_report_before(sentence: Sentence, first: int) -> int | None:
    """The "said" right before an expression: "said Monday that it will" dates the saying, whatever the tree says."""
    for token in reversed(sentence.tokens[max(0, first - 4) : first]):
        word = token.text.lower()
        if word not in _BETWEEN:
            return token.index if word in _REPORTED else None
    return None


def is_predicate(sentence: Sentence, index: int) -> bool:
    """Whether a clause hangs on the token: a verb, or a noun or adjective with a copula."""
    token = sentence.tokens[index]
    if token.upos == "VERB":
        return token.deprel not in {"amod", "case", "mark"}
    return any(child.deprel == "cop" for child in iter_children(sentence, index))


def read_tense(sentence: Sentence, index: int) -> Tense:
    """The tense of a predicate; an infinitive or participle takes its time from the verb above it."""
    token = sentence.tokens[index]
    helpers = [child for child in iter_children(sentence, index) if base_relation(child.deprel) in {"aux", "cop"}]
    words = {helper.text.lower() for helper in helpers} | {helper.lemma.lower() for helper in helpers}
    past_helper = any(_is_past(helper) for helper in helpers)
    perfect = "have" in words
    if words & _FUTURE_AUXILIARIES:
        # "would have gone" never happened, but lies behind us.
        return Tense.PERFECT if perfect and "will" not in words else Tense.FUTURE
    if words & _OPEN_AUXILIARIES:
        return Tense.PERFECT if perfect else Tense.FUTURE
    if perfect and past_helper:
        return Tense.PLUPERFECT
    if _is_planned(sentence, token, helpers):
        return Tense.FUTURE
    if perfect:
        return Tense.PERFECT
    if past_helper:
        return Tense.PAST
    if _has_to(sentence, index) or (token.morph.verb_form == "Inf" and not helpers):
        return _read_infinitive(sentence, token)
    if helpers or (token.morph.verb_form == "Fin" and token.morph.tense == "Pres"):
        return Tense.PRESENT
    if token.morph.verb_form == "Fin" or token.morph.tense == "Past" or token.morph.voice == "Pass":
        return Tense.PAST
    return _read_governor(sentence, token)


def _is_past(helper: Token) -> bool:
    finite = helper.morph.verb_form == "Fin" and helper.morph.tense == "Past"
    return finite or helper.text.lower() in {"had", "was", "were", "did"}


def is_plan(token: Token) -> bool:
    """Whether what hangs on the word as an infinitive lies ahead of it: "plans to", "due to"."""
    return token.lemma.lower() in PLAN_WORDS or token.text.lower() in PLAN_WORDS


def _is_planned(sentence: Sentence, token: Token, helpers: list[Token]) -> bool:
    """Whether the planned thing, not the planning, carries the date: "is scheduled for", "due Wednesday"."""
    if not is_plan(token):
        return False
    if token.upos == "ADJ":
        return True
    participle = token.morph.verb_form == "Part" and token.lemma.lower() in _SCHEDULE_VERBS
    return participle and (bool(helpers) or any(True for _ in iter_children(sentence, token.index, "obl")))


def _has_to(sentence: Sentence, index: int) -> bool:
    return any(child.lemma == "to" for child in iter_children(sentence, index, "mark"))


def _read_infinitive(sentence: Sentence, token: Token) -> Tense:
    if token.head < 0:
        return Tense.FUTURE
    governor = sentence.tokens[token.head]
    copula = any(child.deprel == "cop" for child in iter_children(sentence, governor.index))
    if is_plan(governor) or governor.lemma.lower() in _PLAN_NOUNS or (copula and governor.upos == "ADJ"):
        return Tense.FUTURE
    if governor.lemma == "be":
        return Tense.FUTURE
    return _read_governor(sentence, token)


def _read_governor(sentence: Sentence, token: Token) -> Tense:
    index = token.head
    while index >= 0:
        if is_predicate(sentence, index):
            return read_tense(sentence, index)
        index = sentence.tokens[index].head
    return Tense.UNKNOWN


def _read_cues(sentence: Sentence, first: int) -> Direction:
    for token in reversed(sentence.tokens[max(0, first - _CUES_BEFORE) : first]):
        word = token.text.lower()
        if word in _STOPS:
            break
        if word in _FUTURE_CUES:
            return Direction.FUTURE
    return Direction.UNKNOWN
