"""The documentation runs: its Python, its SQL and its settings; its commands parse; and it names all that there is."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from msgspec import Struct
from rich.console import Console

import diurna
from diurna.cli import app
from diurna.codebook import load_codebook
from diurna.coder import Coder
from diurna.coder import load as load_coder
from diurna.errors import TableError
from diurna.language.reader import Parser
from diurna.read import iter_articles
from diurna.read.article import Step
from diurna.read.registry import list_suffixes
from diurna.recode import check_codebook
from diurna.recode.tell import print_checked
from diurna.records import Article, Certainty
from diurna.settings import PREFIX, Columns, Settings, load_settings
from diurna.store import FORMATS, make_run, open_store
from diurna.store.columns import TABLES
from diurna.terminal import describe_event, print_coding

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)")
COMMAND = re.compile(r"(?:^|\s)(?:uv run )?diurna (?=[a-z])")


class Block(Struct, frozen=True):
    """One fenced block of a page."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def find_blocks(*languages: str) -> tuple[Block, ...]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in PAGES}
    return tuple(
        Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2])
        for page, text in texts.items()
        for match in FENCE.finditer(text)
        if match[1] in languages
    )


def iter_commands() -> Iterator[tuple[Block, str]]:
    """Every line of a shell block that calls diurna, from that word on."""
    for block in find_blocks("sh", "console", "bash"):
        for line in block.text.replace("\\\n", " ").splitlines():
            if match := COMMAND.search(line.removeprefix("$ ")):
                yield block, line.removeprefix("$ ")[match.end() - len("diurna ") :]


COMMANDS = tuple(iter_commands())
OWN_CODEBOOK = "own-codebook.md"
"""The page whose TOML is codebooks; on all others it is settings."""
GROUP: Any = typer.main.get_command(app)


def list_commands() -> dict[str, Any]:
    """Every command by its name; "knowledge find" is in a group."""
    found: dict[str, Any] = {}
    for name, command in GROUP.commands.items():
        inner = getattr(command, "commands", None)
        found |= {f"{name} {own}": below for own, below in inner.items()} if inner else {name: command}
    return found


# Python


