"""Whole events against our own gold sentences (`tests/end_to_end/gold`): type, mode, sides, certainty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from diurna.coder import Coder
from diurna.records import Article, Event, make_article_id

GOLD = Path(__file__).parents[2] / "tests" / "end_to_end" / "gold" / "sentences.jsonl"


class GoldEvent(Struct, frozen=True):
    """One event that a careful coder writes down."""

    type: str
    trigger: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    certainty: str
    mode: str | None = None


class GoldSentence(Struct, frozen=True):
    """One sentence with all its events."""

    id: str
    text: str
    published: dt.date
    events: tuple[GoldEvent, ...]
    note: str | None = None


class Pair(Struct, frozen=True):
    """A gold event and ours that was matched with it; one of them may be missing."""

    sentence: GoldSentence
    gold: GoldEvent | None
    mine: Event | None


def load_gold(path: Path = GOLD) -> list[GoldSentence]:
    """The gold sentences."""
    return [msgspec.json.decode(line, type=GoldSentence) for line in path.read_bytes().splitlines() if line.strip()]


def pair_events(coder: Coder, sentences: Sequence[GoldSentence]) -> list[Pair]:
    """Each gold event with the best of ours: the same trigger words first, then the same type."""
    articles = [
        Article(id=make_article_id(sentence.text, sentence.id), text=sentence.text, published=sentence.published)
        for sentence in sentences
    ]
    pairs: list[Pair] = []
    for sentence, coding in zip(sentences, coder.pipe(articles), strict=True):
        pairs.extend(_pair(sentence, list(coding.events)))
    return pairs


def _pair(sentence: GoldSentence, mine: list[Event]) -> Iterator[Pair]:
    left = list(sentence.events)
    for rank in range(3):
        for gold in list(left):
            match = next((event for event in mine if _fits(sentence, gold, event, rank)), None)
            if match is not None:
                left.remove(gold)
                mine.remove(match)
                yield Pair(sentence, gold, match)
    for gold in left:
        yield Pair(sentence, gold, None)
    for event in mine:
        yield Pair(sentence, None, event)


def _fits(sentence: GoldSentence, gold: GoldEvent, event: Event, rank: int) -> bool:
    words = event.trigger.of(sentence.text)
    same_words = words in gold.trigger or gold.trigger in words
    if rank == 0:
        return same_words and event.type == gold.type
    return event.type == gold.type if rank == 1 else same_words


def score_events(coder: Coder) -> dict[str, float]:
    """Precision, recall and F1 of types and of whole events, and accuracies on matched ones, in percent."""
    sentences = load_gold()
    pairs = pair_events(coder, sentences)
    gold = sum(pair.gold is not None for pair in pairs)
    mine = sum(pair.mine is not None for pair in pairs)
    both = [(pair.gold, pair.mine) for pair in pairs if pair.gold is not None and pair.mine is not None]
    typed = [(g, m) for g, m in both if g.type == m.type]
    right = [(g, m) for g, m in typed if sides(m.actor) == set(g.actor) and sides(m.recipient) == set(g.recipient)]
    countries = [
        (g, m)
        for g, m in typed
        if {code[:3] for code in sides(m.actor)} == {code[:3] for code in g.actor}
        and {code[:3] for code in sides(m.recipient)} == {code[:3] for code in g.recipient}
    ]
    empty = [sentence.id for sentence in sentences if not sentence.events]
    false = {pair.sentence.id for pair in pairs if pair.gold is None and pair.sentence.id in set(empty)}
    return {
        "type precision": 100 * len(typed) / max(mine, 1),
        "type recall": 100 * len(typed) / max(gold, 1),
        "type F1": 200 * len(typed) / max(mine + gold, 1),
        "type + countries F1": 200 * len(countries) / max(mine + gold, 1),
        "type + codes F1": 200 * len(right) / max(mine + gold, 1),
        "actor right, of typed": 100 * sum(sides(m.actor) == set(g.actor) for g, m in typed) / max(len(typed), 1),
        "recipient right, of typed": 100
        * sum(sides(m.recipient) == set(g.recipient) for g, m in typed)
        / max(len(typed), 1),
        "certainty right, of typed": 100 * sum(m.certainty == g.certainty for g, m in typed) / max(len(typed), 1),
        "mode right, of typed": 100 * sum(m.mode == g.mode for g, m in typed) / max(len(typed), 1),
        "no-event sentences left alone": 100 - 100 * len(false) / max(len(empty), 1),
    }


def sides(actors: Sequence[object]) -> set[str]:
    """The codes of a side; an actor without a code counts as nobody."""
    return {code for actor in actors if (code := getattr(actor, "code", None))}
