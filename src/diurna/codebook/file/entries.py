"""Actors, places and examples of a user's file, checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from diurna.codebook.book import Codebook
from diurna.codebook.file.drafts import ActorDraft, Day, ExampleDraft, FileDraft
from diurna.codebook.file.lines import Path
from diurna.codebook.file.mistakes import Mistakes

NONE = "none"
"""The type of an example in which there is no event."""

PLACE_KINDS: Mapping[str, str] = {
    "city": "PPL",
    "site": "BLDG",
    "province": "ADM1",
    "district": "ADM2",
    "region": "RGN",
    "water": "SEA",
}
"""What a place can be, and the GeoNames feature code that it gets."""


class GivenActor(Struct, frozen=True, kw_only=True):
    """One row of a table of actors: the cells by column, as `diurna.knowledge` reads them."""

    table: str
    """ "organisations.tsv" or "people.tsv" """
    line: int
    cells: Mapping[str, str]


class GivenPlace(Struct, frozen=True, kw_only=True):
    """One place of the user's own."""

    name: str
    country: str
    latitude: float
    longitude: float
    feature: str
    aliases: tuple[str, ...] = ()


class Example(Struct, frozen=True, kw_only=True):
    """A text, and what must come out of it."""

    text: str
    type: str
    """A type that one of the events must have; "none": there must be no event."""
    mode: str | None = None
    actor: str | None = None
    recipient: str | None = None
    published: dt.date | None = None
    where: str


def read_actors(draft: FileDraft, book: Codebook, mistakes: Mistakes) -> tuple[GivenActor, ...]:
    """The actors of the file as rows; a person is one who has an office."""
    countries = {code for code, country in book.countries.items() if country.plover == code} | set(book.international)
    found: list[GivenActor] = []
    for number, actor in draft.actors.items():
        path, before = ("actors", number), len(mistakes)
        _check_actor(path, actor, countries, book, mistakes)
        start, end = (_read_day((*path, key), day, mistakes) for key, day in (("from", actor.start), ("to", actor.end)))
        if start and end and start > end[: len(start)]:
            mistakes.add((*path, "to"), f"to = {end} is before from = {start}.")
        if len(mistakes) == before:
            found.append(_make_actor(actor, start, end, line=mistakes.line(path)))
    return tuple(found)


def _check_actor(path: Path, actor: ActorDraft, countries: Collection[str], book: Codebook, mistakes: Mistakes) -> None:
    if actor.country is not None:
        ruled_by = book.fold_country(actor.country)
        hint = f" Its actors get {ruled_by!r}." if ruled_by and ruled_by != actor.country else ""
        mistakes.check((*path, "country"), actor.country, countries, "country code", hint=hint)
    for key, sectors in (("sector", (actor.sector,)), ("other_sectors", actor.other_sectors)):
        for sector in filter(None, sectors):
            mistakes.check((*path, key), sector, book.sectors, "sector")
    if actor.country is None and actor.sector is None:
        mistakes.add(path, f"{actor.name} needs a country, a sector, or both.")
    if actor.office is not None and (actor.country is None or actor.sector is None):
        mistakes.add(path, f"{actor.name} holds an office and needs a country and a sector.")
    for key, names in (("name", (actor.name,)), ("aliases", actor.aliases)):
        for name in names:
            if not name.strip() or set(name) & set("|\t\n"):
                mistakes.add((*path, key), f"{name!r} cannot be a name.")


def _read_day(path: Path, day: Day | None, mistakes: Mistakes) -> str | None:
    """A day, month or year as text; what is none is a mistake."""
    if day is None:
        return None
    told = str(day)
    whole = {4: f"{told}-01-01", 7: f"{told}-01"}.get(len(told), told)
    try:
        dt.date.fromisoformat(whole)
    except ValueError:
        mistakes.add(path, f"{path[-1]} = {told!r} is no date: write 2021, 2021-05 or 2021-05-19.")
        return None
    return told


def _make_actor(actor: ActorDraft, start: str | None, end: str | None, *, line: int) -> GivenActor:
    cells = {"name": actor.name, "sector": actor.sector, "from": start, "to": end}
    others = "|".join(actor.aliases)
    if actor.office is None:
        cells |= {"names": others, "country": actor.country, "other": "|".join(actor.other_sectors)}
    else:
        cells |= {"aliases": others, "body": actor.country, "office": actor.office, "sure": "y"}
    table = "organisations.tsv" if actor.office is None else "people.tsv"
    return GivenActor(table=table, line=line, cells={column: cell for column, cell in cells.items() if cell})


def read_places(draft: FileDraft, book: Codebook, mistakes: Mistakes) -> tuple[GivenPlace, ...]:
    """The places of the file."""
    found: list[GivenPlace] = []
    for number, place in draft.places.items():
        path, before = ("places", number), len(mistakes)
        mistakes.check((*path, "country"), place.country, book.countries, "country code")
        mistakes.check((*path, "kind"), place.kind, PLACE_KINDS, "kind of place")
        if len(mistakes) == before:
            found.append(
                GivenPlace(
                    name=place.name,
                    country=place.country,
                    latitude=place.lat,
                    longitude=place.lon,
                    feature=PLACE_KINDS[place.kind],
                    aliases=place.aliases,
                )
            )
    return tuple(found)


def read_examples(draft: FileDraft, book: Codebook, mistakes: Mistakes) -> tuple[Example, ...]:
    """The examples of the file, and those that stand with its patterns, in the order of the file."""
    found = [
        *_iter_examples(draft, book, mistakes),
        *_iter_row_examples("verbs", draft, mistakes),
        *_iter_row_examples("nouns", draft, mistakes),
    ]
    return tuple(sorted(found, key=lambda example: int(example.where.rpartition(":")[2])))


def _iter_examples(draft: FileDraft, book: Codebook, mistakes: Mistakes) -> Iterator[Example]:
    known = {*book.list_types(), NONE, *draft.names}
    for number, example in draft.examples.items():
        path = ("examples", number)
        if not mistakes.check((*path, "type"), example.type, known, "event type"):
            continue
        if example.mode is not None and example.type in book.types:
            mistakes.check((*path, "mode"), example.mode, book.modes.get(example.type, {}), f"mode of {example.type}")
        yield _make_example(example, mistakes.where(path))


def _make_example(example: ExampleDraft, where: str) -> Example:
    return Example(
        text=example.text,
        type=example.type,
        mode=example.mode,
        actor=example.actor,
        recipient=example.recipient,
        published=example.published,
        where=where,
    )


def _iter_row_examples(kind: str, draft: FileDraft, mistakes: Mistakes) -> Iterator[Example]:
    """The sentence of a pattern must give its type; that of a row that is no event must give none."""
    for number, row in (draft.verbs if kind == "verbs" else draft.nouns).items():
        if row.example:
            type_ = NONE if row.type == "-" else row.type
            yield Example(text=row.example, type=type_, where=mistakes.where((kind, number, "example")))
