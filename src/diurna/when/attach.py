"""Which of a sentence's time expressions belong to an event, by the way from one to the other in the tree.

The own clause comes first, then the clauses that share its time: coordinated verbs, the verb of saying above it, an
adverbial at the head of the sentence. A relative clause keeps to itself, and so does "the 2014 deal" inside
"condemned the 2014 deal".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import IntEnum

from diurna.language.tree import base_relation, iter_children
from diurna.records import DateSpan, Sentence, Token
from diurna.when.direction import REPORT_VERBS, Tense, is_plan, is_predicate, read_tense
from diurna.when.lexicon import word_set
from diurna.when.stamps import INSIDE_NOUN, Stamp

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "compound", "dep"})
_JUDGING_VERBS = word_set(
    "condemn criticise criticize denounce praise mark remember recall commemorate blame cite follow deny regret "
    "welcome investigate probe discuss mourn describe deplore protest avenge accuse charge convict"
)
"""Their noun has happened before: "condemned the attack on Tuesday" dates the condemning."""
_SAME_TIME_MARKS = frozenset({"", "while", "as", "when", "where", "with", "by"})
_OCCASION_PREPOSITIONS = frozenset({"at", "during", "in", "on"})
_NEAR = dt.timedelta(days=31)
_HEAD_OF_SENTENCE = 3


class Link(IntEnum):
    """How an expression belongs to an event, closest first."""

    DIRECT = 0
    PHRASE = 1
    """By way of a noun: "signed a deal on Tuesday" read as "deal on Tuesday"."""
    VERB = 2
    """It dates the verb of which the event is an argument: "an attack took place Tuesday"."""
    SHARED = 3
    """It dates a coordinated or subordinate verb at the same time."""
    CLAUSE = 4
    """It dates the verb that governs the clause: "said Tuesday that troops had fired"."""
    SENTENCE = 5
    """It opens the sentence and holds for all of it."""


def find_predicate(sentence: Sentence, index: int) -> int:
    """The verb, or other predicate, of the clause that a token stands in; the token itself if it is one."""
    start = index
    while index >= 0:
        if is_predicate(sentence, index):
            return index
        index = sentence.tokens[index].head
    return start


def rank_stamps(
    sentence: Sentence, trigger: int, stamps: Sequence[Stamp], *, reference: dt.date | None
) -> list[tuple[Link, Stamp]]:
    """The expressions that belong to the event, the closest first."""
    predicate = find_predicate(sentence, trigger)
    tense = read_tense(sentence, predicate)
    frames = dict(_iter_frames(sentence, predicate, tense))
    ranked: list[tuple[Link, int, Stamp]] = []
    for stamp in stamps:
        link = _find_link(sentence, trigger, predicate, frames, stamp, reference)
        if link is not None:
            ranked.append((link, abs(stamp.head - trigger), stamp))
    ranked.sort(key=lambda item: item[:2])
    return [(link, stamp) for link, _, stamp in ranked]


def _find_link(
    sentence: Sentence,
    trigger: int,
    predicate: int,
    frames: dict[int, Link],
    stamp: Stamp,
    reference: dt.date | None,
) -> Link | None:
    governor, path = _climb(sentence, stamp, trigger)
    if governor == trigger and trigger != predicate:
        return Link.DIRECT if len(path) == 1 else Link.PHRASE
    if governor == predicate:
        if not _reaches(sentence, path, stamp, reference):
            return None
        if trigger == predicate:
            if _dates_object(sentence, predicate, stamp) and not _is_near(stamp.date, reference):
                return None
            return Link.DIRECT if len(path) == 1 else Link.PHRASE
        if _is_dated_object(sentence, trigger, predicate, stamp) and not _is_near(stamp.date, reference):
            return Link.PHRASE
        return Link.VERB if _shares_verb(sentence, trigger, predicate) else None
    if governor in frames and _dates_object(sentence, governor, stamp) and not _is_near(stamp.date, reference):
        return None
    if governor in frames and _reaches(sentence, path, stamp, reference):
        return frames[governor]
    opens = stamp.mention.last <= _HEAD_OF_SENTENCE + (sentence.tokens[0].upos == "PUNCT")
    above = opens and _is_above(sentence, governor, predicate) and _is_main(sentence, predicate)
    return Link.SENTENCE if above and _reaches(sentence, path, stamp, reference) else None


def _is_above(sentence: Sentence, governor: int, predicate: int) -> bool:
    index = predicate
    while index >= 0:
        if index == governor:
            return True
        index = sentence.tokens[index].head
    return False


def _climb(sentence: Sentence, stamp: Stamp, trigger: int) -> tuple[int, list[Token]]:
    """The first predicate above an expression, or the event's word if that comes first, and the tokens on the way."""
    path: list[Token] = []
    head = index = stamp.head
    if stamp.report is not None:
        return stamp.report, [sentence.tokens[head]]
    while index >= 0:
        if index == trigger or (index != head and is_predicate(sentence, index)):
            return index, path or [sentence.tokens[head]]
        if index == head and is_predicate(sentence, index):
            return index, [sentence.tokens[head]]
        path.append(sentence.tokens[index])
        index = sentence.tokens[index].head
    return -1, path


