"""Training itself: losses, schedule, averaged weights, checkpoints that a later run resumes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.language.batches import IGNORE, Chunk, Packer, cut_batches, make_tensors
from training.language.data import Sample
from training.language.network import Reader
from training.language.recipe import Recipe
from training.language.swap import NameSwapper

WEIGHTS = {"upos": 1.0, "morph": 0.6, "edit": 0.5, "end": 0.6}


def compute_loss(reader: Reader, tensors: dict[str, Tensor], recipe: Recipe) -> Tensor:
    """Sum of the weighted losses of all heads on one batch."""
    scores = reader(*(tensors[key] for key in ("pieces", "mask", "piece_shapes", "piece_gaps", "first", "shapes")))
    total = torch.zeros(())
    for key, weight in WEIGHTS.items():
        if key == "end":
            kept = tensors["end"] != IGNORE
            if kept.any():
                total = total + weight * functional.binary_cross_entropy_with_logits(
                    scores["end"][kept].float(), tensors["end"][kept].float()
                )
            continue
        total = total + weight * _entropy(scores[key], tensors[key])
    total = total + recipe.name_weight * _entropy(scores["name"], tensors["name"])
    heads = tensors["heads"]
    kept = heads != IGNORE
    if kept.any():
        arc = mask_arcs(scores["arc"].float(), tensors["sentence"])
        total = total + functional.cross_entropy(arc[kept], heads[kept])
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, scores["head"].size(-1))
        head = torch.gather(scores["head"], 1, index)
        relations = reader.score_relations(scores["dependent"][kept], head[kept])
        total = total + functional.cross_entropy(relations.float(), tensors["relations"][kept], ignore_index=IGNORE)
    return total


def mask_arcs(arc: Tensor, sentence: Tensor) -> Tensor:
    """Arc scores with minus infinity between words of different sentences and from a word to itself."""
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same = same & ~torch.eye(sentence.size(1), dtype=torch.bool)
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
    return arc.masked_fill(~allowed, -1e4)


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    if not (labels != IGNORE).any():
        return torch.zeros(())
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


class Average:
    """A running average of the weights, which is what is evaluated and shipped."""

    def __init__(self, reader: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {key: value.detach().clone() for key, value in reader.state_dict().items()}

    def update(self, reader: nn.Module) -> None:
        """Moves the average a step towards the present weights."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for key, value in reader.state_dict().items():
            if value.dtype.is_floating_point:
                self.weights[key].lerp_(value.detach(), 1 - decay)


def train(
    reader: Reader,
    *,
    treebank: Sequence[Sample],
    named: Sequence[Sample],
    packer: Packer,
    swapper: NameSwapper,
    recipe: Recipe,
    checkpoint: Path,
    evaluate: Callable[[Reader], str],
    log: Callable[[str], None],
) -> None:
    """Trains in place and leaves the averaged weights in the reader. Resumes from `checkpoint` where it exists."""
    optimizer = _make_optimizer(reader, recipe)
    average = Average(reader, recipe.average)
    step, first_epoch = 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps = state["average"], state["average_steps"]
        step, first_epoch = state["step"], state["epoch"]
        log(f"resumed after epoch {first_epoch}")
    steps_an_epoch = len(_make_epoch(0, treebank, named, packer, swapper, recipe))
    total = steps_an_epoch * recipe.epochs + 1
    for epoch in range(first_epoch, recipe.epochs):
        batches = _make_epoch(epoch, treebank, named, packer, swapper, recipe)
        started, losses = time.perf_counter(), 0.0
        reader.train()
        for batch in batches:
            factor = min((step + 1) / recipe.warmup_steps, max(total - step, 1) / (total - recipe.warmup_steps))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * max(factor, 0.0)
            tensors = make_tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = compute_loss(reader, tensors, recipe)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            average.update(reader)
            losses += float(loss.detach())
            step += 1
            if step % 200 == 0:
                log(f"  step {step}/{total} loss {losses / max(1, step - epoch * len(batches)):.3f}")
        seconds = time.perf_counter() - started
        mean = losses / len(batches)
        log(f"epoch {epoch + 1}/{recipe.epochs}: {len(batches)} steps, loss {mean:.3f}, {seconds:.0f} s")
        state = {
            "reader": reader.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average.weights,
            "average_steps": average.steps,
            "step": step,
            "epoch": epoch + 1,
        }
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        live = {key: value.clone() for key, value in reader.state_dict().items()}
        reader.load_state_dict(average.weights)
        log(evaluate(reader))
        reader.load_state_dict(live)
    reader.load_state_dict(average.weights)


def _make_epoch(
    epoch: int,
    treebank: Sequence[Sample],
    named: Sequence[Sample],
    packer: Packer,
    swapper: NameSwapper,
    recipe: Recipe,
) -> list[list[Chunk]]:
    seed = recipe.seed * 1000 + epoch
    packer.random = random.Random(seed)
    swapper.random = random.Random(seed)
    chunks = packer.pack([swapper.swap(sample, recipe.swap) for sample in treebank], single=recipe.single)
    for _ in range(recipe.name_copies):
        chunks += packer.pack([swapper.swap(sample, recipe.swap) for sample in named], single=1.0)
    return cut_batches(chunks, pieces=recipe.batch_pieces, seed=seed)


def _make_optimizer(reader: Reader, recipe: Recipe) -> torch.optim.Optimizer:
    encoder: list[Tensor] = []
    heads: list[Tensor] = []
    for name, weight in reader.named_parameters():
        (encoder if name.startswith("encoder.") else heads).append(weight)
    groups = [
        {"params": encoder, "lr": recipe.encoder_rate, "base": recipe.encoder_rate, "weight_decay": 0.01},
        {"params": heads, "lr": recipe.head_rate, "base": recipe.head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
