"""Edge: scores a coding against gold, ours or a user's. `scores.py` holds the arithmetic, each task has a module."""

from diurna.measure.report import Report, Table
from diurna.measure.tasks import TASKS, measure

__all__ = ["TASKS", "Report", "Table", "measure"]
