"""Events under the names that a user's codebook gives them: nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.codebook import Codebook, find_cameo, find_plover_type, load_codebook
from diurna.codebook.file.load import make_user_codebook
from diurna.event.outcome import rename_events
from diurna.records import Attribution, Certainty, Decision, Event, EventType, Span

SHIPPED = load_codebook()
KINDS = [(str(type_), mode) for type_ in EventType for mode in (None, *SHIPPED.modes.get(type_, ()))]


def make_event(event_type: str, mode: str | None = None) -> Event:
    return Event(
        id="old",
        article_id="a",
        sentence=0,
        type=event_type,
        mode=mode,
        contexts=(),
        actor=(),
        recipient=(),
        date=None,
        place=None,
        certainty=Certainty.HAPPENED,
        attributed_to=Attribution(),
        evidence=(Span(0, 4),),
        trigger=Span(0, 4),
        intensity=SHIPPED.intensity(event_type, mode),
        confidence=0.5,
        decided_by=(Decision(field="type", by="verbs.tsv:1"), Decision(field="certainty", by="tense")),
    )


def make(text: str) -> Codebook:
    return make_user_codebook(text, file="my.toml").codebook


def test_a_renamed_event_says_what_it_was_and_which_line_renamed_it() -> None:
    (event,) = rename_events([make_event("ACCUSE", "allege")], make('[rename]\nACCUSE = "BLAME"'))
    assert (event.type, event.mode) == ("BLAME", "allege")
    assert [(decision.field, decision.by) for decision in event.decided_by] == [
        ("type", "verbs.tsv:1, my.toml:2"),
        ("certainty", "tense"),
        ("plover", "ACCUSE"),
    ]
    assert event.id != "old"


def test_dropped_events_are_gone_and_all_others_are_as_they_were() -> None:
    events = [make_event(*kind) for kind in KINDS]
    kept = list(rename_events(events, make('drop = ["AID", "PROTEST strike"]')))
    assert kept == [
        event for event in events if event.type != "AID" and (event.type, event.mode) != ("PROTEST", "strike")
    ]


def test_a_mode_goes_its_own_way() -> None:
    book = make('[merge]\nCYBER = ["COERCE cyber"]\n[rename]\nCOERCE = "PRESS"')
    events = [make_event("COERCE", mode) for mode in ("cyber", "arrest", None)]
    assert [event.type for event in rename_events(events, book)] == ["CYBER", "PRESS", "PRESS"]


@pytest.mark.parametrize("parent, plover", [('parent = "COERCE"', "COERCE"), ("", "CYBER")])
def test_a_type_of_ones_own_is_its_parent_in_plover(parent: str, plover: str) -> None:
    book = make(f'[types.CYBER]\nquad = 4\nscore = -6\ndefinition = "Attacks computers."\n{parent}')
    event = make_event("COERCE")
    (event,) = rename_events(
        [Event(**{name: getattr(event, name) for name in event.__struct_fields__} | {"type": "CYBER"})], book
    )
    assert event.type == "CYBER"
    assert find_plover_type(event.type, event.decided_by) == plover
    assert (find_cameo(book, plover) is not None) == bool(parent)


@settings(max_examples=20, deadline=None)
@given(kind=st.sampled_from(KINDS), names=st.permutations([f"T{number}" for number in range(len(EventType))]))
def test_renamed_and_renamed_back_is_where_it_was(kind: tuple[str, str | None], names: list[str]) -> None:
    renames = dict(zip(map(str, EventType), names, strict=True))
    book = make("[rename]\n" + "".join(f'{old} = "{new}"\n' for old, new in renames.items()))
    (event,) = rename_events([make_event(*kind)], book)
    assert event.type == renames[kind[0]]
    back = find_plover_type(event.type, event.decided_by)
    assert (back, event.mode, event.intensity) == (*kind, SHIPPED.intensity(*kind))
    assert book.quad(event.type) == SHIPPED.quad(back)
