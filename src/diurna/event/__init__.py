"""Joins the six answers into Events: the one place where they meet. `join.py` is the file to read first."""

from diurna.event.join import Reading, Tables, join_events

__all__ = ["Reading", "Tables", "join_events"]
