"""The shipped model reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.language.reader import Reader, read_morph
from diurna.records import NameKind, Parse


def check(parse: Parse) -> None:
    """The laws of a parse: words in order inside the text, each sentence one tree, names inside their sentence."""
    position = 0
    for number, sentence in enumerate(parse.sentences):
        assert sentence.index == number
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        assert sum(token.head < 0 for token in sentence.tokens) == 1
        for index, token in enumerate(sentence.tokens):
            assert token.index == index
            assert position <= token.start < token.end <= len(parse.text)
            assert parse.text[token.start : token.end] == token.text
            assert (token.deprel == "root") == (token.head < 0)
            position = token.end
            seen = set()
            while token.head >= 0:
                assert token.index not in seen
                seen.add(token.index)
                token = sentence.tokens[token.head]
        for name in sentence.names:
            assert 0 <= name.first < name.last <= len(sentence.tokens)


def test_a_plain_sentence(reader: Reader) -> None:
    parse = reader.parse(["Russia expelled ten American diplomats on Friday. Blinken condemned the move."])[0]
    check(parse)
    first, second = parse.sentences
    verb = first.tokens[first.root]
    assert (verb.text, verb.lemma, verb.upos, verb.morph.tense) == ("expelled", "expel", "VERB", "Past")
    assert [first.tokens[child].deprel for child in first.children[verb.index]][:2] == ["nsubj", "obj"]
    assert second.tokens[second.root].lemma == "condemn"
    assert NameKind.PERSON in {name.kind for name in second.names}


def test_a_passive_sentence(reader: Reader) -> None:
    sentence = reader.parse(["The envoy was summoned by the foreign ministry."])[0].sentences[0]
    relations = {token.text: token.deprel for token in sentence.tokens}
    assert relations["envoy"] == "nsubj:pass"
    assert relations["was"] == "aux:pass"


def test_texts_read_together_read_as_they_do_alone(reader: Reader) -> None:
    texts = ["Talks failed.", "", "The U.N. Security Council met in New York. It adjourned.", "No\n\nend"]
    together = reader.parse(texts)
    assert [len(parse.sentences) for parse in together][1] == 0
    for text, parse in zip(texts, together, strict=True):
        alone = reader.parse([text])[0]
        assert [[t.text for t in s.tokens] for s in alone.sentences] == [
            [t.text for t in s.tokens] for s in parse.sentences
        ]
        check(parse)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3000,
        "".join(chr(code) for code in range(1, 700)),
        "“Nested ‘quotes “inside” quotes’ here.” " * 20,
        "\u202eright to left\u202c and \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "\ud800 lone surrogate",
        "🇺🇦👩‍👩‍👧‍👦 emoji 😀😀😀",
        "a" * 5000,
        "#" * 600 + " ?!" * 300,
    ],
)
def test_hard_text(reader: Reader, text: str) -> None:
    check(reader.parse([text])[0])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text(reader: Reader, text: str) -> None:
    check(reader.parse([text])[0])


def test_morphology() -> None:
    morph = read_morph("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin|Typo=Yes")
    assert (morph.mood, morph.number, morph.person, morph.tense, morph.verb_form) == ("Ind", "Sing", "3", "Past", "Fin")
    assert read_morph("_").tense is None
