"""Where each key, table and list item of a TOML text stands, which `tomllib` does not tell.

The text must be valid TOML: read it with `tomllib` first. Values are only stepped over, never interpreted.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top: `("verbs", 0, "predicate")`."""

_BARE_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_BLANK = " \t"
_LINE_END = "\r\n"


class Lines(Struct, frozen=True):
    """The line, from 1, of everything in one text."""

    of: Mapping[Path, int]

    def find(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it; 1 where nothing of it is there."""
        while path and path not in self.of:
            path = path[:-1]
        return self.of.get(path, 1)


def find_lines(text: str) -> Lines:
    """The line of every key, table and list item of a TOML text.

    >>> find_lines('[[verbs]]\\npredicate = "hack"').of[("verbs", 0, "predicate")]
    2
    """
    scanner = _Scanner(text)
    scanner.scan()
    return Lines(scanner.found)


class _Scanner:
    """Steps through the text once, noting where things begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self._ends = [index for index, character in enumerate(text) if character == "\n"]
        self._lists: dict[Path, int] = {}
        """How many `[[headers]]` each list of tables has had."""

    def scan(self) -> None:
        """From the top of the text to its end."""
        table: Path = ()
        while self._skip_to_content():
            if self.text.startswith("[[", self.at):
                table = self._scan_header(2)
            elif self.text[self.at] == "[":
                table = self._scan_header(1)
            else:
                self._scan_pair(table)

    def _note(self, path: Path, at: int) -> None:
        self.found.setdefault(path, bisect_right(self._ends, at - 1) + 1)

    def _scan_header(self, brackets: int) -> Path:
        start = self.at
        self.at += brackets
        *outer, last = self._read_key()
        path: Path = ()
        for part in outer:
            path = self._enter((*path, part), start)
        path = (*path, last)
        self._note(path, start)
        if brackets == 1:
            path = self._enter(path, start)
        else:
            number = self._lists.get(path, -1) + 1
            self._lists[path] = number
            path = (*path, number)
            self._note(path, start)
        self.at = self.text.index("]" * brackets, self.at) + brackets
        return path

    def _enter(self, path: Path, at: int) -> Path:
        """The table behind a key: of a list of tables the last one."""
        self._note(path, at)
        return (*path, self._lists[path]) if path in self._lists else path

    def _scan_pair(self, table: Path) -> None:
        start = self.at
        path = table
        for part in self._read_key():
            path = (*path, part)
            self._note(path, start)
        self.at = self.text.index("=", self.at) + 1
        self._skip(_BLANK)
        self._scan_value(path)

    def _scan_value(self, path: Path) -> None:
        character = self.text[self.at]
        if character == "[":
            self._scan_list(path)
        elif character == "{":
            self._scan_inline_table(path)
        elif character in "\"'":
            self._skip_string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\r\n":
                self.at += 1

    def _scan_list(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._skip_to_content() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, number), self.at)
            self._scan_value((*path, number))
            number += 1
        self.at += 1

    def _scan_inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip_to_content() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._scan_pair(path)
        self.at += 1

    def _read_key(self) -> list[str]:
        """The parts of a key that may be dotted and quoted: `types."A.B".quad`."""
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            start = self.at
            if self.text[start] in "\"'":
                self._skip_string()
                parts.append(_read_quoted(self.text[start : self.at]))
            else:
                while self.at < len(self.text) and self.text[self.at] in _BARE_KEY:
                    self.at += 1
                parts.append(self.text[start : self.at])
            self._skip(_BLANK)
            if self.at >= len(self.text) or self.text[self.at] != ".":
                return parts
            self.at += 1

    def _skip_string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self._skip_long_string(quote)
            return
        self.at += 1
        while self.text[self.at] != quote:
            self.at += 2 if self.text[self.at] == "\\" and quote == '"' else 1
        self.at += 1

    def _skip_long_string(self, quote: str) -> None:
        self.at += 3
        while not self.text.startswith(quote * 3, self.at):
            self.at += 2 if self.text[self.at] == "\\" and quote == '"' else 1
        # One or two quotation marks may stand right before the closing three.
        while self.at + 3 < len(self.text) and self.text[self.at + 3] == quote:
            self.at += 1
        self.at += 3

    def _skip(self, characters: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in characters:
            self.at += 1

    def _skip_to_content(self) -> bool:
        """Over blanks, line ends and comments; whether anything is left."""
        while self.at < len(self.text):
            self._skip(_BLANK + _LINE_END)
            if self.at < len(self.text) and self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
                continue
            break
        return self.at < len(self.text)


def _read_quoted(key: str) -> str:
    (name,) = tomllib.loads(f"{key} = 0")
    return str(name)
