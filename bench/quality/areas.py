"""The areas of the quality table by name. The coder is loaded once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bench.quality.certainty import score_certainty, score_factuality
from bench.quality.events import score_events
from bench.quality.gold import score_gold
from bench.quality.language import score_language
from bench.quality.places import score_places
from bench.quality.quotes import score_quotes
from bench.quality.said import score_own_quotes, score_said
from bench.quality.times import score_times
from bench.quality.typing import score_typing
from bench.quality.who import score_who
from diurna.coder import Coder, load
from diurna.language.reader import load_reader


@cache
def get_coder() -> Coder:
    """The coder with the shipped model."""
    return load()


AREAS: dict[str, Callable[[], dict[str, float]]] = {
    "language": lambda: score_language(load_reader()),
    "events": lambda: score_events(get_coder()),
    "gold": lambda: score_gold(get_coder()),
    "typing": lambda: score_typing(get_coder()),
    "who": lambda: score_who(get_coder()),
    "when": lambda: score_times(get_coder()),
    "where": lambda: score_places(get_coder()),
    "said": lambda: score_quotes(get_coder()),
    "quotes": lambda: score_said(get_coder()),
    "gold-quotes": lambda: score_own_quotes(get_coder()),
    "factuality": lambda: score_factuality(get_coder()),
    "gold-certainty": lambda: score_certainty(get_coder()),
}
