"""Did it happen, who says so, and when: the answers that belong to one word that tells something, act or not."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from diurna.event.kinds import SURE_ENOUGH
from diurna.event.reading import Reading, Tables
from diurna.event.settle import is_ahead, is_history, settle_certainty
from diurna.event.sides import Sides
from diurna.language.listener import Told
from diurna.language.tree import span_of
from diurna.records import Actor, Attribution, Certainty, Sentence
from diurna.said import Saying, find_attribution
from diurna.sure.judge import Judgement, judge_act
from diurna.sure.sureness import Sureness
from diurna.when import EventDate, date_event
from diurna.who import ActorIndex, actors_at

_SETTLED = frozenset(("type",))
"""What decides a certainty whatever the listening head hears: a threat is a threat."""
OVERRULE = 0.7
"""The head overrules the rules about an event from this probability on."""
HEAD = "listening head"
"""What is said to have decided where the head overrules the rules."""
_SCALE = {
    Certainty.HAPPENED: 3.0,
    Certainty.HISTORICAL: 3.0,
    Certainty.ONGOING: 2.5,
    Certainty.ALLEGED: 1.5,
    Certainty.HYPOTHETICAL: -1.0,
    Certainty.PLANNED: -1.5,
    Certainty.THREATENED: -1.5,
    Certainty.DENIED: -2.5,
}
"""Factuality of what the rules alone have judged."""


class Assessment(Struct, frozen=True):
    """How sure one thing is, when it was, and who says so."""

    judged: Judgement
    certainty: Certainty
    by: str
    """What decided the certainty."""
    dated: EventDate
    saying: Saying | None
    attributed: Attribution
    claimants: tuple[Actor, ...]
    told: Told | None = None
    """What the rules alone made of it."""


def assess(
    sentence: Sentence,
    trigger: int,
    reading: Reading,
    tables: Tables,
    *,
    words: tuple[int, ...],
    kind: str | None,
    sides: Sides,
) -> Assessment:
    """The assessment of an act: its trigger, all its words, its type and its sides."""
    published = reading.article.published
    judged = judge_act(sentence, trigger, words=words, table=tables.sure)
    dated = date_event(sentence, trigger, times=reading.times, parse=reading.parse, published=published)
    saying = find_attribution(reading.sayings, sentence=sentence.index, trigger=sentence.tokens[trigger].span)
    claimants = tuple(actor for index in judged.claimants for actor in actors_at(reading.actors, sentence.index, index))
    attributed = _attribute(sentence, saying, judged, claimants, reading.actors)
    tellers = claimants or ((attributed.speaker,) if attributed.speaker is not None else ())
    if judged.certainty is Certainty.ALLEGED and tellers and all(one.sector == "JRN" for one in tellers):
        # A news agency that reports does not allege.
        judged = replace(judged, certainty=Certainty.HAPPENED)
    certainty, by = settle_certainty(kind, sides, judged, dated, attributed, published)
    if kind is None and saying is not None and certainty in SURE_ENOUGH:
        certainty, by = Certainty.ALLEGED, "attribution"
    told = make_told(certainty, saying, dated, published)
    certainty, by = _listen(sentence, trigger, reading, told, by, kind=kind)
    return Assessment(judged, certainty, by, dated, saying, attributed, claimants, told)


def make_told(certainty: Certainty, saying: Saying | None, dated: EventDate, published: dt.date | None) -> Told:
    """What the rules make of something, for the listening head."""
    return Told(
        certainty=certainty,
        by_somebody=saying is not None,
        past=is_history(dated, published),
        ahead=is_ahead(dated, published),
    )


def assess_plainly(sentence: Sentence, token: int, reading: Reading, tables: Tables) -> Assessment:
    """The assessment of what one word tells, whether or not that is an act of the codebook."""
    return assess(sentence, token, reading, tables, words=(token,), kind=None, sides=Sides((), ()))


def assess_word(sentence: Sentence, token: int, reading: Reading, tables: Tables) -> Sureness:
    """How sure the text is of what one word tells, whether or not that is an event of the codebook."""
    told = assess_plainly(sentence, token, reading, tables)
    heard = reading.soundings.find(sentence.index, token)
    factuality = _SCALE[told.certainty] if heard is None else float(heard[0].factuality[heard[1]])
    return Sureness(certainty=told.certainty, factuality=factuality)


def _listen(
    sentence: Sentence, trigger: int, reading: Reading, told: Told, by: str, *, kind: str | None
) -> tuple[Certainty, str]:
    """The certainty that rules and listening head give together, and what decided it."""
    chances = None if by in _SETTLED else reading.soundings.judge(sentence.index, trigger, told)
    if chances is None:
        return told.certainty, by
    best = max(chances, key=lambda certainty: chances[certainty])
    if best is Certainty.ALLEGED and kind is not None and told.by_somebody and told.certainty in SURE_ENOUGH:
        # Somebody tells it, but the rules know that he is an observer or tells of his own deed.
        return told.certainty, by
    if best is told.certainty or chances[best] < (OVERRULE if kind is not None else 0.0):
        return told.certainty, by
    return best, f"{HEAD}, not {by}"


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
