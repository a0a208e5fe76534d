"""The codebook: every table of the ontology, loaded and checked against each other.

It answers what a name means, what it scores and whether it exists. How an event finds its type is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from diurna.codebook.check import require
from diurna.codebook.rows import TABLES, Row, load_table
from diurna.errors import DiurnaError, SettingsError, TableError

CODEBOOK_VERSION = "plover-2.0+diurna-1"
"""Names the ontology and our reading of it; moves when the same event would get another code or score."""

QUADS: Mapping[int, str] = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
"""The four quad classes by number."""

_BACK = "cameo_back.tsv"

Quad = Annotated[int, Meta(ge=1, le=4)]
Score = Annotated[float, Meta(ge=-10, le=10)]


class TypeEntry(Struct, frozen=True, kw_only=True):
    """One event type."""

    name: str
    quad: Quad
    score: Score
    recipient_required: bool
    definition: str
    reciprocal: str = ""
    """"always", or trigger words, that make several actors without a recipient act on each other."""
    parent: str | None = None
    """For a type of a user's codebook file: the PLOVER type that it is a kind of."""


class ModeEntry(Struct, frozen=True, kw_only=True):
    """One mode of one event type."""

    type: str
    name: str
    meaning: str
    score: Score | None = None


class ContextEntry(Struct, frozen=True, kw_only=True):
    """One context."""

    name: str
    meaning: str


class SectorEntry(Struct, frozen=True, kw_only=True):
    """One sector of actors, with the names that other formats have for it."""

    code: str
    name: str
    frequent: bool
    meaning: str
    cameo: str | None = None
    icews: tuple[str, ...] = ()
    note: str | None = None


class Country(Struct, frozen=True, kw_only=True):
    """One state or territory under the codes of five systems."""

    alpha3: str
    alpha2: str
    name: str
    plover: str
    """The code that its actors get: its own, or that of the state that rules it."""
    cow: int | None = None
    fips: str | None = None
    cameo: str
    icews: str
    note: str | None = None


class International(Struct, frozen=True, kw_only=True):
    """A code that stands in the country field for an actor without one country."""

    code: str
    name: str
    meaning: str
    cameo: str
    cameo_country: str | None = None
    cameo_group: str | None = None
    icews: tuple[str, ...] = ()


class CameoEntry(Struct, frozen=True, kw_only=True):
    """One CAMEO code: what it is called, what it is in PLOVER and what three data sets score it."""

    cameo: str
    root: str
    label: str
    gloss: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Quad
    goldstein_gdelt: float | None = None
    intensity_icews: float | None = None
    score_phoenix: float | None = None
    note: str | None = None

    @property
    def base(self) -> str:
        """The three-digit parent, or the code itself."""
        return self.cameo[:3]


class BackRule(Struct, frozen=True, kw_only=True):
    """One way from PLOVER back to CAMEO: the conditions that must all hold, and the code."""

    type: str
    code: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: str | None = None
    near: str | None = None
    note: str | None = None


class Office(Struct, frozen=True, kw_only=True):
    """Words of an office and the ICEWS sector they stand for."""

    words: str
    sector: str


class UsState(Struct, frozen=True, kw_only=True):
    """A state of the USA and its postal code."""

    code: str
    name: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What a type comes out as under a user's codebook file."""

    name: str | None
    """`None`: events of the type are dropped."""
    plover: str
    """The PLOVER type behind it, which crosswalks and exports ask for."""
    where: str | None = None
    """The line that renames, merges or drops the type; `None` for one that keeps its name."""


