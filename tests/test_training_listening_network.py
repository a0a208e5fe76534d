"""How the listening head learns: batches, the edges of phrases, losses, training. Needs torch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from diurna.language.listener import LISTENED, MARKS, TOLD, Hints, Quotedness, Role
from diurna.language.routes import ROUTES

torch = pytest.importorskip("torch", reason="torch is not installed: `uv sync --group train` brings it")
transformers = pytest.importorskip("transformers", reason="transformers is not installed with torch")

from training.listening.examples import Case, Example, Voice  # noqa: E402
from training.listening.network import ListeningHead  # noqa: E402
from training.listening.train import Recipe, find_edges, find_losses, make_batch, train  # noqa: E402

if TYPE_CHECKING:
    from torch import Tensor

WIDTH = 12
RECIPE = Recipe(epochs=1, rate=1e-3, batch=2, forget=0.0)
NONE, SOURCE, CUE, CONTENT = Role


@pytest.fixture
def head() -> Any:
    """A head with a tiny encoder, that forgets nothing."""
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=5, hidden_size=WIDTH, num_hidden_layers=6, num_attention_heads=2, intermediate_size=16
    )
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    return ListeningHead(encoder, dropout=0.0).eval()


def make_example(
    pieces: Sequence[int] = (2, 1, 1),
    *,
    voices: Sequence[tuple[Sequence[Role], bool, float]] = (),
    listens: float = 1.0,
    factuality: tuple[tuple[int, float], ...] = (),
    certainty: tuple[Case, ...] = (),
    seed: int = 0,
) -> Example:
    """A passage whose words have so many pieces; a voice is its roles, whether it is outermost, and its weight."""
    chance = np.random.default_rng(seed)
    count = len(pieces)
    tokens = np.repeat(np.arange(count), pieces)
    openings = np.zeros(len(tokens), dtype=np.int64)
    openings[0] = 2
    return Example(
        vectors=chance.normal(size=(len(tokens), 2 * WIDTH)).astype(np.float16),
        tokens=tokens,
        firsts=np.searchsorted(tokens, np.arange(count)),
        openings=openings,
        hints=Hints(chance.integers(1, MARKS, count), chance.integers(0, len(Quotedness), count)),
        voices=tuple(
            Voice(
                cue=list(roles).index(CUE),
                roles=np.array(roles, dtype=np.int64),
                routes=chance.integers(0, ROUTES, count),
                outer=outer,
                weight=weight,
            )
            for roles, outer, weight in voices
        ),
        listens=np.full((count, 2), listens, dtype=np.float32),
        factuality=factuality,
        certainty=certainty,
    )


def make_case(token: int, certainty: int = 0) -> Case:
    return Case(token=token, told=np.eye(TOLD, dtype=np.float32)[certainty], certainty=certainty)


SHORT = make_example((2, 1, 1), voices=[((SOURCE, CUE, CONTENT), True, 1.0)])
LONG = make_example((1, 3, 1, 1, 2), voices=[((NONE, CUE, CONTENT, CONTENT, SOURCE), False, 0.5)], seed=1)


# Batches.


def test_a_batch_is_padded_to_its_longest() -> None:
    batch = make_batch([SHORT, LONG])
    assert batch.vectors.shape == (2, 8, 2 * WIDTH)
    for tensor in (batch.marks, batch.quotedness, batch.openings, batch.mask):
        assert tensor.shape == (2, 8)
    assert batch.mask.tolist() == [[1] * 4 + [0] * 4, [1] * 8]
    assert batch.real.tolist() == [[1, 1, 1, 0, 0], [1] * 5]
    assert batch.firsts.tolist() == [[0, 2, 3, 0, 0], [0, 1, 4, 5, 6]]


def test_every_piece_bears_the_hints_of_its_word() -> None:
    batch = make_batch([SHORT, LONG])
    for row, one in enumerate((SHORT, LONG)):
        length = len(one.tokens)
        assert batch.marks[row, :length].tolist() == one.hints.marks[one.tokens].tolist()
        assert batch.quotedness[row, :length].tolist() == one.hints.quotedness[one.tokens].tolist()
        assert batch.openings[row, :length].tolist() == one.openings.tolist()
        assert batch.vectors[row, :length].numpy() == pytest.approx(one.vectors.astype(np.float32))
        assert not batch.marks[row, length:].any()


@pytest.mark.parametrize("forget", [0.0, 0.5, 1.0])
def test_what_the_rules_found_and_the_quotation_marks_are_forgotten_at_times(forget: float) -> None:
    random.seed(1)
    plain = make_batch([SHORT])
    batches = [make_batch([SHORT], forget=forget) for _ in range(200)]
    for name in ("marks", "quotedness"):
        shown, whole = [getattr(batch, name) for batch in batches], getattr(plain, name)
        forgotten = [not one.any() for one in shown]
        assert sum(forgotten) / len(forgotten) == pytest.approx(forget, abs=0.15)
        assert all(lost or torch.equal(one, whole) for one, lost in zip(shown, forgotten, strict=True))
    for batch in batches:
        assert torch.equal(batch.vectors, plain.vectors)
        assert torch.equal(batch.openings, plain.openings)


# Edges.


@pytest.mark.parametrize(
    ("roles", "edges"),
    [
        # a letter for each edge: where a Source begins, a source ends ("s"), a Content begins, a content ends ("c")
        ((SOURCE, SOURCE, CUE, CONTENT, CONTENT), ["S", "s", "", "C", "c"]),
        ((CONTENT, CUE, SOURCE), ["Cc", "", "Ss"]),
        ((CONTENT, SOURCE, CONTENT, NONE, CONTENT), ["Cc", "Ss", "Cc", "", "Cc"]),
        ((NONE, CUE, NONE), ["", "", ""]),
    ],
)
def test_edges(roles: Sequence[Role], edges: list[str]) -> None:
    (found,) = find_edges(torch.tensor([list(roles)]))
    assert ["".join(letter for letter, one in zip("SsCc", row, strict=True) if one) for row in found.tolist()] == edges


@given(roles=st.lists(st.sampled_from(Role), min_size=1, max_size=12))
def test_as_many_phrases_begin_as_end(roles: list[Role]) -> None:
    (found,) = find_edges(torch.tensor([list(map(int, roles))]))
    starts, ends = found[:, [0, 2]], found[:, [1, 3]]
    assert starts.sum(0).tolist() == ends.sum(0).tolist()
    for column, role in enumerate((SOURCE, CONTENT)):
        inside = starts[:, column].cumsum(0) - ends[:, column].cumsum(0) + ends[:, column]
        assert inside.tolist() == [float(one == role) for one in roles]


# The head.


def encode(head: Any, *examples: Example) -> Tensor:
    batch = make_batch(examples)
    with torch.no_grad():
        hidden: Tensor = head.encode(
            batch.vectors, batch.marks, batch.quotedness, batch.openings, batch.mask, batch.firsts
        )
    return hidden


def test_a_passage_is_encoded_alone_as_beside_a_longer_one(head: Any) -> None:
    together = encode(head, SHORT, LONG)
    assert together.shape == (2, 5, WIDTH)
    assert together[0, :3].numpy() == pytest.approx(encode(head, SHORT)[0].numpy(), abs=1e-5)
    assert together[1].numpy() == pytest.approx(encode(head, LONG)[0].numpy(), abs=1e-5)


def test_a_cue_is_assigned_alone_as_beside_others(head: Any) -> None:
    hidden = encode(head, SHORT, LONG)
    rows, cues = torch.tensor([1, 0, 1]), torch.tensor([1, 1, 4])
    routes = torch.randint(0, ROUTES, (3, 5))
    with torch.no_grad():
        roles, edges = head.assign(hidden, cues, routes, rows)
        assert roles.shape == edges.shape == (3, 5, 4)
        for number in range(3):
            one = slice(number, number + 1)
            alone, borders = head.assign(hidden, cues[one], routes[one], rows[one])
            assert alone[0].numpy() == pytest.approx(roles[number].numpy(), abs=1e-5)
            assert borders[0].numpy() == pytest.approx(edges[number].numpy(), abs=1e-5)


# Losses.

FACTS = make_example(factuality=((0, 3.0), (2, -1.0)), listens=0.0)
SURE = make_example(certainty=(make_case(1, 5),), listens=0.0)
NOTHING = make_example(listens=0.0)


def lose(head: Any, *examples: Example) -> dict[str, float]:
    """The losses of a batch as numbers."""
    return {name: loss.item() for name, loss in find_losses(head, examples, RECIPE).items()}


@pytest.mark.parametrize(
    ("examples", "names"),
    [
        ([NOTHING], {"cue"}),
        ([SHORT], {"cue", "role", "edge"}),
        ([FACTS], {"cue", "fact"}),
        ([SURE], {"cue", "sure"}),
        ([SHORT, FACTS, SURE], {"cue", "role", "edge", "fact", "sure"}),
    ],
)
def test_only_what_is_known_is_learned(head: Any, examples: list[Example], names: set[str]) -> None:
    losses = lose(head, *examples)
    assert set(losses) == names
    assert all(np.isfinite(loss) and loss >= 0 for loss in losses.values())


def test_words_of_which_nothing_is_known_cost_nothing(head: Any) -> None:
    assert lose(head, NOTHING) == {"cue": 0.0}


def test_the_losses_are_those_of_one_example_on_average(head: Any) -> None:
    once, twice = lose(head, SHORT), lose(head, SHORT, SHORT)
    assert twice == pytest.approx(once, rel=1e-2)


def test_a_voice_counts_as_much_as_it_weighs(head: Any) -> None:
    roles = (SOURCE, CUE, CONTENT)
    full, half = (lose(head, make_example(voices=[(roles, False, weight)], listens=0.0)) for weight in (1.0, 0.5))
    assert half == pytest.approx({name: loss / 2 for name, loss in full.items()}, rel=1e-3)


def test_the_padding_of_a_batch_costs_nothing(head: Any) -> None:
    alone, beside = lose(head, SHORT), lose(head, SHORT, make_example((3, 3, 3, 3, 3), listens=0.0))
    # The average is over two examples, one of which teaches nothing.
    assert {name: 2 * beside[name] for name in alone} == pytest.approx(alone, rel=2e-2)


def test_an_inner_cue_is_no_example_of_an_outermost_one(head: Any) -> None:
    with torch.no_grad():
        for weight in head.cues.parameters():
            weight.zero_()
        head.cues[-1].bias[:] = torch.tensor([-9.0, 9.0])
    roles = (SOURCE, CUE, CONTENT)
    inner, outer = (lose(head, make_example(voices=[(roles, one, 1.0)], listens=0.0)) for one in (False, True))
    # Of an inner cue it is only known that it is a cue at all, which this head believes of every word.
    assert inner["cue"] == pytest.approx(0.0, abs=1e-2)
    assert outer["cue"] == pytest.approx(inner["cue"])


# Training.


def test_one_epoch_moves_the_head_and_tells_so(head: Any) -> None:
    random.seed(1)
    torch.manual_seed(1)
    told: list[str] = []
    seen: list[Any] = []
    before = {name: weight.clone() for name, weight in head.named_parameters()}
    trained = train(head, [SHORT, LONG, FACTS, SURE], RECIPE, after=seen.append, tell=told.append)
    assert len(told) == 1
    assert told[0].startswith("epoch 1: ")
    assert seen == [trained]
    for name in ("cues.0.weight", "role_sum.weight", "certainties.0.weight", "enter.weight"):
        assert not torch.equal(dict(trained.named_parameters())[name], before[name]), name


def test_what_is_shown_often_is_learned(head: Any) -> None:
    random.seed(1)
    torch.manual_seed(1)
    recipe = Recipe(epochs=12, rate=4e-3, batch=4, forget=0.0, swing=0.0)
    lessons = [SHORT, LONG, FACTS, SURE]
    before = lose(head, *lessons)
    after = lose(train(head, lessons, recipe, tell=lambda _: None).eval(), *lessons)
    assert set(after) == set(before)
    assert sum(after.values()) < sum(before.values())
    assert after["role"] < before["role"]
    assert after["edge"] < before["edge"]


def test_a_listened_certainty_is_what_is_learned(head: Any) -> None:
    hidden: NDArray[np.float32] = np.zeros((1, WIDTH + TOLD), dtype=np.float32)
    assert head.certainties(torch.from_numpy(hidden)).shape == (1, len(LISTENED))
