"""Edge: the command line. Each command reads its arguments, calls one function, and prints what comes back."""

from __future__ import annotations

import sys

import typer

from diurna.cli import codebooks, coding, gold, records, statements, tables
from diurna.cli.options import make_group
from diurna.errors import DiurnaError, SettingsError

app = make_group("Reads news and keeps the record: who did what to whom, when, where, who says so and how sure it is.")
for group in (coding.app, records.app, statements.app, gold.app):
    app.add_typer(group)
app.add_typer(tables.app, name="knowledge")
app.add_typer(codebooks.app, name="codebook")


def main() -> None:
    """Runs the command line; an error that Diurna raises on purpose is one line and an exit code."""
    try:
        app()
    except SettingsError as error:
        typer.echo(f"diurna: {error}", err=True)
        sys.exit(2)
    except DiurnaError as error:
        typer.echo(f"diurna: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away ("| head"): nobody is left to tell.
        sys.stderr.close()
        sys.exit(0)
