"""Treebank and name sets -> training sentences with every label that a source gives.

A sentence of the treebank that also has name labels carries both. A missing label is `None` and costs nothing.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from diurna.language.lemmas import make_edit

KEPT_FEATURES = (
    "Tense",
    "Mood",
    "VerbForm",
    "Voice",
    "Number",
    "Person",
    "Polarity",
    "Gender",
    "Case",
    "Poss",
    "PronType",
    "Degree",
)


class Sample(Struct, frozen=True, kw_only=True):
    """One training sentence. Lists run over its words."""

    source: str
    document: str
    paragraph: int
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    """Whether white space stands before the word."""
    upos: tuple[str, ...] | None = None
    morphs: tuple[str, ...] | None = None
    edits: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    """0 is the root, otherwise the governor counted from 1."""
    relations: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None


def keep_features(feats: str) -> str:
    """The features that the model predicts, in treebank order and spelling; "_" if none."""
    kept = [pair for pair in feats.split("|") if pair.split("=", 1)[0] in KEPT_FEATURES]
    return "|".join(kept) or "_"


def iter_treebank(path: Path) -> Iterator[Sample]:
    """Sentences of a CoNLL-U file with their documents and paragraphs. Empty nodes are skipped."""
    source, document, paragraph = "", "", 0
    rows: list[tuple[str, ...]] = []
    glued_until, glue_space = 0, True
    spaced: list[bool] = []
    gap = True
    for line in _iter_lines(path):
        if line.startswith("# newdoc"):
            document, paragraph = line.partition("=")[2].strip(), 0
        elif line.startswith("# source ="):
            source = "GUM" if "GUM" in line else "EWT"
        elif line.startswith("# newpar"):
            paragraph += 1
        elif not line:
            if rows:
                yield _make_sample(source, document, paragraph, rows, spaced)
            rows, spaced, gap, glued_until = [], [], True, 0
        elif not line.startswith("#"):
            cells = tuple(line.split("\t"))
            space_after = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                glued_until, glue_space = int(cells[0].split("-")[1]), space_after
            elif "." not in cells[0]:
                number = int(cells[0])
                rows.append(cells)
                spaced.append(gap)
                gap = glue_space if number == glued_until else space_after and number > glued_until


def _make_sample(source: str, document: str, paragraph: int, rows: list[tuple[str, ...]], spaced: list[bool]) -> Sample:
    return Sample(
        source=source,
        document=document,
        paragraph=paragraph,
        words=tuple(row[1] for row in rows),
        spaced=tuple(spaced),
        upos=tuple(row[3] for row in rows),
        morphs=tuple(keep_features(row[5]) for row in rows),
        edits=tuple(make_edit(row[1], row[2]) for row in rows),
        heads=tuple(int(row[6]) for row in rows),
        relations=tuple(row[7] for row in rows),
    )


def iter_names(path: Path, *, groups: frozenset[str]) -> Iterator[Sample]:
    """Sentences of a name file (IOB2) as samples with only name labels.

    The sets have no label for nationalities and groups: a word of `groups` (capitalised demonyms, see
    `training.language.groups`) outside every name becomes NORP.
    """
    source, words, names = "", [], []
    for line in _iter_lines(path):
        if line.startswith("# source ="):
            source = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            words.append(cells[0])
            names.append(cells[1])
        elif not line and words:
            yield Sample(
                source=source,
                document=source,
                paragraph=0,
                words=tuple(words),
                spaced=_guess_spaces(words),
                names=mark_groups(words, names, groups),
            )
            words, names = [], []


def mark_groups(words: list[str], names: list[str], groups: frozenset[str]) -> tuple[str, ...]:
    """Name labels with NORP added where a free-standing word is a nationality or a group."""
    return tuple("B-NORP" if name == "O" and word in groups else name for word, name in zip(words, names, strict=True))


def join_names(treebank: list[Sample], named: list[Sample]) -> tuple[list[Sample], list[Sample]]:
    """(treebank samples with names where the same sentence has them, the name samples left over)."""
    by_words: dict[tuple[str, ...], Sample] = {sample.words: sample for sample in named}
    used: set[tuple[str, ...]] = set()
    joined: list[Sample] = []
    for sample in treebank:
        match = by_words.get(sample.words)
        if match is None:
            joined.append(sample)
            continue
        used.add(sample.words)
        joined.append(_with_names(sample, match))
    return joined, [sample for sample in named if sample.words not in used]


def _with_names(sample: Sample, match: Sample) -> Sample:
    fields = {field: getattr(sample, field) for field in Sample.__struct_fields__}
    return Sample(**{**fields, "names": match.names})


def _guess_spaces(words: list[str]) -> tuple[bool, ...]:
    closing = {".", ",", ";", ":", "!", "?", ")", "]", "'s", "n't", "%", "''", "”"}
    opening = {"(", "[", "``", "“", "$"}
    return tuple(
        word not in closing and (position == 0 or words[position - 1] not in opening)
        for position, word in enumerate(words)
    )


def _iter_lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")
        yield ""
