"""The place at the head of a report: "REYKJAVIK, May 19 (Reuters) -", "Goma, DR Congo: ", "KABUL —".

A dateline says where the reporter wrote. It is the last resort for where an event was, and the first word on what the
article is about.
"""

from __future__ import annotations

import re

from msgspec import Struct

from diurna.records import Parse, Sentence
from diurna.where.candidate import Candidate
from diurna.where.gazetteer import Gazetteer

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}\ {_MONTH})(?:,?\ \d{{4}})?"
_SHAPE = re.compile(
    rf"""(?P<place>[A-ZÀ-Þ][\w.'’-]*(?:[ -](?:[A-ZÀ-Þ][\w.'’-]*|de|del|do|da|la|al|el|of)){{0,3}})
    (?:\ *[,/]\ *(?!{_DATE})(?P<region>[A-ZÀ-Þ][\w.'’-]*(?:\ [A-ZÀ-Þ][\w.'’-]*){{0,3}}))?
    (?P<date>,?\ *{_DATE})?
    (?P<agency>,?\ *(?:\([A-Z][\w .&,/'’-]{{1,40}}\)|/[A-Z][\w. ]{{1,25}}/))?
    \s*(?P<end>--?-?|[–—:])\s""",
    re.VERBOSE,
)
_PARAGRAPHS = 4
_WRITTEN_AS = {"UNITED NATIONS": "UN headquarters"}


class Dateline(Struct, frozen=True):
    """Tokens `first` up to `last` of a sentence name the place; `region` does the same for "Fla." behind it."""

    sentence: int
    first: int
    last: int
    candidates: tuple[Candidate, ...]
    region: tuple[int, int, tuple[Candidate, ...]] | None = None


def find_dateline(parse: Parse, *, gazetteer: Gazetteer) -> Dateline | None:
    """The dateline of an article, looked for at the head of its first paragraphs."""
    seen = -1
    for sentence in parse.sentences:
        if sentence.paragraph == seen:
            continue
        seen = sentence.paragraph
        if seen >= _PARAGRAPHS:
            return None
        found = read_dateline(sentence, parse.text, gazetteer)
        if found is not None:
            return found
    return None


def read_dateline(sentence: Sentence, text: str, gazetteer: Gazetteer) -> Dateline | None:
    """The dateline with which a sentence begins.

    In small letters it needs a date or an agency: "Moscow - a city of contrasts" is none.
    """
    match = _SHAPE.match(text, sentence.start, min(len(text), sentence.start + 140))
    if match is None:
        return None
    shouted = match["place"].isupper() and len(match["place"]) > 2
    if not shouted and not match["date"] and not match["agency"]:
        return None
    candidates = gazetteer.lookup(_WRITTEN_AS.get(match["place"], match["place"]))
    tokens = _tokens_between(sentence, *match.span("place"))
    if not candidates or tokens is None:
        return None
    region = None
    if match["region"]:
        known = gazetteer.lookup_short(match["region"]) or gazetteer.lookup(match["region"])
        where = _tokens_between(sentence, *match.span("region"))
        if known and where is not None:
            region = (*where, known)
    return Dateline(sentence.index, *tokens, candidates, region)


def _tokens_between(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    inside = [token.index for token in sentence.tokens if start <= token.start and token.end <= end]
    return (inside[0], inside[-1] + 1) if inside else None
