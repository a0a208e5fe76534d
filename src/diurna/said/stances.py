"""The table of words that take a direction, checked and ready for lookup. The head of `stances.tsv` explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError
from diurna.records import Stance

KINDS = (
    "class",
    "act",
    "tell",
    "word",
    "wish",
    "modal",
    "yield",
    "trait",
    "remark",
    "phrase",
    "silence",
    "state",
    "blank",
)


class Row(Struct, frozen=True):
    """A word with the stance that it takes, and what negation makes of that."""

    stance: Stance | None
    negated: Stance | None
    where: str

    def read(self, *, negated: bool) -> Stance | None:
        """The stance of the word as it stands."""
        return self.negated if negated else self.stance


class StanceTable(Struct, frozen=True):
    """The rows of `stances.tsv` by kind and lemma."""

    rows: Mapping[str, Mapping[str, Row]]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Row]]]
    """Phrases by their first lemma."""

    def find(self, kind: str, *keys: str) -> Row | None:
        """The row of the first of these lemmas that the kind has."""
        rows = self.rows[kind]
        return next((rows[key] for key in keys if key in rows), None)


def load_stances() -> StanceTable:
    """Reads `stances.tsv`; raises TableError with line and column where a cell cannot be."""
    return parse_stances((resources.files("diurna.said") / "stances.tsv").read_text(encoding="utf-8"))


def parse_stances(table: str) -> StanceTable:
    """The words of a table in the format of `stances.tsv`."""
    rows: dict[str, dict[str, Row]] = {kind: {} for kind in KINDS}
    for number, line in enumerate(table.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"stances.tsv:{number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 4:
            raise TableError(f"{where}: {len(cells)} cells, but the table has 4 columns.")
        kind, words, stance, negated = cells
        if kind == "kind":
            continue
        _check(where, "kind", kind, KINDS)
        if words in rows[kind]:
            raise TableError(f"{where}: {kind} {words!r} is already in {rows[kind][words].where}.")
        rows[kind][words] = Row(_read_stance(where, "stance", stance), _read_stance(where, "not", negated), where)
    phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for words, row in rows["phrase"].items():
        lemmas = tuple(words.split())
        phrases.setdefault(lemmas[0], []).append((lemmas, row))
    return StanceTable(rows, phrases)


def _read_stance(where: str, column: str, value: str) -> Stance | None:
    if value == "-":
        return None
    _check(where, column, value, tuple(Stance))
    return Stance(value)


def _check(where: str, column: str, value: str, known: Sequence[str]) -> None:
    if value in known:
        return
    near = get_close_matches(value, [str(name) for name in known], n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"One of {', '.join(known)}."
    raise TableError(f"{where}: column {column}: unknown value {value!r}. {hint}")
