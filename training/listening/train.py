"""Examples -> a trained listening head."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from diurna.language.listener import LISTENED, Role
from diurna.records import Certainty
from training.listening.examples import Example
from training.listening.network import ListeningHead
from training.loop import run_epochs

RARE = {Certainty.HAPPENED: 0.5, Certainty.DENIED: 1.5, Certainty.HYPOTHETICAL: 2.0, Certainty.HISTORICAL: 1.5}
"""How much a certainty counts beside the others, for which it is 1: the events have few of some."""


class Recipe(Struct, frozen=True):
    """How the head is trained."""

    epochs: int
    rate: float
    """Learning rate of the encoder layer; the classifiers learn five times as fast."""
    batch: int = 12
    forget: float = 0.15
    """How often a passage is shown without what the rules found in it, and how often without its quotation marks."""
    swing: float = 0.99
    """Averages the weights of the last steps with this decay."""


class Batch(Struct, frozen=True):
    """Padded tensors of some examples; see ListeningHead for shapes."""

    vectors: Tensor
    marks: Tensor
    quotedness: Tensor
    openings: Tensor
    mask: Tensor
    firsts: Tensor
    real: Tensor
    """(batch, tokens): 1 for real tokens."""


def make_batch(examples: Sequence[Example], *, forget: float = 0.0) -> Batch:
    """The examples as tensors; some without the rules' marks or the places of the quotation marks, as in training."""
    pieces = max(len(one.tokens) for one in examples)
    words = max(len(one.firsts) for one in examples)
    vectors = torch.zeros(len(examples), pieces, examples[0].vectors.shape[1])
    whole = [torch.zeros(len(examples), pieces, dtype=torch.long) for _ in range(4)]
    marks, quotedness, openings, mask = whole
    firsts = torch.zeros(len(examples), words, dtype=torch.long)
    real = torch.zeros(len(examples), words)
    for row, one in enumerate(examples):
        length, count = len(one.tokens), len(one.firsts)
        vectors[row, :length] = torch.from_numpy(one.vectors.astype(np.float32))
        mask[row, :length] = 1
        if random.random() >= forget:
            marks[row, :length] = torch.from_numpy(one.hints.marks[one.tokens])
        if random.random() >= forget:
            quotedness[row, :length] = torch.from_numpy(one.hints.quotedness[one.tokens])
        openings[row, :length] = torch.from_numpy(one.openings)
        firsts[row, :count] = torch.from_numpy(one.firsts)
        real[row, :count] = 1
    return Batch(vectors, marks, quotedness, openings, mask, firsts, real)


def find_losses(head: ListeningHead, examples: Sequence[Example], recipe: Recipe) -> dict[str, Tensor]:
    """The losses of a batch by what they teach."""
    batch = make_batch(examples, forget=recipe.forget)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = head.encode(batch.vectors, batch.marks, batch.quotedness, batch.openings, batch.mask, batch.firsts)
    hidden = hidden.float()
    losses = {"cue": _find_cue_loss(head, hidden, examples)}
    losses |= _find_voice_losses(head, hidden, examples, batch.real)
    facts = [(row, token, value) for row, one in enumerate(examples) for token, value in one.factuality]
    if facts:
        rows, tokens, values = zip(*facts, strict=True)
        found = head.factuality(hidden[list(rows), list(tokens)]).squeeze(-1)
        losses["fact"] = functional.smooth_l1_loss(found, torch.tensor(values), beta=0.5, reduction="sum") / 2
    cases = [(row, case) for row, one in enumerate(examples) for case in one.certainty]
    if cases:
        heard = hidden[[row for row, _ in cases], [case.token for _, case in cases]]
        told = torch.from_numpy(np.stack([case.told for _, case in cases]))
        scores = head.certainties(torch.cat([heard, told], dim=-1))
        wanted = [case.certainty for _, case in cases]
        weights = torch.tensor([RARE.get(certainty, 1.0) for certainty in LISTENED])
        loss = functional.cross_entropy(scores, torch.tensor(wanted), weight=weights, label_smoothing=0.05)
        losses["sure"] = loss * len(cases)
    return {name: loss / len(examples) for name, loss in losses.items()}


def _find_cue_loss(head: ListeningHead, hidden: Tensor, examples: Sequence[Example]) -> Tensor:
    wanted, weights = torch.zeros(*hidden.shape[:2], 2), torch.zeros(*hidden.shape[:2], 2)
    for row, one in enumerate(examples):
        weights[row, : len(one.listens)] = torch.from_numpy(one.listens)
        for voice in one.voices:
            wanted[row, voice.cue, 1] = 1
            weights[row, voice.cue, 1] = voice.weight
            if voice.outer:
                wanted[row, voice.cue, 0] = 1
    losses = functional.binary_cross_entropy_with_logits(head.cues(hidden), wanted, reduction="none")
    return (losses * weights).sum() / 2


def _find_voice_losses(
    head: ListeningHead, hidden: Tensor, examples: Sequence[Example], real: Tensor
) -> dict[str, Tensor]:
    voices = [(row, voice) for row, one in enumerate(examples) for voice in one.voices]
    if not voices:
        return {}
    count = hidden.size(1)
    rows = torch.tensor([row for row, _ in voices])
    cues = torch.tensor([voice.cue for _, voice in voices])
    weights = torch.tensor([voice.weight for _, voice in voices])[:, None] * real[rows]
    routes = torch.stack([_pad(voice.routes, count) for _, voice in voices])
    wanted = torch.stack([_pad(voice.roles, count) for _, voice in voices])
    scores, edges = head.assign(hidden, cues, routes, rows)
    role = (functional.cross_entropy(scores.transpose(1, 2), wanted, reduction="none") * weights).sum()
    told = functional.binary_cross_entropy_with_logits(edges, find_edges(wanted), reduction="none").sum(-1)
    return {"role": role / 8, "edge": (told * weights).sum() / 8}


def find_edges(roles: Tensor) -> Tensor:
    """(cues, tokens, 4): whether a source begins, a source ends, a content begins, a content ends at a token."""
    before, behind = functional.pad(roles, (1, 0))[:, :-1], functional.pad(roles, (0, 1))[:, 1:]
    found = []
    for role in (Role.SOURCE, Role.CONTENT):
        found += [(roles == role) & (before != role), (roles == role) & (behind != role)]
    return torch.stack(found, dim=-1).float()


def _pad(values: NDArray[np.int64], count: int) -> Tensor:
    return functional.pad(torch.from_numpy(values), (0, count - len(values)))


def train(
    head: ListeningHead,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    after: Callable[[ListeningHead], None] = lambda _: None,
    tell: Callable[[str], None] = print,
) -> ListeningHead:
    """The head after the recipe's epochs; `after` is called with the averaged head behind each."""
    return run_epochs(
        head,
        examples,
        lambda batch: find_losses(head, batch, recipe),
        epochs=recipe.epochs,
        rate=recipe.rate,
        batch=recipe.batch,
        swing=recipe.swing,
        measure=_measure,
        after=after,
        tell=tell,
    )


def _measure(example: Example) -> float:
    return len(example.tokens) + 30 * random.random()
