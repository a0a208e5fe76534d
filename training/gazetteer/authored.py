"""Our own tables (`src/diurna/where/tables`) laid over the GeoNames places: names, centres, regions, seas, sites."""

from __future__ import annotations

from diurna.where.candidate import NameKind
from diurna.where.fold import fold_name
from diurna.where.rows import Row, load_table
from training.gazetteer.places import Draft
from training.gazetteer.sources import read_continents, read_regions

# News attention, on the scale of a population: which of two like names a text means when nothing else tells.
_ATTENTION = {
    "CONT": 50_000_000,
    "RGN": 2_000_000,
    "OCN": 20_000_000,
    "SEA": 5_000_000,
    "GULF": 1_000_000,
    "STM": 300_000,
    "PCLH": 3_000_000,
    "PPLH": 500_000,
    "BLDG": 300_000,
    "MTS": 500_000,
    "ISL": 200_000,
    "ISLS": 300_000,
}
_LEAST_ATTENTION = 100_000
_WORLD_REGION = 50_000_000


def add_tables(drafts: dict[str, Draft]) -> None:
    """Change and extend the drafts by every table. Wrong rows raise TableError."""
    _add_countries(drafts)
    _add_first_level(drafts)
    _add_towns(drafts)
    continents = read_continents()
    for table in ("regions", "waters", "lands", "sites", "towns", "historical"):
        for row in load_table(table):
            _add_feature(drafts, row, continents)


def _position(row: Row) -> tuple[float, float]:
    return row.number("latitude", low=-90, high=90), row.number("longitude", low=-180, high=180)


def _add_countries(drafts: dict[str, Draft]) -> None:
    for row in load_table("countries"):
        code = row.text("code")
        draft = drafts.get(f"c:{code}")
        if draft is None:
            raise row.error("code", f"names no country of GeoNames: {code!r}")
        draft.latitude, draft.longitude = _position(row)
        draft.name = row.text("name")
        for name in (draft.name, *row.many("also")):
            draft.call(name)
        for short in row.many("abbreviations"):
            draft.call(short, NameKind.SHORT)
        for adjective in row.many("adjectives"):
            draft.call(adjective, NameKind.ADJECTIVE)
            if adjective.endswith(("n", "i", "k", "c", "t", "r", "b")):
                draft.call(adjective + "s", NameKind.PEOPLE)
        for people in row.many("people"):
            draft.call(people, NameKind.PEOPLE)


def _add_first_level(drafts: dict[str, Draft]) -> None:
    by_code = {region.iso_code: f"r:{region.id}" for region in read_regions() if region and region.iso_code}
    for row in load_table("admin1"):
        key = by_code.get(row.text("code"))
        if key is None or key not in drafts:
            raise row.error("code", f"names no region of GeoNames: {row.text('code')!r}")
        draft = drafts[key]
        draft.latitude, draft.longitude = _position(row)
        name = row.text("name")
        draft.name = name.partition(" (")[0]
        draft.call(draft.name, NameKind.BARE if " (" in name else NameKind.NAME)
        for other in row.many("also"):
            is_bare = fold_name(name).startswith(fold_name(other) + " ")
            draft.call(other, NameKind.BARE if is_bare else NameKind.NAME)
        for short in row.many("abbreviations"):
            draft.call(short, NameKind.SHORT)
        for adjective in row.many("adjectives"):
            draft.call(adjective, NameKind.ADJECTIVE)


def _add_towns(drafts: dict[str, Draft]) -> None:
    index: dict[tuple[str, str], tuple[bool, int, str]] = {}
    for key, draft in drafts.items():
        if not key.startswith("p:"):
            continue
        own = fold_name(draft.name)
        for name in {fold_name(name) for _, name in draft.names}:
            entry = (name == own, draft.population, key)
            index[draft.country, name] = max(entry, index.get((draft.country, name), entry))
    for row in load_table("cities"):
        found = index.get((row.text("country"), fold_name(row.text("known_as"))))
        if found is None:
            raise row.error("known_as", f"names no town of {row.text('country')}: {row.text('known_as')!r}")
        draft = drafts[found[2]]
        draft.name = row.text("name").partition(" (")[0]
        for name in (draft.name, *row.many("also")):
            draft.call(name)
        for short in row.many("abbreviations"):
            draft.call(short, NameKind.SHORT)


def _add_feature(drafts: dict[str, Draft], row: Row, continents: dict[str, int]) -> None:
    full = row.text("name")
    name = full.partition(" (")[0]
    latitude, longitude = _position(row)
    feature = row.text("feature")
    country = row.optional("country") or next(iter(row.many("successor")), "")
    if country and f"c:{country}" not in drafts:
        raise row.error("country", f"is no country code: {country!r}")
    namesake = _find_first_level(drafts, name, country)
    draft = namesake or Draft(
        name=name,
        latitude=latitude,
        longitude=longitude,
        feature=feature,
        country=country,
        population=_attention(feature, country),
        id=continents.get(name, 0) if feature == "CONT" else 0,
        parent=f"c:{country}" if country else None,
        names={},
    )
    draft.claimed_by = row.many("claimed_by")
    draft.controlled_by = row.many("controlled_by")
    draft.stands_for = row.optional("stands_for") or ""
    draft.call(name, NameKind.OTHER if " (" in full else NameKind.NAME)
    for other in row.many("also"):
        draft.call(other.partition(" (")[0], NameKind.OTHER if " (" in other else NameKind.NAME)
    for adjective in row.many("adjectives"):
        draft.call(adjective, NameKind.ADJECTIVE)
    key = f"{row.table}:{full}"
    if key in drafts:
        raise row.error("name", f"stands twice: {full!r}")
    if namesake is None:
        drafts[key] = draft


def _attention(feature: str, country: str) -> int:
    if feature == "RGN" and not country:
        return _WORLD_REGION
    return _ATTENTION.get(feature, _LEAST_ATTENTION)


def _find_first_level(drafts: dict[str, Draft], name: str, country: str) -> Draft | None:
    """The region of GeoNames that a row describes again, to say who disputes it: it keeps its id and its boundary."""
    if not country:
        return None
    for draft in drafts.values():
        if draft.feature == "ADM1" and draft.country == country and draft.name == name:
            return draft
    return None
