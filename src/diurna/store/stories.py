"""How many mentions, outlets and documents stand behind one row of an export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.store.dyads import Dyad, iter_dyads, make_number
from diurna.store.query import EventLine


class Coverage(Struct, frozen=True):
    """Mentions, outlets and documents of one row."""

    mentions: int = 1
    sources: int = 1
    documents: int = 1


class Stories(Struct, frozen=True):
    """Which event belongs to which story, and what stands behind each row. Empty: every event is its own story."""

    of: Mapping[str, str] = {}
    coverage: Mapping[int, Coverage] = {}
    sizes: Mapping[str, int] = {}
    """How many of the events belong to each story."""

    def size(self, event_id: str) -> int | None:
        """How many events tell the story of this one; `None` if stories are not known."""
        return self.sizes.get(self.of[event_id]) if event_id in self.of else None

    def number(self, dyad: Dyad) -> int:
        """The number of a row: equal for all events of one story that say the same of the same two actors."""
        event = dyad.line.event
        story = self.of.get(event.id)
        if story is None:
            return make_number(f"{event.id}:{dyad.number}" if dyad.number else event.id)
        pair = [_key(cell.code, cell.name or cell.text) if cell else "" for cell in (dyad.source, dyad.target)]
        return make_number("|".join([story, *pair, dyad.cameo.cameo]))

    def behind(self, number: int) -> Coverage:
        """What stands behind the row with this number."""
        return self.coverage.get(number, Coverage())


def count_stories(of: Mapping[str, str], lines: Iterable[EventLine], codebook: Codebook) -> Stories:
    """Stories with their coverage: one pass over the events that will be written."""
    stories = Stories(of)
    mentions: dict[int, int] = {}
    sources: dict[int, set[str | None]] = {}
    documents: dict[int, set[str]] = {}
    sizes: dict[str, int] = {}
    for line in lines:
        if line.event.id not in of:
            continue
        story = of[line.event.id]
        sizes[story] = sizes.get(story, 0) + 1
        for number in {stories.number(dyad) for dyad in iter_dyads(line, codebook)}:
            mentions[number] = mentions.get(number, 0) + 1
            sources.setdefault(number, set()).add(line.article.publisher)
            documents.setdefault(number, set()).add(line.article.id)
    return Stories(
        of,
        {number: Coverage(count, len(sources[number]), len(documents[number])) for number, count in mentions.items()},
        sizes,
    )


def _key(code: str | None, name: str | None) -> str:
    return code or name or ""
