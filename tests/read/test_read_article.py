"""One place decides defaults, limits and identity for all readers."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.read import require_date
from diurna.read.article import Found, make_article, read_language
from diurna.records import Article, Reject, make_article_id
from diurna.settings import Settings

DAY = dt.date(2021, 5, 19)
DEFAULTS = Settings(published=DAY, publisher="The Record", language="de")


def make(found: Found, settings: Settings = DEFAULTS) -> Article:
    article = make_article(found, source="a.txt", settings=settings)
    assert isinstance(article, Article)
    return article


def test_the_settings_speak_where_the_document_is_silent() -> None:
    article = make(Found(text="One."))
    assert (article.published, article.publisher, article.language) == (DAY, "The Record", "de")


def test_the_document_speaks_first() -> None:
    article = make(Found(text="One.", published="1999-01-02", publisher=" The\nOther ", language="en-GB"))
    assert (article.published, article.publisher, article.language) == (dt.date(1999, 1, 2), "The Other", "en")


def test_a_date_that_cannot_be_read_counts_as_none() -> None:
    assert make(Found(text="One.", published="soon")).published == DAY
    assert make(Found(text="One.", published="soon"), Settings()).published is None


@pytest.mark.parametrize(
    "found, identity",
    [
        (Found(text="One.", publisher="The Record", url="https://example.org/1"), "The Record"),
        (Found(text="One.", url="https://example.org/1"), "https://example.org/1"),
        (Found(text="One."), None),
    ],
)
def test_the_identity_is_the_text_and_its_publisher_or_address(found: Found, identity: str | None) -> None:
    assert make(found, Settings()).id == make_article_id("One.", identity)


def test_nothing_but_surrogates_changes_in_the_text() -> None:
    text = " \u200fOne\r\n\ttwo\u200b \ud800. \n"
    assert make(Found(text=text)).text == text.replace("\ud800", "\ufffd")


def test_require_date() -> None:
    dated = make(Found(text="One."))
    assert require_date(dated) is dated
    reject = require_date(make(Found(text="One."), Settings()))
    assert isinstance(reject, Reject)
    assert (reject.source, reject.step) == ("a.txt", "date")
    assert "--published" in reject.message
    unplaced = Article(id="f00", text="One.")
    assert require_date(unplaced) == Reject(source="f00", step="date", message=reject.message)


@pytest.mark.parametrize(
    "name, code",
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("en_GB", "en"),
        ("English", "en"),
        ("Deutsch", "deutsch"),
        ("", None),
        (None, None),
    ],
)
def test_languages(name: str | None, code: str | None) -> None:
    assert read_language(name) == code
