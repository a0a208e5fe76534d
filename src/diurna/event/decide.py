"""Tables and typing head together: is it an event, of which type and mode, and how sure is that?

The head decides wherever it has read the sentence; the tables name what it weighs. Without a head the tables decide.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diurna.event.draft import Draft
from diurna.event.kinds import FORCE, SURE_ENOUGH
from diurna.language.typist import NO_EVENT, Verdict
from diurna.records import EventType

HEAD = "typing head"
"""`Decision.by` of what the typing head decided."""
KEEP = 0.6
"""An act is dropped when the head gives all types together less than this probability."""
RETYPE = 0.4
"""The head overrules a row from this probability on."""
FIND = 0.5
"""An act that no row knows is an event from this probability of its best type on."""
NAME_MODE = 0.5
"""The head names a mode from this probability on."""


class Decided(Struct, frozen=True):
    """What became of a draft."""

    type: str
    mode: str | None
    type_by: str
    mode_by: str | None
    confidence: float


def decide(draft: Draft, verdict: Verdict | None) -> Decided:
    """The type, mode and confidence of a draft."""
    if verdict is None or draft.type not in verdict.chances:
        # Without a head, or a type of the user's own, which the head was not trained on.
        return Decided(draft.type, draft.mode, draft.type_by, _mode_by(draft), score_alone(draft))
    mode, mode_by = draft.mode, _mode_by(draft)
    if mode is None:
        mode, mode_by = find_mode(verdict, draft.type)
    best, _ = find_best(verdict)
    # Talks to come are AGREE by table, whatever the head thinks of talks: its trust in the talks is what counts.
    sure_of = best if best == draft.act.type else draft.type
    return Decided(draft.type, mode, draft.type_by, mode_by, round(verdict.trusts[sure_of], 3))


def overrules(draft: Draft, verdict: Verdict) -> bool:
    """Whether the head is sure of a type that is neither the row's nor what settling made of it."""
    best, chance = find_best(verdict)
    if best == EventType.THREATEN and draft.type in FORCE and draft.told.certainty not in SURE_ENOUGH:
        # Whether a planned expulsion is a threat is a question of certainty, which the head does not answer.
        return False
    return draft.type in verdict.chances and best not in (draft.type, draft.act.type) and chance >= RETYPE


def may_be_event(verdict: Verdict, *, known: bool) -> bool:
    """Whether the head lets an act pass; one that no row knows (not `known`) must be the surer of its type."""
    if 1 - verdict.chances[NO_EVENT] < KEEP:
        return False
    return known or find_best(verdict)[1] >= FIND


def find_best(verdict: Verdict) -> tuple[str, float]:
    """The likeliest type that is an event, with its probability."""
    return max(
        ((name, chance) for name, chance in verdict.chances.items() if name != NO_EVENT), key=lambda pair: pair[1]
    )


def find_mode(verdict: Verdict, event_type: str) -> tuple[str | None, str | None]:
    """The mode that the head reads for a type, and who says so; (None, None) where it is not sure of any."""
    likely: Mapping[str, float] = {name: chance for (own, name), chance in verdict.modes.items() if own == event_type}
    best = max(likely, key=lambda name: likely[name], default=None)
    return (best, HEAD) if best is not None and likely[best] >= NAME_MODE else (None, None)


def score_alone(draft: Draft) -> float:
    """How far to trust the tables alone, from 0 to 1: by how narrow the row is and how well the sides are known.

    A plain score, not a probability: used for the rows of a user's codebook file, which no head overrules, and with a
    parser that gives the typing head nothing to read.
    """
    score = 0.5 + 0.04 * min(draft.act.specific, 5)
    score += 0.1 if any(actor.code for actor in draft.sides.actor) else -0.15
    score += 0.1 if any(actor.code for actor in draft.sides.recipient) or len(draft.sides.actor) > 1 else 0.0
    score += 0.05 if draft.act.mode else 0.0
    score -= 0.1 if draft.act.noun else 0.0
    score -= 0.05 if draft.told.certainty not in SURE_ENOUGH else 0.0
    return round(max(0.05, min(score, 0.95)), 2)


def _mode_by(draft: Draft) -> str | None:
    if draft.mode is None:
        return None
    return (draft.act.mode_rule or draft.act.rule) if draft.mode == draft.act.mode else "inner_modes.tsv"
