"""Reading a record: events that answer a question, and all that was read in one article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from diurna.errors import InputError
from diurna.records import Certainty, Coding
from diurna.store.database import Store
from diurna.store.fetch import Row, iter_rows
from diurna.store.flatten import hash_text
from diurna.store.restore import restore_coding
from diurna.store.rows import ArticleRow, DateRow, EventRow, MentionRow, PlaceRow, QuoteRow
from diurna.store.statements import Question, make_statement_query

Part = TypeVar("Part", EventRow, QuoteRow, MentionRow, DateRow, PlaceRow)

_ARTICLES = 500
"""Articles that are read at a time."""


class Filter(Struct, frozen=True, kw_only=True):
    """Which events are wanted. An empty field asks for nothing; all that is asked must hold."""

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    """One of these is among the event's."""
    certainties: tuple[Certainty, ...] = ()
    actor_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    happened_from: dt.date | None = None
    """The event's date, or the day of publication where it has none, is this day or later."""
    happened_to: dt.date | None = None
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    min_confidence: float | None = None


EVERYTHING = "true"
"""The condition of an empty filter."""

# Field of the filter -> condition; "?" is its value.
_CONDITIONS = {
    "types": "list_contains(?, events.type)",
    "modes": "list_contains(?, events.mode)",
    "contexts": "list_has_any(?, events.contexts)",
    "certainties": "list_contains(?, events.certainty)",
    "actor_countries": "list_has_any(?, [cell.country FOR cell IN events.actor])",
    "recipient_countries": "list_has_any(?, [cell.country FOR cell IN events.recipient])",
    "publishers": "list_contains(?, events.publisher)",
    "article_ids": "list_contains(?, events.article_id)",
    "happened_from": "coalesce(events.date_start, events.date_end, events.published) >= ?",
    "happened_to": "coalesce(events.date_start, events.date_end, events.published) <= ?",
    "published_from": "events.published >= ?",
    "published_to": "events.published <= ?",
    "min_confidence": "events.confidence >= ?",
}


_NAMES = """,
    (SELECT coalesce(list(DISTINCT name ORDER BY name), []) FROM mentions
     WHERE mentions.article_id = events.article_id AND role IS NOT NULL AND name IS NOT NULL) AS people,
    (SELECT coalesce(list(DISTINCT name ORDER BY name), []) FROM mentions
     WHERE mentions.article_id = events.article_id AND role IS NULL AND name IS NOT NULL
       AND sector IS DISTINCT FROM 'GOV') AS organisations,
    (SELECT coalesce(list(DISTINCT name ORDER BY name), []) FROM places
     WHERE places.article_id = events.article_id) AS locations
"""


class EventLine(Struct, frozen=True, kw_only=True):
    """One event together with its article (without the text)."""

    event: EventRow
    article: ArticleRow
    recorded: dt.datetime | None = None
    """When the run that found it started, UTC."""
    people: tuple[str, ...] = ()
    """Persons whom the article names; this and the next two only where they are asked for."""
    organisations: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()


def iter_events(store: Store, where: Filter | None = None) -> Iterator[EventRow]:
    """The events that the filter asks for: by day of publication, article and order in the article."""
    condition, parameters = make_condition(where or Filter())
    query = f"SELECT * FROM events WHERE {condition} ORDER BY published NULLS LAST, article_id, position"
    yield from iter_rows(store.connection, store.path, query, parameters, EventRow)


def iter_event_lines(store: Store, where: Filter | None = None, *, with_names: bool = False) -> Iterator[EventLine]:
    """As `iter_events`, each event with what the exports need of its article.

    `with_names` adds the names in the article. A mention counts as a person if it has an office, else as an
    organisation; countries are neither.
    """
    condition, parameters = make_condition(where or Filter())
    query = f"""
        WITH told AS (SELECT * EXCLUDE (text, sentences) FROM articles),
             begun AS (SELECT id, min(started) AS started FROM runs GROUP BY id)
        SELECT events AS event, told AS article, begun.started AS recorded {_NAMES if with_names else ""}
        FROM events JOIN told ON told.id = events.article_id LEFT JOIN begun ON begun.id = told.run_id
        WHERE {condition}
        ORDER BY events.published NULLS LAST, events.article_id, events.position
    """
    yield from iter_rows(store.connection, store.path, query, parameters, EventLine)


