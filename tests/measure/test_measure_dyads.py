"""Events as pairs of sides."""

from __future__ import annotations

import pytest

from diurna.measure.dyads import Unit, count_right, make_units, merge_mirrored
from diurna.records import Actor, Attribution, Certainty, Event, Span


def make_event(type_: str, actor: tuple[str, ...], recipient: tuple[str, ...] = ()) -> Event:
    span = Span(0, 1)
    sides = [tuple(Actor(text=code, span=span, country=code) for code in side) for side in (actor, recipient)]
    return Event(
        id="0",
        article_id="0",
        sentence=0,
        type=type_,
        mode=None,
        contexts=(),
        actor=sides[0],
        recipient=sides[1],
        date=None,
        place=None,
        certainty=Certainty.HAPPENED,
        attributed_to=Attribution(),
        evidence=(span,),
        trigger=span,
        intensity=0.0,
        confidence=1.0,
        decided_by=(),
    )


@pytest.mark.parametrize(
    ("actor", "recipient", "pairs"),
    [
        (("FRA",), ("MLI",), [{("FRA", "MLI")}]),
        (("FRA", "DEU"), ("MLI",), [{("FRA", "MLI")}, {("DEU", "MLI")}]),
        (("FRA", "DEU"), (), [{("FRA", "DEU"), ("DEU", "FRA")}]),
        (("FRA",), (), [{("FRA", None)}]),
        ((), ("MLI",), [{(None, "MLI")}]),
    ],
    ids=["one to one", "two to one", "a mutual act", "nobody on the other side", "nobody who acts"],
)
def test_units_of_an_event(
    actor: tuple[str, ...], recipient: tuple[str, ...], pairs: list[set[tuple[str | None, str | None]]]
) -> None:
    assert [unit.pairs for unit in make_units(make_event("AID", actor, recipient))] == pairs


def test_a_meeting_told_in_both_directions_is_one_meeting() -> None:
    there = Unit("CONSULT", frozenset({("BRA", "USA")}))
    back = Unit("CONSULT", frozenset({("USA", "BRA")}))
    assert merge_mirrored([there, back]) == [Unit("CONSULT", frozenset({("BRA", "USA"), ("USA", "BRA")}))]
    assert merge_mirrored([there, Unit("ACCUSE", back.pairs)]) == [there, Unit("ACCUSE", back.pairs)]


def test_each_of_ours_meets_one_gold_event_at_most() -> None:
    gold = [Unit("AID", frozenset({("FRA", "MLI")})), Unit("AGREE", frozenset({("FRA", "MLI")}))]
    found = [Unit("AID", frozenset({("FRA", "MLI")}))]
    assert count_right(gold, found, typed=False) == 1
    assert count_right(gold[1:], found, typed=True) == 0
