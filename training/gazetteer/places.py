"""The rows of the gazetteer while it is being built."""

from __future__ import annotations

from msgspec import Struct

from diurna.where.candidate import NameKind


class Draft(Struct):
    """A place before it has a row number; `parent` is a key into the same dictionary."""

    name: str
    latitude: float
    longitude: float
    feature: str
    country: str
    population: int = 0
    id: int = 0
    parent: str | None = None
    names: dict[tuple[NameKind, str], None] = {}
    rank: float = 0.0
    claimed_by: tuple[str, ...] = ()
    controlled_by: tuple[str, ...] = ()
    stands_for: str = ""

    def call(self, name: str, kind: NameKind = NameKind.NAME) -> None:
        """Give the place one more name. A name that it has already keeps the better kind."""
        if name.strip():
            self.names.setdefault((kind, name.strip()), None)
