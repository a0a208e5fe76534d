"""All that the typing head learns from, as examples on the shipped reader's states."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diurna.coder import Coder
from training.authored.sentences import TRAIN, load_sentences
from training.typing.examples import Example, load_pairs, make_gold_examples, make_pair_examples

AW_WEIGHT = 0.3
"""The roots of the A/W set come from an unverified workbook: they count less."""


class Data(Struct, frozen=True):
    """The examples by source."""

    gold: tuple[Example, ...]
    """From our own sentences: types, modes, sides and roots."""
    pairs: tuple[Example, ...]
    """PLV train and dev: roots of marked pairs."""
    weak: tuple[Example, ...]
    """A/W: roots that nobody has verified."""


def load_data(coder: Coder, what: Path) -> Data:
    """Reads the gold sentences' training part and the pair sets of the folder `what`."""
    pairs = [*load_pairs(what / "train.jsonl"), *load_pairs(what / "dev.jsonl")]
    weak = load_pairs(what / "aw_dev.jsonl", root="workbook_root")
    return Data(
        gold=tuple(make_gold_examples(coder, load_sentences(TRAIN))),
        pairs=tuple(make_pair_examples(coder, pairs)),
        weak=tuple(replace(example, weight=AW_WEIGHT) for example in make_pair_examples(coder, weak)),
    )


def list_groups(texts: Sequence[str]) -> list[int]:
    """A number for each text; near copies (word 3-grams: Jaccard >= 0.5 or containment >= 0.8) share one."""
    grams = [_find_grams(text) for text in texts]
    places: dict[tuple[str, ...], list[int]] = {}
    parents = list(range(len(texts)))

    def find(index: int) -> int:
        while parents[index] != index:
            index = parents[index]
        return index

    for index, own in enumerate(grams):
        shared: dict[int, int] = {}
        for gram in sorted(own):
            for other in places.setdefault(gram, []):
                shared[other] = shared.get(other, 0) + 1
            places[gram].append(index)
        for other, count in shared.items():
            smaller = min(len(own), len(grams[other]))
            if count / len(own | grams[other]) >= 0.5 or count / smaller >= 0.8:
                parents[find(index)] = find(other)
    return [find(index) for index in range(len(texts))]


def _find_grams(text: str) -> set[tuple[str, ...]]:
    words = ["".join(character for character in word if character.isalnum()) for word in text.lower().split()]
    words = [word for word in words if word]
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)} or {tuple(words)}
