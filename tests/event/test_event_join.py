"""Events from the tables' acts and a typing head's verdicts: what is kept, dropped, retyped and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from diurna.event import Tables, join_events
from diurna.event.decide import FIND, HEAD
from diurna.event.decide import KEEP as KEEP_EVENT
from diurna.event.join import find_evidence
from diurna.language.typist import Candidate, Verdict
from diurna.records import Certainty, Decision, Event, Span
from event.event_texts import Head, forget, load_tables, make_states, make_verdict, parse, read, stand, with_patterns
from stored import get_sentence, load_parses

PRAISE = "Norway praised Denmark."


def point(text: str, actor: str, recipient: str) -> Callable[..., Verdict]:
    """Verdicts on the first sentence of a text whose sides stand at some words."""
    sentence = parse(text).sentences[0]
    acting, undergoing = (stand(sentence, words.split()) for words in (actor, recipient))

    def verdict(modes: dict[tuple[str, str], float] | None = None, **chances: float) -> Verdict:
        return make_verdict(chances, modes=modes, acting=acting, undergoing=undergoing)

    return verdict


def join(*sentences: str, head: Head | Verdict | None = None, tables: Tables | None = None) -> tuple[Event, ...]:
    """The events of a text; a verdict is a head that says so of everything."""
    reading = read(*sentences)
    typist = Head(lambda _: head) if isinstance(head, Verdict) else head
    states = tuple(make_states(sentence) for sentence in reading.parse.sentences)
    return join_events(reading, tables or load_tables(), states=states, typist=typist)


def find_by(event: Event, field: str) -> str | None:
    """What decided a field of an event."""
    return next((decision.by for decision in event.decided_by if decision.field == field), None)


def codes(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [actor.code for actor in event.actor], [actor.code for actor in event.recipient]


PRAISED = point(PRAISE, "Norway", "Denmark")


def test_without_a_head_the_tables_decide() -> None:
    (event,) = join(PRAISE)
    assert (event.type, *codes(event)) == ("SUPPORT", ["NORGOV"], ["DNKGOV"])
    assert (find_by(event, "type") or "").startswith("verbs.cooperation.tsv:")


def test_a_parser_without_states_leaves_the_head_nothing_to_read() -> None:
    head = Head(lambda _: PRAISED())
    reading = read(PRAISE)
    assert join_events(reading, load_tables(), typist=head) == join(PRAISE)
    assert head.asked == []


def test_the_head_keeps_an_event_and_says_how_sure_it_is() -> None:
    (event,) = join(PRAISE, head=PRAISED(SUPPORT=0.9))
    (alone,) = join(PRAISE)
    assert event.confidence == 0.9
    assert replace(event, confidence=alone.confidence) == alone


@pytest.mark.parametrize(("chance", "kept"), [(0.0, False), (KEEP_EVENT - 0.01, False), (KEEP_EVENT + 0.01, True)])
def test_the_head_drops_what_is_no_event(chance: float, kept: bool) -> None:
    assert bool(join(PRAISE, head=PRAISED(SUPPORT=chance))) == kept


def test_the_head_gives_an_event_another_type() -> None:
    (event,) = join(PRAISE, head=PRAISED(CONSULT=0.8, modes={("CONSULT", "visit"): 0.9}))
    (alone,) = join(PRAISE)
    assert (event.type, event.mode, event.confidence) == ("CONSULT", "visit", 0.8)
    assert find_by(event, "type") == f"{HEAD}, not {find_by(alone, 'type')}"
    assert find_by(event, "mode") == HEAD
    assert event.intensity == load_tables().codebook.intensity("CONSULT", "visit")
    assert event.id != alone.id


@pytest.mark.parametrize(("chance", "found"), [(FIND, True), (FIND - 0.01, False)])
def test_the_head_finds_an_act_that_no_row_knows(chance: float, found: bool) -> None:
    events = join(
        PRAISE, head=PRAISED(SUPPORT=chance, AID=(1 - chance) / 2, CONSULT=(1 - chance) / 2), tables=forget("praise")
    )
    assert [(event.type, *codes(event)) for event in events] == [("SUPPORT", ["NORGOV"], ["DNKGOV"])] * found
    assert [find_by(event, "type") for event in events] == [HEAD] * found


def test_an_act_that_no_row_knows_is_nothing_to_the_tables_alone() -> None:
    assert join(PRAISE, tables=forget("praise")) == ()


def test_what_the_head_finds_has_words_for_it() -> None:
    (event,) = join(PRAISE, head=PRAISED(SUPPORT=0.9), tables=forget("praise"))
    assert event.trigger.of(PRAISE) == "praised"
    assert [span.of(PRAISE) for span in event.evidence] == ["Norway praised Denmark"]
    assert Decision(field="type", by=HEAD, spans=(event.trigger,)) in event.decided_by


@pytest.mark.parametrize(
    ("actor", "recipient", "sides"),
    [
        ("Norway", "", (["NORGOV"], [])),
        ("Denmark", "Norway", (["DNKGOV"], ["NORGOV"])),
        ("Norway Denmark", "", (["NORGOV", "DNKGOV"], [])),
    ],
)
def test_the_head_moves_the_sides(actor: str, recipient: str, sides: tuple[list[str], list[str]]) -> None:
    (event,) = join(PRAISE, head=point(PRAISE, actor, recipient)(SUPPORT=0.9))
    assert codes(event) == sides


@pytest.mark.parametrize(("actor", "recipient"), [("", ""), ("", "Denmark")])
def test_without_an_actor_a_favour_is_no_event(actor: str, recipient: str) -> None:
    assert join(PRAISE, head=point(PRAISE, actor, recipient)(SUPPORT=0.9)) == ()


def test_the_head_finds_sides_where_no_row_looks() -> None:
    text = "Paris condemned the attack."

    def answer(candidate: Candidate) -> Verdict:
        is_attack = candidate.trigger == (3,)
        return point(text, "Paris", "")(**{"ASSAULT" if is_attack else "ACCUSE": 0.9})

    assert [event.type for event in join(text)] == ["ACCUSE"]
    assert [event.type for event in join(text, head=Head(answer))] == ["ACCUSE", "ASSAULT"]


@pytest.mark.parametrize(
    ("actor", "recipient", "chances"),
    [
        ("Norway", "Denmark", {}),
        ("Norway", "Denmark", {"ASSAULT": 0.99}),
        ("Denmark", "Norway", {"SUPPORT": 0.9}),
    ],
)
def test_what_a_users_own_row_says_no_head_overrules(actor: str, recipient: str, chances: dict[str, float]) -> None:
    verdict = point(PRAISE, actor, recipient)(**chances)
    patterns = load_tables().patterns
    rows = frozenset(row.where for row in patterns.verbs["praise"])
    tables = with_patterns(replace(patterns, given=rows))
    assert join(PRAISE, head=verdict, tables=tables) == join(PRAISE)


def test_every_sentence_is_read_once_with_its_own_states() -> None:
    head = Head(lambda _: PRAISED(SUPPORT=0.9))
    join("Shares fell.", PRAISE, "Norway will outwit Denmark.", head=head)
    asked = [candidates for _, candidates in head.asked if candidates]
    assert [[candidate.trigger for candidate in candidates] for candidates in asked] == [[(1,)], [(2,)]]
    rows = [len(states.tokens) for states, candidates in head.asked if candidates]
    assert rows == [1 + 4, 1 + 5]


def test_all_acts_of_a_sentence_are_asked_together() -> None:
    text = "Ankara closed the border and arrested two mayors."
    head = Head(lambda _: point(text, "Ankara", "mayors")(COERCE=0.9))
    join(text, head=head)
    ((_, candidates),) = head.asked
    assert [candidate.trigger for candidate in candidates] == [(1,), (5,)]


def test_each_act_gets_its_own_verdict() -> None:
    text = "Ankara closed the border and arrested two mayors."
    verdict = point(text, "Ankara", "mayors")
    head = Head(lambda candidate: verdict(COERCE=0.7) if candidate.trigger == (5,) else verdict())
    (event,) = join(text, head=head)
    assert (event.trigger.of(text), event.confidence) == ("arrested", 0.7)


# Certainty and type are decided together: what the codebook says of both must hold for what the head says, too.


@pytest.mark.parametrize("forgotten", [(), ("praise",)], ids=["retyped", "found"])
def test_a_threat_that_the_head_reads_never_happened(forgotten: tuple[str, ...]) -> None:
    (event,) = join(PRAISE, head=PRAISED(THREATEN=0.9), tables=forget(*forgotten))
    assert (event.type, event.certainty) == ("THREATEN", Certainty.THREATENED)


def test_talks_to_come_that_the_head_finds_are_an_agreement() -> None:
    text = "Norway will outwit Denmark."
    (event,) = join(text, head=point(text, "Norway", "Denmark")(CONSULT=0.9), tables=forget("outwit"))
    assert event.certainty is Certainty.PLANNED
    assert (event.type, find_by(event, "type")) == ("AGREE", f"{HEAD}, future.tsv")


@pytest.mark.parametrize(
    ("text", "event_type", "actor", "recipient", "is_event"),
    [
        # what was force and is a favour needs somebody who does it
        pytest.param(
            "Prague expelled 18 Russian diplomats.",
            "AID",
            "",
            "diplomats",
            False,
        ),
        ("Prague expelled 18 Russian diplomats.", "COERCE", "", "diplomats", True),
        # ... and what was a favour and is force does not
        pytest.param(
            PRAISE,
            "ASSAULT",
            "",
            "Denmark",
            True,
        ),
        (PRAISE, "AID", "", "Denmark", False),
    ],
)
def test_the_sides_must_do_for_the_type_that_the_head_gives(
    text: str, event_type: str, actor: str, recipient: str, is_event: bool
) -> None:
    events = join(text, head=point(text, actor, recipient)(**{event_type: 0.9}))
    assert [event.type for event in events] == [event_type] * is_event


# Laws.


@st.composite
def heads(draw: st.DrawFn, text: str) -> Head:
    """A head that says anything of anybody, but says the same of the same act."""
    sentence = parse(text).sentences[0]
    types = list(load_tables().codebook.types)
    words = [token.text for token in sentence.tokens]
    answers: dict[tuple[int, ...], Verdict] = {}

    def answer(candidate: Candidate) -> Verdict:
        if candidate.trigger not in answers:
            sides = [stand(sentence, draw(st.lists(st.sampled_from(words), max_size=4))) for _ in range(2)]
            chances = {draw(st.sampled_from(types)): draw(st.floats(0, 1))}
            answers[candidate.trigger] = make_verdict(chances, acting=sides[0], undergoing=sides[1])
        return answers[candidate.trigger]

    return Head(answer)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), text=st.sampled_from(sorted(load_parses())))
def test_whatever_the_head_says_events_are_in_order(data: st.DataObject, text: str) -> None:
    head = data.draw(heads(text))
    book = load_tables().codebook
    events = join(text, head=head)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.type in book.types
        assert event.mode is None or event.mode in book.modes[event.type]
        assert 0 <= event.confidence <= 1
        assert event.evidence
        assert any(span.overlaps(event.trigger) for span in event.evidence)
        assert not {actor.span for actor in event.actor} & {actor.span for actor in event.recipient}
        assert any(actor.code for actor in (*event.actor, *event.recipient))
        assert {"type", "certainty"} <= {decision.field for decision in event.decided_by}
        assert (event.mode is None) == (find_by(event, "mode") is None)
    assert join(text, head=head) == events


@pytest.mark.parametrize("text", sorted(load_parses()))
def test_a_head_that_believes_in_nothing_leaves_nothing(text: str) -> None:
    assert join(text, head=make_verdict({})) == ()


# The words of an event.


@pytest.mark.parametrize(
    ("text", "clause", "evidence"),
    [
        # white space between two tokens does not part them; the full stop is not evidence
        (PRAISE, (0, 1, 2, 3), ["Norway praised Denmark"]),
        (PRAISE, (1, 2), ["praised Denmark"]),
        # words left out part them
        (PRAISE, (0, 2), ["Norway", "Denmark"]),
        # at the least the trigger
        (PRAISE, (), ["praised"]),
        (PRAISE, (3,), ["praised"]),
        # no white space at all
        ("Russia's annexation of Crimea was condemned.", (0, 1, 2, 3, 4), ["Russia's annexation of Crimea"]),
        ("The troops that attacked the rebels fled.", (0, 1, 6, 7), ["The troops", "fled"]),
    ],
)
def test_evidence_is_the_clause_without_its_edges(text: str, clause: tuple[int, ...], evidence: list[str]) -> None:
    spans = find_evidence(parse(text).sentences[0], clause, 1)
    assert [span.of(text) for span in spans] == evidence


@settings(deadline=None)
@given(data=st.data(), text=st.sampled_from(sorted(load_parses())))
def test_evidence_is_never_empty_and_never_twice(data: st.DataObject, text: str) -> None:
    sentence = get_sentence(text)
    words = st.integers(0, len(sentence.tokens) - 1)
    clause = tuple(sorted(data.draw(st.sets(words))))
    spans = find_evidence(sentence, clause, data.draw(words))
    assert spans
    assert list(spans) == sorted(spans)
    assert not any(one.overlaps(other) for one in spans for other in spans if one is not other)
    assert all(sentence.span.covers(Span(span.start, span.end)) for span in spans)
