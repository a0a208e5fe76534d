"""Who says so and in which words, construction by construction, on trees written by hand."""

from __future__ import annotations

import pytest

from diurna.records import Parse, QuoteKind, Span
from diurna.said import Cues, Saying, find_attribution, find_sayings, load_cues
from trees import build_parse


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def words(parse: Parse, span: Span | None) -> str | None:
    return None if span is None else span.of(parse.text)


def tell(parse: Parse, saying: Saying) -> tuple[str | None, str | None, list[str]]:
    """(source, cue, content) as words."""
    content = [span.of(parse.text) for span in saying.content]
    return words(parse, saying.source), words(parse, saying.cue), content


THAT = build_parse(
    "Novak told reporters that troops had left.",
    """
    Novak Novak PROPN 2 nsubj
    told tell VERB 0 root
    reporters reporter NOUN 2 iobj
    that that SCONJ 7 mark
    troops troop NOUN 7 nsubj
    had have AUX 7 aux
    left leave VERB 2 ccomp
    . . PUNCT 2 punct
    """,
)
INVERTED = build_parse(
    '"Troops left," said the old minister.',
    """
    " " PUNCT 3 punct
    Troops troop NOUN 3 nsubj
    left leave VERB 6 ccomp
    , , PUNCT 3 punct
    " " PUNCT 3 punct
    said say VERB 0 root
    the the DET 9 det
    old old ADJ 9 amod
    minister minister NOUN 6 nsubj
    . . PUNCT 6 punct
    """,
)
ACCORDING = build_parse(
    "According to the army, troops left.",
    """
    According accord VERB 4 case
    to to ADP 1 fixed
    the the DET 4 det
    army army NOUN 7 obl
    , , PUNCT 4 punct
    troops troop NOUN 7 nsubj
    left leave VERB 0 root
    . . PUNCT 7 punct
    """,
)
PARENTHESIS = build_parse(
    "Troops, Novak said, left.",
    """
    Troops troop NOUN 6 nsubj
    , , PUNCT 1 punct
    Novak Novak PROPN 4 nsubj
    said say VERB 6 parataxis
    , , PUNCT 4 punct
    left leave VERB 0 root
    . . PUNCT 6 punct
    """,
)
PASSIVE = build_parse(
    "It was reported that troops left.",
    """
    It it PRON 3 nsubj:pass
    was be AUX 3 aux:pass
    reported report VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    that that SCONJ 6 mark
    troops troop NOUN 6 nsubj
    left leave VERB 3 ccomp
    . . PUNCT 3 punct
    """,
)
RAISED = build_parse(
    "Russia is believed to have left.",
    """
    Russia Russia PROPN 3 nsubj:pass
    is be AUX 3 aux:pass
    believed believe VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    to to PART 6 mark
    have have AUX 6 aux
    left leave VERB 3 xcomp
    . . PUNCT 3 punct
    """,
)
CLAIM = build_parse(
    "The army's claim that troops left angered Novak.",
    """
    The the DET 2 det
    army army NOUN 4 nmod:poss
    's 's PART 2 case
    claim claim NOUN 8 nsubj
    that that SCONJ 7 mark
    troops troop NOUN 7 nsubj
    left leave VERB 4 acl
    angered anger VERB 0 root
    Novak Novak PROPN 8 obj
    . . PUNCT 8 punct
    """,
)
REFUSAL = build_parse(
    "The aide declined to comment.",
    """
    The the DET 2 det
    aide aide NOUN 3 nsubj
    declined decline VERB 0 root
    to to PART 5 mark
    comment comment VERB 3 xcomp
    . . PUNCT 3 punct
    """,
)
CONFIDENT = build_parse(
    "Novak was confident that troops left.",
    """
    Novak Novak PROPN 3 nsubj
    was be AUX 3 cop
    confident confident ADJ 0 root
    that that SCONJ 6 mark
    troops troop NOUN 6 nsubj
    left leave VERB 3 ccomp
    . . PUNCT 3 punct
    """,
)
RELATIVE = build_parse(
    "Novak, who denied firing, left.",
    """
    Novak Novak PROPN 7 nsubj
    , , PUNCT 4 punct
    who who PRON 4 nsubj PronType=Rel
    denied deny VERB 1 acl:relcl
    firing fire VERB 4 xcomp VerbForm=Ger
    , , PUNCT 1 punct
    left leave VERB 0 root
    . . PUNCT 7 punct
    """,
)
URGED = build_parse(
    "Novak urged Iran to stop.",
    """
    Novak Novak PROPN 2 nsubj
    urged urge VERB 0 root
    Iran Iran PROPN 2 obj
    to to PART 5 mark
    stop stop VERB 2 xcomp
    . . PUNCT 2 punct
    """,
)
CALLED_FOR = build_parse(
    "Novak called for a truce.",
    """
    Novak Novak PROPN 2 nsubj
    called call VERB 0 root
    for for ADP 5 case
    a a DET 5 det
    truce truce NOUN 2 obl
    . . PUNCT 2 punct
    """,
)


