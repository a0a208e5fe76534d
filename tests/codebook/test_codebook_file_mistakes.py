"""Every mistake of a user's file is told at once, with its line and the nearest right value."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.codebook.file.load import load_user_codebook, make_user_codebook
from diurna.errors import SettingsError, TableError

CYBER = '[types.CYBER]\nquad = 4\nscore = -6\ndefinition = "Attacks computers."\n'


@pytest.mark.parametrize(
    "text, line, message",
    [
        ("x = ", 0, "is not TOML"),
        ('dropp = ["AID"]', 1, "unknown key 'dropp'. Did you mean 'drop'?"),
        ('drop = "AID"', 1, 'drop = "AID" cannot be used: it must be a list of texts.'),
        ("rename = 3", 1, "rename is a table: write [rename]."),
        ("verbs = 3", 1, "verbs is a list of tables: write [[verbs]]."),
        ("[verbs]\nx = 1", 1, "verbs is a list of tables"),
        ('drop = [\n  "AID",\n  "ADI"]', 3, "unknown event type 'ADI'. Did you mean 'AID'?"),
        ('drop = ["COERCE syber"]', 1, "unknown mode of COERCE 'syber'. Did you mean 'cyber'?"),
        ('[rename]\nAID = "ASSAULT"', 2, 'write [merge] ASSAULT = ["AID"].'),
        ('[rename]\nAID = "Help"', 2, "write it in capitals, as 'HELP'."),
        ('[rename]\nAID = "GIVE"\nSUPPORT = "GIVE"', 2, "GIVE is the new name of several types"),
        ('drop = ["AID"]\n[rename]\nAID = "HELP"', 3, "AID is dropped, renamed or merged already in line 1."),
        ('drop = ["AID"]\n[merge]\nAID = ["SUPPORT"]', 3, "AID itself is dropped, renamed or merged"),
        (
            '[merge]\nYIELD = ["CONCEDE", "RETREAT"]',
            2,
            "Say in [types.YIELD] what YIELD has: quad = ... and score = ...",
        ),
        ('[merge]\nX = ["CYBER"]\n' + CYBER, 2, "CYBER is a type of this file"),
        ("[types.CYBER]\nquad = 5", 2, "quad = 5 cannot be used: it must be a whole number from 1 to 4."),
        ("[types.CYBER]\nquad = 4", 1, "CYBER is a new type and needs score, definition."),
        ("[types.ASAULT]\nscore = 4", 1, "needs quad, definition. Did you mean 'ASSAULT'?"),
        ('[types.AID]\nparent = "COERCE"', 2, "AID is a type of PLOVER and has no parent."),
        (CYBER + 'parent = "COERSE"', 5, "unknown event type 'COERSE'. Did you mean 'COERCE'?"),
        ('[rename]\nAID = "HELP"\n[types.AID]\nscore = 1', 3, "AID comes out as HELP: write [types.HELP]."),
        (
            "[modes.ASSAULT.beet]\nwords = 'x'",
            1,
            "unknown mode of ASSAULT 'beet'. Did you mean 'beat'? A new one needs",
        ),
        ("[modes.ASAULT.beat]\nwords = 'x'", 1, "unknown event type 'ASAULT'. Did you mean 'ASSAULT'?"),
        ("[modes.ASSAULT.beat]\nwords = 'X'", 2, "'X': write base forms in small letters."),
        ("[contexts.millitary]\nwords = ['a']", 1, "unknown context 'millitary'. Did you mean 'military'?"),
        ("[classes]\nX = 'Army'", 2, "'Army' is no base form"),
        ("[off]\nrules = ['verbs.tsv:1']", 2, "there is no rule verbs.tsv:1. Did you mean"),
        ("[off]\nrules = [\n'verbs.conflict.tsv:1']", 3, "The nearest is verbs.conflict.tsv:4"),
        ("[off]\nrules = ['hack']", 2, "is no address of a rule"),
        ("[off]\nrules = ['verbs.conflict.tsv:4 hack']", 2, "is not about 'hack' but about 'demonstrate|protest'"),
        ("[off]\nverbs = ['hakc']", 2, "unknown predicate of verbs 'hakc'. Did you mean 'hack'?"),
        ("[[actors]]\nname = 'Blue Foxes'", 1, "Blue Foxes needs a country, a sector, or both."),
        ("[[actors]]\nname = 'Blue Foxes'\ncountry = 'GRL'", 3, "unknown country code 'GRL'. Its actors get 'DNK'."),
        ("[[actors]]\nname = 'Blue Foxes'\nsector = 'GOVT'", 3, "unknown sector 'GOVT'. Did you mean 'GOV'?"),
        ("[[actors]]\nname = 'Blue Foxes'\nsector = 'REB'\nfrom = '14'", 4, "from = '14' is no date"),
        ("[[actors]]\nname = 'X'\nsector = 'REB'\nfrom = 2015\nto = 2014-12-31", 5, "is before from"),
        ("[[places]]\nname = 'Old Mill'\ncountry = 'EST'\nlat = 159\nlon = 1", 4, "must be a number from -90 to 90"),
        ("[[places]]\nname = 'O'\ncountry = 'EST'\nlat = 9\nlon = 1\nkind = 'town'", 6, "unknown kind of place 'town'"),
        ("[[examples]]\ntext = 'A.'\ntype = 'non'", 3, "unknown event type 'non'. Did you mean 'none'?"),
        ("[[examples]]\ntext = 'A.'", 1, "type is missing."),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(TableError) as told:
        make_user_codebook(text, file="my.toml")
    place = f"my.toml:{line}: " if line else "my.toml: "
    assert [one for one in str(told.value).splitlines() if one.startswith(place) and message in one], told.value


@pytest.mark.parametrize(
    "cell, message",
    [
        ('type = "COERSE"', "unknown event type 'COERSE'. Did you mean 'COERCE'?"),
        ('type = "AID"', "AID is dropped."),
        ('mode = "syber"', "unknown mode of COERCE 'syber'. Did you mean 'cyber'?"),
        ('contexts = ["syber"]', "unknown context 'syber'. Did you mean 'cyber'?"),
        ('object = "@web"', "column object: unknown class @web."),
        ('prep = "from"', "column prep: 'from' needs a colon"),
        ('prep = "aganst:*"', "unknown preposition 'aganst'. Did you mean 'against'?"),
        ('recipient = "objj"', "unknown place in the sentence 'objj'. Did you mean 'obj'?"),
        ('actor = ["obj.off", "bye"]', "unknown place in the sentence 'bye'."),
        ('predicate = "Hack"', "predicate 'Hack': write the base form in small letters."),
        ('predicates = "hack"', "unknown key 'predicates'. Did you mean 'predicate'?"),
    ],
)
def test_a_wrong_cell_of_a_pattern_is_told_with_its_own_line(cell: str, message: str) -> None:
    cells = {"predicate": 'predicate = "hack"', "type": 'type = "COERCE"'}
    key = cell.split()[0]
    others = "\n".join(text for name, text in cells.items() if name != key)
    with pytest.raises(TableError) as told:
        make_user_codebook(f'drop = ["AID"]\n[[verbs]]\n{others}\n{cell}', file="my.toml")
    line = 4 + ("\n" in others)
    assert f"my.toml:{line}: {message}" in str(told.value)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = 'drop = ["ADI"]\n' + CYBER.replace("4", "9") + '[[verbs]]\npredicate = "hack"\ntype = "CYBER"\nmode = 3\n'
    with pytest.raises(TableError) as told:
        make_user_codebook(text, file="my.toml")
    head, *rest = str(told.value).splitlines()
    assert head == "my.toml: 3 mistakes"
    assert [line.split()[0] for line in rest] == ["my.toml:1:", "my.toml:3:", "my.toml:9:"]


def test_a_type_that_is_wrong_is_told_once_not_wherever_it_is_used() -> None:
    text = "[types.CYBER]\nquad = 9\n[[verbs]]\npredicate = 'hack'\ntype = 'CYBER'\nmode = 'deep'\n"
    with pytest.raises(TableError, match=r"^my\.toml:2: quad = 9 [^\n]*$"):
        make_user_codebook(text, file="my.toml")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"codebook .*no\.toml: cannot be read: No such file"):
        load_user_codebook(tmp_path / "no.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        load_user_codebook(tmp_path / "latin.toml")
