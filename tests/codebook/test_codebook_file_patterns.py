"""Constructions, words, switched-off rules, actors, places and examples of a user's file among ours."""

from __future__ import annotations

import pytest

from diurna.codebook import load_codebook
from diurna.codebook.file.entries import Example
from diurna.codebook.file.load import UserCodebook, make_user_codebook
from diurna.codebook.patterns.load import load_patterns
from diurna.codebook.patterns.rows import Slot

SHIPPED = load_patterns(load_codebook())


def make(text: str) -> UserCodebook:
    return make_user_codebook(text, file="my.toml")


# Constructions


def test_strings_and_lists_say_the_same() -> None:
    cells = 'predicate = "wipe|brick"\nobject = "server|@network"\nprep = "from:*,to:"\nrecipient = "obj.of,on"\n'
    lists = (
        'predicate = ["wipe", "brick"]\nobject = ["server", "@network"]\nprep = ["from:*", "to:"]\n'
        'recipient = ["obj.of", "on"]\n'
    )
    rest = 'type = "COERCE"\nmode = "cyber"\ncontexts = ["cyber", "crime"]\n'
    one, other = (make(f"[[verbs]]\n{written}{rest}").patterns.verbs["brick"] for written in (cells, lists))
    assert one == other
    assert one[0].recipient == (Slot("obj", "of"), Slot("on"))
    assert (one[0].type, one[0].mode, one[0].contexts) == ("COERCE", "cyber", ("cyber", "crime"))
    assert one[0].clauses == ("to",)
    assert one[0].where == "my.toml:1"


@pytest.mark.parametrize(
    "cell", ["", 'object = "@actor"', 'object = "@network"', 'object = "ministry"', 'object = "-"']
)
def test_a_users_row_stands_before_ours_that_are_no_narrower(cell: str) -> None:
    rows = make(f'[[verbs]]\npredicate = "hack"\ntype = "ASSAULT"\n{cell}').patterns.verbs["hack"]
    place = next(index for index, row in enumerate(rows) if row.where == "my.toml:1")
    assert all(row.weight > rows[place].weight for row in rows[:place])
    assert all(row.weight <= rows[place].weight for row in rows[place:])
    assert [row for row in rows if row.where != "my.toml:1"] == list(SHIPPED.verbs["hack"])


def test_a_row_may_say_that_its_words_are_no_event() -> None:
    rows = make('[[verbs]]\npredicate = "hack"\nobject = "growth"\ntype = "-"').patterns.verbs["hack"]
    assert [row.type for row in rows if row.where == "my.toml:1"] == [None]


def test_a_noun_becomes_a_word_that_may_name_an_act() -> None:
    patterns = make('[[nouns]]\npredicate = "net-blackout"\ntype = "COERCE"').patterns
    assert {"net-blackout", "net - blackout"} <= set(patterns.nouns)
    assert {"net-blackout", "blackout"} <= patterns.heads


def test_a_class_of_ones_own_and_more_words_for_one_of_ours() -> None:
    text = '[classes]\nturbine = "turbine|rotor"\nnetwork = ["dam"]\n[[verbs]]\npredicate = "jam"\n'
    patterns = make(text + 'object = "@turbine|@network"\ntype = "COERCE"').patterns
    test = next(row.object for row in patterns.verbs["jam"] if row.where == "my.toml:4")
    assert test is not None
    assert {"rotor", "dam", *SHIPPED.classes["network"]} <= test.words
    ours = next(row for row in patterns.verbs["hack"] if row.where == "verbs.conflict.tsv:398")
    assert ours.object is not None
    assert "dam" in ours.object.words


# Words


def test_words_for_a_mode_are_asked_before_ours() -> None:
    patterns = make('[modes.ASSAULT.drone]\nwords = "sky-net|fpv craft"').patterns
    assert patterns.modes[0].words == (("sky-net",), ("sky", "-", "net"), ("fpv", "craft"))
    assert patterns.modes[0].where == "my.toml:1"
    assert patterns.modes[1:] == SHIPPED.modes


