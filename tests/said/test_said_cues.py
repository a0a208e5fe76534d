"""The table of cue words: every row is checked, and a wrong cell says where it stands."""

from __future__ import annotations

import pytest

from diurna.errors import TableError
from diurna.said.cues import CUE_CLASSES, load_cues, parse_cues


def test_the_shipped_table_loads_and_uses_every_class() -> None:
    cues = load_cues()
    rows = [row for group in (cues.verbs, cues.nouns, cues.adjectives, cues.adverbs) for row in group.values()]
    assert len(rows) > 450
    assert {row.cue_class for row in rows} == set(CUE_CLASSES)


def test_a_row_keeps_constructions_and_prepositions_apart() -> None:
    row = parse_cues("speak\tverb\tquote about of\tsay\n").verbs["speak"]
    assert row.takes == {"quote"}
    assert row.prepositions == {"about", "of"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("say\tverb\tthat", "3 cells, but the table has 4 columns"),
        ("say\tverbs\tthat\tsay", "column word class: unknown value 'verbs'. Did you mean 'verb'"),
        ("say\tverb\tthatt\tsay", "column takes: unknown value 'thatt'. Did you mean 'that'"),
        ("say\tverb\tthat\tsays", "column class: unknown value 'says'. Did you mean 'say'"),
        ("say\tverb\tthat\tsay\nsay\tverb\tquote\tsay", "cues.tsv:2: verb 'say' is already in cues.tsv:1"),
    ],
)
def test_a_wrong_cell_is_named(row: str, message: str) -> None:
    with pytest.raises(TableError, match=r"cues\.tsv:\d") as error:
        parse_cues(row)
    assert message in str(error.value)
