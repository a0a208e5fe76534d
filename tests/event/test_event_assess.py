"""How sure a thing is: the rules alone, and with a head that thinks otherwise."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from msgspec.structs import replace

from diurna.coder import read_article
from diurna.event import Reading
from diurna.event.assess import HEAD, Assessment, assess, assess_plainly, assess_word
from diurna.event.sides import Sides
from diurna.language.listener import LISTENED
from diurna.records import Actor, Article, Certainty, EventType, Sentence
from diurna.who import actors_at
from event.event_texts import DAY, load_tables, load_tools, parse, read
from said.said_hearing import SURE, Ear, scan_plainly
from stored import find_token

HAPPENED, ALLEGED, DENIED, PLANNED = Certainty.HAPPENED, Certainty.ALLEGED, Certainty.DENIED, Certainty.PLANNED
HISTORICAL, HYPOTHETICAL, THREATENED = Certainty.HISTORICAL, Certainty.HYPOTHETICAL, Certainty.THREATENED

PRAISE = "Norway praised Denmark."
SHELLED = "Kyiv said Russian forces shelled the port."
OWN = "Kyiv said Ukrainian forces shelled the port."
POLICE = "The spokesman said that the police had arrested three men."
AGENCY = "Soldiers shelled the port, the Interfax agency said."
LONG_AGO = "Soviet troops shelled the town in August 1968."
VIENNA = "The ministers will meet in Vienna next week."
CROSSED = "Moscow denied that its troops had crossed the border."
ALLEGEDLY = "Hackers allegedly attacked the pipeline."
MAY = "Russia may expel the envoy."
FELL = "The market fell, the baker said."
SENTENCES = [SHELLED, OWN, POLICE, AGENCY, LONG_AGO, VIENNA, CROSSED, ALLEGEDLY, MAY, FELL]


def listen(
    text: str, certainties: dict[str, Certainty] | None = None, *, published: dt.date | None = DAY
) -> tuple[Reading, Ear]:
    """The reading of a text by a head that takes every cue of the rules, and thinks otherwise of some words."""
    found = parse(text)
    likely = {word: (SURE, SURE) for word in ("said", "denied", "allegedly") if word in text}
    ear = Ear(text, likely=likely, certainties=certainties)
    tools = replace(load_tools(), listener=ear)
    return read_article(Article(id="a", text=text, published=published), scan_plainly(found), tools), ear


@cache
def read_once(text: str) -> Reading:
    return read(text)


def find_actor(reading: Reading, word: str) -> tuple[Actor, ...]:
    sentence = reading.parse.sentences[0]
    return actors_at(reading.actors, 0, find_token(sentence, word))


def ask(reading: Reading, word: str, kind: str | None = None, *, actor: str | None = None) -> Assessment:
    """The assessment of the act that a word tells: of some type, done by some actor."""
    sentence: Sentence = reading.parse.sentences[0]
    trigger = find_token(sentence, word)
    sides = Sides(find_actor(reading, actor) if actor else (), ())
    return assess(sentence, trigger, reading, load_tables(), words=(trigger,), kind=kind, sides=sides)


# The rules alone.


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "certainty", "by"),
    [
        (PRAISE, "praised", "SUPPORT", "Norway", HAPPENED, "tense"),
        (MAY, "expel", "SANCTION", "Russia", HYPOTHETICAL, "auxiliary"),
        (VIENNA, "meet", "CONSULT", None, PLANNED, "auxiliary"),
        (LONG_AGO, "shelled", "ASSAULT", "troops", HISTORICAL, "date"),
        # a threat that was made is one, whatever it says
        (PRAISE, "praised", EventType.THREATEN, "Norway", THREATENED, "type"),
        # one party tells of another's deed
        (SHELLED, "shelled", "ASSAULT", "forces", ALLEGED, "attribution"),
        # ... which is no accusation where it is no harm, or his own
        (SHELLED, "shelled", "AID", "forces", HAPPENED, "tense"),
        (OWN, "shelled", "ASSAULT", "forces", HAPPENED, "tense"),
    ],
)
def test_without_a_head_the_rules_decide(
    text: str, word: str, kind: str, actor: str | None, certainty: Certainty, by: str
) -> None:
    told = ask(read_once(text), word, kind, actor=actor)
    assert (told.certainty, told.by) == (certainty, by)


def test_who_says_so() -> None:
    told = ask(read_once(SHELLED), "shelled", "ASSAULT", actor="forces")
    assert told.attributed.speaker is not None
    assert told.attributed.speaker.code == "UKRGOV"
    assert told.saying is not None
    assert told.attributed.content == told.saying.content
    assert told.claimants == ()


def test_whoever_denies_does_not_tell() -> None:
    told = ask(read_once(CROSSED), "crossed", "MOBILIZE", actor="troops")
    assert told.certainty is DENIED
    assert [actor.code for actor in told.claimants] == ["RUSGOV"]
    assert told.attributed.speaker is None


@pytest.mark.parametrize(
    ("text", "word", "somebody", "past", "ahead"),
    [
        (PRAISE, "praised", False, False, False),
        (SHELLED, "shelled", True, False, False),
        (LONG_AGO, "shelled", False, True, False),
        (VIENNA, "meet", False, False, True),
    ],
)
def test_what_the_rules_make_of_it_is_told_to_the_head(
    text: str, word: str, somebody: bool, past: bool, ahead: bool
) -> None:
    told = ask(read_once(text), word, "CONSULT").told
    assert told is not None
    assert (told.by_somebody, told.past, told.ahead) == (somebody, past, ahead)
    assert told.certainty is ask(read_once(text), word, "CONSULT").certainty


def test_without_a_day_of_publication_nothing_is_past_or_ahead() -> None:
    for text, word in ((LONG_AGO, "shelled"), (VIENNA, "meet")):
        reading, _ = listen(text, published=None)
        told = ask(reading, word, "CONSULT").told
        assert told is not None
        assert not told.past
        assert not told.ahead


# With a head.


@pytest.mark.parametrize("certainty", LISTENED)
@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        (PRAISE, "praised", "SUPPORT"),
        (MAY, "expel", "SANCTION"),
        (ALLEGEDLY, "attacked", "COERCE"),
        (CROSSED, "crossed", None),
    ],
)
def test_the_head_overrules_and_says_so(text: str, word: str, kind: str | None, certainty: Certainty) -> None:
    alone = ask(read_once(text), word, kind)
    told = ask(listen(text, {word: certainty})[0], word, kind)
    assert told.certainty is certainty
    assert told.by == (alone.by if certainty is alone.certainty else f"{HEAD}, not {alone.by}")
    assert told.told == alone.told
    assert told.judged == alone.judged


def test_the_head_judges_with_what_the_rules_say() -> None:
    reading, ear = listen(SHELLED)
    told = ask(reading, "shelled", "ASSAULT", actor="forces")
    assert ear.told == [told.told]


@pytest.mark.parametrize("certainty", LISTENED)
def test_a_threat_stays_a_threat(certainty: Certainty) -> None:
    reading, _ = listen(PRAISE, {"praised": certainty})
    told = ask(reading, "praised", EventType.THREATEN, actor="Norway")
    assert (told.certainty, told.by) == (THREATENED, "type")


def test_whoever_tells_of_his_own_deed_does_not_allege_it() -> None:
    reading, _ = listen(OWN, {"shelled": ALLEGED})
    told = ask(reading, "shelled", "ASSAULT", actor="forces")
    assert (told.certainty, told.by) == (HAPPENED, "tense")


def test_what_nobody_tells_may_be_heard_as_alleged() -> None:
    reading, _ = listen(PRAISE, {"praised": ALLEGED})
    assert ask(reading, "praised", "SUPPORT").certainty is ALLEGED


def test_a_parser_without_states_leaves_the_head_nothing_to_hear() -> None:
    assert ask(read_once(MAY), "expel", "SANCTION").by == "auxiliary"
    assert read_once(MAY).soundings.passages == ()


# Any word, event of the codebook or not.


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        (PRAISE, "praised", HAPPENED),
        (VIENNA, "meet", PLANNED),
        (MAY, "expel", HYPOTHETICAL),
        (CROSSED, "crossed", DENIED),
        (LONG_AGO, "shelled", HISTORICAL),
        (ALLEGEDLY, "attacked", ALLEGED),
        # what only somebody says is alleged, whoever he is
        (FELL, "fell", ALLEGED),
        (OWN, "shelled", ALLEGED),
        (POLICE, "arrested", ALLEGED),
        # that he says it is not
        (OWN, "said", HAPPENED),
    ],
)
def test_the_certainty_of_any_word(text: str, word: str, certainty: Certainty) -> None:
    reading = read_once(text)
    sentence = reading.parse.sentences[0]
    assert assess_word(sentence, find_token(sentence, word), reading, load_tables()).certainty is certainty


def test_a_word_is_assessed_as_an_act_of_no_type_by_nobody() -> None:
    reading = read_once(SHELLED)
    sentence = reading.parse.sentences[0]
    plain = assess_plainly(sentence, find_token(sentence, "shelled"), reading, load_tables())
    assert plain == ask(reading, "shelled")


@pytest.mark.parametrize("certainty", LISTENED)
def test_the_head_overrules_the_certainty_of_any_word(certainty: Certainty) -> None:
    reading, _ = listen(OWN, {"shelled": certainty})
    sentence = reading.parse.sentences[0]
    assert assess_word(sentence, find_token(sentence, "shelled"), reading, load_tables()).certainty is certainty


def factuality(reading: Reading, word: str) -> float:
    sentence = reading.parse.sentences[0]
    return assess_word(sentence, find_token(sentence, word), reading, load_tables()).factuality


def test_factuality_by_the_rules_has_the_sign_of_the_certainty() -> None:
    happened, alleged, planned, denied = (
        factuality(read_once(text), word)
        for text, word in ((PRAISE, "praised"), (OWN, "shelled"), (VIENNA, "meet"), (CROSSED, "crossed"))
    )
    assert 3 >= happened > alleged > 0 > planned > denied >= -3


def test_factuality_is_what_the_head_hears() -> None:
    found = parse(PRAISE)
    ear = Ear(PRAISE, factuality={"praised": -1.25})
    reading = read_article(
        Article(id="a", text=PRAISE, published=DAY), scan_plainly(found), replace(load_tools(), listener=ear)
    )
    assert factuality(reading, "praised") == -1.25
    assert factuality(reading, "Norway") == 0.0
