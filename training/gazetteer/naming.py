"""Which of the many names of a GeoNames place an English news text may use."""

from __future__ import annotations

import re

from diurna.where.fold import fold_name

_LATIN = re.compile(r"^[\x20-\x7eÀ-ɏḀ-ỿ'’‘ʻʼʽʾʿ`]+$")
_ENGLISH_REGION = re.compile(
    r"(?i)\b(autonomous (republic|region|okrug|oblast)|oblast|krai|kray|republic|province|state|region|governorate|"
    r"county|district|department|prefecture|municipality|voivodeship|canton|parish|territory|division|emirate)\b"
)
_GENERIC = re.compile(
    r"(?i)^(?:(?:autonomous )?(?:republic|province|state|region|department|county|district) of (?:the )?)?(.+?)"
    r"(?: (?:autonomous )?(?:oblast|krai|kray|republic|province|state|region|governorate|county|district|department|"
    r"prefecture|municipality|voivodeship|canton|parish|territory|division|emirate|okrug))?$"
)
_ARABIC_EL = re.compile(r"^El[ -]")

_SMALL_TOWN = 5000


def english_region_name(name: str, others: tuple[str, ...]) -> str:
    """The name under which English news knows a region: "Yaroslavl Oblast" rather than "Yaroslavskaya oblast'"."""
    candidates = [other for other in others if other.isascii() and _ENGLISH_REGION.search(other)]
    if _ENGLISH_REGION.search(name) and name.isascii() and "'" not in name:
        return name
    if candidates:
        return min(candidates, key=lambda other: (len(other.split()), len(other)))
    if name.isascii() and "'" not in name and "," not in name:
        return name
    plain = [other for other in others if other.isascii() and "'" not in other]
    return min(plain, key=len) if plain else name


def bare_name(name: str) -> str | None:
    """A region's name without its kind: "Idlib" for "Idlib Governorate"; None if there is nothing to take away."""
    match = _GENERIC.match(name)
    if not match or match[1] == name or len(match[1]) < 3:
        return None
    return match[1]


def other_names(name: str, others: tuple[str, ...], *, population: int) -> tuple[str, ...]:
    """The other Latin spellings that are worth their room; a village keeps those that differ least.

    Codes ("MOW"), small-letter transcriptions ("mo si ke") and forms with a foreign word for town ("Kunduz khot") are
    dropped.
    """
    own = fold_name(name)
    kept: dict[str, str] = {}
    for other in others:
        if len(other) < 3 or not _LATIN.match(other) or not other[0].isupper() or other.isupper():
            continue
        if any(character.isdigit() for character in other) or other.endswith((" khot", " osh")):
            continue
        folded = fold_name(other)
        if folded and folded != own:
            kept.setdefault(folded, other)
    if population < _SMALL_TOWN:
        kept = {folded: other for folded, other in kept.items() if _is_near(folded, own)}
    found = list(kept.values())
    return (*found, *(_ARABIC_EL.sub("", other) for other in (name, *found) if _ARABIC_EL.match(other)))


def _is_near(one: str, two: str) -> bool:
    """Whether one name holds the other, or both begin alike: a spelling of it rather than another name."""
    return one in two or two in one or (one[:2] == two[:2] and abs(len(one) - len(two)) <= 3)
