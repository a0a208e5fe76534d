"""What the rules tell the listening head of each word: what they take it for, and how it stands to the marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.listener import CONTENT, CUE, SOURCE, Hints, Quotedness
from diurna.language.passages import Passage
from diurna.records import QuoteKind, Span
from diurna.said import Saying, find_quotations, find_sayings, load_cues
from diurna.said.hints import make_hints
from diurna.said.marks import Quotation
from said.said_hearing import find, make_passages
from trees import build_parse

PARSE = build_parse(
    '"Troops left," the minister said. Rome did n\'t smile.',
    """
    " " PUNCT 3 punct
    Troops troop NOUN 3 nsubj
    left leave VERB 8 ccomp
    , , PUNCT 3 punct
    " " PUNCT 3 punct
    the the DET 7 det
    minister minister NOUN 8 nsubj
    said say VERB 0 root
    . . PUNCT 8 punct
    """,
    """
    Rome Rome PROPN 4 nsubj
    did do AUX 4 aux
    n't not PART 4 advmod
    smile smile VERB 0 root
    . . PUNCT 4 punct
    """,
)
TEXT = PARSE.text
LETTERS = {0: "-", SOURCE: "s", CUE: "c", CONTENT: "w", SOURCE | CONTENT: "b"}
MARKS = {Quotedness.OUTSIDE: "-", Quotedness.INSIDE: "i", Quotedness.OPENS: "o", Quotedness.CLOSES: "c"}


def make_passage() -> Passage:
    (passage,) = make_passages(PARSE)
    return passage


def make_saying(*content: str, source: str | None = None, cue: str | None = None) -> Saying:
    """A saying of the text above by its words."""
    return Saying(
        sentence=0,
        content=tuple(find(TEXT, words) for words in content),
        kind=QuoteKind.INDIRECT,
        source=find(TEXT, source) if source else None,
        cue=find(TEXT, cue) if cue else None,
    )


def quote(words: str) -> Quotation:
    span = find(TEXT, words)
    return Quotation(span.start, span.end, 0, True)


def draw_marks(hints: Hints) -> str:
    """A letter for each token: s is source, c cue, w the words said, b source of one saying in the words of another."""
    return "".join(LETTERS[mark] for mark in hints.marks.tolist())


def draw_quotedness(hints: Hints) -> str:
    return "".join(MARKS[Quotedness(one)] for one in hints.quotedness.tolist())


@pytest.mark.parametrize(
    ("sayings", "marks"),
    [
        ([], "--------------"),
        ([make_saying('"Troops left,"', source="the minister", cue="said")], "wwwwwssc------"),
        ([make_saying("left")], "--w-----------"),
        # in two parts, of which the newspaper says the middle
        ([make_saying('"Troops', "Rome", cue="said")], "ww-----c-w----"),
        # what is source of one and content of another is both
        ([make_saying("the minister", cue="did"), make_saying("Troops", source="the minister")], "-w---bb---c---"),
        # half a word is the word
        ([make_saying("roops")], "-w------------"),
    ],
)
def test_words_are_marked_as_the_rules_take_them(sayings: list[Saying], marks: str) -> None:
    assert draw_marks(make_hints(make_passage().sentences, sayings, ())) == marks


@pytest.mark.parametrize(
    ("quotations", "quotedness"),
    [
        ([], "--------------"),
        ([quote('"Troops left,"')], "oiiic---------"),
        ([quote('"Troops left,"'), quote("Rome did")], "oiiic----oc---"),
        # one word between its marks opens and closes at once
        ([quote("left")], "--c-----------"),
    ],
)
def test_words_stand_inside_marks_or_outside(quotations: list[Quotation], quotedness: str) -> None:
    assert draw_quotedness(make_hints(make_passage().sentences, (), quotations)) == quotedness


def test_rules_and_marks_of_a_text_make_its_hints() -> None:
    hints = make_hints(make_passage().sentences, find_sayings(PARSE, cues=load_cues()), find_quotations(PARSE))
    assert draw_marks(hints) == "wwwwwssc------"
    assert draw_quotedness(hints) == "oiiic---------"


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda one: Span(one[0], min(one[0] + one[1], len(TEXT)))
)


@given(source=st.none() | SPANS, cue=st.none() | SPANS, content=st.lists(SPANS, min_size=1, max_size=3))
def test_a_word_is_marked_if_and_only_if_the_rules_touch_it(
    source: Span | None, cue: Span | None, content: list[Span]
) -> None:
    saying = Saying(sentence=0, content=tuple(content), kind=QuoteKind.INDIRECT, source=source, cue=cue)
    marks = make_hints(make_passage().sentences, [saying], ()).marks
    tokens = [token for sentence in PARSE.sentences for token in sentence.tokens]
    for bit, spans in ((SOURCE, [source]), (CUE, [cue]), (CONTENT, content)):
        touched = [any(span is not None and span.overlaps(token.span) for span in spans) for token in tokens]
        assert ((marks & bit) > 0).tolist() == touched


@given(spans=st.lists(SPANS, max_size=3))
def test_the_parts_of_a_text_get_the_hints_that_the_whole_gets(spans: list[Span]) -> None:
    sayings = [Saying(sentence=0, content=(span,), kind=QuoteKind.INDIRECT, cue=span) for span in spans]
    quotations = [Quotation(span.start, span.end, 0, True) for span in spans]
    whole = make_hints(make_passage().sentences, sayings, quotations)
    start = 0
    for sentence in PARSE.sentences:
        (passage,) = make_passages(type(PARSE)(TEXT, (sentence,)))
        part = make_hints(passage.sentences, sayings, quotations)
        end = start + len(sentence.tokens)
        assert np.array_equal(part.marks, whole.marks[start:end])
        assert np.array_equal(part.quotedness, whole.quotedness[start:end])
        start = end
