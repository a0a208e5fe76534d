"""What an export says of the article behind an event: its address or a citation, its outlet, when it was first seen."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from diurna.store.query import EventLine
from diurna.store.rows import ArticleRow


def cite(article: ArticleRow) -> str | None:
    """The address, else "Publisher, 2021-05-19: Title", else where the article was read."""
    if article.url:
        return article.url
    day = article.published.isoformat() if article.published else None
    outlet = ", ".join(part for part in (article.publisher, day) if part)
    return ": ".join(part for part in (outlet, article.title) if part) or article.source


def find_outlet(article: ArticleRow) -> str | None:
    """The domain of the address without "www.", else the publisher."""
    domain = urlsplit(article.url).hostname if article.url else None
    return domain.removeprefix("www.") if domain else article.publisher


def find_first_seen(line: EventLine) -> dt.datetime | None:
    """When the article was fetched, else when the run that coded it started, else the day of publication."""
    if line.article.fetched or line.recorded:
        return line.article.fetched or line.recorded
    published = line.article.published
    return dt.datetime.combine(published, dt.time()) if published else None


def is_in_lead(line: EventLine) -> bool:
    """Whether the event stands in the first paragraph."""
    return line.event.trigger_start < line.article.lead_end
