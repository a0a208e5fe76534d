"""A shard: one answer an article, and no article takes a neighbour with it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest

from diurna.coder import Coder
from diurna.records import Article, Coding, Parse, Reject, make_article_id
from diurna.scale import shard
from diurna.scale.shard import code_shard


class FakeParser:
    """Reads nothing; fails on a text that says so."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        if any("broken" in text for text in texts):
            raise ValueError("cannot read this")
        return [Parse(text=text, sentences=()) for text in texts]


def make_article(text: str) -> Article:
    return Article(id=make_article_id(text, None), text=text, source=f"{text}.txt")


def code_nothing(article: Article, parse: Parse, tools: Any) -> Coding:
    if "slow" in article.text:
        while True:
            time.sleep(0.001)
    if "wrong" in article.text:
        raise KeyError("a bug")
    return Coding(article=article, events=(), quotes=(), mentions=())


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> Coder:
    monkeypatch.setattr(shard, "code_article", code_nothing)
    return Coder(FakeParser(), None)  # type: ignore[arg-type]


def test_every_article_has_its_answer_in_order(coder: Coder) -> None:
    articles = [make_article(text) for text in ("one", "broken", "two", "wrong", "slow", "three")]
    answers = code_shard(articles, coder=coder, seconds=0.3)
    assert [type(answer) for answer in answers] == [Coding, Reject, Coding, Reject, Reject, Coding]
    refused = [answer for answer in answers if isinstance(answer, Reject)]
    assert [(reject.source, reject.step) for reject in refused] == [
        ("broken.txt", "parse"),
        ("wrong.txt", "code"),
        ("slow.txt", "code"),
    ]
    assert refused[0].message == "ValueError: cannot read this"
    assert refused[2].message == "took longer than 0.3 seconds"


def test_no_articles_no_answers(coder: Coder) -> None:
    assert code_shard([], coder=coder, seconds=1) == []
