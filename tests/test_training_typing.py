"""What the typing head is trained on: which proposal tells which gold event, and which sentences are near copies."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.authored.sentences import GoldActor, GoldEvent, GoldSentence
from training.typing.data import list_groups
from training.typing.examples import (
    CAMEO_ROOTS,
    QUIET_WEIGHT,
    Example,
    MarkedPair,
    find_root,
    label_proposals,
    list_labels,
    load_pairs,
    make_gold_examples,
    make_pair_examples,
)
from training.typing.folds import cut_folds

from diurna.codebook import load_codebook
from diurna.coder import Coder
from diurna.event.propose import propose_events
from diurna.language.states import Scan
from diurna.language.typist import ACTOR, NO_EVENT, RECIPIENT, TRIGGER
from diurna.measure.typing import FOLD
from diurna.records import Parse
from event.event_texts import load_tables, load_tools, make_scan, read

TWO_ACTS = "Ankara closed the border and arrested two mayors."
PRAISE = "Norway praised Denmark."


def make_event(
    text: str, event_type: str, trigger: str, actor: str = "", recipient: str = "", *, cameo: str | None = None
) -> GoldEvent:
    """A gold event by its words."""

    def find(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return GoldEvent(
        type=event_type,
        trigger=find(trigger),
        certainty="happened",
        actor=(GoldActor(find(actor)),) if actor else (),
        recipient=(GoldActor(find(recipient)),) if recipient else (),
        cameo=cameo,
    )


class Scanner:
    """Stands in for the reader: trees that are known, states that say each token's number."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        return [scan.parse for scan in self.scan(texts)]

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        return [make_scan(text) for text in texts]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Scanner(), load_tools())


# Which proposals tell which event?


def label(text: str, *events: GoldEvent) -> dict[str, str | None]:
    """The type of the gold event that each proposal tells, by the proposal's words."""
    reading = read(text)
    sentence = reading.parse.sentences[0]
    proposals = propose_events(sentence, reading, load_tables(), openly=True)
    words = [" ".join(sentence.tokens[index].text for index in proposal.act.words) for proposal in proposals]
    found = label_proposals(sentence, proposals, events)
    return {word: event.type if event is not None else None for word, event in zip(words, found, strict=True)}


def make_two(event_type: str, trigger: str, actor: str = "Ankara") -> GoldEvent:
    return make_event(TWO_ACTS, event_type, trigger, actor)


@pytest.mark.parametrize(
    ("events", "closed", "arrested"),
    [
        # each word tells the event whose trigger it is
        ([make_two("COERCE", "closed"), make_two("COERCE", "arrested")], "COERCE", "COERCE"),
        # a trigger may be a longer phrase, and of another type than the tables say
        ([make_two("SANCTION", "closed the border")], "SANCTION", None),
        ([], None, None),
        # other words for the same act: the same type and actor
        ([make_two("COERCE", "border")], "COERCE", "COERCE"),
        # ... but not of another type, by somebody else, or already told
        ([make_two("SANCTION", "border")], None, None),
        ([make_two("COERCE", "border", "two mayors")], None, None),
        ([make_two("COERCE", "border", "")], None, None),
        ([make_two("COERCE", "closed")], "COERCE", None),
        # of two events with one trigger the one of the type that the tables give
        ([make_two("SANCTION", "closed"), make_two("COERCE", "closed")], "COERCE", None),
        ([make_two("SANCTION", "closed"), make_two("REJECT", "closed")], "SANCTION", None),
    ],
)
def test_a_proposal_tells_the_event_of_its_words(
    events: list[GoldEvent], closed: str | None, arrested: str | None
) -> None:
    assert label(TWO_ACTS, *events) == {"closed": closed, "arrested": arrested}


def test_a_proposal_of_two_words_tells_the_event_of_either() -> None:
    text = "The rebels claim that they shot down the jet."
    for trigger in ("shot", "down", "shot down"):
        assert label(text, make_event(text, "ASSAULT", trigger, "they"))["shot down"] == "ASSAULT"


# The examples of a sentence.


def make_examples(coder: Coder, text: str, *events: GoldEvent) -> list[Example]:
    gold = GoldSentence("g-1", text, dt.date(2021, 5, 19), "plain", events)
    return list(make_gold_examples(coder, [gold]))


def test_a_proposal_of_an_event_shows_what_is_known_of_it(coder: Coder) -> None:
    (example,) = make_examples(coder, PRAISE, make_event(PRAISE, "SUPPORT", "praised", "Norway", "Denmark"))
    assert (example.type, example.root, example.proposal, example.mode) == ("SUPPORT", "SUPPORT", "SUPPORT", None)
    assert example.has_mode
    assert example.marks.tolist() == [0, ACTOR, TRIGGER, RECIPIENT, 0]
    assert example.sides is not None
    assert example.sides.tolist() == [0, ACTOR, 0, RECIPIENT, 0]
    assert example.vectors[:, 0].tolist() == [-1, 0, 1, 2, 3]
    assert example.key == "g-1"


