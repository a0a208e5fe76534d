"""Joins the six answers into Events: the one place where they meet. `join.py` is the file to read first."""

from diurna.event.join import join_events
from diurna.event.reading import Reading, Tables

__all__ = ["Reading", "Tables", "join_events"]
