"""Joins sayings with actors into Quotes: who said what, to whom, and about whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from hashlib import blake2b
from itertools import islice

from diurna.event import Reading
from diurna.records import Actor, Quote, Span
from diurna.said import Saying
from diurna.who import actors_at


def join_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Every saying of the article as a quote, in reading order."""
    known = [mention.actor for mention in reading.mentions if mention.actor.code is not None]
    known.sort(key=lambda actor: actor.span)
    return tuple(_join(saying, reading, known) for saying in reading.sayings)


def _join(saying: Saying, reading: Reading, known: Sequence[Actor]) -> Quote:
    speakers = actors_at(reading.actors, *saying.source_head) if saying.source_head is not None else ()
    addressees = actors_at(reading.actors, *saying.addressee_head) if saying.addressee_head is not None else ()
    speaker = speakers[0] if speakers else None
    return Quote(
        id=make_quote_id(reading.article.id, saying.content, saying.cue),
        article_id=reading.article.id,
        kind=saying.kind,
        content=saying.content,
        source_span=saying.source,
        cue_span=saying.cue,
        speaker=speaker,
        addressee=addressees[0] if addressees else None,
        about=_find_topics(saying.content, speaker, known),
        stance=None,
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


def make_quote_id(article_id: str, content: tuple[Span, ...], cue: Span | None) -> str:
    """Twenty hexadecimal digits from the article and the place of the words and of their cue in it."""
    spans = (*content, cue) if cue is not None else content
    key = article_id + "".join(f"|{span.start}-{span.end}" for span in spans)
    return blake2b(key.encode(), digest_size=10).hexdigest()
