"""Scores on the development sets with gold words: LAS, UAS, UPOS, morphology, lemmas, names."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from diurna.language.lemmas import apply_edit
from training.language.batches import Chunk, Packer, Vocabulary, cut_batches, make_tensors
from training.language.data import Sample
from training.language.network import Reader
from training.language.swap import iter_spans
from training.language.train import mask_arcs

SCORED_KINDS = ("PER", "ORG", "LOC")


def score_trees(reader: Reader, packer: Packer, samples: Sequence[Sample], vocabulary: Vocabulary) -> dict[str, float]:
    """Shares of words with the right head, head and relation, tag, features and lemma, in percent; greedy heads."""
    packer.dirt = 0.0
    pairs = [(packer.encode([sample]), sample) for sample in samples]
    found = dict.fromkeys(("uas", "las", "upos", "morph", "lemma"), 0)
    total = 0
    for chunks in cut_batches([pair[0] for pair in pairs], pieces=3000, seed=0):
        lookup = {id(chunk): sample for chunk, sample in pairs}
        tensors = make_tensors(chunks)
        with torch.no_grad():
            scores = reader(*(tensors[k] for k in ("pieces", "mask", "piece_shapes", "piece_gaps", "first", "shapes")))
            heads = mask_arcs(scores["arc"], tensors["sentence"]).argmax(-1)
            index = heads.unsqueeze(-1).expand(-1, -1, scores["head"].size(-1))
            relations = reader.score_relations(scores["dependent"], torch.gather(scores["head"], 1, index)).argmax(-1)
            best = {key: scores[key].argmax(-1) for key in ("upos", "morph", "edit")}
        for row, chunk in enumerate(chunks):
            sample = lookup[id(chunk)]
            for word in range(len(sample.words)):
                total += 1
                right = int(heads[row, word]) == (sample.heads or ())[word]
                relation = vocabulary.relation[int(relations[row, word])] == (sample.relations or ())[word]
                found["uas"] += right
                found["las"] += right and relation
                found["upos"] += vocabulary.upos[int(best["upos"][row, word])] == (sample.upos or ())[word]
                found["morph"] += vocabulary.morph[int(best["morph"][row, word])] == (sample.morphs or ())[word]
                form = sample.words[word]
                lemma = apply_edit(form, vocabulary.edit[int(best["edit"][row, word])])
                found["lemma"] += lemma == apply_edit(form, (sample.edits or ())[word])
    return {key: 100 * value / max(total, 1) for key, value in found.items()}


def score_names(reader: Reader, packer: Packer, samples: Sequence[Sample], vocabulary: Vocabulary) -> float:
    """F1 of exact names of persons, organisations and places, in percent."""
    packer.dirt = 0.0
    pairs = [(packer.encode([sample]), sample) for sample in samples]
    lookup = {id(chunk): sample for chunk, sample in pairs}
    right = guessed = wanted = 0
    for chunks in cut_batches([chunk for chunk, _ in pairs], pieces=3000, seed=0):
        tensors = make_tensors(chunks)
        with torch.no_grad():
            scores = reader(*(tensors[k] for k in ("pieces", "mask", "piece_shapes", "piece_gaps", "first", "shapes")))
        best = scores["name"].argmax(-1)
        for row, chunk in enumerate(chunks):
            gold = _spans(lookup[id(chunk)].names or ())
            mine = _spans([vocabulary.name[int(best[row, word])] for word in range(len(chunk.pieces))])
            right, guessed, wanted = right + len(gold & mine), guessed + len(mine), wanted + len(gold)
    return 200 * right / max(guessed + wanted, 1)


def score_ends(reader: Reader, packer: Packer, samples: Sequence[Sample]) -> float:
    """F1 of sentence ends inside packed chunks, in percent (chunk-final ends are not counted)."""
    packer.dirt = 0.0
    chunks: list[Chunk] = packer.pack(samples, single=0.0)
    right = guessed = wanted = 0
    for batch in cut_batches(chunks, pieces=3000, seed=0):
        tensors = make_tensors(batch)
        with torch.no_grad():
            scores = reader(*(tensors[k] for k in ("pieces", "mask", "piece_shapes", "piece_gaps", "first", "shapes")))
        kept = tensors["end"] >= 0
        mine, gold = scores["end"][kept] > 0, tensors["end"][kept] == 1
        right += int((mine & gold).sum())
        guessed += int(mine.sum())
        wanted += int(gold.sum())
    return 200 * right / max(guessed + wanted, 1)


def _spans(names: Sequence[str]) -> set[tuple[str, int, int]]:
    return {span for span in iter_spans(names) if span[0] in SCORED_KINDS}
