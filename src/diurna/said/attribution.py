"""Who tells us of an event: the saying whose content holds the word that names it."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.records import Span
from diurna.said.saying import Saying

TELLING = frozenset(
    ("say", "claim", "deny", "believe", "know", "expect", "warn", "promise", "show", "seem", "feel", "accuse")
)
"""Classes of cues that assert what stands in their content.

Whoever wants, plans or backs an act does not tell us of it.
"""


def find_attribution(sayings: Sequence[Saying], *, sentence: int, trigger: Span) -> Saying | None:
    """The innermost saying that tells of the event, or None when the newspaper itself does.

    A trigger that is itself a cue ("condemned") is told by whoever tells of the condemning.
    """
    found: Saying | None = None
    least = 0
    for saying in sayings:
        if saying.cue_class not in TELLING or (saying.cue is not None and saying.cue.overlaps(trigger)):
            continue
        if not any(span.covers(trigger) for span in saying.content):
            continue
        length = sum(span.end - span.start for span in saying.content)
        if found is None or length < least:
            found, least = saying, length
    return found
