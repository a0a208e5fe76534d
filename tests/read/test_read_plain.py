"""Plain text and Markdown: the text is kept to the character, header lines and titles are told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.plain import find_title, split_header
from diurna.records import Article, Reject

BODY = (
    "France recalled its ambassador from Ankara on Tuesday, officials in Paris said, "
    "a day after the Turkish president had questioned the sanity of his colleague.\n\nTalks will go on.\n"
)


def test_header_lines_are_no_part_of_the_text(read_one: Callable[..., Article]) -> None:
    header = "Title: Paris recalls envoy\nPublished: 2021-05-19\nSource: The Record\n"
    article = read_one("a.txt", f"{header}URL: https://example.org/1\nByline: A. Writer\n\n{BODY}")
    assert article.text == BODY
    assert article.title == "Paris recalls envoy"
    assert article.published == dt.date(2021, 5, 19)
    assert article.publisher == "The Record"
    assert article.url == "https://example.org/1"
    assert article.source == "a.txt"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(read_one: Callable[..., Article], end: str) -> None:
    article = read_one("a.txt", f"Date: 19 May 2021{end} {end}One line.{end}Another.{end}")
    assert article.text == f"One line.{end}Another.{end}"
    assert article.published == dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "Paris: 19 May 2021\n\nBody",  # no name that is known
        "Date: 2021-05-19\nThe minister left.\n\nBody",  # a line of prose
        "Date: 2021-05-19",  # no blank line, no text
        "Source: the ministry said that it would not comment.",
        "\nDate: 2021-05-19\n\nBody",
    ],
)
def test_what_is_no_header_stays_in_the_text(text: str) -> None:
    assert split_header(text) == ({}, text)


def test_a_title_stays_in_the_text(read_one: Callable[..., Article]) -> None:
    article = read_one("a.txt", "Paris recalls envoy\n\n" + BODY)
    assert article.title == "Paris recalls envoy"
    assert article.text.startswith("Paris recalls envoy\n\nFrance")


@pytest.mark.parametrize(
    "text, title",
    [
        (f"Paris recalls envoy\n{BODY}", "Paris recalls envoy"),
        (f"Will Paris recall its envoy?\n\n{BODY}", "Will Paris recall its envoy?"),
        (f"\n\n  Paris recalls envoy  \n\n{BODY}", "Paris recalls envoy"),
        (BODY, None),  # a full sentence
        ("The president of\nFrance spoke on Tuesday in Paris.", None),  # lines broken at a fixed width
        (
            "In Paris the\npresident spoke on Tuesday, and then he left the palace by the back door for the airport.",
            None,
        ),
        ("PARIS (The Record) —\nFrance recalled its envoy.", None),
        ("Paris recalls envoy", None),  # nothing else
        ("", None),
        ("x" * 151 + "\n\n" + BODY, None),
    ],
)
def test_what_looks_like_a_title(text: str, title: str | None) -> None:
    assert find_title(text) == title


def test_markdown_front_matter(read_one: Callable[..., Article]) -> None:
    article = read_one(
        "a.md", f'---\ntitle: "Paris recalls envoy"\ndate: 2021-05-19\ntags:\n  - diplomacy\n---\n{BODY}'
    )
    assert (article.title, article.published, article.text) == ("Paris recalls envoy", dt.date(2021, 5, 19), BODY)


@pytest.mark.parametrize(
    "heading", ["# Paris recalls envoy #\n\n", "Paris recalls envoy\n=====\n\n", "Paris recalls envoy\n\n"]
)
def test_markdown_titles(read_one: Callable[..., Article], heading: str) -> None:
    article = read_one("a.markdown", heading + BODY)
    assert article.title == "Paris recalls envoy"
    assert article.text == heading + BODY


def test_markdown_with_header_lines(read_one: Callable[..., Article]) -> None:
    assert read_one("a.md", f"Date: 2021-05-19\n\n{BODY}").published == dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "data, step, message",
    [
        ("", "text", "empty file"),
        (" \n\t\n", "text", "no text in it"),
        ("Date: 2021-05-19\n\n", "text", "no text in it"),
        (b"%PDF-1.4", "decode", "a PDF file"),
        (b"\0\1\2\3" * 20, "decode", "binary data"),
        ("a" * 101, "size", "101 characters; the limit is 100 (max_characters)"),
        ("a" * 1001, "size", "a text larger than 1,000 bytes (max_document_bytes)"),
    ],
)
def test_what_is_refused(refuse_one: Callable[..., Reject], data: str | bytes, step: str, message: str) -> None:
    reject = refuse_one("a.txt", data, max_characters=100, max_document_bytes=1000)
    assert (reject.source, reject.step) == ("a.txt", step)
    assert message in reject.message


@pytest.mark.parametrize("mark", ["End of Document", "Document RECORD0020210519eh5j0000x"])
def test_a_bundle_of_many_articles_is_refused(refuse_one: Callable[..., Reject], mark: str) -> None:
    reject = refuse_one("a.txt", f"{BODY}\n{mark}\n\n{BODY}\n{mark}\n")
    assert reject.step == "parse"
    assert "Nexis or Factiva" in reject.message


def test_one_stray_nul_is_kept(read_one: Callable[..., Article]) -> None:
    assert read_one("a.txt", "One\0two.").text == "One\0two."


@given(st.text())
def test_header_and_body_make_the_text(text: str) -> None:
    header, body = split_header(text)
    assert text.endswith(body)
    assert header or body == text
