"""Commands that ask a record who says what, and what is announced: `quotes` and `agenda`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from diurna.cli.options import AsJson, console, make_group, print_json, read_day
from diurna.errors import SettingsError
from diurna.records import AgendaState, Stance

app = make_group("Ask a record who says what, and what is announced.")

Choice = TypeVar("Choice", bound=StrEnum)
Record = Annotated[Path, typer.Argument(help="A .duckdb record.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Print only so many, the first.")]


@app.command(
    epilog='Example:  diurna quotes record.duckdb --by "Lavrov" --about SYR --positions',
    short_help="Who said what about whom, and who stands where.",
)
def quotes(
    record: Record,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who speaks: a name, or a code such as RUSGOV.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom the words name: a name, or a code such as RUS.")
    ] = None,
    issue: Annotated[str | None, typer.Option(metavar="CONTEXT", help="A context of the codebook: cyber.")] = None,
    stance: Annotated[str | None, typer.Option(help=f"The direction: {', '.join(Stance)}.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day (YYYY-MM-DD) or later.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or earlier.")] = None,
    positions: Annotated[
        bool, typer.Option("--positions", help="Group by speaker and by what the words are about; mark what turned.")
    ] = False,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Print the statements of a record in order of publication: who said what, to whom, how, about whom.

    Words stand as in the article; a statement that is told as not said, or within another one, is marked. Exit code 1
    where nothing is found; near names are then shown.
    """
    from diurna.positions import find_positions
    from diurna.store import Question, find_leads, iter_statements, open_store
    from diurna.terminal import describe_leads, print_positions, print_statements

    question = Question(
        by=by,
        about=about,
        stance=_read_choice(stance, Stance, flag="--stance"),
        issue=issue,
        since=_read_date(since, flag="--since"),
        until=_read_date(until, flag="--until"),
    )
    with open_store(record, read_only=True) as store:
        rows = list(iter_statements(store, question))
        leads = () if rows else find_leads(store, question)
    if positions:
        found = find_positions(rows)
        shown, count = found.positions[:limit], len(found.positions)
        if json:
            print_json({"positions": shown, "left_out": found.left_out})
        else:
            print_positions(console(), found, shown)
    else:
        count = len(rows)
        if json:
            print_json(rows[:limit])
        else:
            print_statements(console(), rows[:limit])
    _tell_rest(count, limit)
    for line in describe_leads(leads) if not rows else ():
        typer.echo(f"diurna: {record}: {line}", err=True)
    if not count:
        raise typer.Exit(1)


@app.command(
    epilog="Example:  diurna agenda record.duckdb --from 2021-06-01 --to 2021-06-30",
    short_help="What is announced, when it is due, and what became of it.",
)
def agenda(
    record: Record,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Due on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Due on this day or earlier.")] = None,
    state: Annotated[str | None, typer.Option(help=f"What became of it: {', '.join(AgendaState)}.")] = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Print the announced events of a record by the day they are due, with certainty, words and state.

    Announced is not done: each has the certainty that the article gives it. Exit code 1 where nothing is announced.
    """
    from diurna.store import open_store
    from diurna.terminal import print_agenda

    first, last = _read_date(since, flag="--from"), _read_date(until, flag="--to")
    with open_store(record, read_only=True) as store:
        rows = list(store.agenda(since=first, until=last, state=_read_choice(state, AgendaState, flag="--state")))
    if json:
        print_json(rows[:limit])
    else:
        print_agenda(console(), rows[:limit])
    _tell_rest(len(rows), limit)
    if not rows:
        asked = " that is due then or in that state" if since or until or state else ""
        typer.echo(f"diurna: {record}: no announced event{asked}", err=True)
        raise typer.Exit(1)


def _tell_rest(count: int, limit: int | None) -> None:
    if limit is not None and count > limit:
        typer.echo(f"{count - limit:,} more; --limit {count} prints all", err=True)


def _read_date(day: str | None, *, flag: str) -> dt.date | None:
    text = read_day(day, flag=flag)
    return None if text is None else dt.date.fromisoformat(text)


def _read_choice(value: str | None, choices: type[Choice], *, flag: str) -> Choice | None:
    from diurna.codebook.check import require

    if value is None:
        return None
    return choices(require(value, [choice.value for choice in choices], flag, error=SettingsError))
