"""Which shipped types a user's file drops, renames or merges, and what each of them comes out as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from diurna.codebook.book import Codebook, Outcome, TypeEntry
from diurna.codebook.file.drafts import FileDraft
from diurna.codebook.file.lines import Path
from diurna.codebook.file.mistakes import Mistakes

Source = tuple[str, str | None]
"""A shipped type, all of it or one mode."""

_NAME = re.compile(r"[A-Z][A-Z0-9_-]*")


class Moves(Struct, frozen=True):
    """Where the shipped types go."""

    sources: Mapping[str, tuple[Source, ...]]
    """By new name what comes out under it."""
    outcomes: Mapping[Source, str | None]
    """The new name of each source; None for one that is dropped."""
    paths: Mapping[Source, Path]
    """Where the file says so."""

    def whole(self, name: str) -> tuple[str, ...]:
        """The shipped types that come out under a name with all their modes."""
        return tuple(type_ for type_, mode in self.sources.get(name, ()) if mode is None)


def make_outcomes(types: Mapping[str, TypeEntry], moves: Moves, mistakes: Mistakes) -> dict[Source, Outcome]:
    """What an act comes out as, by its type, or by type and mode where a mode goes its own way."""
    outcomes: dict[Source, Outcome] = {
        source: Outcome(name=name, plover=source[0], where=mistakes.where(moves.paths[source]))
        for source, name in moves.outcomes.items()
        if name != source[0]
    }
    for name, entry in types.items():
        if entry.parent is not None:
            outcomes[name, None] = Outcome(name=name, plover=entry.parent)
    return outcomes


def read_source(name: str) -> Source:
    """ "COERCE cyber" is only that mode of the type, "COERCE" all of it."""
    type_, _, mode = name.strip().partition(" ")
    return type_, mode.strip() or None


def read_moves(book: Codebook, draft: FileDraft, mistakes: Mistakes) -> Moves:
    """The moves that the file asks for; one that cannot be is noted and left out."""
    sources: dict[str, tuple[Source, ...]] = {}
    outcomes: dict[Source, str | None] = {}
    paths: dict[Source, Path] = {}
    for name, source, path in _iter_moves(draft):
        read = read_source(source)
        if not _is_source(book, read, path, draft, mistakes):
            continue
        if name is not None and not _may_be_name(book, name, read, draft, path, mistakes):
            continue
        if read in outcomes:
            mistakes.add(path, f"{source} is dropped, renamed or merged already in line {mistakes.line(paths[read])}.")
            continue
        paths[read] = path
        outcomes[read] = name
        if name is not None:
            sources[name] = (*sources.get(name, ()), read)
    for name in [name for name, several in draft.merge.items() if not several]:
        mistakes.add(("merge", name), f"{name!r} is made of nothing: name the types that go into it.")
    gone = [name for name in book.types if (name, None) in outcomes and outcomes[name, None] != name]
    for name in [name for name in sources if name in gone]:
        mistakes.add(paths[sources[name][0]], f"{name} itself is dropped, renamed or merged: choose another name.")
    return Moves(sources, outcomes, paths)


def _iter_moves(draft: FileDraft) -> Iterator[tuple[str | None, str, Path]]:
    """(new name, source, where it stands) for every wish; None for a type that is dropped."""
    for number, source in enumerate(draft.drop):
        yield None, source, ("drop", number)
    for source, name in draft.rename.items():
        yield name, source, ("rename", source)
    for name, several in draft.merge.items():
        for number, source in enumerate(several):
            yield name, source, ("merge", name, number)


def _is_source(book: Codebook, source: Source, path: Path, draft: FileDraft, mistakes: Mistakes) -> bool:
    type_, mode = source
    if type_ in draft.types and type_ not in book.types:
        mistakes.add(path, f"{type_} is a type of this file: only shipped types can be dropped, renamed or merged.")
        return False
    if not mistakes.check(path, type_, book.types, "event type"):
        return False
    return mode is None or mistakes.check(path, mode, list(_list_modes(book, type_, draft)), f"mode of {type_}")


def _list_modes(book: Codebook, type_: str, draft: FileDraft) -> dict[str, None]:
    return dict.fromkeys((*book.modes.get(type_, ()), *draft.modes.get(type_, ())))


def _may_be_name(book: Codebook, name: str, source: Source, draft: FileDraft, path: Path, mistakes: Mistakes) -> bool:
    if name in book.types:
        if path[0] == "merge":
            return True
        mistakes.add(
            path, f'{name} is a type already. To put {source[0]} into it, write [merge] {name} = ["{source[0]}"].'
        )
        return False
    if path[0] == "rename" and list(draft.rename.values()).count(name) > 1:
        mistakes.add(
            path, f"{name} is the new name of several types. To put them into one, write [merge] {name} = [...]."
        )
        return False
    return is_name(name, path, mistakes)


def is_name(name: str, path: Path, mistakes: Mistakes) -> bool:
    """Whether a new type may be called this; if not, that is a mistake."""
    if not _NAME.fullmatch(name):
        mistakes.add(path, f"{name!r} cannot be the name of a type: write it in capitals, as {_propose(name)!r}.")
        return False
    return True


def _propose(name: str) -> str:
    return re.sub(r"[^A-Z0-9-]+", "_", name.upper()).strip("_-0123456789") or "MY_TYPE"
