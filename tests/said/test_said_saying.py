"""Which saying tells of another, and which comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.records import QuoteKind, Span
from diurna.said import Saying
from diurna.said.saying import find_holder, find_start
from said.said_hearing import find

TEXT = "Kyiv denied Moscow's claim, made by a spokesman who said he saw it, that troops had left."


def make_saying(cue: str | None, *content: str, source: str | None = None, chance: float = 1.0) -> Saying:
    """A saying of the text above by its words."""
    return Saying(
        sentence=0,
        content=tuple(find(TEXT, words) for words in content),
        kind=QuoteKind.INDIRECT,
        source=None if source is None else find(TEXT, source),
        cue=None if cue is None else find(TEXT, cue),
        chance=chance,
    )


DENIED = make_saying("denied", "Moscow's claim, made by a spokesman who said he saw it, that troops had left")
CLAIM = make_saying("claim", "made by a spokesman who said he saw it", "that troops had left", source="Moscow's")
SAID = make_saying("said", "he saw it", source="who")


@pytest.mark.parametrize(
    ("saying", "others", "holder"),
    [
        (DENIED, [CLAIM, SAID], None),
        (CLAIM, [DENIED, SAID], DENIED),
        # the innermost of two
        (SAID, [DENIED, CLAIM], CLAIM),
        (SAID, [CLAIM, DENIED], CLAIM),
        (SAID, [DENIED], DENIED),
        # nothing holds itself
        (SAID, [SAID], None),
        (SAID, [], None),
        # without a cue it lies where its words begin
        (make_saying(None, "troops had left"), [SAID, CLAIM, DENIED], CLAIM),
        (make_saying(None, "Kyiv", "troops had left"), [CLAIM, DENIED], None),
        # half inside is not inside
        (make_saying("Kyiv denied", "troops"), [make_saying("left", "denied Moscow's claim")], None),
    ],
)
def test_the_innermost_words_around_a_cue_hold_it(saying: Saying, others: list[Saying], holder: Saying | None) -> None:
    assert find_holder(saying, others) is holder


@pytest.mark.parametrize(
    ("claim", "said", "claim_holds", "said_holds"),
    [(0.9, 0.2, True, False), (0.2, 0.9, False, True), (0.5, 0.5, False, False)],
)
def test_of_two_that_lie_in_each_other_the_likelier_holds(
    claim: float, said: float, claim_holds: bool, said_holds: bool
) -> None:
    first = make_saying("claim", "said he saw it", chance=claim)
    second = make_saying("said", "Moscow's claim", chance=said)
    assert (find_holder(second, [first, second]) is first) == claim_holds
    assert (find_holder(first, [first, second]) is second) == said_holds


def test_chance_counts_only_between_two_that_lie_in_each_other() -> None:
    unlikely = make_saying("claim", "said he saw it", chance=0.1)
    assert find_holder(SAID, [unlikely]) is unlikely


@pytest.mark.parametrize(
    ("saying", "first"),
    [
        (make_saying("claim", "troops had left"), "claim"),
        (make_saying("claim", "troops had left", source="Moscow's"), "Moscow's"),
        (make_saying("left", "Kyiv", "who said"), "Kyiv"),
        (make_saying(None, "troops had left"), "troops"),
    ],
)
def test_a_saying_starts_with_its_first_word(saying: Saying, first: str) -> None:
    assert find_start(saying)[0] == TEXT.index(first)


def test_where_two_start_alike_the_order_is_that_of_the_cues() -> None:
    one, two = make_saying("denied", "Kyiv"), make_saying("claim", "Kyiv")
    bare = make_saying(None, "Kyiv")
    assert sorted([two, one, bare], key=find_start) == [bare, one, two]


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda one: Span(one[0], one[0] + one[1]))
SAYINGS = st.lists(
    st.builds(
        lambda cue, content, chance: Saying(
            sentence=0, content=tuple(content), kind=QuoteKind.INDIRECT, cue=cue, chance=chance
        ),
        st.none() | SPANS,
        st.lists(SPANS, min_size=1, max_size=2),
        st.sampled_from((0.1, 0.5, 0.9)),
    ),
    max_size=5,
)


@given(sayings=SAYINGS)
def test_a_holder_covers_what_it_holds_and_no_two_hold_each_other(sayings: list[Saying]) -> None:
    holders = [find_holder(saying, sayings) for saying in sayings]
    for saying, holder in zip(sayings, holders, strict=True):
        if holder is not None:
            own = saying.cue or saying.content[0]
            assert any(span.covers(own) for span in holder.content)
            assert holder is not saying
            if saying.cue is not None and holder.cue is not None:
                assert find_holder(holder, sayings) is not saying
