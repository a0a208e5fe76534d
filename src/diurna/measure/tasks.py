"""The tasks by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from diurna.codebook.check import require
from diurna.coder import Coder
from diurna.errors import InputError
from diurna.measure.actors import measure_actors
from diurna.measure.certainty import measure_certainty
from diurna.measure.events import measure_events
from diurna.measure.quotes import measure_quotes
from diurna.measure.report import Report
from diurna.measure.typing import measure_typing

TASKS: Mapping[str, Callable[[Path, Coder], Report]] = {
    "typing": measure_typing,
    "actors": measure_actors,
    "events": measure_events,
    "quotes": measure_quotes,
    "certainty": measure_certainty,
}


def measure(path: Path, *, task: str, coder: Coder) -> Report:
    """The score of a coder on a gold file. Raises InputError for an unknown task and for a file that does not fit."""
    return TASKS[require(task, TASKS, "task", where="--task", error=InputError)](path, coder)
