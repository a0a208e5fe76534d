"""One act with the six answers about it, before it is decided whether it is an event and of which type."""

from __future__ import annotations

from msgspec import Struct

from diurna.event.assess import Assessment, assess
from diurna.event.home import find_host, lend_country
from diurna.event.reading import Reading, Tables
from diurna.event.settle import is_idle, settle_place, settle_type
from diurna.event.sides import Sides
from diurna.records import Decision, Sentence
from diurna.what.acts import Act
from diurna.where.event_place import EventPlace, place_event


class Draft(Struct, frozen=True):
    """An act with its sides, certainty, date, place and speaker, and the type that the tables give it."""

    act: Act
    type: str
    mode: str | None
    type_by: str
    sides: Sides
    told: Assessment
    placed: EventPlace
    lent: tuple[Decision, ...] = ()
    """Where a side has its country from, if its own words do not say."""


def draft_act(sentence: Sentence, act: Act, sides: Sides, reading: Reading, tables: Tables) -> Draft | None:
    """The six answers about one act; None where the act is a mere aim or omission."""
    placed = place_event(sentence, act.trigger, places=reading.places)
    if placed.mention is not None and placed.mention.kind == "adjective" and placed.by != "locative":
        # A Russian airstrike need not happen in Russia.
        placed = EventPlace(None, "none", None)
    sides, lent = lend_country(sides, act.kind, placed, reading.alone)
    sides, host = find_host(reading.parse.text, sides, act.mode, placed)
    told = assess(sentence, act.trigger, reading, tables, words=act.words, kind=act.kind, sides=sides)
    if is_idle(act, sides, told.judged, told.certainty):
        return None
    type_, mode, type_by = settle_type(act, told.judged, told.certainty, tables.patterns)
    return Draft(
        act=act,
        type=type_,
        mode=mode,
        type_by=type_by,
        sides=sides,
        told=told,
        placed=settle_place(placed, sides, told.dated, told.certainty, reading.article.published),
        lent=(*lent, *host),
    )
