"""Gold of the task "quotes": one article a line with everything that it attributes to somebody.

The words of an attribution are all that the public format has. Our own gold adds who the speaker is, the stance, medium
and occasion, and attributions that stand inside others, marked `nested`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from diurna.errors import InputError
from diurna.measure.gold import Pair, check_span, iter_numbered
from diurna.records import Article, Span, Stance, make_article_id


class GoldAttribution(Struct, frozen=True):
    """Who says what, by which word; the parts of each role are in any order."""

    content: tuple[Pair, ...] | None = ()
    source: tuple[Pair, ...] | None = ()
    cue: tuple[Pair, ...] | None = ()
    nested: bool | None = None
    code: str | None = None
    """Country and sector of the speaker, "USA.GOV"; several speakers are parted by "; "."""
    stance: Stance | None = None
    medium: Pair | None = None
    occasion: Pair | None = None


class GoldArticle(Struct, frozen=True):
    """One article; nothing that is found in a part to `discard` counts."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    discard: tuple[Pair, ...] | None = ()
    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    published: dt.date | None = None


def load_gold_articles(path: Path) -> list[GoldArticle]:
    """The articles of a gold file.

    Raises InputError for a span outside its text, an article that stands there twice, and a file without attributions.
    """
    articles: dict[str, GoldArticle] = {}
    for where, article in iter_numbered(path, GoldArticle):
        if article.id in articles:
            raise InputError(f"{where}: article {article.id!r} stands in the file twice.")
        for pair in _iter_pairs(article):
            check_span(pair, article.text, where=where)
        articles[article.id] = article
    if not articles:
        raise InputError(f"{path}: no records.")
    if not any(article.attributions for article in articles.values()):
        raise InputError(f"{path}: no text has an attribution.")
    return list(articles.values())


def make_article(gold: GoldArticle) -> Article:
    """The article as the coder reads it."""
    return Article(
        id=make_article_id(gold.text, gold.id),
        text=gold.text,
        title=gold.title,
        publisher=gold.publisher,
        published=gold.published or gold.date,
    )


def read_pairs(pairs: tuple[Pair, ...] | None) -> tuple[Span, ...]:
    """Spans as the records have them."""
    return tuple(Span(*pair) for pair in pairs or ())


def _iter_pairs(article: GoldArticle) -> Iterator[Pair]:
    yield from article.discard or ()
    for one in article.attributions:
        for pairs in (one.content, one.source, one.cue):
            yield from pairs or ()
        yield from (pair for pair in (one.medium, one.occasion) if pair is not None)
