"""Mode and contexts from the words of an act's clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diurna.codebook.patterns.load import ContextRow, ModeRow
from diurna.records import Sentence


def find_mode(
    sentence: Sentence, clause: Sequence[int], type_: str, rows: Sequence[ModeRow]
) -> tuple[str | None, str | None]:
    """(mode, the row that gives it) by the first row of the type whose words stand in the clause, else (None, None)."""
    lemmas = [sentence.tokens[index].lemma.lower() for index in clause]
    present = set(lemmas)
    for row in rows:
        if row.type == type_ and any(_holds(lemmas, present, phrase) for phrase in row.words):
            return row.mode, row.where
    return None, None


def find_contexts(
    sentence: Sentence, clause: Sequence[int], rows: Mapping[str, Sequence[ContextRow]]
) -> tuple[str, ...]:
    """Contexts whose words or phrases stand in the clause, in the order of the text."""
    lemmas = [sentence.tokens[index].lemma.lower() for index in clause]
    found: dict[str, None] = {}
    for position, lemma in enumerate(lemmas):
        for row in rows.get(lemma, ()):
            if tuple(lemmas[position : position + len(row.words)]) == row.words:
                found[row.context] = None
    return tuple(found)


def _holds(lemmas: Sequence[str], present: set[str], phrase: tuple[str, ...]) -> bool:
    if phrase[0] not in present:
        return False
    if len(phrase) == 1:
        return True
    return any(tuple(lemmas[at : at + len(phrase)]) == phrase for at in range(len(lemmas) - len(phrase) + 1))
