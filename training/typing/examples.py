"""Gold sentences and marked pairs -> what the typing head is trained on.

The acts that the coder itself proposes in a gold sentence are labelled by the gold events, so that the head sees in
training what it will see at work: right rows, wrong rows, and verbs that no row knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.codebook import Codebook
from diurna.coder import Coder, read_article
from diurna.event.pair import mark_pair
from diurna.event.propose import Proposal, propose_events
from diurna.language.states import Scan, States
from diurna.language.typist import NO_EVENT, Candidate, cut_window, mark_pieces
from diurna.measure.typing import FOLD
from diurna.records import Article, Sentence, Span, make_article_id
from training.authored.sentences import GoldEvent, GoldSentence

QUIET_WEIGHT = 2.0
"""Weight of the candidates of a sentence without any event: a false event there costs a reader the most trust."""


class Example(Struct, frozen=True):
    """One candidate with what is known of it."""

    vectors: NDArray[np.float16]
    """(pieces, width) of the sentence, shared with the sentence's other candidates."""
    marks: NDArray[np.int64]
    proposal: str | None
    type: str | None = None
    """One of the codebook's types or NO_EVENT; `None` where the data do not use them."""
    root: str | None = None
    """One of the fifteen roots of the pair data; `None` elsewhere."""
    mode: str | None = None
    has_mode: bool = False
    """Whether the data say which mode it is, or that it has none."""
    sides: NDArray[np.int64] | None = None
    """(pieces) with the ACTOR and RECIPIENT bits where the gold sides stand; `None` where they are not known."""
    weight: float = 1.0
    key: str = ""
    """The sentence it comes from: examples with one key stay on one side of a split."""


def make_gold_examples(coder: Coder, sentences: Sequence[GoldSentence]) -> Iterator[Example]:
    """The coder's own proposals in each gold sentence, and the gold events that it proposes nothing for."""
    scans = coder.scan([sentence.text for sentence in sentences])
    for gold, scan in zip(sentences, scans, strict=True):
        article = Article(id=make_article_id(gold.text, gold.id), text=gold.text, published=gold.published)
        weight = 1.0 if gold.events else QUIET_WEIGHT
        reading = read_article(article, scan, coder.tools)
        for sentence, states in zip(scan.parse.sentences, scan.states, strict=True):
            proposals = propose_events(sentence, reading, coder.tools.tables, openly=True)
            labels = label_proposals(sentence, proposals, gold.events)
            for proposal, event in zip(proposals, labels, strict=True):
                yield _make_example(sentence, states, proposal.candidate, event, key=gold.id, weight=weight)
            for event in gold.events:
                direct = _make_direct(sentence, event, labels)
                if direct is not None:
                    yield _make_example(sentence, states, direct, event, key=gold.id, weight=weight)


def _make_example(
    sentence: Sentence,
    states: States,
    candidate: Candidate,
    event: GoldEvent | None,
    *,
    key: str,
    weight: float,
) -> Example:
    vectors, tokens = cut_window(states, [candidate])
    sides = None
    if event is not None:
        actor = _tokens_in(sentence, [actor.span for actor in event.actor])
        recipient = _tokens_in(sentence, [actor.span for actor in event.recipient])
        sides = mark_pieces(tokens, Candidate((), actor, recipient, None))
    return Example(
        vectors=vectors.astype(np.float16),
        marks=mark_pieces(tokens, candidate),
        proposal=candidate.proposal,
        type=event.type if event is not None else NO_EVENT,
        mode=event.mode if event is not None else None,
        has_mode=event is not None,
        root=find_root(event) if event is not None else None,
        sides=sides,
        weight=weight,
        key=key,
    )


