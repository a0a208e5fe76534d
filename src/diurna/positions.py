"""Edge: who stands where on what. Statements of a record, grouped by speaker and by what they are about, in order.

A position is made of what is said with a direction about an actor, or, where the words name none, on an issue. What is
told as not said, or only in somebody else's words ("denied Moscow's claim that ..."), is nobody's position here; it is
counted with the reason. Nothing here judges whether two statements contradict each other: their words stand beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from diurna.records import Stance
from diurna.store.rows import ActorCell, QuoteRow


class Kind(StrEnum):
    """What a position is on."""

    ACTOR = "actor"
    ISSUE = "issue"


class Party(Struct, frozen=True, kw_only=True):
    """A speaker or an actor as a group of statements names them."""

    name: str
    """Canonical name, else the words, else the code."""
    code: str | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One statement of a position."""

    stance: Stance
    turned: bool
    """Whether it is for what the speaker was against before, or against what the speaker was for."""
    quote: QuoteRow


class Position(Struct, frozen=True, kw_only=True):
    """What one speaker says with a direction about one actor, or on one issue, in order of publication."""

    speaker: Party
    on: Party
    kind: Kind
    steps: tuple[Step, ...]

    @property
    def turns(self) -> tuple[dt.date | None, ...]:
        """The days on which the direction was reversed."""
        return tuple(step.quote.published for step in self.steps if step.turned)


class Positions(Struct, frozen=True, kw_only=True):
    """Every position in some statements, and how many statements belong to none, by reason."""

    positions: tuple[Position, ...]
    left_out: Mapping[str, int]


_SIDES: Mapping[Stance, int] = {Stance.SUPPORTS: 1, Stance.OFFERS: 1, Stance.OPPOSES: -1}
"""For or against. A demand or a denial is neither, so that it reverses nothing."""

Key = tuple[str, ...]


def find_positions(rows: Iterable[QuoteRow]) -> Positions:
    """The positions in statements that come in order, as `Store.quotes` gives them.

    Speakers with most statements come first, and with each of them what most statements are about. A statement about
    two actors stands under both.
    """
    parties: dict[Key, Party] = {}
    groups: dict[Key, dict[tuple[Kind, Key], list[QuoteRow]]] = {}
    left_out: dict[str, int] = {}
    for row in rows:
        if reason := find_obstacle(row):
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        speaker, party = _identify(row.speaker, row)
        parties.setdefault(speaker, party)
        for kind, key, topic in _iter_topics(row):
            parties.setdefault(key, topic)
            groups.setdefault(speaker, {}).setdefault((kind, key), []).append(row)
    positions = [
        Position(speaker=parties[speaker], on=parties[key], kind=kind, steps=tuple(_iter_steps(said)))
        for speaker, topics in sorted(groups.items(), key=lambda item: -sum(map(len, item[1].values())))
        for (kind, key), said in sorted(topics.items(), key=lambda item: -len(item[1]))
    ]
    return Positions(positions=tuple(positions), left_out=dict(sorted(left_out.items())))


def find_obstacle(row: QuoteRow) -> str | None:
    """Why a statement belongs to no position; `None` where it belongs to one."""
    if row.negated:
        return "told as not said"
    if row.within is not None:
        return "told in somebody else's words"
    if row.stance is None:
        return "without a direction"
    if row.speaker is None and row.source is None:
        return "without a speaker"
    if not row.about and not row.contexts:
        return "about nobody and nothing known"
    return None


def _iter_topics(row: QuoteRow) -> Iterator[tuple[Kind, Key, Party]]:
    """Each actor that the words name, once; where they name none, each issue."""
    actors = dict(_identify(cell, row) for cell in row.about)
    if actors:
        yield from ((Kind.ACTOR, key, party) for key, party in actors.items())
    else:
        yield from ((Kind.ISSUE, ("issue", issue), Party(name=issue)) for issue in dict.fromkeys(row.contexts))


def _identify(cell: ActorCell | None, row: QuoteRow) -> tuple[Key, Party]:
    """Who it is: by key, else by canonical name, else by code and words. Words alone are nobody outside the article."""
    if cell is None:
        words = row.source.text if row.source is not None else None
        return ("words", row.article_id, (words or "").casefold()), Party(name=words or "somebody unnamed")
    party = Party(name=cell.name or cell.text or cell.code or "somebody unnamed", code=cell.code)
    if cell.known_id is not None:
        return ("id", cell.known_id), party
    if cell.name is not None:
        return ("name", cell.name.casefold()), party
    if cell.code is not None:
        return ("code", cell.code, (cell.text or "").casefold()), party
    return ("words", row.article_id, (cell.text or "").casefold()), party


def _iter_steps(rows: Iterable[QuoteRow]) -> Iterator[Step]:
    last = 0
    for row in rows:
        if row.stance is None:
            continue
        stance = Stance(row.stance)
        side = _SIDES.get(stance, 0)
        yield Step(stance=stance, turned=side * last < 0, quote=row)
        last = side or last
