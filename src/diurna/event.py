"""Joins the six answers into Events: the one place where they meet.

`what` says which act and where its two sides stand in the sentence; this module asks `who` those are, `sure` whether it
happened, `said` who says so, `when` and `where` for date and place, and settles what only the answers together decide:
a planned meeting is AGREE, an old event is history, an accusation told by one side about the other is no fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from diurna.codebook import Codebook
from diurna.codebook.patterns.load import Patterns
from diurna.records import (
    Actor,
    Article,
    Attribution,
    Certainty,
    DateSpan,
    Decision,
    Event,
    EventType,
    Parse,
    Sentence,
    Span,
)
from diurna.said import Saying, find_attribution
from diurna.sure.judge import CONDITION, REFUSAL, Judgement, judge_act
from diurna.sure.tables import SureTable
from diurna.what.acts import Act, find_acts
from diurna.when import EventDate, TimeMention, date_event
from diurna.where.event_place import EventPlace, place_event
from diurna.where.find import PlaceMention
from diurna.who import ActorIndex, ActorMention, actors_at, mentions_at

HISTORY = dt.timedelta(days=365)
"""Background more than a year before the article is history (codebook section 9)."""
NEWS = dt.timedelta(days=7)
"""What is older than this is not the news that a dateline is for."""


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


class _Sides(Struct, frozen=True):
    """Who acts and who is acted on."""

    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]


_SURE_ENOUGH = (Certainty.HAPPENED, Certainty.ONGOING)
_FORCE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.SANCTION))
# Told as their own observation: police, courts and the like report what others did without being a party to it.
_OBSERVERS = frozenset(("COP", "JUD", "MED", "JRN", "CVL", "NGO", "EDU", "REL", "SOC", "REF"))
_BORROWED = frozenset(("publication", "dateline"))
_OWN_CLAUSE = frozenset(("locative", "object"))
_PRIVATE = frozenset(("CVL", "UNK"))
_TRAVELLERS = frozenset(("CVL", "UNK", "EDU", "MED", "BUS", "AGR", "LAB", "REF", "CRM"))
# Those who are at home where they act, as a rule.
_AT_HOME = frozenset(("COP", "JUD", "LEG", "CVL", "LAB", "EDU", "AGR", "OPP", "REL", "MED", "CRM", "SOC"))
_FAVOURS = frozenset(
    (
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    )
)


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
    sides = _find_sides(sentence, act, reading, tables.patterns.classes)
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
    sides = _lend_country(sides, placed)
    saying = find_attribution(reading.sayings, sentence=sentence.index, trigger=trigger)
    attributed = _make_attribution(saying, reading.actors)
    claimants = tuple(actor for index in judged.claimants for actor in actors_at(reading.actors, sentence.index, index))
    if judged.certainty is Certainty.DENIED and attributed.speaker in claimants:
        attributed = Attribution()
    if judged.certainty is Certainty.ALLEGED and attributed.speaker is None and claimants:
        attributed = Attribution(
            speaker=claimants[0], source_span=claimants[0].span, cue_span=_span(sentence, judged.words)
        )
    certainty, certainty_by = _settle_certainty(act, sides, judged, dated, attributed, reading.article.published)
    if _is_idle(act, sides, judged, certainty):
        return None
    placed = _settle_place(placed, dated, certainty, reading.article.published)
    type_, mode, type_by = _settle_type(act, judged, certainty, tables.patterns)
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
        date=_settle_date(dated, certainty),
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


def _find_sides(sentence: Sentence, act: Act, reading: Reading, classes: Mapping[str, frozenset[str]]) -> _Sides | None:
    """The two sides; None where nobody is named who could be a side of a political event."""
    actors = reading.actors
    own = {sentence.tokens[index].start for index in act.words}
    acting = _choose(sentence, act.actors, actors, own)
    if act.joined:
        acting = _merge(acting, *(_resolve(sentence, tokens, actors, own) for tokens in act.joined))
    received = _without(_choose(sentence, act.recipients, actors, own), acting)
    if not any(actor.code is not None for actor in (*acting, *received)):
        return None
    # A noun names an act only beside somebody who does it: "the sanctions" alone is a topic.
    if act.noun and not any(actor.code for actor in acting):
        return None
    # "The accord with Pyongyang" names one side of two.
    if act.noun and act.joined and len(acting) < 2 and len(act.words) == 1:
        return None
    if act.type == EventType.PROTEST:
        # "Some 30,000 Georgians rallied": those who protest are civilians unless the text says otherwise.
        acting = tuple(actor if actor.sector or not actor.country else replace(actor, sector="CVL") for actor in acting)
    if _is_private(act, acting, received):
        return None
    if not acting and (act.type not in _FORCE or _is_done_by_a_thing(sentence, act, classes)):
        return None
    return _Sides(acting, received)


def _is_private(act: Act, acting: Sequence[Actor], received: Sequence[Actor]) -> bool:
    """Whether people without office deal with each other or travel: "a tourist visited Peru"."""
    if act.type in _FORCE:
        return False
    if act.type == EventType.CONSULT:
        return all(_is_nobody(actor, _TRAVELLERS) for actor in acting)
    return all(_is_nobody(actor, _PRIVATE) for actor in (*acting, *received))


def _is_nobody(actor: Actor, private: Collection[str]) -> bool:
    return actor.sector in private or actor.code is None


def _is_done_by_a_thing(sentence: Sentence, act: Act, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether the subject is neither actor nor weapon: "winds cut power", not "a bomb hit the base"."""
    subjects = [index for tokens in act.actors for index in tokens]
    weapons = frozenset().union(*(classes.get(name, frozenset()) for name in _WEAPONS))
    return bool(subjects) and not any(sentence.tokens[index].lemma.lower() in weapons for index in subjects)


