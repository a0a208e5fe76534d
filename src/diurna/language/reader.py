"""Texts -> Parses with the shipped model: onnxruntime, batches of many articles by length, one thread unless told more.

`load_reader()` touches the disk once; a Reader then holds the session and a cache of word pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.errors import EngineError
from diurna.language.chunks import Chunk, iter_chunks
from diurna.language.lemmas import Lemmatizer
from diurna.language.shapes import find_shape
from diurna.language.tree import make_sentence
from diurna.language.trees import find_heads
from diurna.records import Morph, Name, NameKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH_PIECES = 4096
MAX_PIECES_A_WORD = 6
MAX_PIECES = 500
END_SCORE = -0.8
"""A word ends its sentence from this score on (log-odds). Below 0, because a missed end costs two sentences; both
development sets have their best F1 near -1."""
_CLS, _SEP, _UNKNOWN = 101, 102, 100
_CACHED_WORDS = 200_000
_FEATURES = {
    "Tense": "tense",
    "Mood": "mood",
    "VerbForm": "verb_form",
    "Voice": "voice",
    "Number": "number",
    "Person": "person",
    "Polarity": "polarity",
    "Gender": "gender",
    "Case": "case",
    "Poss": "poss",
    "PronType": "pron_type",
    "Degree": "degree",
}


class Parser(Protocol):
    """The seam for another parser: texts in, one Parse for each, in the same order."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One Parse a text; an empty text gives a Parse without sentences."""


class Classes(Struct, frozen=True):
    """What the numbers that the heads give stand for."""

    upos: tuple[str, ...]
    morph: tuple[str, ...]
    edit: tuple[str, ...]
    name: tuple[str, ...]
    relation: tuple[str, ...]


class _Found(Struct, frozen=True, gc=False):
    """What the model says of one chunk: a list over its words for each head."""

    upos: list[int]
    morph: list[int]
    edit: list[int]
    name: list[int]
    sentences: list[tuple[int, int]]
    heads: list[int]
    relations: list[int]


