"""Edge: Codings -> DuckDB, Parquet, JSON lines and CSV; and the export formats of other event data."""

from diurna.store.database import Added, Store, Summary, open_store
from diurna.store.query import Filter, iter_events, read_coding
from diurna.store.run import Run, make_run

__all__ = ["Added", "Filter", "Run", "Store", "Summary", "iter_events", "make_run", "open_store", "read_coding"]
