"""Whole phrases out of scores word by word: the likeliest path, with a price on every change of role."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from diurna.language.listener import Assignment, Role
from diurna.said.roles import CHANGE, EDGE, choose_roles, find_runs

NONE, SOURCE, CUE, CONTENT = Role
BEGINS, ENDS = {SOURCE: 0, CONTENT: 2}, {SOURCE: 1, CONTENT: 3}
"""Where in an Assignment the edges of each role stand."""


def assign(roles: Sequence[Sequence[Role]], likely: float = 1.0) -> Assignment:
    """Scores under which each token is by so much likelier what it is here, with edges that say nothing."""
    shape = (len(roles), len(roles[0]), len(Role))
    scores = np.zeros(shape, dtype=np.float32)
    for row, path in enumerate(roles):
        for token, role in enumerate(path):
            scores[row, token, role] = likely
    return Assignment(roles=scores, edges=np.zeros(shape, dtype=np.float32))


def choose(assignment: Assignment, *cues: int) -> list[list[int]]:
    (roles,) = choose_roles([assignment], [cues])
    return [list(map(int, row)) for row in roles]


def weigh(path: Sequence[int], roles: NDArray[np.float32], edges: NDArray[np.float32], cue: int) -> float:
    """What a path is worth: its roles, the edges of its sources and contents, less its changes."""
    rest = [token for token in range(len(path)) if token != cue]
    worth = float(sum(roles[token, path[token]] for token in rest))
    worth -= CHANGE * sum(one != other for one, other in pairwise(path))
    for token, role in enumerate(map(Role, path)):
        if role in BEGINS and (token == 0 or path[token - 1] != role):
            worth += EDGE * float(edges[token, BEGINS[role]])
        if role in ENDS and (token == len(path) - 1 or path[token + 1] != role):
            worth += EDGE * float(edges[token, ENDS[role]])
    return worth


@st.composite
def assignments(draw: st.DrawFn, longest: int = 5, most: int = 2) -> tuple[Assignment, tuple[int, ...]]:
    """Any scores for some cues of a passage, and where the cues stand."""
    length = draw(st.integers(1, longest))
    cues = draw(st.lists(st.integers(0, length - 1), min_size=1, max_size=most))
    shape = (len(cues), length, len(Role))
    roles, edges = (draw(arrays(np.float32, shape, elements=st.floats(-9, 9, width=16))) for _ in range(2))
    return Assignment(roles=roles, edges=edges), tuple(cues)


@pytest.mark.parametrize(
    "path",
    [
        (SOURCE, CUE, CONTENT, CONTENT),
        (CONTENT, CONTENT, CUE, SOURCE, SOURCE),
        (CONTENT, NONE, SOURCE, CUE, NONE, CONTENT, NONE),
        (CUE,),
        (NONE, NONE, CUE, NONE),
    ],
)
def test_clear_scores_are_followed(path: tuple[Role, ...]) -> None:
    assert choose(assign([path], likely=10 * (CHANGE + 1)), path.index(CUE)) == [list(path)]


def test_a_single_doubtful_word_is_no_phrase() -> None:
    path = [CUE, NONE, NONE, CONTENT, NONE, NONE]
    assert choose(assign([path], likely=CHANGE / 2), 0) == [[CUE, NONE, NONE, NONE, NONE, NONE]]


def test_a_doubtful_gap_is_closed() -> None:
    path = [CUE, CONTENT, CONTENT, NONE, CONTENT, CONTENT]
    assert choose(assign([path], likely=CHANGE / 2), 0) == [[CUE, *[CONTENT] * 5]]


@pytest.mark.parametrize("role", [SOURCE, CONTENT])
def test_edges_pay_for_a_change(role: Role) -> None:
    doubtful = assign([[CUE, NONE, NONE, role, NONE, NONE]], likely=CHANGE / 2)
    edges = doubtful.edges.copy()
    edges[0, 3, [BEGINS[role], ENDS[role]]] = 2 * CHANGE / EDGE
    assert choose(Assignment(roles=doubtful.roles, edges=edges), 0) == [[CUE, NONE, NONE, role, NONE, NONE]]


@pytest.mark.parametrize("role", [SOURCE, CONTENT])
def test_edges_say_where_one_phrase_ends_and_the_next_begins(role: Role) -> None:
    # Two phrases of the same role touch nowhere: the word between them, which could be either, is neither.
    even = assign([[CUE, role, role, NONE, role, role]], likely=CHANGE)
    even.roles[0, 3, role] = CHANGE
    edges = even.edges.copy()
    edges[0, 2, ENDS[role]] = edges[0, 4, BEGINS[role]] = 2 * CHANGE / EDGE
    assert choose(even, 0)[0][3] == role
    assert choose(Assignment(roles=even.roles, edges=edges), 0)[0][3] == NONE


@given(asked=assignments(longest=8, most=3))
def test_a_cues_own_first_word_is_its_cue(asked: tuple[Assignment, tuple[int, ...]]) -> None:
    assignment, cues = asked
    (roles,) = choose_roles([assignment], [cues])
    assert [int(roles[row, cue]) for row, cue in enumerate(cues)] == [CUE] * len(cues)
    assert roles.shape == assignment.roles.shape[:2]
    assert set(roles.ravel().tolist()) <= set(map(int, Role))


@settings(deadline=None, max_examples=60)
@given(asked=assignments(longest=4))
def test_no_path_is_worth_more(asked: tuple[Assignment, tuple[int, ...]]) -> None:
    assignment, cues = asked
    (chosen,) = choose_roles([assignment], [cues])
    for row, cue in enumerate(cues):
        roles, edges = assignment.roles[row], assignment.edges[row]
        paths = [path for path in product(range(len(Role)), repeat=len(roles)) if path[cue] == CUE]
        best = max(weigh(path, roles, edges, cue) for path in paths)
        assert weigh(chosen[row].tolist(), roles, edges, cue) == pytest.approx(best, abs=1e-4)


@given(asked=st.lists(assignments(longest=8), max_size=4))
def test_a_passage_is_read_alone_as_beside_longer_ones(asked: list[tuple[Assignment, tuple[int, ...]]]) -> None:
    together = choose_roles([one for one, _ in asked], [cues for _, cues in asked])
    assert len(together) == len(asked)
    for (assignment, cues), found in zip(asked, together, strict=True):
        assert choose_roles([assignment], [cues])[0].tolist() == found.tolist()


@given(asked=assignments(longest=8, most=3))
def test_a_cue_is_read_alone_as_beside_others(asked: tuple[Assignment, tuple[int, ...]]) -> None:
    assignment, cues = asked
    together = choose(assignment, *cues)
    for row, cue in enumerate(cues):
        alone = Assignment(roles=assignment.roles[row : row + 1], edges=assignment.edges[row : row + 1])
        assert choose(alone, cue) == [together[row]]


def test_the_scores_stay_as_they_were() -> None:
    assignment = assign([[CUE, CONTENT]])
    before = assignment.roles.copy()
    choose(assignment, 1)
    assert np.array_equal(assignment.roles, before)


def test_no_passages_have_no_roles() -> None:
    assert choose_roles([], []) == []


@pytest.mark.parametrize(
    ("chosen", "runs"),
    [
        ([], []),
        ([False, False], []),
        ([True], [(0, 1)]),
        ([True, True, False, True], [(0, 2), (3, 4)]),
        ([False, True, True], [(1, 3)]),
    ],
)
def test_runs(chosen: list[bool], runs: list[tuple[int, int]]) -> None:
    assert find_runs(np.array(chosen, dtype=np.bool_)) == runs


@given(chosen=st.lists(st.booleans(), max_size=20))
def test_runs_hold_all_that_is_chosen_and_nothing_touches_them(chosen: list[bool]) -> None:
    runs = find_runs(np.array(chosen, dtype=np.bool_))
    inside = {index for first, last in runs for index in range(first, last)}
    assert inside == {index for index, one in enumerate(chosen) if one}
    assert all(first < last for first, last in runs)
    assert all(one[1] < other[0] for one, other in pairwise(runs))
