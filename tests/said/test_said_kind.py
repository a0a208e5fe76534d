"""Direct, indirect or mixed: where the quotation marks stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.records import QuoteKind, Span
from diurna.said.kind import find_kind

DIRECT, INDIRECT, MIXED = QuoteKind


def join(*parts: str) -> tuple[str, list[Span]]:
    """The parts with words of the newspaper between them."""
    text, content = "", []
    for part in parts:
        content.append(Span(len(text), len(text) + len(part)))
        text += f'{part} he "said" '
    return text, content


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (['"We leave,"'], DIRECT),
        (["“We leave,”"], DIRECT),
        (["«We leave»"], DIRECT),
        (["‘We leave,’"], DIRECT),
        (["''We leave,''"], DIRECT),
        (["``We leave"], DIRECT),
        (['"We leave', '"and come back."'], DIRECT),
        # the opening mark alone counts: the closing one may be lost, or stand behind the next paragraph
        (['"We leave'], DIRECT),
        (["that they leave"], INDIRECT),
        (["that they", "leave"], INDIRECT),
        (["that they'd leave the ministers' plan"], INDIRECT),
        (['that they "leave"'], MIXED),
        (["that they “leave"], MIXED),
        (['"We leave,"', "and that they come back"], MIXED),
        (["that they come back", '"at once"'], MIXED),
        # single marks within words of one's own are too easily an apostrophe
        (["that the ‘zone’ held"], INDIRECT),
    ],
)
def test_kinds(parts: list[str], kind: QuoteKind) -> None:
    assert find_kind(*join(*parts)) is kind


PARTS = st.lists(st.text('ab "“”’', min_size=1, max_size=6), min_size=1, max_size=4)


@given(parts=PARTS, data=st.data())
def test_the_order_of_the_parts_makes_no_difference(parts: list[str], data: st.DataObject) -> None:
    text, content = join(*parts)
    assert find_kind(text, data.draw(st.permutations(content))) is find_kind(text, content)


@given(parts=PARTS)
def test_words_without_any_mark_are_indirect_and_no_others(parts: list[str]) -> None:
    kind = find_kind(*join(*parts))
    doubles = any(mark in part for part in parts for mark in '"“”')
    assert (kind is INDIRECT) == (not doubles and not all(part[0] == "’" for part in parts))
