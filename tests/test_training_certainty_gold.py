"""The gold of certainty that we ship is in order, and its validator finds what is not."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from training.authored.certainty import FOLDER, GoldCase, GoldPassage, load_certainty
from training.authored.sentences import HELD_OUT, TRAIN
from training.authored.validate_certainty import main, validate_certainty

from diurna.records import Certainty

TEXT = "Riga said that guards fired in 2004; Oslo denied it, and talks go on."
ALLEGED = GoldCase(span=(22, 27), certainty=Certainty.ALLEGED, words=((5, 14),), by=((0, 4),), denied_by=((37, 41),))
ONGOING = GoldCase(span=(57, 62), certainty=Certainty.ONGOING, words=((63, 68),))


def make_passage(**changes: object) -> GoldPassage:
    return GoldPassage("t-1", TEXT, dt.date(2004, 2, 3), (msgspec.structs.replace(ALLEGED, **changes), ONGOING))


def test_the_shipped_passages_are_in_order() -> None:
    passages = [*load_certainty(TRAIN), *load_certainty(HELD_OUT)]
    assert len(passages) >= 660
    assert sum(len(one.cases) for one in passages) >= 1_800
    assert validate_certainty(passages) == []


def test_the_held_out_fifth_is_balanced() -> None:
    train, held = load_certainty(TRAIN), load_certainty(HELD_OUT)
    assert 0.18 < len(held) / (len(train) + len(held)) < 0.22
    counts = [Counter(case.certainty for one in part for case in one.cases) for part in (train, held)]
    assert set(counts[1]) == set(Certainty)
    for value, count in counts[0].items():
        assert 0.1 < counts[1][value] / (count + counts[1][value]) < 0.32, value


def test_every_value_has_its_share() -> None:
    counts = Counter(case.certainty for part in (TRAIN, HELD_OUT) for one in load_certainty(part) for case in one.cases)
    assert min(counts.values()) / counts.total() > 0.09


def test_the_schema_is_that_of_the_records() -> None:
    assert json.loads((FOLDER / "certainty.schema.json").read_bytes()) == json.loads(
        json.dumps(msgspec.json.schema(GoldPassage))
    )


def test_a_passage_in_order() -> None:
    assert validate_certainty([make_passage()]) == []


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"span": (22, 90)}, "lies outside the text"),
        ({"span": (27, 27)}, "lies outside the text"),
        ({"span": (21, 27)}, "begins or ends with a blank"),
        ({"span": (23, 27)}, "begins inside a word"),
        ({"span": (22, 26)}, "ends inside a word"),
        ({"span": (15, 27)}, "'guards fired': is more than one word"),
        ({"words": ((5, 15),)}, "words (5, 15): begins or ends with a blank"),
        ({"words": ((5, 9), (5, 9))}, "words has a part twice"),
        ({"by": ((0, 3),)}, "by (0, 3): ends inside a word"),
        ({"denied_by": ((70, 75),)}, "denied_by (70, 75): lies outside the text"),
        ({"words": (), "by": ()}, "is alleged, but no words say so"),
        ({"certainty": Certainty.DENIED}, "is denied, so whoever denies it stands in `by`"),
        (
            {"certainty": Certainty.HISTORICAL, "words": ((28, 35),), "denied_by": ()},
            "is historical, but of 2004",
        ),
        ({"span": (57, 62)}, "a predicate stands twice"),
        ({"span": (63, 65)}, "cases are not in reading order"),
    ],
)
def test_each_mistake_is_named(changes: dict[str, object], mistake: str) -> None:
    found = validate_certainty([make_passage(**changes)])
    assert len(found) == 1
    assert mistake in found[0]


def test_an_old_year_is_not_news() -> None:
    case = GoldCase(span=(22, 27), certainty=Certainty.HAPPENED, words=((28, 35),))
    passage = GoldPassage("t-1", TEXT, dt.date(2009, 2, 3), (case,))
    assert validate_certainty([passage]) == ["t-1: 'fired': is of 2004, but not historical"]


def test_what_the_newspaper_asserts_can_be_denied_too() -> None:
    assert validate_certainty([make_passage(certainty=Certainty.HAPPENED)]) == []


def test_a_passage_without_cases_is_refused() -> None:
    assert validate_certainty([GoldPassage("t-1", TEXT, dt.date(2004, 2, 3), ())]) == ["t-1: has no case"]


def test_copies_are_found() -> None:
    found = validate_certainty([make_passage(), make_passage()])
    assert [mistake.split(": ")[1] for mistake in found] == ["its id stands twice", "its text stands in t-1 too"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "x"}', "text"),
        ('{"id":"x","text":"a","published":"2004-02-03","cases":[{"span":[0,1],"certainty":"likely"}]}', "certainty"),
        ('{"id":"x","text":"a","published":"2004-02-03","cases":[{"span":[0],"certainty":"denied"}]}', "span"),
        ('{"id":"x","text":"a","published":"2004-02-03","cases":[],"note":"x"}', "note"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "certainty.train.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"certainty\.train\.jsonl:2: .*{problem}"):
        load_certainty(TRAIN, tmp_path)


def test_the_command_tells_every_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "certainty.jsonl"
    path.write_bytes(msgspec.json.encode(make_passage()))
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.endswith("1 passages, 2 cases, 0 mistakes\n")
    path.write_bytes(msgspec.json.encode(make_passage(words=(), by=())))
    assert main([str(path)]) == 1
    assert "is alleged, but no words say so" in capsys.readouterr().out
