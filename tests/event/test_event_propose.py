"""Which acts of a sentence are weighed at all, and as which questions do they reach the typing head?"""

from __future__ import annotations

import pytest

from diurna.event.propose import Proposal, make_candidate, propose_events
from diurna.event.sides import Sides
from diurna.language.typist import Candidate
from diurna.records import Sentence
from diurna.what.acts import OPEN_RULE
from event.event_texts import forget, load_tables, read
from stored import load_parses


def propose(text: str, *, openly: bool, forgotten: tuple[str, ...] = ()) -> tuple[Sentence, list[Proposal]]:
    """The first sentence of a text and its proposals."""
    reading = read(text)
    sentence = reading.parse.sentences[0]
    tables = forget(*forgotten) if forgotten else load_tables()
    return sentence, propose_events(sentence, reading, tables, openly=openly)


def show(sentence: Sentence, tokens: tuple[int, ...]) -> str:
    return " ".join(sentence.tokens[index].text for index in tokens)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient", "event_type"),
    [
        ("Blinken condemned Russia.", "condemned", "Blinken", "Russia", "ACCUSE"),
        # a side is marked with all its words
        ("Norway praised the Greek government.", "praised", "Norway", "the Greek government", "SUPPORT"),
        ("Eighteen diplomats were expelled by Prague.", "expelled", "Prague", "Eighteen diplomats", "SANCTION"),
        # the row looks for the other side beyond the object
        ("France recalled its ambassador from Ankara.", "recalled", "France", "Ankara", "SANCTION"),
        # who stands in the main clause acts in the relative clause, too
        ("The troops that attacked the rebels fled.", "attacked", "The troops", "the rebels", "ASSAULT"),
        # an act of two words
        ("The rebels claim that they shot down the jet.", "shot down", "they", "the jet", "ASSAULT"),
        # an act about another
        ("The junta threatened to arrest the bishop.", "threatened", "The junta", "the bishop", "THREATEN"),
        # nobody is hit
        ("The rebels shelled the town.", "shelled", "The rebels", "", "ASSAULT"),
    ],
)
def test_an_act_is_a_question_about_marked_words(
    text: str, trigger: str, actor: str, recipient: str, event_type: str
) -> None:
    for openly in (False, True):
        sentence, proposals = propose(text, openly=openly)
        asked = [
            (show(sentence, one.trigger), show(sentence, one.actor), show(sentence, one.recipient), one.proposal)
            for one in (proposal.candidate for proposal in proposals)
        ]
        assert (trigger, actor, recipient, event_type) in asked


def test_two_acts_are_two_questions() -> None:
    sentence, proposals = propose("Ankara closed the border and arrested two mayors.", openly=False)
    assert [show(sentence, proposal.candidate.trigger) for proposal in proposals] == ["closed", "arrested"]
    assert [show(sentence, proposal.candidate.actor) for proposal in proposals] == ["Ankara", "Ankara"]


def test_an_act_without_sides_is_only_a_question_for_the_head() -> None:
    text = "Paris condemned the attack."
    sentence, closed = propose(text, openly=False)
    _, both = propose(text, openly=True)
    assert [show(sentence, proposal.act.words) for proposal in closed] == ["condemned"]
    (found,) = [proposal for proposal in both if proposal.sides is None]
    assert found.candidate == Candidate(trigger=(3,), actor=(), recipient=(), proposal="ASSAULT")


def test_a_verb_that_no_row_knows_is_only_a_question_for_the_head() -> None:
    text = "Norway praised the Greek government."
    sentence, (found,) = propose(text, openly=True, forgotten=("praise",))
    assert (found.act.type, found.act.rule, found.candidate.proposal) == (None, OPEN_RULE, None)
    assert show(sentence, found.candidate.actor) == "Norway"
    assert show(sentence, found.candidate.recipient) == "the Greek government"
    assert propose(text, openly=False, forgotten=("praise",))[1] == []


@pytest.mark.parametrize("text", ["Shares fell.", "Shares fell sharply on Monday.", "The winter hit a record low."])
def test_where_nobody_is_named_nothing_is_asked(text: str) -> None:
    assert propose(text, openly=True)[1] == []


def test_a_candidate_of_nobody_has_only_its_trigger() -> None:
    sentence, (proposal,) = propose("Blinken condemned Russia.", openly=False)
    assert make_candidate(sentence, proposal.act, None) == Candidate((1,), (), (), "ACCUSE")
    assert make_candidate(sentence, proposal.act, Sides((), ())) == Candidate((1,), (), (), "ACCUSE")


@pytest.mark.parametrize("text", load_parses())
def test_laws_of_proposals(text: str) -> None:
    sentence, closed = propose(text, openly=False)
    _, both = propose(text, openly=True)
    assert [one for one in both if one in closed] == closed
    for proposal in closed:
        assert proposal.sides is not None
        assert proposal.act.type is not None
    for proposal in both:
        candidate = proposal.candidate
        assert candidate.trigger == proposal.act.words
        assert candidate.proposal == proposal.act.type
        for tokens, actors in (
            (candidate.actor, proposal.sides.actor if proposal.sides else ()),
            (candidate.recipient, proposal.sides.recipient if proposal.sides else ()),
        ):
            assert list(tokens) == sorted(set(tokens))
            for index in tokens:
                assert any(sentence.tokens[index].span.overlaps(actor.span) for actor in actors)
            for actor in actors:
                assert any(sentence.tokens[index].span.overlaps(actor.span) for index in tokens)
