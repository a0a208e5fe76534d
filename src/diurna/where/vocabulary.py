"""Small words that tell a place name from another: prepositions, kinds of place, directions, titles."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# "in Nice", "near Nice": a word behind one of these is probably a place.
PLACE_PREPOSITIONS: Final = _words(
    "in at near from to outside inside across around toward towards into throughout via over within between off beyond "
    "along through on"
)

# Behind one of these a building is a place; elsewhere "the White House" is the government.
BUILDING_PREPOSITIONS: Final = _words("at in near outside inside around opposite across")

# Kind of place -> GeoNames feature class that it asks for: A (regions), P (towns), H (water).
CLASS_OF_KIND: Final = {
    **dict.fromkeys(
        _words(
            "province county parish governorate oblast krai state region district prefecture department emirate canton "
            "republic municipality territory voivodeship"
        ),
        "A",
    ),
    **dict.fromkeys(_words("city town village capital suburb neighborhood neighbourhood hamlet township borough"), "P"),
    **dict.fromkeys(_words("river lake sea gulf strait bay canal"), "H"),
}

DIRECTIONS: Final = _words(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern greater downtown upper lower inner outer mainland rural old"
)

# "on the Syrian border" is in Syria; "in US-Russian relations" is nowhere.
GROUNDS: Final = DIRECTIONS | _words(
    "city town village capital suburb province region district area zone territory soil border frontier airspace "
    "waters coast shore sea island mainland mountains desert countryside enclave stronghold side port parliament base "
    "prison jail camp interior heartland highlands hinterland"
)

# "the Paris climate accord" is nowhere near Paris.
PAPERS: Final = _words(
    "accord accords agreement treaty protocol convention pact deal declaration process plan formula communique charter "
    "statute principle principles format exchange index"
)

# Words that lengthen the name of a place without making it another place: "the Bekaa valley area".
ADDS_NOTHING: Final = _words(
    "the , - 's ’s of area areas valley countryside coast peninsula island islands border stronghold enclave basin "
    "desert mountains airport port"
)

# "Mr. Jordan", "Gov. Texas": what follows is no place; "New York Gov. Cuomo": what stands before one is.
TITLES: Final = _words(
    "mr mrs ms dr sen rep gov president congressman congresswoman minister king queen prince princess general gen col "
    "capt lt sgt sir lord lady judge justice chancellor secretary senator governor mayor pope sheikh imam ayatollah "
    "republican democrat foreign prime health interior defense defence finance attorney police"
)

# Small words inside a name: "Rio de Janeiro", "Trinidad and Tobago", "Cox's Bazar".
JOINTS: Final = _words(
    "of de del la le el al and & - – ' 's ’s the da do das dos di du den der y e upon on in es ez as ar a lo d' . s"
)

ARABIC_ARTICLES: Final = _words("al el ash as ar an ad az")

# Places that news names without explaining them.
WELL_KNOWN_FEATURES: Final = _words("PCLI PCLH PCLD TERR CONT RGN ADM1 PPLC OCN SEA GULF STRT PEN")
