"""What the folders found in one article, and the tables with which it is joined."""

from __future__ import annotations

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.codebook.patterns.load import Patterns
from diurna.language.listener import Soundings
from diurna.records import Article, Parse
from diurna.said import Saying
from diurna.sure.tables import SureTable
from diurna.when import TimeMention
from diurna.where.find import PlaceMention
from diurna.who import ActorIndex, ActorMention


class Reading(Struct, frozen=True):
    """What the folders found in one article, before it is joined."""

    article: Article
    parse: Parse
    mentions: tuple[ActorMention, ...]
    actors: ActorIndex
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    sayings: tuple[Saying, ...]
    soundings: Soundings = Soundings()
    """What the listening head made of every word; empty where no head has listened."""
    alone: str | None = None
    """The only country of which the text speaks, if there is one."""


class Tables(Struct, frozen=True):
    """The tables that joining needs."""

    codebook: Codebook
    patterns: Patterns
    sure: SureTable
