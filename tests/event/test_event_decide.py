"""Tables and typing head together: who has the last word about type, mode and confidence?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from diurna.codebook import load_codebook
from diurna.event.assess import Assessment
from diurna.event.decide import (
    FIND,
    HEAD,
    KEEP,
    NAME_MODE,
    RETYPE,
    decide,
    find_best,
    find_mode,
    may_be_event,
    overrules,
    score_alone,
)
from diurna.event.draft import Draft
from diurna.event.sides import Sides
from diurna.language.typist import NO_EVENT, Verdict
from diurna.records import Actor, Attribution, Certainty, Span
from diurna.sure.judge import Judgement
from diurna.what.acts import Act
from diurna.when import EventDate
from diurna.where.event_place import EventPlace
from event.event_texts import make_verdict

NORWAY = Actor(text="Norway", span=Span(0, 6), country="NOR", sector="GOV")
DENMARK = Actor(text="Denmark", span=Span(16, 23), country="DNK", sector="GOV")
STRANGER = Actor(text="the group", span=Span(30, 39))
BOTH = Sides((NORWAY,), (DENMARK,))
TYPES = list(load_codebook().types)
ACT = Act(
    trigger=1,
    words=(1,),
    clause=(0, 1, 2),
    type="ASSAULT",
    mode="aerial",
    contexts=(),
    actors=((0,),),
    recipients=((2,),),
    joined=(),
    rule="verbs.tsv:7",
    noun=False,
)


def make_draft(
    event_type: str = "ASSAULT",
    mode: str | None = "aerial",
    *,
    act: Act = ACT,
    sides: Sides = BOTH,
    certainty: Certainty = Certainty.HAPPENED,
) -> Draft:
    """What the tables make of "Norway bombed Denmark", or of what the arguments say."""
    return Draft(
        act=act,
        type=event_type,
        mode=mode,
        type_by="verbs.tsv:7",
        sides=sides,
        told=Assessment(
            judged=Judgement(certainty, "tense"),
            certainty=certainty,
            by="tense",
            dated=EventDate(date=None, due=None, by="none", mention=None),
            saying=None,
            attributed=Attribution(),
            claimants=(),
        ),
        placed=EventPlace(None, "none", None),
    )


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """Any division of certainty among the types."""
    weights = draw(st.lists(st.integers(0, 100), min_size=len(TYPES) + 1, max_size=len(TYPES) + 1).filter(any))
    chances = [weight / sum(weights) for weight in weights]
    modes = {("ASSAULT", "aerial"): draw(st.floats(0, 1)), ("ASSAULT", "firearms"): draw(st.floats(0, 1))}
    trusts = dict(zip(TYPES, draw(st.lists(st.floats(0, 1), min_size=len(TYPES), max_size=len(TYPES))), strict=True))
    return make_verdict(dict(zip([*TYPES, NO_EVENT], chances, strict=True)), trusts=trusts, modes=modes)


# Where the head has nothing to say.


def test_without_a_head_the_tables_decide() -> None:
    draft = make_draft()
    decided = decide(draft, None)
    assert (decided.type, decided.mode, decided.type_by) == ("ASSAULT", "aerial", "verbs.tsv:7")
    assert decided.confidence == score_alone(draft)


def test_a_type_of_the_users_own_is_out_of_its_reach() -> None:
    draft = make_draft("CYBER", None)
    assert decide(draft, make_verdict({"ASSAULT": 0.99})) == decide(draft, None)


# Where both speak of the same type.


def test_both_agree_and_the_head_says_how_sure_it_is() -> None:
    decided = decide(make_draft(), make_verdict({"ASSAULT": 0.95}, trusts={"ASSAULT": 0.8412}))
    assert (decided.type, decided.type_by, decided.confidence) == ("ASSAULT", "verbs.tsv:7", 0.841)


@pytest.mark.parametrize(
    ("row", "settled", "best", "sure_of"),
    [
        ("ASSAULT", "ASSAULT", "ASSAULT", "ASSAULT"),
        # talks to come are AGREE: the head that reads talks is trusted as far as it is about talks
        ("CONSULT", "AGREE", "CONSULT", "CONSULT"),
        ("CONSULT", "AGREE", "AGREE", "AGREE"),
        # not sure enough of something else
        ("ASSAULT", "ASSAULT", "COERCE", "ASSAULT"),
        ("CONSULT", "AGREE", "COERCE", "AGREE"),
    ],
)
def test_confidence_is_the_trust_in_what_the_head_read(row: str, settled: str, best: str, sure_of: str) -> None:
    trusts = {"ASSAULT": 0.2, "CONSULT": 0.3, "AGREE": 0.4, "COERCE": 0.5}
    decided = decide(
        make_draft(settled, None, act=replace(ACT, type=row)), make_verdict({best: RETYPE - 0.01}, trusts=trusts)
    )
    assert (decided.type, decided.confidence) == (settled, trusts[sure_of])


@pytest.mark.parametrize(
    ("own", "chances", "mode", "by"),
    [
        # a mode that the row or its words give stays
        ("aerial", {"firearms": 0.9}, "aerial", "verbs.tsv:7"),
        # the head names one where they give none
        (None, {"firearms": 0.9, "aerial": 0.6}, "firearms", HEAD),
        (None, {"firearms": NAME_MODE}, "firearms", HEAD),
        (None, {"firearms": NAME_MODE - 0.01}, None, None),
        (None, {}, None, None),
    ],
)
def test_the_mode_is_the_rows_and_else_the_heads(
    own: str | None, chances: dict[str, float], mode: str | None, by: str | None
) -> None:
    modes = {("ASSAULT", name): chance for name, chance in chances.items()}
    decided = decide(make_draft(mode=own), make_verdict({"ASSAULT": 0.9}, modes=modes))
    assert (decided.mode, decided.mode_by) == (mode, by)


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, "verbs.tsv:7"),
        ({"mode_rule": "modes.tsv:3"}, "modes.tsv:3"),
        # the draft's mode is not the act's: the certainty made another event of it ("threatened to bomb")
        ({"mode": "firearms"}, "inner_modes.tsv"),
    ],
)
def test_a_mode_says_which_table_gave_it(changes: dict[str, str], by: str) -> None:
    decided = decide(make_draft(act=replace(ACT, **changes)), None)
    assert (decided.mode, decided.mode_by) == ("aerial", by)


@settings(deadline=None, max_examples=50)
@given(verdict=verdicts(), event_type=st.sampled_from(TYPES), mode=st.sampled_from((None, "aerial")))
def test_what_is_settled_stays_and_the_head_says_how_sure(verdict: Verdict, event_type: str, mode: str | None) -> None:
    decided = decide(make_draft(event_type, mode), verdict)
    assert (decided.type, decided.type_by) == (event_type, "verbs.tsv:7")
    assert decided.confidence in {round(trust, 3) for trust in verdict.trusts.values()}
    assert (decided.mode is None) == (decided.mode_by is None)
    if decided.mode_by == HEAD:
        assert verdict.modes[decided.type, decided.mode or ""] >= NAME_MODE


# Where they differ.


@pytest.mark.parametrize(
    ("chances", "overruled"),
    [
        ({"ASSAULT": 0.3, "COERCE": RETYPE - 0.01}, False),
        ({"ASSAULT": 0.3, "COERCE": RETYPE}, True),
        ({"ASSAULT": 0.0, "COERCE": 0.99}, True),
        # it agrees
        ({"ASSAULT": 0.99}, False),
        # that it is no event at all is not asked here; see `may_be_event`
        ({"ASSAULT": 0.1, "COERCE": 0.2}, False),
    ],
)
def test_the_head_overrules_a_row_only_when_it_is_sure(chances: dict[str, float], overruled: bool) -> None:
    assert overrules(make_draft(), make_verdict(chances)) == overruled


@pytest.mark.parametrize(("best", "overruled"), [("CONSULT", False), ("AGREE", False), ("AID", True)])
def test_what_settling_made_of_a_type_is_no_other_type(best: str, overruled: bool) -> None:
    draft = make_draft("AGREE", None, act=replace(ACT, type="CONSULT"))
    assert overrules(draft, make_verdict({best: 0.9})) == overruled


def test_a_type_of_the_users_own_is_not_overruled() -> None:
    assert not overrules(make_draft("CYBER", None, act=replace(ACT, type="CYBER")), make_verdict({"ASSAULT": 0.99}))


# Is it an event at all?


@pytest.mark.parametrize(
    ("chances", "known", "unknown"),
    [
        ({"AID": 0.9}, True, True),
        ({"AID": FIND, "COOPERATE": 1 - FIND}, True, True),
        # sure that it is an event, but not of which type
        ({"AID": 0.4, "COOPERATE": 0.3, "SUPPORT": 0.3}, True, False),
        ({"AID": KEEP - 0.02}, False, False),
        ({}, False, False),
    ],
)
def test_an_act_that_no_row_knows_must_be_surer(chances: dict[str, float], known: bool, unknown: bool) -> None:
    verdict = make_verdict(chances)
    assert may_be_event(verdict, known=True) == known
    assert may_be_event(verdict, known=False) == unknown


@settings(deadline=None, max_examples=50)
@given(verdict=verdicts())
def test_whatever_is_found_would_also_have_been_kept(verdict: Verdict) -> None:
    assert may_be_event(verdict, known=True) or not may_be_event(verdict, known=False)


def test_no_event_is_no_type() -> None:
    assert find_best(make_verdict({"AID": 0.1})) == ("AID", 0.1)


def test_a_mode_of_another_type_does_not_count() -> None:
    verdict = make_verdict({}, modes={("COERCE", "arrest"): 0.9, ("ASSAULT", "aerial"): 0.6})
    assert find_mode(verdict, "ASSAULT") == ("aerial", HEAD)
    assert find_mode(verdict, "AID") == (None, None)


# How far to trust the tables alone.


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # a narrower row
        (make_draft(act=replace(ACT, specific=4)), make_draft(act=replace(ACT, specific=1))),
        # sides that are known
        (make_draft(), make_draft(sides=Sides((NORWAY,), ()))),
        (make_draft(), make_draft(sides=Sides((STRANGER,), (DENMARK,)))),
        (make_draft(sides=Sides((NORWAY,), ())), make_draft(sides=Sides((), (DENMARK,)))),
        # two who act together make up for a recipient
        (make_draft(sides=Sides((NORWAY, DENMARK), ())), make_draft(sides=Sides((NORWAY,), ()))),
        # a mode
        (make_draft(), make_draft(act=replace(ACT, mode=None))),
        # a verb
        (make_draft(), make_draft(act=replace(ACT, noun=True))),
        # what is told as a fact
        (make_draft(), make_draft(certainty=Certainty.PLANNED)),
    ],
)
def test_what_makes_the_tables_surer(better: Draft, worse: Draft) -> None:
    assert score_alone(better) > score_alone(worse)


@settings(deadline=None, max_examples=50)
@given(
    specific=st.integers(0, 30),
    noun=st.booleans(),
    mode=st.sampled_from((None, "aerial")),
    actor=st.lists(st.sampled_from((NORWAY, STRANGER)), max_size=2),
    recipient=st.lists(st.sampled_from((DENMARK, STRANGER)), max_size=2),
    certainty=st.sampled_from(Certainty),
)
def test_the_tables_alone_are_never_certain(
    specific: int, noun: bool, mode: str | None, actor: list[Actor], recipient: list[Actor], certainty: Certainty
) -> None:
    act = replace(ACT, specific=specific, noun=noun, mode=mode)
    sides = Sides(tuple(actor), tuple(recipient))
    assert 0.05 <= score_alone(make_draft(act=act, sides=sides, certainty=certainty)) <= 0.95
