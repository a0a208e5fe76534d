"""A trained typing head -> the two files that the product ships: typist.onnx (int8) and typist.json."""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch
from torch import Tensor, nn

from diurna.language.typist import TypistClasses
from training.graphs import export_graph
from training.typing.examples import Labels
from training.typing.network import TypingHead


class _Typing(nn.Module):
    """The head on one sentence: its states once, whatever the number of candidates."""

    def __init__(self, head: TypingHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, vectors: Tensor, marks: Tensor, proposals: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        spread = vectors.expand(marks.shape[0], -1, -1)
        found: tuple[Tensor, Tensor, Tensor, Tensor] = self.head(spread, marks, proposals, torch.ones_like(marks))
        return found


def export(head: TypingHead, labels: Labels, folder: Path, *, temperature: float, int8: bool = True) -> None:
    """Writes typist.onnx and typist.json to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    width = head.mark.embedding_dim
    example = (torch.zeros(1, 9, width), torch.ones(3, 9, dtype=torch.long), torch.ones(3, dtype=torch.long))
    several = {0: "candidates"}
    export_graph(
        _Typing(head.eval()),
        example,
        folder / "typist.onnx",
        inputs={"vectors": {1: "pieces"}, "marks": {0: "candidates", 1: "pieces"}, "proposals": several},
        outputs={"types": several, "modes": several, "roots": several, "sides": {0: "candidates", 1: "pieces"}},
        int8=int8,
    )
    classes = TypistClasses(types=labels.types, modes=labels.modes, roots=labels.roots, temperature=temperature)
    (folder / "typist.json").write_bytes(msgspec.json.encode(classes))
