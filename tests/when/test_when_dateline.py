"""The date at the head of an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from diurna.records import Parse
from diurna.when import Anchor, find_times
from diurna.when.dateline import find_dateline

PUBLISHED = dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "ANKARA, May 18 (Reuters) - Police detained twelve activists.",
        "ANKARA, Turkey, May 18 — Police detained twelve activists.",
        "Activists detained\n\nTuesday, May 18, 2021\n\nPolice detained twelve activists.",
        "May 18 (UPI) — Police detained twelve activists.",
        "18 May 2021\nPolice detained twelve activists.",
    ],
)
def test_datelines(text: str) -> None:
    assert find_dateline(text, published=PUBLISHED) == dt.date(2021, 5, 18)


@pytest.mark.parametrize(
    "text",
    [
        "Police detained twelve activists on May 18.",
        "May 18 was a quiet day in Ankara.",
        "ANKARA (AP) — Police detained twelve activists.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, published=PUBLISHED) is None


def test_a_dateline_without_a_year_needs_one() -> None:
    assert find_dateline("ANKARA, May 18 (Reuters) - Police came.", published=None) is None


def test_the_dateline_is_the_better_witness(read_plain: Callable[[str], Parse]) -> None:
    text = "Monday, May 17, 2021\nPolice came yesterday."
    mention = find_times(read_plain(text), published=PUBLISHED)[-1]
    assert (mention.value, mention.anchor) == ("2021-05-16", Anchor.DATELINE)


def test_the_dateline_stands_in_for_the_publication_date(read_plain: Callable[[str], Parse]) -> None:
    text = "Monday, May 17, 2021\nPolice came yesterday."
    assert find_times(read_plain(text), published=None)[-1].value == "2021-05-16"


def test_an_old_date_at_the_head_is_no_dateline(read_plain: Callable[[str], Parse]) -> None:
    text = "Monday, May 17, 2010\nPolice came yesterday."
    assert find_times(read_plain(text), published=PUBLISHED)[-1].value == "2021-05-18"
