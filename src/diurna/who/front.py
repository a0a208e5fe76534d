"""The title in front of a name with the bodies around it: "Hamas spokesman", "Chile's deputy foreign minister"."""

from __future__ import annotations

from diurna.records import Token
from diurna.who.bodies import combine
from diurna.who.facts import Facts, facts_of_title, make_former
from diurna.who.nouns import read_noun_body
from diurna.who.phrase import HYPHENS, POSSESSIVE, Reading
from diurna.who.titles import FrontTitle


def facts_of_front(reading: Reading, front: FrontTitle) -> Facts:
    """What the title in front of a name says of its bearer."""
    facts = facts_of_title(front.title)
    takes_body = front.title.takes_body
    for body in find_bodies_in_front(reading, front):
        facts = combine(facts, body, takes_body=takes_body)
        takes_body = takes_body and body.sector is None
    return make_former(facts) if front.former else facts


def find_bodies_in_front(reading: Reading, front: FrontTitle) -> list[Facts]:
    """Countries and organisations inside the title and before it, the nearest to the name first."""
    bodies: list[Facts] = []
    position = front.last - 1
    tokens = reading.sentence.tokens
    while position >= 0:
        token = tokens[position]
        found = reading.found.get(position)
        if found is None and position < front.first and not _may_stand_there(token):
            break
        if found is not None:
            body = reading.body(found.first)
            position = found.first
        else:
            is_noun = position < front.first and token.upos in ("NOUN", "PROPN")
            body = read_noun_body(reading, position) if is_noun else None
        if body is not None:
            bodies.append(body)
        position -= 1
    return bodies


def _may_stand_there(token: Token) -> bool:
    """Whether a word may stand between a country and the title of a person."""
    return token.upos in ("ADJ", "NOUN", "PROPN", "DET", "ADP") or token.text in (*POSSESSIVE, *HYPHENS)
