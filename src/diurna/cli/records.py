"""Commands on a whole record: `export` and `info`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from diurna.cli.options import AsJson, load_settings, make_group, print_json
from diurna.errors import SettingsError

app = make_group("Export a record and say what is in it.")


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
        certainties = load_settings(None).include
    if output is None:
        _export_to_stdout(record, format=format, include=certainties)
        return
    exported = export_record(record, output, format=format, include=certainties)
    names = ", ".join(str(path) for path in exported.files)
    typer.echo(f"{exported.rows:,} rows written: {names}", err=True)
    for reason, count in exported.left_out.items():
        typer.echo(f"  left out {count:,}: {reason}", err=True)


@app.command(epilog="Example:  diurna info record.duckdb", short_help="What is in a record, or in this installation.")
def info(
    record: Annotated[Path | None, typer.Argument(help="A .duckdb record.")] = None,
    json: AsJson = False,
) -> None:
    """Say what is in a record, or, without one, which version, model, tables and settings are installed."""
    from diurna.about import describe_installation, describe_record

    found = describe_record(record) if record is not None else describe_installation()
    if json:
        print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name:<24}{value}")


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
