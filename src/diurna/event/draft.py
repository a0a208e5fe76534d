"""One act with the six answers about it, before it is decided whether it is an event and of which type."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from diurna.codebook import Codebook
from diurna.codebook.patterns.load import Patterns
from diurna.event.home import lend_country
from diurna.event.settle import is_idle, settle_certainty, settle_place, settle_type
from diurna.event.sides import Sides
from diurna.language.tree import span_of
from diurna.records import Actor, Article, Attribution, Certainty, Decision, Parse, Sentence
from diurna.said import Saying, find_attribution
from diurna.sure.judge import Judgement, judge_act
from diurna.sure.tables import SureTable
from diurna.what.acts import Act
from diurna.when import EventDate, TimeMention, date_event
from diurna.where.event_place import EventPlace, place_event
from diurna.where.find import PlaceMention
from diurna.who import ActorIndex, ActorMention, actors_at


class Reading(Struct, frozen=True):
    """What the folders found in one article, before it is joined."""

    article: Article
    parse: Parse
    mentions: tuple[ActorMention, ...]
    actors: ActorIndex
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    sayings: tuple[Saying, ...]
    alone: str | None = None
    """The only country of which the text speaks, if there is one."""


class Tables(Struct, frozen=True):
    """The tables that joining needs."""

    codebook: Codebook
    patterns: Patterns
    sure: SureTable


class Draft(Struct, frozen=True):
    """An act with its sides, certainty, date, place and speaker, and the type that the tables give it."""

    act: Act
    type: str
    mode: str | None
    type_by: str
    sides: Sides
    judged: Judgement
    certainty: Certainty
    certainty_by: str
    dated: EventDate
    placed: EventPlace
    saying: Saying | None
    attributed: Attribution
    claimants: tuple[Actor, ...]
    lent: tuple[Decision, ...] = ()
    """Where a side has its country from, if its own words do not say."""


def draft_act(sentence: Sentence, act: Act, sides: Sides, reading: Reading, tables: Tables) -> Draft | None:
    """The six answers about one act; None where the act is a mere aim or omission."""
    trigger = sentence.tokens[act.trigger].span
    judged = judge_act(sentence, act.trigger, words=act.words, table=tables.sure)
    dated = date_event(
        sentence, act.trigger, times=reading.times, parse=reading.parse, published=reading.article.published
    )
    placed = place_event(sentence, act.trigger, places=reading.places)
    if placed.mention is not None and placed.mention.kind == "adjective" and placed.by != "locative":
        # A Russian airstrike need not happen in Russia.
        placed = EventPlace(None, "none", None)
    sides, lent = lend_country(sides, act.kind, placed, reading.alone)
    saying = find_attribution(reading.sayings, sentence=sentence.index, trigger=trigger)
    claimants = tuple(actor for index in judged.claimants for actor in actors_at(reading.actors, sentence.index, index))
    if judged.certainty is Certainty.ALLEGED and claimants and all(one.sector == "JRN" for one in claimants):
        # A news agency that reports does not allege.
        judged = replace(judged, certainty=Certainty.HAPPENED)
    attributed = _attribute(sentence, saying, judged, claimants, reading.actors)
    certainty, certainty_by = settle_certainty(act, sides, judged, dated, attributed, reading.article.published)
    if is_idle(act, sides, judged, certainty):
        return None
    type_, mode, type_by = settle_type(act, judged, certainty, tables.patterns)
    return Draft(
        act=act,
        type=type_,
        mode=mode,
        type_by=type_by,
        sides=sides,
        judged=judged,
        certainty=certainty,
        certainty_by=certainty_by,
        dated=dated,
        placed=settle_place(placed, sides, dated, certainty, reading.article.published),
        saying=saying,
        attributed=attributed,
        claimants=claimants,
        lent=lent,
    )


def _attribute(
    sentence: Sentence, saying: Saying | None, judged: Judgement, claimants: tuple[Actor, ...], actors: ActorIndex
) -> Attribution:
    """Who says so: whoever the sentence quotes, else whoever is said to claim it; a denier does not claim."""
    attributed = _read_saying(saying, actors)
    if judged.certainty is Certainty.DENIED and attributed.speaker in claimants:
        return Attribution()
    if judged.certainty is Certainty.ALLEGED and attributed.speaker is None and claimants:
        return Attribution(
            speaker=claimants[0],
            source_span=claimants[0].span,
            cue_span=span_of(sentence, judged.words) if judged.words else None,
        )
    return attributed


def _read_saying(saying: Saying | None, actors: ActorIndex) -> Attribution:
    if saying is None:
        return Attribution()
    speaker = None
    if saying.source_head is not None:
        found = actors_at(actors, *saying.source_head)
        speaker = found[0] if found else None
    return Attribution(speaker=speaker, source_span=saying.source, cue_span=saying.cue, content=saying.content)
