"""Codes the articles of a record under two codebooks and says which events change.

Each article is read once and coded twice by this program, so what differs is the codebooks' doing and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from diurna.coder import BATCH, Coder, code_article, load
from diurna.errors import InputError
from diurna.recode.compare import Change, compare_codings
from diurna.records import Article, Coding
from diurna.store import iter_codings, open_store

NOTHING = "-"
"""The type of an event that is not there."""


class TypeCount(Struct, frozen=True, kw_only=True):
    """How many events change in one way."""

    before: str
    """The old type; "-" where the event is new."""
    after: str
    """The new type; "-" where the event is gone."""
    fields: tuple[str, ...]
    """What else about them differs."""
    events: int


class Diff(Struct, frozen=True, kw_only=True):
    """What another codebook does to a record."""

    before: str
    """Version of the codebook that is left."""
    after: str
    articles: int
    events_before: int
    events_after: int
    counts: tuple[TypeCount, ...]
    """The most frequent change first."""
    changes: tuple[Change, ...]
    """In the order of the record."""


def diff_codebooks(
    record: Path,
    codebook: Path | str,
    *,
    against: Path | str | None = None,
    knowledge: Path | str | None = None,
    limit: int | None = None,
) -> Diff:
    """What `codebook` changes in the events of a record, against our codebook or against another file.

    The record must keep its text. `limit` is the number of articles, the earliest first; without it all are coded.
    """
    after = load(knowledge=knowledge, codebook=codebook)
    before = load(after.parser, knowledge=knowledge, codebook=against)
    pairs = code_twice(_iter_articles(record, limit), before, after)
    return summarise(pairs, before=before.tools.tables.codebook.version, after=after.tools.tables.codebook.version)


def code_twice(articles: Iterable[Article], before: Coder, after: Coder) -> Iterator[tuple[Coding, Coding]]:
    """Each article coded with both; it is read once."""
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        for article, scan in zip(batch, before.scan([article.text for article in batch]), strict=True):
            yield code_article(article, scan, before.tools), code_article(article, scan, after.tools)


def summarise(pairs: Iterable[tuple[Coding, Coding]], *, before: str, after: str) -> Diff:
    """The changes of all pairs of codings, counted by the types that they change."""
    articles = events_before = events_after = 0
    changes: list[Change] = []
    for one, other in pairs:
        articles += 1
        events_before += len(one.events)
        events_after += len(other.events)
        changes += compare_codings(one, other)
    return Diff(
        before=before,
        after=after,
        articles=articles,
        events_before=events_before,
        events_after=events_after,
        counts=count_changes(changes),
        changes=tuple(changes),
    )


def count_changes(changes: Sequence[Change]) -> tuple[TypeCount, ...]:
    """How often each change occurs, the most frequent first and equals by name."""
    counted = Counter(
        (
            change.before.type if change.before else NOTHING,
            change.after.type if change.after else NOTHING,
            tuple(field for field in change.fields if field != "type"),
        )
        for change in changes
    )
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        TypeCount(before=old, after=new, fields=fields, events=number) for (old, new, fields), number in ordered
    )


def _iter_articles(record: Path, limit: int | None) -> Iterator[Article]:
    with open_store(record, read_only=True) as store:
        if not store.keeps_text:
            raise InputError(
                f"{record} keeps no text, so its articles cannot be coded again. Code them into a record that does "
                "(without --no-text)."
            )
        for _, coding in islice(iter_codings(store), limit):
            yield coding.article
