"""Edge: codings as people read them in a terminal. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diurna.codebook import find_plover_type
from diurna.records import Actor, Certainty, Coding, DateSpan, Event, Place, Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

MARKS = {
    "actor": "bold green",
    "recipient": "bold cyan",
    "trigger": "bold red",
    "date": "yellow",
    "place": "magenta",
    "speaker": "blue underline",
}
"""How the words behind each field are marked."""

_QUIET = frozenset((Certainty.DENIED, Certainty.ALLEGED, Certainty.HYPOTHETICAL))


def print_coding(console: Console, coding: Coding, *, why: bool) -> None:
    """The text with its events marked, sentence by sentence, and each event beneath; `why` adds what decided it."""
    text = coding.article.text
    by_sentence: dict[int, list[Event]] = {}
    for event in coding.events:
        by_sentence.setdefault(event.sentence, []).append(event)
    for number, span in enumerate(coding.sentences):
        events = by_sentence.get(number, [])
        console.print(mark_words(text, span, events), highlight=False)
        for event in events:
            console.print()
            print_event(console, text, event, why=why)
        if events:
            console.print()
    if not coding.events:
        console.print("[dim]No event.[/dim]")


def print_event(console: Console, text: str, event: Event, *, why: bool) -> None:
    """One event: a line that says it, then a table of its fields with the words and what decided them."""
    from rich.padding import Padding
    from rich.table import Table

    console.print(f"  [bold]{describe_event(event)}[/bold]", highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column()
    table.add_column(style="dim")
    for name, value, source in iter_fields(text, event, why=why):
        table.add_row(name, value, source)
    console.print(Padding(table, (0, 0, 0, 4)))


def describe_event(event: Event) -> str:
    """ "USAGOV ACCUSE disapprove RUSGOV: happened" """
    what = f"{event.type} {event.mode}" if event.mode else event.type
    sides = f"{describe_actors(event.actor) or '(nobody named)'} {what}"
    if event.recipient:
        sides += f" {describe_actors(event.recipient)}"
    told = ""
    if event.certainty is Certainty.ALLEGED and event.attributed_to.speaker is not None:
        told = f" by {describe_actor(event.attributed_to.speaker)}"
    if event.denied_by:
        denied = f"by {describe_actors(event.denied_by)}"
        told = f" {denied}" if event.certainty is Certainty.DENIED else f"{told}, denied {denied}"
    return f"{sides}: {event.certainty}{told}"


def iter_fields(text: str, event: Event, *, why: bool) -> Iterator[tuple[str, str, str]]:
    """(field, value with its words, what decided it) for each field that the event has."""
    decided = {decision.field: decision for decision in event.decided_by}

    def source(field: str) -> str:
        decision = decided.get(field)
        if not why or decision is None:
            return ""
        words = ", ".join(repr(span.of(text)) for span in decision.spans)
        return f"{decision.by}: {words}" if words else decision.by

    yield "type", event.type, source("type")
    if why and (plover := find_plover_type(event.type, event.decided_by)) != event.type:
        yield "in PLOVER", plover, ""
    if event.mode is not None:
        yield "mode", event.mode, source("mode")
    for name, actors in (("actor", event.actor), ("recipient", event.recipient)):
        for actor in actors:
            lent = next((one.by for one in event.decided_by if one.field == name and actor.span in one.spans), None)
            words = f"'{actor.span.of(text)}'"
            yield name, describe_actor_fully(actor), (f"{words}, {lent}" if lent else words) if why else ""
    yield "certainty", str(event.certainty), source("certainty")
    if event.attributed_to.speaker is not None or event.attributed_to.source_span is not None:
        yield "says who", _describe_speaker(text, event), source("attributed_to")
    for actor in event.denied_by:
        yield "denied by", describe_actor_fully(actor), f"'{actor.span.of(text)}'" if why else ""
    if event.date is not None:
        yield "date", describe_date(event.date), source("date")
    if event.due is not None:
        yield "due", describe_date(event.due), source("date")
    if event.place is not None:
        yield "place", describe_place(event.place), source("place")
    if event.contexts:
        yield "contexts", ", ".join(event.contexts), ""
    yield "evidence", " … ".join(" ".join(span.of(text).split()) for span in event.evidence), ""
    yield "confidence", f"{event.confidence:.2f}", ""


def describe_actors(actors: Iterable[Actor]) -> str:
    """Codes joined by commas; the words themselves where there is no code."""
    return ", ".join(describe_actor(actor) for actor in actors)


def describe_actor(actor: Actor) -> str:
    """The code, or the words in quotation marks where there is no code."""
    return actor.code or f"“{actor.text}”"


def describe_actor_fully(actor: Actor) -> str:
    """Code, canonical name and role."""
    rest = [part for part in (actor.name or actor.text, actor.role) if part]
    return f"{actor.code or 'unknown'}  ({', '.join(rest)})"


def describe_date(date: DateSpan) -> str:
    """ "2021-05-19", "2021-05-17 to 2021-05-23 (week)", "before 2021-05-18" """
    if date.start is None:
        return f"on or before {date.end}"
    if date.end is None:
        return f"on or after {date.start}"
    return f"{date.start}" if date.start == date.end else f"{date.start} to {date.end} ({date.precision})"


def describe_place(place: Place) -> str:
    """ "Reykjavik, ISL (city) 64.14, -21.94" """
    name = ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))
    point = "" if place.latitude is None else f" {place.latitude:.2f}, {place.longitude:.2f}"
    return f"{name} ({place.precision}){point}"


def _describe_speaker(text: str, event: Event) -> str:
    attributed = event.attributed_to
    if attributed.speaker is not None:
        return describe_actor_fully(attributed.speaker)
    return attributed.source_span.of(text) if attributed.source_span is not None else ""


def mark_words(text: str, span: Span, events: Sequence[Event]) -> Text:
    """One sentence with the words of its events in colour; what is only said or denied is in italics."""
    from rich.text import Text

    marked = Text(" ".join(text[span.start : span.end].splitlines()))
    for event in events:
        style = " italic" if event.certainty in _QUIET else ""
        fields: list[tuple[str, Span]] = [("trigger", event.trigger)]
        fields += [("actor", actor.span) for actor in event.actor]
        fields += [("recipient", actor.span) for actor in event.recipient]
        if event.date is not None and event.date.span is not None:
            fields.append(("date", event.date.span))
        if event.place is not None and event.place.span is not None:
            fields.append(("place", event.place.span))
        if event.attributed_to.source_span is not None:
            fields.append(("speaker", event.attributed_to.source_span))
        for field, words in fields:
            if span.covers(words):
                marked.stylize(MARKS[field] + style, words.start - span.start, words.end - span.start)
    return marked
