"""One reading of a place name, and what its GeoNames feature code says about it."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct

from diurna.records import PlacePrecision

_COUNTRY_FEATURES = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCL", "PCLIX", "TERR", "PCLH"})
_SITES = frozenset(
    {"BLDG", "SQR", "ST", "BDG", "DAM", "INSM", "PRN", "CRSG", "AIRP", "PS", "MSQE", "SHRN", "TMPL", "HTL"}
)
_SITES_TOO = frozenset({"CMPRF", "MNMT", "HSTS", "GATE", "WALL", "CMTY", "PRT", "TNL", "PASS", "VLC", "MT"})
_WATER = frozenset({"STM", "LK", "LKS", "SEA", "OCN", "BAY", "GULF", "STRT", "RSV", "CNL", "SD"})


class NameKind(IntEnum):
    """How a name stands for its place."""

    NAME = 0
    """Its own name, or a common English one."""
    OTHER = 1
    """A spelling or a foreign name that news seldom uses."""
    BARE = 2
    """A region by its first word alone: "Idlib" for Idlib Governorate."""
    SHORT = 3
    """An abbreviation, matched with its capitals: "Fla."."""
    ADJECTIVE = 4
    """"Syrian"."""
    PEOPLE = 5
    """"Syrians"."""


class Candidate(Struct, frozen=True, gc=False):
    """One reading of a name: a row of the gazetteer with what resolution looks at."""

    row: int
    kind: NameKind
    name: str
    id: int | None
    latitude: float
    longitude: float
    country: str | None
    admin1: int | None
    """Row of the first-level region it lies in (of itself, if it is one)."""
    feature: str
    population: float


class Claim(Struct, frozen=True):
    """Who disputes an area and who holds it, as ISO alpha-3 codes."""

    claimed_by: tuple[str, ...]
    controlled_by: tuple[str, ...]


def precision_of(feature: str) -> PlacePrecision:
    """How exact a place of this GeoNames feature code is."""
    if feature in _COUNTRY_FEATURES:
        return PlacePrecision.COUNTRY
    if feature == "ADM1":
        return PlacePrecision.ADMIN1
    if feature == "ADM2":
        return PlacePrecision.ADMIN2
    if feature.startswith("PPL"):
        return PlacePrecision.CITY
    if feature in _SITES or feature in _SITES_TOO:
        return PlacePrecision.POINT
    return PlacePrecision.REGION


def class_of(feature: str) -> str:
    """The GeoNames feature class of a code, as far as we need it: A, P, H (water) or L (all else)."""
    if feature.startswith(("ADM", "PCL")):
        return "A"
    if feature.startswith("PPL"):
        return "P"
    return "H" if feature in _WATER else "L"
