"""The mistakes of a user's file, collected so that all are told at once, each with its line."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import NoReturn

from diurna.codebook.file.lines import Lines, Path
from diurna.errors import TableError

_MOST_LISTED, _MOST_LISTED_BESIDE_A_GUESS = 20, 8


class Mistakes:
    """What is wrong in one file so far."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file = file
        self._lines = lines
        self._found: list[tuple[int, str]] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def where(self, path: Path) -> str:
        """The address of a key, as errors and `diurna explain` write it: "my.toml:12"."""
        return f"{self.file}:{self.line(path)}"

    def line(self, path: Path) -> int:
        """The line of a key."""
        return self._lines.find(path)

    def add(self, path: Path, message: str) -> None:
        """Note what is wrong with the key or table at a path."""
        self._found.append((self._lines.find(path), message))

    def check(self, path: Path, name: str, known: Collection[str], kind: str, *, hint: str = "") -> bool:
        """Whether a name is known; if not, that is a mistake, and the nearest right name is told."""
        if name in known:
            return True
        self.add(path, f"unknown {kind} {name!r}.{hint or suggest(name, known)}")
        return False

    def stop(self) -> None:
        """Raises TableError with every mistake, if there is one."""
        if self._found:
            self._raise()

    def _raise(self) -> NoReturn:
        told = [f"{self.file}:{line}: {message}" for line, message in sorted(set(self._found))]
        if len(told) == 1:
            raise TableError(told[0])
        raise TableError("\n".join([f"{self.file}: {len(told)} mistakes", *told]))


def suggest(name: str, known: Collection[str]) -> str:
    """ " Did you mean 'COERCE'?", and all that is known where that is not much."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    nearest = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    guess = f" Did you mean {by_lower[nearest[0]]!r}?" if nearest else ""
    most = _MOST_LISTED_BESIDE_A_GUESS if guess else _MOST_LISTED
    return f"{guess} Known are {', '.join(sorted(known))}." if 0 < len(known) <= most else guess
