"""Task "certainty": how sure marked predicates are, as numbers and as values."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.data import DATA, iter_json_lines
from bench.quality.scorers import load_scorer
from hypothesis import given
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.measure import Report
from diurna.measure.certainty import load_predicates, measure_certainty
from diurna.measure.factuality import (
    find_class_f1,
    find_correlation,
    find_error,
    find_sides,
    name_classes,
)
from diurna.measure.scores import find_accuracy
from diurna.records import Certainty, Span
from diurna.sure.sureness import Sureness

WORDS = {"left": 3.0, "may": -0.5, "stay": -2.0, "return": 9.0}
VALUES = {"left": Certainty.HAPPENED, "stay": Certainty.DENIED, "return": Certainty.PLANNED}
SENTENCE = "They left, did not stay, and may return."


class Reader:
    """Answers by the word alone, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dt.date | None]] = []

    def judge(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Span]],
        published: Sequence[dt.date | None] | None = None,
    ) -> list[list[Sureness]]:
        self.asked += zip(texts, published or [None] * len(texts), strict=True)
        return [
            [Sureness(VALUES.get(word, Certainty.HAPPENED), WORDS[word]) for word in (span.of(text) for span in marked)]
            for text, marked in zip(texts, spans, strict=True)
        ]


def mark(word: str) -> list[int]:
    return [SENTENCE.index(word), SENTENCE.index(word) + len(word)]


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def tell(word: str, factuality: float, sentence: str = SENTENCE) -> dict[str, object]:
    return {"id": word, "sentence": sentence, "predicate_span": mark(word), "factuality": factuality}


def read_rows(report: Report, title: str) -> dict[object, tuple[object, ...]]:
    table = next(table for table in report.tables if table.title == title)
    return {row[0]: row[1:] for row in table.rows}


