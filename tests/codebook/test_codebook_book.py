"""The ontology's tables: sizes, scores, and errors that name the nearest right value."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.codebook import CODEBOOK_VERSION, load_codebook
from diurna.errors import SettingsError, TableError
from diurna.records import EventType


def test_the_tables_are_complete() -> None:
    codebook = load_codebook()
    assert tuple(codebook.types) == tuple(EventType)
    assert len(codebook.contexts) == 37
    assert len(codebook.sectors) == 25
    assert len(codebook.cameo) == 313
    assert {name: len(modes) for name, modes in codebook.modes.items()} == {
        "CONSULT": 4,
        "RETREAT": 6,
        "REQUEST": 4,
        "ACCUSE": 3,
        "REJECT": 4,
        "THREATEN": 6,
        "PROTEST": 7,
        "SANCTION": 4,
        "MOBILIZE": 4,
        "COERCE": 10,
        "ASSAULT": 15,
    }
    assert codebook.version == CODEBOOK_VERSION


@pytest.mark.parametrize(
    "event_type, mode, score",
    [
        ("AGREE", None, 2.5),
        ("CONSULT", None, 2.5),
        ("CONSULT", "visit", 4),
        ("CONSULT", "phone", 1.5),
        ("AID", None, 10),
        ("REQUEST", None, 0),
        ("REQUEST", "meet", 0),
        ("ACCUSE", None, -3),  # printed as 3 in the manual, a slip
        ("PROTEST", "vandalize", -5),  # no score of its own: the type's
        ("COERCE", "martial-law", -7.5),
        ("ASSAULT", "unconventional", -10),
    ],
)
def test_intensity_is_the_modes_where_it_has_one(event_type: str, mode: str | None, score: float) -> None:
    assert load_codebook().intensity(event_type, mode) == score


@pytest.mark.parametrize(
    "event_type, quad", [("SUPPORT", 1), ("RETREAT", 2), ("REJECT", 3), ("PROTEST", 4), ("SANCTION", 4)]
)
def test_quad_of_a_type(event_type: str, quad: int) -> None:
    assert load_codebook().quad(event_type) == quad


def test_quad_in_words() -> None:
    assert load_codebook().quad_name("THREATEN") == "VERBAL CONFLICT"


@pytest.mark.parametrize(
    "kind, name, message",
    [
        ("type", "ACUSE", "unknown event type 'ACUSE'. Did you mean 'ACCUSE'?"),
        ("type", "assault", "unknown event type 'assault'. Did you mean 'ASSAULT'?"),
        ("context", "econmic", "unknown context 'econmic'. Did you mean 'economic'?"),
        ("sector", "MILL", "unknown sector 'MILL'. Did you mean 'MIL'?"),
        ("country", "GRL", "unknown country code 'GRL'. Its actors get DNK."),
        ("cameo", "0999", "unknown CAMEO code '0999'."),
    ],
)
def test_an_unknown_name_gets_the_nearest_right_one(kind: str, name: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        getattr(load_codebook(), f"check_{kind}")(name)
    assert message in str(caught.value)


def test_a_mode_of_another_type_says_whose_it_is() -> None:
    with pytest.raises(TableError, match=r"verbs\.tsv:7: unknown mode of ASSAULT 'demo'\. It is a mode of PROTEST\."):
        load_codebook().check_mode("ASSAULT", "demo", where="verbs.tsv:7", error=TableError)


def test_a_known_name_comes_back_unchanged() -> None:
    codebook = load_codebook()
    assert codebook.check_mode("ASSAULT", "drone") == "drone"
    assert codebook.check_country("UNO") == "UNO"
    assert codebook.check_country("KOS") == "KOS"


@pytest.mark.parametrize(
    "code, folded", [("FR", "FRA"), ("GL", "DNK"), ("HKG", "HKG"), ("XK", "KOS"), ("ESH", "MAR"), ("ZZ", None)]
)
def test_dependencies_fold_into_the_ruling_state(code: str, folded: str | None) -> None:
    assert load_codebook().fold_country(code) == folded


@pytest.mark.parametrize(
    "alpha3, fips, cameo, cow",
    [
        ("DEU", "GM", "DEU", 255),
        ("ROU", "RO", "ROM", 360),
        ("TLS", "TT", "TMP", 860),
        ("MNE", "MJ", "MTN", 341),
        ("KOS", "KV", "KOS", 347),
        ("VNM", "VM", "VNM", 816),
        ("AUS", "AS", "AUS", 900),
        ("AUT", "AU", "AUT", 305),
        ("PSE", "WE", "PSE", None),
    ],
)
def test_country_codes_of_other_systems(alpha3: str, fips: str, cameo: str, cow: int | None) -> None:
    country = load_codebook().countries[alpha3]
    assert (country.fips, country.cameo, country.cow) == (fips, cameo, cow)


def test_country_codes_are_unique() -> None:
    countries = list(load_codebook().countries.values())
    for codes in ([country.fips for country in countries], [country.cow for country in countries]):
        given = [code for code in codes if code is not None]
        assert len(given) == len(set(given))
    assert len(load_codebook().alpha2) == len(countries)
    assert {country.plover for country in countries} <= set(load_codebook().countries)


def test_every_sector_that_cameo_knows_is_three_letters() -> None:
    codebook = load_codebook()
    assert codebook.sectors["JRN"].cameo == "MED"
    assert codebook.sectors["MED"].cameo == "HLH"
    assert all(sector.cameo is None or len(sector.cameo) == 3 for sector in codebook.sectors.values())


def test_a_user_adds_a_type_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "event_types.tsv").write_text(
        "name\tquad\tscore\trecipient_required\tdefinition\nFLOOD\t4\t-1\tno\tWater where there should be none.\n"
    )
    (tmp_path / "modes.tsv").write_text("type\tname\tscore\tmeaning\nFLOOD\tdam\t-2\tA dam broke.\n")
    codebook = load_codebook(tmp_path)
    assert codebook.intensity("FLOOD", "dam") == -2
    assert codebook.version.startswith(f"{CODEBOOK_VERSION}+")
    assert len(load_codebook().types) == 16


@pytest.mark.parametrize(
    "content, message",
    [
        ("name\tmeaning\nrain\n", r"contexts\.tsv:2: 1 cells, but the table has 2 columns"),
        ("name\tmeening\n", r"contexts\.tsv:1: unknown column 'meening'"),
        ("name\n", r"contexts\.tsv:1: column 'meaning' is missing"),
        ("name\tmeaning\nrain\t\n", r"contexts\.tsv:2: Object missing required field `meaning`"),
    ],
)
def test_a_bad_row_names_file_line_and_column(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "contexts.tsv").write_text(content)
    with pytest.raises(TableError, match=message):
        load_codebook(tmp_path)


def test_a_mode_needs_a_type(tmp_path: Path) -> None:
    (tmp_path / "modes.tsv").write_text("type\tname\tscore\tmeaning\nFLOD\tdam\t-2\tA dam broke.\n")
    with pytest.raises(TableError, match=r"modes\.tsv:2: unknown event type 'FLOD'"):
        load_codebook(tmp_path)


def test_a_score_is_a_number_between_minus_and_plus_ten(tmp_path: Path) -> None:
    (tmp_path / "modes.tsv").write_text("type\tname\tscore\tmeaning\nAID\tdam\tmany\tA dam broke.\n")
    with pytest.raises(TableError, match=r"modes\.tsv:2: .*score"):
        load_codebook(tmp_path)
