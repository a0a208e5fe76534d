"""HTML pages -> Articles: the text without menus, advertisements and comments, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from diurna.limits import call_within
from diurna.read.article import Found, Step, make_article, refuse_size
from diurna.read.characters import clean_text, decode_text, find_binary
from diurna.read.lines import read_all
from diurna.read.page_dates import find_page_date
from diurna.records import Article, Reject
from diurna.settings import Settings

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_BRIEF = 600  # characters
_PAGE_START = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read_html(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The Article of a page; a Reject if the page holds no text or takes too long to read."""
    data = read_all(stream, limit=settings.max_document_bytes)
    if data is None:
        yield refuse_size("a page", source=source, settings=settings)
        return
    binary = find_binary(data)
    if binary is not None:
        yield Reject(source=source, step=Step.DECODE, message=binary)
        return
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    page = decode_text(data, declared=declared[1].decode("ascii", "replace") if declared else None)
    found = find_page(page, source=source, settings=settings)
    yield found if isinstance(found, Reject) else make_article(found, source=source, settings=settings)


def looks_like_page(text: str) -> bool:
    """Whether a text is a whole HTML page."""
    return _PAGE_START.match(text) is not None


def find_page(page: str, *, source: str, settings: Settings) -> Found | Reject:
    """The article in a page, within the time limit for one article."""
    if not page.strip():
        return Reject(source=source, step=Step.TEXT, message="empty file")
    try:
        found = call_within(settings.article_seconds, lambda: _extract(page))
    except TimeoutError as error:
        return Reject(source=source, step=Step.TIME, message=f"the page {error} to read (article_seconds)")
    if found is None:
        return Reject(source=source, step=Step.TEXT, message="no article text in the page")
    return found


def _extract(page: str) -> Found | None:
    import trafilatura

    _silence()
    whole = page if _BODY.search(page) else f"<html><body>{page}</body></html>"
    tree = trafilatura.load_html(whole)
    document = _find_text(tree) if tree is not None else None
    if document is None:
        return None
    return Found(
        text=_drop_headline(clean_text(document.text), document.title),
        title=document.title,
        url=document.url,
        publisher=document.sitename,
        published=find_page_date(tree, url=document.url),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _find_text(tree: Any) -> Any:
    """trafilatura's document with the best text, or `None`."""
    # Tables are lists of figures more often than news; but some old pages are laid out as one.
    document = _run_trafilatura(tree, tables=False) or _run_trafilatura(tree, tables=True)
    if document is not None and len(document.text) < _BRIEF:
        # of an article of two sentences it takes the whole page on one line, headline and all
        brief = _run_trafilatura(tree, tables=False, shortest=50)
        if brief is not None and len(brief.text) > len(document.text) / 2:
            return brief
    return document


def _run_trafilatura(tree: Any, *, tables: bool, shortest: int = 250) -> Any:
    """trafilatura's document, or `None` if it finds no text. Its guess of the date is not used: see `page_dates`.

    If the article it finds has fewer than `shortest` characters, it looks for another.
    """
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(shortest)
    document = trafilatura.bare_extraction(
        tree,
        config=config,
        with_metadata=True,
        include_comments=False,
        include_tables=tables,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return document if document is not None and document.text and document.text.strip() else None


def _drop_headline(text: str, title: str | None) -> str:
    """The text without a first line that repeats the title: the title is kept beside the text."""
    first, _, rest = text.partition("\n")
    if title and rest.strip() and first.strip().casefold() == title.strip().casefold():
        return rest
    return text


def _silence() -> None:
    """Our rejects say what the log of these libraries would say on stderr."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)
