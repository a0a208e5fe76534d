"""Diurna reads news and keeps the record: who did what to whom, when, where, who says so and how sure it is."""

__version__ = "0.1.0"
