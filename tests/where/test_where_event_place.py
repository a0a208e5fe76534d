from __future__ import annotations

from collections.abc import Callable

import pytest

from diurna.records import Parse
from diurna.where.event_place import EventPlace, place_event
from diurna.where.find import find_places
from diurna.where.gazetteer import Gazetteer


def locate(parse: Parse, trigger: str, gazetteer: Gazetteer) -> EventPlace:
    """Where the event happened whose trigger is this word."""
    sentence = parse.sentences[0]
    index = next(token.index for token in sentence.tokens if token.text == trigger)
    return place_event(sentence, index, places=find_places(parse, gazetteer=gazetteer))


@pytest.mark.parametrize(
    "text, trigger, place, by",
    [
        ("Shelling destroyed a clinic in Idlib.", "destroyed", "Idlib", "object"),
        ("Blinken condemned Russia's annexation of Crimea.", "annexation", "Crimea", "object"),
        ("Blinken condemned Russia's annexation of Crimea.", "condemned", "Crimea", "participant"),
        ("The minister flew to Reykjavik to meet his colleague.", "flew", "Reykjavík", "goal"),
        ("The minister flew to Reykjavik to meet his colleague.", "meet", "Reykjavík", "clause"),
        ("The president visited Kabul.", "visited", "Kabul", "goal"),
        ("In Kabul, a bomb exploded, killing ten people.", "exploded", "Kabul", "locative"),
        ("In Kabul, a bomb exploded, killing ten people.", "killing", "Kabul", "clause"),
        ("France recalled its ambassador from Ankara.", "recalled", "Ankara", "origin"),
        ("Russia withdrew its troops from Kherson.", "withdrew", "Kherson", "origin"),
        ("Turkish forces shelled the Syrian city of Raqqa.", "shelled", "Raqqa", "object"),
        ("Aleppo was bombed for days.", "bombed", "Aleppo", "object"),
        ("Students in Minsk clashed with police.", "clashed", "Minsk", "participant"),
        ("Police in the Syrian capital arrested five men.", "arrested", "Damascus", "participant"),
        ("Soldiers were posted on the outskirts of Tripoli.", "posted", "Tripoli", "locative"),
        ("Speaking in Vienna, the minister threatened Iran.", "threatened", "Vienna", "clause"),
        ("Gunmen killed a judge in Nigeria's Borno state.", "killed", "Borno", "locative"),
        ("Troops crossed the border into northern Iraq.", "crossed", "Iraq", "goal"),
        ("The UAE and the U.S. signed in Abu Dhabi.", "signed", "Abu Dhabi", "locative"),
        ("Guards fired on the Syrian border.", "fired", "Syria", "locative"),
        ("Planes bombed a village near Damascus.", "bombed", "Damascus", "object"),
        ("Air raids on Douma near Damascus killed ten people.", "killed", "Douma", "participant"),
        ("REYKJAVIK, May 19 (Reuters) - Blinken criticised China.", "criticised", "Reykjavík", "dateline"),
    ],
)
def test_where_it_happened(
    gazetteer: Gazetteer, parse_of: Callable[[str], Parse], text: str, trigger: str, place: str, by: str
) -> None:
    found = locate(parse_of(text), trigger, gazetteer)
    assert found.place is not None
    assert (found.place.name, found.by) == (place, by)


@pytest.mark.parametrize(
    "text, trigger",
    [
        ("Moscow criticised the draft.", "criticised"),
        ("The United States imposed sanctions on Iran.", "imposed"),
        ("Lavrov said in Geneva that Israel had arrested ten men.", "arrested"),
        ("The White House rejected the plan.", "rejected"),
        ("Trump withdrew from the Paris accord.", "withdrew"),
    ],
)
def test_actors_and_targets_are_no_places(
    gazetteer: Gazetteer, parse_of: Callable[[str], Parse], text: str, trigger: str
) -> None:
    assert locate(parse_of(text), trigger, gazetteer) == EventPlace(None, "none", None)
