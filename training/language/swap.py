"""More name data from the same sentences: a name is exchanged for another of its kind and length in words.

The tree stays right because only names whose words form one flat or compound phrase of the same number of words change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.language.data import Sample

SWAPPED = ("PER", "LOC", "ORG")


def iter_spans(names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(kind, first, last exclusive) of each name in IOB2 labels."""
    start, kind = 0, ""
    for position, label in enumerate([*names, "O"]):
        if kind and label != f"I-{kind}":
            yield kind, start, position
            kind = ""
        if label.startswith("B-") or (label.startswith("I-") and not kind):
            start, kind = position, label[2:]


class NameSwapper:
    """Holds every name of the training sentences by kind and length, and puts them in each other's place."""

    def __init__(self, samples: Sequence[Sample], extra: dict[str, list[tuple[str, ...]]], *, seed: int) -> None:
        pool: dict[tuple[str, int], set[tuple[str, ...]]] = {}
        for sample in samples:
            for kind, first, last in iter_spans(sample.names or ()):
                if kind in SWAPPED and all(word[:1].isupper() for word in sample.words[first:last]):
                    pool.setdefault((kind, last - first), set()).add(sample.words[first:last])
        for kind, names in extra.items():
            for name in names:
                pool.setdefault((kind, len(name)), set()).add(name)
        self.pool = {key: sorted(names) for key, names in pool.items()}
        pairs = self.pool.get(("PER", 2), [])
        self.given, self.family = sorted({pair[0] for pair in pairs}), sorted({pair[1] for pair in pairs})
        self.random = random.Random(seed)

    def iter_words(self) -> Iterator[str]:
        """Every word of every name."""
        for names in self.pool.values():
            for name in names:
                yield from name

    def swap(self, sample: Sample, chance: float) -> Sample:
        """The sentence with some of its names exchanged, each with the given chance."""
        if sample.names is None:
            return sample
        words = list(sample.words)
        for kind, first, last in iter_spans(sample.names):
            choices = self.pool.get((kind, last - first), ())
            plain = all(word[:1].isupper() for word in words[first:last])
            if choices and plain and self.random.random() < chance:
                words[first:last] = self._choose(kind, choices)
        fields = {field: getattr(sample, field) for field in Sample.__struct_fields__}
        return Sample(**{**fields, "words": tuple(words)})

    def _choose(self, kind: str, choices: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        if kind == "PER" and len(choices[0]) == 2 and self.random.random() < 0.5:
            return self.random.choice(self.given), self.random.choice(self.family)
        return self.random.choice(choices)
