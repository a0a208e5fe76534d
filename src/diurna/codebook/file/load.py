"""A user's file, read, checked and laid over the shipped tables: the codebook and patterns that coding then uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diurna.codebook.book import Codebook, load_codebook
from diurna.codebook.file.drafts import FileDraft
from diurna.codebook.file.entries import (
    Example,
    GivenActor,
    GivenPlace,
    read_actors,
    read_examples,
    read_places,
)
from diurna.codebook.file.mistakes import Mistakes
from diurna.codebook.file.moves import Moves, read_moves
from diurna.codebook.file.patterns import extend_patterns, read_classes, read_patterns
from diurna.codebook.file.read import load_text, read_draft
from diurna.codebook.file.types import extend_types
from diurna.codebook.file.words import add_words, switch_off
from diurna.codebook.patterns.load import Patterns, load_patterns


class UserCodebook(Struct, frozen=True, kw_only=True):
    """Everything that a user's file says, over what the shipped tables say."""

    file: str
    """The name of the file, as addresses in it begin: "my.toml"."""
    codebook: Codebook
    patterns: Patterns
    actors: tuple[GivenActor, ...] = ()
    places: tuple[GivenPlace, ...] = ()
    examples: tuple[Example, ...] = ()

    def actor_tables(self) -> dict[str, tuple[tuple[int, Mapping[str, str]], ...]]:
        """The line and the cells of each actor, by the table that it belongs into."""
        tables: dict[str, tuple[tuple[int, Mapping[str, str]], ...]] = {}
        for actor in self.actors:
            tables[actor.table] = (*tables.get(actor.table, ()), (actor.line, actor.cells))
        return tables


def load_user_codebook(path: Path | str) -> UserCodebook:
    """The codebook that a TOML file makes of ours.

    Raises TableError with every mistake of the file, each with its line and the nearest right value; SettingsError
    where there is no such file.
    """
    file = Path(path)
    return make_user_codebook(load_text(file), file=file.name)


def make_user_codebook(text: str, *, file: str) -> UserCodebook:
    """As `load_user_codebook`, of a text; `file` is what errors and rules call it."""
    draft, tables, mistakes = read_draft(text, file=file)
    shipped = load_codebook()
    moves = read_moves(shipped, draft, mistakes)
    extended = extend_types(shipped, draft, moves, mistakes)
    codebook = replace(extended, version=shipped.version + _hash(tables))
    made = UserCodebook(
        file=file,
        codebook=codebook,
        patterns=_make_patterns(codebook, draft, moves, mistakes),
        actors=read_actors(draft, codebook, mistakes),
        places=read_places(draft, codebook, mistakes),
        examples=read_examples(draft, codebook, mistakes),
    )
    mistakes.stop()
    return made


def _make_patterns(codebook: Codebook, draft: FileDraft, moves: Moves, mistakes: Mistakes) -> Patterns:
    ours = load_patterns(codebook, classes=read_classes(draft, mistakes)) if draft.classes else _load_shipped()
    kept = add_words(switch_off(ours, draft.off, mistakes), draft, codebook, moves, mistakes)
    return extend_patterns(
        kept,
        codebook,
        verbs=read_patterns("verbs", draft, codebook, ours, mistakes),
        nouns=read_patterns("nouns", draft, codebook, ours, mistakes),
    )


@cache
def _load_shipped() -> Patterns:
    """Our patterns as they are, which most files leave so; they are read once."""
    return load_patterns(load_codebook())


def _hash(tables: dict[str, Any]) -> str:
    """What the version gains: nothing for a file that asks for nothing. Examples and comments change no coding."""
    asked = {key: table for key, table in sorted(tables.items()) if key != "examples" and table}
    if not asked:
        return ""
    return f"+{blake2b(msgspec.json.encode(asked), digest_size=4).hexdigest()}"