def test_a_proposal_of_nothing_is_no_event_with_sides_unknown(coder: Coder) -> None:
    (example,) = make_examples(coder, PRAISE)
    assert (example.type, example.root, example.mode, example.has_mode) == (NO_EVENT, None, None, False)
    assert example.sides is None
    assert example.proposal == "SUPPORT"
    assert example.weight == QUIET_WEIGHT


def test_the_gold_sides_are_learnt_and_the_tables_sides_are_shown(coder: Coder) -> None:
    (example,) = make_examples(coder, PRAISE, make_event(PRAISE, "CONSULT", "praised", "Denmark"))
    assert example.marks.tolist() == [0, ACTOR, TRIGGER, RECIPIENT, 0]
    assert example.sides is not None
    assert example.sides.tolist() == [0, 0, 0, ACTOR, 0]


def test_an_event_that_nothing_proposes_is_shown_as_the_gold_has_it(coder: Coder) -> None:
    events = (
        make_event(TWO_ACTS, "COERCE", "closed", "Ankara"),
        make_event(TWO_ACTS, "MOBILIZE", "the border", "Ankara", "two mayors"),
    )
    examples = make_examples(coder, TWO_ACTS, *events)
    assert [(example.type, example.proposal) for example in examples] == [
        ("COERCE", "COERCE"),
        (NO_EVENT, "COERCE"),
        ("MOBILIZE", None),
    ]
    assert examples[2].marks.tolist() == [0, ACTOR, 0, TRIGGER, TRIGGER, 0, 0, RECIPIENT, RECIPIENT, 0]


def test_every_event_of_a_sentence_is_learnt(coder: Coder) -> None:
    events = [make_two(name, trigger) for name in ("COERCE", "AID") for trigger in ("closed", "border", "mayors")]
    for event in events:
        assert event.type in {example.type for example in make_examples(coder, TWO_ACTS, event)}


def test_a_marked_pair_knows_only_its_root(coder: Coder) -> None:
    pairs = [
        MarkedPair("p-1", PRAISE, (0, 6), (15, 22), "SUPPORT"),
        MarkedPair("p-2", PRAISE, None, (15, 22), "AID"),
    ]
    both, half = make_pair_examples(coder, pairs, weight=0.5)
    assert (both.root, both.type, both.sides, both.has_mode) == ("SUPPORT", None, None, False)
    assert (both.weight, both.key, both.proposal) == (0.5, "p-1", "SUPPORT")
    assert both.marks.tolist() == [0, ACTOR, TRIGGER, RECIPIENT, 0]
    assert (half.root, half.key) == ("AID", "p-2")
    assert not np.any(half.marks & ACTOR)


def test_pairs_are_read_with_the_label_that_is_asked_for(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "sentence": PRAISE, "source_span": [0, 6], "target_span": [15, 22], "root": "AID", "old": "YIELD"},
        {"id": "2", "sentence": PRAISE, "source_span": None, "target_span": None, "root": "ACCUSE", "old": "AID"},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    assert load_pairs(path) == [
        MarkedPair("1", PRAISE, (0, 6), (15, 22), "AID"),
        MarkedPair("2", PRAISE, None, None, "ACCUSE"),
    ]
    assert [pair.root for pair in load_pairs(path, root="old")] == ["YIELD", "AID"]


# The fifteen roots.


@pytest.mark.parametrize(
    ("event_type", "cameo", "root"),
    [
        # without a code the type
        ("ASSAULT", None, "ASSAULT"),
        ("SUPPORT", None, "SUPPORT"),
        ("CONCEDE", None, "YIELD"),
        ("RETREAT", None, "YIELD"),
        # the code wins over the type
        ("CONCEDE", "0341", "AGREE"),  # a promise to step down
        ("COERCE", "191", "ASSAULT"),  # a blockade
        ("RETREAT", "0874", "YIELD"),
        ("REQUEST", "104", "REQUEST"),
        ("ACCUSE", "112", "ACCUSE"),
        ("THREATEN", "138", "THREATEN"),
        # a bare statement is none of the fifteen
        ("ACCUSE", "010", None),
    ],
)
def test_the_root_of_an_event(event_type: str, cameo: str | None, root: str | None) -> None:
    assert find_root(make_event(PRAISE, event_type, "praised", cameo=cameo)) == root


def test_there_are_fifteen_roots_and_each_type_has_one() -> None:
    labels = list_labels(load_codebook())
    assert len(labels.roots) == 15
    assert set(labels.roots) == {FOLD.get(name, name) for name in load_codebook().types}
    assert set(CAMEO_ROOTS) == {f"{number:02}" for number in range(2, 21)}


