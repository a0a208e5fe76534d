"""Lines of a TOML text: everything that `tomllib` finds has one, and the right one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.codebook.file.lines import Path, find_lines

TEXT = '''# A comment with [brackets] and = signs
drop = ["MOBILIZE", # not ], yet
  "PROTEST strike"]

[rename]
ACCUSE = "BLAME"   # = [x]
"quoted.key" = 'C:\\'

[types.CYBER]
quad = 4
definition = """
[not.a.header]
key = "value" """

[[verbs]]
predicate = "hack"
preps = { from = "a", to = [1,
  2] }

[[verbs]]
predicate = 'wipe'
  [verbs.more]
  deep.er = 1

[modes . COERCE . "cyber"]
words = [["a"], ["b", "c]"]]
day = 2021-05-19 07:00:00
'''


@pytest.mark.parametrize(
    "path, line",
    [
        (("drop",), 2),
        (("drop", 0), 2),
        (("drop", 1), 3),
        (("rename",), 5),
        (("rename", "ACCUSE"), 6),
        (("rename", "quoted.key"), 7),
        (("types", "CYBER"), 9),
        (("types", "CYBER", "quad"), 10),
        (("types", "CYBER", "definition"), 11),
        (("verbs", 0), 15),
        (("verbs", 0, "predicate"), 16),
        (("verbs", 0, "preps", "to"), 17),
        (("verbs", 0, "preps", "to", 1), 18),
        (("verbs", 1), 20),
        (("verbs", 1, "predicate"), 21),
        (("verbs", 1, "more", "deep", "er"), 23),
        (("modes", "COERCE", "cyber", "words", 1, 1), 26),
        (("modes", "COERCE", "cyber", "day"), 27),
        (("modes", "COERCE", "cyber", "nowhere", 3), 25),
        (("nowhere",), 1),
    ],
)
def test_each_key_table_and_item_has_its_line(path: Path, line: int) -> None:
    assert find_lines(TEXT).find(path) == line


def test_windows_line_ends_and_a_last_line_without_one() -> None:
    lines = find_lines('a = 1\r\n[b]\r\nc = "x"')
    assert [lines.find(path) for path in (("a",), ("b",), ("b", "c"))] == [1, 2, 3]


def iter_paths(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from iter_paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from iter_paths(inner, (*path, number))


KEYS = st.text("ab.\"'[]#=\\ ", min_size=1, max_size=4)
SCALARS = st.integers() | st.booleans() | st.text("xy\"'[]{}#=,\\\n", max_size=8)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


def write(value: object, draw: st.DataObject) -> str:
    """A value as TOML, in one of the ways to write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if "\n" in value and draw.draw(st.booleans()):
            return '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""'
        return f'"{quoted}"'
    if isinstance(value, list):
        joint = draw.draw(st.sampled_from([", ", ",\n", " , # ]\n"]))
        return "[" + "".join(write(inner, draw) + joint for inner in value) + "]"
    assert isinstance(value, dict)
    return "{" + ", ".join(f"{write(key, draw)} = {write(inner, draw)}" for key, inner in value.items()) + "}"


@given(table=st.dictionaries(KEYS, VALUES, max_size=5), draw=st.data())
def test_everything_that_tomllib_finds_has_a_line_and_nothing_else(
    table: dict[str, object], draw: st.DataObject
) -> None:
    text = ""
    starts: dict[Path, int] = {}
    for key, value in table.items():
        text += draw.draw(st.sampled_from(["", "\n", "# a = [1\n"]))
        starts[key,] = text.count("\n") + 1
        text += f"{write(key, draw)} = {write(value, draw)}\n"
    assert tomllib.loads(text) == table
    lines = find_lines(text)
    assert set(lines.of) == set(iter_paths(table))
    for path in lines.of:
        assert lines.find(path) >= starts[path[:1]]
    assert {path: line for path, line in lines.of.items() if len(path) == 1} == starts
