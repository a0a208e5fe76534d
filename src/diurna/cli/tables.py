"""Commands on the tables of actors: `knowledge find`."""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.options import AsJson, Config, load_settings, make_group, print_json, read_day

app = make_group("Look up what the tables know about actors.")


@app.command(
    epilog='Example:  diurna knowledge find "Angela Merkel" --on 2019-05-26',
    short_help="Who bears a name, in which office, and which row says so.",
)
def find(
    name: Annotated[str, typer.Argument(help="A name, surname, phrase, noun or title.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day (YYYY-MM-DD) to answer for.")] = None,
    config: Config = None,
    json: AsJson = False,
) -> None:
    """Say how a name is coded on a day, and everything that the tables know by it, with table and line.

    A star marks what holds on the day. The tables of your own that the settings name are searched first. Exit code 1
    where nothing is known; near spellings are then shown.
    """
    import datetime as dt

    from diurna.knowledge import describe_finding, find_name, load_knowledge
    from diurna.who import resolve_phrase

    day = dt.date.fromisoformat(text) if (text := read_day(on, flag="--on")) else None
    knowledge = load_knowledge(load_settings(config).knowledge)
    finding, actor = find_name(knowledge, name, on=day), resolve_phrase(name, knowledge=knowledge, on=day)
    code = actor.code if actor is not None else None
    if json:
        print_json({"coded_as": actor, "code": code, "finding": finding})
    else:
        role = f", {actor.role}" if actor is not None and actor.role else ""
        typer.echo(f"{name} is coded as {code or 'nobody known'}{role}.")
        for line in describe_finding(finding):
            typer.echo(line)
    if not finding.bearers and code is None:
        raise typer.Exit(1)
