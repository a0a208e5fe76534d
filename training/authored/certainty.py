"""Sentences in which predicates are marked with how sure the text is of them, and with the words that decide it.

`certainty.schema.json` beside this module says the same for other programs; `validate_certainty` checks both.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct

from diurna.records import Certainty
from training.authored.spans import Pair, iter_records

FOLDER = Path(__file__).parent


class GoldCase(Struct, frozen=True, forbid_unknown_fields=True):
    """One predicate: a verb, or a noun or adjective that tells an act or a state."""

    span: Pair
    """One word."""
    certainty: Certainty
    words: tuple[Pair, ...] = ()
    """What decides it; none where the plain tense does."""
    by: tuple[Pair, ...] = ()
    """Whose word it is: who says, plans, threatens or denies; none for the newspaper itself."""
    denied_by: tuple[Pair, ...] = ()
    """Who says that it is not so, beside whoever says that it is."""


class GoldPassage(Struct, frozen=True, forbid_unknown_fields=True):
    """One or two sentences with some of their predicates."""

    id: str
    text: str
    published: dt.date
    cases: tuple[GoldCase, ...]
    """In reading order."""


def load_certainty(part: str, folder: Path = FOLDER) -> list[GoldPassage]:
    """The passages of a part, "train" or "heldout"."""
    return list(iter_records(folder / f"certainty.{part}.jsonl", GoldPassage))
