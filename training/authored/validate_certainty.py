"""Checks the gold of certainty: `python -m training.authored.validate_certainty [FILE ...]` prints every mistake.

The exit code is 1 where there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from diurna.records import Certainty
from training.authored.certainty import FOLDER, GoldCase, GoldPassage
from training.authored.sentences import PARTS
from training.authored.spans import Pair, find_problem, iter_records

CONTESTED = frozenset((Certainty.ALLEGED, Certainty.HAPPENED))
"""What somebody can deny and it is still not `denied`: another says that it is so, or the newspaper does."""

_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


def validate_certainty(passages: Iterable[GoldPassage]) -> list[str]:
    """Every mistake, each with the passage's id; an empty list for passages that are in order."""
    mistakes: list[str] = []
    ids: set[str] = set()
    texts: dict[str, str] = {}
    for passage in passages:
        found = list(_check_passage(passage))
        if passage.id in ids:
            found.append("its id stands twice")
        if passage.text in texts:
            found.append(f"its text stands in {texts[passage.text]} too")
        ids.add(passage.id)
        texts[passage.text] = passage.id
        mistakes += [f"{passage.id}: {mistake}" for mistake in found]
    return mistakes


def _check_passage(passage: GoldPassage) -> Iterator[str]:
    if not passage.cases:
        yield "has no case"
    spans = [case.span for case in passage.cases]
    if spans != sorted(spans):
        yield "cases are not in reading order"
    if len(set(spans)) < len(spans):
        yield "a predicate stands twice"
    for case in passage.cases:
        found = list(_check_spans(passage.text, case))
        if not found:
            found += _check_case(passage, case)
        yield from (f"{_cut(passage, case.span)!r}: {mistake}" for mistake in found)


def _check_spans(text: str, case: GoldCase) -> Iterator[str]:
    roles = (("span", (case.span,)), ("words", case.words), ("by", case.by), ("denied_by", case.denied_by))
    for name, spans in roles:
        for span in spans:
            problem = find_problem(text, span)
            if problem:
                yield f"{name} {span}: {problem}"
        if len(set(spans)) < len(spans):
            yield f"{name} has a part twice"


def _check_case(passage: GoldPassage, case: GoldCase) -> Iterator[str]:
    if any(character.isspace() for character in _cut(passage, case.span)):
        yield "is more than one word"
    if case.certainty is Certainty.ALLEGED and not (case.words or case.by):
        yield "is alleged, but no words say so"
    if case.denied_by and case.certainty not in CONTESTED:
        yield f"is {case.certainty}, so whoever denies it stands in `by`"
    years = [int(year) for span in case.words for year in _YEAR.findall(_cut(passage, span))]
    if case.certainty is Certainty.HISTORICAL and any(year >= passage.published.year for year in years):
        yield f"is historical, but of {max(years)}"
    if case.certainty is Certainty.HAPPENED and any(year < passage.published.year - 1 for year in years):
        yield f"is of {min(years)}, but not historical"


def _cut(passage: GoldPassage, span: Pair) -> str:
    return passage.text[span[0] : span[1]]


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    files = [Path(argument) for argument in arguments] or [FOLDER / f"certainty.{part}.jsonl" for part in PARTS]
    passages = [passage for file in files for passage in iter_records(file, GoldPassage)]
    mistakes = validate_certainty(passages)
    print("\n".join(mistakes))
    print(f"{len(passages)} passages, {sum(len(one.cases) for one in passages)} cases, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
