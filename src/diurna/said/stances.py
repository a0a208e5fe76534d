"""The table of words that take a direction, checked and ready for lookup. The head of `stances.tsv` explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError
from diurna.records import Stance
from diurna.said.rows import check_value, iter_rows

_COLUMNS = ("kind", "words", "stance", "not")
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
    for where, (kind, words, stance, negated) in iter_rows(table, "stances.tsv", _COLUMNS):
        check_value(where, "kind", kind, KINDS)
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
    check_value(where, column, value, [stance.value for stance in Stance])
    return Stance(value)