class Reader:
    """The shipped model, ready to read."""

    def __init__(
        self,
        session: InferenceSession,
        relations: InferenceSession,
        tokenizer: Tokenizer,
        classes: Classes,
        lemmatizer: Lemmatizer,
    ) -> None:
        self._session = session
        self._relations = relations
        self._tokenizer = tokenizer
        self._classes = classes
        self._morphs = [read_morph(features) for features in classes.morph]
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._lemmatizer = lemmatizer

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One Parse a text, in order. Chunks of all texts are read together, sorted by length."""
        chunks = [(number, chunk) for number, text in enumerate(texts) for chunk in iter_chunks(text)]
        return self.parse_chunks(texts, chunks)

    def parse_chunks(
        self, texts: Sequence[str], chunks: Sequence[tuple[int, Chunk]], *, whole: bool = False
    ) -> list[Parse]:
        """One Parse a text from chunks that are cut already, each with the number of its text.

        With `whole` every chunk is one sentence, wherever the model would end it: for words and sentences that come
        from elsewhere, such as a treebank's.
        """
        words = [
            [texts[number][start:end] for start, end in zip(chunk.starts, chunk.ends, strict=True)]
            for number, chunk in chunks
        ]
        self._learn_pieces(words)
        pieces = [[self._pieces[word] for word in row] for row in words]
        found = self._read_chunks([chunk for _, chunk in chunks], words, pieces, whole=whole)
        sentences: list[list[Sentence]] = [[] for _ in texts]
        for (number, chunk), row, answer in zip(chunks, words, found, strict=True):
            self._append_sentences(sentences[number], chunk, row, answer)
        return [Parse(text=text, sentences=tuple(rows)) for text, rows in zip(texts, sentences, strict=True)]

    def _learn_pieces(self, words: Sequence[Sequence[str]]) -> None:
        if len(self._pieces) > _CACHED_WORDS:
            self._pieces.clear()
        new = sorted({word for row in words for word in row} - self._pieces.keys())
        # Lone surrogates cannot be written as UTF-8, which the tokenizer needs.
        clean = [word.encode("utf-8", "replace").decode("utf-8") for word in new]
        encoded = self._tokenizer.encode_batch(clean, add_special_tokens=False)
        for word, encoding in zip(new, encoded, strict=True):
            self._pieces[word] = tuple(encoding.ids[:MAX_PIECES_A_WORD]) or (_UNKNOWN,)

    def _read_chunks(
        self,
        chunks: Sequence[Chunk],
        words: Sequence[Sequence[str]],
        pieces: Sequence[Sequence[tuple[int, ...]]],
        *,
        whole: bool,
    ) -> list[_Found]:
        lengths = [min(2 + sum(map(len, row)), MAX_PIECES) for row in pieces]
        order = sorted(range(len(chunks)), key=lambda number: (lengths[number], number))
        found: list[_Found | None] = [None] * len(chunks)
        for batch in _cut_batches(order, lengths):
            inputs = _make_inputs(batch, chunks, words, pieces, lengths)
            answers = self._answer(inputs, [len(words[number]) for number in batch], whole=whole)
            for number, answer in zip(batch, answers, strict=True):
                found[number] = answer
        return [answer for answer in found if answer is not None]

    def _answer(self, inputs: dict[str, NDArray[np.int64]], counts: Sequence[int], *, whole: bool) -> list[_Found]:
        upos, morph, edit, name, end, arc, dependent, head = self._session.run(None, inputs)
        all_sentences, all_heads = [], []
        for row, count in enumerate(counts):
            ends = [] if whole else np.flatnonzero(end[row, :count] > END_SCORE).tolist()
            if not ends or ends[-1] != count - 1:
                ends.append(count - 1)
            sentences = list(zip([0, *(stop + 1 for stop in ends[:-1])], [stop + 1 for stop in ends], strict=True))
            heads: list[int] = []
            for first, stop in sentences:
                heads += [position + first if position > 0 else 0 for position in _decode(arc[row], first, stop)]
            all_sentences.append(sentences)
            all_heads.append(heads)
        relations = self._find_relations(dependent, head, all_heads)
        return [
            _Found(
                upos[row, :count].tolist(),
                morph[row, :count].tolist(),
                edit[row, :count].tolist(),
                name[row, :count].tolist(),
                all_sentences[row],
                all_heads[row],
                relations[row],
            )
            for row, count in enumerate(counts)
        ]

    def _find_relations(
        self, dependent: NDArray[np.float32], head: NDArray[np.float32], heads: Sequence[Sequence[int]]
    ) -> list[list[int]]:
        rows = np.repeat(np.arange(len(heads)), [len(row) for row in heads])
        words = np.concatenate([np.arange(len(row)) for row in heads])
        above = np.concatenate([np.asarray(row) for row in heads])
        inputs = {"dependent": dependent[rows, words], "head": head[rows, above]}
        best = self._relations.run(None, inputs)[0].tolist()
        found, position = [], 0
        for row in heads:
            found.append(best[position : position + len(row)])
            position += len(row)
        return found

    def _append_sentences(self, sentences: list[Sentence], chunk: Chunk, words: Sequence[str], found: _Found) -> None:
        for first, stop in found.sentences:
            tokens = []
            for word in range(first, stop):
                form = words[word]
                head = found.heads[word]
                upos = self._classes.upos[found.upos[word]]
                tokens.append(
                    Token(
                        word - first,
                        chunk.starts[word],
                        chunk.ends[word],
                        form,
                        self._lemmatizer.find(form, upos, found.edit[word]),
                        upos,
                        self._morphs[found.morph[word]],
                        head - 1 - first if head > 0 else -1,
                        "root" if head == 0 else _not_root(self._classes.relation[found.relations[word]]),
                    )
                )
            names = list(_iter_names([self._classes.name[label] for label in found.name[first:stop]], tokens))
            sentences.append(make_sentence(tokens, names=names, index=len(sentences), paragraph=chunk.paragraph))


def load_reader(folder: Path | None = None, *, threads: int = 1) -> Reader:
    """The shipped model, or one that `training.language` wrote to a folder.

    Raises EngineError when a file of the model is missing.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    base = folder or Path(str(resources.files("diurna.language") / "model"))
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        classes = msgspec.json.decode((base / "classes.json").read_bytes(), type=Classes)
        lexicon = msgspec.json.decode((base / "lexicon.json").read_bytes(), type=dict[str, dict[str, str]])
    except FileNotFoundError as error:
        raise EngineError(
            f"{base}: no model here. Reinstall Diurna, or name the folder that training wrote."
        ) from error
    providers = ["CPUExecutionProvider"]
    session = InferenceSession(str(base / "reader.onnx"), options, providers=providers)
    relations = InferenceSession(str(base / "relations.onnx"), options, providers=providers)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Reader(session, relations, tokenizer, classes, Lemmatizer(classes.edit, lexicon))


