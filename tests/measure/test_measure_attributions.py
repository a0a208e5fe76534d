"""Attributions side by side: what counts as the same, and what a measure must do whatever the texts say."""

from __future__ import annotations

import random
from typing import Any

import pytest
from bench.data import DATA, iter_json_lines
from bench.quality.scorers import load_scorer
from hypothesis import given
from hypothesis import strategies as st

from diurna.measure.attributions import Attributed, Comparison, WordIndex, compare_attributions, find_marked_kind
from diurna.measure.quotes import list_kinds
from diurna.measure.scores import find_f1
from diurna.records import QuoteKind, Span

TEXT = 'Anna Novak, the premier, said on Monday that "talks go on". Radek’s aides doubt it; they won\'t stay.'


def find(*phrases: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in phrases)


def attribute(content: str, source: str = "", cue: str = "") -> Attributed:
    return Attributed(find(content), find(source) if source else (), find(cue) if cue else ())


GOLD = attribute('that "talks go on"', "Anna Novak, the premier", "said")


def compare(gold: Attributed, found: Attributed) -> Comparison:
    return compare_attributions(WordIndex(TEXT), [gold], [found])


def read_right(comparison: Comparison) -> dict[str, int]:
    return {name: tally.right for name, tally in comparison.tallies.items()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Radek’s",), 1),
        (("won't stay",), 2),
        (("adek",), 1),
        ((", ",), 0),
        (('"',), 0),
        (("Anna", "na"), 1),
    ],
    ids=[
        "an apostrophe is inside",
        "a straight one too",
        "part of a word",
        "marks",
        "quotation marks",
        "one word twice",
    ],
)
def test_words_of_a_span(words: tuple[str, ...], expected: int) -> None:
    assert len(WordIndex(TEXT).find(find(*words))) == expected


def test_an_empty_span_has_no_words() -> None:
    assert WordIndex(TEXT).find([Span(1, 1)]) == frozenset()


def test_quotation_marks_and_commas_make_no_difference() -> None:
    found = attribute('that "talks go on".', "Anna Novak, the premier,", "said")
    assert read_right(compare(GOLD, found))["triple_exact"] == 1
    assert read_right(compare(GOLD, found))["content_strict"] == 0


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (attribute("talks go on", "Anna Novak", "said"), ("content_overlap", "who_what", "triple_overlap")),
        (attribute("talks go on", "the premier", "said on Monday"), ("content_overlap", "who_what", "triple_overlap")),
        (attribute("talks go on", "premier", "said"), ("content_overlap",)),
        (attribute("talks go on", "Anna Novak"), ("content_overlap", "who_what")),
        (attribute("talks go on", "Radek’s aides", "said"), ("content_overlap",)),
        (attribute("talks go on", "", "said"), ("content_overlap",)),
        (attribute("go", "Anna Novak", "said"), ()),
        (attribute("doubt it", "Anna Novak", "said"), ()),
    ],
    ids=[
        "a shorter content and source",
        "half of the source",
        "a source without its name",
        "no cue",
        "another source",
        "no source",
        "less than half of the content",
        "another content",
    ],
)
def test_what_agrees(found: Attributed, right: tuple[str, ...]) -> None:
    told = read_right(compare(GOLD, found))
    assert tuple(name for name in ("content_overlap", "who_what", "triple_overlap") if told[name]) == right


def test_a_name_is_the_person_with_the_title() -> None:
    """One word of five is far less than half of them, but it is the last one with a capital."""
    text = "Foreign Secretary and deputy leader Novak said no."
    gold = Attributed((Span(47, 49),), (Span(0, 41),), (Span(42, 46),))
    for words, right in (("Novak", 1), ("Foreign", 0), ("deputy", 0)):
        start = text.index(words)
        found = Attributed((Span(47, 49),), (Span(start, start + len(words)),), (Span(42, 46),))
        comparison = compare_attributions(WordIndex(text), [gold], [found])
        assert comparison.tallies["who_what"].right == right


def test_the_better_content_is_matched_first() -> None:
    whole, part = attribute('that "talks go on"'), attribute("talks go on")
    comparison = compare_attributions(WordIndex(TEXT), [part], [whole, part])
    assert [(one.gold, one.found) for one in comparison.matches] == [(0, 1)]


def test_what_is_repeated_or_left_out_does_not_count() -> None:
    banner = attribute("they won't stay")
    comparison = compare_attributions(WordIndex(TEXT), [GOLD], [GOLD, GOLD, banner], left_out=find("they won't stay"))
    assert (len(comparison.found), comparison.dropped) == (1, 2)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (('"talks go on"',), QuoteKind.DIRECT),
        (('that "talks go on"',), QuoteKind.MIXED),
        (('"talks', "they won't"), QuoteKind.MIXED),
        (("they won't stay",), QuoteKind.INDIRECT),
        ((), QuoteKind.INDIRECT),
    ],
)
def test_kinds(parts: tuple[str, ...], kind: QuoteKind) -> None:
    assert find_marked_kind(TEXT, find(*parts)) is kind


SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 30)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(TEXT)))
    ),
    max_size=3,
).map(tuple)
SIDE = st.lists(st.builds(Attributed, SPANS, SPANS, SPANS), max_size=6)
WORDS = WordIndex(TEXT)


def keep_distinct(side: list[Attributed]) -> list[Attributed]:
    """What both sides can hold: ours are counted once each, and neither without a word."""
    kept = compare_attributions(WORDS, [], side).found
    return [side[one.position] for one in kept]


@given(SIDE)
def test_the_gold_itself_scores_one(side: list[Attributed]) -> None:
    gold = keep_distinct(side)
    for name, tally in compare_attributions(WORDS, gold, gold).tallies.items():
        assert tally.right == tally.gold == tally.found, name


@given(SIDE)
def test_nothing_found_scores_zero(gold: list[Attributed]) -> None:
    for tally in compare_attributions(WORDS, gold, []).tallies.values():
        assert (tally.right, tally.found) == (0, 0)
        assert find_f1(tally.right, gold=tally.gold, found=tally.found) == 0.0


@given(SIDE, SIDE)
def test_precision_one_way_is_recall_the_other(one: list[Attributed], other: list[Attributed]) -> None:
    """But where two pairs are equally alike the order decides which is taken, and with it whether sources agree."""
    one, other = keep_distinct(one), keep_distinct(other)
    there, back = compare_attributions(WORDS, one, other), compare_attributions(WORDS, other, one)
    for name, tally in there.tallies.items():
        assert (tally.gold, tally.found) == (back.tallies[name].found, back.tallies[name].gold)
        if name not in ("triple_overlap", "who_what", "content_overlap"):
            assert tally.right == back.tallies[name].right, name


@given(SIDE, SIDE)
def test_a_stricter_measure_is_never_higher(gold: list[Attributed], found: list[Attributed]) -> None:
    right = read_right(compare_attributions(WORDS, keep_distinct(gold), keep_distinct(found)))
    assert right["triple_exact"] <= right["content_exact"]
    assert right["triple_overlap"] <= right["who_what"] <= right["content_overlap"]


def blur(pairs: list[list[int]], length: int, chance: random.Random) -> list[list[int]]:
    """The spans with some ends moved and some spans lost."""
    blurred = []
    for start, end in pairs:
        if chance.random() < 0.15:
            continue
        start = max(0, min(length, start + chance.choice((0, 0, 0, -7, 5, 20))))
        blurred.append([start, max(start, min(length, end + chance.choice((0, 0, 0, -9, 6, 30))))])
    return blurred


def read_attributed(record: dict[str, Any]) -> list[Attributed]:
    return [
        Attributed(*(tuple(Span(*pair) for pair in told[role]) for role in ("content", "source", "cue")))
        for told in record["attributions"]
    ]


def test_the_published_definitions_give_the_same_counts() -> None:
    """The scorer beside the development articles, on their gold with a third of all ends moved."""
    try:
        scorer = load_scorer("said", "score_quotes")
        golds = list(iter_json_lines(DATA / "said" / "dev.jsonl.gz"))
    except FileNotFoundError as error:
        pytest.skip(f"no development data: {error.filename}")
    chance = random.Random(13)
    founds = []
    for gold in golds:
        told = [
            {role: blur(one[role], len(gold["text"]), chance) for role in ("source", "cue", "content")}
            for one in gold["attributions"]
            for _ in range(chance.choice((0, 1, 1, 1, 2)))
        ]
        told += [{"source": [], "cue": [], "content": [pair]} for pair in gold["discard"] if chance.random() < 0.3]
        founds.append({"id": gold["id"], "attributions": told + told[:1]})
    expected = scorer.score(golds, founds)
    comparisons = [
        compare_attributions(
            WordIndex(gold["text"]),
            read_attributed(gold),
            read_attributed(found),
            left_out=[Span(*pair) for pair in gold["discard"]],
        )
        for gold, found in zip(golds, founds, strict=True)
    ]
    for name in comparisons[0].tallies:
        tallies = [one.tallies[name] for one in comparisons]
        counts = [
            sum(tally.right for tally in tallies),
            sum(one.gold for one in tallies),
            sum(one.found for one in tallies),
        ]
        assert counts == [expected[name][key] for key in ("tp", "gold", "pred")], name
    matches = [match for one in comparisons for match in one.matches]
    assert sum(one.dropped for one in comparisons) == expected["pred_dropped"] > 0
    assert len(matches) == expected["matched_pairs"] > 0
    for name, right in (
        ("source_exact|match", sum(match.source_same for match in matches)),
        ("source_ok|match", sum(match.source_agrees for match in matches)),
        ("cue_ok|match", sum(match.cue_agrees for match in matches)),
    ):
        assert right / len(matches) == expected[name]
    for kind, gold, found, content, who, _ in list_kinds(comparisons).rows:
        told = expected["by_kind"][kind]
        assert (gold, content, who) == (told["gold"], told["content_recall"], told["who_what_recall"])
        assert found == told["pred"] or kind in ("with source", "no source")
