"""A trained head -> one of the graphs that the product ships."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.language.export import OPSET


def export_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    target: Path,
    *,
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
    int8: bool,
) -> None:
    """Writes a module as ONNX; `inputs` and `outputs` name them with the axes whose length may vary."""
    with tempfile.TemporaryDirectory() as temporary:
        exact = Path(temporary) / target.name
        torch.onnx.export(
            module,
            example,
            str(exact),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=inputs | outputs,
            opset_version=OPSET,
            dynamo=False,
        )
        if int8:
            quantize_dynamic(
                exact, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
            )
        else:
            target.write_bytes(exact.read_bytes())
    onnx.checker.check_model(str(target))
