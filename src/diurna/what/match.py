"""Does a pattern row fit a frame? The narrowest row that fits decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from diurna.codebook.patterns.rows import Pattern, Slot, Test
from diurna.language.tree import find_preposition, iter_children, iter_conjuncts
from diurna.records import Sentence
from diurna.what.frame import Frame

IsActor = Callable[[int], bool]
"""Whether the phrase headed by a token names somebody who can act."""


def find_pattern(sentence: Sentence, frame: Frame, patterns: Sequence[Pattern], *, is_actor: IsActor) -> Pattern | None:
    """The first row that fits; rows come narrowest first. A row without a type says that this is no event."""
    return next((row for row in patterns if _fits(sentence, frame, row, is_actor)), None)


def _fits(sentence: Sentence, frame: Frame, row: Pattern, is_actor: IsActor) -> bool:
    if row.object is not None and not _fits_object(sentence, frame, row.object, is_actor):
        return False
    if any(all(kind != clause for kind, _ in frame.complements) for clause in row.clauses):
        return False
    return all(_fits_prep(sentence, frame, prep, test, is_actor) for prep, test in row.preps)


def _fits_object(sentence: Sentence, frame: Frame, test: Test, is_actor: IsActor) -> bool:
    candidates = list(frame.objects)
    if frame.noun:
        candidates += frame.modifiers
    if test.absent:
        return not frame.objects
    if not candidates:
        return test.negated
    return any(fits_word(sentence, index, test, is_actor) for index in candidates)


def _fits_prep(sentence: Sentence, frame: Frame, prep: str, test: Test, is_actor: IsActor) -> bool:
    if prep == "subj":
        return any(fits_word(sentence, index, test, is_actor) for index in frame.subjects)
    found = [index for name, index in frame.preps if name == prep]
    for target in frame.objects:
        if not frame.noun:
            found += [child for name, child in iter_below(sentence, target) if name == prep]
    if test.absent:
        return not found
    return any(fits_word(sentence, index, test, is_actor) for index in found)


def fits_word(sentence: Sentence, index: int, test: Test, is_actor: IsActor) -> bool:
    """Whether a phrase passes a test, by its head or by anything coordinated with it."""
    if test.anything:
        return not test.negated
    hit = any(_passes(sentence, token.index, test, is_actor) for token in iter_conjuncts(sentence, index))
    return hit != test.negated


def _passes(sentence: Sentence, index: int, test: Test, is_actor: IsActor) -> bool:
    token = sentence.tokens[index]
    if token.lemma.lower() in test.words:
        return True
    if test.words and token.upos == "PROPN" and token.text.lower() in test.words:
        return True
    if test.words and token.lemma.lower() in _CONTAINERS:
        # "18 members of the embassy staff", "a group of diplomats": what counts is inside.
        inside = [child for name, child in iter_below(sentence, index) if name == "of"]
        if any(sentence.tokens[child].lemma.lower() in test.words for child in inside):
            return True
    return test.actor and is_actor(index)


_CONTAINERS = frozenset(
    """group number dozen hundred thousand score pair couple series round handful member set package team
    majority all some last rest first bulk most many one two several lot part wave batch list range
    total scores dozens""".split()
)


def iter_below(sentence: Sentence, index: int) -> list[tuple[str, int]]:
    """(preposition, token) of the phrases that hang on a noun."""
    found = []
    for child in iter_children(sentence, index, "nmod"):
        prep = find_preposition(sentence, child.index)
        if prep is not None:
            found.append((prep, child.index))
    return found


def find_slot(sentence: Sentence, frame: Frame, slot: Slot) -> tuple[int, ...]:
    """The tokens that stand where a slot points; empty if there are none."""
    base = _find_base(sentence, frame, slot.base)
    if slot.below is None:
        return base
    found: list[int] = []
    for index in base:
        if slot.below == "poss":
            found += [child.index for child in iter_children(sentence, index, "nmod:poss")]
        elif slot.below == "mod":
            found += [child.index for child in iter_children(sentence, index, "amod", "compound")]
        else:
            found += [child for name, child in iter_below(sentence, index) if name == slot.below]
    return tuple(found)


def find_slots(sentence: Sentence, frame: Frame, slots: Iterable[Slot]) -> tuple[tuple[int, ...], ...]:
    """The tokens of each slot that is filled, in the order of the slots."""
    return tuple(tokens for slot in slots if (tokens := find_slot(sentence, frame, slot)))


def _find_base(sentence: Sentence, frame: Frame, base: str) -> tuple[int, ...]:
    if base == "subj":
        return frame.subjects
    if base == "obj":
        return frame.objects
    if base == "iobj":
        return frame.indirect
    if base == "poss":
        return frame.owner
    if base == "mod":
        return frame.modifiers
    if base == "adj":
        return tuple(index for index in frame.modifiers if sentence.tokens[index].deprel == "amod")
    return tuple(index for name, index in frame.preps if name == base)
