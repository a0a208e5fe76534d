"""What differs between two codings of one article, and how often."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from diurna.recode.compare import Change, compare_codings
from diurna.recode.diff import TypeCount, count_changes, summarise
from diurna.records import Actor, Article, Attribution, Certainty, Coding, Event, Span

TEXT = "France recalled its ambassador. Turkey denied that its ships had entered. Oslo regretted it."
ARTICLE = Article(id="a", text=TEXT)
SENTENCES = (Span(0, 31), Span(32, 73), Span(74, 92))


def make_event(trigger: str, event_type: str, **fields: Any) -> Event:
    start = TEXT.index(trigger)
    values: dict[str, Any] = {
        "id": trigger,
        "article_id": "a",
        "sentence": next(number for number, span in enumerate(SENTENCES) if start < span.end),
        "type": event_type,
        "mode": None,
        "contexts": (),
        "actor": (),
        "recipient": (),
        "date": None,
        "place": None,
        "certainty": Certainty.HAPPENED,
        "attributed_to": Attribution(),
        "evidence": (Span(start, start + len(trigger)),),
        "trigger": Span(start, start + len(trigger)),
        "intensity": 0.0,
        "confidence": 0.5,
        "decided_by": (),
    }
    return Event(**{**values, **fields})


def make_coding(*events: Event) -> Coding:
    return Coding(article=ARTICLE, events=events, quotes=(), mentions=(), sentences=SENTENCES)


def compare(before: list[Event], after: list[Event]) -> tuple[Change, ...]:
    return compare_codings(make_coding(*before), make_coding(*after))


RECALL, DENIAL = make_event("recalled", "SANCTION", mode="withdraw"), make_event("denied", "REJECT")
FRANCE = Actor(text="France", span=Span(0, 6), name="France", country="FRA", sector="GOV")


def test_an_event_that_is_new_or_gone() -> None:
    (new,) = compare([RECALL], [RECALL, DENIAL])
    assert new.before is None
    assert new.after is not None
    assert (new.after.type, new.sentence, new.trigger) == (
        "REJECT",
        "Turkey denied that its ships had entered.",
        "denied",
    )
    (gone,) = compare([RECALL, DENIAL], [DENIAL])
    assert gone.after is None


def test_the_fields_that_differ_are_named() -> None:
    (change,) = compare([RECALL], [replace(RECALL, type="CUT", mode=None, actor=(FRANCE,), intensity=-2.0)])
    assert change.fields == ("type", "mode", "actor", "intensity")
    assert change.after is not None
    assert change.after.actor == ("FRAGOV France",)


def test_what_is_not_compared_makes_no_difference() -> None:
    assert compare([RECALL], [replace(RECALL, id="other", confidence=0.9)]) == ()


def test_other_words_for_what_the_same_sides_do_in_a_sentence_are_one_change() -> None:
    (change,) = compare([RECALL], [make_event("its ambassador", "SANCTION")])
    assert change.fields == ("mode",)
    two = compare([replace(RECALL, actor=(FRANCE,))], [make_event("its ambassador", "SANCTION")])
    assert [(one.before is None, one.after is None) for one in two] == [(False, True), (True, False)]


def test_changes_are_counted_by_types_and_fields_the_most_frequent_first() -> None:
    renamed = [(make_coding(RECALL, DENIAL), make_coding(replace(RECALL, type="CUT")))] * 2
    other = [(make_coding(RECALL), make_coding(replace(RECALL, type="CUT", intensity=-9.0)))]
    diff = summarise([*renamed, *other], before="one", after="two")
    assert (diff.articles, diff.events_before, diff.events_after, len(diff.changes)) == (3, 5, 3, 5)
    assert diff.counts == (
        TypeCount(before="REJECT", after="-", fields=(), events=2),
        TypeCount(before="SANCTION", after="CUT", fields=(), events=2),
        TypeCount(before="SANCTION", after="CUT", fields=("intensity",), events=1),
    )
    assert count_changes(()) == ()


EVENTS = st.lists(
    st.sampled_from(
        [
            make_event(word, type_)
            for word in ("recalled", "denied", "entered", "regretted")
            for type_ in ("AID", "ACCUSE")
        ]
    ),
    unique=True,
    max_size=6,
)


@given(before=EVENTS, after=EVENTS)
def test_the_other_way_round_is_the_same_with_sides_exchanged(before: list[Event], after: list[Event]) -> None:
    there, back = compare(before, after), compare(after, before)
    assert compare(before, before) == ()
    assert len(there) == len(back)
    news = sum(change.before is None for change in there) - sum(change.after is None for change in there)
    assert news == len(after) - len(before)
