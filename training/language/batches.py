"""Training sentences -> padded tensors: packing sentences of one paragraph, making them dirty, cutting batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import torch
from msgspec import Struct
from torch import Tensor

from diurna.language.shapes import Gap, find_shape
from training.language.data import Sample

IGNORE = -100
MAX_PIECES_A_WORD = 6
MAX_PIECES = 190


class Vocabulary(Struct, frozen=True):
    """The classes of each head, and the pieces of each word."""

    upos: tuple[str, ...]
    morph: tuple[str, ...]
    edit: tuple[str, ...]
    name: tuple[str, ...]
    relation: tuple[str, ...]


class Chunk(Struct):
    """Some consecutive sentences of one document as the network reads them: parallel lists over words."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]
    gaps: list[int]
    upos: list[int]
    morph: list[int]
    edit: list[int]
    name: list[int]
    end: list[int]
    heads: list[int]
    """Column of the arc scores: 0 root, 1 + word; IGNORE without a tree."""
    relations: list[int]
    sentence: list[int]

    @property
    def length(self) -> int:
        """Word pieces with the two markers."""
        return 2 + sum(map(len, self.pieces))


class Packer:
    """Turns samples into chunks. `dirt` is the chance of each damage to a sentence; 0 leaves them as they are."""

    def __init__(
        self, vocabulary: Vocabulary, pieces: Mapping[str, tuple[int, ...]], *, seed: int, dirt: float
    ) -> None:
        self.index = {
            field: {value: number for number, value in enumerate(getattr(vocabulary, field))}
            for field in Vocabulary.__struct_fields__
        }
        self.pieces = pieces
        self.dirt = dirt
        self.random = random.Random(seed)

    def pack(self, samples: Sequence[Sample], *, single: float) -> list[Chunk]:
        """Chunks of one or several consecutive sentences; `single` is the share of chunks with just one."""
        chunks: list[Chunk] = []
        position = 0
        while position < len(samples):
            limit = 1 if self.random.random() < single else self.random.choice((40, 70, 100))
            group = [samples[position]]
            position += 1
            while position < len(samples) and limit > 1 and self._joins(group, samples[position], limit):
                group.append(samples[position])
                position += 1
            chunks.append(self.encode(group))
        return [chunk for chunk in chunks if chunk.length <= MAX_PIECES]

    def _joins(self, group: Sequence[Sample], following: Sample, limit: int) -> bool:
        last = group[-1]
        if following.document != last.document or (following.heads is None) != (last.heads is None):
            return False
        if following.heads is None:
            return False
        if following.paragraph != last.paragraph and self.random.random() > 0.15:
            return False
        return sum(len(sample.words) for sample in group) + len(following.words) <= limit

    def encode(self, group: Sequence[Sample]) -> Chunk:
        """One chunk from consecutive sentences."""
        chunk = Chunk([], [], [], [], [], [], [], [], [], [], [])
        for number, sample in enumerate(group):
            new_paragraph = number > 0 and sample.paragraph != group[number - 1].paragraph
            self._append(chunk, sample, number, Gap.LINE if number == 0 or new_paragraph else Gap.SPACE)
        chunk.end[-1] = IGNORE
        return chunk

    def _append(self, chunk: Chunk, sample: Sample, number: int, opening: Gap) -> None:
        words = self._change_words(sample)
        offset = len(chunk.pieces)
        last = len(words) - 1
        drop_stop = (
            last > 1 and words[last] in ".!" and sample.heads is not None and self.random.random() < self.dirt * 0.5
        )
        stop = last if drop_stop and last + 1 not in (sample.heads or ()) else last + 1
        for position in range(stop):
            word = words[position]
            chunk.pieces.append(self.pieces[word][:MAX_PIECES_A_WORD])
            chunk.shapes.append(find_shape(word))
            gap = opening if position == 0 else Gap.SPACE if sample.spaced[position] else Gap.NONE
            if gap is Gap.SPACE and self.random.random() < self.dirt * 0.05:
                gap = Gap.NONE
            chunk.gaps.append(gap)
            chunk.upos.append(self._label("upos", sample.upos, position))
            chunk.morph.append(self._label("morph", sample.morphs, position))
            chunk.edit.append(self._label("edit", sample.edits, position))
            chunk.name.append(self._label("name", sample.names, position))
            chunk.end.append(IGNORE if sample.heads is None else int(position == stop - 1))
            head = IGNORE if sample.heads is None else sample.heads[position]
            chunk.heads.append(head + offset if head > 0 else head)
            chunk.relations.append(self._label("relation", sample.relations, position))
            chunk.sentence.append(number)

    def _label(self, field: str, values: Sequence[str] | None, position: int) -> int:
        return IGNORE if values is None else self.index[field].get(values[position], IGNORE)

    def _change_words(self, sample: Sample) -> list[str]:
        words = list(sample.words)
        if self.random.random() >= self.dirt * 2:
            return words
        kind = self.random.random()
        if kind < 0.25:
            words = [word.upper() for word in words]
        elif kind < 0.4:
            words = [word.lower() for word in words]
        elif kind < 0.5:
            words = [word[:1].upper() + word[1:] for word in words]
        else:
            swap = self.random.choice(
                (
                    {'"': "“", "'": "’", "''": "”", "``": "“"},
                    {'"': "”", "'s": "’s", "n't": "n’t"},
                    {'"': "''", "'s": "’s"},
                )
            )
            words = [swap.get(word, word) for word in words]
        return words


