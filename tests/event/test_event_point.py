"""Who are the two sides, when the row names some and the typing head points at some?

Each case is a sentence, what its row says, and how likely the head thinks each word to act and to undergo.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.event.point import ADD, JOIN, KEEP, POINT, choose_sides
from diurna.event.propose import propose_events
from diurna.event.sides import Sides
from diurna.records import Actor, Sentence, Span
from diurna.what.acts import Act
from diurna.who import ActorIndex, ActorMention, MentionKind, index_actors
from event.event_texts import load_tables, make_verdict, parse, read, stand
from trees import build_parse

PARSE = build_parse(
    "Norway and rebels shelled Danish troops near Ystad beside gangs.",
    """
    Norway Norway PROPN 4 nsubj
    and and CCONJ 3 cc
    rebels rebel NOUN 1 conj Number=Plur
    shelled shell VERB 0 root
    Danish Danish ADJ 6 amod
    troops troop NOUN 4 obj Number=Plur
    near near ADP 8 case
    Ystad Ystad PROPN 4 obl
    beside beside ADP 10 case
    gangs gang NOUN 4 obl Number=Plur
    . . PUNCT 4 punct
    """,
)
SENTENCE = PARSE.sentences[0]


def make_mention(words: str, head: str, country: str | None, sector: str | None, chain: int) -> ActorMention:
    """A mention by its words in the sentence above."""
    start = PARSE.text.index(words)
    inside = [token for token in SENTENCE.tokens if start <= token.start < start + len(words)]
    return ActorMention(
        sentence=0,
        first=inside[0].index,
        last=inside[-1].index + 1,
        head=next(token.index for token in inside if token.text == head),
        actor=Actor(text=words, span=Span(start, start + len(words)), country=country, sector=sector),
        chain=chain,
        kind=MentionKind.NAME,
    )


MENTIONS = (
    make_mention("Norway", "Norway", "NOR", "GOV", 1),
    make_mention("rebels", "rebels", None, "REB", 2),
    make_mention("Danish", "Danish", "DNK", None, 3),
    make_mention("Danish troops", "troops", "DNK", "MIL", 4),
    make_mention("Ystad", "Ystad", "SWE", None, 5),
    make_mention("gangs", "gangs", None, None, 6),
)
ACTORS = {mention.actor.text: mention.actor for mention in MENTIONS}
WORDS = [token.text for token in SENTENCE.tokens]
CHANCES = st.dictionaries(st.sampled_from(WORDS), st.floats(0, 1))


def make_act(event_type: str = "ASSAULT", words: tuple[int, ...] = (3,)) -> Act:
    return Act(
        trigger=3,
        words=words,
        clause=(),
        type=event_type,
        mode=None,
        contexts=(),
        actors=(),
        recipients=(),
        joined=(),
        rule="verbs.tsv:2",
        noun=False,
    )


def choose(
    named: tuple[str, str] | None,
    acting: Mapping[str, float],
    undergoing: Mapping[str, float],
    *,
    act: Act | None = None,
    index: ActorIndex | None = None,
) -> tuple[str, str] | None:
    """Both sides as words, in order; `named` are those that the row names."""
    sides = None
    if named is not None:
        sides = Sides(*(tuple(actor for text, actor in ACTORS.items() if text in side.split(", ")) for side in named))
    verdict = make_verdict({}, acting=stand(SENTENCE, acting), undergoing=stand(SENTENCE, undergoing))
    found = choose_sides(SENTENCE, act or make_act(), sides, verdict, index or index_actors(PARSE, MENTIONS))
    if found is None:
        return None
    return ", ".join(actor.text for actor in found.actor), ", ".join(actor.text for actor in found.recipient)


@pytest.mark.parametrize(
    ("named", "acting", "undergoing", "sides"),
    [
        # both point at the same
        (("Norway", "Danish troops"), {"Norway": 0.9}, {"troops": 0.9}, ("Norway", "Danish troops")),
        # the head only has to let a side of the row pass
        (("Norway", "Danish troops"), {"Norway": KEEP + 0.01}, {"troops": KEEP + 0.01}, ("Norway", "Danish troops")),
        # ... and drops the one that it does not believe in
        (
            ("Norway, rebels", "Danish troops"),
            {"Norway": 0.9, "rebels": 0.1},
            {"troops": 0.9},
            ("Norway", "Danish troops"),
        ),
        (("Norway", "Ystad"), {"Norway": 0.9}, {"Ystad": 0.1}, ("Norway", "")),
        # it must be surer of a side where the row names nobody
        (("Norway", ""), {"Norway": 0.9}, {"troops": POINT}, ("Norway", "Danish troops")),
        (("Norway", ""), {"Norway": 0.9}, {"troops": POINT - 0.01}, ("Norway", "")),
        # ... and surer still of one beside those whom the row names, unless nobody knows who they are
        (("Norway", "Ystad"), {"Norway": 0.9}, {"Ystad": 0.9, "troops": ADD}, ("Norway", "Danish troops, Ystad")),
        (("Norway", "Ystad"), {"Norway": 0.9}, {"Ystad": 0.9, "troops": ADD - 0.01}, ("Norway", "Ystad")),
        # ... and surest of a second one who acts
        (("Norway", ""), {"Norway": 0.9, "rebels": JOIN}, {}, ("Norway, rebels", "")),
        (("Norway", ""), {"Norway": 0.9, "rebels": JOIN - 0.01}, {}, ("Norway", "")),
        (("gangs", ""), {"gangs": 0.9, "rebels": POINT}, {}, ("rebels, gangs", "")),
        # what the row calls an actor is not yet known as a recipient
        (("Norway, rebels", ""), {"Norway": 0.9}, {"rebels": 0.3}, ("Norway", "")),
        # the row may be wrong about who did it to whom
        (("Norway", "Danish troops"), {"troops": 0.9}, {"Norway": 0.9}, ("Danish troops", "Norway")),
        # the row finds nobody
        (None, {"Norway": 0.9, "rebels": 0.8}, {"troops": 0.7}, ("Norway, rebels", "Danish troops")),
        # sides come as they stand in the text, not as likely as they are
        (None, {"Norway": 0.6, "Ystad": 0.9, "rebels": 0.7}, {}, ("Norway, rebels, Ystad", "")),
    ],
)
def test_row_and_head_name_the_sides(
    named: tuple[str, str] | None, acting: dict[str, float], undergoing: dict[str, float], sides: tuple[str, str]
) -> None:
    assert choose(named, acting, undergoing) == sides


@pytest.mark.parametrize(
    ("event_type", "acting", "undergoing", "sides"),
    [
        ("ASSAULT", {}, {}, None),
        ("AID", {}, {}, None),
        # somebody of whom nothing is known is no side alone, but stays beside others
        ("ASSAULT", {"gangs": 0.9}, {}, None),
        ("ASSAULT", {"gangs": 0.9}, {"troops": 0.9}, ("gangs", "Danish troops")),
        # force may be told without the one who uses it ("troops were shelled"), a favour not
        ("ASSAULT", {}, {"troops": 0.9}, ("", "Danish troops")),
        ("AID", {}, {"troops": 0.9}, None),
        ("AID", {"gangs": 0.9}, {"troops": 0.9}, None),
        ("AID", {"Norway": 0.9}, {}, ("Norway", "")),
    ],
)
def test_without_somebody_who_is_known_there_is_no_event(
    event_type: str, acting: dict[str, float], undergoing: dict[str, float], sides: tuple[str, str] | None
) -> None:
    assert choose(None, acting, undergoing, act=make_act(event_type)) == sides


@pytest.mark.parametrize(
    ("acting", "side"),
    [
        ({"Danish": 0.9, "troops": 0.9}, "Danish troops"),
        ({"Danish": 0.9, "troops": 0.4}, "Danish"),
        ({"Danish": 0.4, "troops": 0.9}, "Danish troops"),
    ],
)
def test_a_name_inside_another_is_no_side_beside_it(acting: dict[str, float], side: str) -> None:
    assert choose(None, acting, {}) == (side, "")


def test_a_part_of_the_actor_is_not_the_other_side() -> None:
    # "Danish troops": Denmark is named in the actor's own phrase
    assert choose(None, {"troops": 0.9}, {"Danish": 0.9, "Norway": 0.9}) == ("Danish troops", "Norway")


def test_whoever_stands_beside_is_not_the_other_side() -> None:
    # "... shelled Danish troops beside gangs"
    assert choose(None, {"Norway": 0.9}, {"gangs": 0.9, "troops": 0.9}) == ("Norway", "Danish troops")


def test_nobody_acts_on_himself() -> None:
    assert choose(None, {"Norway": 0.9}, {"Norway": 0.9, "troops": 0.9}) == ("Norway", "Danish troops")


def test_the_words_of_the_act_are_no_side_of_it() -> None:
    # "the Danish troops' shelling": words that tell the act do not also name who does it
    act = make_act(words=(3, 5))
    assert choose(None, {"Norway": 0.9, "troops": 0.9}, {}, act=act) == ("Norway", "")


def test_words_that_mean_two_are_two_sides() -> None:
    both = tuple(
        make_mention("rebels", "rebels", country, "REB", chain) for chain, country in enumerate(("NOR", "SWE"))
    )
    assert choose(None, {"rebels": 0.9}, {}, index=index_actors(PARSE, both)) == ("rebels, rebels", "")


def test_a_side_that_is_named_twice_is_one() -> None:
    again = ActorMention(0, 7, 8, 7, ACTORS["Norway"], 1, MentionKind.PRONOUN)
    index = index_actors(PARSE, (MENTIONS[0], again))
    assert choose(None, {"Norway": 0.9, "Ystad": 0.9}, {}, index=index) == ("Norway", "")


def test_mentions_of_other_sentences_are_left_alone() -> None:
    elsewhere = ActorMention(1, 0, 1, 0, ACTORS["Ystad"], 5, MentionKind.NAME)
    index = ActorIndex(PARSE, {(0, 0): (MENTIONS[0],), (1, 0): (elsewhere,)})
    assert choose(None, dict.fromkeys(WORDS, 0.9), {}, index=index) == ("Norway", "")


@settings(deadline=None)
@given(acting=CHANCES, undergoing=CHANCES)
def test_a_side_is_a_mention_that_is_likely_and_stands_on_one_side_only(
    acting: dict[str, float], undergoing: dict[str, float]
) -> None:
    sides = choose(None, acting, undergoing)
    if sides is None:
        return
    acts, undergoes = ([text for text in side.split(", ") if text] for side in sides)
    for side, chances in ((acts, acting), (undergoes, undergoing)):
        assert len(set(side)) == len(side)
        for text in side:
            assert chances.get(text.split()[-1], 0) >= POINT
    assert not set(acts) & set(undergoes)


@settings(deadline=None)
@given(acting=CHANCES, named=st.sets(st.sampled_from(("Norway", "rebels", "Ystad"))))
def test_whomever_the_head_is_sure_of_is_a_side(acting: dict[str, float], named: set[str]) -> None:
    sides = choose((", ".join(named), ""), acting, {}) or ("", "")
    sure = {word for word in ("Norway", "rebels", "Ystad") if acting.get(word, 0) >= JOIN}
    assert sure <= set(sides[0].split(", "))


# What the row knows of its sides beyond their names.


def propose(text: str) -> tuple[Sentence, Act, Sides, ActorIndex]:
    """A text's first proposal by the shipped tables."""
    reading = read(text)
    sentence = parse(text).sentences[0]
    proposal = propose_events(sentence, reading, load_tables(), openly=False)[0]
    assert proposal.sides is not None
    return sentence, proposal.act, proposal.sides, reading.actors


