"""Who denies an event that somebody else tells: "Kyiv said Russian forces shelled the port, which Moscow denied".

The denial is a saying of its own whose words only point back. It is kept on the event beside the claim, so that neither
side's word is lost; a claim that its own doer denies is never more than a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from diurna.event.kinds import FORCE
from diurna.event.reading import Reading
from diurna.event.sides import merge_actors
from diurna.knowledge import BODIES
from diurna.records import Actor, Certainty, Decision, Event, Sentence
from diurna.said import Saying
from diurna.who import actors_at

DENIAL = "denial"
"""`Decision.by` of the certainty of what was told as a fact until its doer denied it."""
_DENY = "deny"
_DENYING = frozenset((_DENY, "oppose"))
"""Classes of cues that deny what their words claim; only the first denies what was told before."""
_POINTING = frozenset(
    "which that this it them these those claim charge accusation allegation report assertion suggestion involvement "
    "responsibility role wrongdoing any all the such both".split()
)
"""Words that only point back at something told before."""
_TOLD = (Certainty.ALLEGED, Certainty.HAPPENED)


def add_denials(events: Sequence[Event], reading: Reading) -> Iterator[Event]:
    """The events, each with those who deny it: its doers in the next words, and whoever denies the claim itself."""
    denials = [saying for saying in reading.sayings if saying.cue_class in _DENYING and not saying.negated]
    for event in events:
        if event.certainty not in _TOLD:
            yield event
            continue
        found = [(saying, actor) for saying in denials for actor in _find_deniers(saying, event, reading)]
        yield _deny(event, found) if found else event


def _find_deniers(saying: Saying, event: Event, reading: Reading) -> tuple[Actor, ...]:
    """Those who deny the event with this saying."""
    if saying.cue is None or saying.source_head is None or saying.cue.overlaps(event.trigger):
        return ()
    speakers = actors_at(reading.actors, *saying.source_head)
    if event.type not in FORCE:
        # "Rejects the charge and blames others": what he says himself he does not deny.
        speakers = tuple(actor for actor in speakers if not _is_own(actor, event))
    if event.certainty is Certainty.ALLEGED and any(span.covers(event.trigger) for span in saying.content):
        # "Rejected Moscow's claim that ...": whoever denies the claim is not the one who makes it.
        claimed = event.attributed_to.cue_span
        own = claimed is None or not any(span.covers(claimed) for span in saying.content)
        return () if own else speakers
    follows = event.sentence <= saying.sentence <= event.sentence + 1 and saying.cue.start > event.trigger.end
    if saying.cue_class != _DENY or event.type not in FORCE or not follows:
        return ()
    if not _points_back(saying, reading.parse.sentences):
        return ()
    return tuple(actor for actor in speakers if _is_own(actor, event))


def _deny(event: Event, deniers: Sequence[tuple[Saying, Actor]]) -> Event:
    denied_by = merge_actors(event.denied_by, tuple(actor for _, actor in deniers))
    if event.certainty is Certainty.ALLEGED:
        return replace(event, denied_by=denied_by)
    cues = tuple(saying.cue for saying, _ in deniers if saying.cue is not None)
    others = tuple(decision for decision in event.decided_by if decision.field != "certainty")
    decided = (*others, Decision(field="certainty", by=DENIAL, spans=cues))
    return replace(event, denied_by=denied_by, certainty=Certainty.ALLEGED, decided_by=decided)


def _is_own(actor: Actor, event: Event) -> bool:
    """Whether the denier is, or belongs to, those who are said to have done it."""
    return any(_is_same(actor, doer) for doer in event.actor)


def _is_same(one: Actor, other: Actor) -> bool:
    """Of one country; of several bodies without a country, or of people without one, only the same."""
    if one.country is not None and one.country not in BODIES:
        return one.country == other.country
    if one.known_id is not None or other.known_id is not None:
        return one.known_id == other.known_id
    return (one.country, one.sector, one.name) == (other.country, other.sector, other.name)


def _points_back(saying: Saying, sentences: Sequence[Sentence]) -> bool:
    words = [
        token.lemma.lower()
        for sentence in _iter_near(saying, sentences)
        for token in sentence.tokens
        if token.upos != "PUNCT" and any(span.start <= token.start < span.end for span in saying.content)
    ]
    return bool(words) and all(word in _POINTING for word in words)


def _iter_near(saying: Saying, sentences: Sequence[Sentence]) -> Iterable[Sentence]:
    return sentences[max(saying.sentence - 1, 0) : saying.sentence + 1]
