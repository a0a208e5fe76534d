"""Parses that the model made once, kept so that tests of the question folders load no model.

`uv run python tests/stored.py` parses every sentence that a test module lists in SENTENCES and writes the file anew. Do
so after adding a sentence; with the same model the other parses come out the same.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from diurna.records import Parse, Sentence

FOLDER = Path(__file__).parent
STORE = FOLDER / "stored_parses.jsonl"
USERS = (
    "what/test_what_acts.py", "sure/test_sure_judge.py", "said/test_said_stance.py", "said/test_said_medium.py",
    "said/test_said_addressee.py", "said/test_said_heard.py", "event/test_event_assess.py",
    "event/test_event_denials.py",
)  # fmt: skip


@cache
def load_parses() -> dict[str, Parse]:
    """Every stored parse by its text."""
    lines = STORE.read_bytes().splitlines()
    return {parse.text: parse for parse in (msgspec.json.decode(line, type=Parse) for line in lines)}


def get_parse(text: str) -> Parse:
    """The stored parse of a text."""
    try:
        return load_parses()[text]
    except KeyError:
        raise KeyError(f"no stored parse of {text!r}: run `uv run python tests/stored.py`") from None


def get_sentence(text: str) -> Sentence:
    """The first sentence of a stored parse."""
    return get_parse(text).sentences[0]


def find_token(sentence: Sentence, word: str) -> int:
    """Index of the first token with this form."""
    return next(token.index for token in sentence.tokens if token.text == word)


def iter_sentences() -> Iterator[str]:
    """The texts that the test modules list."""
    for user in USERS:
        path = FOLDER / user
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield from module.SENTENCES


def main() -> None:
    """Writes the file."""
    from diurna.language.reader import load_reader

    texts = sorted(set(iter_sentences()))
    parses = load_reader().parse(texts)
    STORE.write_bytes(b"".join(msgspec.json.encode(parse) + b"\n" for parse in parses))


if __name__ == "__main__":
    main()