def test_those_who_protest_stay_civilians() -> None:
    sentence, act, sides, actors = propose("Some 3,000 Georgians rallied in Tbilisi.")
    assert [actor.code for actor in sides.actor] == ["GEOCVL"]
    verdict = make_verdict({"PROTEST": 0.9}, acting=stand(sentence, ["Georgians"]))
    found = choose_sides(sentence, act, sides, verdict, actors)
    assert found is not None
    assert [actor.code for actor in found.actor] == ["GEOCVL"]


@pytest.mark.parametrize(
    ("text", "acting", "undergoing"),
    [
        ("France recalled its ambassador from Ankara.", ["France"], ["Ankara"]),
        ("Norway praised the Greek government.", ["Norway"], ["the", "Greek", "government"]),
        ("Prague expelled 18 Russian diplomats.", ["Prague"], ["18", "Russian", "diplomats"]),
        ("Eighteen diplomats were expelled by Prague.", ["Prague"], ["Eighteen", "diplomats"]),
        ("Canada pledged to train the Iraqi police.", ["Canada"], ["the", "Iraqi", "police"]),
    ],
)
def test_a_head_that_agrees_changes_nothing(text: str, acting: list[str], undergoing: list[str]) -> None:
    sentence, act, sides, actors = propose(text)
    verdict = make_verdict({}, acting=stand(sentence, acting), undergoing=stand(sentence, undergoing))
    assert choose_sides(sentence, act, sides, verdict, actors) == sides
