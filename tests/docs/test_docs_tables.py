"""The tables that the documentation prints are those of the program.

A page holds a table between `<!-- begin: NAME -->` and `<!-- end: NAME -->`. After a change in the program,

    python tests/docs/test_docs_tables.py

writes them anew; the test fails until that is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer

from diurna.cli import app
from diurna.codebook import load_codebook
from diurna.codebook.book import QUADS
from diurna.settings import describe_columns, describe_settings
from diurna.store import FORMATS
from diurna.store.columns import KEYS, TABLES, describe_table
from diurna.store.dyads import OCCURRED

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"<!-- begin: ([\w-]+) -->\n(.*?)<!-- end: \1 -->", re.DOTALL)


def draw(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [[str(cell) for cell in header]]
    lines.append(["---"] * len(lines[0]))
    lines += [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def draw_settings() -> str:
    rows = (
        (f"`{option.name}`", option.kind, f"`{option.default}`", option.meaning, f"`{option.variable}`")
        for option in describe_settings()
    )
    return draw(("Option", "Value", "Default", "Meaning", "Environment variable"), rows)


def draw_columns() -> str:
    return draw(("Field", "Holds"), ((f"`{name}`", meaning) for name, meaning in describe_columns()))


def draw_types() -> str:
    rows = (
        (
            entry.name,
            QUADS[entry.quad].capitalize(),
            f"{entry.score:g}",
            "required" if entry.recipient_required else "optional",
            entry.definition,
        )
        for entry in load_codebook().types.values()
    )
    return draw(("Type", "Class", "Score", "Recipient", "What it is"), rows)


def draw_modes() -> str:
    rows = (
        (entry.type, f"`{entry.name}`", "the type's" if entry.score is None else f"{entry.score:g}", entry.meaning)
        for modes in load_codebook().modes.values()
        for entry in modes.values()
    )
    return draw(("Type", "Mode", "Score", "What it is"), rows)


def draw_contexts() -> str:
    rows = ((f"`{entry.name}`", entry.meaning) for entry in load_codebook().contexts.values())
    return draw(("Context", "What it is"), rows)


def draw_sectors() -> str:
    rows = ((entry.code, entry.name, entry.meaning, entry.cameo or "-") for entry in load_codebook().sectors.values())
    return draw(("Code", "Sector", "Who belongs to it", "In CAMEO formats"), rows)


def draw_international() -> str:
    rows = ((entry.code, entry.name, entry.meaning) for entry in load_codebook().international.values())
    return draw(("Code", "Name", "Who has it"), rows)


def draw_formats() -> str:
    kept = {True: "all, each with its certainty", False: ", ".join(OCCURRED)}
    rows = ((f"`{name}`", kept[chosen.tells_certainty], chosen.scores) for name, chosen in FORMATS.items())
    return draw(("Format", "Events in it without `--include`", "Scores"), rows)


def draw_record(table: str) -> str:
    """The columns of one table; the key stands above."""
    shapes = _list_shapes()
    rows = []
    for column in describe_table(table):
        kind = column.kind
        for shape, name in shapes.items():
            kind = kind.replace(shape, name)
        rows.append((f"`{column.name}`", f"`{kind}`", column.says))
    key = f"Key: {', '.join(f'`{name}`' for name in KEYS[table])}.\n\n" if table in KEYS else ""
    return key + draw(("Column", "Type", "Holds"), rows)


def _list_shapes() -> Mapping[str, str]:
    """The nested types of the record by the short names that `record.md` explains."""
    kinds = {(table, column.name): column.kind for table in TABLES for column in describe_table(table)}
    decision = kinds["events", "decided_by"].removesuffix("[]")
    return {
        decision: "DECISION",
        kinds["events", "speaker"]: "ACTOR",
        kinds["events", "attribution_source"]: "WORDS",
        kinds["quotes", "places"].removesuffix("[]"): "PLACE",
        kinds["articles", "sentences"].removesuffix("[]"): "SPAN",
    }


def iter_commands() -> Iterator[tuple[str, Any]]:
    """Each command of the command line with its parameters, as typer reads them; "knowledge find" is in a group."""
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        yield from ((f"{name} {own}", below) for own, below in inner.items()) if inner else ((name, command),)


def draw_commands() -> str:
    sections = []
    for name, command in iter_commands():
        rows = []
        for parameter in command.params:
            if parameter.name == "help":
                continue
            options = [*parameter.opts, *parameter.secondary_opts]
            shown = ", ".join(f"`{option}`" for option in options if option.startswith("-")) or f"`{parameter.name}`"
            rows.append((shown, parameter.help))
        intro = f"## diurna {name}\n\n{' '.join(command.help.split())}\n\n"
        sections.append(intro + draw(("Argument or option", "Meaning"), rows))
    return "\n".join(sections)


TABLES_OF_DOCS: Mapping[str, Callable[[], str]] = {
    "settings": draw_settings,
    "columns": draw_columns,
    "types": draw_types,
    "modes": draw_modes,
    "contexts": draw_contexts,
    "sectors": draw_sectors,
    "international": draw_international,
    "formats": draw_formats,
    "commands": draw_commands,
    **{f"record-{table}": partial(draw_record, table) for table in TABLES},
}
"""Every table that a page may ask for, by name."""


def fill(page: str) -> str:
    """The page with its tables drawn anew."""
    return BLOCK.sub(
        lambda match: f"<!-- begin: {match[1]} -->\n{TABLES_OF_DOCS[match[1]]()}<!-- end: {match[1]} -->", page
    )


@pytest.mark.parametrize("name", TABLES_OF_DOCS)
def test_the_documentation_prints_the_table_of_the_program(name: str) -> None:
    found = {path.name: match[2] for path in DOCS.glob("*.md") for match in _iter_blocks(path) if match[1] == name}
    assert found, f"no page of docs/ holds the table {name!r}"
    for page, table in found.items():
        assert table == TABLES_OF_DOCS[name](), f"docs/{page}: run python {Path(__file__).name} to write {name!r} anew"


def test_no_page_asks_for_a_table_that_is_not_there() -> None:
    asked = {match[1] for path in DOCS.glob("*.md") for match in _iter_blocks(path)}
    assert asked <= set(TABLES_OF_DOCS)


def _iter_blocks(path: Path) -> Iterator[re.Match[str]]:
    return BLOCK.finditer(path.read_text(encoding="utf-8"))


def write_tables() -> None:
    """Writes every table of every page anew."""
    for path in sorted(DOCS.glob("*.md")):
        page = path.read_text(encoding="utf-8")
        if fill(page) != page:
            path.write_text(fill(page), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    write_tables()
