"""Joins the six answers into Events: the one place where they meet.

`what` says which act and where its two sides stand in the sentence; this module asks `who` those are, `sure` whether it
happened, `said` who says so, `when` and `where` for date and place, and has settled what only all of them decide.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.codebook.patterns.load import Patterns
from diurna.event.kinds import SURE_ENOUGH
from diurna.event.repeats import drop_aims, drop_repeats
from diurna.event.settle import is_idle, settle_certainty, settle_date, settle_place, settle_type
from diurna.event.sides import Sides, find_sides, lend_country
from diurna.language.tree import span_of
from diurna.records import Article, Attribution, Certainty, Decision, Event, Parse, Sentence, Span
from diurna.said import Saying, find_attribution
from diurna.sure.judge import Judgement, judge_act
from diurna.sure.tables import SureTable
from diurna.what.acts import Act, find_acts
from diurna.when import EventDate, TimeMention, date_event
from diurna.where.event_place import EventPlace, place_event
from diurna.where.find import PlaceMention
from diurna.who import ActorIndex, ActorMention, actors_at, mentions_at


class Reading(Struct, frozen=True):
    """What the folders found in one article, before it is joined."""

    article: Article
    parse: Parse
    mentions: tuple[ActorMention, ...]
    actors: ActorIndex
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    sayings: tuple[Saying, ...]


class Tables(Struct, frozen=True):
    """The tables that joining needs."""

    codebook: Codebook
    patterns: Patterns
    sure: SureTable


def join_events(reading: Reading, tables: Tables) -> tuple[Event, ...]:
    """Every event of the article in reading order, none of them twice."""
    events: list[Event] = []
    for sentence in reading.parse.sentences:
        acts = find_acts(
            sentence,
            patterns=tables.patterns,
            is_actor=partial(_is_actor, reading.actors, sentence.index),
        )
        found = [event for act in acts if (event := _join_act(sentence, act, reading, tables)) is not None]
        events.extend(drop_repeats(drop_aims(found)))
    return tuple(events)


def _is_actor(actors: ActorIndex, sentence: int, token: int) -> bool:
    return bool(mentions_at(actors, sentence, token))


def _join_act(sentence: Sentence, act: Act, reading: Reading, tables: Tables) -> Event | None:
    sides = find_sides(sentence, act, reading.actors, tables.patterns.classes)
    if sides is None:
        return None
    trigger = sentence.tokens[act.trigger].span
    judged = judge_act(sentence, act.trigger, words=act.words, table=tables.sure)
    dated = date_event(
        sentence, act.trigger, times=reading.times, parse=reading.parse, published=reading.article.published
    )
    placed = place_event(sentence, act.trigger, places=reading.places)
    if placed.mention is not None and placed.mention.kind == "adjective" and placed.by != "locative":
        # A Russian airstrike need not happen in Russia.
        placed = EventPlace(None, "none", None)
    sides = lend_country(sides, placed)
    saying = find_attribution(reading.sayings, sentence=sentence.index, trigger=trigger)
    attributed = _make_attribution(saying, reading.actors)
    claimants = tuple(actor for index in judged.claimants for actor in actors_at(reading.actors, sentence.index, index))
    if judged.certainty is Certainty.DENIED and attributed.speaker in claimants:
        attributed = Attribution()
    if judged.certainty is Certainty.ALLEGED and attributed.speaker is None and claimants:
        attributed = Attribution(
            speaker=claimants[0],
            source_span=claimants[0].span,
            cue_span=span_of(sentence, judged.words) if judged.words else None,
        )
    certainty, certainty_by = settle_certainty(act, sides, judged, dated, attributed, reading.article.published)
    if is_idle(act, sides, judged, certainty):
        return None
    placed = settle_place(placed, sides, dated, certainty, reading.article.published)
    type_, mode, type_by = settle_type(act, judged, certainty, tables.patterns)
    evidence = find_evidence(sentence, act)
    return Event(
        id=make_event_id(reading.article.id, type_, mode, trigger),
        article_id=reading.article.id,
        sentence=sentence.index,
        type=type_,
        mode=mode,
        contexts=act.contexts,
        actor=sides.actor,
        recipient=sides.recipient,
        date=settle_date(dated, certainty),
        place=placed.place,
        certainty=certainty,
        attributed_to=attributed,
        denied_by=claimants if judged.certainty is Certainty.DENIED else (),
        due=dated.due,
        evidence=evidence,
        trigger=trigger,
        intensity=tables.codebook.intensity(type_, mode),
        confidence=score_confidence(act, sides, certainty),
        decided_by=_list_decisions(sentence, act, mode, type_by, judged, certainty_by, dated, placed, saying),
    )


def _make_attribution(saying: Saying | None, actors: ActorIndex) -> Attribution:
    if saying is None:
        return Attribution()
    speaker = None
    if saying.source_head is not None:
        found = actors_at(actors, *saying.source_head)
        speaker = found[0] if found else None
    return Attribution(speaker=speaker, source_span=saying.source, cue_span=saying.cue, content=saying.content)


def find_evidence(sentence: Sentence, act: Act) -> tuple[Span, ...]:
    """The words of the act's clause as spans, joined where only white space or nothing stands between them."""
    kept = list(act.clause)
    while kept and sentence.tokens[kept[0]].upos == "PUNCT":
        kept.pop(0)
    while kept and sentence.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    kept = kept or [act.trigger]
    spans: list[Span] = []
    for index in kept:
        token = sentence.tokens[index]
        if spans and kept.count(index) and index > 0 and sentence.tokens[index - 1].end == spans[-1].end:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(token.span)
    return tuple(spans)


