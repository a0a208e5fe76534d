"""Modes and contexts of a user's file: new ones, and what it changes about ours. Their words are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from diurna.codebook.book import Codebook, ContextEntry, ModeEntry, TypeEntry
from diurna.codebook.file.drafts import FileDraft, ModeDraft
from diurna.codebook.file.lines import Path
from diurna.codebook.file.mistakes import Mistakes, suggest
from diurna.codebook.file.moves import Moves

_MODE = re.compile(r"[a-z][a-z0-9-]*")
_CONTEXT = re.compile(r"[a-z][a-z0-9_]*")


def add_modes(
    types: Mapping[str, TypeEntry],
    modes: dict[str, dict[str, ModeEntry]],
    draft: FileDraft,
    moves: Moves,
    mistakes: Mistakes,
) -> None:
    """Puts the modes of the file into `modes`; a mode of a merged type is one of its sources too."""
    _join_modes(modes, moves)
    for type_, own in draft.modes.items():
        if not mistakes.check(("modes", type_), type_, {*types, *draft.names}, "event type") or type_ not in types:
            continue
        name = moves.outcomes.get((type_, None), type_)
        if name != type_:
            gone = "is dropped" if name is None else f"comes out as {name}: write [modes.{name}...]"
            mistakes.add(("modes", type_), f"{type_} {gone}.")
            continue
        for mode, wish in own.items():
            entry = _make_mode(type_, mode, wish, modes.get(type_, {}), ("modes", type_, mode), mistakes)
            if entry is not None:
                for holder in (type_, *moves.whole(type_)):
                    modes.setdefault(holder, {})[mode] = replace(entry, type=holder)


def _join_modes(modes: dict[str, dict[str, ModeEntry]], moves: Moves) -> None:
    """A shipped type that takes in another one gets its modes."""
    for name, sources in moves.sources.items():
        for type_, only in sources:
            for mode in [mode for mode in modes.get(type_, {}) if only in (None, mode)]:
                entry = replace(modes[type_][mode], type=name, score=None)
                modes.setdefault(name, {}).setdefault(mode, entry)


def _make_mode(
    type_: str, name: str, wish: ModeDraft, known: Mapping[str, ModeEntry], path: Path, mistakes: Mistakes
) -> ModeEntry | None:
    if name in known:
        entry = known[name]
        score = entry.score if wish.score is None else wish.score
        return replace(entry, score=score, meaning=wish.meaning or entry.meaning)
    if not _may_be_new(name, f"mode of {type_}", wish.meaning, _MODE, known, path, mistakes):
        return None
    return ModeEntry(type=type_, name=name, meaning=wish.meaning or "", score=wish.score)


def add_contexts(book: Codebook, draft: FileDraft, mistakes: Mistakes) -> dict[str, ContextEntry]:
    """Our contexts and those of the file."""
    contexts = dict(book.contexts)
    for name, wish in draft.contexts.items():
        if name in contexts:
            contexts[name] = replace(contexts[name], meaning=wish.meaning or contexts[name].meaning)
        elif _may_be_new(name, "context", wish.meaning, _CONTEXT, book.contexts, ("contexts", name), mistakes):
            contexts[name] = ContextEntry(name=name, meaning=wish.meaning or "")
    return contexts


def _may_be_new(
    name: str,
    kind: str,
    meaning: str | None,
    allowed: re.Pattern[str],
    known: Mapping[str, object],
    path: Path,
    mistakes: Mistakes,
) -> bool:
    """Whether a name can be a new one; without a meaning it is more likely misspelt."""
    if not allowed.fullmatch(name):
        mistakes.add(path, f"{name!r} cannot be the name of a {kind}: write it in small letters.")
        return False
    if not meaning:
        guess = suggest(name, known).partition(" Known")[0]
        mistakes.add(path, f"unknown {kind} {name!r}.{guess} A new one needs a meaning.")
        return False
    return True
