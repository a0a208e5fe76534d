"""Who acts and who suffers, where the tree alone does not say."""

from __future__ import annotations

import pytest

from diurna.event.sides import Sides, find_sides
from diurna.records import Actor, EventType, Parse, Span
from diurna.what.acts import Act
from diurna.who import ActorMention, MentionKind, index_actors
from trees import build_parse


def say(modifier: str, lemma: str) -> Parse:
    """ "The army condemned the MODIFIER bombing.\""""
    return build_parse(
        f"The army condemned the {modifier} bombing.",
        f"""
        The the DET 2 det
        army army NOUN 3 nsubj
        condemned condemn VERB 0 root
        the the DET 6 det
        {modifier} {lemma} NOUN 6 compound
        bombing bombing NOUN 3 obj
        . . PUNCT 3 punct
        """,
    )


def find(modifier: str, sector: str, event_type: str) -> Sides | None:
    parse = say(modifier, modifier)
    token = parse.sentences[0].tokens[4]
    actor = Actor(text=modifier, span=Span(token.start, token.end), country="MLI", sector=sector)
    mention = ActorMention(sentence=0, first=4, last=5, head=4, actor=actor, chain=0, kind=MentionKind.NOMINAL)
    act = Act(
        trigger=5,
        words=(5,),
        clause=(),
        type=event_type,
        mode=None,
        contexts=(),
        actors=((4,),),
        recipients=(),
        joined=(),
        rule="nouns.tsv:2",
        noun=True,
    )
    return find_sides(parse.sentences[0], act, index_actors(parse, (mention,)), {})


@pytest.mark.parametrize(
    ("modifier", "sector", "event_type", "acts"),
    [
        # "the rebel bombing": rebels bomb
        ("rebel", "REB", EventType.ASSAULT, True),
        ("army", "MIL", EventType.ASSAULT, True),
        # "the school bombing": a school does not; without somebody who does it there is no event
        ("school", "EDU", EventType.ASSAULT, False),
        ("hospital", "MED", EventType.ASSAULT, False),
        # "the student march": students may well act otherwise
        ("student", "EDU", EventType.PROTEST, True),
    ],
)
def test_who_stands_before_an_attack_suffers_it_if_unarmed(
    modifier: str, sector: str, event_type: str, acts: bool
) -> None:
    sides = find(modifier, sector, event_type)
    assert (sides is not None) == acts
    assert sides is None or [actor.text for actor in sides.actor] == [modifier]
