"""The reader against treebank and name sets: gold words for trees, raw text for words and sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import TypeVar

from training.language.data import Sample, iter_names, iter_treebank
from training.language.groups import load_groups
from training.language.swap import iter_spans

from bench.data import DATA
from diurna.language.chunks import Chunk
from diurna.language.lemmas import apply_edit
from diurna.language.reader import Reader, read_morph
from diurna.language.shapes import Gap
from diurna.records import Parse

SCORED_NAMES = ("PER", "ORG", "LOC")
Item = TypeVar("Item")


def score_language(reader: Reader) -> dict[str, float]:
    """All scores of the reader in percent, by name."""
    samples = list(iter_treebank(DATA / "treebank/dev.conllu.gz"))
    found: dict[str, float] = {}
    for source in ("EWT", "GUM"):
        own = [sample for sample in samples if sample.source == source]
        found |= {f"{name} {source}": value for name, value in score_trees(reader, own).items()}
        words, ends = score_raw(reader, own)
        found |= {f"words {source}": words, f"sentences {source}": ends}
    return found | score_names(reader)


def score_trees(reader: Reader, samples: Sequence[Sample]) -> dict[str, float]:
    """LAS, UAS, UPOS, features and lemmas on gold words and sentences."""
    hits = dict.fromkeys(("las", "uas", "upos", "features", "lemma"), 0)
    total = 0
    for sample, parse in zip(samples, parse_samples(reader, samples), strict=True):
        tokens = parse.sentences[0].tokens
        for position, token in enumerate(tokens):
            total += 1
            head = (sample.heads or ())[position] - 1 == token.head
            relation = (sample.relations or ())[position] == token.deprel
            hits["uas"] += head
            hits["las"] += head and relation
            hits["upos"] += (sample.upos or ())[position] == token.upos
            hits["features"] += read_morph((sample.morphs or ())[position]) == token.morph
            hits["lemma"] += apply_edit(token.text, (sample.edits or ())[position]) == token.lemma
    return {name: 100 * value / max(total, 1) for name, value in hits.items()}


def parse_samples(reader: Reader, samples: Sequence[Sample]) -> list[Parse]:
    """Each sample as a Parse of one sentence with exactly its words."""
    texts, chunks = [], []
    for number, sample in enumerate(samples):
        text, starts, ends, gaps = "", [], [], []
        for word, spaced in zip(sample.words, sample.spaced, strict=True):
            text += " " if spaced and text else ""
            gaps.append(int(Gap.LINE if not text else Gap.SPACE if spaced else Gap.NONE))
            starts.append(len(text))
            text += word
            ends.append(len(text))
        texts.append(text)
        chunks.append((number, Chunk(0, tuple(starts), tuple(ends), tuple(gaps))))
    return [scan.parse for scan in reader.scan_chunks(texts, chunks, whole=True)]


def score_raw(reader: Reader, samples: Sequence[Sample]) -> tuple[float, float]:
    """(F1 of words, F1 of sentences) on raw text, by their characters; paragraphs are given by blank lines."""
    texts, golds = [], []
    for _, group in groupby(samples, key=lambda sample: sample.document):
        text, words, sentences = "", set(), set()
        paragraph = None
        for sample in group:
            text += "" if not text else " " if sample.paragraph == paragraph else "\n\n"
            paragraph = sample.paragraph
            begin = len(text)
            for position, (word, spaced) in enumerate(zip(sample.words, sample.spaced, strict=True)):
                text += " " if spaced and position else ""
                words.add((len(text), len(text) + len(word)))
                text += word
            sentences.add((begin, len(text)))
        texts.append(text)
        golds.append((words, sentences))
    word_counts, sentence_counts = [0, 0, 0], [0, 0, 0]
    for parse, (words, sentences) in zip(reader.parse(texts), golds, strict=True):
        mine = {(token.start, token.end) for sentence in parse.sentences for token in sentence.tokens}
        _count(word_counts, mine, words)
        _count(sentence_counts, {(sentence.start, sentence.end) for sentence in parse.sentences}, sentences)
    return _f1(word_counts), _f1(sentence_counts)


def score_names(reader: Reader) -> dict[str, float]:
    """F1 of exact persons, organisations and places, by part of the development set."""
    samples = list(iter_names(DATA / "ner/dev.iob.gz", groups=load_groups()))
    found = {}
    for part in ("EWT", "GUM", "politics"):
        own = [sample for sample in samples if part in sample.source]
        counts = [0, 0, 0]
        for sample, parse in zip(own, parse_samples(reader, own), strict=True):
            gold = {span for span in iter_spans(sample.names or ()) if span[0] in SCORED_NAMES}
            _count(counts, set(_iter_names(parse)), gold)
        found[f"names {part}"] = _f1(counts)
    return found


def _iter_names(parse: Parse) -> Iterator[tuple[str, int, int]]:
    for name in parse.sentences[0].names:
        if name.kind in SCORED_NAMES:
            yield str(name.kind), name.first, name.last


def _count(counts: list[int], mine: Set[Item], gold: Set[Item]) -> None:
    counts[0] += len(mine & gold)
    counts[1] += len(mine)
    counts[2] += len(gold)


def _f1(counts: Sequence[int]) -> float:
    return 200 * counts[0] / max(counts[1] + counts[2], 1)
