"""The command `measure`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.options import AsJson, console, make_group, print_json

app = make_group("Score this coder.")


@app.command(
    epilog="Example:  diurna measure gold.jsonl --task typing",
    short_help="Score this coder on a gold file.",
)
def measure(
    file: Annotated[Path, typer.Argument(help="JSON lines, one gold record a line; .gz is unpacked.")],
    task: Annotated[str, typer.Option(help="typing, actors, events, quotes or certainty.")],
    errors: Annotated[int, typer.Option(help="How many wrong records to list; -1 lists all.")] = 20,
    json: AsJson = False,
) -> None:
    """Score this coder on a gold file: accuracy or F1 with intervals, classes, confusions, and what came out wrong."""
    import diurna
    from diurna.measure import measure as measure_file
    from diurna.terminal import print_report

    report = measure_file(file, task=task, coder=diurna.load())
    if json:
        print_json(report)
    else:
        print_report(console(), report, misses=errors)
