"""Who stands where on what, and when it changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.positions import Kind, Position, find_positions
from diurna.records import Stance
from diurna.store.rows import ActorCell, QuoteRow, Words

SUPPORTS, OPPOSES, DEMANDS, OFFERS, DENIES = Stance


def make_actor(name: str | None, code: str | None = None, *, id: str | None = None, text: str = "they") -> ActorCell:
    return ActorCell(text=text, name=name, code=code, known_id=id, start=0, end=1)


LAVROV = make_actor("Sergey Lavrov", "RUSGOV", id="sergey-lavrov", text="Lavrov")
SYRIA, FRANCE = make_actor("Syria", "SYRGOV"), make_actor("France", "FRAGOV")


def make_row(
    stance: Stance | None = SUPPORTS,
    *,
    by: ActorCell | None = LAVROV,
    about: Sequence[ActorCell] = (SYRIA,),
    issues: Sequence[str] = (),
    article: str = "a",
    negated: bool = False,
    within: str | None = None,
    source: str | None = None,
) -> QuoteRow:
    return QuoteRow(
        id="q",
        article_id=article,
        position=0,
        kind="indirect",
        speaker=by,
        about=tuple(about),
        contexts=tuple(issues),
        stance=stance,
        negated=negated,
        within=within,
        source=Words(0, 1, source) if source else None,
        content=(Words(0, 1, "w"),),
        coder_version="1.0",
    )


def tell(positions: Sequence[Position]) -> list[tuple[str, str, str]]:
    return [
        (one.speaker.name, one.on.name, " ".join(f"{step.stance}{'!' * step.turned}" for step in one.steps))
        for one in positions
    ]


@pytest.mark.parametrize(
    "stances, told",
    [
        ([OPPOSES, OPPOSES], "opposes opposes"),
        ([OPPOSES, SUPPORTS], "opposes supports!"),
        ([OPPOSES, SUPPORTS, SUPPORTS, OPPOSES], "opposes supports! supports opposes!"),
        ([SUPPORTS, OFFERS], "supports offers"),
        ([OFFERS, OPPOSES], "offers opposes!"),
        ([OPPOSES, DEMANDS, OPPOSES], "opposes demands opposes"),
        ([OPPOSES, DEMANDS, DENIES, OFFERS], "opposes demands denies offers!"),
    ],
)
def test_a_position_turns_from_for_to_against(stances: list[Stance], told: str) -> None:
    (position,) = find_positions(map(make_row, stances)).positions
    assert tell([position]) == [("Sergey Lavrov", "Syria", told)]
    assert len(position.turns) == told.count("!")


def test_a_statement_about_two_stands_under_both_and_an_issue_only_where_nobody_is_named() -> None:
    rows = [make_row(about=(SYRIA, FRANCE), issues=("cyber",)), make_row(about=(), issues=("cyber", "economic"))]
    found = find_positions(rows).positions
    assert tell(found) == [("Sergey Lavrov", name, "supports") for name in ("Syria", "France", "cyber", "economic")]
    assert [one.kind for one in found] == [Kind.ACTOR, Kind.ACTOR, Kind.ISSUE, Kind.ISSUE]


def test_whoever_says_most_comes_first() -> None:
    rows = [make_row(by=FRANCE), make_row(), make_row(about=(FRANCE,)), make_row(about=(FRANCE,))]
    assert [(name, on) for name, on, _ in tell(find_positions(rows).positions)] == [
        ("Sergey Lavrov", "France"),
        ("Sergey Lavrov", "Syria"),
        ("France", "Syria"),
    ]


@pytest.mark.parametrize(
    "first, second, is_one",
    [
        (LAVROV, make_actor("Sergei Lavrov", "RUS", id="sergey-lavrov"), True),
        (SYRIA, make_actor("Syria", "SYR", text="Damascus"), True),
        (make_actor(None, "FRAGOV", text="a spokesman"), make_actor(None, "FRAGOV", text="A spokesman"), True),
        (make_actor(None, "FRAGOV", text="a spokesman"), make_actor(None, "TURGOV", text="a spokesman"), False),
        (make_actor(None, text="officials"), make_actor(None, text="officials"), False),  # of two articles
        (make_actor(None, text="officials"), LAVROV, False),
    ],
)
def test_who_is_the_same(first: ActorCell, second: ActorCell, is_one: bool) -> None:
    rows = [make_row(by=first, about=(FRANCE,)), make_row(by=second, about=(FRANCE,), article="b")]
    assert len(find_positions(rows).positions) == (1 if is_one else 2)


@pytest.mark.parametrize(
    "row, reason",
    [
        (make_row(negated=True), "told as not said"),
        (make_row(within="q0"), "told in somebody else's words"),
        (make_row(None), "without a direction"),
        (make_row(by=None), "without a speaker"),
        (make_row(about=()), "about nobody and nothing known"),
    ],
)
def test_what_is_nobodys_position_is_counted_with_the_reason(row: QuoteRow, reason: str) -> None:
    found = find_positions([row, make_row(), row])
    assert len(found.positions) == 1
    assert found.left_out == {reason: 2}


def test_a_source_that_is_no_known_actor_speaks_under_its_words() -> None:
    (position,) = find_positions([make_row(by=None, source="the letter")]).positions
    assert position.speaker.name == "the letter"


ROWS = st.builds(
    make_row,
    st.none() | st.sampled_from(Stance),
    by=st.none() | st.sampled_from([LAVROV, FRANCE, make_actor(None, "FRAGOV")]),
    about=st.lists(st.sampled_from([SYRIA, FRANCE]), max_size=2),
    issues=st.lists(st.sampled_from(["cyber", "economic"]), max_size=2),
    negated=st.booleans(),
    within=st.none() | st.just("q0"),
)


@given(rows=st.lists(ROWS, max_size=12))
def test_no_statement_is_lost_or_moved(rows: list[QuoteRow]) -> None:
    found = find_positions(rows)
    placed = {id(step.quote) for position in found.positions for step in position.steps}
    left_out = sum(found.left_out.values())
    assert len({id(row) for row in rows if id(row) in placed}) + left_out == len(rows)
    order = {id(row): number for number, row in enumerate(rows)}
    for position in found.positions:
        numbers = [order[id(step.quote)] for step in position.steps]
        assert numbers == sorted(set(numbers))