def cut_batches(chunks: Sequence[Chunk], *, pieces: int, seed: int) -> list[list[Chunk]]:
    """Batches of chunks of similar length, at most `pieces` padded word pieces each, in random order."""
    chooser = random.Random(seed)
    ordered = sorted(chunks, key=lambda chunk: chunk.length + chooser.random() * 6)
    batches: list[list[Chunk]] = []
    batch: list[Chunk] = []
    longest = 0
    for chunk in ordered:
        longest = max(longest, chunk.length)
        if batch and longest * (len(batch) + 1) > pieces:
            batches.append(batch)
            batch, longest = [], chunk.length
        batch.append(chunk)
    if batch:
        batches.append(batch)
    chooser.shuffle(batches)
    return batches


def make_tensors(batch: Sequence[Chunk]) -> dict[str, Tensor]:
    """Padded tensors of a batch: inputs, labels (IGNORE where there is none), and the sentence of each word."""
    width = max(chunk.length for chunk in batch)
    words = max(len(chunk.pieces) for chunk in batch)
    rows = len(batch)
    found = {
        key: torch.zeros(rows, width, dtype=torch.long) for key in ("pieces", "mask", "piece_shapes", "piece_gaps")
    }
    found |= {key: torch.zeros(rows, words, dtype=torch.long) for key in ("first", "shapes")}
    labels = ("upos", "morph", "edit", "name", "end", "heads", "relations")
    found |= {key: torch.full((rows, words), IGNORE, dtype=torch.long) for key in labels}
    found["sentence"] = torch.full((rows, words), -1, dtype=torch.long)
    for row, chunk in enumerate(batch):
        _fill(found, row, chunk, labels)
    return found


def _fill(found: dict[str, Tensor], row: int, chunk: Chunk, labels: Sequence[str]) -> None:
    pieces, shapes, gaps, first = [CLS], [0], [0], []
    for word, shape, gap in zip(chunk.pieces, chunk.shapes, chunk.gaps, strict=True):
        first.append(len(pieces))
        pieces.extend(word)
        shapes.extend([shape] * len(word))
        gaps.extend([gap] + [int(Gap.NONE)] * (len(word) - 1))
    pieces.append(SEP)
    shapes.append(0)
    gaps.append(0)
    found["pieces"][row, : len(pieces)] = torch.tensor(pieces)
    found["mask"][row, : len(pieces)] = 1
    found["piece_shapes"][row, : len(pieces)] = torch.tensor(shapes)
    found["piece_gaps"][row, : len(pieces)] = torch.tensor(gaps)
    count = len(first)
    found["first"][row, :count] = torch.tensor(first)
    found["shapes"][row, :count] = torch.tensor(chunk.shapes)
    found["sentence"][row, :count] = torch.tensor(chunk.sentence)
    for key in labels:
        found[key][row, :count] = torch.tensor(getattr(chunk, key))


CLS, SEP, UNKNOWN = 101, 102, 100


def iter_words(samples: Sequence[Sample]) -> Iterator[str]:
    """Every word form that training can show to the network, changed ones included."""
    for sample in samples:
        for word in sample.words:
            yield from (word, word.upper(), word.lower(), word[:1].upper() + word[1:])
    yield from ("“", "”", "’", "‘", "''", "``", "’s", "n’t")
