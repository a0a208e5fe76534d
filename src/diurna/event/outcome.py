"""What an event comes out as under a user's codebook file: its new name, or nothing where its type is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from msgspec.structs import replace

from diurna.codebook import Codebook
from diurna.codebook.book import Outcome
from diurna.codebook.cameo import PLOVER
from diurna.records import Decision, Event, Span


def rename_events(events: Sequence[Event], codebook: Codebook) -> Iterator[Event]:
    """The events under the names that the codebook gives them, without those that it drops."""
    for event in events:
        outcome = codebook.find_outcome(event.type, event.mode)
        if outcome is None:
            yield event
        elif outcome.name is not None:
            yield _rename(event, outcome.name, outcome, codebook)


def _rename(event: Event, name: str, outcome: Outcome, codebook: Codebook) -> Event:
    """The event under another name; it keeps the PLOVER type behind it, which the exports ask for."""
    return replace(
        event,
        id=make_event_id(event.article_id, name, event.mode, event.trigger),
        type=name,
        intensity=codebook.intensity(name, event.mode),
        decided_by=(
            *(_add_line(decision, outcome) for decision in event.decided_by),
            Decision(field=PLOVER, by=outcome.plover),
        ),
    )


def _add_line(decision: Decision, outcome: Outcome) -> Decision:
    """The decision about the type also names the line of the file that had a say in it."""
    if decision.field != "type" or outcome.where is None:
        return decision
    return replace(decision, by=f"{decision.by}, {outcome.where}")


def make_event_id(article_id: str, type_: str, mode: str | None, trigger: Span) -> str:
    """Twenty hexadecimal digits from the article, the act and its trigger: the same text gives the same id."""
    key = f"{article_id}|{type_}|{mode or ''}|{trigger.start}|{trigger.end}"
    return blake2b(key.encode(), digest_size=10).hexdigest()
