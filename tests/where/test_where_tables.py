from __future__ import annotations

import pytest

from diurna.errors import TableError
from diurna.where.event_place import load_acts
from diurna.where.gazetteer import Gazetteer
from diurna.where.rows import Row, load_table

_PLACED = ("countries", "admin1", "regions", "waters", "lands", "sites", "towns", "historical")


@pytest.mark.parametrize("table", _PLACED)
def test_every_place_is_on_the_globe(table: str) -> None:
    for row in load_table(table):
        row.number("latitude", low=-90, high=90)
        row.number("longitude", low=-180, high=180)


@pytest.mark.parametrize("table", (*_PLACED, "cities"))
def test_the_shipped_gazetteer_knows_every_name_of_the_tables(gazetteer: Gazetteer, table: str) -> None:
    missing = [
        name
        for row in load_table(table)
        for name in (row.text("name"), *row.many("also"))
        if not gazetteer.lookup(name.partition(" (")[0])
    ]
    assert missing == [], "build the gazetteer again: python -m training.gazetteer"


@pytest.mark.parametrize("table", ["regions", "sites", "historical", "towns"])
def test_country_codes_are_those_of_the_countries_table(table: str) -> None:
    known = {row.text("code") for row in load_table("countries")}
    for row in load_table(table):
        codes = [*row.many("country"), *row.many("successor"), *row.many("claimed_by"), *row.many("controlled_by")]
        assert set(codes) <= known, (row.table, row.line)


@pytest.mark.parametrize("table", ["regions", "waters", "lands", "sites", "towns", "historical"])
def test_no_place_stands_twice(table: str) -> None:
    names = [row.text("name") for row in load_table(table)]
    assert len(names) == len(set(names))


def test_everyday_words_say_what_they_need() -> None:
    assert {row.one_of("needs", "context", "model") for row in load_table("everyday")} == {"context", "model"}


def test_acts_have_a_role() -> None:
    acts = load_acts()
    assert acts["annexation", "NOUN"] == "object"
    assert acts["fly", "VERB"] == "goal"
    assert acts["withdraw", "VERB"] == "origin"


def test_a_wrong_cell_is_named() -> None:
    row = Row("lands", 7, {"name": "Nowhere", "latitude": "123", "feature": ""})
    with pytest.raises(TableError, match=r"lands\.tsv:7: column 'latitude' must lie between -90 and 90, not 123"):
        row.number("latitude", low=-90, high=90)
    with pytest.raises(TableError, match="column 'feature' is empty"):
        row.text("feature")
    with pytest.raises(TableError, match="is not a number: 'Nowhere'"):
        row.number("name", low=0, high=1)