_WEAPONS = ("weapon", "explosive", "missile", "artillery", "aircraft", "drone", "gun", "shot", "attack", "blade")


def _choose(
    sentence: Sentence, slots: Sequence[Sequence[int]], actors: ActorIndex, own: Collection[int]
) -> tuple[Actor, ...]:
    """The actors of the first slot that holds a known one, else of the first that holds any."""
    fallback: tuple[Actor, ...] = ()
    for tokens in slots:
        found = _resolve(sentence, tokens, actors, own)
        if any(actor.code is not None for actor in found):
            return found
        fallback = fallback or found
    return fallback


def _resolve(sentence: Sentence, tokens: Sequence[int], actors: ActorIndex, own: Collection[int]) -> tuple[Actor, ...]:
    """The actors at these tokens; the act's own words ("joint patrols") are no actor of it."""
    found = _merge(*(actors_at(actors, sentence.index, token) for token in tokens))
    return tuple(actor for actor in found if not any(actor.span.start <= start < actor.span.end for start in own))


def _merge(*groups: Sequence[Actor]) -> tuple[Actor, ...]:
    found: dict[tuple[object, ...], Actor] = {}
    for group in groups:
        for actor in group:
            found.setdefault(_identity(actor), actor)
    return tuple(found.values())


def _identity(actor: Actor) -> tuple[object, ...]:
    if actor.known_id is not None:
        return (actor.known_id, actor.sector)
    return (actor.name or actor.text.casefold(), actor.country, actor.sector)


def _without(actors: Sequence[Actor], others: Sequence[Actor]) -> tuple[Actor, ...]:
    taken = {_identity(other) for other in others}
    spans = {other.span for other in others}
    return tuple(actor for actor in actors if _identity(actor) not in taken and actor.span not in spans)


def _lend_country(sides: _Sides, placed: EventPlace) -> _Sides:
    """A side whose country the text does not say takes that of the place named in the act's own clause.

    "Bandits kidnapped pupils in Nigeria's Kaduna state": both are Nigerian. Soldiers and diplomats act abroad and get
    none.
    """
    country = placed.place.country if placed.place is not None and placed.by in _OWN_CLAUSE else None
    if country is None:
        return sides
    return _Sides(
        tuple(_with_country(actor, country) for actor in sides.actor),
        tuple(_with_country(actor, country) for actor in sides.recipient),
    )