@pytest.mark.parametrize(
    ("parse", "expected", "cue_class"),
    [
        (THAT, ("Novak", "told", ["that troops had left"]), "say"),
        (INVERTED, ("the old minister", "said", ['"Troops left,"']), "say"),
        (ACCORDING, ("the army", "According to", ["troops left"]), "say"),
        (PARENTHESIS, ("Novak", "said", ["Troops", "left"]), "say"),
        (PASSIVE, (None, "was reported", ["that troops left"]), "say"),
        (RAISED, (None, "is believed", ["Russia", "to have left"]), "believe"),
        (CLAIM, ("The army's", "claim", ["that troops left"]), "claim"),
        (REFUSAL, ("The aide", "declined", ["to comment"]), "refuse"),
        (CONFIDENT, ("Novak", "was confident", ["that troops left"]), "believe"),
        (RELATIVE, ("who", "denied", ["firing"]), "deny"),
        (URGED, ("Novak", "urged", ["Iran to stop"]), "urge"),
        (CALLED_FOR, ("Novak", "called", ["a truce"]), "urge"),
    ],
)
def test_constructions(
    cues: Cues, parse: Parse, expected: tuple[str | None, str | None, list[str]], cue_class: str
) -> None:
    (saying,) = find_sayings(parse, cues=cues)
    assert tell(parse, saying) == expected
    assert saying.cue_class == cue_class


def test_heads_say_where_to_ask_who_it_is(cues: Cues) -> None:
    (saying,) = find_sayings(THAT, cues=cues)
    assert saying.source_head == (0, 0)
    assert saying.addressee_head == (0, 2)
    assert not saying.negated


def test_words_in_marks_are_direct_and_others_indirect(cues: Cues) -> None:
    kinds = [find_sayings(parse, cues=cues)[0].kind for parse in (INVERTED, THAT)]
    assert kinds == [QuoteKind.DIRECT, QuoteKind.INDIRECT]


def test_negation(cues: Cues) -> None:
    parse = build_parse(
        "Novak did not say that troops left.",
        """
        Novak Novak PROPN 4 nsubj
        did do AUX 4 aux
        not not PART 4 advmod Polarity=Neg
        say say VERB 0 root
        that that SCONJ 7 mark
        troops troop NOUN 7 nsubj
        left leave VERB 4 ccomp
        . . PUNCT 4 punct
        """,
    )
    (saying,) = find_sayings(parse, cues=cues)
    assert saying.negated
    assert words(parse, saying.cue) == "did not say"


def find_trigger(parse: Parse, word: str) -> Span:
    start = parse.text.index(word)
    return Span(start, start + len(word))


def test_an_event_inside_the_content_is_told_by_the_source(cues: Cues) -> None:
    told = find_attribution(find_sayings(THAT, cues=cues), sentence=0, trigger=find_trigger(THAT, "left"))
    assert told is not None
    assert words(THAT, told.source) == "Novak"


def test_a_cue_that_is_the_event_is_told_by_the_newspaper(cues: Cues) -> None:
    sayings = find_sayings(THAT, cues=cues)
    assert find_attribution(sayings, sentence=0, trigger=find_trigger(THAT, "told")) is None


def test_whoever_urges_an_act_does_not_tell_of_it(cues: Cues) -> None:
    sayings = find_sayings(URGED, cues=cues)
    assert find_attribution(sayings, sentence=0, trigger=find_trigger(URGED, "stop")) is None


def test_the_innermost_saying_tells(cues: Cues) -> None:
    parse = build_parse(
        "Rome said Novak claimed troops left.",
        """
        Rome Rome PROPN 2 nsubj
        said say VERB 0 root
        Novak Novak PROPN 4 nsubj
        claimed claim VERB 2 ccomp
        troops troop NOUN 6 nsubj
        left leave VERB 4 ccomp
        . . PUNCT 2 punct
        """,
    )
    sayings = find_sayings(parse, cues=cues)
    inner = find_attribution(sayings, sentence=0, trigger=find_trigger(parse, "left"))
    outer = find_attribution(sayings, sentence=0, trigger=find_trigger(parse, "claimed"))
    assert inner is not None
    assert outer is not None
    assert (words(parse, inner.source), words(parse, outer.source)) == ("Novak", "Rome")


def test_a_text_without_sentences_says_nothing(cues: Cues) -> None:
    assert find_sayings(Parse(text="", sentences=()), cues=cues) == ()