@pytest.mark.parametrize("page", sorted({block.page for block in find_blocks("python")}))
def test_the_python_of_a_page_runs_from_top_to_bottom(
    page: str, coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(parser: Parser | None = None, **own: Any) -> Coder:
        if any(own.values()):
            return load_coder(parser or coder.parser, **own)
        return Coder(parser or coder.parser, coder.tools)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(diurna, "load", load)
    monkeypatch.setattr("diurna.scale.pool.load", load)
    names: dict[str, Any] = {"__name__": "docs"}
    for block in find_blocks("python"):
        if block.page == page:
            exec(compile("\n" * block.line + block.text, page, "exec"), names)


# What the program prints


def test_the_readme_shows_what_explain_prints(coder: Coder) -> None:
    """Line by line; rows of tables move, so the column that names them is not compared."""
    command = next(line for block, line in COMMANDS if block.page == "README.md" and line.startswith("diurna explain"))
    shown = find_blocks("text")[0].text
    _, _, sentence, _, published = shlex.split(command)
    console = Console(width=118, file=StringIO())
    print_coding(console, coder(sentence, published=published), why=True)
    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert list(_iter_fields(shown)) == list(_iter_fields(printed))


def _iter_fields(screen: str) -> Iterator[list[str]]:
    """The field and its value on each line."""
    for line in filter(str.strip, screen.splitlines()):
        yield re.split(r"\s{2,}", line.strip())[:2]


def test_the_examples_of_certainty_are_coded_as_the_page_says(coder: Coder) -> None:
    page = (ROOT / "docs" / "certainty.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z][^|]+\.) \| `([^`|]+)` \|$", page, re.MULTILINE)
    assert {event.split(": ")[1].split()[0] for _, event in rows} >= set(Certainty) - {"historical"}
    sentences = list(dict.fromkeys(sentence for sentence, _ in rows))
    published = re.search(r"published on ([\d-]+)", page)
    assert published is not None
    told = {
        sentence: [describe_event(event) for event in coder(sentence, published=published[1]).events]
        for sentence in sentences
    }
    wrong = [(sentence, event, told[sentence]) for sentence, event in rows if event not in told[sentence]]
    assert not wrong


# Codebooks


@pytest.mark.parametrize("block", [block for block in find_blocks("toml") if block.page == OWN_CODEBOOK], ids=str)
def test_every_codebook_is_read_and_its_examples_come_out(block: Block, coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(block.text, encoding="utf-8")
    checked = check_codebook(path, coder=load_coder(coder.parser, codebook=path))
    assert not checked.failures


def test_the_first_codebook_adds_a_type_in_under_fifteen_lines(coder: Coder, tmp_path: Path) -> None:
    block = next(block for block in find_blocks("toml") if block.page == OWN_CODEBOOK)
    assert block.text.count("\n") < 15
    path = tmp_path / "my.toml"
    path.write_text(block.text, encoding="utf-8")
    own = load_coder(coder.parser, codebook=path)
    page = (ROOT / "docs" / OWN_CODEBOOK).read_text(encoding="utf-8")
    assert f"codebook {own.tools.tables.codebook.version}: 1 of 1 examples come out as they should" in page
    for sentence in ("Hackers wiped the servers of the Estonian parliament.", "Hackers attacked the Estonian bank."):
        (event,) = own(sentence).events
        assert (event.type, event.intensity) == ("CYBER", -6.5)


def test_the_page_of_codebooks_shows_what_check_prints(coder: Coder, tmp_path: Path) -> None:
    block = next(block for block in find_blocks("toml") if block.page == OWN_CODEBOOK)
    shown = [text.text for text in find_blocks("text") if text.page == OWN_CODEBOOK]
    path = tmp_path / "my.toml"
    failing = '[[examples]]\ntext = "The minister wiped the table of the Estonian parliament."\ntype = "CYBER"\n'
    path.write_text(f"{block.text}\n{failing}", encoding="utf-8")
    console = Console(width=118, file=StringIO())
    print_checked(console, check_codebook(path, coder=load_coder(coder.parser, codebook=path)))
    assert isinstance(console.file, StringIO)
    assert shown[1] == console.file.getvalue()
    wrong = {"COERCE cyber": "CONCEED", "definition": "defintion", "@network": "@netwrok"}
    text = block.text
    for right, mistaken in wrong.items():
        text = text.replace(right, mistaken)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as told:
        check_codebook(path)
    assert shown[2] == f"$ diurna codebook check my.toml\ndiurna: {told.value}\n"


# SQL


@pytest.fixture(scope="module")
def record(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "record.duckdb"
    examples = [str(ROOT / "examples" / name) for name in ("minsk-election-protests.txt", "istanbul-grain-deal.txt")]
    articles = [found for found in iter_articles(examples, settings=Settings()) if isinstance(found, Article)]
    assert articles
    with open_store(path) as store:
        store.add(coder.code(articles), run=make_run())
    return path


@pytest.mark.parametrize("block", find_blocks("sql"), ids=str)
def test_every_question_in_sql_is_answered(block: Block, record: Path) -> None:
    with duckdb.connect(str(record), read_only=True) as connection:
        connection.execute(block.text).fetchall()


# Commands and settings


@pytest.mark.parametrize("command", [command for _, command in COMMANDS], ids=[str(block) for block, _ in COMMANDS])
def test_every_command_parses(command: str) -> None:
    _, name, *arguments = shlex.split(re.split(r"\s[|>&]", command)[0], comments=True)
    commands = list_commands()
    if name not in commands:
        name, arguments = f"{name} {arguments[0]}", arguments[1:]
    context = commands[name].make_context(name, arguments)
    values = context.params
    assert values.get("format") in (None, *FORMATS)
    assert set((values.get("include") or "happened").split(",")) <= set(Certainty)
    assert {pair.partition("=")[0] for pair in values.get("columns") or ()} <= set(Columns.__struct_fields__)
    for path in (*(values.get("inputs") or ()), values.get("file")):
        if path is not None and str(path).startswith("examples/"):
            assert (ROOT / path).exists()


def test_the_commands_of_the_readme_are_the_two_promised() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npip install uv && uv run diurna code examples/ -o record.duckdb\n" in readme
    assert "\npip install uv && uv run pytest\n" in readme


SETTINGS = [block for block in find_blocks("toml") if block.page != OWN_CODEBOOK]


@pytest.mark.parametrize("block", SETTINGS, ids=str)
def test_every_settings_file_is_read(block: Block, tmp_path: Path) -> None:
    if block.text.startswith("[project"):
        tomllib.loads(block.text)
        return
    path = tmp_path / "diurna.toml"
    path.write_text(block.text, encoding="utf-8")
    assert load_settings(path) != Settings()


def test_every_variable_in_a_command_is_a_setting() -> None:
    used = {name for block in find_blocks("sh", "console") for name in re.findall(r"\bDIURNA_\w+(?==)", block.text)}
    assert used
    assert {name.removeprefix(PREFIX).lower() for name in used} <= set(Settings.__struct_fields__)


# Everything has a name in the documentation


def _list_names() -> dict[str, set[str]]:
    book = load_codebook()
    options = {
        option
        for command in list_commands().values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-") and option != "--help"
    }
    return {
        "commands": {f"diurna {name}" for name in list_commands()},
        "command line options": {f"`{option}`" for option in options},
        "settings": {f"`{name}`" for name in Settings.__struct_fields__},
        "columns of an article": {f"`{name}`" for name in Columns.__struct_fields__},
        "event types": set(book.types),
        "modes": {f"{type_} | `{mode}`" for type_, modes in book.modes.items() for mode in modes},
        "contexts": {f"`{name}`" for name in book.contexts},
        "sectors": {f"| {name} |" for name in book.sectors},
        "international codes": {f"| {name} |" for name in book.international},
        "certainties": {f"| `{certainty}` |" for certainty in Certainty},
        "export formats": {f"**`{name}`**" for name in FORMATS},
        "endings of files": {f"`{ending}`" for ending in list_suffixes()},
        "steps that refuse": {f"| `{step}` |" for step in (*Step, "language", "code")},
        "tables of the record": {f"\n## {table}\n" for table in TABLES},
    }


NAMES = _list_names()


@pytest.mark.parametrize("kind", NAMES)
def test_everything_is_named(kind: str) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES if path.name != "README.md")
    missing = sorted(name for name in NAMES[kind] if name not in text)
    assert not missing, f"{kind} that no page of docs/ names"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        file = path.parent / target if target else path
        assert file.exists(), f"{path.name}: no {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [path.name for path in PAGES if path.name != "README.md" and f": {path.name}\n" not in menu] == []