def _with_country(actor: Actor, country: str) -> Actor:
    if actor.country is not None or actor.sector not in _AT_HOME or actor.known_id is not None:
        return actor
    return replace(actor, country=country)


def _make_attribution(saying: Saying | None, actors: ActorIndex) -> Attribution:
    if saying is None:
        return Attribution()
    speaker = None
    if saying.source_head is not None:
        found = actors_at(actors, *saying.source_head)
        speaker = found[0] if found else None
    return Attribution(speaker=speaker, source_span=saying.source, cue_span=saying.cue, content=saying.content)


def _settle_certainty(
    act: Act,
    sides: _Sides,
    judged: Judgement,
    dated: EventDate,
    attributed: Attribution,
    published: dt.date | None,
) -> tuple[Certainty, str]:
    """The certainty that the answers together give, and what decided it."""
    certainty, by = judged.certainty, judged.by
    if by == REFUSAL and act.type in _FAVOURS:
        return Certainty.HAPPENED, by
    if _is_warning(act, judged):
        return Certainty.THREATENED, by
    if certainty is Certainty.PLANNED and _is_history(dated, published):
        return Certainty.HISTORICAL, "date"
    if certainty in _SURE_ENOUGH:
        if _is_history(dated, published):
            return Certainty.HISTORICAL, "date"
        if _is_ahead(dated, published):
            return Certainty.PLANNED, "date"
        if act.type == EventType.THREATEN:
            return Certainty.THREATENED, "type"
        if act.type in _FORCE and _is_accusation(sides, attributed):
            return Certainty.ALLEGED, "attribution"
    return certainty, by


def _is_history(dated: EventDate, published: dt.date | None) -> bool:
    if published is None or dated.by in _BORROWED or dated.date is None or dated.date.end is None:
        return False
    return dated.date.end < published - HISTORY


def _is_ahead(dated: EventDate, published: dt.date | None) -> bool:
    if published is None or dated.by in _BORROWED or dated.date is None or dated.date.start is None:
        return False
    return dated.date.start > published


def _is_warning(act: Act, judged: Judgement) -> bool:
    """Whether harm is announced for the case that something happens: "if they attack, we will strike back"."""
    return judged.by == CONDITION and act.type in _FORCE and act.type != EventType.MOBILIZE


def _is_accusation(sides: _Sides, attributed: Attribution) -> bool:
    """Whether one party tells of another party's deed: neither the newspaper, an observer, nor the doer himself."""
    speaker = attributed.speaker
    if speaker is None or speaker.country is None or speaker.sector in _OBSERVERS:
        return False
    countries = {actor.country for actor in sides.actor if actor.country is not None}
    return bool(countries) and speaker.country not in countries


def _settle_type(act: Act, judged: Judgement, certainty: Certainty, patterns: Patterns) -> tuple[str, str | None, str]:
    """(type, mode, rule): talks to come are AGREE, and a favour that somebody will not do is REJECT."""
    if judged.by == REFUSAL and act.type in _FAVOURS:
        return EventType.REJECT, patterns.inner_modes.get((EventType.REJECT, act.type, None)), f"{act.rule}, {REFUSAL}"
    if certainty is Certainty.THREATENED and act.type in _FORCE:
        modes = patterns.inner_modes
        outer = EventType.THREATEN
        mode = modes.get((outer, act.type, act.mode)) or modes.get((outer, act.type, None))
        return outer, mode, f"{act.rule}, {judged.by}"
    if certainty is Certainty.PLANNED and act.type in patterns.future:
        return patterns.future[act.type], None, f"{act.rule}, future.tsv"
    return act.type, act.mode, act.rule


def _is_idle(act: Act, sides: _Sides, judged: Judgement, certainty: Certainty) -> bool:
    """Whether the act is only an aim or an omission, which nobody records: "to help rebuild", "failing to protect"."""
    if judged.by == "purpose":
        return act.type != EventType.CONSULT
    if judged.is_content or (act.type == EventType.REJECT and judged.by == "negation"):
        return True
    if act.type == EventType.ASSAULT and _is_figure(act, sides):
        return True
    if certainty is Certainty.DENIED and judged.by == "negation" and act.type in _FAVOURS and not sides.recipient:
        return True
    omitted = certainty is Certainty.DENIED and judged.by.startswith("embedding") and not judged.claimants
    return omitted and act.type in _FAVOURS


