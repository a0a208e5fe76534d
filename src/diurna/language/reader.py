"""Texts -> Parses with the shipped model, run by onnxruntime on one thread unless told more.

`load_reader()` touches the disk once; a Reader then holds the session and a cache of word pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.errors import EngineError
from diurna.language.chunks import Chunk, iter_chunks
from diurna.language.labels import find_labels, make_moves
from diurna.language.lemmas import Lemmatizer
from diurna.language.sessions import find_model, open_session
from diurna.language.shapes import find_shape
from diurna.language.states import Scan, States, cut_states
from diurna.language.tree import make_sentence
from diurna.language.trees import find_heads
from diurna.records import Morph, Name, NameKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_PIECES_A_WORD = 6
MAX_PIECES = 500
END_SCORE = -0.2
"""A word ends its sentence from this score on (log-odds); both development sets have their best F1 here."""
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


@runtime_checkable
class Scanner(Protocol):
    """A parser whose states other heads can look at; without it the tables alone type events."""

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        """One Scan a text, in order."""


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
    states: tuple[States, ...]


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
        self._moves = make_moves(classes.name)
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._lemmatizer = lemmatizer

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One Parse a text, in order."""
        return [scan.parse for scan in self.scan(texts)]

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        """One Parse a text with the states of its sentences, in order."""
        chunks = [(number, chunk) for number, text in enumerate(texts) for chunk in iter_chunks(text)]
        return self.scan_chunks(texts, chunks)

    def scan_chunks(
        self, texts: Sequence[str], chunks: Sequence[tuple[int, Chunk]], *, whole: bool = False
    ) -> list[Scan]:
        """One Scan a text from chunks that are cut already, each with the number of its text.

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
        states: list[list[States]] = [[] for _ in texts]
        for (number, chunk), row, answer in zip(chunks, words, found, strict=True):
            self._append_sentences(sentences[number], chunk, row, answer)
            states[number].extend(answer.states)
        return [
            Scan(Parse(text=text, sentences=tuple(rows)), tuple(seen))
            for text, rows, seen in zip(texts, sentences, states, strict=True)
        ]

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
        """What the model says of each chunk, one chunk at a time.

        The int8 graph scales its activations by the largest value of a whole batch, so a chunk read together with
        others could read differently from the same chunk alone. On one thread a batch would gain little.
        """
        return [
            self._answer(make_inputs(chunk, row, parts), len(row), whole=whole)
            for chunk, row, parts in zip(chunks, words, pieces, strict=True)
        ]

    def _answer(self, inputs: dict[str, NDArray[np.int64]], count: int, *, whole: bool) -> _Found:
        upos, morph, edit, name, end, arc, dependent, head, states, upper = self._session.run(None, inputs)
        ends = [] if whole else np.flatnonzero(end[0] > END_SCORE).tolist()
        if not ends or ends[-1] != count - 1:
            ends.append(count - 1)
        sentences = list(zip([0, *(stop + 1 for stop in ends[:-1])], [stop + 1 for stop in ends], strict=True))
        heads: list[int] = []
        for first, stop in sentences:
            heads += [position + first if position > 0 else 0 for position in _decode(arc[0], first, stop)]
        pairs = {"dependent": dependent[0], "head": head[0, heads]}
        return _Found(
            upos[0].tolist(),
            morph[0].tolist(),
            edit[0].tolist(),
            find_labels(name[0], self._moves),
            sentences,
            heads,
            self._relations.run(None, pairs)[0].tolist(),
            cut_states(states[0], upper[0], inputs["first"][0].tolist(), sentences),
        )

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
    from tokenizers import Tokenizer

    base = find_model(folder)
    try:
        classes = msgspec.json.decode((base / "classes.json").read_bytes(), type=Classes)
        lexicon = msgspec.json.decode((base / "lexicon.json").read_bytes(), type=dict[str, dict[str, str]])
    except FileNotFoundError as error:
        raise EngineError(
            f"{base}: no model here. Reinstall Diurna, or name the folder that training wrote."
        ) from error
    session = open_session(base / "reader.onnx", threads=threads)
    relations = open_session(base / "relations.onnx", threads=threads)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Reader(session, relations, tokenizer, classes, Lemmatizer(classes.edit, lexicon))


def read_morph(features: str) -> Morph:
    """A Morph from a Universal Dependencies feature string; "_" is an empty one."""
    pairs = (pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    return Morph(**{_FEATURES[key]: value for key, value in pairs if key in _FEATURES})


def make_inputs(chunk: Chunk, words: Sequence[str], pieces: Sequence[tuple[int, ...]]) -> dict[str, NDArray[np.int64]]:
    """What the graph reads of one chunk, by the names of its inputs; each array has one row."""
    ids, shapes, gaps, first, word_shapes = [_CLS], [0], [0], [], []
    for word, parts, gap in zip(words, pieces, chunk.gaps, strict=True):
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
    shapes.append(0)
    gaps.append(0)
    rows = {"pieces": ids, "mask": [1] * len(ids), "piece_shapes": shapes, "piece_gaps": gaps}
    rows |= {"first": first, "shapes": word_shapes}
    return {name: np.asarray([row], dtype=np.int64) for name, row in rows.items()}


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
