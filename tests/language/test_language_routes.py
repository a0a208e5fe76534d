"""How a word stands to another in the tree: below it by which branch, above it, or aside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.routes import (
    APART,
    BEFORE,
    BEHIND,
    ITSELF,
    RELATIONS,
    ROUTES,
    find_passage_routes,
    find_routes,
)
from diurna.language.tree import collect_subtree, iter_ancestors, make_sentence
from diurna.records import Morph, Parse, Sentence, Token
from trees import build_parse

COUNT = len(RELATIONS)
FIXED = {BEFORE: "before", BEHIND: "behind", ITSELF: "itself", APART: "apart"}
LEVELS = ("below", "by", "far by")

TOLD = build_parse(
    "Novak told the press that old troops had left. Rome smiled.",
    """
    Novak Novak PROPN 2 nsubj
    told tell VERB 0 root
    the the DET 4 det
    press press NOUN 2 iobj
    that that SCONJ 8 mark
    old old ADJ 7 amod
    troops troop NOUN 9 nsubj:outer
    had have AUX 9 aux
    left leave VERB 2 ccomp
    . . PUNCT 2 punct
    """,
    """
    Rome Rome PROPN 2 nsubj
    smiled smile VERB 0 root
    . . PUNCT 2 punct
    """,
)


def name(route: int) -> str:
    """The route in words: "below nsubj", "by ccomp" from one branch away, "far by ccomp" from several."""
    if route in FIXED:
        return FIXED[route]
    return f"{LEVELS[route // COUNT]} {RELATIONS[route % COUNT]}"


def tell(parse: Parse, word: str) -> dict[str, str]:
    """The route from a word of the first sentence to each of its words."""
    sentence = parse.sentences[0]
    token = next(token.index for token in sentence.tokens if token.text == word)
    routes = find_routes(sentence, token).tolist()
    return {token.text: name(route) for token, route in zip(sentence.tokens, routes, strict=True)}


def test_from_the_root_every_word_is_below_a_branch() -> None:
    assert tell(TOLD, "told") == {
        "Novak": "below nsubj",
        "told": "itself",
        "the": "below iobj",
        "press": "below iobj",
        "that": "below ccomp",
        "old": "below ccomp",
        "troops": "below ccomp",
        "had": "below ccomp",
        "left": "below ccomp",
        ".": "below punct",
    }


def test_outside_a_branch_it_counts_by_which_relation_the_word_hangs_there() -> None:
    assert tell(TOLD, "left") == {
        "Novak": "by ccomp",
        "told": "by ccomp",
        "the": "by ccomp",
        "press": "by ccomp",
        # "that" hangs on "had" in this tree, whose own branch is "aux"
        "that": "below aux",
        "old": "below nsubj",
        "troops": "below nsubj",
        "had": "below aux",
        "left": "itself",
        ".": "by ccomp",
    }


def test_from_two_branches_away_the_route_is_a_far_one() -> None:
    assert tell(TOLD, "troops") == {
        "Novak": "far by ccomp",
        "told": "far by ccomp",
        "the": "far by ccomp",
        "press": "far by ccomp",
        "that": "by nsubj",
        "old": "below amod",
        "troops": "itself",
        "had": "by nsubj",
        "left": "by nsubj",
        ".": "far by ccomp",
    }


def test_a_relation_of_no_treebank_is_any_dependent() -> None:
    parse = build_parse("Rome smiled.", "Rome Rome PROPN 2 mystery:thing\nsmiled smile VERB 0 root\n. . PUNCT 2 punct")
    assert tell(parse, "smiled") == {"Rome": "below dep", "smiled": "itself", ".": "below punct"}


def test_a_word_that_hangs_nowhere_is_apart() -> None:
    parse = build_parse("Rome smiled.", "Rome Rome PROPN 0 root\nsmiled smile VERB 0 root\n. . PUNCT 2 punct")
    assert tell(parse, "smiled") == {"Rome": "apart", "smiled": "itself", ".": "below punct"}


@pytest.mark.parametrize(
    ("place", "token", "routes"),
    [
        (0, 0, ["itself", *["by nsubj"] * 9, "behind", "behind", "behind"]),
        (1, 1, [*["before"] * 10, "below nsubj", "itself", "below punct"]),
    ],
)
def test_other_sentences_are_before_or_behind(place: int, token: int, routes: list[str]) -> None:
    assert [name(route) for route in find_passage_routes(TOLD.sentences, place, token).tolist()] == routes


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Any tree: each word hangs on one of those placed before it, and the words stand in any order."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for position in range(1, size):
        heads[order[position]] = order[draw(st.integers(0, position - 1))]
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=size, max_size=size))
    tokens = [
        Token(index, index, index + 1, "x", "x", "X", Morph(), head, relation)
        for index, (head, relation) in enumerate(zip(heads, relations, strict=True))
    ]
    return make_sentence(tokens)


@given(data=st.data(), sentence=sentences())
def test_every_word_has_one_route_and_only_the_word_itself_is_itself(data: st.DataObject, sentence: Sentence) -> None:
    token = data.draw(st.integers(0, len(sentence.tokens) - 1))
    routes = find_routes(sentence, token)
    assert routes.shape == (len(sentence.tokens),)
    assert routes.dtype == np.int64
    assert ((routes >= 0) & (routes < ROUTES)).all()
    assert np.flatnonzero(routes == ITSELF).tolist() == [token]
    assert not np.isin(routes, (APART, BEFORE, BEHIND)).any()


@given(data=st.data(), sentence=sentences())
def test_the_route_says_whether_a_word_is_below_beside_or_far(data: st.DataObject, sentence: Sentence) -> None:
    token = data.draw(st.integers(0, len(sentence.tokens) - 1))
    routes = find_routes(sentence, token)
    below = set(collect_subtree(sentence, token)) - {token}
    head = sentence.tokens[token].head
    near = set(collect_subtree(sentence, head)) - below - {token} if head >= 0 else set()
    for index, route in enumerate(routes.tolist()):
        if index != token:
            assert route // COUNT == (0 if index in below else 1 if index in near else 2)


@given(data=st.data(), sentence=sentences())
def test_the_route_names_the_branch(data: st.DataObject, sentence: Sentence) -> None:
    token = data.draw(st.integers(0, len(sentence.tokens) - 1))
    routes = find_routes(sentence, token)
    line = [token, *(above.index for above in iter_ancestors(sentence, token))]
    for index, route in enumerate(routes.tolist()):
        if index == token:
            continue
        own = [index, *(above.index for above in iter_ancestors(sentence, index))]
        meeting = next(above for above in own if above in line)
        branch = own[own.index(meeting) - 1] if meeting == token else line[line.index(meeting) - 1]
        assert RELATIONS[route % COUNT] == sentence.tokens[branch].deprel


@given(data=st.data(), rows=st.lists(sentences(), min_size=1, max_size=4))
def test_a_sentence_has_the_same_routes_alone_and_in_a_passage(data: st.DataObject, rows: list[Sentence]) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    token = data.draw(st.integers(0, len(rows[place].tokens) - 1))
    routes = find_passage_routes(rows, place, token)
    start = sum(len(sentence.tokens) for sentence in rows[:place])
    end = start + len(rows[place].tokens)
    assert routes[start:end].tolist() == find_routes(rows[place], token).tolist()
    assert (routes[:start] == BEFORE).all()
    assert (routes[end:] == BEHIND).all()
    assert len(routes) == sum(len(sentence.tokens) for sentence in rows)
