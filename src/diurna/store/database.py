"""One DuckDB file as a record: opening it, adding codings in whole batches, and saying what is in it.

Each batch is one transaction, so a process that is killed leaves a file that opens and holds whole batches. Articles
that the file knows are never added again. `finish` puts the rows in an order that depends on the articles alone, so one
worker and a hundred leave the same tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec
from msgspec import Struct

from diurna.codebook import Codebook, load_codebook
from diurna.records import AgendaState, Coding, Reject, Stance
from diurna.store.agenda import make_agenda_query
from diurna.store.arrow import make_arrow_table
from diurna.store.columns import TABLES
from diurna.store.fetch import iter_rows
from diurna.store.flatten import Origin, flatten, to_utc
from diurna.store.opening import connect, speaking_errors
from diurna.store.rows import EventRow, QuoteRow, RejectRow, RunRow
from diurna.store.run import Run
from diurna.store.statements import Question, make_statement_query

if TYPE_CHECKING:
    import duckdb

# The order of the rows: by the article and by nothing that depends on who coded it first.
_ORDER: Mapping[str, str] = {
    "articles": "published NULLS LAST, id",
    "events": "published NULLS LAST, article_id, position",
    "quotes": "published NULLS LAST, article_id, position",
    "mentions": "article_id, position",
    "dates": "article_id, position",
    "places": "article_id, position",
    "rejects": "source, step, message",
}


def open_store(path: Path, *, keep_text: bool | None = None, read_only: bool = False) -> Store:
    """Open the record at `path`; make it if there is none.

    `keep_text=False` makes a record that holds spans and hashes but no words of any article. For a record that exists
    the answer must be the same as when it was made, or `None`.
    """
    connection, keeps_text = connect(path, keep_text=keep_text, read_only=read_only)
    return Store(connection, path, keeps_text=keeps_text)


class Added(Struct, frozen=True, kw_only=True):
    """What a batch brought."""

    articles: int = 0
    known: int = 0
    """Articles that the record had already; nothing of them was added."""
    events: int = 0
    quotes: int = 0
    rejects: int = 0


class Summary(Struct, frozen=True, kw_only=True):
    """What is in a record."""

    articles: int
    events: int
    quotes: int
    mentions: int
    rejects: int
    runs: int
    first_published: dt.date | None
    last_published: dt.date | None
    publishers: int
    types: Mapping[str, Mapping[str, int]]
    """Events by type, and within a type by certainty: what is only alleged or denied is never counted as done."""
    certainties: Mapping[str, int]
    reject_steps: Mapping[str, int]
    coder_versions: tuple[str, ...]
    codebook_versions: tuple[str, ...]
    keeps_text: bool


class Store:
    """An open record. Use it as a context manager, or call `close`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, *, keeps_text: bool) -> None:
        self.connection = connection
        """The DuckDB connection, for questions in SQL."""
        self.path = path
        self.keeps_text = keeps_text
        self._attempts: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def known_articles(self) -> set[str]:
        """The ids of all articles in the record: a run that goes on skips them."""
        return {row[0] for row in self.connection.execute("SELECT id FROM articles").fetchall()}

    def add(
        self,
        codings: Sequence[Coding],
        rejects: Sequence[Reject] = (),
        *,
        run: Run,
        codebook: Codebook | None = None,
    ) -> Added:
        """Add a batch, all of it or nothing. An article or reject that the record has already is passed over."""
        origin = Origin(
            run_id=run.id,
            coder_version=run.coder_version,
            codebook=codebook or load_codebook(),
            keeps_text=self.keeps_text,
        )
        attempt = self._attempt(run)
        with self._transaction():
            new = self._new_codings(codings)
            rows: dict[str, list[Struct]] = {"rejects": self._new_rejects(rejects, run)}
            for coding in new:
                for table, batch in flatten(coding, origin).items():
                    rows.setdefault(table, []).extend(batch)
            for table, batch in rows.items():
                self._insert(table, batch)
            added = Added(
                articles=len(new),
                known=len(codings) - len(new),
                events=len(rows.get("events", ())),
                quotes=len(rows.get("quotes", ())),
                rejects=len(rows["rejects"]),
            )
            self._count(run, attempt, added)
        return added

    def finish(self, run: Run, *, finished: dt.datetime | None = None, in_order: bool = True) -> None:
        """Note that the run is done, and put the rows in order.

        `in_order=False` leaves them as they came, for a record that grows by small steps all day.
        """
        attempt = self._attempt(run)
        with self._transaction():
            self.connection.execute(
                "UPDATE runs SET finished = ? WHERE id = ? AND attempt = ?", [to_utc(finished), run.id, attempt]
            )
        if in_order:
            with self._transaction():
                self._sort("rejects", _ORDER["rejects"])
        if in_order and not self._is_in_order():
            with self._transaction():
                for table, order in _ORDER.items():
                    self._sort(table, order)
        with speaking_errors(self.path):
            self.connection.execute("CHECKPOINT")

    def summary(self) -> Summary:
        """Counts, spans of time and versions."""
        counts = {table: self._one(f"SELECT count(*) FROM {table}") for table in TABLES}
        first, last, publishers = self._row(
            "SELECT min(published), max(published), count(DISTINCT publisher) FROM articles"
        )
        return Summary(
            articles=counts["articles"],
            events=counts["events"],
            quotes=counts["quotes"],
            mentions=counts["mentions"],
            rejects=counts["rejects"],
            runs=counts["runs"],
            first_published=first,
            last_published=last,
            publishers=publishers,
            types=self._types(),
            certainties=self._counts("events", "certainty"),
            reject_steps=self._counts("rejects", "step"),
            coder_versions=tuple(self._counts("articles", "coder_version")),
            codebook_versions=tuple(self._counts("articles", "codebook_version")),
            keeps_text=self.keeps_text,
        )

    def runs(self) -> tuple[RunRow, ...]:
        """Every attempt at every run, as they came."""
        result = self.connection.execute("SELECT * FROM runs")
        names = [column[0] for column in result.description]
        rows = (dict(zip(names, row, strict=True)) for row in result.fetchall())
        return tuple(msgspec.convert(row, RunRow) for row in rows)

    def quotes(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        stance: Stance | None = None,
        issue: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Iterator[QuoteRow]:
        """The statements of a speaker, about an actor, on an issue, in a direction, in order of publication.

        `by` and `about` take a name in any of its forms ("Lavrov"), or a code in capitals ("RUSGOV", "RUS"). Those that
        are told as not said, or in the words of somebody else, are among them and say so (`negated`, `within`).
        """
        question = Question(by=by, about=about, stance=stance, issue=issue, since=since, until=until)
        query, parameters = make_statement_query(question)
        yield from iter_rows(self.connection, self.path, query, parameters, QuoteRow)

    def agenda(
        self, *, since: dt.date | None = None, until: dt.date | None = None, state: AgendaState | None = None
    ) -> Iterator[EventRow]:
        """What was announced, by the day that it is due, else by its own day; what has no day comes last.

        `since` and `until` keep what is due within them, whole or in part.
        """
        query, parameters = make_agenda_query(since=since, until=until, state=state)
        yield from iter_rows(self.connection, self.path, query, parameters, EventRow)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with speaking_errors(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        import duckdb

        # Ctrl-C may land when the batch is committed already: then nothing is left to be rolled back.
        with suppress(duckdb.TransactionException):
            self.connection.execute("ROLLBACK")

    def _new_codings(self, codings: Sequence[Coding]) -> list[Coding]:
        by_id: dict[str, Coding] = {}
        for coding in codings:
            by_id.setdefault(coding.article.id, coding)
        query = "SELECT id FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        known = {row[0] for row in self.connection.execute(query, [list(by_id)]).fetchall()}
        return [coding for article_id, coding in by_id.items() if article_id not in known]

    def _new_rejects(self, rejects: Sequence[Reject], run: Run) -> list[Struct]:
        if not rejects:
            return []
        query = "SELECT source, step, message FROM rejects WHERE source IN (SELECT unnest(?::VARCHAR[]))"
        sources = [reject.source for reject in rejects]
        known = set(self.connection.execute(query, [sources]).fetchall())
        wanted = dict.fromkeys((reject.source, reject.step, reject.message) for reject in rejects)
        return [
            RejectRow(source=source, step=step, message=message, run_id=run.id)
            for source, step, message in wanted
            if (source, step, message) not in known
        ]

    def _insert(self, table: str, rows: Sequence[Struct]) -> None:
        if rows:
            self.connection.from_arrow(make_arrow_table(table, rows)).insert_into(table)

    def _attempt(self, run: Run) -> int:
        """The number of this attempt at the run, noted in the file when the run is met first."""
        if run.id not in self._attempts:
            last = self._one("SELECT coalesce(max(attempt), 0) FROM runs WHERE id = ?", [run.id])
            row = RunRow(
                id=run.id,
                attempt=last + 1,
                started=to_utc(run.started),
                coder_version=run.coder_version,
                codebook_version=run.codebook_version,
                settings_hash=run.settings_hash,
                inputs=run.inputs,
            )
            with speaking_errors(self.path):
                self._insert("runs", [row])
            self._attempts[run.id] = last + 1
        return self._attempts[run.id]

    def _count(self, run: Run, attempt: int, added: Added) -> None:
        self.connection.execute(
            "UPDATE runs SET articles_added = articles_added + ?, articles_known = articles_known + ?, "
            "events_added = events_added + ?, rejects_added = rejects_added + ? WHERE id = ? AND attempt = ?",
            [added.articles, added.known, added.events, added.rejects, run.id, attempt],
        )

    def _is_in_order(self) -> bool:
        """Whether the articles stand in order; what belongs to them was added with them."""
        query = """
            SELECT count(*) FROM (
                SELECT day, id, lag(day) OVER file AS day_before, lag(id) OVER file AS id_before
                FROM (SELECT rowid AS number, coalesce(published, DATE '9999-12-31') AS day, id FROM articles)
                WINDOW file AS (ORDER BY number))
            WHERE day < day_before OR (day = day_before AND id < id_before)
        """
        return self._one(query) == 0

    def _sort(self, table: str, order: str) -> None:
        self.connection.execute(f"CREATE TEMP TABLE sorted AS SELECT * FROM {table} ORDER BY {order}")
        self.connection.execute(f"DELETE FROM {table}")
        self.connection.execute(f"INSERT INTO {table} SELECT * FROM sorted")
        self.connection.execute("DROP TABLE sorted")

    def _one(self, query: str, parameters: Sequence[object] = ()) -> int:
        value: int = self._row(query, parameters)[0]
        return value

    def _row(self, query: str, parameters: Sequence[object] = ()) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self.connection.execute(query, list(parameters)).fetchall()[0]
        return row

    def _types(self) -> dict[str, dict[str, int]]:
        query = """
            SELECT type, certainty, count(*) AS number FROM events GROUP BY type, certainty
            ORDER BY sum(count(*)) OVER (PARTITION BY type) DESC, type, number DESC, certainty
        """
        found: dict[str, dict[str, int]] = {}
        for type_, certainty, number in self.connection.execute(query).fetchall():
            found.setdefault(type_, {})[certainty] = number
        return found

    def _counts(self, table: str, column: str) -> dict[str, int]:
        query = f"SELECT {column}, count(*) FROM {table} GROUP BY ALL ORDER BY count(*) DESC, {column}"
        return dict(self.connection.execute(query).fetchall())
