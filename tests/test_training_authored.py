"""The gold sentences that we ship are in order, and their validator finds what is not."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import msgspec
import pytest
from training.authored.sentences import (
    FOLDER,
    HELD_OUT,
    TRAIN,
    GoldActor,
    GoldEvent,
    GoldSentence,
    iter_sentences,
    load_sentences,
)
from training.authored.validate import validate

from diurna.codebook import Codebook, load_codebook


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def make_sentence(**changes: object) -> GoldSentence:
    event = GoldEvent(type="AID", trigger=(6, 10), certainty="happened", actor=(GoldActor((0, 5), "NOR", ("GOV",)),))
    event = msgspec.structs.replace(event, **changes)
    return GoldSentence("t-1", "Norge sent rice to Malawi.", dt.date(2004, 2, 1), "humanitarian", (event,))


def test_the_shipped_sentences_are_in_order(codebook: Codebook) -> None:
    sentences = [*load_sentences(TRAIN), *load_sentences(HELD_OUT)]
    assert len(sentences) >= 3_000
    assert validate(sentences, codebook) == []


def test_the_held_out_fifth_is_balanced() -> None:
    train, held = load_sentences(TRAIN), load_sentences(HELD_OUT)
    assert 0.18 < len(held) / (len(train) + len(held)) < 0.22
    counts = [Counter(event.type for one in part for event in one.events) for part in (train, held)]
    for name, count in counts[0].items():
        assert 0.1 < counts[1][name] / (count + counts[1][name]) < 0.32, name


def test_the_schema_is_that_of_the_records() -> None:
    assert json.loads((FOLDER / "schema.json").read_bytes()) == json.loads(
        json.dumps(msgspec.json.schema(GoldSentence))
    )


def test_a_sentence_in_order(codebook: Codebook) -> None:
    assert validate([make_sentence()], codebook) == []


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"type": "HELP"}, "unknown type 'HELP'"),
        ({"mode": "demo"}, "AID has no mode 'demo'"),
        ({"trigger": (7, 10)}, "begins inside a word"),
        ({"trigger": (6, 9)}, "ends inside a word"),
        ({"trigger": (5, 10)}, "begins or ends with a blank"),
        ({"date": (20, 90)}, "lies outside the text"),
        ({"certainty": "likely"}, "unknown certainty 'likely'"),
        ({"contexts": ("weather",)}, "unknown context 'weather'"),
        ({"recipient": (GoldActor((19, 25), "MLW"),)}, "unknown country 'MLW'"),
        ({"recipient": (GoldActor((19, 25), None, ("BOSS",)),)}, "unknown sector 'BOSS'"),
        ({"cameo": "999"}, "unknown CAMEO code '999'"),
    ],
)
def test_each_mistake_is_named(codebook: Codebook, changes: dict[str, object], mistake: str) -> None:
    found = validate([make_sentence(**changes)], codebook)
    assert len(found) == 1
    assert mistake in found[0]


def test_copies_are_found(codebook: Codebook) -> None:
    sentence = make_sentence()
    found = validate([sentence, sentence], codebook)
    assert [mistake.split(": ")[1] for mistake in found] == ["its id stands twice", "its text stands in t-1 too"]


def test_a_line_that_does_not_fit_is_named(tmp_path: object) -> None:
    path = FOLDER.__class__(str(tmp_path)) / "gold.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl:2: .*text"):
        list(iter_sentences(path))
