"""Forms whose lemma the treebank knows, so that the model is asked only about the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from diurna.codebook import load_codebook
from diurna.codebook.patterns.load import load_patterns
from diurna.knowledge import load_knowledge
from diurna.language.lemmas import apply_edit
from training.language.data import Sample

OPEN_CLASSES = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PART")


def iter_irregular() -> Iterator[list[str]]:
    """Each irregular verb: its lemma, then its other forms."""
    lines = Path(__file__).with_name("irregular.txt").read_text(encoding="utf-8").splitlines()
    yield from (line.split() for line in lines if not line.startswith("#"))


def iter_table_lemmas() -> Iterator[tuple[str, str]]:
    """(tag, lemma) of the verbs and nouns that the product's own tables speak of."""
    patterns = load_patterns(load_codebook())
    for tag, keys in (("VERB", patterns.verbs), ("NOUN", patterns.heads), ("NOUN", load_knowledge().agents)):
        for key in keys:
            for word in key.split() if tag == "NOUN" else key.split()[:1]:
                if word.isascii() and word.isalpha() and word.islower():
                    yield tag, word


def build_lexicon(samples: Iterable[Sample]) -> dict[str, dict[str, str]]:
    """Lemma by tag and lower-case form, where the treebank is of one mind (at least nine times in ten)."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sample in samples:
        for form, tag, edit in zip(sample.words, sample.upos or (), sample.edits or (), strict=True):
            if tag in OPEN_CLASSES and form.isascii():
                lemma = apply_edit(form, edit)
                if not lemma.startswith("_"):
                    seen[tag, form.lower()][lemma] += 1
    # A form seen once is kept only where another form has the same lemma: a slip of the annotators stands alone.
    lemma_forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (tag, form), lemmas in seen.items():
        for lemma in lemmas:
            lemma_forms[tag, lemma].add(form)
    lexicon: dict[str, dict[str, str]] = {}
    for (tag, form), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= 0.9 * lemmas.total() and (lemmas.total() > 1 or len(lemma_forms[tag, lemma]) > 1):
            lexicon.setdefault(tag, {})[form] = lemma
    for tag, lemma in iter_table_lemmas():
        lexicon[tag].setdefault(lemma, lemma)
    for lemma, *forms in iter_irregular():
        for form in (lemma, *forms):
            if form not in _AMBIGUOUS or form not in lexicon["VERB"]:
                lexicon["VERB"][form] = lemma
    return lexicon


# Forms of two verbs: "found" of find and of found. The treebank's majority stands.
_AMBIGUOUS = frozenset(
    ("found", "lay", "saw", "felt", "bore", "wound", "fell", "ground", "rose", "lied", "lying", "left")
)
