"""The table of words that say how sure an act is, checked and ready for lookup."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from msgspec import Struct

from diurna.errors import TableError
from diurna.records import Certainty

CLAUSES = ("to", "ing", "that", "noun", "claim", "adverb", "adjective", "mark", "preposition", "subject", "self")
CLAIMANTS = ("", "subj", "poss", "content")


class Effect(Struct, frozen=True):
    """What one word does to the act below or beside it."""

    certainty: Certainty
    claimant: str
    where: str


class SureTable(Struct, frozen=True):
    """Effects by (lemma, way in which the act hangs below it)."""

    effects: Mapping[tuple[str, str], Effect]

    def find(self, lemma: str, clause: str) -> Effect | None:
        """The effect of a word, if it has one in this position."""
        return self.effects.get((lemma, clause))


def load_sure_table() -> SureTable:
    """Reads `embedding.tsv`; raises TableError where a cell cannot be. The first row of a pair wins."""
    text = (resources.files("diurna.sure") / "embedding.tsv").read_text(encoding="utf-8")
    effects: dict[tuple[str, str], Effect] = {}
    rows = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    for number, line in rows[1:]:
        where = f"embedding.tsv:{number}"
        words, clause, certainty, claimant = (line.split("\t") + [""] * 5)[:4]
        if clause not in CLAUSES:
            raise TableError(f"{where}: column clause: unknown value {clause!r}; one of {', '.join(CLAUSES)}")
        if claimant not in CLAIMANTS:
            raise TableError(f"{where}: column claimant: unknown value {claimant!r}; subj, poss, content or empty")
        if certainty not in list(Certainty):
            raise TableError(f"{where}: column certainty: unknown value {certainty!r}; one of {', '.join(Certainty)}")
        for word in words.split("|"):
            effects.setdefault((word.strip(), clause), Effect(Certainty(certainty), claimant, where))
    return SureTable(effects)
