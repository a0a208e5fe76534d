"""The loop in which a head on the shared states is trained: its own encoder layers slowly, its classifiers fast."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

Head = TypeVar("Head", bound=nn.Module)
Example = TypeVar("Example")
_FASTER = 5
"""The classifiers learn so many times as fast as the encoder layers, which begin from trained ones."""


def run_epochs(
    head: Head,
    examples: Sequence[Example],
    find_losses: Callable[[Sequence[Example]], dict[str, Tensor]],
    *,
    epochs: int,
    rate: float,
    batch: int,
    swing: float,
    measure: Callable[[Example], float],
    after: Callable[[Head], None] = lambda _: None,
    tell: Callable[[str], None] = print,
) -> Head:
    """The head after some epochs over the examples.

    `find_losses` gives the parts of a batch's loss by name; `measure` the length by which examples of a batch are put
    together, with some chance in it. With `swing` the weights of the last steps are averaged with that decay; 0 keeps
    the last weights. `after` gets the head as it stands behind each epoch.
    """
    steps = epochs * math.ceil(len(examples) / batch)
    slow = [weight for name, weight in head.named_parameters() if name.startswith("layers")]
    fast = [weight for name, weight in head.named_parameters() if not name.startswith("layers")]
    groups: list[dict[str, Any]] = [{"params": slow, "lr": rate}, {"params": fast, "lr": _FASTER * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, _FASTER * rate], total_steps=steps + 1, pct_start=0.1
    )
    average = copy.deepcopy(head) if swing else head
    for epoch in range(epochs):
        head.train()
        totals: dict[str, list[float]] = {}
        for part in _cut_batches(examples, batch, measure):
            losses = find_losses(part)
            optimizer.zero_grad()
            torch.stack(list(losses.values())).sum().backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if swing:
                _draw_near(average, head, 1 - swing)
            for name, loss in losses.items():
                totals.setdefault(name, []).append(loss.item())
        told = ", ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in totals.items())
        tell(f"epoch {epoch + 1}: {told}")
        after(average)
    return average


@torch.no_grad()
def _draw_near(average: nn.Module, head: nn.Module, share: float) -> None:
    for kept, new in zip(average.parameters(), head.parameters(), strict=True):
        kept.lerp_(new, share)


def _cut_batches(examples: Sequence[Example], size: int, measure: Callable[[Example], float]) -> list[list[Example]]:
    """Batches of much the same length in random order."""
    ordered = sorted(examples, key=measure)
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    random.shuffle(batches)
    return batches
