"""Task "quotes": the coder's quotes against annotated articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

import diurna
from diurna.coder import Coder
from diurna.errors import InputError
from diurna.measure import Report, measure
from diurna.measure.quote_fields import Code, read_codes
from diurna.measure.quotes import is_inner
from diurna.records import Actor, Article, Coding, Quote, QuoteKind, Span, Stance

TEXT = (
    "Oslo's minister Berg said on Monday that the port stays shut. She denied the mayor's claim that it had been "
    'bombed. "We will not pay," a driver told state radio.'
)
SHUT = {"source": "Oslo's minister Berg", "cue": "said", "content": "that the port stays shut"}
DENIED = {"source": "She", "cue": "denied", "content": "the mayor's claim that it had been bombed"}
CLAIM = {"source": "the mayor's", "cue": "claim", "content": "that it had been bombed"}
PAY = {"source": "a driver", "cue": "told", "content": '"We will not pay,"'}


def find(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def annotate(told: Mapping[str, str], **more: object) -> dict[str, object]:
    return {role: [[find(words).start, find(words).end]] for role, words in told.items()} | more


def quote(told: Mapping[str, str], **more: object) -> Quote:
    fields: dict[str, object] = {
        "id": told["content"],
        "article_id": "0",
        "kind": QuoteKind.INDIRECT,
        "content": (find(told["content"]),),
        "source_span": find(told["source"]) if "source" in told else None,
        "cue_span": find(told["cue"]) if "cue" in told else None,
    }
    return Quote(**(fields | more))  # type: ignore[arg-type]


class Teller(Coder):
    """A coder that has read the quotes before."""

    def __init__(self, coder: Coder, quotes: Sequence[Quote]) -> None:
        super().__init__(coder.parser, coder.tools)
        self.quotes = tuple(quotes)

    def code(self, articles: Iterable[Article]) -> list[Coding]:
        return [Coding(article=article, events=(), quotes=self.quotes, mentions=()) for article in articles]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return diurna.load()


def write(path: Path, *told: dict[str, object], **more: object) -> Path:
    record = {"id": "a", "text": TEXT, "date": "2019-03-04", "attributions": told, **more}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def score(file: Path, coder: Coder, *quotes: Quote) -> Report:
    return measure(file, task="quotes", coder=Teller(coder, quotes))


def read_rows(report: Report, title: str) -> dict[object, tuple[object, ...]]:
    table = next(table for table in report.tables if table.title == title)
    return {row[0]: row[1:] for row in table.rows}


def test_all_measures_are_printed(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(SHUT), annotate(PAY))
    report = score(file, coder, quote(SHUT), quote(PAY | {"source": "She"}))
    assert list(read_rows(report, "Attributions")) == [
        "triple_overlap",
        "who_what",
        "content_overlap",
        "triple_exact",
        "content_exact",
        "content_strict",
        "content_tokens",
        "cue_tokens",
        "source_tokens",
        "content_span_exact",
        "cue_span_exact",
        "source_span_exact",
    ]
    assert read_rows(report, "Attributions")["triple_overlap"] == (2, 2, 0.5, 0.5, 0.5, 0.5, 0.5)
    assert read_rows(report, "Attributions")["content_overlap"][4] == 1.0
    assert read_rows(report, "Kinds") == {
        "direct": (1, 1, 1.0, 0.0, 0.0),
        "mixed": (0, 0, 0.0, 0.0, 0.0),
        "indirect": (1, 1, 1.0, 1.0, 1.0),
        "with source": (2, 2, 1.0, 0.5, 0.5),
        "no source": (0, 0, 0.0, 0.0, 0.0),
    }
    assert [table.title for table in report.tables] == ["Compared", "Attributions", "Kinds", "Matched pairs"]


def test_what_came_out_wrong_is_told_in_few_words(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(DENIED), annotate(PAY))
    report = score(file, coder, quote(SHUT), quote(PAY | {"source": "She"}))
    assert [(miss.expected, miss.found, miss.text) for miss in report.misses] == [
        ("nothing", "Oslo's minister Berg | said", "that the port stays shut"),
        ("She | denied", "nothing", "the mayor's claim that it had been bombed"),
        ("a driver | told", "She | told", "We will not pay"),
    ]
    assert all(len(miss.text.split()) <= 9 for miss in report.misses)


def test_only_outermost_quotes_are_compared_with_gold_that_has_no_others(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(DENIED))
    for inner in (quote(CLAIM), quote({"content": CLAIM["content"]}, within=DENIED["content"])):
        report = score(file, coder, quote(DENIED), inner)
        assert read_rows(report, "Attributions")["triple_overlap"][:2] == (1, 1)


def test_nested_ones_count_where_the_gold_marks_them(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(DENIED), annotate(CLAIM, nested=True))
    report = score(file, coder, quote(DENIED), quote(CLAIM))
    assert read_rows(report, "Attributions")["triple_overlap"][:5] == (2, 2, 1.0, 1.0, 1.0)
    report = score(file, coder, quote(DENIED))
    assert read_rows(report, "Depth (triple_overlap)")["outermost"][:5] == (1, 1, 1.0, 1.0, 1.0)
    assert read_rows(report, "Depth (triple_overlap)")["nested"][:5] == (1, 0, 0.0, 0.0, 0.0)


def test_who_is_inside_whose_words() -> None:
    outer, inner = quote(DENIED), quote(CLAIM)
    assert is_inner(inner, [outer, inner])
    assert not is_inner(outer, [outer, inner])
    assert not is_inner(inner, [inner, quote(SHUT)])


def test_nothing_found_where_the_annotators_struck_the_text_out(coder: Coder, tmp_path: Path) -> None:
    pay = find(PAY["content"])
    file = write(tmp_path / "gold.jsonl", annotate(SHUT), discard=[[pay.start, pay.end]])
    report = score(file, coder, quote(SHUT), quote(PAY))
    assert report.tables[0].rows == ((1, 1, 1, 1, 1),)


def test_speakers_stances_media_and_occasions(coder: Coder, tmp_path: Path) -> None:
    radio, monday = find("state radio"), find("on Monday")
    minister = Actor(text="Berg", span=find("Berg"), country="NOR", sector="GOV")
    driver = Actor(text="a driver", span=find("a driver"), sector="LAB")
    file = write(
        tmp_path / "gold.jsonl",
        annotate(SHUT, code="NOR.GOV", speaker="Berg", occasion=[monday.start, monday.end]),
        annotate(DENIED, code="NOR.GOV", stance="denies"),
        annotate(PAY, stance="opposes", medium=[radio.start, radio.end]),
    )
    report = score(
        file,
        coder,
        quote(SHUT, speaker=minister, occasion=find("Monday")),
        quote(DENIED, stance=Stance.DENIES, occasion=monday),
        quote(PAY, speaker=driver, stance=Stance.SUPPORTS),
    )
    fields = read_rows(report, "Matched pairs")
    third = pytest.approx(1 / 3)
    assert [fields[name][1] for name in ("source_exact", "source_ok", "cue_ok")] == [1.0, 1.0, 1.0]
    assert fields["country"][:2] == (3, pytest.approx(2 / 3))  # of the driver neither gives one
    assert fields["country"][4:] == (1, 1.0)
    assert fields["sector"][:2] == (3, third)
    assert fields["code"][:2] == (3, third)
    assert fields["stance"][:2] == (3, pytest.approx(2 / 3))
    assert read_rows(report, "Stance of matched pairs")["denies"] == (1, 1, 1.0, 1.0, 1.0)
    words = read_rows(report, "Medium and occasion")
    assert words["medium"][:5] == (1, 0, 0.0, 0.0, 0.0)
    assert words["occasion"][:4] == (1, 2, 0.5, 1.0)


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("USA.GOV", [Code("USA", "GOV")]),
        ("GBR.LEG.OPP", [Code("GBR", "LEG")]),
        ("UNO", [Code("UNO", None)]),
        ("MED", [Code(None, "MED")]),
        ("FRA.GOV; DEU.GOV", [Code("FRA", "GOV"), Code("DEU", "GOV")]),
        (None, [Code()]),
    ],
)
def test_codes_of_gold_speakers(coder: Coder, told: str | None, codes: list[Code]) -> None:
    assert list(read_codes(told, coder.tools.tables.codebook)) == codes


def test_the_coder_itself_on_a_packed_file(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(SHUT))
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    report = measure(packed, task="quotes", coder=coder)
    assert read_rows(report, "Attributions")["triple_overlap"][3] == 1.0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "b", "text": "x"}, "missing required field `attributions`"),
        ({"id": "b", "attributions": []}, "missing required field `text`"),
        ({"id": "b", "text": "x", "attributions": [{"content": [[0, 2]]}]}, r"\[0, 2\] is no span .* 1 characters"),
        ({"id": "b", "text": "x", "attributions": [{"cue": [[1, 0]]}]}, r"\[1, 0\] is no span"),
        ({"id": "b", "text": "x", "attributions": [], "discard": [[-1, 1]]}, r"\[-1, 1\] is no span"),
        ({"id": "b", "text": "x", "attributions": [{"medium": [0, 9]}]}, r"\[0, 9\] is no span"),
        ({"id": "b", "text": "x", "attributions": [{"content": [0, 1]}]}, "Expected `array`, got `int`"),
        ({"id": "b", "text": "x", "attributions": [{"stance": "scolds"}]}, "'scolds'"),
        ({"id": "b", "text": "x", "attributions": [], "date": "in May"}, "date"),
        ({"id": "a", "text": "x", "attributions": []}, "article 'a' stands in the file twice"),
        ([], "Expected `object`, got `array`"),
    ],
)
def test_a_wrong_line_is_named(coder: Coder, tmp_path: Path, line: object, message: str) -> None:
    file = write(tmp_path / "gold.jsonl", annotate(SHUT))
    file.write_text(file.read_text() + json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"gold\.jsonl:2: .*{message}"):
        measure(file, task="quotes", coder=coder)


def test_files_without_anything_to_compare(coder: Coder, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(InputError, match=r"empty\.jsonl: no records"):
        measure(empty, task="quotes", coder=coder)
    with pytest.raises(InputError, match=r"silent\.jsonl: no text has an attribution"):
        measure(write(tmp_path / "silent.jsonl"), task="quotes", coder=coder)


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(b"{}")[:-4]], ids=["not packed", "cut off"])
def test_a_broken_packed_file(coder: Coder, tmp_path: Path, data: bytes) -> None:
    broken = tmp_path / "gold.jsonl.gz"
    broken.write_bytes(data)
    with pytest.raises(InputError, match=r"gold\.jsonl\.gz: "):
        measure(broken, task="quotes", coder=coder)


def test_bytes_that_are_no_text(coder: Coder, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b'{"id": "\xff", "text": "", "attributions": []}\n')
    with pytest.raises(InputError, match=r"gold\.jsonl:1: "):
        measure(file, task="quotes", coder=coder)