def _reaches(sentence: Sentence, path: Sequence[Token], stamp: Stamp, reference: dt.date | None) -> bool:
    """Whether a time that hangs on a noun may date the verb above that noun.

    "During the 2016 campaign" and "signed a truce in 1953" do; "condemned the 2014 deal" does not, nor does "condemned
    the deportation in 1944", unless the day is close enough to be the day of condemning.
    """
    if len(path) < 2:
        return True
    if len(path) > 2:
        return False
    inside, noun = path
    cases = {child.text.lower() for child in iter_children(sentence, noun.index, "case")}
    if inside.deprel in INSIDE_NOUN:
        return base_relation(noun.deprel) == "obl" and bool(cases & _OCCASION_PREPOSITIONS)
    if cases and noun.upos != "PROPN" and not cases & _OCCASION_PREPOSITIONS:
        return False
    return _is_near(stamp.date, reference) or not _judges(sentence.tokens[noun.head])


def _dates_object(sentence: Sentence, predicate: int, stamp: Stamp) -> bool:
    """ "Condemned the deportation in 1944": what stands behind the object of judging belongs to the object."""
    verb = sentence.tokens[predicate]
    return _judges(verb) and any(
        predicate < child.index < stamp.head for child in iter_children(sentence, predicate, "obj")
    )


def _is_dated_object(sentence: Sentence, trigger: int, predicate: int, stamp: Stamp) -> bool:
    """Whether the event is that object: the deportation in "condemned the deportation in 1944"."""
    return _dates_object(sentence, predicate, stamp) and any(
        child.index == trigger for child in iter_children(sentence, predicate, "obj")
    )


def _judges(verb: Token) -> bool:
    return verb.lemma.lower() in _JUDGING_VERBS | REPORT_VERBS


def _is_near(date: DateSpan, reference: dt.date | None) -> bool:
    if reference is None or date.start is None or date.end is None:
        return False
    return date.start - _NEAR <= reference <= date.end + _NEAR


def _shares_verb(sentence: Sentence, trigger: int, predicate: int) -> bool:
    """Whether an event named by a noun happens when its verb does."""
    if sentence.tokens[predicate].lemma.lower() in _JUDGING_VERBS:
        return False
    index = trigger
    while index >= 0 and index != predicate:
        if base_relation(sentence.tokens[index].deprel) not in _ARGUMENTS:
            return False
        index = sentence.tokens[index].head
    return True


def _iter_frames(sentence: Sentence, predicate: int, tense: Tense) -> Iterator[tuple[int, Link]]:
    """Other predicates of the sentence whose time this one shares."""
    token = sentence.tokens[predicate]
    if token.head >= 0:
        yield from _frames_above(sentence, token, tense)
    for child in iter_children(sentence, predicate, "conj", "advcl", "xcomp", "parataxis"):
        if not is_predicate(sentence, child.index):
            continue
        relation = base_relation(child.deprel)
        if relation == "parataxis":
            if child.lemma.lower() in REPORT_VERBS and tense is not Tense.FUTURE:
                yield child.index, Link.CLAUSE
        elif relation == "conj":
            if _has_own_subject(sentence, child.index) or read_tense(sentence, child.index) is not tense:
                continue
            yield child.index, Link.SHARED
        elif relation == "xcomp":
            if not is_plan(token):
                yield child.index, Link.SHARED
        elif _mark_of(sentence, child.index) in _SAME_TIME_MARKS:
            yield child.index, Link.SHARED


def _frames_above(sentence: Sentence, token: Token, tense: Tense) -> Iterator[tuple[int, Link]]:
    relation = base_relation(token.deprel)
    if relation not in {"conj", "xcomp", "ccomp", "advcl", "parataxis", "csubj"}:
        return
    above = find_predicate(sentence, token.head)
    governor = sentence.tokens[above]
    if relation == "conj":
        if read_tense(sentence, above) is tense or not _has_own_subject(sentence, token.index):
            yield above, Link.SHARED
            yield from _frames_above(sentence, governor, tense)
    elif relation == "advcl":
        mark = _mark_of(sentence, token.index)
        if mark in _SAME_TIME_MARKS or (mark == "to" and read_tense(sentence, above).is_past):
            yield above, Link.SHARED
            yield from _frames_above(sentence, governor, tense)
    elif relation == "xcomp":
        if not is_plan(governor) or read_tense(sentence, above) is Tense.FUTURE:
            yield above, Link.SHARED
            yield from _frames_above(sentence, governor, tense)
    elif tense is not Tense.FUTURE:
        yield above, Link.CLAUSE


def _mark_of(sentence: Sentence, index: int) -> str:
    return next((child.text.lower() for child in iter_children(sentence, index, "mark", "advmod:lmod")), "")


def _has_own_subject(sentence: Sentence, index: int) -> bool:
    return any(True for _ in iter_children(sentence, index, "nsubj", "csubj"))


def _is_main(sentence: Sentence, predicate: int) -> bool:
    """Whether a predicate is the main one or stands beside or directly below it in speech or coordination."""
    index = predicate
    while sentence.tokens[index].head >= 0:
        if base_relation(sentence.tokens[index].deprel) not in {"conj", "ccomp", "xcomp", "parataxis", "advcl"}:
            return False
        index = sentence.tokens[index].head
    return True
