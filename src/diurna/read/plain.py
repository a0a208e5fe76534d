"""Plain text and Markdown -> one Article. Lines such as "Published: 2021-05-19" at the top say where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from diurna.read.article import Found, Step, make_article, refuse_size
from diurna.read.characters import decode_text, find_binary
from diurna.read.lines import read_all
from diurna.records import Article, Reject
from diurna.settings import Settings

# What a header line is called -> the field that it fills.
_FIELDS = {
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "date": "published",
    "pubdate": "published",
    "title": "title",
    "headline": "title",
    "source": "publisher",
    "publisher": "publisher",
    "newspaper": "publisher",
    "outlet": "publisher",
    "url": "url",
    "link": "url",
    "language": "language",
    "fetched": "fetched",
}
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}?)[ \t]*:[ \t]*(.*)")
_MOST_HEADER_LINES = 30
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")

_LONGEST_TITLE = 150
_SHORTEST_PARAGRAPH = 100
_MARKDOWN_TITLE = re.compile(r"\s*(?:#{1,2}[ \t]+([^\r\n]+?)[ \t#]*(?:[\r\n]|$)|([^\r\n]+)\r?\n=+[ \t]*(?:[\r\n]|$))")

# Lines that end or begin each article of a Nexis or Factiva download.
_BUNDLE_MARKS = re.compile(
    r"^[ \t]*(?:End of Document|\d+ of \d+ DOCUMENTS|Document [A-Za-z]{3,10}\d{8}[0-9a-z]{8,12})[ \t]*\r?$",
    re.MULTILINE,
)


def read_plain(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The Article of a text file, its text exactly as the file holds it, without the header lines."""
    text = _read_text(stream, source=source, settings=settings)
    yield text if isinstance(text, Reject) else make_text_article(text, source=source, settings=settings)


def read_markdown(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The same for Markdown, whose marks stay in the text; a front matter between "---" counts as header lines."""
    text = _read_text(stream, source=source, settings=settings)
    if isinstance(text, Reject):
        yield text
        return
    header, body = _split_front_matter(text) or split_header(text)
    match = _MARKDOWN_TITLE.match(body)
    title = (match[1] or match[2]) if match else find_title(body)
    yield make_article(_fill(header, body, title=title), source=source, settings=settings)


def make_text_article(text: str, *, source: str, settings: Settings) -> Article | Reject:
    """The Article of a plain text that was taken from any kind of document; a bundle of many articles is refused."""
    marks = len(_BUNDLE_MARKS.findall(text))
    if marks > 1:
        message = (
            "looks like a Nexis or Factiva download of many articles; give each article a file or a row of its own"
        )
        return Reject(source=source, step=Step.PARSE, message=message)
    header, body = split_header(text)
    return make_article(_fill(header, body, title=find_title(body)), source=source, settings=settings)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header lines, by field, and the text below the blank line that ends them.

    Every line above the first blank line must be "Name: value", and one name at least must be known; else the text has
    no header and stays whole.
    """
    header: dict[str, str] = {}
    position = 0
    for _ in range(_MOST_HEADER_LINES):
        match = _LINE.match(text, position)
        if match is None:
            return {}, text
        position = match.end()
        if not match[1].strip():
            return (header, text[position:]) if header else ({}, text)
        line = _HEADER_LINE.fullmatch(match[1].strip())
        if line is None or not match[2]:
            return {}, text
        field = _FIELDS.get(line[1].lower())
        if field is not None and line[2]:
            header.setdefault(field, line[2])
    return {}, text


def find_title(text: str) -> str | None:
    """The first line, if it looks like a headline: short, without a full stop, and not the start of a broken line."""
    match = _LINE.match(text.lstrip("\ufeff \t\r\n"))
    if match is None:
        return None
    line = match[1].strip()
    following = match.string[match.end() :]
    if not 3 <= len(line) <= _LONGEST_TITLE or line.endswith((".", ",", ";", ":", "-", "–", "—")):
        return None
    if not following.strip():
        return None
    below = _LINE.match(following)
    paragraph = below[1].strip() if below else ""
    is_broken_line = 0 < len(paragraph) < max(_SHORTEST_PARAGRAPH, 3 * len(line) // 2) or paragraph[:1].islower()
    return None if is_broken_line else line


def _read_text(stream: BinaryIO, *, source: str, settings: Settings) -> str | Reject:
    data = read_all(stream, limit=settings.max_document_bytes)
    if data is None:
        return refuse_size("a text", source=source, settings=settings)
    if not data:
        return Reject(source=source, step=Step.TEXT, message="empty file")
    binary = find_binary(data)
    if binary is not None:
        return Reject(source=source, step=Step.DECODE, message=binary)
    return decode_text(data)


def _split_front_matter(text: str) -> tuple[dict[str, str], str] | None:
    match = re.match(r"---[ \t]*\r?\n(.{0,10000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if match is None:
        return None
    header: dict[str, str] = {}
    for line in match[1].splitlines():
        name, colon, value = line.partition(":")
        field = _FIELDS.get(name.strip().lower().replace("_", " "))
        if field is not None and colon and value.strip():
            header.setdefault(field, value.strip().strip("\"'"))
    return header, text[match.end() :]


def _fill(header: dict[str, str], body: str, *, title: str | None) -> Found:
    return Found(
        text=body,
        title=header.get("title") or title,
        url=header.get("url"),
        publisher=header.get("publisher"),
        published=header.get("published"),
        language=header.get("language"),
        fetched=header.get("fetched"),
    )