def test_words_for_a_context() -> None:
    patterns = make('[contexts.arctic]\nmeaning = "The far north."\nwords = ["sea ice", "arctic"]').patterns
    assert patterns.contexts["sea"][-1].context == "arctic"
    assert patterns.contexts["arctic"][-1].words == ("arctic",)


# Switched off


def test_a_rule_is_switched_off_by_its_address() -> None:
    patterns = make('[off]\nrules = ["verbs.conflict.tsv:399", "verbs.conflict.tsv:400 hack"]').patterns
    gone = {row.where for row in SHIPPED.verbs["hack"]} - {row.where for row in patterns.verbs["hack"]}
    assert gone == {"verbs.conflict.tsv:399", "verbs.conflict.tsv:400"}


def test_a_whole_predicate_is_switched_off_but_not_the_users_own_rows() -> None:
    text = '[off]\nverbs = ["hack"]\n[[verbs]]\npredicate = "hack"\ntype = "COERCE"\nmode = "cyber"'
    patterns = make(text).patterns
    assert [row.where for row in patterns.verbs["hack"]] == ["my.toml:3"]
    assert patterns.nouns["hack"] == SHIPPED.nouns["hack"]
    assert "threaten" not in make('[off]\nverbs = ["threaten"]').patterns.operators


def test_rules_for_modes_contexts_and_words_over_acts_are_switched_off() -> None:
    mode, operator = SHIPPED.modes[0].where, SHIPPED.operators["threaten"][0].where
    context = SHIPPED.contexts["military"][0].where
    patterns = make(f'[off]\nrules = ["{mode}", "{operator}", "{context}"]').patterns
    assert mode not in {row.where for row in patterns.modes}
    assert operator not in {row.where for row in patterns.operators["threaten"]}
    assert all(row.context != "military" for rows in patterns.contexts.values() for row in rows)


# Actors, places, examples


def test_an_actor_with_an_office_is_a_person() -> None:
    own = make(
        '[[actors]]\nname = "Blue Foxes"\ncountry = "EST"\nsector = "REB"\naliases = ["Foxes"]\nfrom = 2014-05-01\n'
        '[[actors]]\nname = "Jaak Rebane"\ncountry = "EST"\nsector = "LEG"\noffice = "Speaker"\nto = 2020\n'
    )
    assert [(actor.table, actor.line) for actor in own.actors] == [("organisations.tsv", 1), ("people.tsv", 7)]
    assert own.actors[0].cells["names"] == "Foxes"
    assert own.actors[0].cells["from"] == "2014-05-01"
    assert own.actors[1].cells["office"] == "Speaker"
    assert own.actors[1].cells["to"] == "2020"


def test_a_place_gets_the_code_of_its_kind() -> None:
    (place,) = make('[[places]]\nname = "Old Mill"\ncountry = "EST"\nlat = 59\nlon = 25.5\nkind = "site"').places
    assert (place.feature, place.latitude, place.longitude) == ("BLDG", 59.0, 25.5)


def test_the_examples_of_patterns_are_examples_too() -> None:
    own = make(
        '[[verbs]]\npredicate = "brick"\ntype = "COERCE"\nexample = "They bricked it."\n'
        '[[examples]]\ntext = "He left."\ntype = "none"\n'
        '[[nouns]]\npredicate = "brick"\ntype = "-"\nexample = "The brick of the town fell."\n'
    )
    assert own.examples == (
        Example(text="They bricked it.", type="COERCE", where="my.toml:4"),
        Example(text="He left.", type="none", where="my.toml:5"),
        Example(text="The brick of the town fell.", type="none", where="my.toml:11"),
    )


# Version


def test_the_version_moves_with_what_the_file_asks_not_with_its_examples_or_comments() -> None:
    drop = 'drop = ["AID"]'
    versions = [
        make(text).codebook.version
        for text in (
            "",
            drop,
            f"# why\n{drop}",
            drop + '\n[[examples]]\ntext = "A."\ntype = "none"',
            'drop = ["AGREE"]',
        )
    ]
    assert versions[0] == load_codebook().version
    assert versions[1] == versions[2] == versions[3]
    assert len(set(versions)) == 3
    assert versions[1].startswith(load_codebook().version + "+")
