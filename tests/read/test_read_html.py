"""HTML pages: the article without the page around it, and only dates that the page gives as its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from diurna.read import html
from diurna.read.html import looks_like_page
from diurna.read.page_dates import find_page_date
from diurna.records import Article, Reject

FIRST = (
    "France recalled its ambassador from Ankara on Tuesday, officials in Paris said, a day after the Turkish president "
    "had questioned the sanity of his colleague in a speech to members of his party in the city of Kayseri."
)
SECOND = (
    "The treaty of 2014-09-05 between the two countries stays in force, said a spokesman for the café–owners’ union."
)
THIRD = "A spokeswoman for the foreign ministry in Ankara declined to comment on the recall when asked on Wednesday."


def build_page(*, head: str = "", before: str = "", after: str = "", charset: str = "utf-8") -> str:
    """A news page of the usual kind."""
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="{charset}"><title>Paris recalls envoy | The Record</title>
<meta property="og:title" content="Paris recalls envoy"><meta property="og:site_name" content="The Record">{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Paris recalls envoy</h1>{before}<p>{FIRST}</p><p>{SECOND}</p>
<table><tr><th>Country</th><th>Ambassadors</th></tr><tr><td>France</td><td>161</td></tr></table><p>{THIRD}</p>{after}</article>
<footer><p>Copyright 2019 The Record. All rights reserved.</p></footer></body></html>"""


def test_the_article_of_a_page(read_one: Callable[..., Article]) -> None:
    head = (
        '<link rel="canonical" href="https://example.org/world/envoy">'
        '<meta property="article:published_time" content="2021-05-19T22:10:00-04:00">'
        '<meta property="article:modified_time" content="2021-06-01">'
    )
    article = read_one("a.html", build_page(head=head))
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article.title == "Paris recalls envoy"
    assert article.publisher == "The Record"
    assert article.url == "https://example.org/world/envoy"
    assert article.published == dt.date(2021, 5, 19)
    assert article.language == "en"


@pytest.mark.parametrize(
    "charset, encoding", [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8")]
)
def test_the_declared_character_set(read_one: Callable[..., Article], charset: str, encoding: str) -> None:
    assert SECOND in read_one("a.htm", build_page(charset=charset).encode(encoding)).text


def test_xhtml_with_an_encoding_of_its_own(read_one: Callable[..., Article]) -> None:
    assert FIRST in read_one("a.xhtml", '<?xml version="1.0" encoding="utf-8"?>\n' + build_page()).text


def test_an_old_page_laid_out_as_a_table(read_one: Callable[..., Article]) -> None:
    page = f"<html><body><table><tr><td>Menu</td><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table></body></html>"
    article = read_one("a.html", page)
    assert FIRST in article.text
    assert "|" not in article.text


def test_a_brief_of_two_sentences_keeps_its_paragraphs(read_one: Callable[..., Article]) -> None:
    page = (
        "<html><head><title>Paris recalls envoy</title></head><body><article><h1>Paris recalls envoy</h1>"
        "<p>France recalled its ambassador from Ankara on Tuesday.</p><p>Turkey did not comment.</p></article></body>"
    )
    text = "France recalled its ambassador from Ankara on Tuesday.\nTurkey did not comment."
    assert read_one("a.html", page).text == text


@pytest.mark.parametrize(
    "page, step, message",
    [
        ("", "text", "empty file"),
        ("  \n", "text", "empty file"),
        ("<html><frameset><frame src='a'></frameset></html>", "text", "no article text in the page"),
        ("<html><body><script>var a = 1;</script></body></html>", "text", "no article text in the page"),
        (b"\x89PNG....", "decode", "an image"),
        ("<p>" + "a" * 2000, "size", "a page larger than 1,000 bytes (max_document_bytes)"),
    ],
)
def test_what_is_refused(refuse_one: Callable[..., Reject], page: str | bytes, step: str, message: str) -> None:
    reject = refuse_one("a.html", page, max_document_bytes=1000)
    assert reject.step == step
    assert message in reject.message


def test_a_page_that_takes_too_long(refuse_one: Callable[..., Reject], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(page: str) -> None:
        while True:
            pass

    monkeypatch.setattr(html, "_extract", never)
    reject = refuse_one("a.html", "<p>Text</p>", article_seconds=0.05)
    assert reject.step == "time"
    assert reject.message == "the page took longer than 0.05 seconds to read (article_seconds)"


@pytest.mark.parametrize(
    "inside", ["<div>" * 20_000, "<table><tr><td>" * 2_000, "<b>" * 5_000, "&#0;&#xD800;<![CDATA[ <"]
)
def test_hostile_pages_end(read_bytes: Callable[..., list[Article | Reject]], inside: str) -> None:
    assert len(read_bytes("a.html", f"<html><body>{inside}{FIRST}</body></html>")) == 1


DAY = dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "where, expected",
    [
        ({"head": '<meta name="pubdate" content="20210519">'}, DAY),
        ({"head": '<meta itemprop="datePublished" content="2021-05-19">'}, DAY),
        ({"head": '<meta name="DC.date.issued" content="2021-05-19">'}, DAY),
        ({"head": '<script type="application/ld+json">{"datePublished": "2021-05-19T10:00"}</script>'}, DAY),
        ({"before": '<time datetime="2021-05-19T10:00:00Z">today</time>'}, DAY),
        ({"before": "<time>May 19, 2021</time>"}, DAY),
        ({"before": '<p class="byline">By A. Writer, 19 May 2021</p>'}, DAY),
        ({"before": '<span class="post-date">Updated 20 May 2021. First published 19 May 2021</span>'}, DAY),
        ({"head": '<link rel="canonical" href="https://example.org/2021/05/19/envoy">'}, DAY),
        ({"head": '<link rel="canonical" href="https://example.org/news-2021-05-19">'}, DAY),
        ({"head": '<meta property="article:modified_time" content="2021-06-01">'}, None),
        ({"after": '<aside><span class="date">1 June 2021</span></aside>'}, None),
        ({"head": '<meta name="date" content="soon">'}, None),
        ({}, None),  # neither the treaty in the text nor the copyright is a publication date
    ],
)
def test_where_a_page_says_its_date(
    read_one: Callable[..., Article], where: dict[str, str], expected: dt.date | None
) -> None:
    assert read_one("a.html", build_page(**where)).published == expected


def test_a_named_place_beats_the_address() -> None:
    from trafilatura import load_html

    tree = load_html('<html><body><time itemprop="datePublished" datetime="2021-05-19"></time></body></html>')
    assert find_page_date(tree, url="https://example.org/2020/01/01/a") == "2021-05-19"
    assert find_page_date(load_html("<html><body></body></html>"), url="https://example.org/2020/1/2/") == "2020-01-02"


def test_times_outside_the_article_count_only_if_they_agree() -> None:
    from trafilatura import load_html

    one, other = '<time datetime="2021-05-19"></time>', '<time datetime="2021-05-20"></time>'
    assert find_page_date(load_html(f"<div>{one}{one}</div>"), url=None) == "2021-05-19"
    assert find_page_date(load_html(f"<div>{one}{other}</div>"), url=None) is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<!DOCTYPE html><html></html>", True),
        ('<?xml version="1.0"?>\n<html>', True),
        (" <body>One.</body>", True),
        ("<p>One.</p>", False),
        ("One <html>", False),
    ],
)
def test_what_looks_like_a_page(text: str, expected: bool) -> None:
    assert looks_like_page(text) is expected
