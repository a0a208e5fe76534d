"""Two codings of one article -> the events that differ. Nothing is read or coded here.

Events are the same act if they have the same trigger; what is then left over is paired where one sentence tells of the
same two sides by other words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from diurna.records import Actor, Coding, DateSpan, Event

FIELDS = ("type", "mode", "contexts", "actor", "recipient", "certainty", "date", "place", "attributed_to", "intensity")
"""What is compared."""


class Told(Struct, frozen=True, kw_only=True):
    """What an event says, field by field, in words that can be compared and printed."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    certainty: str
    date: str | None
    place: str | None
    attributed_to: str | None
    intensity: float
    rule: str | None
    """What decided the type. Not compared."""


class Change(Struct, frozen=True, kw_only=True):
    """One event that differs."""

    article_id: str
    published: dt.date | None
    sentence: str
    trigger: str
    before: Told | None
    """`None`: the event is new."""
    after: Told | None
    """`None`: the event is gone."""
    fields: tuple[str, ...]
    """The fields that differ; none for an event that is new or gone."""


def compare_codings(before: Coding, after: Coding) -> tuple[Change, ...]:
    """The events of an article that are not the same in both codings, in the order of the text."""
    changes = [
        change
        for one, other in _pair(before.events, after.events)
        if (change := _compare(one, other, before)) is not None
    ]
    return tuple(changes)


def _pair(before: Sequence[Event], after: Sequence[Event]) -> list[tuple[Event | None, Event | None]]:
    """Each event with its counterpart, or with None: those that are most alike find each other first."""
    left, right = list(before), list(after)
    pairs: list[tuple[Event | None, Event | None]] = []
    for key in (_find_same, _find_type, _find_trigger, _find_sides):
        waiting: dict[object, list[Event]] = {}
        for event in right:
            waiting.setdefault(key(event), []).append(event)
        for event in list(left):
            if others := waiting.get(key(event)):
                other = others.pop(0)
                left.remove(event)
                right.remove(other)
                pairs.append((event, other))
    pairs += [(event, None) for event in left]
    pairs += [(None, event) for event in right]
    return sorted(pairs, key=_find_order)


def _find_same(event: Event) -> object:
    return event.trigger, event.type, event.mode


def _find_type(event: Event) -> object:
    return event.trigger, event.type


def _find_trigger(event: Event) -> object:
    return event.trigger


def _find_sides(event: Event) -> object:
    """What two events of one sentence have in common that tell of the same two sides."""
    return event.sentence, _codes(event.actor), _codes(event.recipient)


def _find_order(pair: tuple[Event | None, Event | None]) -> tuple[int, int]:
    event = pair[0] or pair[1]
    return (event.trigger.start, event.trigger.end) if event is not None else (0, 0)


def _compare(before: Event | None, after: Event | None, coding: Coding) -> Change | None:
    old, new = _tell(before), _tell(after)
    fields = tuple(name for name in FIELDS if old and new and getattr(old, name) != getattr(new, name))
    event = before or after
    if event is None or (old and new and not fields):
        return None
    text = coding.article.text
    return Change(
        article_id=coding.article.id,
        published=coding.article.published,
        sentence=" ".join(coding.sentences[event.sentence].of(text).split()),
        trigger=event.trigger.of(text),
        before=old,
        after=new,
        fields=fields,
    )


def _tell(event: Event | None) -> Told | None:
    if event is None:
        return None
    speaker = event.attributed_to.speaker
    return Told(
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        actor=_codes(event.actor),
        recipient=_codes(event.recipient),
        certainty=event.certainty.value,
        date=_tell_date(event.date),
        place=None if event.place is None else event.place.name,
        attributed_to=None if speaker is None else _code(speaker),
        intensity=event.intensity,
        rule=next((decision.by for decision in event.decided_by if decision.field == "type"), None),
    )


def _codes(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(_code(actor) for actor in actors)


def _code(actor: Actor) -> str:
    """The code with the name, so that two bodies of one country are told apart."""
    return " ".join(filter(None, (actor.code, actor.name))) or actor.text


def _tell_date(date: DateSpan | None) -> str | None:
    return None if date is None else f"{date.start or ''}/{date.end or ''}"
