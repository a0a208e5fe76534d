"""The deadline of an event: "by August 1", "until Friday", "within 48 hours"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.language.tree import base_relation
from diurna.records import Sentence
from diurna.when.attach import Link, find_predicate
from diurna.when.direction import Tense, is_plan, is_predicate
from diurna.when.stamps import Stamp

LASTING = frozenset({"until", "till"})
"""Prepositions that say how long something goes on, not when it must be done."""
_GRANTING_VERBS = frozenset({"have", "give"})
"""Their deadline is that of what hangs on them: "has until Friday to respond"."""
_ASKED = frozenset({"xcomp", "ccomp", "acl", "advcl"})


def find_deadline(
    sentence: Sentence, trigger: int, ranked: Sequence[tuple[Link, Stamp]], stamps: Sequence[Stamp], tense: Tense
) -> Stamp | None:
    """The deadline of the event itself or of what it asks for: "urged Moscow to withdraw by August 1"."""
    word = sentence.tokens[trigger]
    ahead = tense is Tense.FUTURE or is_plan(word) or word.upos != "VERB"
    for link, stamp in ranked:
        if stamp.is_deadline and link <= Link.VERB and (ahead or stamp.preposition in LASTING):
            return stamp
    top = trigger
    if word.head >= 0:
        above = find_predicate(sentence, word.head)
        if sentence.tokens[above].lemma in _GRANTING_VERBS:
            top, ahead = above, True
    if not ahead:
        return None
    return next((stamp for stamp in stamps if stamp.is_deadline and _is_asked(sentence, stamp.head, top)), None)


def _is_asked(sentence: Sentence, index: int, trigger: int) -> bool:
    """Whether an expression stands in the clause that the event's word opens: "urged [to withdraw by August 1]"."""
    clauses = 0
    while index >= 0 and clauses <= 1:
        if index == trigger:
            return True
        if is_predicate(sentence, index):
            if base_relation(sentence.tokens[index].deprel) not in _ASKED:
                return False
            clauses += 1
        index = sentence.tokens[index].head
    return False