def iter_quotes(store: Store, where: Filter | None = None) -> Iterator[QuoteRow]:
    """The quotes, by day of publication, article and order; with a filter, those of articles that have such events."""
    query, parameters = make_quote_query(where or Filter())
    yield from iter_rows(store.connection, store.path, query, parameters, QuoteRow)


def iter_statements(store: Store, question: Question) -> Iterator[QuoteRow]:
    """The quotes that answer a question, as `Store.quotes` gives them."""
    query, parameters = make_statement_query(question)
    yield from iter_rows(store.connection, store.path, query, parameters, QuoteRow)


def iter_codings(store: Store) -> Iterator[tuple[ArticleRow, Coding]]:
    """All that was read, article by article, by day of publication.

    Where the record keeps no text, the texts of articles and actors are empty.
    """
    ids = store.connection.execute("SELECT id FROM articles ORDER BY published NULLS LAST, id").fetchall()
    for start in range(0, len(ids), _ARTICLES):
        yield from _read_codings(store, [row[0] for row in ids[start : start + _ARTICLES]])


def read_coding(store: Store, article_id: str, *, text: str | None = None) -> Coding:
    """All that was read in one article, as the coder gave it.

    A record that keeps no text needs the article's `text`; it is checked against the hash.
    """
    for article, coding in _read_codings(store, [article_id], text=text):
        if article.text is None and text is None:
            raise InputError(f"{store.path} keeps no text: give the text of article {article_id}.")
        if text is not None and hash_text(text) != article.text_hash:
            raise InputError(f"This is not the text of article {article_id}: its hash differs.")
        return coding
    raise InputError(f"{store.path} has no article {article_id!r}.")


def _read_codings(
    store: Store, article_ids: Sequence[str], *, text: str | None = None
) -> Iterator[tuple[ArticleRow, Coding]]:
    articles = {row.id: row for row in _rows_of(store, "articles", article_ids, ArticleRow, key="id")}
    events = _by_article(_rows_of(store, "events", article_ids, EventRow))
    quotes = _by_article(_rows_of(store, "quotes", article_ids, QuoteRow))
    mentions = _by_article(_rows_of(store, "mentions", article_ids, MentionRow))
    dates = _by_article(_rows_of(store, "dates", article_ids, DateRow))
    places = _by_article(_rows_of(store, "places", article_ids, PlaceRow))
    for article_id in article_ids:
        if article := articles.get(article_id):
            words = text if article.text is None else article.text
            yield (
                article,
                restore_coding(
                    article,
                    words or "",
                    events=events.get(article_id, []),
                    quotes=quotes.get(article_id, []),
                    mentions=mentions.get(article_id, []),
                    dates=dates.get(article_id, []),
                    places=places.get(article_id, []),
                ),
            )


def make_condition(where: Filter) -> tuple[str, list[object]]:
    """The filter as an SQL condition on `events` and its parameters."""
    asked = [(name, getattr(where, name)) for name in _CONDITIONS]
    given = [(name, value) for name, value in asked if value is not None and value != ()]
    condition = " AND ".join(_CONDITIONS[name] for name, _ in given) or EVERYTHING
    return condition, [list(value) if isinstance(value, tuple) else value for _, value in given]


def make_quote_query(where: Filter) -> tuple[str, list[object]]:
    """The question that `iter_quotes` asks, and its parameters."""
    condition, parameters = make_condition(where)
    chosen = "" if condition == EVERYTHING else f"WHERE article_id IN (SELECT article_id FROM events WHERE {condition})"
    return f"SELECT * FROM quotes {chosen} ORDER BY published NULLS LAST, article_id, position", parameters


def _rows_of(
    store: Store, table: str, article_ids: Sequence[str], row: type[Row], *, key: str = "article_id"
) -> Iterator[Row]:
    order = key if key == "id" else f"{key}, position"
    query = f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest(?::VARCHAR[])) ORDER BY {order}"
    return iter_rows(store.connection, store.path, query, [list(article_ids)], row)


def _by_article(rows: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for row in rows:
        found.setdefault(row.article_id, []).append(row)
    return found