CAMEO_ROOTS = {
    "02": "REQUEST",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "YIELD",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
"""The fifteen roots are CAMEO's twenty folded: an agreement to resign is 03, a blockade 19."""


def find_root(event: GoldEvent) -> str | None:
    """The event's root in the fifteen-root scheme: by its CAMEO code where it has one, else by its type."""
    return CAMEO_ROOTS.get(event.cameo[:2]) if event.cameo else FOLD.get(event.type, event.type)


def label_proposals(
    sentence: Sentence, proposals: Sequence[Proposal], events: Sequence[GoldEvent]
) -> list[GoldEvent | None]:
    """The gold event that each proposal tells, None for one that tells none.

    A proposal whose words overlap a trigger tells that event. One that tells of the same type and actor as an event
    whose trigger lies in the sentence tells it in other words.
    """
    labels: list[GoldEvent | None] = []
    for proposal in proposals:
        words = [sentence.tokens[index].span for index in proposal.act.words]
        fitting = [event for event in events if any(word.overlaps(Span(*event.trigger)) for word in words)]
        labels.append(_choose(fitting, proposal))
    told = {id(event) for event in labels if event is not None}
    for position, proposal in enumerate(proposals):
        if labels[position] is None and proposal.act.type is not None:
            labels[position] = next(
                (
                    event
                    for event in events
                    if event.type == proposal.act.type
                    and id(event) not in told
                    and sentence.span.covers(Span(*event.trigger))
                    and _shares_actor(sentence, proposal.candidate, event)
                ),
                None,
            )
    return labels


def _choose(events: Sequence[GoldEvent], proposal: Proposal) -> GoldEvent | None:
    if not events:
        return None
    wanted = proposal.act.type
    return next((event for event in events if event.type == wanted), events[0])


def _shares_actor(sentence: Sentence, candidate: Candidate, event: GoldEvent) -> bool:
    spans = [Span(*actor.span) for actor in event.actor]
    return any(sentence.tokens[index].span.overlaps(span) for index in candidate.actor for span in spans)


def _make_direct(sentence: Sentence, event: GoldEvent, labels: Sequence[GoldEvent | None]) -> Candidate | None:
    """An event that no proposal tells, with the sides that the gold gives it."""
    if any(label is event for label in labels):
        return None
    trigger = _tokens_in(sentence, [event.trigger])
    if not trigger:
        return None
    return Candidate(
        trigger=trigger,
        actor=_tokens_in(sentence, [actor.span for actor in event.actor]),
        recipient=_tokens_in(sentence, [actor.span for actor in event.recipient]),
        proposal=None,
    )


def _tokens_in(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    places = [Span(*span) for span in spans]
    return tuple(token.index for token in sentence.tokens if any(token.span.overlaps(place) for place in places))


class Labels(Struct, frozen=True):
    """The classes in the order of the head's scores."""

    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]


def list_labels(codebook: Codebook) -> Labels:
    """The codebook's types with NO_EVENT last, their modes, and the fifteen roots."""
    types = tuple(codebook.types)
    modes = tuple((name, mode) for name in types for mode in codebook.modes.get(name, {}))
    return Labels((*types, NO_EVENT), modes, tuple(sorted(set(CAMEO_ROOTS.values()))))


class MarkedPair(Struct, frozen=True):
    """A sentence with two marked sides, and what the data say of them."""

    id: str
    sentence: str
    source_span: tuple[int, int] | None
    target_span: tuple[int, int] | None
    root: str


def load_pairs(path: Path, *, root: str = "root") -> list[MarkedPair]:
    """The records of a typing file; `root` names the field that holds the label."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        MarkedPair(
            row["id"],
            row["sentence"],
            tuple(row["source_span"]) if row["source_span"] else None,
            tuple(row["target_span"]) if row["target_span"] else None,
            row[root],
        )
        for row in rows
    ]


def make_pair_examples(coder: Coder, pairs: Sequence[MarkedPair], *, weight: float = 1.0) -> list[Example]:
    """One example a pair, in order."""
    scans = coder.scan([pair.sentence for pair in pairs])
    return [_make_pair_example(coder, pair, scan, weight) for pair, scan in zip(pairs, scans, strict=True)]


def _make_pair_example(coder: Coder, pair: MarkedPair, scan: Scan, weight: float) -> Example:
    marked = mark_pair(
        scan,
        Span(*pair.source_span) if pair.source_span else None,
        Span(*pair.target_span) if pair.target_span else None,
        coder.tools.tables.patterns,
    )
    vectors, tokens = cut_window(marked.states, [marked.candidate])
    return Example(
        vectors=vectors.astype(np.float16),
        marks=mark_pieces(tokens, marked.candidate),
        proposal=marked.candidate.proposal,
        root=pair.root,
        weight=weight,
        key=pair.id,
    )