def make_event_id(article_id: str, type_: str, mode: str | None, trigger: Span) -> str:
    """Twenty hexadecimal digits from the article, the act and its trigger: the same text gives the same id."""
    key = f"{article_id}|{type_}|{mode or ''}|{trigger.start}|{trigger.end}"
    return blake2b(key.encode(), digest_size=10).hexdigest()


def score_confidence(act: Act, sides: Sides, certainty: Certainty) -> float:
    """How far to trust the event, from 0 to 1, by how narrow the row is and how well the sides are known.

    A plain score, not yet a calibrated probability.
    """
    score = 0.5 + 0.04 * min(act.specific, 5)
    score += 0.1 if any(actor.code for actor in sides.actor) else -0.15
    score += 0.1 if any(actor.code for actor in sides.recipient) or len(sides.actor) > 1 else 0.0
    score += 0.05 if act.mode else 0.0
    score -= 0.1 if act.noun else 0.0
    score -= 0.05 if certainty not in SURE_ENOUGH else 0.0
    return round(max(0.05, min(score, 0.95)), 2)


def _list_decisions(
    sentence: Sentence,
    act: Act,
    mode: str | None,
    type_by: str,
    judged: Judgement,
    certainty_by: str,
    dated: EventDate,
    placed: EventPlace,
    saying: Saying | None,
) -> tuple[Decision, ...]:
    """Which rule filled each field, with the words it looked at."""
    words = tuple(sentence.tokens[index].span for index in act.words)
    found = [Decision(field="type", by=type_by, spans=words)]
    if mode is not None:
        by = (act.mode_rule or act.rule) if mode == act.mode else "inner_modes.tsv"
        found.append(Decision(field="mode", by=by, spans=words))
    judged_words = tuple(sentence.tokens[index].span for index in judged.words)
    if certainty_by == "date" and dated.mention is not None:
        judged_words = (dated.mention.span,)
    elif certainty_by == "attribution" and saying is not None and saying.cue is not None:
        judged_words = (saying.cue,)
    found.append(Decision(field="certainty", by=certainty_by, spans=judged_words))
    date_words = (dated.mention.span,) if dated.mention is not None else ()
    if dated.date is not None or dated.due is not None:
        found.append(Decision(field="date", by=dated.by, spans=date_words))
    if placed.place is not None:
        place_words = (placed.mention.span,) if placed.mention is not None else ()
        found.append(Decision(field="place", by=placed.by, spans=place_words))
    if saying is not None:
        cue = (saying.cue,) if saying.cue is not None else ()
        found.append(Decision(field="attributed_to", by=f"said: {saying.cue_lemma or 'quotation'}", spans=cue))
    return tuple(found)
