"""Trains the listening head: `python -m training.listening --data ../shared/data --to FOLDER`."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

import diurna
from diurna.language.listener import Tuning
from training.language.recall import load_base
from training.listening.examples import Example, make_examples
from training.listening.export import export
from training.listening.lessons import (
    is_kept_back,
    iter_certainty,
    iter_events,
    iter_polnear,
    iter_quotes,
    iter_uds,
)
from training.listening.network import ListeningHead
from training.listening.recipe import COPIES, RECIPE, SEED
from training.listening.train import train

TRAIN = "train"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True, help="folder for the graphs and listener.json")
    parser.add_argument("--exact", action="store_true", help="keep 32-bit weights")
    options = parser.parse_args()
    examples = load_examples(options.data)
    random.seed(SEED)
    torch.manual_seed(SEED)
    weights = options.to.with_suffix(".pt")

    def save(head: ListeningHead) -> None:
        torch.save(head.state_dict(), weights)

    head = train(ListeningHead(load_base()), examples, RECIPE, after=save)
    export(head, options.to, tuning=Tuning(), int8=not options.exact)


def load_examples(data: Path) -> list[Example]:
    """The training parts of all sets, without our own sentences that are kept back for `tune`."""
    coder = diurna.load()
    lessons = [
        *iter_polnear(data / "said" / "train.jsonl.gz"),
        *iter_uds(data / "certainty" / "uds-ih2.train.jsonl.gz"),
        *(lesson for lesson in iter_events(TRAIN) if not is_kept_back(lesson)),
    ]
    sure = [lesson for lesson in iter_certainty(TRAIN) if not is_kept_back(lesson)]
    own = make_examples(coder, [*iter_quotes(TRAIN), *sure])
    return make_examples(coder, lessons) + own * COPIES


if __name__ == "__main__":
    main()
