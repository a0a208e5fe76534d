"""Checks the gold sentences: `python -m training.authored.validate [FILE ...]` prints every mistake (exit code 1).

Beyond the schema it asks that names exist in the codebook, that spans are whole words, and that no text stands twice.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from diurna.codebook import Codebook, load_codebook
from diurna.records import Certainty
from training.authored.sentences import FOLDER, PARTS, GoldEvent, GoldSentence, iter_sentences
from training.authored.spans import Pair, find_problem

REGISTERS = frozenset(
    """diplomacy conflict protest security economy court election humanitarian rights politics society sports business
    crime weather culture science figurative opinion history""".split()
)


def validate(sentences: Iterable[GoldSentence], codebook: Codebook) -> list[str]:
    """Every mistake, each with the sentence's id; an empty list for sentences that are in order."""
    mistakes: list[str] = []
    ids: set[str] = set()
    texts: dict[str, str] = {}
    for sentence in sentences:
        found = list(_check_sentence(sentence, codebook))
        if sentence.id in ids:
            found.append("its id stands twice")
        if sentence.text in texts:
            found.append(f"its text stands in {texts[sentence.text]} too")
        ids.add(sentence.id)
        texts[sentence.text] = sentence.id
        mistakes += [f"{sentence.id}: {mistake}" for mistake in found]
    return mistakes


def _check_sentence(sentence: GoldSentence, codebook: Codebook) -> Iterator[str]:
    if sentence.register not in REGISTERS:
        yield f"unknown register {sentence.register!r}"
    for event in sentence.events:
        yield from _check_names(event, codebook)
        for name, span in _list_spans(event):
            problem = find_problem(sentence.text, span)
            if problem:
                yield f"{name} {span}: {problem}"


def _check_names(event: GoldEvent, codebook: Codebook) -> Iterator[str]:
    if event.type not in codebook.types:
        yield f"unknown type {event.type!r}"
    elif event.mode is not None and event.mode not in codebook.modes.get(event.type, {}):
        yield f"{event.type} has no mode {event.mode!r}"
    if event.certainty not in set(Certainty):
        yield f"unknown certainty {event.certainty!r}"
    yield from (f"unknown context {name!r}" for name in event.contexts if name not in codebook.contexts)
    if event.cameo is not None and event.cameo not in codebook.cameo:
        yield f"unknown CAMEO code {event.cameo!r}"
    for actor in (*event.actor, *event.recipient):
        yield from (f"unknown sector {name!r}" for name in actor.sectors if name not in codebook.sectors)
        known = actor.country in codebook.international or codebook.fold_country(actor.country or "") == actor.country
        if actor.country is not None and not known:
            yield f"unknown country {actor.country!r}"


def _list_spans(event: GoldEvent) -> Iterator[tuple[str, Pair]]:
    yield "trigger", event.trigger
    for name, actors in (("actor", event.actor), ("recipient", event.recipient)):
        yield from ((name, actor.span) for actor in actors)
    for name, span in (("date", event.date), ("place", event.place), ("says", event.says)):
        if span is not None:
            yield name, span


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    files = [Path(argument) for argument in arguments] or [FOLDER / f"{part}.jsonl" for part in PARTS]
    sentences = [sentence for file in files for sentence in iter_sentences(file)]
    mistakes = validate(sentences, load_codebook())
    print("\n".join(mistakes))
    print(f"{len(sentences)} sentences, {sum(len(one.events) for one in sentences)} events, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
