"""A user's codebook, from the file to the events and the record: what it renames, merges, drops and adds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from diurna.codebook import Codebook, find_plover_type
from diurna.coder import Coder, load
from diurna.errors import InputError, SettingsError
from diurna.language.reader import Reader
from diurna.recode import compare_codings, diff_codebooks
from diurna.records import Article, Coding, Event
from diurna.run import Tally

Code = Callable[..., Tally]
LoadOwn = Callable[[str], Coder]
Examples = tuple[Coding, ...]

CYBER = '[types.CYBER]\nquad = 4\nscore = -6\nparent = "COERCE"\ndefinition = "Attacks computers."\n'
WIPE = '[[verbs]]\ntype = "CYBER"\npredicate = "wipe"\nobject = "@network"\nrecipient = "obj.of"\n'
WIPED = "Hackers wiped the servers of the Estonian parliament."


@pytest.fixture
def load_own(reader: Reader, tmp_path: Path) -> LoadOwn:
    """load_own("drop = [...]"): a coder with this codebook."""

    def make(text: str) -> Coder:
        path = tmp_path / "my.toml"
        path.write_text(text, encoding="utf-8")
        return load(reader, codebook=path)

    return make


def tell(event: Event) -> tuple[str, str | None, tuple[str | None, ...], tuple[str | None, ...], str]:
    sides = [tuple(actor.code for actor in actors) for actors in (event.actor, event.recipient)]
    return event.type, event.mode, sides[0], sides[1], event.certainty.value


@pytest.mark.parametrize(
    "sentence, expected",
    [
        (WIPED, ("CYBER", None, ("CRM",), ("ESTLEG",), "happened")),
        ("Russia threatened to wipe the servers of the Estonian parliament.", ("THREATEN", "threatened")),
        ("Russia has not wiped the servers of the Estonian parliament.", ("CYBER", "denied")),
        ("Hackers attacked the Estonian bank.", ("COERCE", "happened")),
    ],
)
def test_a_type_of_ones_own_has_the_ways_of_its_parent(
    load_own: LoadOwn, sentence: str, expected: tuple[object, ...]
) -> None:
    (event,) = load_own(CYBER + WIPE)(sentence, published="2021-05-19").events
    told = tell(event)
    if len(expected) == 2:
        assert (told[0], told[-1]) == expected
    else:
        assert (told[0], *told[2:]) == (expected[0], *expected[2:])


def test_a_row_of_ones_own_is_named_with_its_line(load_own: LoadOwn) -> None:
    (event,) = load_own(CYBER + WIPE)(WIPED, published="2021-05-19").events
    assert event.decided_by[0].by == "my.toml:6"
    assert find_plover_type(event.type, event.decided_by) == "COERCE"
    assert event.intensity == -6


def test_a_rule_that_is_switched_off_decides_no_more(load_own: LoadOwn, coder: Coder) -> None:
    sentence = "Agents hacked the ministry's servers in Vilnius."
    (event,) = coder(sentence, published="2021-05-19").events
    rule = event.decided_by[0].by
    events = load_own(f'[off]\nrules = ["{rule} hack"]\n')(sentence, published="2021-05-19").events
    assert rule not in {event.decided_by[0].by for event in events}
    assert load_own('[off]\nverbs = ["hack"]\n')(sentence, published="2021-05-19").events == ()


def test_actors_and_places_of_ones_own(load_own: LoadOwn) -> None:
    own = load_own(
        '[[actors]]\nname = "Blue Foxes"\ncountry = "CHL"\nsector = "REB"\nto = 2020\n'
        '[[places]]\nname = "Old Mill Camp"\ncountry = "CHL"\nlat = -33.1\nlon = -70.9\nkind = "site"\n'
    )
    sentence = "The Blue Foxes attacked the Chilean police at Old Mill Camp."
    (event,) = own(sentence, published="2019-05-19").events
    assert [actor.code for actor in event.actor] == ["CHLREB"]
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.latitude) == ("Old Mill Camp", "CHL", -33.1)


# Laws, over the examples


def test_an_empty_codebook_changes_nothing(load_own: LoadOwn, examples: Examples) -> None:
    articles = [coding.article for coding in examples[:6]]
    assert tuple(load_own("# nothing\n").pipe(articles)) == examples[:6]


def test_dropping_a_type_takes_away_its_events_and_nothing_else(load_own: LoadOwn, examples: Examples) -> None:
    own = load_own('drop = ["ACCUSE", "COERCE arrest"]')
    for before, after in zip(examples, own.pipe([coding.article for coding in examples]), strict=True):
        gone = [
            event
            for event in before.events
            if event.type == "ACCUSE" or (event.type, event.mode) == ("COERCE", "arrest")
        ]
        assert after == replace(before, events=tuple(event for event in before.events if event not in gone))


def test_renaming_all_types_renames_all_events_and_nothing_else(
    load_own: LoadOwn, examples: Examples, codebook: Codebook
) -> None:
    own = load_own("[rename]\n" + "".join(f'{name} = "MY_{name}"\n' for name in codebook.types))
    for before, after in zip(examples, own.pipe([coding.article for coding in examples]), strict=True):
        changes = compare_codings(before, after)
        assert len(changes) == len(before.events) == len(after.events)
        assert {change.fields for change in changes} <= {("type",)}
        for event in after.events:
            assert event.type == f"MY_{find_plover_type(event.type, event.decided_by)}"


# The record


def test_a_record_says_which_codebook_made_it_and_takes_no_other(
    code: Code, example_articles: tuple[Article, ...], tmp_path: Path
) -> None:
    source = example_articles[0].source or ""
    own, other = tmp_path / "own.toml", tmp_path / "other.toml"
    own.write_text('[rename]\nACCUSE = "BLAME"\n', encoding="utf-8")
    other.write_text('[rename]\nACCUSE = "FAULT"\n', encoding="utf-8")
    record = tmp_path / "record.duckdb"
    assert code([source], record, codebook=str(own)).coded == 1
    assert code([source], record, codebook=str(own)).known == 1
    for options in ({}, {"codebook": str(other)}):
        with pytest.raises(SettingsError, match=r"was coded with codebook plover-.*write to a new file"):
            code([source], record, **options)


def test_a_diff_shows_what_changes_in_a_record(
    code: Code, example_articles: tuple[Article, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    def load_with_reader(parser: Any = None, **own: Any) -> Coder:
        return load(parser or reader, **own)

    monkeypatch.setattr("diurna.recode.diff.load", load_with_reader)
    sources = [article.source or "" for article in example_articles[:3]]
    own = tmp_path / "own.toml"
    own.write_text('drop = ["ACCUSE"]\n[rename]\nCOERCE = "PRESS"\n', encoding="utf-8")
    record, bare = tmp_path / "record.duckdb", tmp_path / "bare.duckdb"
    code(sources, record)
    diff = diff_codebooks(record, own)
    assert diff.articles == 3
    assert {(count.before, count.after, count.fields) for count in diff.counts} <= {
        ("ACCUSE", "-", ()),
        ("COERCE", "PRESS", ()),
    }
    assert diff.events_before - diff.events_after == sum(one.events for one in diff.counts if one.before == "ACCUSE")
    assert diff.changes
    assert diff_codebooks(record, own, against=own, limit=1).changes == ()
    code(sources, bare, store_text=False)
    with pytest.raises(InputError, match="keeps no text"):
        diff_codebooks(bare, own)
