"""The table of words for media and occasions, checked and ready for lookup. The head of `media.tsv` explains it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError
from diurna.said.rows import check_value, iter_rows

_COLUMNS = ("kind", "words")
KINDS = (
    "verb", "medium", "outlet", "weak", "name", "carried", "way", "occasion", "place", "time", "when", "setting",
    "never",
)  # fmt: skip


class Media(Struct, frozen=True):
    """Words by kind, in lower case."""

    verbs: frozenset[str]
    media: frozenset[str]
    outlets: frozenset[str]
    weak_outlets: frozenset[str]
    names: frozenset[str]
    carried: frozenset[str]
    ways: frozenset[str]
    occasions: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    adverbs: frozenset[str]
    settings: frozenset[str]
    never: frozenset[str]


def load_media(*, outlets: Iterable[str] = ()) -> Media:
    """Reads `media.tsv`; raises TableError with line and column where a cell cannot be.

    `outlets` adds proper names of newspapers, agencies and channels, as the knowledge tables hold them.
    """
    table = (resources.files("diurna.said") / "media.tsv").read_text(encoding="utf-8")
    return parse_media(table, outlets=outlets)


def parse_media(table: str, *, outlets: Iterable[str] = ()) -> Media:
    """The words of a table in the format of `media.tsv`."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for where, (kind, words) in iter_rows(table, "media.tsv", _COLUMNS):
        check_value(where, "kind", kind, KINDS)
        if words in found[kind]:
            raise TableError(f"{where}: {kind} {words!r} stands twice.")
        found[kind].add(words)
    found["name"].update(outlet.lower() for outlet in outlets)
    return Media(*(frozenset(found[kind]) for kind in KINDS))
