"""The constructions of a user's file among ours: of two rows as narrow, the user's decides.

Each cell is checked by itself, so that a mistake is told with the line of its key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from msgspec.structs import replace

from diurna.codebook.book import Codebook
from diurna.codebook.file.drafts import FileDraft, PatternDraft, split_phrases, split_words
from diurna.codebook.file.lines import Path
from diurna.codebook.file.mistakes import Mistakes
from diurna.codebook.patterns.load import Patterns, group_patterns, load_classes, read_row
from diurna.codebook.patterns.rows import Classes, Pattern, read_preps, read_slots, read_test
from diurna.errors import TableError
from diurna.records import EventType

NO_EVENT = "-"
"""The type of a row that says: these words are no event."""

# What a type without a parent is like, by its quad class.
_LIKE = {1: "SUPPORT", 2: "COOPERATE", 3: "ACCUSE", 4: "COERCE"}
_PLACES = frozenset("obj iobj subj poss mod adj none".split())
_PREPOSITIONS = frozenset(
    """about above across after against along alongside amid among around as at before behind below beneath beside
    between beyond by despite during for from in inside into near of off on onto out outside over past per round since
    through throughout to toward towards under until up upon via with within without""".split()
)


def read_classes(draft: FileDraft, mistakes: Mistakes) -> Classes:
    """Our classes of words with those of the file; words for one of ours come on top of it."""
    words = dict(load_classes().words)
    for name, lemmas in draft.classes.items():
        wrong = next((word for word in split_words(lemmas) if word != word.lower() or word.startswith("@")), None)
        if wrong is not None:
            mistakes.add(("classes", name), f"{wrong!r} is no base form: write single words in small letters.")
        words[name] = words.get(name, frozenset()) | frozenset(split_words(lemmas))
    return Classes(words)


def read_patterns(
    kind: str, draft: FileDraft, book: Codebook, shipped: Patterns, mistakes: Mistakes
) -> tuple[Pattern, ...]:
    """The rows of `[[verbs]]` or `[[nouns]]`; those with a mistake are noted and left out."""
    rows = draft.verbs if kind == "verbs" else draft.nouns
    classes = Classes(dict(shipped.classes))
    prepositions = _PREPOSITIONS | _list_prepositions((*shipped.verbs.values(), *shipped.nouns.values()))
    modes = {name: book.modes.get(name, {}) for name in book.types}
    found: list[Pattern] = []
    for number, row in rows.items():
        path, before = (kind, number), len(mistakes)
        _check_act(path, row, draft, book, mistakes)
        _check_cells(path, row, classes, prepositions, mistakes)
        if len(mistakes) == before and (row.type == NO_EVENT or row.type in book.types):
            found += read_row(mistakes.where(path), _make_cells(row), classes, modes, book.contexts)
    return tuple(found)


def _list_prepositions(rows: Iterable[Iterable[Pattern]]) -> frozenset[str]:
    """Every preposition that a shipped row asks for ("out of", "in front of")."""
    return frozenset(name for group in rows for row in group for name, _ in row.preps)


def _make_cells(row: PatternDraft) -> dict[str, str]:
    """The row as it would stand in one of our tables."""
    return {
        "predicate": "|".join(split_phrases(row.predicate)),
        "object": "|".join(split_words(row.object)),
        "prep": ",".join(split_words(row.prep, ",")),
        "recipient": ",".join(split_words(row.recipient, ",")),
        "actor": ",".join(split_words(row.actor, ",")),
        "type": row.type,
        "mode": row.mode,
        "contexts": ",".join(split_words(row.contexts, ",")),
    }


def _check_act(path: Path, row: PatternDraft, draft: FileDraft, book: Codebook, mistakes: Mistakes) -> None:
    """Type, mode and contexts of a row."""
    if row.type != NO_EVENT and mistakes.check((*path, "type"), row.type, {*book.types, *draft.names}, "event type"):
        outcome = book.outcomes.get((row.type, None))
        if outcome is not None and outcome.name != row.type:
            gone = "is dropped" if outcome.name is None else f"comes out as {outcome.name}: write that"
            mistakes.add((*path, "type"), f"{row.type} {gone}.")
    if row.mode and row.type in book.types:
        mistakes.check((*path, "mode"), row.mode, book.modes.get(row.type, {}), f"mode of {row.type}")
    elif row.mode and row.type == NO_EVENT:
        mistakes.add((*path, "mode"), "a row that is no event has no mode.")
    for context in split_words(row.contexts, ","):
        mistakes.check((*path, "contexts"), context, book.contexts, "context")


def _check_cells(
    path: Path, row: PatternDraft, classes: Classes, prepositions: frozenset[str], mistakes: Mistakes
) -> None:
    """The cells that say which words and phrases a row is for."""
    predicates = split_words(row.predicate)
    if not predicates:
        mistakes.add((*path, "predicate"), "predicate is empty.")
    for predicate in predicates:
        if predicate != predicate.lower():
            mistakes.add((*path, "predicate"), f"predicate {predicate!r}: write the base form in small letters.")
    for column, read in (
        ("object", partial(read_test, "|".join(split_words(row.object)), classes=classes, column="object")),
        ("prep", partial(read_preps, ",".join(split_words(row.prep, ",")), classes=classes)),
    ):
        where = mistakes.where((*path, column))
        try:
            read(where=where)
        except TableError as error:
            mistakes.add((*path, column), str(error).removeprefix(f"{where}: "))
    for part in split_words(row.prep, ","):
        name = part.partition(":")[0]
        if ":" in part and name not in ("subj", "that", "ing"):
            mistakes.check((*path, "prep"), name, prepositions, "preposition")
    for column, cell in (("recipient", row.recipient), ("actor", row.actor)):
        for slot in read_slots(",".join(split_words(cell, ","))):
            for name in filter(None, (slot.base, slot.below)):
                mistakes.check((*path, column), name, _PLACES | prepositions, "place in the sentence")


def extend_patterns(
    shipped: Patterns, book: Codebook, *, verbs: Collection[Pattern], nouns: Collection[Pattern]
) -> Patterns:
    """Our patterns with the user's rows among them, and the ways of the user's types."""
    own_types = {name: entry for name, entry in book.types.items() if name not in set(EventType)}
    parents = {name: entry.parent for name, entry in own_types.items() if entry.parent is not None}
    return replace(
        shipped,
        verbs=_mix(shipped.verbs, verbs),
        nouns=_mix(shipped.nouns, nouns),
        heads=shipped.heads | {row.predicate.rsplit(" ", 1)[-1] for row in nouns},
        future=dict(shipped.future)
        | {name: shipped.future[parent] for name, parent in parents.items() if parent in shipped.future},
        given=frozenset(row.where for row in (*verbs, *nouns)),
        kinds={name: parents.get(name, _LIKE[entry.quad]) for name, entry in own_types.items()},
    )


def _mix(shipped: Mapping[str, tuple[Pattern, ...]], own: Collection[Pattern]) -> Mapping[str, tuple[Pattern, ...]]:
    if not own:
        return shipped
    mixed = dict(shipped)
    for predicate, rows in group_patterns(own).items():
        # A stable sort: of rows as narrow the user's stand first.
        mixed[predicate] = tuple(sorted((*rows, *shipped.get(predicate, ())), key=lambda row: -row.weight))
    return mixed
