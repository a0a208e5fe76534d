"""Quotations in running text, read by the shipped model: who speaks when the cue stands elsewhere."""

from __future__ import annotations

import pytest

from diurna.language.reader import Reader
from diurna.records import QuoteKind
from diurna.said import Cues, find_sayings, load_cues


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def find_quotes(reader: Reader, cues: Cues, text: str) -> list[tuple[str | None, str]]:
    """(speaker, words) of the sayings with quotation marks."""
    (parse,) = reader.parse([text])
    return [
        (saying.source.of(text) if saying.source else None, " ".join(span.of(text) for span in saying.content))
        for saying in find_sayings(parse, cues=cues)
        if saying.kind is not QuoteKind.INDIRECT
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The border is closed," said Maria Silva. "It will stay closed."',
            [("Maria Silva", '"The border is closed," "It will stay closed."')],
        ),
        (
            "“We were warned. Nobody listened,” the minister said on Monday.",
            [("the minister", "“We were warned. Nobody listened,”")],
        ),
        (
            'The general said: "We will not leave."',
            [("The general", '"We will not leave."')],
        ),
        (
            '"We know," the envoy told reporters, "that the talks have failed."',
            [("the envoy", '"We know," "that the talks have failed."')],
        ),
        # the second paragraph opens marks again and the first never closed them
        (
            "“The truce is dead,” the rebel leader said. “We kept our word.\n\n“They did not keep theirs.”",
            [("the rebel leader", "“The truce is dead,” “We kept our word. “They did not keep theirs.”")],
        ),
        # a cue in the sentence before, with a colon
        (
            "The president put it this way:\n\n“No country can live under siege.”",
            [("The president", "“No country can live under siege.”")],
        ),
        # a colon and no word of speech at all
        (
            "The general was blunt:\n\n“We will not leave.”",
            [("The general", "“We will not leave.”")],
        ),
        # no speech: a scare quote and a title
        ("Ships left the so-called “safe corridor” at dawn.", []),
        ("He spoke on “Face the Week” on Sunday.", []),
        # an opening mark where the closing one belongs
        (
            "“The vote was fair,“ the observers said.",
            [("the observers", "“The vote was fair,“")],
        ),
    ],
)
def test_who_speaks(reader: Reader, cues: Cues, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert find_quotes(reader, cues, text) == expected


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The foreign ministry said in a statement that the strike had killed 12 civilians.",
            "The foreign ministry",
            "that the strike had killed 12 civilians",
        ),
        ("There is no evidence of that, the court found.", "the court", "There is no evidence of that"),
        (
            "The opposition accused the government of rigging the vote.",
            "The opposition",
            "the government of rigging the vote",
        ),
        ("The arrests were condemned by the European Union.", "the European Union", "The arrests"),
        ("Asked about the deal, she declined to comment.", None, "the deal"),
    ],
)
def test_indirect_words(reader: Reader, cues: Cues, text: str, source: str | None, content: str) -> None:
    (parse,) = reader.parse([text])
    found = [
        (saying.source.of(text) if saying.source else None, " ".join(span.of(text) for span in saying.content))
        for saying in find_sayings(parse, cues=cues)
    ]
    assert (source, content) in found


def test_a_name_and_a_colon_speak(reader: Reader, cues: Cues) -> None:
    text = "Maria Silva: We will not close the border."
    (parse,) = reader.parse([text])
    saying = find_sayings(parse, cues=cues)[0]
    assert saying.source is not None
    assert (saying.source.of(text), saying.content[0].of(text)) == ("Maria Silva", "We will not close the border")


def test_spans_stay_inside_the_text_and_in_reading_order(reader: Reader, cues: Cues) -> None:
    text = (
        "Kyiv said the town had fallen. According to Moscow, it had been “liberated”.\n\n"
        "“Nobody is left,” a witness said, adding that the bridge was gone. Officials declined to comment."
    )
    (parse,) = reader.parse([text])
    sayings = find_sayings(parse, cues=cues)
    spans = [span for saying in sayings for span in (*saying.content, saying.cue, saying.source) if span is not None]
    assert len(sayings) >= 5
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [saying.sentence for saying in sayings] == sorted(saying.sentence for saying in sayings)
