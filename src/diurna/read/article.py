"""From what a document says of itself to an Article, or to the reason why it is refused.

Every reader ends here, so that defaults, limits and the identity of an article are decided once.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from diurna.read.characters import clean_text, find_binary_text
from diurna.read.dates import parse_fetched, parse_published
from diurna.records import Article, Reject, make_article_id
from diurna.settings import Settings


class Step(StrEnum):
    """The steps of reading that can refuse a document; the value of `Reject.step`."""

    FIND = "find"
    """No such file, or no reader for it."""
    OPEN = "open"
    """It cannot be opened or unpacked."""
    DECODE = "decode"
    """Its bytes are no text."""
    PARSE = "parse"
    """It is not what its format asks for."""
    TEXT = "text"
    """It holds no article."""
    SIZE = "size"
    """It is larger than the settings allow."""
    TIME = "time"
    """It takes longer than the settings allow."""
    DATE = "date"
    """It has no publication date."""


class Found(Struct, frozen=True, kw_only=True):
    """What a document says of itself, as it says it. A date is still whatever the document holds."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: object = None
    language: str | None = None
    fetched: object = None


def make_article(found: Found, *, source: str, settings: Settings) -> Article | Reject:
    """The Article, with the settings where the document is silent; a Reject if it is empty, too long or no text.

    A date that cannot be read counts as none: `require_date` refuses such an article where dates are needed.
    """
    text = clean_text(found.text)
    if not text.strip():
        return Reject(source=source, step=Step.TEXT, message="no text in it")
    if len(text) > settings.max_characters:
        message = f"{len(text):,} characters; the limit is {settings.max_characters:,} (max_characters)"
        return Reject(source=source, step=Step.SIZE, message=message)
    binary = find_binary_text(text)
    if binary is not None:
        return Reject(source=source, step=Step.DECODE, message=binary)
    url = _one_line(found.url)
    publisher = _one_line(found.publisher) or settings.publisher
    return Article(
        id=make_article_id(text, publisher or url),
        text=text,
        title=_one_line(found.title),
        url=url,
        publisher=publisher,
        published=parse_published(found.published, day_first=settings.day_first) or settings.published,
        fetched=parse_fetched(found.fetched),
        language=read_language(found.language) or settings.language,
        source=source,
    )


def require_date(article: Article) -> Article | Reject:
    """The article if it has a publication date, else a Reject that says how to give it one.

    For runs in which `allow_undated` is false: without a publication date "on Tuesday" has no date either.
    """
    if article.published is not None:
        return article
    message = (
        "no publication date that can be read: pass --published, map a column (published=NAME), "
        "or set day_first for dates such as 05/06/2021"
    )
    return Reject(source=article.source or article.id, step=Step.DATE, message=message)


def read_language(name: str | None) -> str | None:
    """A language code: "en" for "en-GB", "EN_us" or "English"; other words are kept in lower case."""
    name = (_one_line(name) or "").lower()
    if name == "english":
        return "en"
    match = re.match(r"([a-z]{2,3})(?:[-_]\w+)*$", name)
    return match[1] if match else name or None


def refuse_size(size: str, *, source: str, settings: Settings) -> Reject:
    """The Reject for a document or row that is too large to be read at all; `size` says what it is."""
    message = f"{size} larger than {settings.max_document_bytes:,} bytes (max_document_bytes)"
    return Reject(source=source, step=Step.SIZE, message=message)


def _one_line(value: str | None) -> str | None:
    return clean_text(" ".join(value.split())) or None if value else None
