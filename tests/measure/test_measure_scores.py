"""The arithmetic of measuring."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.measure.scores import (
    count_confusions,
    find_accuracy,
    find_calibration_error,
    find_f1,
    find_interval,
    find_macro_f1,
    find_reliability,
    score_classes,
)

LABELS = st.sampled_from(("AID", "CONSULT", "ASSAULT"))


def test_classes_by_hand() -> None:
    gold = ["AID", "AID", "CONSULT", "ASSAULT"]
    found = ["AID", "CONSULT", "CONSULT", "NONE"]
    aid, assault, consult = score_classes(gold, found)
    assert (aid.precision, aid.recall) == (1.0, 0.5)
    assert aid.f1 == pytest.approx(2 / 3)
    assert (assault.f1, assault.found) == (0.0, 0)
    assert (consult.precision, consult.recall) == (0.5, 1.0)
    assert find_macro_f1(gold, found) == pytest.approx((2 / 3 + 0 + 2 / 3) / 3)
    assert find_accuracy(gold, found) == 0.5


def test_a_label_that_the_gold_lacks_is_no_class_of_its_own() -> None:
    assert [score.label for score in score_classes(["AID"], ["NONE"])] == ["AID"]


def test_confusions_come_with_the_most_frequent_first() -> None:
    assert count_confusions(["A", "A", "B", "C"], ["B", "B", "C", "C"]) == [("A", "B", 2), ("B", "C", 1)]


def test_nothing_found_and_nothing_to_find_is_zero() -> None:
    assert find_f1(0, found=0, gold=0) == 0.0
    assert find_macro_f1([], []) == 0.0
    assert find_interval(lambda positions: 1.0, []) == (0.0, 0.0)


@given(st.lists(LABELS, min_size=1))
def test_a_perfect_coder_scores_one(gold: list[str]) -> None:
    assert find_macro_f1(gold, gold) == 1.0
    assert not count_confusions(gold, gold)


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=30))
def test_scores_lie_between_zero_and_one_and_do_not_depend_on_order(pairs: list[tuple[str, str]]) -> None:
    gold, found = [one for one, _ in pairs], [other for _, other in pairs]
    score = find_macro_f1(gold, found)
    assert 0.0 <= score <= 1.0
    assert find_macro_f1(gold[::-1], found[::-1]) == pytest.approx(score)


def test_the_interval_holds_the_score_and_is_the_same_every_time() -> None:
    right = [True] * 60 + [False] * 40

    def share(positions: Sequence[int]) -> float:
        return sum(right[position] for position in positions) / len(positions)

    low, high = find_interval(share, range(100))
    assert low < 0.6 < high
    assert (low, high) == find_interval(share, range(100))


def test_records_of_one_sentence_are_drawn_together() -> None:
    """With one group there is nothing to draw: the interval has no width."""
    low, high = find_interval(lambda positions: len(positions) / 4, ["s"] * 4)
    assert low == high == 1.0


def test_reliability_of_a_coder_that_is_too_sure() -> None:
    bins = find_reliability([0.95, 0.95, 0.95, 0.95], [True, True, False, False])
    assert [(one.count, one.right) for one in bins] == [(4, 0.5)]
    assert find_calibration_error(bins) == pytest.approx(0.45)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_event_stands_in_one_bin(events: list[tuple[float, bool]]) -> None:
    bins = find_reliability([one for one, _ in events], [other for _, other in events])
    assert sum(one.count for one in bins) == len(events)
    assert 0.0 <= find_calibration_error(bins) <= 1.0
