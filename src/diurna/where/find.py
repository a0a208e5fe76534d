"""Which places does an article name, and where on the map are they?

`find_places` recognises names and adjectives of places and resolves them together, so that each helps with the others.
It does not decide where an event happened: that is `event_place.py`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from diurna.records import Parse, Place, Sentence, Span
from diurna.where.containers import Toponym
from diurna.where.dateline import Dateline, find_dateline
from diurna.where.found import Found, find_head
from diurna.where.gazetteer import Gazetteer
from diurna.where.recognise import recognise_places
from diurna.where.resolve import Resolution, resolve_toponyms

_DOUBTFUL = 0.3


class PlaceMention(Struct, frozen=True):
    """A place as a sentence names it: tokens `first` up to, but not including, `last`.

    `place` is None where the words name a place that the gazetteer does not know.
    """

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    place: Place | None
    kind: Literal["name", "adjective"]
    dateline: bool = False
    """Whether it stands at the head of the article: "REYKJAVIK, May 19 (Reuters) -"."""


def find_places(parse: Parse, *, gazetteer: Gazetteer, home: str | None = None) -> tuple[PlaceMention, ...]:
    """Every place that the article names, in reading order. `home` is the publisher's country (ISO alpha-3)."""
    dateline = find_dateline(parse, gazetteer=gazetteer)
    found = [
        (sentence.index, one)
        for sentence in parse.sentences
        for one in recognise_places(sentence, parse.text, gazetteer, known=_known_in(sentence, dateline))
    ]
    toponyms = [_make_toponym(parse, number, one) for number, one in found]
    resolutions = resolve_toponyms(toponyms, text=parse.text, home=home)
    setting = _find_setting(found, resolutions)
    mentions = (
        _make_mention(number, one, toponym, resolution, gazetteer)
        for (number, one), toponym, resolution in zip(found, toponyms, resolutions, strict=True)
        if one.shown and (one.sure or _fits(resolution, setting))
    )
    return tuple(mentions)


def _find_setting(found: list[tuple[int, Found]], resolutions: tuple[Resolution, ...]) -> frozenset[str]:
    """The countries in which the article's undoubted places lie."""
    return frozenset(
        resolution.candidate.country
        for (_, one), resolution in zip(found, resolutions, strict=True)
        if one.sure and one.shown and resolution.candidate is not None and resolution.candidate.country
    )


def _known_in(sentence: Sentence, dateline: Dateline | None) -> dict[int, Found]:
    if dateline is None or dateline.sentence != sentence.index:
        return {}
    first, last = dateline.first, dateline.last
    known = {
        first: Found(first, last, find_head(sentence, first, last), dateline.candidates, "name", "P", dateline=True)
    }
    if dateline.region is not None:
        start, end, candidates = dateline.region
        known[start] = Found(start, end, find_head(sentence, start, end), candidates, "name")
    return known


def _make_toponym(parse: Parse, number: int, found: Found) -> Toponym:
    tokens = parse.sentences[number].tokens
    span = Span(tokens[found.first].start, tokens[found.last - 1].end)
    return Toponym(span, span.of(parse.text), found.candidates, found.wanted)


def _fits(resolution: Resolution, setting: frozenset[str]) -> bool:
    """Whether a name that only the gazetteer takes for a place lies in a country that the article is about."""
    candidate = resolution.candidate
    return candidate is not None and resolution.confidence > _DOUBTFUL and candidate.country in setting


def _make_mention(
    number: int, found: Found, toponym: Toponym, resolution: Resolution, gazetteer: Gazetteer
) -> PlaceMention:
    place = None
    if resolution.candidate is not None:
        others = tuple(one.id for one in resolution.alternatives if one.id is not None)
        place = gazetteer.make_place(
            resolution.candidate, span=toponym.span, confidence=resolution.confidence, alternatives=others
        )
    kind: Literal["name", "adjective"] = "adjective" if found.kind == "adjective" else "name"
    return PlaceMention(number, found.first, found.last, found.head, toponym.span, place, kind, found.dateline)