def test_no_event_is_the_last_of_the_classes() -> None:
    labels = list_labels(load_codebook())
    assert labels.types == (*load_codebook().types, NO_EVENT)
    assert ("PROTEST", "demo") in labels.modes
    assert len(set(labels.modes)) == len(labels.modes)


# Near copies.

STORM = "The governor of the northern province asked the capital for tents after the storm"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORM, True),
        # case and punctuation make no difference
        (f"{STORM.upper()}!", True),
        # one word changed, one sentence added: half of all word triples are shared
        (STORM.replace("tents", "boats"), True),
        (f"{STORM} that hit on Sunday", True),
        # a part of it, or a text that holds all of it
        ("The governor of the northern province asked the capital", True),
        (
            f"Reporters were told in the evening that all was well. {STORM}. Nobody in the capital answered at once",
            True,
        ),
        # the same beginning is not enough
        ("The governor of the northern province sent his deputy to the talks with the miners", False),
        ("Miners walked out", False),
        ("", False),
    ],
)
def test_near_copies_share_a_group(other: str, same: bool) -> None:
    first, second = list_groups([STORM, other])
    assert (first == second) == same


def test_a_copy_of_a_copy_is_in_the_group() -> None:
    middle = STORM.replace("northern", "eastern")
    last = middle.replace("tents", "boats")
    assert len(set(list_groups([STORM, last]))) == 2
    assert len(set(list_groups([STORM, middle, last]))) == 1
    assert len(set(list_groups([STORM, last, middle]))) == 1


def test_short_texts_are_copies_only_of_themselves() -> None:
    groups = list_groups(["Talks failed", "Talks failed.", "Talks resumed", "Talks"])
    assert groups[0] == groups[1]
    assert len(set(groups)) == 3


@settings(deadline=None)
@given(data=st.data(), texts=st.lists(st.text("ab c", max_size=12), max_size=8))
def test_the_order_of_texts_makes_no_other_groups(data: st.DataObject, texts: list[str]) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    here, there = list_groups(texts), list_groups([texts[position] for position in order])
    for one, at in enumerate(order):
        for other, beside in enumerate(order):
            assert (here[at] == here[beside]) == (there[one] == there[other])


# Folds.

ROOTS = ("AGREE", "AID", "ASSAULT", "YIELD")


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """Labels, and for each the group of near copies it is in."""
    size = draw(st.integers(1, 60))
    labels = draw(st.lists(st.sampled_from(ROOTS), min_size=size, max_size=size))
    return labels, draw(st.lists(st.integers(0, 30), min_size=size, max_size=size))


@settings(deadline=None)
@given(corpus=corpora(), folds=st.integers(1, 10), seed=st.integers(0, 5))
def test_every_position_is_in_one_fold_and_no_group_in_two(
    corpus: tuple[list[str], list[int]], folds: int, seed: int
) -> None:
    labels, groups = corpus
    parts = cut_folds(labels, groups, folds=folds, seed=seed)
    assert len(parts) == folds
    assert sorted(position for part in parts for position in part) == list(range(len(labels)))
    homes = defaultdict(set)
    for fold, part in enumerate(parts):
        assert part == sorted(part)
        for position in part:
            homes[groups[position]].add(fold)
    assert all(len(home) == 1 for home in homes.values())
    assert cut_folds(labels, groups, folds=folds, seed=seed) == parts


@settings(deadline=None)
@given(
    labels=st.lists(st.sampled_from(ROOTS), min_size=1, max_size=80), folds=st.integers(2, 10), seed=st.integers(0, 5)
)
def test_labels_are_spread_evenly_where_no_group_forbids_it(labels: list[str], folds: int, seed: int) -> None:
    parts = cut_folds(labels, range(len(labels)), folds=folds, seed=seed)
    for root, total in Counter(labels).items():
        shares = [sum(labels[position] == root for position in part) for part in parts]
        assert max(shares) - min(shares) <= 1
        assert sum(shares) == total
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= len(set(labels))


def test_large_groups_leave_the_rare_labels_spread() -> None:
    labels = ["ASSAULT"] * 30 + ["AID"] * 5
    groups = [position // 6 for position in range(30)] + list(range(30, 35))
    parts = cut_folds(labels, groups, folds=5, seed=13)
    assert [Counter(labels[position] for position in part) for part in parts] == [{"ASSAULT": 6, "AID": 1}] * 5


def test_another_seed_deals_otherwise() -> None:
    labels = [ROOTS[position % 4] for position in range(40)]
    first, second = (cut_folds(labels, range(40), folds=5, seed=seed) for seed in (1, 2))
    assert first != second
