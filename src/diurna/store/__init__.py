"""Edge: Codings -> DuckDB, Parquet, JSON lines and CSV; and the export formats of other event data."""

from diurna.store.database import Added, Store, Summary, open_store
from diurna.store.export import FORMATS, Exported, export_record, export_store
from diurna.store.files import write_codings
from diurna.store.flatten import make_codings_table
from diurna.store.jsonlines import read_codings
from diurna.store.nearest import Lead, find_leads
from diurna.store.query import (
    EventLine,
    Filter,
    iter_codings,
    iter_event_lines,
    iter_events,
    iter_quotes,
    iter_statements,
    read_coding,
)
from diurna.store.run import Run, make_run
from diurna.store.statements import Question

__all__ = [
    "FORMATS",
    "Added",
    "EventLine",
    "Exported",
    "Filter",
    "Lead",
    "Question",
    "Run",
    "Store",
    "Summary",
    "export_record",
    "export_store",
    "find_leads",
    "iter_codings",
    "iter_event_lines",
    "iter_events",
    "iter_quotes",
    "iter_statements",
    "make_codings_table",
    "make_run",
    "open_store",
    "read_coding",
    "read_codings",
    "write_codings",
]
