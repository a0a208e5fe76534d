"""The house has one-way arrows: a folder imports only what stands before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import diurna

PACKAGE = Path(diurna.__file__).parent

QUESTIONS = ("who", "what", "when", "where", "said", "sure")
EDGES = ("read", "store", "measure", "scale", "web")

# Each room with the rooms that it may import. A room that is not listed here does not belong to the house.
_GROUND = {"records", "errors", "limits"}
_TABLES = {*_GROUND, "codebook", "knowledge", "settings"}
ALLOWED: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "limits": set(),
    "settings": _GROUND,
    "codebook": _GROUND,
    "knowledge": _GROUND,
    "language": _TABLES - {"settings"},
    **{question: {*_TABLES, "language"} - {"settings"} for question in QUESTIONS},
    "event": {*_TABLES, "language", *QUESTIONS},
    "quotes": {*_TABLES, "language", *QUESTIONS, "event"},
    "coder": {*_TABLES, "language", *QUESTIONS, "event", "quotes"},
    **{edge: {*_TABLES, "language", *QUESTIONS, "event", "quotes", "coder", "story"} for edge in EDGES},
    "run": {*_TABLES, "coder", "story", *EDGES},
    "recode": {*_TABLES, "coder", *EDGES, "terminal"},
    "positions": {*_GROUND, *EDGES},
    "terminal": {*_TABLES, "coder", *EDGES, "positions"},
    "about": {*_TABLES, *EDGES},
    "cli": {
        *_TABLES,
        "language",
        *QUESTIONS,
        "event",
        "quotes",
        "coder",
        "story",
        *EDGES,
        "run",
        "recode",
        "positions",
        "terminal",
        "about",
    },
}


def iter_imports(path: Path) -> Iterator[tuple[str, int]]:
    """(room, line) of every import of ours in a module, also of those inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
        for name in names:
            parts = name.split(".")
            if parts[0] == "diurna" and len(parts) > 1:
                yield parts[1], getattr(node, "lineno", 0)


def find_room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if find_room(path) != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    room = find_room(path)
    assert room in ALLOWED, f"{room} is not a room of the house: add it to architecture and to this test"
    wrong = [
        f"line {line}: {other}" for other, line in iter_imports(path) if other != room and other not in ALLOWED[room]
    ]
    assert not wrong, f"{path.name} imports {wrong}"


def test_relative_imports_stay_out() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level > 0], path


def test_the_questions_do_not_see_each_other() -> None:
    for question in QUESTIONS:
        assert not ALLOWED[question] & set(QUESTIONS)
