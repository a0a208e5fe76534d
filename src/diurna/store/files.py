"""Codings -> plain files, by suffix: `.jsonl` (everything, reads back), `.csv` (for people), `.parquet` (for programs).

The codings are written as they come, so memory stays flat. Files appear under their names when all is written; a run
that is killed leaves none. Refused documents stand beside, in `NAME.rejects.jsonl`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from diurna.codebook import Codebook, load_codebook
from diurna.errors import SettingsError
from diurna.records import Coding, Reject
from diurna.store.arrow import make_arrow_table
from diurna.store.columns import arrow_schema
from diurna.store.database import Added
from diurna.store.flatten import Origin, flatten
from diurna.store.formats.people import COLUMNS, QUOTE_COLUMNS, show
from diurna.store.jsonlines import LineHead, encode_coding, encode_reject
from diurna.store.query import EventLine
from diurna.store.run import Run
from diurna.store.writing import beside, open_binary, open_text, replacing

Rows = Mapping[str, list[Any]]
Sink = Callable[[Coding, Rows], None]

_BATCH = 5_000
"""Rows of a Parquet file that are in memory at a time."""


def write_codings(
    path: Path,
    outcomes: Iterable[Coding | Reject],
    *,
    run: Run,
    keep_text: bool = True,
    codebook: Codebook | None = None,
) -> Added:
    """Write what a run gives, in its order; an article that comes twice is written once.

    The suffix of `path` says how. Quotes of `.csv` and `.parquet` stand beside, in `NAME.quotes.csv`.
    """
    origin = Origin(
        run_id=run.id,
        coder_version=run.coder_version,
        codebook=codebook or load_codebook(),
        keeps_text=keep_text,
    )
    rejects: dict[Reject, None] = {}
    seen: set[bytes] = set()
    known = events = quotes = 0
    with _find_sink(path)(path, origin, run) as write:
        for outcome in outcomes:
            if isinstance(outcome, Reject):
                rejects.setdefault(outcome)
                continue
            key = outcome.article.id.encode()
            if key in seen:
                known += 1
                continue
            seen.add(key)
            write(outcome, flatten(outcome, origin))
            events += len(outcome.events)
            quotes += len(outcome.quotes)
    _write_rejects(
        beside(path, "rejects", ".jsonl"), sorted(rejects, key=lambda one: (one.source, one.step, one.message))
    )
    return Added(articles=len(seen), known=known, events=events, quotes=quotes, rejects=len(rejects))


def _write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    lines = [encode_reject(reject) for reject in rejects]
    if not lines:
        path.unlink(missing_ok=True)
        return
    with open_binary(path) as out:
        out.writelines(lines)


@contextmanager
def _jsonl(path: Path, origin: Origin, run: Run) -> Iterator[Sink]:
    with open_binary(path) as out:

        def write(coding: Coding, rows: Rows) -> None:
            (article,) = rows["articles"]
            head = LineHead(
                coder_version=origin.coder_version,
                codebook_version=origin.codebook.version,
                text_hash=article.text_hash,
                text_length=article.text_length,
            )
            out.write(encode_coding(coding, head, keep_text=origin.keeps_text))

        yield write


@contextmanager
def _csv(path: Path, origin: Origin, run: Run) -> Iterator[Sink]:
    with open_text(path) as event_file, open_text(beside(path, "quotes")) as quote_file:
        events, quotes = csv.writer(event_file, lineterminator="\n"), csv.writer(quote_file, lineterminator="\n")
        events.writerow(COLUMNS)
        quotes.writerow(QUOTE_COLUMNS)

        def write(coding: Coding, rows: Rows) -> None:
            (article,) = rows["articles"]
            for row in rows["events"]:
                line = EventLine(event=row, article=article, recorded=run.started)
                events.writerow([show(cell(line, origin.codebook)) for cell in COLUMNS.values()])
            for row in rows["quotes"]:
                quotes.writerow([show(cell(row)) for cell in QUOTE_COLUMNS.values()])

        yield write


@contextmanager
def _parquet(path: Path, origin: Origin, run: Run) -> Iterator[Sink]:
    from pyarrow.parquet import ParquetWriter

    with (
        replacing(path) as event_path,
        replacing(beside(path, "quotes")) as quote_path,
        ParquetWriter(event_path, arrow_schema("events")) as events,
        ParquetWriter(quote_path, arrow_schema("quotes")) as quotes,
    ):
        writers = {"events": events, "quotes": quotes}
        waiting: dict[str, list[Struct]] = {table: [] for table in writers}

        def flush(least: int) -> None:
            for table, rows in waiting.items():
                if len(rows) >= least:
                    writers[table].write_table(make_arrow_table(table, rows))
                    rows.clear()

        def write(coding: Coding, rows: Rows) -> None:
            for table in waiting:
                waiting[table] += rows[table]
            flush(_BATCH)

        yield write
        flush(1)


_SINKS: Mapping[str, Callable[[Path, Origin, Run], AbstractContextManager[Sink]]] = {
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}


def _find_sink(path: Path) -> Callable[[Path, Origin, Run], AbstractContextManager[Sink]]:
    sink = _SINKS.get(path.suffix.lower())
    if sink is None:
        raise SettingsError(
            f"{path}: a record ends in .duckdb, {', '.join(_SINKS)}, not in {path.suffix or 'nothing'!r}."
        )
    return sink
