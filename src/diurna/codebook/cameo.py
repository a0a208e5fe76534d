"""From PLOVER back to CAMEO: the code that a data set of the older kind would give an event.

One PLOVER type is many CAMEO codes, so the rows of `cameo_back.tsv` look at the mode, the contexts, who acts and the
words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Protocol

from diurna.codebook.book import BackRule, Codebook

PLOVER = "plover"
"""`Decision.field` of the PLOVER type behind an event whose type a user's codebook renamed, merged or added."""


class Deciding(Protocol):
    """A decision about a field of an event, in a record or in a row."""

    @property
    def field(self) -> str:
        """The field."""

    @property
    def by(self) -> str:
        """What decided it."""


def find_plover_type(event_type: str, decisions: Iterable[Deciding]) -> str:
    """The PLOVER type behind an event: its own type, unless a user's codebook gave it that.

    What an event keeps of it is enough for the exports: they do not need the user's file.
    """
    return next((decision.by for decision in decisions if decision.field == PLOVER), event_type)


def find_cameo(
    codebook: Codebook,
    event_type: str,
    *,
    mode: str | None = None,
    contexts: Collection[str] = (),
    sectors: Collection[str] = (),
    trigger: str = "",
    evidence: str = "",
) -> str | None:
    """The nearest CAMEO code, a string of three or four digits; `None` for a type that CAMEO has no row for.

    `sectors` are those of the actors. `trigger` and `evidence` are the event's words: without them "praised" and
    "signed" are both 050. A visit is 042, from the visitor to the host; the other direction is 043.
    """
    for rule in codebook.back.get(event_type, ()):
        if _fits(rule, mode, contexts, sectors, trigger, evidence):
            return rule.code
    return None


def _fits(
    rule: BackRule,
    mode: str | None,
    contexts: Collection[str],
    sectors: Collection[str],
    trigger: str,
    evidence: str,
) -> bool:
    return (
        (rule.mode is None or rule.mode == mode)
        and all(context in contexts for context in rule.contexts)
        and (not rule.actors or any(sector in sectors for sector in rule.actors))
        and (rule.words is None or has_words(trigger, rule.words))
        and (rule.near is None or has_words(evidence, rule.near))
    )


def is_reciprocal(codebook: Codebook, event_type: str, *, trigger: str) -> bool:
    """Whether several actors with no recipient did it to each other: "met" and "clashed", but not "marched"."""
    entry = codebook.types.get(event_type)
    if entry is None or not entry.reciprocal:
        return False
    return entry.reciprocal == "always" or has_words(trigger, entry.reciprocal)


def has_words(text: str, words: str) -> bool:
    """Whether one of the words stands in the text. "|" separates alternatives, "*" ends a stem."""
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    alternatives = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words.split("|"))
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)
