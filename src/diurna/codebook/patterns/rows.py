"""One row of a pattern table as a record, and how its cells are read."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from diurna.errors import TableError


class Test(Struct, frozen=True, gc=False):
    """What a word must be: one of some lemmas, an actor, anything (`*`), or absent (`-`)."""

    words: frozenset[str] = frozenset()
    actor: bool = False
    anything: bool = False
    absent: bool = False
    negated: bool = False
    weight: int = 0
    """How narrow the test is: named words 4, a class 3, an actor 2, anything or absent 1."""


class Slot(Struct, frozen=True, gc=False):
    """Where an actor stands: a relation of the predicate (`obj`, `on`), perhaps a dependent of that (`obj.of`)."""

    base: str
    below: str | None = None
    joins: bool = False
    """Whether this actor acts together with the subject (a reciprocal act)."""


class Pattern(Struct, frozen=True):
    """One construction and the act it stands for. `type` is `None` where the construction is no event."""

    predicate: str
    object: Test | None
    preps: tuple[tuple[str, Test], ...]
    clauses: tuple[str, ...]
    recipient: tuple[Slot, ...] | None
    """`None`: the usual place, a verb's object. Empty: the act has no recipient."""
    actor: tuple[Slot, ...]
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    where: str
    weight: int
    breadth: int
    """How many words its tests let through: of two rows as narrow, the one that lets fewer through decides."""


class Operator(Struct, frozen=True):
    """A verb or noun over another act ("threatened to expel"), and what it makes of that act's type."""

    predicate: str
    clause: str
    effect: str
    type: str | None
    """The type where the inner act has none of its own; `None`: no event then."""
    recipient: tuple[Slot, ...]
    unless: frozenset[str]
    """Lemmas of the inner word for which the row does not hold: "declined to comment" refuses nothing."""
    where: str


class Classes(Struct, frozen=True):
    """Named sets of lemmas that cells refer to as `@name`."""

    words: dict[str, frozenset[str]]


EFFECTS = ("threat", "promise", "refuse", "ask")
CLAUSES = ("to", "that", "ing", "noun")


def read_test(cell: str, *, classes: Classes, where: str, column: str) -> Test | None:
    """A Test from a cell; `None` for an empty one."""
    if not cell:
        return None
    if cell == "-":
        return Test(absent=True, weight=1)
    negated, body = cell.startswith("!"), cell.removeprefix("!")
    words: set[str] = set()
    actor = anything = False
    weight = 4
    for part in body.split("|"):
        if part == "*":
            anything, weight = True, min(weight, 1)
        elif part == "@actor":
            actor, weight = True, min(weight, 2)
        elif part.startswith("@"):
            words |= _find_class(part[1:], classes, where, column)
            weight = min(weight, 3)
        elif part:
            words.add(part)
    return Test(
        words=frozenset(words), actor=actor, anything=anything, negated=negated, weight=1 if negated else weight
    )


@cache
def read_slots(cell: str) -> tuple[Slot, ...]:
    """Slots from a cell: "obj,on,+with,obj.of"; "none" gives no slot."""
    slots = []
    for part in filter(None, (piece.strip() for piece in cell.split(","))):
        if part == "none":
            continue
        joins, body = part.startswith("+"), part.removeprefix("+")
        base, _, below = body.partition(".")
        slots.append(Slot(base=base, below=below or None, joins=joins))
    return tuple(slots)


def read_preps(cell: str, *, classes: Classes, where: str) -> tuple[tuple[tuple[str, Test], ...], tuple[str, ...]]:
    """(preposition tests, clause kinds) from a cell such as "from:@talks,to:"."""
    tests, clauses = [], []
    for part in filter(None, (piece.strip() for piece in cell.split(","))):
        name, colon, body = part.partition(":")
        if not colon:
            raise TableError(f"{where}: column prep: {part!r} needs a colon, as in 'from:@talks' or 'that:'")
        if not body and name in CLAUSES:
            clauses.append(name)
            continue
        test = read_test(body or "*", classes=classes, where=where, column="prep")
        if test is not None:
            tests.append((name, test))
    return tuple(tests), tuple(clauses)


def _find_class(name: str, classes: Classes, where: str, column: str) -> frozenset[str]:
    try:
        return classes.words[name]
    except KeyError:
        near = get_close_matches(name, classes.words, n=1)
        hint = f" Did you mean @{near[0]}?" if near else ""
        raise TableError(f"{where}: column {column}: unknown class @{name}.{hint}") from None
