"""The gold quotations that we ship are in order, and their validator finds what is not."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from training.authored.marks import find_kinds, list_marks
from training.authored.quotes import FOLDER, GoldArticle, GoldQuote, load_quotes
from training.authored.sentences import HELD_OUT, TRAIN
from training.authored.spans import find_problem
from training.authored.validate_quotes import HARD, is_nested, list_doubts, main, validate_quotes

from diurna.codebook import Codebook, load_codebook
from diurna.records import QuoteKind, Stance

DIRECT, INDIRECT, MIXED = QuoteKind.DIRECT, QuoteKind.INDIRECT, QuoteKind.MIXED
TEXT = 'Oslo denied on Monday that Riga had said "no deal" to its envoy.'
OUTER = GoldQuote(
    id="1",
    content=((22, 63),),
    kind=MIXED,
    source=((0, 4),),
    cue=((5, 11),),
    speaker="Norway",
    code="NOR.GOV",
    occasion=(12, 21),
    stance=Stance.DENIES,
    about=("LVA", "NOR"),
)
INNER = GoldQuote(
    id="2",
    content=((41, 50),),
    kind=DIRECT,
    source=((27, 31),),
    cue=((36, 40),),
    addressee_span=((54, 63),),
    code="LVA.GOV; LVA.LEG.OPP",
    nested=True,
)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def make_article(outer: GoldQuote = OUTER, /, **inner: object) -> GoldArticle:
    quotes = (outer, msgspec.structs.replace(INNER, **inner))
    return GoldArticle("t-1", TEXT, dt.date(2004, 2, 3), ("nested",), quotes)


def test_the_shipped_articles_are_in_order(codebook: Codebook) -> None:
    articles = [*load_quotes(TRAIN), *load_quotes(HELD_OUT)]
    assert len(articles) >= 160
    assert sum(len(article.attributions) for article in articles) >= 1_100
    assert validate_quotes(articles, codebook) == []
    assert len(list_doubts(articles)) <= 40


def test_the_held_out_fifth_is_balanced() -> None:
    train, held = load_quotes(TRAIN), load_quotes(HELD_OUT)
    assert 0.18 < len(held) / (len(train) + len(held)) < 0.22
    assert Counter(one.id[:2] for one in held) == dict.fromkeys(("q1", "q2", "q3", "q4"), 8)
    counts = [
        Counter(
            name
            for article in part
            for one in article.attributions
            for name in (one.kind, one.stance, "nested" if one.nested else "outermost")
        )
        for part in (train, held)
    ]
    for name, count in counts[0].items():
        assert 0.1 < counts[1][name] / (count + counts[1][name]) < 0.32, name


def test_every_kind_of_hardness_occurs_and_is_told_of() -> None:
    used = {name for part in (TRAIN, HELD_OUT) for article in load_quotes(part) for name in article.hard}
    assert used == HARD
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(HARD) if f"| {name} |" not in told] == []


def test_the_schema_is_that_of_the_records() -> None:
    assert json.loads((FOLDER / "quotes.schema.json").read_bytes()) == json.loads(
        json.dumps(msgspec.json.schema(GoldArticle))
    )


def test_an_article_in_order(codebook: Codebook) -> None:
    assert validate_quotes([make_article()], codebook) == []
    assert INNER.codes == ("LVA.GOV", "LVA.LEG.OPP")
    assert msgspec.structs.replace(INNER, code=None).codes == ()


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"content": ((41, 80),)}, "2: content (41, 80): lies outside the text"),
        ({"content": ((41, 41),)}, "lies outside the text"),
        ({"content": ((41, 51),)}, "begins or ends with a blank"),
        ({"content": ((42, 48),)}, "ends inside a word"),
        ({"content": ()}, "has no content"),
        ({"content": ((45, 50), (41, 44))}, "content is not in reading order"),
        ({"cue": ((37, 40),)}, "begins inside a word"),
        ({"cue": ((32, 35), (36, 40))}, "cue has 2 parts"),
        ({"cue": ((42, 44),)}, "cue lies in its own content"),
        ({"source": ((0, 4), (27, 31))}, "source has 2 parts"),
        ({"source": ((36, 40),)}, "source and cue overlap"),
        ({"addressee_span": ((54, 57), (58, 63))}, "addressee has 2 parts"),
        ({"medium": (12, 13)}, "ends inside a word"),
        ({"code": "Latvia"}, "malformed code 'Latvia'"),
        ({"code": "LVA.GOV, NOR.GOV"}, "malformed code"),
        ({"code": "LAT.GOV"}, "unknown country 'LAT'"),
        ({"code": "LVA.BOS"}, "unknown sector 'BOS'"),
        ({"code": "GRL.GOV"}, "unknown country 'GRL'"),
        ({"about": ("NATO",)}, "unknown country 'NATO'"),
        ({"about": ("NOR", "NOR")}, "about names one twice"),
        ({"nested": False}, "is nested, but not marked so"),
        ({"kind": INDIRECT}, "is indirect, but its quotation marks say direct"),
        ({"kind": MIXED}, "is mixed, but its quotation marks say direct"),
        ({"id": "1"}, "1: its number stands twice"),
    ],
)
def test_each_mistake_is_named(codebook: Codebook, changes: dict[str, object], mistake: str) -> None:
    found = validate_quotes([make_article(**changes)], codebook)
    assert len(found) == 1
    assert mistake in found[0]


def test_nested_means_inside_anothers_words(codebook: Codebook) -> None:
    article = make_article()
    assert [is_nested(article, one) for one in article.attributions] == [False, True]
    assert validate_quotes([make_article(msgspec.structs.replace(OUTER, nested=True))], codebook) == [
        "t-1: 1: is marked nested, but is not"
    ]
    without_cue = make_article(cue=())
    assert is_nested(without_cue, without_cue.attributions[1])


def test_the_same_words_by_the_same_cue_are_one_attribution(codebook: Codebook) -> None:
    article = make_article()
    twice = msgspec.structs.replace(
        article, attributions=(*article.attributions, msgspec.structs.replace(INNER, id="3"))
    )
    assert validate_quotes([twice], codebook) == ["t-1: 3: its cue and content stand twice"]


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"hard": ("nested", "difficult")}, "unknown hard 'difficult'"),
        ({"hard": ()}, 'is neither "clean" nor hard'),
        ({"hard": ("clean", "nested", "paraphrased")}, "is \"clean\" and has 'paraphrased'"),
        ({"attributions": ()}, "has no attribution"),
    ],
)
def test_each_mistake_of_an_article_is_named(codebook: Codebook, changes: dict[str, object], mistake: str) -> None:
    assert validate_quotes([msgspec.structs.replace(make_article(), **changes)], codebook) == [f"t-1: {mistake}"]


def test_copies_are_found(codebook: Codebook) -> None:
    article = make_article()
    found = validate_quotes([article, article], codebook)
    assert [mistake.split(": ")[1] for mistake in found] == ["its id stands twice", "its text stands in t-1 too"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("that they would leave", {INDIRECT}),
        ("that the workers' club didn't pay", {INDIRECT}),
        ('"We will leave"', {DIRECT}),
        ("'We will leave,'", {DIRECT}),
        ("``We will leave.''", {DIRECT}),
        ("« We will leave »", {DIRECT}),
        ("„We will leave“", {DIRECT}),
        ("”We will leave“", {DIRECT}),
        ("“We will leave", {DIRECT}),
        ("'We don't leave", {DIRECT}),
        ('that it was "a bad day"', {MIXED, INDIRECT}),
        ("that it was «a bad day", {MIXED, INDIRECT}),
        ('that "Plan B" was dead', {MIXED, INDIRECT}),
        ("it « without opening the envelope", {MIXED, INDIRECT}),
        ('We will leave"', set(QuoteKind)),
        ("that they leave the house tonight”", set(QuoteKind)),
    ],
)
def test_quotation_marks_tell_the_kind(words: str, kinds: set[QuoteKind]) -> None:
    text = f"Riga said {words}."
    assert find_kinds(text, [(10, 10 + len(words))]) == kinds


def test_words_in_two_parts_share_their_marks() -> None:
    text = '"We leave, Riga said, and we will not be back."'
    assert find_kinds(text, [(0, 9), (22, 47)]) == {DIRECT}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("'em and '92 and don't", []),
        ("the delegates' hall", []),
        ("the 'old hands' hall", [4, 14]),
        ("He said ''no''.", [8, 9, 12, 13]),
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str, marks: list[int]) -> None:
    assert list_marks(text) == marks


def test_a_headline_may_run_into_the_text() -> None:
    text = "Georgia signs by nightThe president spoke"
    assert find_problem(text, (22, 35)) is None
    assert find_problem(text, (17, 24)) == "ends inside a word ('nightTh')"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "x"}', "text"),
        (
            '{"id":"x","text":"a","published":"2004-02-03","hard":[],"attributions":[{"id":"1","kind":"verbatim"}]}',
            "kind",
        ),
        (
            '{"id":"x","text":"a","published":"2004-02-03","hard":[],'
            '"attributions":[{"id":"1","content":[[0,1]],"kind":"direct","stance":"praises"}]}',
            "stance",
        ),
        ('{"id":"x","text":"a","published":"2004-02-03","hard":[],"attributions":[],"url":"x"}', "url"),
        ('{"id":"x","text":"a","published":"3 February","hard":[],"attributions":[]}', "published"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "quotes.train.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"quotes\.train\.jsonl:2: .*{problem}"):
        load_quotes(TRAIN, tmp_path)


def test_the_command_tells_mistakes_and_doubts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = make_article(), make_article(nested=False)
    path = tmp_path / "quotes.jsonl"
    path.write_bytes(msgspec.json.encode(good))
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.endswith("1 articles, 2 attributions, 0 mistakes, 0 doubts\n")
    path.write_bytes(msgspec.json.encode(bad))
    assert main([str(path)]) == 1
    assert "t-1: 2: is nested, but not marked so" in capsys.readouterr().out


def test_what_the_marks_leave_open_is_a_doubt() -> None:
    text = 'We will leave", said Riga.'
    quote = GoldQuote(id="1", content=((0, 14),), kind=DIRECT, source=((21, 25),), cue=((16, 20),))
    article = GoldArticle("t-2", text, dt.date(2004, 2, 3), ("damaged marks",), (quote,))
    assert list_doubts([article]) == ['t-2/1: direct or not? We will leave"']
    assert list_doubts([make_article()]) == []
