"""Which place name says where another one lies: "Springfield, Illinois", "the Syrian city of Raqqa"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec import Struct

from diurna.records import Span
from diurna.where.candidate import Candidate, NameKind

_INSIDE = re.compile(r"^,? ?(?:\(| in (?:\w+ )?(?:the )?)?$|^, $|^,$|^ \($")
_IN = re.compile(
    r"^,? in (?:the )?(?:(?:north|south|east|west|central|southern|northern|eastern|western|\w+ern)(?:-\w+)? )?$"
)
_OF = re.compile(
    r"^(?:['’]s)? (?:[\w-]+ ){0,3}(?:city|town|village|province|capital|port|district|region|state|county|governorate|"
    r"enclave|stronghold|resort|suburb|island|municipality|hamlet|area|cities|towns|villages|provinces)(?: of|,)? $"
)
_LIST_GOES_ON = re.compile(r",? (?:and|or|&) [A-Z]")
_POSSESSIVE = re.compile(
    r"^['’]s (?:(?:\w+ern|north|south|east|west|central|northeast|northwest|southeast|southwest) )?$"
)


class Toponym(Struct, frozen=True):
    """A place name of an article that waits to be resolved."""

    span: Span
    text: str
    candidates: tuple[Candidate, ...]
    wanted: str | None = None
    """Feature class that the words beside it ask for: "A" (a province, a county), "P" (a town), "H" (a river)."""
    listed: bool = True
    """Whether it weighs in as context; adjectives do, but no town follows from them."""


def find_containers(toponyms: Sequence[Toponym], text: str) -> dict[int, int]:
    """Toponym -> toponym that holds it, from the words between two neighbours.

    "Springfield, Illinois"; "Raqqa in northern Syria"; "the Syrian city of Raqqa"; "Iraq's Anbar province".
    """
    found: dict[int, int] = {}
    for number in range(len(toponyms) - 1):
        one, two = toponyms[number], toponyms[number + 1]
        gap = text[one.span.end : two.span.start]
        if len(gap) > 40 or two.span.start < one.span.end or not one.candidates or not two.candidates:
            continue
        if _INSIDE.match(gap) or _IN.match(gap):
            if _is_list(one, two, text):
                continue
            if _some_inside(one.candidates, two.candidates):
                found[number] = number + 1
        elif (_OF.match(gap) or _POSSESSIVE.match(gap)) and _some_inside(two.candidates, one.candidates):
            found[number + 1] = number
    return found


def _is_list(one: Toponym, two: Toponym, text: str) -> bool:
    """ "Georgia, Russia and Turkey" are three places, "Lebanon, Pa." is one."""
    if two.candidates[0].kind is NameKind.SHORT:
        return False
    if one.candidates[0].feature == "PCLI" and two.candidates[0].feature == "PCLI":
        return True
    return bool(_LIST_GOES_ON.match(text, two.span.end))


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether one place is part of the other, as far as the gazetteer knows."""
    if inner.row == outer.row:
        return False
    if outer.feature in {"PCLI", "PCLH", "TERR"}:
        return inner.country == outer.country and inner.feature not in {"PCLI", "CONT"}
    if outer.feature == "ADM1":
        return inner.admin1 == outer.row
    if outer.feature == "ADM2":
        return inner.admin1 == outer.admin1 and inner.feature.startswith("P") and _is_near(inner, outer, 80.0)
    return False


def _is_near(one: Candidate, two: Candidate, kilometres: float) -> bool:
    width = math.cos(math.radians(one.latitude))
    north, east = one.latitude - two.latitude, (one.longitude - two.longitude) * width
    return math.hypot(north, east) * 111.2 < kilometres


def _some_inside(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> bool:
    return any(lies_in(one, two) for two in outer for one in inner)
