"""A time limit that holds whatever the work does."""

from __future__ import annotations

import threading
import time

import pytest

from diurna.limits import call_within


def test_an_answer_in_time() -> None:
    assert call_within(5, lambda: 7) == 7
    assert call_within(5, lambda: None) is None


def test_an_error_reaches_the_caller() -> None:
    def fail() -> None:
        raise KeyError("a")

    with pytest.raises(KeyError, match="a"):
        call_within(5, fail)


def test_work_that_never_ends_is_told_to_stop() -> None:
    ended = threading.Event()

    def never() -> None:
        try:
            while True:
                try:
                    sum(range(1000))
                except Exception:
                    continue
        finally:
            ended.set()

    before = time.monotonic()
    with pytest.raises(TimeoutError, match=r"took longer than 0\.05 seconds"):
        call_within(0.05, never)
    assert time.monotonic() - before < 5
    assert ended.wait(5)


def test_it_works_outside_the_main_thread() -> None:
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(call_within(5, lambda: 7)))
    thread.start()
    thread.join()
    assert answers == [7]