def read_morph(features: str) -> Morph:
    """A Morph from a Universal Dependencies feature string; "_" is an empty one."""
    pairs = (pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    return Morph(**{_FEATURES[key]: value for key, value in pairs if key in _FEATURES})


def _cut_batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in order:
        if batch and lengths[number] * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _make_inputs(
    batch: Sequence[int],
    chunks: Sequence[Chunk],
    words: Sequence[Sequence[str]],
    pieces: Sequence[Sequence[tuple[int, ...]]],
    lengths: Sequence[int],
) -> dict[str, NDArray[np.int64]]:
    width = max(lengths[number] for number in batch)
    most = max(len(words[number]) for number in batch)
    wide = {key: np.zeros((len(batch), width), np.int64) for key in ("pieces", "mask", "piece_shapes", "piece_gaps")}
    narrow = {key: np.zeros((len(batch), most), np.int64) for key in ("first", "shapes")}
    for row, number in enumerate(batch):
        ids, shapes, gaps, first, word_shapes = [_CLS], [0], [0], [], []
        for word, parts, gap in zip(words[number], pieces[number], chunks[number].gaps, strict=True):
            shape = int(find_shape(word))
            word_shapes.append(shape)
            if len(ids) + len(parts) >= MAX_PIECES:  # a chunk of very odd words: the rest reads the last piece
                first.append(len(ids) - 1)
                continue
            first.append(len(ids))
            ids.extend(parts)
            shapes.extend([shape] * len(parts))
            gaps.extend([gap, *[1] * (len(parts) - 1)])
        ids.append(_SEP)
        size = len(ids)
        wide["pieces"][row, :size] = ids
        wide["mask"][row, :size] = 1
        wide["piece_shapes"][row, : size - 1] = shapes
        wide["piece_gaps"][row, : size - 1] = gaps
        narrow["first"][row, : len(first)] = first
        narrow["shapes"][row, : len(first)] = word_shapes
    return wide | narrow


def _decode(arc: NDArray[np.float32], first: int, stop: int) -> list[int]:
    scores = np.concatenate([arc[first:stop, :1], arc[first:stop, first + 1 : stop + 1]], axis=1)
    inner = np.arange(stop - first)
    scores[inner, inner + 1] = -1e9
    return find_heads(scores)


def _not_root(relation: str) -> str:
    return "dep" if relation == "root" else relation


def _iter_names(labels: Sequence[str], tokens: Sequence[Token]) -> Iterator[Name]:
    start, kind = 0, ""
    for position, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield Name(NameKind(kind), start, position, tokens[start].start, tokens[position - 1].end)
            kind = ""
        if label != "O" and not kind:
            start, kind = position, label[2:]
