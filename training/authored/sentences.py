"""The gold sentences as records: what a careful coder writes down about each.

`schema.json` beside this module says the same for other programs; `validate` checks both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from training.authored.spans import Pair, iter_records

FOLDER = Path(__file__).parent
TRAIN, HELD_OUT = "train", "heldout"
PARTS = (TRAIN, HELD_OUT)
"""The held-out fifth is for measuring only; nothing is trained or tuned on it."""


class GoldActor(Struct, frozen=True, forbid_unknown_fields=True):
    """One who acts or is acted on."""

    span: Pair
    country: str | None = None
    sectors: tuple[str, ...] = ()


class GoldEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """One event of a sentence, coded by the codebook."""

    type: str
    trigger: Pair
    certainty: str
    actor: tuple[GoldActor, ...] = ()
    recipient: tuple[GoldActor, ...] = ()
    """Empty in reciprocal events, whose sides all stand in `actor`."""
    mode: str | None = None
    date: Pair | None = None
    place: Pair | None = None
    says: Pair | None = None
    """Who reports it in the text; `None` when the newspaper itself does."""
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    """The narrowest CAMEO code, in the sentences that were written by it."""


class GoldSentence(Struct, frozen=True, forbid_unknown_fields=True):
    """One or two sentences of news prose with all their events; none where nothing is to be coded."""

    id: str
    text: str
    published: dt.date
    register: str
    events: tuple[GoldEvent, ...] = ()
    note: str | None = None


def load_sentences(part: str, folder: Path = FOLDER) -> list[GoldSentence]:
    """The gold sentences of a part, "train" or "heldout"."""
    return list(iter_sentences(folder / f"{part}.jsonl"))


def iter_sentences(path: Path) -> Iterator[GoldSentence]:
    """The gold sentences of a file. Raises ValueError with file and line for one that does not fit the schema."""
    return iter_records(path, GoldSentence)
