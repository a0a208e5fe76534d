"""Small trees by hand: a Parse from lines of "form lemma UPOS head deprel [Feats]", for tests that load no model."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.language.tree import make_sentence
from diurna.records import Morph, Name, NameKind, Parse, Sentence, Token

_FIELDS = {
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


def read_morph(feats: str) -> Morph:
    """A Morph from a UD feature string; features that we do not keep are ignored."""
    pairs = (pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    return Morph(**{_FIELDS[key]: value for key, value in pairs if key in _FIELDS})


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
