"""The network: a small encoder with case and spacing at its input, and linear and biaffine heads on whole words."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from diurna.language.shapes import Gap, Shape
from training.language.batches import Vocabulary

ARC_WIDTH = 256
RELATION_WIDTH = 256
SHAPE_WIDTH = 32
SHARED_LAYERS = (0, 2, 4)
"""Encoder layers, 0 for the word pieces themselves, from which `recall` makes the states that other heads build on. The
layers above belong to tags, trees and names."""


class Sizes:
    """How many classes each head has."""

    def __init__(self, *, upos: int, morph: int, edit: int, name: int, relation: int) -> None:
        self.upos, self.morph, self.edit, self.name, self.relation = upos, morph, edit, name, relation


def count_classes(vocabulary: Vocabulary) -> Sizes:
    """The sizes of the heads for a vocabulary."""
    return Sizes(
        upos=len(vocabulary.upos),
        morph=len(vocabulary.morph),
        edit=len(vocabulary.edit),
        name=len(vocabulary.name),
        relation=len(vocabulary.relation),
    )


class Reader(nn.Module):
    """Word pieces with their shapes and gaps -> scores for each word.

    Shapes: pieces (batch, pieces); first (batch, words) is the position of each word's first piece, 0 for padding.
    Arc scores are (batch, words, 1 + words), where column 0 is the root.
    """

    def __init__(self, encoder: BertModel, sizes: Sizes, *, dropout: float = 0.15, head_dropout: float = 0.33) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.shape_in = nn.Embedding(len(Shape), width)
        self.gap_in = nn.Embedding(len(Gap), width)
        nn.init.normal_(self.shape_in.weight, std=0.01)
        nn.init.normal_(self.gap_in.weight, std=0.01)
        self.shape_out = nn.Embedding(len(Shape), SHAPE_WIDTH)
        self.dropout = nn.Dropout(dropout)
        word = width + SHAPE_WIDTH
        self.upos = nn.Linear(word, sizes.upos)
        self.morph = nn.Linear(word, sizes.morph)
        self.edit = nn.Linear(word, sizes.edit)
        self.name = nn.Sequential(nn.Linear(word, 128), nn.GELU(), nn.Dropout(dropout), nn.Linear(128, sizes.name))
        self.end = nn.Linear(word, 1)
        self.arc_dependent = _mlp(word, ARC_WIDTH, head_dropout)
        self.arc_head = _mlp(word, ARC_WIDTH, head_dropout)
        self.arc_weight = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        nn.init.xavier_uniform_(self.arc_weight)
        self.relation_dependent = _mlp(word, RELATION_WIDTH, head_dropout)
        self.relation_head = _mlp(word, RELATION_WIDTH, head_dropout)
        self.relation_sum = nn.Linear(RELATION_WIDTH, sizes.relation)
        self.relation_product = nn.Linear(RELATION_WIDTH, sizes.relation, bias=False)

    def forward(
        self, pieces: Tensor, mask: Tensor, piece_shapes: Tensor, piece_gaps: Tensor, first: Tensor, shapes: Tensor
    ) -> dict[str, Tensor]:
        """Scores by name; see the class for shapes."""
        inputs = self.encoder.embeddings.word_embeddings(pieces)
        inputs = inputs + self.shape_in(piece_shapes) + self.gap_in(piece_gaps)
        encoded = self.encoder(inputs_embeds=inputs, attention_mask=mask, output_hidden_states=True)
        hidden = encoded.last_hidden_state
        index = first.unsqueeze(-1).expand(-1, -1, hidden.size(-1))
        words = torch.cat([torch.gather(hidden, 1, index), self.shape_out(shapes)], dim=-1)
        root = torch.cat([hidden[:, :1], torch.zeros_like(words[:, :1, :SHAPE_WIDTH])], dim=-1)
        words, root = self.dropout(words), self.dropout(root)
        heads = torch.cat([root, words], dim=1)
        dependent = self.arc_dependent(words)
        projected = dependent @ self.arc_weight[:-1] + self.arc_weight[-1]
        return {
            "upos": self.upos(words),
            "morph": self.morph(words),
            "edit": self.edit(words),
            "name": self.name(words),
            "end": self.end(words).squeeze(-1),
            "arc": projected @ self.arc_head(heads).transpose(1, 2),
            "dependent": self.relation_dependent(words),
            "head": self.relation_head(heads),
            "upper": hidden,
            "layers": torch.cat([encoded.hidden_states[layer] for layer in SHARED_LAYERS], dim=-1),
        }

    def score_relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores (n, relations) for n pairs of a dependent's and its head's vectors (n, width)."""
        return self.relation_sum(torch.relu(dependent + head)) + self.relation_product(dependent * head)


def _mlp(width: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.LeakyReLU(0.1), nn.Dropout(dropout))
