"""How far a run has come, while it runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diurna.run import Tally


class Bar:
    """A bar on stderr while articles are coded; nothing where stderr is no terminal."""

    def __init__(self, inputs: list[str], *, quiet: bool) -> None:
        self._inputs = inputs
        self._quiet = quiet or not sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> Bar:
        if self._quiet:
            return self
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from diurna.read import estimate_inputs

        estimate = estimate_inputs(self._inputs)
        self._bar = Progress(
            TextColumn("coding"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:.1f} articles/s, {task.fields[events]} events"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        total = estimate.articles if estimate.is_complete else None
        self._task = self._bar.add_task("coding", total=total, rate=0.0, events=0)
        self._bar.start()
        return self

    def update(self, tally: Tally) -> None:
        """Moves the bar to what the run has reached."""
        if self._bar is not None:
            rate = tally.coded / max(tally.seconds, 1e-6)
            done = tally.coded + tally.known + tally.refused
            self._bar.update(self._task, completed=done, rate=rate, events=tally.events)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
