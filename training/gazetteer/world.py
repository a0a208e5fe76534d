"""The world as GeoNames has it: countries, regions with centres worked out from their towns, towns."""

from __future__ import annotations

from diurna.where.candidate import NameKind
from diurna.where.fold import fold_name
from training.gazetteer.naming import bare_name, english_region_name, other_names
from training.gazetteer.places import Draft
from training.gazetteer.sources import (
    Country,
    Region,
    Town,
    group_by_region,
    read_countries,
    read_regions,
    read_towns,
)

# Second-level regions are kept where English news names them; elsewhere the town of the same name does the work.
_COUNTY_COUNTRIES = frozenset(
    "US GB IE CA AU NZ ZA IN PK BD LK NP AF IQ SY YE LB JO IL PS EG LY SD SS ET SO KE UG TZ RW BI CD NG GH SL LR CM ML "
    "NE BF TD CF UA RU BY MD GE AM AZ KZ UZ TM KG TJ RS BA XK MK ME AL TR IR CN TW JP KR KP MM TH KH LA VN PH ID MY FR "
    "IT ES DE PL RO SE NO FI CO VE PE EC BO HN SV GT NI HT DO".split()
)


def collect_world() -> dict[str, Draft]:
    """Key -> draft: "c:USA" for a country, "r:4896861" for a region, "p:4250542" for a town."""
    countries = {country.iso2: country for country in read_countries()}
    regions = read_regions()
    towns = read_towns()
    drafts = {f"c:{country.iso3}": _draft_country(country) for country in countries.values()}
    held = group_by_region(towns, regions)
    for number, region in enumerate(regions):
        if region is None or region.iso2 not in countries or not held.get(number):
            continue
        if region.level != 1 and region.iso2 not in _COUNTY_COUNTRIES:
            continue
        drafts[f"r:{region.id}"] = _draft_region(region, regions, held[number], countries)
    for draft in drafts.values():
        if draft.parent is not None and draft.parent not in drafts:
            draft.parent = f"c:{draft.country}"
    for town in towns:
        if town.iso2 in countries:
            drafts[f"p:{town.id}"] = _draft_town(town, regions, countries[town.iso2], drafts)
    for country in countries.values():
        _mark_capital(country, towns, drafts)
    return drafts


def _mark_capital(country: Country, towns: list[Town], drafts: dict[str, Draft]) -> None:
    """GeoNames' seat of government: the largest town of the country that bears the capital's name."""
    called_so = [
        town
        for town in towns
        if town.iso2 == country.iso2 and (town.name == country.capital or country.capital in town.other_names)
    ]
    if called_so:
        drafts[f"p:{max(called_so, key=lambda town: town.population).id}"].feature = "PPLC"


def _draft_country(country: Country) -> Draft:
    draft = Draft(
        name=country.name,
        latitude=0.0,
        longitude=0.0,
        feature=country.feature,
        country=country.iso3,
        population=country.population,
        id=country.id,
        names={},
    )
    draft.call(country.name)
    return draft


def _draft_region(
    region: Region, regions: list[Region | None], towns: list[Town], countries: dict[str, Country]
) -> Draft:
    name = english_region_name(region.name, region.other_names)
    parent = regions[region.parent] if region.parent else None
    draft = Draft(
        name=name,
        latitude=sum(town.latitude for town in towns) / len(towns),
        longitude=_mean_longitude([town.longitude for town in towns]),
        feature="ADM1" if region.level == 1 else "ADM2",
        country=countries[region.iso2].iso3,
        population=sum(town.population for town in towns),
        id=region.id,
        parent=f"r:{parent.id}" if parent else f"c:{countries[region.iso2].iso3}",
        names={},
    )
    draft.call(name)
    spellings = (region.name, *(other for other in region.other_names if _is_latin(other)))
    for spelling in spellings:
        draft.call(spelling, _kind_of_region_name(spelling, name, level=region.level))
        bare = bare_name(spelling)
        if bare:
            draft.call(bare, NameKind.BARE)
    bare = bare_name(name)
    if bare:
        draft.call(bare, NameKind.BARE)
    return draft


def _kind_of_region_name(spelling: str, name: str, *, level: int) -> NameKind:
    """ "Adams" of "Adams County" is bare; "Bayern" is another name; "State of Illinois" is as good as its own."""
    bare = bare_name(name)
    if bare and fold_name(spelling) == fold_name(bare):
        return NameKind.BARE
    if bare_name(spelling):
        return NameKind.NAME
    return NameKind.OTHER if level == 1 else NameKind.BARE


def _draft_town(town: Town, regions: list[Region | None], country: Country, drafts: dict[str, Draft]) -> Draft:
    region = regions[town.region] if town.region else None
    while region and f"r:{region.id}" not in drafts:
        region = regions[region.parent] if region.parent else None
    draft = Draft(
        name=town.name,
        latitude=town.latitude,
        longitude=town.longitude,
        feature="PPL",
        country=country.iso3,
        population=town.population,
        id=town.id,
        parent=f"r:{region.id}" if region else f"c:{country.iso3}",
        names={},
    )
    draft.call(town.name)
    if town.name.endswith(" City") and town.iso2 not in {"US", "GB"}:
        draft.call(town.name.removesuffix(" City"))
    for other in other_names(town.name, town.other_names, population=town.population):
        draft.call(other, NameKind.OTHER)
    return draft


def _mean_longitude(longitudes: list[float]) -> float:
    """The middle of several meridians, also where they stand on both sides of the date line."""
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [value + 360 if value < 0 else value for value in longitudes]
    middle = sum(longitudes) / len(longitudes)
    return middle - 360 if middle > 180 else middle


def _is_latin(name: str) -> bool:
    return all(character < "ɐ" or "Ḁ" <= character <= "ỿ" or character in "'’‘ʻʼʽʾʿ" for character in name)
