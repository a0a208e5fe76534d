"""Edge: Codings -> DuckDB, Parquet, JSON lines and CSV; and the export formats of other event data."""
