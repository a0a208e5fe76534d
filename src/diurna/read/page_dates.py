"""When was this page published? Only where a page says so; never guessed from dates in the running text.

A wrong publication date moves every "on Tuesday" of the article, so no date is better than a guess. Places are asked in
the order of the tables below; dates of modification are not publication dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Names of <meta> elements (attribute name, property or itemprop), best first.
_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_date",
    "pubdate",
    "pub_date",
    "date_published",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "originalpublicationdate",
    "date",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|[/-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
# Names of classes and ids of elements in which a page prints its date.
_PRINTED = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?[_-]?date|date[_-]?published|dateline|timestamp|date|posted(?:[_-]on)?|"
    r"entry-date|post-date|article-date|byline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED_WORD = re.compile(r"\b(?:first published|published|posted)\b(?:\s+on)?", re.IGNORECASE)
_LONGEST_PRINTED = 150
_ASIDE = frozenset({"aside", "footer", "nav"})


def find_page_date(tree: Any, *, url: str | None) -> str | None:
    """The publication date as the page spells it, from an lxml tree; `None` if the page does not say.

    Asked in this order: meta elements, JSON-LD, time elements, the address, and the printed line with the date.
    """
    return next((date for date in _iter_dates(tree, url) if date), None)


def _iter_dates(tree: Any, url: str | None) -> Iterator[str | None]:
    yield _find_meta(tree)
    yield _find_json(tree)
    yield _find_time(tree)
    yield _find_in_url(url)
    yield _find_printed(tree)


def _find_meta(tree: Any) -> str | None:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                values.setdefault(name, content)
    return next((values[name] for name in _META_NAMES if name in values), None)


def _find_json(tree: Any) -> str | None:
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            match = _JSON_DATE.search(script.text or "")
            if match is not None:
                return match[1]
    return None


def _find_time(tree: Any) -> str | None:
    """A time element that is marked as the publication, the first of the article, or the only one of the page."""
    times = [(element, _spell_time(element)) for element in tree.iter("time")]
    for element, value in times:
        if value and (element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None):
            return value
    for element, value in times:
        if value and any(ancestor.tag == "article" for ancestor in element.iterancestors()):
            return value
    values = {value[:10] for _, value in times if value}
    return values.pop() if len(values) == 1 else None


def _spell_time(element: Any) -> str:
    return str(element.get("datetime") or " ".join(element.itertext())).strip()


def _find_in_url(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    if match is None:
        return None
    return "-".join(part.zfill(2) for part in match.groups() if part)


def _find_printed(tree: Any) -> str | None:
    from diurna.read.dates import parse_published

    for element in tree.iter("span", "div", "p", "time", "li", "em", "small", "b", "font", "td", "abbr"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if not _PRINTED.search(marks) or any(ancestor.tag in _ASIDE for ancestor in element.iterancestors()):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if len(text) > _LONGEST_PRINTED:
            continue
        stated = _PUBLISHED_WORD.split(text)[-1]  # "Updated 20 May 2021, first published 19 May 2021"
        if parse_published(stated) is not None:
            return stated
    return None
