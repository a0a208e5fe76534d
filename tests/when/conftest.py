"""Sentences without trees: the expressions must be found from the words alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from diurna.language.tree import make_sentence
from diurna.records import Morph, Parse, Sentence, Token

_WORD = re.compile(r"\w+(?:[.,:/]\d+)*|[^\w\s]")


def _read_plain(text: str) -> Parse:
    sentences: list[Sentence] = []
    position = 0
    for line in text.splitlines(keepends=True):
        found = list(_WORD.finditer(line))
        tokens = [
            Token(
                index,
                position + match.start(),
                position + match.end(),
                match.group(),
                match.group().lower(),
                "X",
                Morph(),
                index - 1,
                "dep" if index else "root",
            )
            for index, match in enumerate(found)
        ]
        if tokens:
            sentences.append(make_sentence(tokens, index=len(sentences)))
        position += len(line)
    return Parse(text=text, sentences=tuple(sentences))


@pytest.fixture(scope="session")
def read_plain() -> Callable[[str], Parse]:
    """A Parse of a text, one sentence a line, with words but no tags and no tree."""
    return _read_plain
