"""When an example of a codebook file comes out as it should, and how a failure is told."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from diurna.codebook.file.entries import Example
from diurna.recode.examples import Checked, Failure, is_as_expected
from diurna.recode.tell import print_checked
from diurna.records import Actor, Attribution, Certainty, Event, Span


@pytest.fixture
def event() -> Event:
    """France recalls an ambassador from Turkey."""
    france = Actor(text="France", span=Span(0, 6), country="FRA", sector="GOV")
    turkey = Actor(text="Turkey", span=Span(20, 26), country="TUR", sector="GOV")
    return Event(
        id="e",
        article_id="a",
        sentence=0,
        type="SANCTION",
        mode="withdraw",
        contexts=(),
        actor=(france,),
        recipient=(turkey,),
        date=None,
        place=None,
        certainty=Certainty.HAPPENED,
        attributed_to=Attribution(),
        evidence=(Span(0, 6),),
        trigger=Span(7, 15),
        intensity=-6.0,
        confidence=0.5,
        decided_by=(),
    )


@pytest.mark.parametrize(
    "wanted, comes_out",
    [
        ({"type": "SANCTION"}, True),
        ({"type": "SANCTION", "mode": "withdraw", "actor": "FRAGOV", "recipient": " TURGOV"}, True),
        ({"type": "ACCUSE"}, False),
        ({"type": "SANCTION", "mode": "expel"}, False),
        ({"type": "SANCTION", "actor": "TURGOV"}, False),
        ({"type": "SANCTION", "recipient": "TURGOV,FRAGOV"}, False),
        ({"type": "none"}, False),
    ],
)
def test_one_of_the_events_must_be_the_one_that_is_asked_for(
    event: Event, wanted: dict[str, str], comes_out: bool
) -> None:
    example = Example(text="x", where="my.toml:1", **wanted)  # type: ignore[arg-type]
    assert is_as_expected(example, (event,)) is comes_out
    assert is_as_expected(example, ()) is (wanted["type"] == "none")


@pytest.mark.parametrize(
    "checked, told",
    [
        (Checked(version="v", examples=0, failures=()), "codebook v: no examples\n"),
        (Checked(version="v", examples=2, failures=()), "codebook v: 2 of 2 examples come out as they should\n"),
        (
            Checked(
                version="v",
                examples=1,
                failures=(
                    Failure(
                        example=Example(text="He [left].", type="AID", mode="x", actor="USA", where="my.toml:3"),
                        found=("USA AID: denied (r:1)", "second"),
                    ),
                ),
            ),
            "my.toml:3: He [left].\n    wanted AID x by USA, got USA AID: denied (r:1); second\n"
            "codebook v: 0 of 1 examples come out as they should\n",
        ),
    ],
)
def test_what_is_printed(checked: Checked, told: str) -> None:
    console = Console(width=100, file=StringIO())
    print_checked(console, checked)
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == told
