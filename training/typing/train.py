"""Examples -> a trained typing head. Used for the shipped head and for cross-validation alike."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import torch
from msgspec import Struct
from torch import Tensor
from torch.nn import functional

from diurna.language.typist import ACTOR, RECIPIENT
from training.loop import run_epochs
from training.typing.examples import Example, Labels
from training.typing.network import TypingHead


class Recipe(Struct, frozen=True):
    """How one stage of training is run."""

    epochs: int
    rate: float
    """Learning rate of the encoder layers; the classifiers learn five times as fast."""
    batch: int = 24
    smoothing: float = 0.1
    forget_proposal: float = 0.15
    """How often an example is shown without what the tables say."""
    forget_side: float = 0.3
    """How often an example is shown without the mark of its actor, and of its recipient."""
    swing: float = 0.0
    """Averages the weights of the last steps with this decay; 0 keeps the last weights."""


class Batch(Struct, frozen=True):
    """Padded tensors of some examples; see TypingHead for shapes."""

    vectors: Tensor
    marks: Tensor
    proposals: Tensor
    mask: Tensor


def make_batch(examples: Sequence[Example], labels: Labels, *, recipe: Recipe | None = None) -> Batch:
    """The examples as tensors; with a recipe some proposals and marks are hidden, as in training."""
    longest = max(len(example.marks) for example in examples)
    vectors = torch.zeros(len(examples), longest, examples[0].vectors.shape[1])
    marks = torch.zeros(len(examples), longest, dtype=torch.long)
    mask = torch.zeros(len(examples), longest, dtype=torch.long)
    proposals = torch.zeros(len(examples), dtype=torch.long)
    for row, example in enumerate(examples):
        length = len(example.marks)
        vectors[row, :length] = torch.from_numpy(example.vectors).float()
        marks[row, :length] = torch.from_numpy(example.marks)
        mask[row, :length] = 1
        if example.proposal is not None and not (recipe and random.random() < recipe.forget_proposal):
            proposals[row] = labels.types.index(example.proposal) + 1
        if recipe is not None and example.sides is not None:
            for bit in (ACTOR, RECIPIENT):
                if random.random() < recipe.forget_side:
                    marks[row] &= ~bit
    return Batch(vectors, marks, proposals, mask)


def find_loss(scores: tuple[Tensor, ...], examples: Sequence[Example], labels: Labels, recipe: Recipe) -> Tensor:
    """The mean loss of a batch over whatever its examples know: type, root, mode and sides."""
    types, modes, roots, sides = scores
    weights = torch.tensor([example.weight for example in examples])
    loss = torch.zeros(())
    typed = [row for row, example in enumerate(examples) if example.type is not None]
    if typed:
        wanted = torch.tensor([labels.types.index(examples[row].type or "") for row in typed])
        loss = loss + (_entropy(types[typed], wanted, recipe) * weights[typed]).sum()
    rooted = [row for row, example in enumerate(examples) if example.root is not None]
    if rooted:
        wanted = torch.tensor([labels.roots.index(examples[row].root or "") for row in rooted])
        loss = loss + (_entropy(roots[rooted], wanted, recipe) * weights[rooted]).sum()
    moded = [row for row, example in enumerate(examples) if example.has_mode]
    if moded:
        loss = loss + 0.3 * _find_mode_loss(modes[moded], [examples[row] for row in moded], labels)
    sided = [row for row, example in enumerate(examples) if example.sides is not None]
    if sided:
        loss = loss + _find_side_loss(sides[sided], [examples[row] for row in sided])
    return loss / len(examples)


def _entropy(scores: Tensor, wanted: Tensor, recipe: Recipe) -> Tensor:
    return functional.cross_entropy(scores, wanted, label_smoothing=recipe.smoothing, reduction="none")


def _find_mode_loss(scores: Tensor, examples: Sequence[Example], labels: Labels) -> Tensor:
    own = torch.tensor([[float(type_ == example.type) for type_, _ in labels.modes] for example in examples])
    wanted = torch.tensor(
        [[float((type_, mode) == (example.type, example.mode)) for type_, mode in labels.modes] for example in examples]
    )
    return (functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * own).sum()


def _find_side_loss(scores: Tensor, examples: Sequence[Example]) -> Tensor:
    wanted = torch.zeros_like(scores)
    real = torch.zeros(scores.shape[:2])
    for row, example in enumerate(examples):
        if example.sides is None:
            continue
        length = len(example.sides)
        bits = torch.from_numpy(example.sides)
        wanted[row, :length, 0] = ((bits & ACTOR) > 0).float()
        wanted[row, :length, 1] = ((bits & RECIPIENT) > 0).float()
        real[row, :length] = 1
    losses = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none").sum(-1) * real
    return 2.0 * (losses.sum(1) / real.sum(1).clamp(min=1)).sum()


def train(
    head: TypingHead,
    examples: Sequence[Example],
    labels: Labels,
    recipe: Recipe,
    *,
    tell: Callable[[str], None] = print,
) -> TypingHead:
    """The head after the recipe's epochs over the examples."""

    def find_losses(batch: Sequence[Example]) -> dict[str, Tensor]:
        inputs = make_batch(batch, labels, recipe=recipe)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = head(inputs.vectors, inputs.marks, inputs.proposals, inputs.mask)
        return {"all": find_loss(tuple(score.float() for score in scores), batch, labels, recipe)}

    return run_epochs(
        head,
        examples,
        find_losses,
        epochs=recipe.epochs,
        rate=recipe.rate,
        batch=recipe.batch,
        swing=recipe.swing,
        measure=_measure,
        tell=tell,
    )


def _measure(example: Example) -> float:
    return len(example.marks) + 12 * random.random()


@torch.no_grad()
def predict(head: TypingHead, examples: Sequence[Example], labels: Labels) -> list[tuple[Tensor, ...]]:
    """(types, modes, roots, sides) scores of each example."""
    head.eval()
    found: list[tuple[Tensor, ...]] = []
    for start in range(0, len(examples), 32):
        inputs = make_batch(examples[start : start + 32], labels)
        scores = head(inputs.vectors, inputs.marks, inputs.proposals, inputs.mask)
        found += list(zip(*scores, strict=True))
    return found