def test_numbers(tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", tell("left", 3.0), tell("stay", -1.5), tell("may", 1.0), tell("return", 2.0))
    reader = Reader()
    report = measure_certainty(file, reader)
    rows = read_rows(report, "Factuality")
    assert rows["mean absolute error"][:2] == (4, pytest.approx((0 + 0.5 + 1.5 + 1) / 4))  # 9 counts as 3
    assert rows["accuracy of three classes"][1] == 0.75
    assert rows["macro-F1 of three classes"][1] == pytest.approx((0.8 + 1 + 0) / 3)
    assert rows["right side of 0"][1] == 0.75
    assert read_rows(report, "Classes")["happened"] == (3, 2, 1.0, pytest.approx(2 / 3), pytest.approx(0.8))
    assert [(miss.id, miss.expected, miss.found) for miss in report.misses] == [
        ("may", "happened (+1.0)", "open (-0.5)")
    ]
    assert report.misses[0].text == f"may: {SENTENCE}"
    assert reader.asked == [(SENTENCE, None)], "a sentence is read once for all of its predicates"


def test_the_worst_misses_come_first(tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", tell("may", 1.0), tell("stay", 3.0))
    assert [miss.id for miss in measure_certainty(file, Reader()).misses] == ["stay", "may"]


def test_values(tmp_path: Path) -> None:
    cases = [{"span": mark("left"), "certainty": "happened"}, {"span": mark("stay"), "certainty": "denied"}]
    more = [{"span": mark("return"), "certainty": "hypothetical"}]
    file = write(
        tmp_path / "gold.jsonl",
        {"id": "a", "text": SENTENCE, "published": "1998-05-06", "cases": cases},
        {"id": "b", "text": SENTENCE, "published": "1999-05-06", "cases": more},
        {"id": "c", "text": "Rain.", "published": "1999-05-06", "cases": []},
    )
    reader = Reader()
    report = measure_certainty(file, reader)
    assert report.records == 3
    rows = read_rows(report, "Certainty")
    assert rows["macro-F1"][:2] == rows["accuracy"][:2] == (3, pytest.approx(2 / 3))
    assert read_rows(report, "Classes")["denied"] == (1, 1, 1.0, 1.0, 1.0)
    assert read_rows(report, "Confusions") == {"hypothetical": ("planned", 1)}
    assert [(miss.id, miss.expected, miss.found) for miss in report.misses] == [("b", "hypothetical", "planned")]
    assert reader.asked == [(SENTENCE, dt.date(1998, 5, 6)), (SENTENCE, dt.date(1999, 5, 6))]


def test_answers_come_back_in_the_order_of_the_file(tmp_path: Path) -> None:
    """More sentences than are read at once, and one of them again at the end."""
    told = [tell("left", 3.0, f"{SENTENCE} {number}") for number in range(150)]
    file = write(tmp_path / "gold.jsonl", *told, tell("stay", -2.0, f"{SENTENCE} 0"))
    report = measure_certainty(file, Reader())
    assert read_rows(report, "Factuality")["mean absolute error"][1] == 0.0
    assert not report.misses


@pytest.mark.parametrize(
    ("number", "label"),
    [(3, "happened"), (1, "happened"), (0.9, "open"), (0, "open"), (-0.9, "open"), (-1, "did not happen")],
)
def test_three_classes(number: float, label: str) -> None:
    assert name_classes([number]) == [label]


def test_what_is_always_the_same_correlates_with_nothing(tmp_path: Path) -> None:
    assert find_correlation([1.0, 2.0, 3.0], [3.0, 3.0, 3.0]) is None
    assert find_sides([0.0], [1.0]) is None
    report = measure_certainty(write(tmp_path / "gold.jsonl", tell("left", 0.0)), Reader())
    assert read_rows(report, "Factuality")["Pearson r"] == (1, None, None, None)


NUMBERS = st.lists(st.floats(-3, 3), min_size=1, max_size=20)


@given(NUMBERS)
def test_the_gold_itself_has_no_error(gold: list[float]) -> None:
    assert find_error(gold, gold) == 0.0
    assert find_class_f1(name_classes(gold), name_classes(gold)) == pytest.approx(len(set(name_classes(gold))) / 3)
    assert find_correlation(gold, gold) in (None, pytest.approx(1.0))
    assert find_sides(gold, gold) in (None, 1.0)


@given(NUMBERS, st.randoms(use_true_random=False))
def test_scores_do_not_depend_on_order(gold: list[float], chance: random.Random) -> None:
    found = [chance.uniform(-3, 3) for _ in gold]
    for measure in (find_error, find_sides):
        assert measure(gold[::-1], found[::-1]) == pytest.approx(measure(gold, found))


def test_the_published_definitions_give_the_same_numbers() -> None:
    try:
        scorer = load_scorer("certainty", "score_certainty")
        records = list(iter_json_lines(DATA / "certainty" / "uds-ih2.dev.jsonl.gz"))
    except FileNotFoundError as error:
        pytest.skip(f"no development data: {error.filename}")
    chance = random.Random(13)
    gold = [record["factuality"] for record in records]
    found = [max(-3.0, min(3.0, number + chance.gauss(0, 2))) for number in gold]
    expected = scorer.score(
        records, [{"id": record["id"], "factuality": ours} for record, ours in zip(records, found, strict=True)]
    )
    assert find_error(gold, found) == pytest.approx(expected["MAE"])
    assert find_correlation(gold, found) == pytest.approx(expected["r"])
    assert find_class_f1(name_classes(gold), name_classes(found)) == pytest.approx(expected["macro_F1"])
    assert find_accuracy(name_classes(gold), name_classes(found)) == pytest.approx(expected["accuracy"])
    assert find_sides(gold, found) == pytest.approx(expected["sign"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"sentence": "He left.", "factuality": 1}, "`sentence`, `predicate_span` and `factuality`, or `text`"),
        ({"text": "He left."}, "`text` and `cases`"),
        ({"sentence": "He left.", "predicate_span": [3, 9], "factuality": 1}, r"\[3, 9\] is no span of the text"),
        ({"sentence": "He left.", "predicate_span": [3, 3], "factuality": 1}, r"\[3, 3\] marks no predicate"),
        ({"sentence": "He left.", "predicate_span": [3, 7], "factuality": 4}, "<= 3.0"),
        ({"sentence": "He left.", "predicate_span": [3, 7], "factuality": "yes"}, "got `str`"),
        ({"text": "He left.", "cases": [{"span": [3, 7], "certainty": "sure"}]}, "'sure'"),
        ({"text": "He left.", "cases": [{"span": [3, 99], "certainty": "denied"}]}, r"\[3, 99\] is no span"),
        ({"text": "He left.", "cases": [{"span": [3, 7], "certainty": "denied"}]}, "one file holds one format"),
        ({"text": "He left.", "cases": [], "published": "May"}, "published"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: object, message: str) -> None:
    file = write(tmp_path / "gold.jsonl", tell("left", 3.0), line)
    with pytest.raises(InputError, match=rf"gold\.jsonl:2: .*{message}"):
        load_predicates(file)


def test_a_file_without_predicates(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl: no records with a predicate"):
        load_predicates(write(tmp_path / "gold.jsonl", {"id": "c", "text": "Rain.", "cases": []}))
