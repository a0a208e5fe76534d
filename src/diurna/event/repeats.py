"""The events of one sentence without those that tell the same act again, or only the aim of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diurna.records import Actor, Event


def drop_aims(events: Sequence[Event]) -> list[Event]:
    """Without aims beside an act that the same sentence tells: "travelled to Seoul to meet the premier"."""
    kept = [event for event in events if _certainty_by(event) != "purpose"]
    return kept or list(events)


def _certainty_by(event: Event) -> str | None:
    return next((decision.by for decision in event.decided_by if decision.field == "certainty"), None)


def drop_repeats(events: Sequence[Event]) -> Iterator[Event]:
    """The events of one sentence without those that tell the same act again ("launched an attack", "the attack")."""
    seen: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (event.type, _codes(event.actor), _codes(event.recipient), event.certainty)
        earlier = seen.get(key)
        if earlier is not None and _may_be_same(earlier, event):
            if event.confidence > earlier.confidence:
                seen[key] = event
            continue
        seen[(*key, event.trigger) if earlier is not None else key] = event
    told = list(seen.values())
    # "sued Russia, alleging ...": the second tells less of the same.
    kept = [event for event in told if not any(_tells_more(other, event) for other in told if other is not event)]
    yield from sorted(kept, key=lambda event: event.trigger)


def _tells_more(event: Event, other: Event) -> bool:
    """Whether an event is the other with somebody named to whom it was done."""
    same = (event.type, event.certainty, _codes(event.actor)) == (other.type, other.certainty, _codes(other.actor))
    same_mode = event.mode == other.mode or other.mode is None
    return same and same_mode and bool(event.recipient) and not other.recipient


def _may_be_same(one: Event, other: Event) -> bool:
    modes = {event.mode for event in (one, other)} - {None}
    days = {(event.date.start, event.date.end) for event in (one, other) if event.date is not None}
    return len(modes) < 2 and len(days) < 2


def _codes(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.code or actor.text.casefold() for actor in actors)
