"""What every exporter is given beside the events, and where it counts what it wrote and left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.store.dyads import Dyad, find_date, iter_dyads
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

    def dyads(self, line: EventLine, *, needs_actor: bool = False) -> Iterator[Dyad]:
        """The rows of one event; an event that cannot have any is counted with the reason."""
        if reason := self._find_obstacle(line, needs_actor):
            self.tally.leave_out(reason)
        else:
            yield from iter_dyads(line, self.codebook)

    def _find_obstacle(self, line: EventLine, needs_actor: bool) -> str | None:
        event = line.event
        if event.cameo is None:
            return "no CAMEO code for its type"
        if find_date(event) is None:
            return "no date, and the article has none either"
        if needs_actor and not event.actor:
            return "no actor"
        if not event.actor_codes and not event.recipient_codes:
            return "no actor or recipient with a code"
        return None
