"""A trained listening head -> the files that the product ships: three graphs (the first in int8) and listener.json."""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch
from torch import Tensor, nn

from diurna.language.listener import TOLD, Tuning
from training.graphs import export_graph
from training.listening.network import ListeningHead


class _Hearing(nn.Module):
    def __init__(self, head: ListeningHead) -> None:
        super().__init__()
        self.head = head

    def forward(
        self, vectors: Tensor, marks: Tensor, quotedness: Tensor, openings: Tensor, firsts: Tensor
    ) -> tuple[Tensor, ...]:
        pieces = self.head.encode_pieces(vectors, marks, quotedness, openings, torch.ones_like(marks))
        # One passage at a time: whole rows are picked, which is much faster than number by number.
        hidden = pieces[0].index_select(0, firsts[0]).unsqueeze(0)
        return (
            hidden,
            self.head.cues(hidden),
            self.head.factuality(hidden).squeeze(-1),
        )


class _Assigning(nn.Module):
    def __init__(self, head: ListeningHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, hidden: Tensor, cues: Tensor, routes: Tensor) -> tuple[Tensor, Tensor]:
        roles, edges = self.head.assign(hidden.unsqueeze(0), cues, routes, torch.zeros_like(cues))
        return roles.log_softmax(-1), edges


class _Judging(nn.Module):
    def __init__(self, head: ListeningHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, hidden: Tensor, told: Tensor) -> Tensor:
        scores: Tensor = self.head.certainties(torch.cat([hidden, told], dim=-1))
        return scores


def export(head: ListeningHead, folder: Path, *, tuning: Tuning, int8: bool = True) -> None:
    """Writes listener.onnx, voices.onnx, sureness.onnx and listener.json to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    width = head.enter.out_features
    head.eval()
    one, few = torch.ones(1, 9, dtype=torch.long), torch.arange(6).unsqueeze(0)
    pieces, tokens = {1: "pieces"}, {1: "tokens"}
    export_graph(
        _Hearing(head),
        (torch.zeros(1, 9, 2 * width), one, one, one, few),
        folder / "listener.onnx",
        inputs={"vectors": pieces, "marks": pieces, "quotedness": pieces, "openings": pieces, "firsts": tokens},
        outputs={"hidden": tokens, "cues": tokens, "factuality": tokens},
        int8=int8,
    )
    cued = {0: "cues", 1: "tokens"}
    export_graph(
        _Assigning(head),
        (torch.zeros(6, width), torch.tensor([1, 3]), torch.ones(2, 6, dtype=torch.long)),
        folder / "voices.onnx",
        inputs={"hidden": {0: "tokens"}, "cues": {0: "cues"}, "routes": cued},
        outputs={"roles": cued, "edges": cued},
        int8=int8,
    )
    few_tokens = {0: "tokens"}
    export_graph(
        _Judging(head),
        (torch.zeros(2, width), torch.zeros(2, TOLD)),
        folder / "sureness.onnx",
        inputs={"hidden": few_tokens, "told": few_tokens},
        outputs={"certainties": few_tokens},
        int8=False,
    )
    (folder / "listener.json").write_bytes(msgspec.json.encode(tuning))
