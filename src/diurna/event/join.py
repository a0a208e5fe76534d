"""Joins the six answers into Events: the one place where they meet.

`what` says which act and where its two sides stand in the sentence; `draft` asks `who` those are, `sure` whether it
happened, `said` who says so, `when` and `where` for date and place; `decide` weighs the tables' type against the typing
head's; this module makes the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diurna.event.agenda import find_agenda, find_due
from diurna.event.decide import HEAD, RETYPE, Decided, decide, find_best, may_be_event, overrules
from diurna.event.denials import add_denials
from diurna.event.draft import Draft, draft_act
from diurna.event.outcome import make_event_id, rename_events
from diurna.event.point import choose_sides
from diurna.event.propose import Proposal, propose_events
from diurna.event.reading import Reading, Tables
from diurna.event.repeats import drop_aims, drop_repeats
from diurna.event.settle import settle_date
from diurna.language.states import States
from diurna.language.typist import Typist, Verdict
from diurna.records import Certainty, Decision, Event, Sentence, Span


def join_events(
    reading: Reading, tables: Tables, *, states: tuple[States, ...] = (), typist: Typist | None = None
) -> tuple[Event, ...]:
    """Every event of the article in reading order, none of them twice.

    `states` belong to the sentences of the parse; without them, or without a typist, the tables alone decide.
    """
    events: list[Event] = []
    head = typist if states else None
    for sentence in reading.parse.sentences:
        proposals = propose_events(sentence, reading, tables, openly=head is not None)
        verdicts: Sequence[Verdict | None] = [None] * len(proposals)
        if head is not None:
            verdicts = head.score(states[sentence.index], [proposal.candidate for proposal in proposals])
        found = []
        for proposal, own in zip(proposals, verdicts, strict=True):
            # What a user's own row says, no head overrules.
            verdict = None if proposal.act.given else own
            draft = _draft(sentence, proposal, verdict, reading, tables)
            if draft is not None:
                found.append(_make_event(sentence, draft, decide(draft, verdict), reading, tables))
        told = drop_aims(found)
        events.extend(drop_repeats([*rename_events(told, tables.codebook)] if tables.codebook.outcomes else told))
    return tuple(add_denials(events, reading))


def _draft(
    sentence: Sentence, proposal: Proposal, verdict: Verdict | None, reading: Reading, tables: Tables
) -> Draft | None:
    """What a proposal comes to; None where it is no event."""
    act, sides = proposal.act, proposal.sides
    if verdict is None:
        return draft_act(sentence, act, sides, reading, tables) if sides is not None else None
    if not may_be_event(verdict, known=act.type is not None):
        return None
    best, chance = find_best(verdict)
    typed = act if act.type is not None else replace(act, type=best)
    chosen = choose_sides(sentence, typed, sides, verdict, reading.actors)
    draft = draft_act(sentence, typed, chosen, reading, tables) if chosen is not None else None
    doubted = draft is None and chosen is None and best != typed.type and chance >= RETYPE
    if doubted or (draft is not None and overrules(draft, verdict)):
        # Another type may have another certainty and other sides: what was praise and is a threat has not happened.
        rule = draft.type_by if draft is not None else act.rule
        retyped = replace(act, type=best, mode=None, mode_rule=None, rule=f"{HEAD}, not {rule}")
        chosen = choose_sides(sentence, retyped, sides, verdict, reading.actors)
        return draft_act(sentence, retyped, chosen, reading, tables) if chosen is not None else None
    return draft


def _make_event(sentence: Sentence, draft: Draft, decided: Decided, reading: Reading, tables: Tables) -> Event:
    article = reading.article
    trigger = sentence.tokens[draft.act.trigger].span
    due = find_due(draft.told.dated, draft.told.certainty)
    return Event(
        id=make_event_id(article.id, decided.type, decided.mode, trigger),
        article_id=article.id,
        sentence=sentence.index,
        type=decided.type,
        mode=decided.mode,
        contexts=draft.act.contexts,
        actor=draft.sides.actor,
        recipient=draft.sides.recipient,
        date=settle_date(draft.told.dated, draft.told.certainty),
        place=draft.placed.place,
        certainty=draft.told.certainty,
        attributed_to=draft.told.attributed,
        denied_by=draft.told.claimants if draft.told.certainty is Certainty.DENIED else (),
        due=due,
        agenda=find_agenda(due),
        evidence=find_evidence(sentence, draft.act.clause, draft.act.trigger),
        trigger=trigger,
        intensity=tables.codebook.intensity(decided.type, decided.mode),
        confidence=decided.confidence,
        decided_by=tuple(_iter_decisions(sentence, draft, decided)),
    )


def find_evidence(sentence: Sentence, clause: tuple[int, ...], trigger: int) -> tuple[Span, ...]:
    """The words of an act's clause as spans, joined where only white space or nothing stands between them."""
    kept = list(clause)
    while kept and sentence.tokens[kept[0]].upos == "PUNCT":
        kept.pop(0)
    while kept and sentence.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    spans: list[Span] = []
    for index in kept or [trigger]:
        token = sentence.tokens[index]
        if spans and index > 0 and sentence.tokens[index - 1].end == spans[-1].end:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(token.span)
    return tuple(spans)


def _iter_decisions(sentence: Sentence, draft: Draft, decided: Decided) -> Iterator[Decision]:
    """Which rule or head filled each field, with the words it looked at."""
    words = tuple(sentence.tokens[index].span for index in draft.act.words)
    yield Decision(field="type", by=decided.type_by, spans=words)
    if decided.mode is not None and decided.mode_by is not None:
        yield Decision(field="mode", by=decided.mode_by, spans=words)
    yield from draft.lent
    yield Decision(field="certainty", by=draft.told.by, spans=_find_certainty_words(sentence, draft))
    if draft.told.dated.date is not None or draft.told.dated.due is not None:
        date_words = (draft.told.dated.mention.span,) if draft.told.dated.mention is not None else ()
        yield Decision(field="date", by=draft.told.dated.by, spans=date_words)
    if draft.placed.place is not None:
        place_words = (draft.placed.mention.span,) if draft.placed.mention is not None else ()
        yield Decision(field="place", by=draft.placed.by, spans=place_words)
    if draft.told.saying is not None:
        cue = (draft.told.saying.cue,) if draft.told.saying.cue is not None else ()
        yield Decision(field="attributed_to", by=f"said: {draft.told.saying.cue_lemma or 'quotation'}", spans=cue)


def _find_certainty_words(sentence: Sentence, draft: Draft) -> tuple[Span, ...]:
    if draft.told.by == "date" and draft.told.dated.mention is not None:
        return (draft.told.dated.mention.span,)
    if draft.told.by == "attribution" and draft.told.saying is not None and draft.told.saying.cue is not None:
        return (draft.told.saying.cue,)
    return tuple(sentence.tokens[index].span for index in draft.told.judged.words)
