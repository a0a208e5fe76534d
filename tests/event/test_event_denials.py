"""Who denies what somebody else tells: in the next words, or the claim itself. Both sides' words are kept."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from diurna.event import join_events
from diurna.event.denials import DENIAL, add_denials
from diurna.event.kinds import FORCE
from diurna.records import Certainty, Event
from event.event_texts import load_tables, read

ALLEGED, DENIED, HAPPENED, PLANNED = Certainty.ALLEGED, Certainty.DENIED, Certainty.HAPPENED, Certainty.PLANNED
SAID = "Kyiv said Russian forces shelled the port"
FACT = "Russian forces shelled the port"

# text, trigger, certainty, who tells it, who denies it
CASES = [
    # in the same sentence, and in the next one
    (f"{SAID}, which Moscow denied.", "shelled", ALLEGED, "UKRGOV", ["RUSGOV"]),
    (f"{SAID}. Moscow denied it.", "shelled", ALLEGED, "UKRGOV", ["RUSGOV"]),
    (f"{SAID}. Moscow denied the accusation.", "shelled", ALLEGED, "UKRGOV", ["RUSGOV"]),
    # what was told as a fact is no more than a claim once its doer denies it
    (f"{FACT}. Moscow denied it.", "shelled", ALLEGED, None, ["RUSGOV"]),
    (f"{FACT}. Moscow denied responsibility.", "shelled", ALLEGED, None, ["RUSGOV"]),
    (f"{FACT}, and Moscow denied involvement.", "shelled", ALLEGED, None, ["RUSGOV"]),
    ("Belarus closed its border. Minsk denied that.", "closed", ALLEGED, None, ["BLRGOV"]),
    ("Turkish police arrested two reporters. Ankara denied any wrongdoing.", "arrested", ALLEGED, None, ["TURGOV"]),
    # whoever denies the claim itself need not have done anything
    ("Berlin rejected Moscow's claim that Ukraine shelled the port.", "shelled", ALLEGED, "RUSGOV", ["DEUGOV"]),
    (
        "Kyiv denied Moscow's claim that Ukrainian troops had shelled the school.",
        "shelled",
        ALLEGED,
        "RUSGOV",
        ["UKRGOV"],
    ),
    # a denial of something else
    (f"{SAID}. Moscow denied that the talks had failed.", "shelled", ALLEGED, "UKRGOV", []),
    # not a denial
    (f"{SAID}. Moscow did not deny it.", "shelled", ALLEGED, "UKRGOV", []),
    # by somebody who has not done it
    (f"{SAID}. Berlin denied it.", "shelled", ALLEGED, "UKRGOV", []),
    (f"{FACT}. Berlin denied it.", "shelled", HAPPENED, None, []),
    # too far away to point back at it
    (f"{SAID}. Rain fell. Moscow denied it.", "shelled", ALLEGED, "UKRGOV", []),
    # before it was told
    (f"Moscow denied it. {FACT}.", "shelled", HAPPENED, None, []),
    # praise is no charge, and a plan no deed
    ("Russia praised Denmark. Moscow denied it.", "praised", HAPPENED, None, []),
    ("Russian troops plan to shell the port. Moscow denied it.", "shell", PLANNED, None, []),
    # denied in its own clause: told by nobody else
    ("Moscow denied that its troops had crossed the border.", "crossed", DENIED, None, ["RUSGOV"]),
]
SENTENCES = [text for text, *_ in CASES] + [
    "Rebels shelled the port. The rebels denied it.",
    "Amnesty International blocked the port. The Red Cross denied it.",
]


def find_event(text: str, trigger: str) -> Event:
    """The event that a word of a text tells."""
    events = join_events(read(text), load_tables())
    return next(event for event in events if event.trigger.of(text) == trigger)


@pytest.mark.parametrize(("text", "trigger", "certainty", "teller", "deniers"), CASES)
def test_who_denies_what(text: str, trigger: str, certainty: Certainty, teller: str | None, deniers: list[str]) -> None:
    event = find_event(text, trigger)
    speaker = event.attributed_to.speaker
    assert event.certainty is certainty
    assert (None if speaker is None else speaker.code) == teller
    assert [actor.code for actor in event.denied_by] == deniers


def test_a_doer_without_country_denies_his_own_deed() -> None:
    event = find_event("Rebels shelled the port. The rebels denied it.", "shelled")
    assert [actor.code for actor in event.denied_by] == ["REB"]


def test_two_organisations_are_not_each_other() -> None:
    event = find_event("Amnesty International blocked the port. The Red Cross denied it.", "blocked")
    assert event.denied_by == ()


def find_certainty_decisions(event: Event) -> list[str]:
    return [decision.by for decision in event.decided_by if decision.field == "certainty"]


def test_a_denial_says_that_it_has_decided_and_by_which_word() -> None:
    text = f"{FACT}. Moscow denied it."
    event = find_event(text, "shelled")
    (decision,) = (decision for decision in event.decided_by if decision.field == "certainty")
    assert decision.by == DENIAL
    assert [span.of(text) for span in decision.spans] == ["denied"]


def test_a_claim_stays_what_it_was_beside_its_denial() -> None:
    denied, alone = (
        find_event(f"{SAID}. Moscow denied {what}.", "shelled") for what in ("it", "that the talks had failed")
    )
    assert find_certainty_decisions(denied) == find_certainty_decisions(alone) != [DENIAL]
    # only those who deny it are new; the two texts, and so the ids, are different articles otherwise
    assert replace(denied, denied_by=()) == alone


@pytest.mark.parametrize("text", SENTENCES)
def test_a_denial_adds_deniers_and_touches_nothing_else(text: str) -> None:
    reading = read(text)
    found = join_events(replace(reading, sayings=()), load_tables())
    for before, after in zip(found, add_denials(found, reading), strict=True):
        assert set(before.denied_by) <= set(after.denied_by)
        assert (
            replace(after, denied_by=before.denied_by, certainty=before.certainty, decided_by=before.decided_by)
            == before
        )
        if after.certainty is not before.certainty:
            assert (before.certainty, after.certainty) == (HAPPENED, ALLEGED)
            assert after.type in FORCE
            assert after.denied_by


@pytest.mark.parametrize("text", SENTENCES)
def test_denying_twice_is_denying_once(text: str) -> None:
    reading = read(text)
    events = join_events(reading, load_tables())
    assert tuple(add_denials(events, reading)) == events


def test_without_sayings_nobody_denies() -> None:
    reading = read(f"{FACT}. Moscow denied it.")
    events = join_events(replace(reading, sayings=()), load_tables())
    assert [event.denied_by for event in events if event.type == "ASSAULT"] == [()]
