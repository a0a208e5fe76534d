"""Edge: the command line. Each command reads its arguments, calls one function, and prints what comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.errors import DiurnaError, InputError, SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from diurna.run import Tally
    from diurna.settings import Settings

app = typer.Typer(
    name="diurna",
    help="Reads news and keeps the record: who did what to whom, when, where, who says so and how sure it is.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of what does not give its own.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
OwnCodebook = Annotated[
    Path | None, typer.Option("--codebook", metavar="FILE", help="TOML file with types and patterns of your own.")
]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Settings file; default is ./diurna.toml.")]


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

    settings = _load_settings(
        config,
        published=published,
        publisher=publisher,
        columns=",".join(columns) if columns else None,
        workers=workers,
        allow_undated=allow_undated or None,
        codebook=_path(codebook),
        store_text=None if text else False,
    )
    with _Progress(inputs, quiet=quiet or json) as progress:
        started = dt.datetime.now(dt.UTC)
        tally = run_coding(inputs, output, settings=settings, started=started, on_progress=progress.update)
    if json:
        _print_json(_summarise(tally, output))
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
    day = _read_day(published)
    settings = _load_settings(None, codebook=_path(codebook))
    coding = diurna.load(knowledge=settings.knowledge, codebook=settings.codebook)(text, published=day)
    if json:
        _print_json(coding)
    else:
        print_coding(_console(), coding, why=True)


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

    codings = list(_iter_shown(file, article, _load_settings(None, published=published, codebook=_path(codebook))))
    if json:
        _print_json(codings)
        return
    console = _console()
    for coding in codings:
        if coding.article.title:
            console.rule(coding.article.title)
        print_coding(console, coding, why=why)


@app.command(
    epilog="Example:  diurna export record.duckdb --format csv -o events.csv",
    short_help="Write the events of a record in another format.",
)
def export(
    record: Annotated[Path, typer.Argument(help="A .duckdb record.")],
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="csv, jsonl, parquet, plover, gdelt, gdelt-mentions, icews, polecat, phoenix."
        ),
    ] = "csv",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; default is standard output.")] = None,
    include: Annotated[
        str | None, typer.Option(metavar="LIST", help="Certainties to write: happened,planned,alleged,...")
    ] = None,
) -> None:
    """Write the events of a record in another format, with a sidecar that says how they were made.

    The csv, jsonl, parquet and plover formats hold every event with its certainty. The others have no column for it, so
    they hold only what happened, goes on, is planned or is threatened, unless --include says otherwise.
    """
    from diurna.store import FORMATS, export_record

    certainties = _read_certainties(include)
    if certainties is None and format in FORMATS and not FORMATS[format].tells_certainty:
        certainties = _load_settings(None).include
    if output is None:
        _export_to_stdout(record, format=format, include=certainties)
        return
    exported = export_record(record, output, format=format, include=certainties)
    names = ", ".join(str(path) for path in exported.files)
    typer.echo(f"{exported.rows:,} rows written: {names}", err=True)
    for reason, count in exported.left_out.items():
        typer.echo(f"  left out {count:,}: {reason}", err=True)


@app.command(
    epilog="Example:  diurna measure gold.jsonl --task typing",
    short_help="Score this coder on a gold file.",
)
def measure(
    file: Annotated[Path, typer.Argument(help="JSON lines, one gold record a line; .gz is unpacked.")],
    task: Annotated[str, typer.Option(help="typing, actors or events.")],
    errors: Annotated[int, typer.Option(help="How many wrong records to list; -1 lists all.")] = 20,
    json: AsJson = False,
) -> None:
    """Score this coder on a gold file: accuracy or F1 with intervals, classes, confusions, and what came out wrong."""
    import diurna
    from diurna.measure import measure as measure_file
    from diurna.terminal import print_report

    report = measure_file(file, task=task, coder=diurna.load())
    if json:
        _print_json(report)
    else:
        print_report(_console(), report, misses=errors)


@app.command(epilog="Example:  diurna info record.duckdb", short_help="What is in a record, or in this installation.")
def info(
    record: Annotated[Path | None, typer.Argument(help="A .duckdb record.")] = None,
    json: AsJson = False,
) -> None:
    """Say what is in a record, or, without one, which version, model, tables and settings are installed."""
    from diurna.about import describe_installation, describe_record

    found = describe_record(record) if record is not None else describe_installation()
    if json:
        _print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name:<24}{value}")


tables = typer.Typer(help="Look up what the tables know about actors.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(tables, name="knowledge")


@tables.command(
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

    day = dt.date.fromisoformat(text) if (text := _read_day(on, flag="--on")) else None
    knowledge = load_knowledge(_load_settings(config).knowledge)
    finding, actor = find_name(knowledge, name, on=day), resolve_phrase(name, knowledge=knowledge, on=day)
    code = actor.code if actor is not None else None
    if json:
        _print_json({"coded_as": actor, "code": code, "finding": finding})
    else:
        role = f", {actor.role}" if actor is not None and actor.role else ""
        typer.echo(f"{name} is coded as {code or 'nobody known'}{role}.")
        for line in describe_finding(finding):
            typer.echo(line)
    if not finding.bearers and code is None:
        raise typer.Exit(1)


codebooks = typer.Typer(
    help="Check a codebook of your own, and see what it changes.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(codebooks, name="codebook")


@codebooks.command(
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

    checked = check_codebook(file, knowledge=_load_settings(config).knowledge)
    if json:
        _print_json(checked)
    else:
        print_checked(_console(), checked)
    if checked.failures:
        raise typer.Exit(1)


@codebooks.command(
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

    knowledge = _load_settings(config).knowledge
    found = diff_codebooks(record, file, against=against, knowledge=knowledge, limit=limit)
    if json:
        _print_json(found)
    else:
        print_diff(_console(), found, shown=sentences)


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


def _load_settings(path: Path | None, **overrides: object) -> Settings:
    import os

    from diurna.settings import load_settings

    return load_settings(path, environment=os.environ, overrides=overrides)


def _path(path: Path | None) -> str | None:
    """A path as settings hold it."""
    return None if path is None else str(path)


def _read_day(day: str | None, *, flag: str = "--published") -> str | None:
    import datetime as dt

    try:
        return dt.date.fromisoformat(day).isoformat() if day is not None else None
    except ValueError:
        raise SettingsError(f"{flag} {day}: not a date; write it as 2021-05-19") from None


def _read_certainties(names: str | None) -> Any:
    from diurna.records import Certainty

    if names is None:
        return None
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in list(Certainty)]
    if unknown:
        raise SettingsError(f"--include {unknown[0]}: no such certainty; one or more of {', '.join(Certainty)}")
    return tuple(Certainty(name) for name in wanted)


def _export_to_stdout(record: Path, *, format: str, include: Any) -> None:
    """The main file of an export, without what stands beside it."""
    import shutil
    import tempfile

    from diurna.store import export_record

    if format == "parquet":
        raise SettingsError("parquet is binary: name a file with --output")
    with tempfile.TemporaryDirectory() as folder:
        exported = export_record(record, Path(folder) / "export", format=format, include=include)
        with exported.files[0].open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


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


def _console() -> Console:
    from rich.console import Console

    return Console(soft_wrap=False)


def _print_json(value: Any) -> None:
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


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


class _Progress:
    """A bar on stderr while articles are coded; nothing where stderr is no terminal."""

    def __init__(self, inputs: list[str], *, quiet: bool) -> None:
        self._inputs = inputs
        self._quiet = quiet or not sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> _Progress:
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
