"""Codes the examples of a user's codebook file and says which do not come out as they should."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from diurna.codebook.file import load_user_codebook
from diurna.codebook.file.entries import NONE, Example
from diurna.coder import Coder, load
from diurna.records import Event
from diurna.terminal import describe_event


class Failure(Struct, frozen=True, kw_only=True):
    """An example that does not come out."""

    example: Example
    found: tuple[str, ...]
    """The events that came out instead, each with the rule that decided it: "RUSGOV COERCE: happened (verbs...)"."""


class Checked(Struct, frozen=True, kw_only=True):
    """What became of the examples of a file."""

    version: str
    """The version that records coded with this file carry."""
    examples: int
    failures: tuple[Failure, ...]


def check_codebook(codebook: Path | str, *, knowledge: Path | str | None = None, coder: Coder | None = None) -> Checked:
    """Reads a user's codebook file and codes each of its examples.

    Raises TableError with every mistake of the file. `coder` is one that was loaded with the file already.
    """
    own = load_user_codebook(codebook)
    failures: list[Failure] = []
    if own.examples:
        coding_with = coder or load(knowledge=knowledge, codebook=codebook)
        for example in own.examples:
            events = coding_with(example.text, published=example.published).events
            if not is_as_expected(example, events):
                failures.append(Failure(example=example, found=tuple(map(_describe, events))))
    return Checked(version=own.codebook.version, examples=len(own.examples), failures=tuple(failures))


def is_as_expected(example: Example, events: tuple[Event, ...]) -> bool:
    """Whether one of the events is the one that the example asks for; for "none" whether there is none."""
    if example.type == NONE:
        return not events
    return any(_fits(example, event) for event in events)


def _fits(example: Example, event: Event) -> bool:
    return (
        event.type == example.type
        and example.mode in (None, event.mode)
        and (example.actor is None or _read_codes(example.actor) == {actor.code for actor in event.actor})
        and (example.recipient is None or _read_codes(example.recipient) == {actor.code for actor in event.recipient})
    )


def _read_codes(codes: str) -> set[str | None]:
    return {code.strip() for code in codes.split(",") if code.strip()}


def _describe(event: Event) -> str:
    rule = next((decision.by for decision in event.decided_by if decision.field == "type"), "no rule")
    return f"{describe_event(event)} ({rule})"
