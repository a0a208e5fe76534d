"""Commands that code: `code`, `explain` and `show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.options import (
    AsJson,
    Config,
    OwnCodebook,
    Published,
    console,
    load_settings,
    make_group,
    name_path,
    print_json,
    read_day,
)
from diurna.cli.progress import Bar
from diurna.errors import InputError

if TYPE_CHECKING:
    from diurna.run import Tally
    from diurna.settings import Settings

app = make_group("Code articles and show what was read in them.")


@app.command(
    epilog="Example:  diurna code examples/ -o record.duckdb",
    short_help="Read news articles and store the events they tell.",
)
def code(
    inputs: Annotated[list[str], typer.Argument(help='Files, folders or patterns; "-" is standard input.')],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A .duckdb record, or a .jsonl, .csv or .parquet file.")
    ] = Path("record.duckdb"),
    published: Published = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of what does not name its own.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds what: text=body.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; 0 is one for each core.")] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep words, or only offsets and hashes.")] = True,
    allow_undated: Annotated[bool, typer.Option(help="Code articles without a publication date too.")] = False,
    codebook: OwnCodebook = None,
    config: Config = None,
    json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read news articles of any supported format and store the events they tell.

    Progress and a closing summary go to stderr. What is refused lands in the record with its reason, and the same
    command goes on where an interrupted one stopped. Exit code: 0 done, 1 nothing could be coded or the run was
    interrupted, 2 wrong usage.
    """
    import datetime as dt

    from diurna.run import run_coding

    settings = load_settings(
        config,
        published=published,
        publisher=publisher,
        columns=",".join(columns) if columns else None,
        workers=workers,
        allow_undated=allow_undated or None,
        codebook=name_path(codebook),
        store_text=None if text else False,
    )
    with Bar(inputs, quiet=quiet or json) as progress:
        started = dt.datetime.now(dt.UTC)
        tally = run_coding(inputs, output, settings=settings, started=started, on_progress=progress.update)
    if json:
        print_json(_summarise(tally, output))
    elif not quiet:
        _print_summary(tally, output)
    if tally.interrupted or (tally.coded == 0 and tally.known == 0):
        raise typer.Exit(1)


@app.command(
    epilog='Example:  diurna explain "France recalled its ambassador from Ankara." --published 2021-05-19',
    short_help="Code one sentence and show which rule decided what.",
)
def explain(
    sentence: Annotated[str, typer.Argument(help="The text; '-' reads standard input.")],
    published: Published = None,
    codebook: OwnCodebook = None,
    json: AsJson = False,
) -> None:
    """Code one sentence or text and show its marked words, each field of each event, and the rule that decided it."""
    import diurna
    from diurna.terminal import print_coding

    text = sys.stdin.read() if sentence == "-" else sentence
    day = read_day(published)
    settings = load_settings(None, codebook=name_path(codebook))
    coding = diurna.load(knowledge=settings.knowledge, codebook=settings.codebook)(text, published=day)
    if json:
        print_json(coding)
    else:
        print_coding(console(), coding, why=True)


@app.command(
    epilog="Example:  diurna show examples/minsk-election-protests.txt",
    short_help="Show an article with its events in reading order.",
)
def show(
    file: Annotated[Path, typer.Argument(help="A document, or a .duckdb record together with --article.")],
    article: Annotated[str | None, typer.Option(metavar="ID", help="The article of a record.")] = None,
    published: Published = None,
    codebook: OwnCodebook = None,
    why: Annotated[bool, typer.Option("--why", help="Add the rule and the words behind each field.")] = False,
    json: AsJson = False,
) -> None:
    """Show an article with its events in reading order: a document is coded first, a record is only read."""
    from diurna.terminal import print_coding

    codings = list(_iter_shown(file, article, load_settings(None, published=published, codebook=name_path(codebook))))
    if json:
        print_json(codings)
        return
    screen = console()
    for coding in codings:
        if coding.article.title:
            screen.rule(coding.article.title)
        print_coding(screen, coding, why=why)


def _iter_shown(file: Path, article: str | None, settings: Settings) -> Any:
    from diurna.records import Article

    if file.suffix == ".duckdb":
        from diurna.store import open_store, read_coding

        with open_store(file, read_only=True) as store:
            wanted = [article] if article is not None else sorted(store.known_articles())
            yield from [read_coding(store, article_id) for article_id in wanted]
        return
    from diurna.coder import load
    from diurna.read import iter_articles

    found = list(iter_articles([str(file)], settings=settings))
    articles = [item for item in found if isinstance(item, Article)]
    for item in found:
        if not isinstance(item, Article):
            typer.echo(f"diurna: {item.source}: {item.message}", err=True)
    if not articles:
        raise InputError(f"{file}: no article to show")
    yield from load(knowledge=settings.knowledge, codebook=settings.codebook).pipe(articles)


def _summarise(tally: Tally, output: Path) -> dict[str, object]:
    return {
        "output": str(output),
        "read": tally.read,
        "coded": tally.coded,
        "known": tally.known,
        "refused": tally.refused,
        "events": tally.events,
        "quotes": tally.quotes,
        "seconds": round(tally.seconds, 2),
        "interrupted": tally.interrupted,
        "reasons": [{"step": step, "reason": why, "count": n} for (step, why), n in tally.reasons.most_common()],
    }


def _print_summary(tally: Tally, output: Path) -> None:
    rate = tally.coded / tally.seconds if tally.seconds else 0.0
    parts = [f"{tally.read:,} read", f"{tally.coded:,} coded", f"{tally.events:,} events", f"{tally.quotes:,} quotes"]
    if tally.known:
        parts.append(f"{tally.known:,} known already")
    parts.append(f"{tally.refused:,} refused")
    typer.echo(f"{', '.join(parts)}; {tally.seconds:.1f} s, {rate:.1f} articles/s -> {output}", err=True)
    for (step, why), count in tally.reasons.most_common(10):
        typer.echo(f"  refused {count:,} ({step}): {why}", err=True)
    if tally.interrupted:
        typer.echo("interrupted: what was coded is kept; the same command goes on from here", err=True)
