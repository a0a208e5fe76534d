"""How the shipped graphs are opened: one thread unless told more, on the processor, quietly."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""Graph rewrites of onnxruntime that make our graphs slower: its fused layer norm costs six plain ones (a sixth of all
time on our machine)."""


def find_model(folder: Path | None) -> Path:
    """The folder of a model: the one named, else the shipped one."""
    return folder or Path(str(resources.files("diurna.language") / "model"))


def find_head(folder: Path | None, files: Sequence[str], head: str) -> Path:
    """The folder of a model that has all files of a head ("typing head"); EngineError names one that is missing."""
    base = find_model(folder)
    for name in files:
        if not (base / name).exists():
            raise EngineError(
                f"{base}: no {head} here ({name}). Reinstall Diurna, or name the folder that training wrote."
            )
    return base


def open_session(file: Path, *, threads: int) -> InferenceSession:
    """A graph ready to run."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS)
