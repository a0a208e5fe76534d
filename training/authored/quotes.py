"""Short articles in which everything that somebody says, thinks or wants is marked, nested words too.

`quotes.schema.json` beside this module says the same for other programs; `validate_quotes` checks both.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct

from diurna.records import QuoteKind, Stance
from training.authored.spans import Pair, iter_records

FOLDER = Path(__file__).parent


class GoldQuote(Struct, frozen=True, forbid_unknown_fields=True):
    """Words, beliefs or intentions that the text gives to somebody."""

    id: str
    """Its number in the article."""
    content: tuple[Pair, ...]
    """In reading order; several parts where a cue or a source stands between them."""
    kind: QuoteKind
    source: tuple[Pair, ...] = ()
    """One part; none where the text names nobody there: passives, a quotation that goes on."""
    cue: tuple[Pair, ...] = ()
    """One part; none where only quotation marks signal the words."""
    addressee_span: tuple[Pair, ...] = ()
    """One part; it lies in the content where the addressee is to do something: "urged [both sides] to stop"."""
    speaker: str | None = None
    """Who it is, as a reader of the whole article knows."""
    code: str | None = None
    """Country and sectors of the speaker, "USA.GOV"; several speakers are parted by "; "."""
    medium: Pair | None = None
    occasion: Pair | None = None
    addressee: str | None = None
    stance: Stance | None = None
    about: tuple[str, ...] = ()
    """Countries and international organisations that the words are about."""
    nested: bool = False
    """Whether it is told inside the words of another."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each speaker."""
        return tuple(self.code.split("; ")) if self.code else ()


class GoldArticle(Struct, frozen=True, forbid_unknown_fields=True):
    """A short article with all its attributions."""

    id: str
    text: str
    published: dt.date
    hard: tuple[str, ...]
    """What is hard about it; "clean" where marks and wording are as they should be."""
    attributions: tuple[GoldQuote, ...]
    place: str | None = None
    """Of the dateline, or where it plays."""


def load_quotes(part: str, folder: Path = FOLDER) -> list[GoldArticle]:
    """The articles of a part, "train" or "heldout"."""
    return list(iter_records(folder / f"quotes.{part}.jsonl", GoldArticle))
