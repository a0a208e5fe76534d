"""Words that no row of the tables knows: which are offered to the typing head as acts that may be events?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from msgspec.structs import replace

from diurna.codebook import load_codebook
from diurna.codebook.patterns.load import ContextRow, Patterns, load_patterns
from diurna.codebook.patterns.rows import Operator, Pattern
from diurna.records import Sentence
from diurna.what.acts import OPEN_RULE, Act, find_acts
from stored import find_token, get_sentence, load_parses
from trees import build_parse

NOUNS = ("NOUN", "PROPN", "PRON")
BLANK = Patterns(
    verbs={},
    nouns={},
    operators={},
    heads=frozenset(),
    modes=(),
    contexts={},
    light=frozenset(),
    future={},
    inner_modes={},
    classes={},
)
"""Tables without a row: every word is unknown."""


def find(
    sentence: Sentence, patterns: Patterns = BLANK, *, openly: bool = True, strangers: Collection[str] = ()
) -> tuple[Act, ...]:
    """Acts where every noun and pronoun may be an actor but for those words of which nobody knows who they are."""

    def is_actor(index: int) -> bool:
        token = sentence.tokens[index]
        return token.upos in NOUNS and token.text not in strangers

    return find_acts(sentence, patterns=patterns, is_actor=is_actor, openly=openly)


def words_at(sentence: Sentence, slots: tuple[tuple[int, ...], ...]) -> list[str]:
    return [sentence.tokens[index].text for tokens in slots for index in tokens]


def make_row(predicate: str, event_type: str | None, **changes: object) -> Mapping[str, tuple[Pattern, ...]]:
    """A table of verbs with one row, which fits whatever stands beside its verb."""
    row = Pattern(
        predicate=predicate,
        object=None,
        preps=(),
        clauses=(),
        recipient=None,
        actor=(),
        type=event_type,
        mode=None,
        contexts=(),
        where="verbs.tsv:2",
        weight=0,
        breadth=0,
    )
    return {predicate: (replace(row, **changes),)}


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        # active
        ("Norway praised the Greek government.", "praised", ["Norway"], ["government", "Greek"]),
        ("Blinken condemned Russia.", "condemned", ["Blinken"], ["Russia"]),
        ("The rebels shelled the town.", "shelled", ["rebels"], ["town"]),
        # whoever stands under the object may be touched as well
        ("France recalled its ambassador from Ankara.", "recalled", ["France"], ["ambassador", "Ankara", "its"]),
        # passive
        ("Eighteen diplomats were expelled by Prague.", "expelled", ["Prague"], ["diplomats"]),
        # relative clause and participle
        ("The troops that attacked the rebels fled.", "attacked", ["troops"], ["rebels"]),
        ("The diplomats expelled by Prague left on Sunday.", "expelled", ["Prague"], ["diplomats"]),
        # the second of two verbs with one subject
        ("Ankara closed the border and arrested two mayors.", "arrested", ["Ankara"], ["mayors"]),
        # without an object
        ("The troops that attacked the rebels fled.", "fled", ["troops"], []),
    ],
)
def test_a_verb_without_a_row_is_offered_with_whoever_does_it(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    sentence = get_sentence(text)
    act = next(act for act in find(sentence) if act.trigger == find_token(sentence, trigger))
    assert words_at(sentence, act.actors) == actors
    assert words_at(sentence, act.recipients) == recipients
    assert (act.type, act.kind, act.mode, act.rule) == (None, None, None, OPEN_RULE)
    assert (act.noun, act.given, act.specific, act.joined) == (False, False, 0, ())
    assert act.trigger in act.words
    assert set(act.words) <= set(act.clause)


def test_unless_asked_for_they_are_passed_over() -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    assert len(find(sentence)) == 1
    assert find(sentence, openly=False) == ()


@pytest.mark.parametrize(
    ("text", "verb", "strangers", "offered"),
    [
        # somebody does it or is touched by it
        ("Norway praised the Greek government.", "praised", ["Norway"], True),
        ("Norway praised the Greek government.", "praised", ["government", "Greek"], True),
        ("No troops were deployed.", "deployed", [], True),
        # nobody is
        ("Norway praised the Greek government.", "praised", ["Norway", "government"], False),
        ("No troops were deployed.", "deployed", ["troops"], False),
        ("The winter hit a record low.", "hit", ["winter", "low"], False),
        # only says what leaders they are
        ("The deposed leaders wrote a letter.", "deposed", [], False),
    ],
)
def test_it_must_touch_somebody(text: str, verb: str, strangers: list[str], offered: bool) -> None:
    sentence = get_sentence(text)
    found = {act.trigger for act in find(sentence, strangers=strangers)}
    assert (find_token(sentence, verb) in found) == offered


def test_a_noun_that_may_name_an_act_is_offered_too() -> None:
    sentence = get_sentence("Russia's annexation of Crimea was condemned.")
    patterns = replace(BLANK, heads=frozenset(("annexation",)))
    act = next(act for act in find(sentence, patterns) if act.noun)
    assert (act.type, act.rule, act.recipients) == (None, OPEN_RULE, ())
    assert words_at(sentence, act.actors) == ["Russia"]
    assert not any(act.noun for act in find(sentence))
    assert not any(act.noun for act in find(sentence, patterns, strangers=["Russia", "Crimea"]))


@pytest.mark.parametrize("verb", ["say", "tell", "add", "report", "have", "do", "go", "come", "get", "become", "seem"])
def test_a_verb_that_tells_nothing_by_itself_is_not_offered(verb: str) -> None:
    tree = f"Norway Norway PROPN 2 nsubj\nXed {verb} VERB 0 root\nDenmark Denmark PROPN 2 obj\n. . PUNCT 2 punct"
    sentence = build_parse("Norway Xed Denmark.", tree).sentences[0]
    assert find(sentence) == ()
    assert len(find(build_parse("Norway Xed Denmark.", tree.replace(f" {verb} ", " outwit ")).sentences[0])) == 1


def test_what_somebody_is_like_is_no_act() -> None:
    tree = "Norway Norway PROPN 3 nsubj\nwas be AUX 3 cop\nfurious furious ADJ 0 root\n. . PUNCT 3 punct"
    assert find(build_parse("Norway was furious.", tree).sentences[0]) == ()


def test_the_words_of_its_clause_give_it_a_context() -> None:
    row = ContextRow(context="military", words=("town",), where="contexts.tsv:2")
    (act,) = find(get_sentence("The rebels shelled the town."), replace(BLANK, contexts={"town": (row,)}))
    assert act.contexts == ("military",)


# A word that some row has already spoken of is not asked about again.


def test_a_row_of_its_own_types_it() -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    (act,) = find(sentence, replace(BLANK, verbs=make_row("praise", "SUPPORT")))
    assert (act.type, act.rule) == ("SUPPORT", "verbs.tsv:2")


def test_a_row_that_says_it_is_no_event_is_believed() -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    assert find(sentence, replace(BLANK, verbs=make_row("praise", None))) == ()


def test_a_row_that_its_user_switched_off_stays_off() -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    assert find(sentence, replace(BLANK, off=make_row("praise", "SUPPORT"))) == ()


def test_a_row_that_does_not_fit_leaves_it_open() -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    (act,) = find(sentence, replace(BLANK, verbs=make_row("praise", None, clauses=("that",))))
    assert act.type is None


def test_a_verb_about_other_acts_is_left_to_its_operator() -> None:
    sentence = get_sentence("The junta threatened to arrest the bishop.")
    operator = Operator(
        predicate="threaten",
        clause="to",
        effect="threat",
        type=None,
        recipient=(),
        unless=frozenset(),
        where="operators.tsv:5",
    )
    # The inner act is of no type that could be threatened, so the operator makes no act of it.
    acts = find(sentence, replace(BLANK, operators={"threaten": (operator,)}))
    assert "threatened" not in {sentence.tokens[act.trigger].text for act in acts}


def test_a_light_verb_and_its_noun_are_one_act() -> None:
    sentence = get_sentence("Militants launched an attack on the base.")
    patterns = replace(
        BLANK, nouns=make_row("attack", "ASSAULT"), heads=frozenset(("attack",)), light=frozenset(("launch",))
    )
    (act,) = find(sentence, patterns)
    assert (sentence.tokens[act.trigger].text, act.type) == ("attack", "ASSAULT")


# With the shipped tables.


@pytest.fixture(scope="module")
def shipped() -> Patterns:
    return load_patterns(load_codebook())


@pytest.mark.parametrize("text", load_parses())
def test_open_acts_come_beside_those_of_the_rows(shipped: Patterns, text: str) -> None:
    sentence = get_sentence(text)
    closed, both = find(sentence, shipped, openly=False), find(sentence, shipped)
    assert [act for act in both if act.type is not None] == list(closed)
    assert [act.trigger for act in both] == sorted({act.trigger for act in both})
    taken = {word for act in closed for word in act.words}
    for act in both:
        if act.type is None:
            assert act.rule == OPEN_RULE
            assert act.trigger not in taken
            assert sentence.tokens[act.trigger].upos in ("VERB", "NOUN")


def test_what_a_row_forgets_is_found_openly(shipped: Patterns) -> None:
    sentence = get_sentence("Norway praised the Greek government.")
    forgetful = replace(shipped, verbs={key: rows for key, rows in shipped.verbs.items() if key != "praise"})
    assert [act.type for act in find(sentence, shipped)] == ["SUPPORT"]
    assert [act.type for act in find(sentence, forgetful)] == [None]
    assert find(sentence, forgetful, openly=False) == ()
