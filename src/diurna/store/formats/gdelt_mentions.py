"""GDELT 2.0 mentions: 16 columns, tab separated, no header. Here our offsets survive GDELT's format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from diurna.store.citing import cite, find_first_seen, find_outlet
from diurna.store.context import Context
from diurna.store.dyads import Dyad
from diurna.store.query import EventLine
from diurna.store.tsv import write_row

COLUMNS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
"""The 16 columns in order."""

_WEB, _CITATION = 1, 2
_ABSENT = -1
"""GDELT's offset of an actor whom the text does not name."""


def write_gdelt_mentions(lines: Iterable[EventLine], out: TextIO, context: Context) -> None:
    """One row for each mention of each row of the events file."""
    first_seen: dict[int, str | None] = {}
    for line in lines:
        for dyad in context.dyads(line):
            number = context.stories.number(dyad)
            seen = find_first_seen(line)
            moment = f"{seen:%Y%m%d%H%M%S}" if seen else None
            begun = first_seen.setdefault(number, moment) if line.event.id in context.stories.of else moment
            write_row(out, make_cells(dyad, number, begun, moment), missing="")
            context.tally.rows += 1


def make_cells(dyad: Dyad, number: int, begun: str | None, moment: str | None) -> tuple[object, ...]:
    """The 16 cells of one row."""
    article, event = dyad.line.article, dyad.line.event
    return (
        number,
        begun,
        moment,
        _WEB if article.url else _CITATION,
        find_outlet(article),
        cite(article),
        event.sentence + 1,
        dyad.source.start if dyad.source else _ABSENT,
        dyad.target.start if dyad.target else _ABSENT,
        event.trigger_start,
        1,
        round(event.confidence * 100),
        article.text_length,
        None,
        None if article.language == "en" else f"srclc:{article.language};eng:",
        None,
    )
