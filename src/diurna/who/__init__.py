"""Which actors are named: country, sector, role; and whom "he" means. Not who does what: that is `event`."""

from diurna.who.find import find_actors
from diurna.who.index import ActorIndex, actors_at, index_actors, mentions_at
from diurna.who.mention import ActorMention, MentionKind
from diurna.who.text import resolve_phrase

__all__ = [
    "ActorIndex",
    "ActorMention",
    "MentionKind",
    "actors_at",
    "find_actors",
    "index_actors",
    "mentions_at",
    "resolve_phrase",
]
