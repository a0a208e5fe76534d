"""What several commands share: options that mean the same everywhere, how they are read, how answers are printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.errors import SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from diurna.settings import Settings

Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of what does not give its own.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
OwnCodebook = Annotated[
    Path | None, typer.Option("--codebook", metavar="FILE", help="TOML file with types and patterns of your own.")
]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Settings file; default is ./diurna.toml.")]


def make_group(help: str) -> typer.Typer:
    """A group of commands; without a name its commands stand beside those of the program."""
    return typer.Typer(
        help=help,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def load_settings(path: Path | None, **overrides: object) -> Settings:
    """The settings of a command: those of the file and the environment, then its own options."""
    import os

    from diurna.settings import load_settings

    return load_settings(path, environment=os.environ, overrides=overrides)


def name_path(path: Path | None) -> str | None:
    """A path as settings hold it."""
    return None if path is None else str(path)


def read_day(day: str | None, *, flag: str = "--published") -> str | None:
    """A day as an option gives it; raises SettingsError where it is none."""
    import datetime as dt

    try:
        return dt.date.fromisoformat(day).isoformat() if day is not None else None
    except ValueError:
        raise SettingsError(f"{flag} {day}: not a date; write it as 2021-05-19") from None


def console() -> Console:
    """Where tables are printed."""
    from rich.console import Console

    return Console(soft_wrap=False)


def print_json(value: Any) -> None:
    """Prints records as JSON."""
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
