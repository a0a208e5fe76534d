"""What head and rules find together: the head says which words are cues, the rules know what kind they are.

The head is played by an Ear that hears what a test wants; the rules are the shipped ones.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from diurna.language.listener import CUE, Soundings
from diurna.records import Parse, QuoteKind, Span
from diurna.said import Cues, Saying, find_quotations, find_sayings, join_sayings, listen, load_cues
from diurna.said.heard import INNER, KEEP, KEEP_INNER, OUTER
from diurna.said.saying import find_start
from said.said_hearing import SURE, Ear, Heard, scan_plainly
from stored import get_parse

CLAIMED = "Rome said Novak claimed troops had left."
POINTED = "The army pointed out that troops had left."
ACCORDING = "According to the army, troops had left."
NOT_SAID = "Officials did not say whether the talks had failed."
GOES_ON = '"Troops left," said the minister. "They took the bridge. They burned it."'
EMAILED = "The envoy emailed that the king was ill."
PLAN = "The old king of Oman and his aides confirmed plans for a truce."
SMILED = "The premier smiled. Talks with the rebels, she said, had failed."
SENTENCES = [CLAIMED, POINTED, ACCORDING, NOT_SAID, GOES_ON, EMAILED, PLAN, SMILED]

ROME = Heard(cue="said", source=("Rome",), content=("Novak claimed troops had left",))
NOVAK = Heard(cue="claimed", source=("Novak",), content=("troops had left",))
LITTLE = 0.01
"""A step to either side of a threshold."""


@cache
def get_cues() -> Cues:
    return load_cues()


def join(parse: Parse, ear: Ear) -> tuple[Saying, ...]:
    """What head and rules find in a text together."""
    rules = find_sayings(parse, cues=get_cues())
    soundings = listen(scan_plainly(parse), ear, rules, find_quotations(parse))
    return join_sayings(parse.text, soundings, ear, rules, cues=get_cues())


def hear(text: str, *heard: Heard, likely: dict[str, tuple[float, float]] | None = None) -> tuple[Saying, ...]:
    return join(get_parse(text), Ear(text, *heard, likely=likely))


def tell(text: str, saying: Saying) -> tuple[str | None, str | None, list[str]]:
    """(source, cue, content) as words."""

    def words(span: Span | None) -> str | None:
        return None if span is None else span.of(text)

    return words(saying.source), words(saying.cue), [span.of(text) for span in saying.content]


def find_cues(text: str, sayings: tuple[Saying, ...]) -> list[str]:
    return [saying.cue.of(text) for saying in sayings if saying.cue is not None]


# Listening.


def test_the_head_is_shown_what_rules_and_marks_say() -> None:
    parse = get_parse(GOES_ON)
    ear = Ear(GOES_ON)
    scan = scan_plainly(parse)
    soundings = listen(scan, ear, find_sayings(parse, cues=get_cues()), find_quotations(parse))
    tokens = [token.text for sentence in parse.sentences for token in sentence.tokens]
    (hints,) = ear.hints
    assert [tokens[index] for index in np.flatnonzero(hints.marks & CUE)] == ["said"]
    assert [tokens[index] for index in np.flatnonzero(hints.quotedness == 0)] == ["said", "the", "minister", "."]
    assert soundings.listener is ear
    assert len(soundings.passages) == len(soundings.hearings) == 1
    assert soundings.find(1, 2) is not None


def test_a_text_without_sentences_says_nothing() -> None:
    ear = Ear("")
    soundings = listen(scan_plainly(Parse(text="", sentences=())), ear, (), ())
    assert soundings == Soundings((), (), ear)
    assert join_sayings("", soundings, ear, (), cues=get_cues()) == ()


# Which words are cues.


def test_the_head_decides_what_is_source_and_what_is_content() -> None:
    (saying,) = hear(EMAILED, Heard(cue="emailed", source=("the king",), content=("The envoy", "was ill")))
    assert tell(EMAILED, saying) == ("the king", "emailed", ["The envoy", "was ill"])
    assert saying.sentence == 0


@pytest.mark.parametrize(("outer", "kept"), [(OUTER + LITTLE, True), (OUTER - LITTLE, False)])
def test_an_outermost_cue_is_kept_from_its_threshold_on(outer: float, kept: bool) -> None:
    sayings = hear(PLAN, Heard(cue="plans", content=("a truce",), outer=outer, any=0.0))
    assert ("plans" in find_cues(PLAN, sayings)) == kept


@pytest.mark.parametrize(("any_", "kept"), [(INNER + LITTLE, True), (INNER - LITTLE, False)])
def test_inside_the_words_of_another_any_cue_is_kept(any_: float, kept: bool) -> None:
    outer = Heard(cue="confirmed", source=("his aides",), content=("plans for a truce",))
    sayings = hear(PLAN, outer, Heard(cue="plans", content=("a truce",), outer=0.0, any=any_))
    assert find_cues(PLAN, sayings) == ["confirmed", "plans"] if kept else ["confirmed"]


def test_an_inner_cue_that_nobody_holds_is_dropped() -> None:
    inner = Heard(cue="plans", content=("a truce",), outer=0.0)
    assert "plans" not in find_cues(PLAN, hear(PLAN, inner))
    holder = Heard(cue="aides", content=("plans for a truce",))
    assert "plans" in find_cues(PLAN, hear(PLAN, inner, holder))


def test_who_is_dropped_holds_nobody() -> None:
    """ "confirmed" is told inside the words of nobody, and so is what is told inside its own words."""
    unheld = Heard(cue="confirmed", content=("plans for a truce",), outer=0.0)
    assert hear(PLAN, unheld, Heard(cue="plans", content=("a truce",), outer=0.0)) == ()


def test_a_cue_without_content_is_no_saying() -> None:
    assert hear(EMAILED, Heard(cue="envoy", source=("the king",), content=())) == ()


def test_a_cue_that_is_heard_twice_is_one_saying_the_likelier() -> None:
    twice = [
        Heard(cue="did not say", source=("Officials",), content=("whether the talks had failed",)),
        Heard(cue="say", source=("Officials",), content=("the talks",), outer=(OUTER + SURE) / 2),
    ]
    (saying,) = hear(NOT_SAID, *twice)
    assert tell(NOT_SAID, saying) == ("Officials", "did not say", ["whether the talks had failed"])


def test_the_chance_is_that_of_an_outermost_cue() -> None:
    outer = (OUTER + 1) / 2
    (saying,) = hear(EMAILED, Heard(cue="emailed", content=("the king was ill",), outer=outer, any=1.0))
    assert saying.chance == pytest.approx(outer)


def test_sayings_come_in_reading_order() -> None:
    sayings = hear(CLAIMED, NOVAK, ROME)
    assert find_cues(CLAIMED, sayings) == ["said", "claimed"]


@settings(deadline=None, max_examples=50)
@given(
    said=st.floats(0, 1, width=32),
    claimed=st.floats(0, 1, width=32),
    some=st.lists(st.floats(0, 1, width=32), min_size=2),
)
def test_whatever_is_heard_no_cue_is_told_twice(said: float, claimed: float, some: list[float]) -> None:
    outer = Heard(cue="said", source=ROME.source, content=ROME.content, outer=said, any=some[0])
    inner = Heard(cue="claimed", source=NOVAK.source, content=NOVAK.content, outer=claimed, any=some[1])
    sayings = hear(CLAIMED, outer, inner)
    cues = [saying.cue for saying in sayings]
    assert len(set(cues)) == len(cues)
    assert list(sayings) == sorted(sayings, key=find_start)


def test_words_of_another_paragraph_are_not_looked_for() -> None:
    first, second = get_parse(SMILED).sentences
    heard = Heard(cue="said", source=("The premier",), content=("smiled", "had failed"))
    (together,) = hear(SMILED, heard)
    (apart,) = join(Parse(SMILED, (first, replace(second, paragraph=1))), Ear(SMILED, heard))
    assert tell(SMILED, together) == ("The premier", "said", ["smiled", "had failed"])
    assert tell(SMILED, apart) == ("she", "said", ["had failed"])  # whom the rules find
    assert apart.sentence == 1


# What the rules know of a cue.


@pytest.mark.parametrize(
    ("text", "cue", "content", "lemma", "cue_class"),
    [
        (CLAIMED, "said", "troops", "say", "say"),
        (CLAIMED, "claimed", "troops", "claim", "claim"),
        # a verb with its particle is one cue, whether the head hears the particle or not
        (POINTED, "pointed", "troops", "point out", "say"),
        (POINTED, "pointed out", "troops", "point out", "say"),
        # a set phrase
        (ACCORDING, "According to", "troops", "according to", "say"),
        # auxiliaries name nothing
        (NOT_SAID, "did not say", "talks", "say", "say"),
        # nouns
        (PLAN, "plans for", "a truce", "plan", "intend"),
        # of no row: the word itself, and no class
        (EMAILED, "king", "ill", "king", None),
    ],
)
def test_the_row_of_a_cue_names_what_it_does(
    text: str, cue: str, content: str, lemma: str, cue_class: str | None
) -> None:
    found = [
        saying for saying in hear(text, Heard(cue=cue, content=(content,))) if saying.content[0].of(text) == content
    ]
    assert [(saying.cue_lemma, saying.cue_class) for saying in found] == [(lemma, cue_class)]


@pytest.mark.parametrize(("text", "cue", "negated"), [(NOT_SAID, "say", True), (POINTED, "pointed", False)])
def test_what_is_not_said_is_negated(text: str, cue: str, negated: bool) -> None:
    (saying,) = hear(text, Heard(cue=cue, content=("failed" if negated else "left",)))
    assert saying.negated == negated


def test_a_cue_that_begins_with_its_auxiliary_is_negated_too() -> None:
    (saying,) = hear(NOT_SAID, Heard(cue="did not say", content=("whether the talks had failed",)))
    assert saying.negated


# The source.


@pytest.mark.parametrize(
    ("text", "source", "head"),
    [
        (CLAIMED, "Rome", (0, "Rome")),
        (ACCORDING, "the army", (0, "army")),
        (PLAN, "The old king of Oman", (0, "king")),
        (PLAN, "king of Oman and his aides", (0, "king")),
        # without its noun: the word on which the others hang
        (PLAN, "The old", (0, "The")),
        # words of another sentence than the cue's
        (SMILED, "The premier", (0, "premier")),
        (SMILED, "she", (1, "she")),
    ],
)
def test_the_head_of_a_source_says_where_to_ask_who_it_is(text: str, source: str, head: tuple[int, str]) -> None:
    cue = {CLAIMED: "claimed", ACCORDING: "According", PLAN: "plans", SMILED: "failed"}[text]
    saying = next(
        saying
        for saying in hear(text, Heard(cue=cue, source=(source,), content=(".",)))
        if saying.content[0].of(text) == "."
    )
    assert saying.source_head is not None
    sentence, token = saying.source_head
    assert saying.source is not None
    assert saying.source.of(text) == source
    assert (sentence, get_parse(text).sentences[sentence].tokens[token].text) == head


def test_of_two_phrases_that_could_be_the_source_the_near_one_is() -> None:
    (saying,) = hear(SMILED, Heard(cue="said", source=("The premier", "she"), content=("Talks with the rebels",)))
    assert tell(SMILED, saying)[0] == "she"


def test_nobody_may_be_the_source() -> None:
    (saying,) = hear(EMAILED, Heard(cue="ill", content=("the king",)))
    assert (saying.source, saying.source_head) == (None, None)


def test_a_source_that_the_head_does_not_hear_is_borrowed_from_the_rules() -> None:
    (saying,) = hear(POINTED, Heard(cue="pointed", content=("that troops had left",)))
    assert tell(POINTED, saying)[0] == "The army"
    assert saying.source_head == (0, 1)


def test_the_subject_of_a_verb_of_speech_is_never_what_is_said() -> None:
    (saying,) = hear(POINTED, Heard(cue="pointed", content=("The army", "that troops had left")))
    assert tell(POINTED, saying)[0] == "The army"
    assert saying.source_head == (0, 1)


# The content.


FIRST, SECOND = '"Troops left,"', '"They took the bridge. They burned it."'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (("Troops left", "They took"), QuoteKind.INDIRECT),
        ((FIRST,), QuoteKind.DIRECT),
        ((FIRST, SECOND), QuoteKind.DIRECT),
        ((FIRST, "They took"), QuoteKind.MIXED),
    ],
)
def test_the_kind_is_that_of_the_words_that_are_heard(content: tuple[str, ...], kind: QuoteKind) -> None:
    (saying,) = hear(GOES_ON, Heard(cue="minister", content=content))
    assert saying.kind is kind
    assert tell(GOES_ON, saying)[2] == list(content)


def test_a_quotation_that_goes_on_is_added() -> None:
    (saying,) = hear(GOES_ON, Heard(cue="said", source=("the minister",), content=(FIRST,)))
    assert tell(GOES_ON, saying) == ("the minister", "said", [FIRST, SECOND])
    assert saying.kind is QuoteKind.DIRECT
    assert saying.addressee_head is None


@pytest.mark.parametrize("part", ["They took the bridge", "They burned it", SECOND])
def test_a_quotation_that_is_heard_as_somebody_elses_is_not_added(part: str) -> None:
    heard = Heard(cue="said", content=(FIRST,)), Heard(cue="left", content=(part,))
    sayings = hear(GOES_ON, *heard)
    assert [tell(GOES_ON, saying)[2] for saying in sayings if saying.cue_lemma == "say"] == [[FIRST]]


def test_a_quotation_before_what_is_heard_is_not_added() -> None:
    (saying,) = hear(GOES_ON, Heard(cue="said", content=(SECOND,)))
    assert tell(GOES_ON, saying)[2] == [SECOND]


def test_words_without_marks_are_not_added() -> None:
    (saying,) = hear(POINTED, Heard(cue="pointed", content=("that",)))
    assert tell(POINTED, saying)[2] == ["that"]


# What only the rules find.


@pytest.mark.parametrize(("chance", "kept"), [(KEEP_INNER + LITTLE, True), (KEEP_INNER - LITTLE, False)])
def test_what_the_rules_find_inside_the_words_of_another_stays_if_the_head_does_not_deny_it(
    chance: float, kept: bool
) -> None:
    sayings = hear(CLAIMED, ROME, likely={"claimed": (chance, 0.0)})
    assert find_cues(CLAIMED, sayings) == (["said", "claimed"] if kept else ["said"])
    if kept:
        assert tell(CLAIMED, sayings[1]) == ("Novak", "claimed", ["troops had left"])
        assert (sayings[1].cue_class, sayings[1].source_head) == ("claim", (0, 2))


@pytest.mark.parametrize(("chance", "kept"), [(KEEP + LITTLE, True), (KEEP - LITTLE, False)])
def test_what_the_rules_find_elsewhere_stays_if_it_may_be_outermost(chance: float, kept: bool) -> None:
    sayings = hear(POINTED, likely={"pointed": (0.0, chance)})
    assert find_cues(POINTED, sayings) == ["pointed out"] * kept
    assert [saying.chance for saying in sayings] == [pytest.approx(chance)] * kept


@pytest.mark.parametrize("text", SENTENCES)
def test_where_the_head_hears_nothing_nothing_is_said(text: str) -> None:
    assert hear(text) == ()


@pytest.mark.parametrize("text", [CLAIMED, POINTED, ACCORDING, NOT_SAID, GOES_ON])
def test_where_the_head_hears_what_the_rules_say_they_agree(text: str) -> None:
    rules = find_sayings(get_parse(text), cues=get_cues())
    heard = []
    for rule in rules:
        source, cue, content = tell(text, rule)
        assert cue is not None
        heard.append(
            Heard(cue=cue.split()[-1] if rule.negated else cue, source=(source or "",), content=tuple(content))
        )
    for rule, saying in zip(rules, hear(text, *heard), strict=True):
        assert (saying.source, saying.content, saying.kind) == (rule.source, rule.content, rule.kind)
        assert (saying.source_head, saying.cue_lemma, saying.cue_class) == (
            rule.source_head,
            rule.cue_lemma,
            rule.cue_class,
        )
        assert saying.negated == rule.negated
