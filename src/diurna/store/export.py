"""A record -> the files of another format, with a sidecar that says how they were made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

import msgspec
from msgspec import Struct

from diurna.codebook import Codebook, load_codebook
from diurna.codebook.check import require
from diurna.errors import SettingsError
from diurna.records import Certainty
from diurna.store.columns import arrow_schema
from diurna.store.context import Context, Tally
from diurna.store.database import Store, open_store
from diurna.store.dyads import OCCURRED
from diurna.store.formats.gdelt import write_gdelt
from diurna.store.formats.gdelt_mentions import write_gdelt_mentions
from diurna.store.formats.icews import write_icews
from diurna.store.formats.people import write_events_csv, write_quotes_csv
from diurna.store.formats.phoenix import write_phoenix
from diurna.store.formats.plover import write_plover
from diurna.store.formats.polecat import write_polecat
from diurna.store.jsonlines import LineHead, encode_coding
from diurna.store.provenance import Provenance, write_provenance
from diurna.store.query import (
    EVERYTHING,
    EventLine,
    Filter,
    iter_codings,
    iter_event_lines,
    iter_quotes,
    make_condition,
    make_quote_query,
)
from diurna.store.stories import count_stories
from diurna.store.writing import beside, open_binary, open_text, replacing

_FUTURE = "An event that lies ahead of the report, or is planned or threatened, stands under the day of the report."
_PAIRS = "One row for each pair of actor and recipient; mutual acts in both directions."
_ACTOR = "Events without an actor are left out."
_CODED = "A pair of which neither side has a code is left out."
_PLOVER_SCORES = "PLOVER intensity, manual draft 2.0"


class Format(Struct, frozen=True, kw_only=True):
    """One format: how it is written, and what its readers must know."""

    write: Callable[[Iterable[EventLine], TextIO, Context], None] | None = None
    """`None`: the format is written by a function of this module."""
    tells_certainty: bool
    """Whether it has a place for certainty. If not, only what occurred goes in unless more is asked for."""
    scores: str
    choices: tuple[str, ...] = ()
    with_names: bool = False


FORMATS: Mapping[str, Format] = {
    "csv": Format(write=write_events_csv, tells_certainty=True, scores=_PLOVER_SCORES),
    "jsonl": Format(tells_certainty=True, scores=_PLOVER_SCORES),
    "parquet": Format(tells_certainty=True, scores=_PLOVER_SCORES),
    "plover": Format(
        write=write_plover,
        tells_certainty=True,
        scores=_PLOVER_SCORES,
        choices=(_ACTOR,),
    ),
    "gdelt": Format(
        write=write_gdelt, tells_certainty=False, scores="GDELT's Goldstein table", choices=(_PAIRS, _CODED, _FUTURE)
    ),
    "gdelt-mentions": Format(
        write=write_gdelt_mentions, tells_certainty=False, scores="none", choices=(_PAIRS, _CODED, _FUTURE)
    ),
    "icews": Format(
        write=write_icews,
        tells_certainty=False,
        scores="ICEWS's intensity table",
        choices=(
            _PAIRS,
            _ACTOR,
            _CODED,
            _FUTURE,
            "An event without a recipient has NA as target; ICEWS has no such row.",
        ),
    ),
    "polecat": Format(
        write=write_polecat,
        tells_certainty=False,
        scores=_PLOVER_SCORES,
        choices=(_ACTOR, _FUTURE),
        with_names=True,
    ),
    "phoenix": Format(
        write=write_phoenix,
        tells_certainty=False,
        scores="Phoenix's Goldstein table",
        choices=(_PAIRS, _ACTOR, _CODED, _FUTURE, "One row a day for each source, target and code."),
    ),
}
"""Every format by the name that `--format` takes."""


class Exported(Struct, frozen=True, kw_only=True):
    """What an export wrote."""

    files: tuple[Path, ...]
    """The file that was asked for, then those beside it; the last is the sidecar."""
    rows: int
    left_out: Mapping[str, int]
    """Events that are not in it, by reason."""


def export_record(
    path: Path,
    out: Path,
    *,
    format: str,
    include: Collection[Certainty] | None = None,
    where: Filter | None = None,
    stories: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> Exported:
    """Write the record at `path` in another format; see `export_store`."""
    with open_store(path, read_only=True) as store:
        return export_store(store, out, format=format, include=include, where=where, stories=stories, codebook=codebook)


def export_store(
    store: Store,
    out: Path,
    *,
    format: str,
    include: Collection[Certainty] | None = None,
    where: Filter | None = None,
    stories: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> Exported:
    """Write an open record in another format, with `OUT.provenance.json` beside it.

    `include` names the certainties that go in. Without it a format that cannot tell them apart holds only what
    happened, is going on, is planned or threatened. `stories` gives the story of an event by its id.
    """
    chosen = FORMATS[require(format, FORMATS, "format", error=SettingsError)]
    if out.exists() and out.samefile(store.path):
        raise SettingsError(f"{out} is the record itself; name another file.")
    book = codebook or load_codebook()
    asked = where or Filter()
    wanted = (
        tuple(include) if include is not None else asked.certainties or (() if chosen.tells_certainty else OCCURRED)
    )
    chosen_events = msgspec.structs.replace(asked, certainties=wanted)
    tally = Tally()
    for certainty, count in _count_certainties(store, asked):
        if wanted and certainty not in wanted:
            tally.left_out[f"certainty {certainty}"] = count
    context = Context(codebook=book, tally=tally)
    if stories:
        counted = count_stories(stories, iter_event_lines(store, chosen_events), book)
        context = msgspec.structs.replace(context, stories=counted)
    files = _WRITERS.get(format, _write_lines)(store, out, chosen_events, format, context)
    sidecar = out.with_name(out.name + ".provenance.json")
    made = Provenance(
        format=format,
        files=tuple(file.name for file in files),
        rows=tally.rows,
        left_out=tally.left_out,
        score_table=chosen.scores,
        choices=chosen.choices,
        filter=chosen_events,
        stories=bool(stories),
    )
    write_provenance(sidecar, made, store)
    return Exported(files=(*files, sidecar), rows=tally.rows, left_out=dict(tally.left_out))


def _write_lines(store: Store, out: Path, where: Filter, format: str, context: Context) -> tuple[Path, ...]:
    chosen = FORMATS[format]
    if chosen.write is None:
        raise SettingsError(f"format {format!r} has no writer.")
    with open_text(out) as file:
        chosen.write(iter_event_lines(store, where, with_names=chosen.with_names), file, context)
    return (out,)


def _write_csv(store: Store, out: Path, where: Filter, format: str, context: Context) -> tuple[Path, ...]:
    quotes = beside(out, "quotes")
    with open_text(quotes) as file:
        write_quotes_csv(iter_quotes(store, where), file)
    return (*_write_lines(store, out, where, format, context), quotes)


def _write_gdelt(store: Store, out: Path, where: Filter, format: str, context: Context) -> tuple[Path, ...]:
    """The events, and beside them the mentions, where our offsets survive."""
    mentions = _name_mentions(out)
    with open_text(mentions) as file:
        unheard = msgspec.structs.replace(context, tally=Tally())
        write_gdelt_mentions(iter_event_lines(store, where), file, unheard)
    return (*_write_lines(store, out, where, format, context), mentions)


def _name_mentions(out: Path) -> Path:
    """20210519000000.export.CSV -> 20210519000000.mentions.CSV; events.tsv -> events.mentions.tsv."""
    if ".export." in out.name:
        return out.with_name(out.name.replace(".export.", ".mentions."))
    return beside(out, "mentions")


def _write_jsonl(store: Store, out: Path, where: Filter, format: str, context: Context) -> tuple[Path, ...]:
    condition, parameters = make_condition(where)
    is_all = condition == EVERYTHING
    query = f"SELECT id FROM events WHERE {condition}"
    ids = set() if is_all else {row[0] for row in store.connection.execute(query, parameters).fetchall()}
    with open_binary(out) as file:
        for article, coding in iter_codings(store):
            events = tuple(event for event in coding.events if is_all or event.id in ids)
            if not is_all and not events:
                continue
            head = LineHead(
                coder_version=article.coder_version,
                codebook_version=article.codebook_version,
                text_hash=article.text_hash,
                text_length=article.text_length,
            )
            file.write(encode_coding(msgspec.structs.replace(coding, events=events), head))
            context.tally.rows += 1
    return (out,)


def _write_parquet(store: Store, out: Path, where: Filter, format: str, context: Context) -> tuple[Path, ...]:
    condition, parameters = make_condition(where)
    quotes = beside(out, "quotes")
    query = f"SELECT * FROM events WHERE {condition} ORDER BY published NULLS LAST, article_id, position"
    context.tally.rows += _copy_to_parquet(store, "events", query, parameters, out)
    _copy_to_parquet(store, "quotes", *make_quote_query(where), quotes)
    return (out, quotes)


def _copy_to_parquet(store: Store, table: str, query: str, parameters: list[object], out: Path) -> int:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    rows = 0
    schema = arrow_schema(table)
    with (
        replacing(out) as building,
        ParquetWriter(building, schema) as writer,
        store.connection.cursor() as cursor,
    ):
        for batch in pa.RecordBatchReader.from_stream(cursor.sql(query, params=parameters)).cast(schema):
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


_WRITERS: Mapping[str, Callable[[Store, Path, Filter, str, Context], tuple[Path, ...]]] = {
    "csv": _write_csv,
    "gdelt": _write_gdelt,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}


def _count_certainties(store: Store, where: Filter) -> Iterator[tuple[str, int]]:
    condition, parameters = make_condition(msgspec.structs.replace(where, certainties=()))
    query = f"SELECT certainty, count(*) FROM events WHERE {condition} GROUP BY certainty ORDER BY certainty"
    yield from store.connection.execute(query, parameters).fetchall()
