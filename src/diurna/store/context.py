"""What every exporter is given beside the events, and where it counts what it wrote and left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.store.dyads import Dyad, iter_dyads
from diurna.store.query import EventLine
from diurna.store.stories import Stories


class Tally(Struct):
    """Rows written, and events left out by reason."""

    rows: int = 0
    left_out: dict[str, int] = {}

    def leave_out(self, reason: str) -> None:
        """Count one event that is not written."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


class Context(Struct, frozen=True, kw_only=True):
    """The codebook, the stories and the tally of one export."""

    codebook: Codebook
    stories: Stories = Stories()
    tally: Tally

    def dyads(self, line: EventLine) -> Iterator[Dyad]:
        """The rows of one event; an event that cannot have any is counted with the reason."""
        if line.event.cameo is None:
            self.tally.leave_out("no CAMEO code for its type")
            return
        any_row = False
        for dyad in iter_dyads(line, self.codebook):
            any_row = True
            yield dyad
        if not any_row:
            self.tally.leave_out("no date, and the article has none either")
