"""The pattern tables: what loads, and how a wrong cell is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.codebook import load_codebook
from diurna.codebook.patterns.load import load_patterns
from diurna.codebook.patterns.rows import Classes, Slot, read_preps, read_slots, read_test
from diurna.errors import TableError

COLUMNS = ("predicate", "object", "prep", "recipient", "actor", "type", "mode", "contexts", "example")
CLASSES = Classes({"talks": frozenset({"talk", "meeting"})})


def test_several_thousand_constructions() -> None:
    patterns = load_patterns(load_codebook())
    assert sum(map(len, patterns.verbs.values())) > 4000
    assert sum(map(len, patterns.nouns.values())) > 600
    types = {row.type for rows in (*patterns.verbs.values(), *patterns.nouns.values()) for row in rows}
    assert types >= set(load_codebook().types)
    assert None in types  # rows that say: no event


def test_the_narrowest_row_comes_first() -> None:
    for rows in load_patterns(load_codebook()).verbs.values():
        weights = [row.weight for row in rows]
        assert weights == sorted(weights, reverse=True)


def test_an_object_cell() -> None:
    test = read_test("envoy|@talks|@actor", classes=CLASSES, where="x:1", column="object")
    assert test is not None
    assert test.words == {"envoy", "talk", "meeting"}
    assert test.actor
    assert read_test("", classes=CLASSES, where="x:1", column="object") is None
    absent = read_test("-", classes=CLASSES, where="x:1", column="object")
    assert absent is not None
    assert absent.absent


def test_words_are_narrower_than_a_class_and_a_class_than_any_actor() -> None:
    weights = []
    for cell in ("envoy", "@talks", "@actor", "*"):
        test = read_test(cell, classes=CLASSES, where="x:1", column="object")
        assert test is not None
        weights.append(test.weight)
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


def test_slots() -> None:
    assert read_slots("obj,+with,obj.of") == (Slot("obj"), Slot("with", joins=True), Slot("obj", "of"))
    assert read_slots("none") == ()


def test_prepositions_and_clauses() -> None:
    tests, clauses = read_preps("from:@talks,to:", classes=CLASSES, where="x:1")
    assert [name for name, _ in tests] == ["from"]
    assert clauses == ("to",)


def test_an_unknown_class_is_told_with_the_nearest() -> None:
    with pytest.raises(TableError, match=r"x:1: column object: unknown class @talk. Did you mean @talks\?"):
        read_test("@talk", classes=CLASSES, where="x:1", column="object")


def test_a_preposition_without_a_colon_is_told() -> None:
    with pytest.raises(TableError, match="needs a colon"):
        read_preps("from", classes=CLASSES, where="x:1")


@pytest.mark.parametrize(
    "row, message",
    [
        ("seize\t\t\t\t\tCOERSE\t\t\t", "column type: unknown value 'COERSE'. Did you mean 'COERCE'"),
        ("seize\t\t\t\t\tCOERCE\tsieze\t\t", "column mode: unknown value 'sieze'. Did you mean 'seize'"),
        ("seize\t\t\t\t\tCOERCE\tseize\tterritry\t", "column contexts: unknown value 'territry'"),
        ("seize" + "\t" * 12, "cells, but the table has 9 columns"),
    ],
)
def test_a_wrong_cell_is_told_with_file_line_and_column(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: str, message: str
) -> None:
    table = "\t".join(COLUMNS) + "\n" + row + "\n"
    whole = Path.read_text

    def read_text(self: Path, *args: str, **keywords: str) -> str:
        return table if self.name == "verbs.conflict.tsv" else whole(self, *args, **keywords)

    monkeypatch.setattr(Path, "read_text", read_text)
    with pytest.raises(TableError, match=r"verbs.conflict.tsv:2: .*" + message.replace("?", r"\?")):
        load_patterns(load_codebook())
