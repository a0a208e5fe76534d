"""The typing head: two encoder layers over shared states, with marks and proposals, and its classifiers."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from transformers import BertModel

from diurna.language.typist import ACTOR, MARKS, RECIPIENT, TRIGGER

HIDDEN = 256


class TypingHead(nn.Module):
    """States of a sentence with marks -> scores of types, modes and roots.

    Shapes: vectors (batch, pieces, width); marks (batch, pieces), 0 for padding and for unmarked pieces; proposals
    (batch), 0 for none; mask (batch, pieces), 1 for real pieces.
    """

    def __init__(self, encoder: BertModel, *, shared: int, types: int, modes: int, roots: int, dropout: float = 0.2):
        super().__init__()
        width = encoder.config.hidden_size
        self.layers = copy.deepcopy(encoder.encoder.layer[shared:])
        self.mark = nn.Embedding(MARKS, width)
        self.proposal = nn.Embedding(types + 1, width)
        for table in (self.mark, self.proposal):
            nn.init.normal_(table.weight, std=0.05)
        self.attend = nn.Linear(width, 1)
        self.mix = nn.Sequential(nn.Dropout(dropout), nn.Linear(5 * width, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.types = nn.Linear(HIDDEN, types)
        self.modes = nn.Linear(HIDDEN, modes)
        self.roots = nn.Linear(HIDDEN, roots)
        self.sides = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 2))

    def forward(
        self, vectors: Tensor, marks: Tensor, proposals: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of types, modes and roots, each (batch, classes), and of the sides (batch, pieces, 2)."""
        first = torch.zeros_like(marks).unsqueeze(-1)
        first[:, 0] = 1
        hidden = vectors + self.mark(marks) + first * self.proposal(proposals).unsqueeze(1)
        hidden = hidden + _has(marks, TRIGGER).unsqueeze(-1) * self.proposal(proposals).unsqueeze(1)
        closed = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            out = layer(hidden, closed)
            hidden = out[0] if isinstance(out, tuple) else out
        weights = self.attend(hidden).squeeze(-1).masked_fill(mask == 0, -1e4).softmax(-1).unsqueeze(-1)
        parts = [hidden[:, 0], (weights * hidden).sum(1)]
        parts += [_mean(hidden, _has(marks, bit)) for bit in (ACTOR, TRIGGER, RECIPIENT)]
        mixed = self.mix(torch.cat(parts, dim=-1))
        trigger = parts[3].unsqueeze(1).expand_as(hidden)
        sides = self.sides(torch.cat([hidden, trigger], dim=-1))
        return self.types(mixed), self.modes(mixed), self.roots(mixed), sides


def _has(marks: Tensor, bit: int) -> Tensor:
    return torch.remainder(torch.div(marks, bit, rounding_mode="floor"), 2).to(torch.float32)


def _mean(hidden: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen.unsqueeze(-1)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1.0)
