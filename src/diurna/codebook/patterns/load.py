"""The pattern tables of this folder -> one Patterns record, every row checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import resources

from msgspec import Struct

from diurna.codebook.book import Codebook
from diurna.codebook.patterns.rows import (
    CLAUSES,
    EFFECTS,
    Classes,
    Operator,
    Pattern,
    Test,
    read_preps,
    read_slots,
    read_test,
)
from diurna.errors import TableError


class ModeRow(Struct, frozen=True):
    """Words in an act's clause that give its mode."""

    type: str
    words: tuple[tuple[str, ...], ...]
    """Each a sequence of lemmas."""
    mode: str
    where: str


class ContextRow(Struct, frozen=True):
    """A word or phrase that puts an event into a context."""

    context: str
    words: tuple[str, ...]
    where: str


class Patterns(Struct, frozen=True):
    """All constructions, by the lemma of their predicate."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    operators: Mapping[str, tuple[Operator, ...]]
    heads: frozenset[str]
    """Lemmas of nouns that may name an act: the last words of all noun predicates and operators."""
    modes: tuple[ModeRow, ...]
    contexts: Mapping[str, tuple[ContextRow, ...]]
    """By first lemma of the phrase."""
    light: frozenset[str]
    future: Mapping[str, str]
    inner_modes: Mapping[tuple[str, str, str | None], str]
    classes: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str] = {}
    """For each type of a user's file the PLOVER type whose ways it has: how sure, by whom, what a plan of it is."""

    given: frozenset[str] = frozenset()
    """Addresses of the rows that a user's file gives."""
    off: Mapping[str, tuple[Pattern, ...]] = {}
    """Rows for verbs that a user's file switches off: the typing head does not find again what they stood for."""

    def kind(self, event_type: str) -> str:
        """The PLOVER type whose ways a type has: itself, unless it comes from a user's file."""
        return self.kinds.get(event_type, event_type)


def load_patterns(codebook: Codebook, *, classes: Classes | None = None) -> Patterns:
    """Reads the shipped tables against the types, modes and contexts of the codebook.

    `classes` stand in for ours. Raises TableError with file, line and column for a cell that cannot be.
    """
    modes = {name: codebook.modes.get(name, {}) for name in codebook.types}
    contexts = codebook.contexts
    classes = classes or load_classes()
    verbs = group_patterns(_read_patterns("verbs", classes, modes, contexts))
    nouns = group_patterns(_read_patterns("nouns", classes, modes, contexts))
    operators: dict[str, list[Operator]] = {}
    for where, row in _iter_rows("operators.tsv"):
        _check(row["effect"], EFFECTS, where, "effect")
        _check(row["clause"], CLAUSES, where, "clause")
        if row["type"]:
            _check(row["type"], modes, where, "type")
        for predicate in _split(row["predicate"]):
            operators.setdefault(predicate, []).append(
                Operator(
                    predicate=predicate,
                    clause=row["clause"],
                    effect=row["effect"],
                    type=row["type"] or None,
                    recipient=read_slots(row["recipient"]),
                    unless=frozenset(_split(row.get("except", ""))),
                    where=where,
                )
            )
    return Patterns(
        verbs=verbs,
        nouns=nouns,
        operators={key: tuple(rows) for key, rows in operators.items()},
        heads=frozenset(key.rsplit(" ", 1)[-1] for key in (*nouns, *operators)),
        modes=tuple(_read_modes(modes)),
        contexts=_read_contexts(contexts),
        light=frozenset(row["verb"] for _, row in _iter_rows("light.tsv")),
        future={row["type"]: row["future"] for _, row in _iter_rows("future.tsv")},
        inner_modes={
            (row["outer"], row["inner"], row["inner_mode"] or None): row["mode"]
            for _, row in _iter_rows("inner_modes.tsv")
        },
        classes=classes.words,
    )


def load_classes() -> Classes:
    """The shipped classes of words."""
    return Classes({row["class"]: frozenset(_split(row["lemmas"])) for _, row in _iter_rows("classes.tsv")})


