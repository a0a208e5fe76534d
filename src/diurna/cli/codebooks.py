"""Commands on codebooks of one's own: `codebook check` and `codebook diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.options import AsJson, Config, console, load_settings, make_group, print_json

app = make_group("Check a codebook of your own, and see what it changes.")


@app.command(
    epilog="Example:  diurna codebook check my.toml",
    short_help="Read a codebook of your own and code its examples.",
)
def check(
    file: Annotated[Path, typer.Argument(help="The codebook file.")],
    config: Config = None,
    json: AsJson = False,
) -> None:
    """Read a codebook of your own, tell every mistake in it, and code its examples.

    Exit code: 0 all examples come out as they should, 1 some do not or the file has mistakes, 2 no such file.
    """
    from diurna.recode import check_codebook
    from diurna.recode.tell import print_checked

    checked = check_codebook(file, knowledge=load_settings(config).knowledge)
    if json:
        print_json(checked)
    else:
        print_checked(console(), checked)
    if checked.failures:
        raise typer.Exit(1)


@app.command(
    epilog="Example:  diurna codebook diff my.toml record.duckdb",
    short_help="Which events of a record another codebook changes.",
)
def diff(
    file: Annotated[Path, typer.Argument(help="The codebook file.")],
    record: Annotated[Path, typer.Argument(help="A .duckdb record that keeps its text.")],
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The codebook to compare with; default is the shipped one.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Code only so many articles, the earliest first.")] = None,
    sentences: Annotated[int, typer.Option(min=0, help="Sentences to show for each way of changing.")] = 5,
    config: Config = None,
    json: AsJson = False,
) -> None:
    """Code the articles of a record under two codebooks and show which events change.

    Both codings are made anew, so that only the codebooks make a difference; the record is not touched.
    """
    from diurna.recode import diff_codebooks
    from diurna.recode.tell import print_diff

    knowledge = load_settings(config).knowledge
    found = diff_codebooks(record, file, against=against, knowledge=knowledge, limit=limit)
    if json:
        print_json(found)
    else:
        print_diff(console(), found, shown=sentences)
