"""Small trees by hand: a Parse from lines of "form lemma UPOS head deprel [Feats]", for tests that load no model."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.language.reader import read_morph
from diurna.language.tree import make_sentence
from diurna.records import Name, NameKind, Parse, Sentence, Token


def build_parse(text: str, *trees: str, names: Sequence[Sequence[tuple[str, int, int]]] = ()) -> Parse:
    """A Parse of `text` from one tree a sentence; heads count from 1 and 0 is the root, as in CoNLL-U.

    `names` holds for each sentence (kind, first token from 0, end token exclusive).
    """
    sentences: list[Sentence] = []
    position = 0
    for number, tree in enumerate(trees):
        tokens: list[Token] = []
        for index, line in enumerate(row for row in tree.strip().splitlines() if row.strip()):
            form, lemma, upos, head, deprel, *feats = line.split()
            start = text.index(form, position)
            position = start + len(form)
            morph = read_morph(feats[0] if feats else "")
            tokens.append(Token(index, start, position, form, lemma, upos, morph, int(head) - 1, deprel))
        marks = names[number] if number < len(names) else ()
        found = [Name(NameKind(kind), a, b, tokens[a].start, tokens[b - 1].end) for kind, a, b in marks]
        sentences.append(make_sentence(tokens, names=found, index=number))
    return Parse(text=text, sentences=tuple(sentences))