def _is_figure(act: Act, sides: _Sides) -> bool:
    """A politician who "attacks" or "kills" without any weapon and hits nobody does so in words."""
    return act.mode is None and not sides.recipient and all(_is_politician(actor) for actor in sides.actor)


def _is_politician(actor: Actor) -> bool:
    return actor.role is not None and actor.sector in ("GOV", "PTY", "LEG", "ELI", "OPP", None)


def _settle_place(placed: EventPlace, dated: EventDate, certainty: Certainty, published: dt.date | None) -> EventPlace:
    """A dateline tells where the news of the day happened, not a plan, a claim or something long ago."""
    if placed.by != "dateline":
        return placed
    begin = dated.date.start if dated.date is not None else None
    is_news = begin is not None and (published is None or begin >= published - NEWS)
    return placed if is_news and certainty in _SURE_ENOUGH else EventPlace(None, "none", None)


def _settle_date(dated: EventDate, certainty: Certainty) -> DateSpan | None:
    """A plan without a day of its own has no date; history never takes the day of publication."""
    if dated.by in _BORROWED and certainty in (Certainty.PLANNED, Certainty.HISTORICAL, Certainty.HYPOTHETICAL):
        return None
    return dated.date


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


def score_confidence(act: Act, sides: _Sides, certainty: Certainty) -> float:
    """How far to trust the event, from 0 to 1, by how narrow the row is and how well the sides are known.

    A plain score, not yet a calibrated probability.
    """
    score = 0.5 + 0.04 * min(act.specific, 5)
    score += 0.1 if any(actor.code for actor in sides.actor) else -0.15
    score += 0.1 if any(actor.code for actor in sides.recipient) or len(sides.actor) > 1 else 0.0
    score += 0.05 if act.mode else 0.0
    score -= 0.1 if act.noun else 0.0
    score -= 0.05 if certainty not in _SURE_ENOUGH else 0.0
    return round(max(0.05, min(score, 0.95)), 2)


def drop_aims(events: Sequence[Event]) -> list[Event]:
    """Without aims beside an act that the same sentence tells: "travelled to Seoul to meet the premier"."""
    kept = [event for event in events if _certainty_by(event) != "purpose"]
    return kept or list(events)


def _certainty_by(event: Event) -> str | None:
    return next((decision.by for decision in event.decided_by if decision.field == "certainty"), None)


def drop_repeats(events: Sequence[Event]) -> Iterator[Event]:
    """The events of one sentence without those that tell the same act again ("launched an attack", "the attack")."""
    seen: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (event.type, _codes(event.actor), _codes(event.recipient), event.certainty)
        earlier = seen.get(key)
        if earlier is not None and _may_be_same(earlier, event):
            if event.confidence > earlier.confidence:
                seen[key] = event
            continue
        seen[(*key, event.trigger) if earlier is not None else key] = event
    told = list(seen.values())
    # "sued Russia, alleging ...": the second tells less of the same.
    kept = [event for event in told if not any(_tells_more(other, event) for other in told if other is not event)]
    yield from sorted(kept, key=lambda event: event.trigger)


def _tells_more(event: Event, other: Event) -> bool:
    """Whether an event is the other with somebody named to whom it was done."""
    same = (event.type, event.certainty, _codes(event.actor)) == (other.type, other.certainty, _codes(other.actor))
    same_mode = event.mode == other.mode or other.mode is None
    return same and same_mode and bool(event.recipient) and not other.recipient


def _may_be_same(one: Event, other: Event) -> bool:
    modes = {event.mode for event in (one, other)} - {None}
    days = {(event.date.start, event.date.end) for event in (one, other) if event.date is not None}
    return len(modes) < 2 and len(days) < 2


def _codes(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.code or actor.text.casefold() for actor in actors)


def _span(sentence: Sentence, words: Sequence[int]) -> Span | None:
    if not words:
        return None
    return Span(sentence.tokens[min(words)].start, sentence.tokens[max(words)].end)


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
