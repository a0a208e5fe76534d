"""Trains the typing head: `python -m training.typing --data ../shared/data --to FOLDER`.

With `--folds 5` the recipe is measured first by cross-validation over the marked pairs, once for each seed.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

import diurna
from diurna.measure.scores import find_macro_f1
from training.language.network import SHARED_LAYERS
from training.language.recall import load_base
from training.typing.calibrate import calibrate
from training.typing.data import Data, list_groups, load_data
from training.typing.examples import Example, Labels, list_labels, load_pairs
from training.typing.export import export
from training.typing.folds import cut_folds
from training.typing.network import TypingHead
from training.typing.recipe import DEV_SHARE, FIRST, FOLD_SEED, REPLAY, SECOND
from training.typing.train import predict, train

PENTA = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("ACCUSE", "REQUEST", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"), "4"),
}
Make = Callable[[], TypingHead]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, help="folder for typist.onnx and typist.json")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds to cross-validate with")
    parser.add_argument("--exact", action="store_true", help="keep 32-bit weights")
    options = parser.parse_args()
    coder = diurna.load()
    labels = list_labels(coder.tools.tables.codebook)
    data = load_data(coder, options.data / "what")
    base = load_base()

    def make() -> TypingHead:
        return TypingHead(
            base,
            shared=SHARED_LAYERS[-1],
            types=len(labels.types),
            modes=len(labels.modes),
            roots=len(labels.roots),
        )

    if options.folds:
        texts = [
            pair.sentence for part in ("train", "dev") for pair in load_pairs(options.data / "what" / f"{part}.jsonl")
        ]
        for seed in range(options.seeds):
            print_scores(f"seed {seed}", *cross_validate(data, texts, labels, make, folds=options.folds, seed=seed))
    if options.to:
        seed_all(0)
        kept, dev = split_gold(data.gold)
        first = train(make(), [*kept, *data.weak], labels, FIRST)
        head = train(first, [*data.pairs, *pick(kept)], labels, SECOND)
        temperature = find_temperature(predict(head, dev, labels), dev, labels)
        torch.save(head.state_dict(), options.to.with_suffix(".pt"))
        export(head, labels, options.to, temperature=temperature, int8=not options.exact)
        trust = calibrate(options.to, coder, {example.key for example in dev})
        print(f"temperature {temperature:.2f}, trust {trust} on {len(dev)} examples kept back")


def cross_validate(
    data: Data, texts: Sequence[str], labels: Labels, make: Make, *, folds: int, seed: int
) -> tuple[list[str], list[str]]:
    """(gold, found) roots of all marked pairs, each found by a head that has not seen its sentence."""
    seed_all(seed)
    first = train(make(), [*data.gold, *data.weak], labels, FIRST)
    roots = [example.root or "" for example in data.pairs]
    found = [""] * len(roots)
    for part in cut_folds(roots, list_groups(texts), folds=folds, seed=FOLD_SEED):
        held = set(part)
        rest = [example for position, example in enumerate(data.pairs) if position not in held]
        head = train(copy.deepcopy(first), [*rest, *pick(data.gold)], labels, SECOND)
        scores = predict(head, [data.pairs[position] for position in part], labels)
        for position, (_, _, root, _) in zip(part, scores, strict=True):
            found[position] = labels.roots[int(root.argmax())]
        own = [roots[position] for position in part]
        print(f"fold: {find_macro_f1(own, [found[position] for position in part]):.4f}", flush=True)
    return roots, found


def print_scores(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    """Macro-F1 over roots, penta classes and the two sides."""
    folded = [[PENTA[label] for label in part] for part in (gold, found)]
    sides = [[str(label > "2") for label in part] for part in folded]
    scores = [find_macro_f1(gold, found), find_macro_f1(*folded), find_macro_f1(*sides)]
    print(f"{name}: root {scores[0]:.4f} penta {scores[1]:.4f} binary {scores[2]:.4f}", flush=True)


def split_gold(gold: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """(kept, kept back), whole sentences on either side."""
    keys = sorted({example.key for example in gold})
    random.Random(FOLD_SEED).shuffle(keys)
    back = set(keys[: int(DEV_SHARE * len(keys))])
    return [one for one in gold if one.key not in back], [one for one in gold if one.key in back]


def pick(gold: Sequence[Example]) -> list[Example]:
    """Some gold examples to show beside the pairs."""
    return random.sample(list(gold), min(REPLAY, len(gold)))


def find_temperature(scores: Sequence[tuple[Tensor, ...]], examples: Sequence[Example], labels: Labels) -> float:
    """The number that the type scores are divided by so that the probabilities fit the examples best."""
    types = torch.stack([one[0] for one in scores])
    wanted = torch.tensor([labels.types.index(example.type or "") for example in examples])
    tried = [step / 20 for step in range(6, 41)]
    return min(tried, key=lambda value: float(torch.nn.functional.cross_entropy(types / value, wanted)))


def seed_all(seed: int) -> None:
    """Makes a run repeatable."""
    random.seed(seed)
    torch.manual_seed(seed)


if __name__ == "__main__":
    main()
