"""Types renamed, merged, dropped and added: a user's wishes laid over the codebook that we ship.

Coding goes on with our types and the user's own; what an event comes out as is looked up last, so that everything we
know about an ACCUSE holds for it whatever it is called. A rename is a merge of one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diurna.codebook.book import Codebook, ModeEntry, TypeEntry
from diurna.codebook.file.drafts import FileDraft, TypeDraft
from diurna.codebook.file.mistakes import Mistakes, suggest
from diurna.codebook.file.modes import add_contexts, add_modes
from diurna.codebook.file.moves import Moves, Source, is_name, make_outcomes


def extend_types(book: Codebook, draft: FileDraft, moves: Moves, mistakes: Mistakes) -> Codebook:
    """The codebook with the user's types, modes and contexts. What is wrong is noted and left out."""
    types = dict(book.types)
    modes = {name: dict(own) for name, own in book.modes.items()}
    for name, sources in moves.sources.items():
        if name not in book.types:
            entry = _make_merged(book, name, sources, draft.types.get(name, TypeDraft()), mistakes)
            if entry is not None:
                types[name] = entry
                modes[name] = dict(_iter_modes(book, name, sources, has_score=_gives_score(draft, name)))
    for name, own in draft.types.items():
        if name in book.types:
            types[name] = _change(types[name], own, moves, mistakes)
            if own.score is not None:
                modes[name] = {mode: replace(entry, score=None) for mode, entry in modes.get(name, {}).items()}
        elif name not in (*draft.rename.values(), *draft.merge) and (made := _make_own(book, name, own, mistakes)):
            types[name] = made
    add_modes(types, modes, draft, moves, mistakes)
    return replace(
        book,
        types=types,
        modes={name: own for name, own in modes.items() if own},
        contexts=add_contexts(book, draft, mistakes),
        outcomes=make_outcomes(types, moves, mistakes),
    )


def _make_merged(
    book: Codebook, name: str, sources: tuple[Source, ...], own: TypeDraft, mistakes: Mistakes
) -> TypeEntry | None:
    """The entry of a renamed or merged type: what its sources agree on, unless the file says it."""
    first, _ = sources[0]
    parent = first if own.parent is None else own.parent
    if not mistakes.check(("types", name, "parent"), parent, book.types, "event type"):
        return None
    quads = {book.quad(type_) for type_, _ in sources}
    scores = {
        book.intensity(type_, mode) if mode in book.modes.get(type_, ()) else book.intensity(type_)
        for type_, mode in sources
    }
    open_ = [
        key
        for key, given, values in (("quad", own.quad, quads), ("score", own.score, scores))
        if given is None and len(values) > 1
    ]
    if open_:
        told = "; ".join(
            f"{' '.join(filter(None, source))} has quad {book.quad(source[0])} and score {book.intensity(source[0]):g}"
            for source in sources
        )
        wanted = " and ".join(f"{key} = ..." for key in open_)
        mistakes.add(
            ("types", name) if own != TypeDraft() else ("merge", name),
            f"{told}. Say in [types.{name}] what {name} has: {wanted}",
        )
        return None
    return TypeEntry(
        name=name,
        quad=min(quads) if own.quad is None else own.quad,
        score=min(scores) if own.score is None else own.score,
        recipient_required=all(book.types[type_].recipient_required for type_, _ in sources),
        definition=own.definition or " ".join(dict.fromkeys(book.types[type_].definition for type_, _ in sources)),
        reciprocal=book.types[first].reciprocal,
        parent=parent,
    )


def _gives_score(draft: FileDraft, name: str) -> bool:
    return name in draft.types and draft.types[name].score is not None


def _iter_modes(
    book: Codebook, name: str, sources: tuple[Source, ...], *, has_score: bool
) -> Iterator[tuple[str, ModeEntry]]:
    """The modes of the sources under the new type; a score that the file gives the type is that of them all."""
    for type_, only in sources:
        for mode, entry in book.modes.get(type_, {}).items():
            if only in (None, mode):
                score = None if has_score else book.intensity(type_, mode)
                yield mode, replace(entry, type=name, score=score)


def _change(entry: TypeEntry, own: TypeDraft, moves: Moves, mistakes: Mistakes) -> TypeEntry:
    """A shipped type with the quad, score or definition that the file gives it."""
    path = ("types", entry.name)
    if (entry.name, None) in moves.outcomes and (name := moves.outcomes[entry.name, None]) != entry.name:
        told = f"is dropped in line {mistakes.line(moves.paths[entry.name, None])}"
        mistakes.add(path, f"{entry.name} {told if name is None else f'comes out as {name}: write [types.{name}]'}.")
    if own.parent is not None:
        mistakes.add((*path, "parent"), f"{entry.name} is a type of PLOVER and has no parent.")
    return replace(
        entry,
        quad=entry.quad if own.quad is None else own.quad,
        score=entry.score if own.score is None else own.score,
        definition=own.definition or entry.definition,
    )


def _make_own(book: Codebook, name: str, own: TypeDraft, mistakes: Mistakes) -> TypeEntry | None:
    path = ("types", name)
    if not is_name(name, path, mistakes):
        return None
    missing = [key for key in ("quad", "score", "definition") if getattr(own, key) is None]
    if own.quad is None or own.score is None or own.definition is None:
        guess = suggest(name, book.types).partition(" Known")[0]
        mistakes.add(path, f"{name} is a new type and needs {', '.join(missing)}.{guess}")
        return None
    if own.parent is not None and not mistakes.check((*path, "parent"), own.parent, book.types, "event type"):
        return None
    return TypeEntry(
        name=name,
        quad=own.quad,
        score=own.score,
        recipient_required=False,
        definition=own.definition,
        parent=own.parent,
    )
