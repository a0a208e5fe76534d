"""A user's own tables win over the shipped ones, and say where they are wrong."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from diurna.errors import TableError
from diurna.knowledge import GivenTables, Knowledge, Organisation, find_name, load_fingerprint, load_knowledge
from diurna.who import resolve_phrase

DAY = dt.date(2021, 5, 18)
PEOPLE = "name\taliases\toffice\tbody\tsector\tfrom\tto\n"


def write(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def code(knowledge: Knowledge, phrase: str, day: dt.date = DAY) -> str | None:
    actor = resolve_phrase(phrase, knowledge=knowledge, on=day)
    return actor.code if actor else None


def test_a_person_of_yours_has_offices_by_date(tmp_path: Path) -> None:
    rows = "Ada Example\tA. Example\tmayor\tCHL\tGOV\t2019\t2020\nAda Example\t\tsenator\tCHL\tLEG\t2021\t\n"
    mine = load_knowledge(write(tmp_path, people=PEOPLE + rows))
    assert code(mine, "Ada Example", dt.date(2019, 3, 1)) == "CHLGOV"
    assert code(mine, "A. Example") == "CHLLEG"
    assert len(mine.persons) == len(load_knowledge().persons) + 1


def test_a_person_of_ours_is_replaced_with_all_offices(tmp_path: Path) -> None:
    row = "Sergey Lavrov\t\tpoet\tRUS\tCVL\t2000\t\n"
    mine = load_knowledge(write(tmp_path, people=PEOPLE + row))
    assert code(mine, "Sergey Lavrov") == "RUSCVL"
    assert [office.title for office in mine.persons["sergey-lavrov"].offices] == ["poet"]


def test_an_office_of_yours_is_held_by_yours(tmp_path: Path) -> None:
    row = "Ada Example\t\tchancellor\tDEU\tGOV\t2021-01-01\t2021-12-31\n"
    mine = load_knowledge(write(tmp_path, people=PEOPLE + row))
    actor = resolve_phrase("the German chancellor", knowledge=mine, on=DAY)
    assert actor is not None
    assert actor.name == "Ada Example"


@pytest.mark.parametrize(
    "table, text, phrase, expected",
    [
        ("agents", "phrase\tsector\nfarmer\tCVL\n", "farmers in Peru", "PERCVL"),
        ("agents", "phrase\tsector\nfarmer\tJNK\n", "farmers in Peru", None),
        ("organisations", "name\tcountry\tsector\nTaliban\tPAK\tPTY\n", "the Taliban", "PAKPTY"),
        ("organisations", "name\tnames\tcountry\tsector\nRiver Front\tRF|FARC\tPER\tREB\n", "FARC", "PERREB"),
        ("places", "name\tcountry\tkind\nParis\tUSA\tcity\n", "police in Paris", "USACOP"),
        ("groups", "name\tnames\tcountry\tsector\nRiverian\tRiverians\tPER\tCVL\n", "Riverians", "PERCVL"),
        ("titles", "title\tsector\ngrand warden\tMIL\n", "Grand Warden Ada Example", "MIL"),
        ("seats", "name\tcountry\tsector\nRiver House\tPER\tLEG\n", "River House", "PERLEG"),
    ],
)
def test_rows_of_yours_win(tmp_path: Path, table: str, text: str, phrase: str, expected: str | None) -> None:
    assert code(load_knowledge(write(tmp_path, **{table: text})), phrase) == expected


def test_a_name_of_yours_is_nobody_elses(tmp_path: Path) -> None:
    mine = load_knowledge(write(tmp_path, organisations="name\tcountry\tsector\nGeorgia\tUSA\tGOV\n"))
    assert [type(named.entry) for named in mine.names.get("georgia")] == [Organisation]


def test_countries_of_yours_add_names(tmp_path: Path) -> None:
    mine = load_knowledge(write(tmp_path, countries="code\tname\tnames\nFRA\tFrance\tthe Hexagon\n"))
    assert code(mine, "police in the Hexagon") == "FRACOP"
    assert code(mine, "French police") == "FRACOP"


@pytest.mark.parametrize(
    "table, text, message",
    [
        ("people", PEOPLE + "Ada\t\tmayor\tCHI\tGOV\t\t\n", "people.tsv:2: column 'body': unknown value 'CHI'."),
        ("people", PEOPLE + "Ada\t\tmayor\tCHL\tGVO\t\t\n", "Did you mean 'GOV'?"),
        ("people", PEOPLE + "Ada\t\tmayor\tCHL\tGOV\t2021-13\t\n", "'2021-13' is no date; write 2021, 2021-05"),
        ("people", PEOPLE + "Ada\t\tmayor\tCHL\tGOV\t2021\t2019\n", "column 'to': 2019 is before 2021"),
        ("people", PEOPLE + "Ada\t\tmayor\tCHL\n", "people.tsv:2: 4 cells where the header names 7 columns"),
        ("people", "name\tofice\n", "'ofice' is not one of them. Did you mean 'office'?"),
        ("agents", "sector\nGOV\n", "agents.tsv:2: column 'phrase': this cell may not be empty"),
        ("agent", "phrase\tsector\n", "no table has this name. Did you mean 'agents.tsv'?"),
    ],
)
def test_a_mistake_of_yours_is_named(tmp_path: Path, table: str, text: str, message: str) -> None:
    with pytest.raises(TableError, match=re.escape(message)):
        load_knowledge(write(tmp_path, **{table: text}))


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="holds no table"):
        load_knowledge(tmp_path)
    with pytest.raises(TableError, match="no such folder"):
        load_knowledge(tmp_path / "nowhere")


def test_other_encodings_and_line_ends(tmp_path: Path) -> None:
    table = tmp_path / "agents.tsv"
    table.write_bytes("\ufeffphrase\tsector\r\nriver warden\tMIL\r\n".encode())
    assert load_knowledge(tmp_path).agents["river warden"].sector == "MIL"
    table.write_bytes("phrase\tsector\nb\xe4r\tMIL\n".encode("latin-1"))
    with pytest.raises(TableError, match="is not UTF-8 text"):
        load_knowledge(tmp_path)


def test_the_fingerprint_follows_the_contents(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        write(folder, agents="phrase\tsector\nwarden\tMIL\n")
    before = load_fingerprint(first)
    assert before == load_fingerprint(second)
    write(second, agents="phrase\tsector\nwarden\tGOV\n")
    assert before != load_fingerprint(second)


def test_an_answer_names_your_row(tmp_path: Path) -> None:
    mine = load_knowledge(write(tmp_path, people=PEOPLE + "Ada Example\t\tmayor\tCHL\tGOV\t2019\t\n"))
    term = find_name(mine, "Ada Example", on=DAY).bearers[0].terms[0]
    assert term.origin == f"{tmp_path / 'people.tsv'}:2"


def test_rows_of_a_codebook_file_win_over_all_tables(tmp_path: Path) -> None:
    folder = write(tmp_path, people=PEOPLE + "Ada Example\t\tsenator\tCHL\tLEG\t2021\t\n")
    rows = {
        "people.tsv": ((7, {"name": "Ada Example", "office": "mayor", "body": "EST", "sector": "GOV"}),),
        "organisations.tsv": ((3, {"name": "Blue Foxes", "names": "Foxes", "country": "CHL", "sector": "REB"}),),
    }
    mine = load_knowledge(folder, given=GivenTables("my.toml", rows))
    assert code(mine, "Ada Example") == "ESTGOV"
    assert code(mine, "the Foxes") == "CHLREB"
    assert find_name(mine, "Blue Foxes", on=DAY).bearers[0].terms[0].origin == "my.toml:3"
