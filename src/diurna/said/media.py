"""The table of words for media and occasions, checked and ready for lookup. The head of `media.tsv` explains it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError

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
    for number, line in enumerate(table.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"media.tsv:{number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 2:
            raise TableError(f"{where}: {len(cells)} cells, but the table has 2 columns.")
        kind, words = cells
        if kind == "kind":
            continue
        if kind not in KINDS:
            near = get_close_matches(kind, KINDS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"One of {', '.join(KINDS)}."
            raise TableError(f"{where}: column kind: unknown value {kind!r}. {hint}")
        if words in found[kind]:
            raise TableError(f"{where}: {kind} {words!r} stands twice.")
        found[kind].add(words)
    found["name"].update(outlet.lower() for outlet in outlets)
    return Media(*(frozenset(found[kind]) for kind in KINDS))
