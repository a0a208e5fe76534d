"""A trained typing head -> the two files that the product ships: typist.onnx (int8) and typist.json."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from diurna.language.typist import TypistClasses
from training.language.export import OPSET
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
    inputs = (torch.zeros(1, 9, width), torch.ones(3, 9, dtype=torch.long), torch.ones(3, dtype=torch.long))
    with tempfile.TemporaryDirectory() as temporary:
        exact = Path(temporary) / "typist.onnx"
        torch.onnx.export(
            _Typing(head.eval()),
            inputs,
            str(exact),
            input_names=["vectors", "marks", "proposals"],
            output_names=["types", "modes", "roots", "sides"],
            dynamic_axes={
                "vectors": {1: "pieces"},
                "marks": {0: "candidates", 1: "pieces"},
                "proposals": {0: "candidates"},
                "types": {0: "candidates"},
                "modes": {0: "candidates"},
                "roots": {0: "candidates"},
                "sides": {0: "candidates", 1: "pieces"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        target = folder / "typist.onnx"
        if int8:
            quantize_dynamic(
                exact, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
            )
        else:
            target.write_bytes(exact.read_bytes())
    onnx.checker.check_model(str(target))
    classes = TypistClasses(types=labels.types, modes=labels.modes, roots=labels.roots, temperature=temperature)
    (folder / "typist.json").write_bytes(msgspec.json.encode(classes))