class Codebook(Struct, frozen=True, kw_only=True):
    """All tables of the ontology. Every mapping keeps the order of its file."""

    version: str
    types: Mapping[str, TypeEntry]
    modes: Mapping[str, Mapping[str, ModeEntry]]
    """By type, then by name; a type without modes is not a key."""
    contexts: Mapping[str, ContextEntry]
    sectors: Mapping[str, SectorEntry]
    countries: Mapping[str, Country]
    """By ISO alpha-3 code, and KOS."""
    alpha2: Mapping[str, str]
    """ISO alpha-2 to alpha-3."""
    international: Mapping[str, International]
    cameo: Mapping[str, CameoEntry]
    back: Mapping[str, tuple[BackRule, ...]]
    """By type, in the order in which they are tried."""
    offices: tuple[Office, ...]
    us_states: Mapping[str, str]
    """Postal code by name."""
    outcomes: Mapping[tuple[str, str | None], Outcome] = {}
    """By type and mode, or by type alone (mode `None`). Empty without a user's file: every type comes out as it is."""

    def find_outcome(self, event_type: str, mode: str | None) -> Outcome | None:
        """What an act of this type and mode comes out as; `None` where that is the type itself."""
        return self.outcomes.get((event_type, mode)) or self.outcomes.get((event_type, None))

    def list_types(self) -> tuple[str, ...]:
        """The names that events can have, in the order of the tables."""
        gone = {type_ for (type_, mode), outcome in self.outcomes.items() if mode is None and outcome.name != type_}
        return tuple(name for name in self.types if name not in gone)

    def quad(self, event_type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.types[self.check_type(event_type)].quad

    def quad_name(self, event_type: str) -> str:
        """The quad class in words: "VERBAL CONFLICT"."""
        return QUADS[self.quad(event_type)]

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        """PLOVER's score, -10 to +10: the mode's where it has one, else the type's."""
        score = self.types[self.check_type(event_type)].score
        if mode is None:
            return score
        entry = self.modes[event_type][self.check_mode(event_type, mode)]
        return score if entry.score is None else entry.score

    def fold_country(self, code: str) -> str | None:
        """The PLOVER country code for an ISO code of two or three letters; Greenland is DNK. `None` if unknown."""
        country = self.countries.get(self.alpha2.get(code, code))
        return country.plover if country else None

    def country_name(self, code: str) -> str | None:
        """What a country code stands for: "France", "United Nations"."""
        if country := self.countries.get(code):
            return country.name
        entry = self.international.get(code)
        return entry.name if entry else None

    def check_type(self, name: str, *, where: str = "", error: type[DiurnaError] = SettingsError) -> str:
        """The name itself; raises `error` with the nearest right one if there is no such event type."""
        return require(name, self.types, "event type", where=where, error=error)

    def check_mode(
        self, event_type: str, name: str, *, where: str = "", error: type[DiurnaError] = SettingsError
    ) -> str:
        """The name itself; raises `error` if the type has no such mode, naming the types that have it."""
        own = self.modes.get(self.check_type(event_type, where=where, error=error), {})
        others = [other for other, modes in self.modes.items() if name in modes]
        hint = f" It is a mode of {', '.join(others)}." if others else ""
        return require(name, own, f"mode of {event_type}", where=where, error=error, hint=hint)

    def check_context(self, name: str, *, where: str = "", error: type[DiurnaError] = SettingsError) -> str:
        """The name itself; raises `error` with the nearest right one if there is no such context."""
        return require(name, self.contexts, "context", where=where, error=error)

    def check_sector(self, code: str, *, where: str = "", error: type[DiurnaError] = SettingsError) -> str:
        """The code itself; raises `error` with the nearest right one if there is no such sector."""
        return require(code, self.sectors, "sector", where=where, error=error)

    def check_country(self, code: str, *, where: str = "", error: type[DiurnaError] = SettingsError) -> str:
        """The code itself, if an actor may have it; raises `error` for a dependency and names the ruling state."""
        folded = self.fold_country(code)
        if folded == code or code in self.international:
            return code
        hint = f" Its actors get {folded}." if folded else ""
        states = [alpha3 for alpha3, country in self.countries.items() if country.plover == alpha3]
        return require(code, [*states, *self.international], "country code", where=where, error=error, hint=hint)

    def check_cameo(self, code: str, *, where: str = "", error: type[DiurnaError] = SettingsError) -> str:
        """The code itself; raises `error` with the nearest right one if CAMEO has no such code."""
        return require(code, self.cameo, "CAMEO code", where=where, error=error)


@cache
def load_codebook(folder: Path | None = None) -> Codebook:
    """The codebook that we ship. `folder` holds a user's additions: tables under the same file names.

    A row there replaces ours with the same key; rules of `cameo_back.tsv` are tried before ours. Its version then
    ends in a hash of the user's files.
    """
    types = {row.name: row for _, row in _rows("event_types.tsv", TypeEntry, folder)}
    modes: dict[str, dict[str, ModeEntry]] = {}
    for where, row in _rows("modes.tsv", ModeEntry, folder):
        modes.setdefault(require(row.type, types, "event type", where=where, error=TableError), {})[row.name] = row
    countries = {row.alpha3: row for _, row in _rows("countries.tsv", Country, folder)}
    codebook = Codebook(
        version=CODEBOOK_VERSION + _hash_of(folder),
        types=types,
        modes=modes,
        contexts={row.name: row for _, row in _rows("contexts.tsv", ContextEntry, folder)},
        sectors={row.code: row for _, row in _rows("sectors.tsv", SectorEntry, folder)},
        countries=countries,
        alpha2={country.alpha2: alpha3 for alpha3, country in countries.items()},
        international={row.code: row for _, row in _rows("international.tsv", International, folder)},
        cameo={row.cameo: row for _, row in _rows("cameo.tsv", CameoEntry, folder)},
        back={},
        offices=tuple(row for _, row in _rows("icews_offices.tsv", Office, folder)),
        us_states={row.name: row.code for _, row in _rows("us_states.tsv", UsState, folder)},
    )
    _check_crosswalk(codebook, folder)
    return replace(codebook, back=_load_back(codebook, folder))


def _rows(name: str, row: type[Row], folder: Path | None) -> list[tuple[str, Row]]:
    """Our rows, then the user's."""
    rows = load_table(TABLES / name, row)
    if folder is not None and (folder / name).is_file():
        rows += load_table(folder / name, row)
    return rows


def _check_crosswalk(codebook: Codebook, folder: Path | None) -> None:
    for where, row in _rows("cameo.tsv", CameoEntry, folder):
        if row.type is not None:
            codebook.check_type(row.type, where=where, error=TableError)
            if row.mode is not None:
                codebook.check_mode(row.type, row.mode, where=where, error=TableError)
        for context in row.contexts:
            codebook.check_context(context, where=where, error=TableError)


def _load_back(codebook: Codebook, folder: Path | None) -> dict[str, tuple[BackRule, ...]]:
    own = [] if folder is None or not (folder / _BACK).is_file() else load_table(folder / _BACK, BackRule)
    rules: dict[str, list[BackRule]] = {}
    for where, row in [*own, *load_table(TABLES / _BACK, BackRule)]:
        codebook.check_type(row.type, where=where, error=TableError)
        codebook.check_cameo(row.code, where=where, error=TableError)
        if row.mode is not None:
            codebook.check_mode(row.type, row.mode, where=where, error=TableError)
        for context in row.contexts:
            codebook.check_context(context, where=where, error=TableError)
        for sector in row.actors:
            codebook.check_sector(sector, where=where, error=TableError)
        rules.setdefault(row.type, []).append(row)
    return {event_type: tuple(rows) for event_type, rows in rules.items()}


def _hash_of(folder: Path | None) -> str:
    if folder is None:
        return ""
    digest = blake2b(digest_size=4)
    for path in sorted(folder.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"+{digest.hexdigest()}"
