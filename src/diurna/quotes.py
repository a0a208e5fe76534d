"""Joins sayings with actors, places and issues into Quotes: who said what, how, to whom, and about whom and what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from msgspec import Struct

from diurna.codebook.patterns.load import Patterns
from diurna.event import Reading
from diurna.records import Actor, Place, Quote, Sentence, Span
from diurna.said import Saying
from diurna.said.media import Media
from diurna.said.medium import find_circumstances
from diurna.said.saying import find_holder
from diurna.said.stance import find_stance
from diurna.said.stances import StanceTable
from diurna.what.modes import find_contexts
from diurna.who import actors_at


class QuoteTables(Struct, frozen=True):
    """The tables that quotes need beside those of the sayings."""

    stances: StanceTable
    media: Media
    patterns: Patterns


def join_quotes(reading: Reading, tables: QuoteTables) -> tuple[Quote, ...]:
    """Every saying of the article as a quote, in reading order."""
    known = [mention.actor for mention in reading.mentions if mention.actor.code is not None]
    known.sort(key=lambda actor: actor.span)
    places = sorted(
        (mention.place for mention in reading.places if mention.place is not None and mention.kind == "name"),
        key=_find_place_start,
    )
    return tuple(_join(saying, reading, tables, known, places) for saying in reading.sayings)


def _find_place_start(place: Place) -> int:
    return place.span.start if place.span is not None else -1


def _join(
    saying: Saying, reading: Reading, tables: QuoteTables, known: Sequence[Actor], places: Sequence[Place]
) -> Quote:
    speakers = actors_at(reading.actors, *saying.source_head) if saying.source_head is not None else ()
    addressees = actors_at(reading.actors, *saying.addressee_head) if saying.addressee_head is not None else ()
    speaker = speakers[0] if speakers else None
    article = reading.article.id
    sentence = reading.parse.sentences[saying.sentence]
    medium, occasion = find_circumstances(saying, sentence, tables.media)
    holder = find_holder(saying, reading.sayings)
    return Quote(
        id=make_quote_id(article, saying.content, saying.cue),
        article_id=article,
        kind=saying.kind,
        content=saying.content,
        source_span=saying.source,
        cue_span=saying.cue,
        speaker=speaker,
        addressee=addressees[0] if addressees else None,
        about=_find_topics(saying.content, speaker, known),
        places=_find_places(saying.content, places),
        contexts=_find_issues(saying, reading, tables.patterns),
        stance=find_stance(saying, reading.parse, tables.stances),
        negated=saying.negated,
        medium=medium,
        occasion=occasion,
        within=None if holder is None else make_quote_id(article, holder.content, holder.cue),
    )


def _find_topics(content: tuple[Span, ...], speaker: Actor | None, known: Sequence[Actor]) -> tuple[Actor, ...]:
    """The known actors, sorted by place, that the words name, the speaker aside, each once."""
    found: dict[tuple[str | None, str | None], Actor] = {}
    for span in content:
        begin = bisect_left(known, span.start, key=lambda actor: actor.span.start)
        for actor in islice(known, begin, None):
            if actor.span.start >= span.end:
                break
            if actor.span.end <= span.end and (speaker is None or actor.code != speaker.code):
                found.setdefault((actor.code, actor.name), actor)
    return tuple(found.values())


def _find_places(content: tuple[Span, ...], places: Sequence[Place]) -> tuple[Place, ...]:
    """The places, sorted as they stand, that the words name, each once."""
    found: dict[tuple[str, int | None], Place] = {}
    for span in content:
        begin = bisect_left(places, span.start, key=_find_place_start)
        for place in islice(places, begin, None):
            if place.span is None or place.span.start >= span.end:
                break
            if place.span.end <= span.end:
                found.setdefault((place.name, place.geonames_id), place)
    return tuple(found.values())


def _find_issues(saying: Saying, reading: Reading, patterns: Patterns) -> tuple[str, ...]:
    """The codebook's contexts of the words said."""
    found: dict[str, None] = {}
    for sentence in _iter_sentences(saying, reading.parse.sentences):
        inside = [token.index for token in sentence.tokens if any(span.covers(token.span) for span in saying.content)]
        found |= dict.fromkeys(find_contexts(sentence, inside, patterns.contexts))
    return tuple(found)


def _iter_sentences(saying: Saying, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences that the words said reach into, each once."""
    seen: set[int] = set()
    for span in saying.content:
        first = bisect_left(sentences, span.start, key=lambda sentence: sentence.end - 1)
        for sentence in islice(sentences, first, None):
            if sentence.start >= span.end:
                break
            if sentence.index not in seen:
                seen.add(sentence.index)
                yield sentence


def make_quote_id(article_id: str, content: tuple[Span, ...], cue: Span | None) -> str:
    """Twenty hexadecimal digits from the article and the place of the words and of their cue in it."""
    spans = (*content, cue) if cue is not None else content
    key = article_id + "".join(f"|{span.start}-{span.end}" for span in spans)
    return blake2b(key.encode(), digest_size=10).hexdigest()