def _read_patterns(
    kind: str, classes: Classes, modes: Mapping[str, Collection[str]], contexts: Collection[str]
) -> Iterator[Pattern]:
    for file in _list_files(kind):
        for where, row in _iter_rows(file):
            yield from read_row(where, row, classes, modes, contexts)


def read_row(
    where: str,
    row: Mapping[str, str],
    classes: Classes,
    modes: Mapping[str, Collection[str]],
    contexts: Collection[str],
) -> Iterator[Pattern]:
    """The patterns of one row, one for each predicate. `modes` are those of each type that there is."""
    type_ = None if row["type"] == "-" else _check(row["type"], modes, where, "type")
    if row["mode"]:
        _check(row["mode"], modes[type_ or ""], where, "mode")
    named = tuple(
        _check(part.strip(), contexts, where, "contexts") for part in row["contexts"].split(",") if part.strip()
    )
    test = read_test(row["object"], classes=classes, where=where, column="object")
    preps, clauses = read_preps(row["prep"], classes=classes, where=where)
    weight = (test.weight if test else 0) + sum(prep.weight for _, prep in preps) + len(clauses)
    recipient = read_slots(row["recipient"]) if row["recipient"] else None
    actor = read_slots(row["actor"])
    breadth = sum(_measure(found) for found in (test, *(prep for _, prep in preps)) if found is not None)
    for predicate in _split(row["predicate"]):
        yield Pattern(
            predicate=predicate,
            object=test,
            preps=preps,
            clauses=clauses,
            recipient=recipient,
            actor=actor,
            type=type_,
            mode=row["mode"] or None,
            contexts=named,
            where=where,
            weight=weight,
            breadth=breadth,
        )


_ANY_ACTOR, _ANYTHING = 500, 2000


def _measure(test: Test) -> int:
    """Words that a test lets through, an actor or anything at all counted as many."""
    return len(test.words) + _ANY_ACTOR * test.actor + _ANYTHING * (test.anything or test.negated)


def group_patterns(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by predicate, the most specific first and otherwise in the order of the files."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.predicate, []).append(pattern)
    return {key: tuple(sorted(rows, key=lambda row: (-row.weight, row.breadth))) for key, rows in found.items()}


def _read_modes(modes: Mapping[str, Collection[str]]) -> Iterator[ModeRow]:
    for where, row in _iter_rows("modes.tsv"):
        _check(row["type"], modes, where, "type")
        _check(row["mode"], modes[row["type"]], where, "mode")
        words = tuple(tuple(phrase.split()) for phrase in _split(row["words"]))
        yield ModeRow(type=row["type"], words=words, mode=row["mode"], where=where)


def _read_contexts(contexts: Collection[str]) -> dict[str, tuple[ContextRow, ...]]:
    found: dict[str, list[ContextRow]] = {}
    for where, row in _iter_rows("contexts.tsv"):
        _check(row["context"], contexts, where, "context")
        for phrase in _split(row["words"]):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(ContextRow(context=row["context"], words=words, where=where))
    return {key: tuple(rows) for key, rows in found.items()}


def _list_files(kind: str) -> list[str]:
    folder = resources.files("diurna.codebook.patterns")
    return sorted(item.name for item in folder.iterdir() if item.name.startswith(kind) and item.name.endswith(".tsv"))


def _iter_rows(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(place of the row, cells by column) of a table with a header line."""
    text = (resources.files("diurna.codebook.patterns") / file).read_text(encoding="utf-8")
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
            continue
        where = f"{file}:{number}"
        if len(cells) > len(columns):
            raise TableError(f"{where}: {len(cells)} cells, but the table has {len(columns)} columns")
        yield where, dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _check(value: str, allowed: Collection[str], where: str, column: str) -> str:
    if value not in allowed:
        near = get_close_matches(value, list(allowed), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise TableError(f"{where}: column {column}: unknown value {value!r}.{hint}")
    return value
