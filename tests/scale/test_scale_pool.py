"""The pool: lazy, in order, and quick when there is nothing to do. Real workers are tried in `tests/end_to_end`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from diurna.coder import Coder
from diurna.records import Article, Coding, Parse, make_article_id
from diurna.scale import pool, shard
from diurna.scale.pool import count_workers, iter_coded


class FakeParser:
    """Reads nothing."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        return [Parse(text=text, sentences=()) for text in texts]


def code_nothing(article: Article, parse: Parse, tools: Any) -> Coding:
    return Coding(article=article, events=(), quotes=(), mentions=())


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> Coder:
    monkeypatch.setattr(shard, "code_article", code_nothing)
    monkeypatch.setattr(pool, "load", lambda **_: pytest.fail("another coder was loaded"))
    return Coder(FakeParser(), None)  # type: ignore[arg-type]


def iter_numbered(count: int, taken: list[int]) -> Iterator[Article]:
    """Articles that note when they are taken."""
    for number in range(count):
        taken.append(number)
        yield Article(id=make_article_id(str(number), None), text=str(number))


def test_as_many_workers_as_cores_or_as_asked_for() -> None:
    assert count_workers(3) == 3
    assert count_workers(0) >= 1


@pytest.mark.parametrize("batch, sizes", [(1, [1] * 7), (3, [3, 3, 1]), (7, [7]), (100, [7])])
def test_answers_come_in_batches_and_in_order(batch: int, sizes: list[int], coder: Coder) -> None:
    groups = list(iter_coded(iter_numbered(7, []), workers=1, batch=batch, seconds=10, coder=coder))
    assert [len(group) for group in groups] == sizes
    answers = [answer for group in groups for answer in group]
    assert [answer.article.text for answer in answers if isinstance(answer, Coding)] == list("0123456")


def test_no_article_is_read_before_its_turn(coder: Coder) -> None:
    taken: list[int] = []
    groups = iter_coded(iter_numbered(100, taken), workers=1, batch=4, seconds=10, coder=coder)
    assert taken == []
    next(groups)
    assert taken == [0, 1, 2, 3]


@pytest.mark.parametrize("workers", [1, 3])
def test_nothing_to_code_gives_nothing(workers: int, coder: Coder) -> None:
    assert list(iter_coded([], workers=workers, batch=4, seconds=10, coder=coder)) == []
