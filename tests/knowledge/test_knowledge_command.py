"""`diurna knowledge find`, and the setting that names a folder of tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diurna.cli import app
from diurna.errors import SettingsError, TableError
from diurna.knowledge import load_fingerprint
from diurna.settings import Settings

PEOPLE = "name\toffice\tbody\tsector\tfrom\tto\nAda Example\tmayor\tCHL\tGOV\t2019\t2020\n"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that the environment names, beside no settings file."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mytables"
    folder.mkdir()
    (folder / "people.tsv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.setenv("DIURNA_KNOWLEDGE", str(folder))
    return folder


def find(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["knowledge", "find", *arguments], catch_exceptions=False)
    return done.exit_code, done.stdout


def test_a_name_on_a_day() -> None:
    code, out = find("Angela Merkel", "--on", "2019-05-26")
    assert code == 0
    assert out.startswith("Angela Merkel is coded as DEUGOV, chancellor.\n")
    assert "  * DEUGOV chancellor, 2005-11-22 to 2021-12-08  people/europe.tsv:" in out


def test_all_bearers_as_json() -> None:
    _, out = find("RSF", "--on", "2023-05-01", "--json")
    finding = json.loads(out)["finding"]
    assert len(finding["bearers"]) > 1
    assert all(term["origin"] for bearer in finding["bearers"] for term in bearer["terms"])


def test_a_phrase_is_coded_though_no_row_has_it() -> None:
    code, out = find("former Malian president", "--on", "2020-01-01")
    assert (code, out.splitlines()[0]) == (0, "former Malian president is coded as MLIELI, former president.")


def test_nothing_known_shows_near_spellings_and_fails() -> None:
    code, out = find("Sergei Lavrof")
    assert code == 1
    assert "Near spellings: Sergey Lavrov" in out


def test_a_day_that_is_none() -> None:
    with pytest.raises(SettingsError, match="--on 26 May: not a date"):
        find("Angela Merkel", "--on", "26 May")


def test_tables_of_your_own_are_searched(tables: Path) -> None:
    code, out = find("Ada Example", "--on", "2019-07-01")
    assert code == 0
    assert out.splitlines()[0] == "Ada Example is coded as CHLGOV, mayor."
    assert f"{tables / 'people.tsv'}:2" in out


def test_a_mistake_in_them_is_named(tables: Path) -> None:
    (tables / "people.tsv").write_text(PEOPLE.replace("CHL", "CHI"), encoding="utf-8")
    with pytest.raises(TableError, match="column 'body': unknown value 'CHI'"):
        find("Ada Example")


def test_the_digest_follows_the_contents_and_not_the_place(tables: Path, tmp_path: Path) -> None:
    def digest(folder: Path) -> str:
        return Settings(knowledge=str(folder)).digest({"knowledge": load_fingerprint(folder)})

    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "people.tsv").write_text(PEOPLE, encoding="utf-8")
    assert digest(tables) == digest(copy) != Settings().digest()
    (copy / "people.tsv").write_text(PEOPLE.replace("mayor", "senator"), encoding="utf-8")
    assert digest(tables) != digest(copy)
