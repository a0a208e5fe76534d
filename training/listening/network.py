"""The listening head: one encoder layer over the states of a passage, and its classifiers."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from diurna.language.listener import LISTENED, MARKS, TOLD, Quotedness, Role
from diurna.language.routes import ROUTES
from training.language.network import SHARED_LAYERS

LAYERS = 1
HIDDEN = 128
WIDTH = 192
EDGES = 4
_NEAR, _STEPS = 4, 11
"""Distances up to _NEAR words have a number of their own; farther ones share numbers, up to _STEPS a side."""
_EMPTY = -1e4


class ListeningHead(nn.Module):
    """Passages -> what each token is, and what it is to each cue.

    Shapes: vectors (batch, pieces, 2 * width); marks, quotedness, openings and mask (batch, pieces); firsts (batch,
    tokens) is the first piece of each token.
    """

    def __init__(self, encoder: BertModel, *, dropout: float = 0.25) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.enter = nn.Linear(2 * width, width)
        with torch.no_grad():
            # Begins as the base encoder's layer would: the recalled states, and almost nothing of the upper ones.
            self.enter.weight[:, :width].copy_(torch.eye(width))
            self.enter.weight[:, width:].normal_(0, 0.005)
            self.enter.bias.zero_()
        self.mark = nn.Embedding(MARKS, width)
        self.quotedness = nn.Embedding(len(Quotedness), width)
        self.opening = nn.Embedding(3, width)
        for table in (self.mark, self.quotedness, self.opening):
            nn.init.normal_(table.weight, std=0.05)
        first = SHARED_LAYERS[-1]
        self.layers = copy.deepcopy(encoder.encoder.layer[first : first + LAYERS])
        self.dropout = nn.Dropout(dropout)
        self.cues = _classifier(width, 2, dropout)
        self.factuality = _classifier(width, 1, dropout)
        self.certainties = _classifier(width + TOLD, len(LISTENED), dropout)
        self.anchor_sum, self.token_sum = nn.Linear(width, WIDTH), nn.Linear(width, WIDTH)
        self.anchor_product, self.token_product = nn.Linear(width, WIDTH), nn.Linear(width, WIDTH)
        self.distance = nn.Embedding(2 * _STEPS + 1, WIDTH)
        self.route = nn.Embedding(ROUTES, WIDTH)
        for table in (self.distance, self.route):
            nn.init.normal_(table.weight, std=0.02)
        self.role_sum = nn.Linear(WIDTH, len(Role))
        self.role_product = nn.Linear(WIDTH, len(Role), bias=False)
        self.edge = nn.Linear(WIDTH, EDGES)

    def encode(
        self, vectors: Tensor, marks: Tensor, quotedness: Tensor, openings: Tensor, mask: Tensor, firsts: Tensor
    ) -> Tensor:
        """(batch, tokens, width)."""
        hidden = self.encode_pieces(vectors, marks, quotedness, openings, mask)
        index = firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1))
        found: Tensor = self.dropout(torch.gather(hidden, 1, index))
        return found

    def encode_pieces(
        self, vectors: Tensor, marks: Tensor, quotedness: Tensor, openings: Tensor, mask: Tensor
    ) -> Tensor:
        """(batch, pieces, width)."""
        hidden = self.enter(vectors) + self.mark(marks) + self.quotedness(quotedness) + self.opening(openings)
        closed = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * _EMPTY
        for layer in self.layers:
            out = layer(hidden, closed)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    def assign(self, hidden: Tensor, cues: Tensor, routes: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of roles and of edges, each (cues, tokens, 4).

        `rows` and `cues` say in which row of the batch, and at which token of it, each cue stands.
        """
        anchors = hidden[rows, cues]
        places = torch.arange(hidden.size(1), device=hidden.device)[None] - cues[:, None]
        mixed = self.anchor_sum(anchors)[:, None] + self.token_sum(hidden)[rows]
        mixed = self.dropout(functional.relu(mixed + self.distance(_step(places)) + self.route(routes)))
        # The product of cue and token, weighed for each role: two matrices instead of one cube.
        weighed = self.anchor_product(anchors)[:, None] * self.role_product.weight[None]
        product = (weighed @ self.token_product(hidden)[rows].transpose(1, 2)).transpose(1, 2)
        return self.role_sum(mixed) + product, self.edge(mixed)


def _step(places: Tensor) -> Tensor:
    """A number for each distance from the cue, exact near by and coarse far away."""
    far = places.abs()
    coarse = _NEAR + (torch.log2(far.clamp(min=_NEAR).float() / _NEAR) * 1.5).long()
    steps = torch.where(far <= _NEAR, far, coarse.clamp(max=_STEPS))
    return torch.where(places < 0, _STEPS - steps, _STEPS + steps)


def _classifier(width: int, classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, classes))
