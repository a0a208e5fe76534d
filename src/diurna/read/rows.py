"""Rows of a table and JSON objects -> Articles: which column holds the text, the title, the date.

The settings may name the columns; what they do not name is guessed from the usual names, whatever their case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from diurna.read.article import Found, Step, make_article
from diurna.read.characters import decode_text
from diurna.read.html import find_page, looks_like_page
from diurna.read.markup import looks_like_markup, strip_markup
from diurna.records import Article, Reject
from diurna.settings import Columns, Settings

# Usual names, best first, without case, spaces and underscores. Identifiers are ignored: ours come from the content.
_USUAL_NAMES = {
    "text": ("text", "body", "content", "article", "story", "fulltext", "articlebody", "bodytext", "articletext"),
    "title": ("title", "headline", "head"),
    "url": ("url", "link", "weburl", "sourceurl", "articleurl", "permalink"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "sitename", "sourcename", "domain"),
    "published": (
        "published",
        "publishedat",
        "publisheddate",
        "publishdate",
        "publicationdate",
        "datepublished",
        "webpublicationdate",
        "pubdate",
        "date",
        "datetime",
        "timestamp",
    ),
    "language": ("language", "lang"),
    "fetched": ("fetched", "fetchedat", "crawled", "crawledat", "retrieved", "retrievedat"),
}

Path = tuple[str, ...]
"""How to reach a value: ("source", "name") is the key "name" of the object under "source"."""


Plan = dict[str, tuple[Path, ...]]
"""For each field the places where its value may stand, best first."""


@lru_cache(maxsize=512)
def plan_columns(names: tuple[str, ...], columns: Columns) -> Plan:
    """Where each field stands in a row with these column names. A column that the settings name is not guessed."""
    by_usual_name: dict[str, str] = {}
    for name in names:
        by_usual_name.setdefault(re.sub(r"[\W_]+", "", name).lower(), name)
    plan: Plan = {}
    for field, usual_names in _USUAL_NAMES.items():
        column = getattr(columns, field)
        if column is not None:
            plan[field] = ((column,),) if column in names else (tuple(column.split(".")),)
        else:
            plan[field] = tuple((by_usual_name[name],) for name in usual_names if name in by_usual_name)
    return plan


def find_missing_column(names: Sequence[str], columns: Columns) -> str | None:
    """Why a table with these column names cannot be read: no text, or a column that the settings name is not there."""
    for field in Columns.__struct_fields__:
        column = getattr(columns, field)
        if column is not None and column not in names and column.split(".")[0] not in names:
            return f"no column {column!r} for {field}; {_describe_columns(names, (column,))}"
    plan = plan_columns(tuple(names), columns)
    if plan["text"]:
        return None
    known = {path[0] for paths in plan.values() for path in paths}
    described = _describe_columns(names, _USUAL_NAMES["text"], known=known)
    return f"no column for the text; {described}; name it with columns text=NAME"


def make_row_article(row: Mapping[str, object], *, source: str, settings: Settings) -> Article | Reject:
    """The Article in one row, or the reason why there is none. HTML in the text column loses its tags."""
    plan = plan_columns(tuple(row), settings.columns)
    values = {field: _find_value(row, paths) for field, paths in plan.items()}
    text = values["text"]
    if isinstance(text, bytes):
        text = decode_text(text)
    if text is None:
        reason = "no text in it" if plan["text"] else find_missing_column(tuple(row), settings.columns)
        return Reject(source=source, step=Step.TEXT, message=reason or "no text in it")
    if not isinstance(text, str):
        return Reject(source=source, step=Step.TEXT, message=f"the text is {describe_kind(text)}, not a string")
    if looks_like_page(text):
        page = find_page(text, source=source, settings=settings)
        if isinstance(page, Reject):
            return page
        text = page.text
    elif looks_like_markup(text):
        text = strip_markup(text)
    found = Found(
        text=text,
        title=_spell(values["title"]),
        url=_spell(values["url"]),
        publisher=_spell(values["publisher"]),
        published=values["published"],
        language=_spell(values["language"]),
        fetched=values["fetched"],
    )
    return make_article(found, source=source, settings=settings)


def has_text(row: Mapping[str, object], *, settings: Settings) -> bool:
    """Whether the row has something where its text may stand."""
    return _find_value(row, plan_columns(tuple(row), settings.columns)["text"]) is not None


def describe_kind(value: object) -> str:
    """What a value is that should have been something else: "a list", "the number 7"."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return "a string"
    return f"the value {value!r:.40}"


def _find_value(row: Mapping[str, object], paths: tuple[Path, ...]) -> object:
    """The first value that is not empty."""
    for path in paths:
        value: object = row
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None and value != "":
            return value
    return None


def _spell(value: object) -> str | None:
    """A value as one string: a name, a number, or the name in an object such as `{"id": 7, "name": "The Record"}`."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bytes):
        return decode_text(value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _describe_columns(names: Sequence[str], wanted: Sequence[str], *, known: Collection[str] = ()) -> str:
    """The columns there are and the one nearest to those wanted; `known` columns hold something else."""
    shown = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    lowered = {name.lower(): name for name in reversed(names) if name not in known}
    close = [match for name in wanted for match in get_close_matches(name.lower(), lowered, n=1)]
    nearest = f"; nearest: {lowered[close[0]]!r}" if close else ""
    return f"the columns are: {shown}{nearest}"
