"""JSON lines and JSON documents: one broken line or element is refused, its neighbours are read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.records import Article, Reject

Read = Callable[..., list[Article | Reject]]


def sources(found: list[Article | Reject], kind: type) -> list[str | None]:
    return [one.source for one in found if isinstance(one, kind)]


def test_one_article_a_line(read_bytes: Read) -> None:
    rows = [
        {
            "id": 7,
            "text": "One.",
            "date": "2021-05-19",
            "title": "First",
            "url": "https://example.org/1",
            "source": "The Record",
        },
        {"body": "Two.", "pubDate": 1621382400000, "headline": "Second", "lang": "en-US"},
        {"content": "Three.", "publishedAt": "2021-05-19T10:00:00Z", "source": {"id": None, "name": "The Record"}},
    ]
    found = read_bytes("a.jsonl", "\n".join(json.dumps(row) for row in rows))
    articles = [one for one in found if isinstance(one, Article)]
    assert [article.text for article in articles] == ["One.", "Two.", "Three."]
    assert [article.title for article in articles] == ["First", "Second", None]
    assert [article.publisher for article in articles] == ["The Record", None, "The Record"]
    assert {article.published for article in articles} == {dt.date(2021, 5, 19)}
    assert {article.language for article in articles} == {"en"}
    assert sources(found, Article) == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]


@pytest.mark.parametrize(
    "line, step, message",
    [
        ('{"text": "One.}', "parse", "not JSON: Unterminated string starting at (column 10)"),
        ('{"text": One}', "parse", "not JSON: Expecting value (column 10)"),
        ("Words.", "parse", "not JSON"),
        ("[1, 2]", "parse", "a list, not an object"),
        ('"Words."', "parse", "a string, not an object"),
        ("null", "parse", "the value None, not an object"),
        ("[" * 100_000, "parse", "nested too deeply"),
        ('{"n": ' + "1" * 5000 + "}", "parse", "not JSON"),
        ('{"text": ""}', "text", "no text in it"),
        ('{"text": "  "}', "text", "no text in it"),
        ('{"text": null}', "text", "no text in it"),
        ('{"text": 7}', "text", "the text is the value 7, not a string"),
        ('{"text": ["One."]}', "text", "the text is a list, not a string"),
        ('{"texte": "One."}', "text", "no column for the text; the columns are: texte; nearest: 'texte'"),
        ('{"text": "' + "\\u0000" * 9 + '"}', "decode", "binary data"),
    ],
)
def test_a_bad_line_leaves_its_neighbours_alone(read_bytes: Read, line: str, step: str, message: str) -> None:
    found = read_bytes("a.jsonl", f'{{"text": "One."}}\n{line}\n\n{{"text": "Two."}}')
    assert sources(found, Article) == ["a.jsonl:1", "a.jsonl:4"]
    (reject,) = [one for one in found if isinstance(one, Reject)]
    assert (reject.source, reject.step) == ("a.jsonl:2", step)
    assert message in reject.message


def test_a_line_that_is_too_large_is_skipped(read_bytes: Read) -> None:
    found = read_bytes("a.jsonl", '{"text": "' + "a" * 200_000 + '"}\n{"text": "Two."}\n', max_document_bytes=1000)
    assert sources(found, Reject) == ["a.jsonl:1"]
    assert sources(found, Article) == ["a.jsonl:2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read_bytes: Read, encoding: str) -> None:
    found = read_bytes("a.ndjson", '{"text": "Café."}\r\n{"text": "Zögern."}\r\n'.encode(encoding))
    assert [one.text for one in found if isinstance(one, Article)] == ["Café.", "Zögern."]


def test_what_strict_json_forbids_but_people_have(read_bytes: Read) -> None:
    found = read_bytes("a.jsonl", '{"text": "a\tb"}\n{"text": "\\ud83d."}\n{"text": "One.", "score": NaN}\n')
    assert [one.text for one in found if isinstance(one, Article)] == ["a\tb", "\ufffd.", "One."]


def test_html_in_the_text_is_read_as_a_page(read_bytes: Read) -> None:
    (article,) = read_bytes(
        "a.jsonl", json.dumps({"text": "<p>One thing.</p>\n<p>Another <b>thing</b>.</p>", "title": "T"})
    )
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("One thing.\nAnother thing.", "T")
    (reject,) = read_bytes("a.jsonl", json.dumps({"text": "<div></div>"}))
    assert isinstance(reject, Reject)


def test_columns_named_by_the_user(read_bytes: Read) -> None:
    line = json.dumps(
        {"text": "Not this.", "article": {"body": "This."}, "web": {"day": "2021-05-19"}, "date": "1999-01-01"}
    )
    (article,) = read_bytes("a.jsonl", line, columns="text=article.body,published=web.day")
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("This.", dt.date(2021, 5, 19))
    (reject,) = read_bytes("a.jsonl", '{"text": "One."}', columns="text=body")
    assert isinstance(reject, Reject)
    assert reject.message == "no text in it"


@pytest.mark.parametrize(
    "data, expected",
    [
        ('[{"text": "One."}, {"text": "Two."}]', ["a.json:1", "a.json:2"]),
        ('{\n "text": "One."\n}', ["a.json"]),
        ('{"status": "ok", "tags": ["a"], "articles": [{"text": "One."}, {"text": "Two."}]}', ["a.json:1", "a.json:2"]),
        ('{"text": "One.", "links": [{"text": "Two."}]}', ["a.json"]),
        ('{"text": "One."}\n{"text": "Two."}\n', ["a.json:1", "a.json:2"]),
        ('[{"text": "One."},\n{"text": "Tw" o.},\n{"text": "Three."}]', ["a.json:1", "a.json:3"]),
        ('[{"text": "One."}, 7, {"text": "Three."}]', ["a.json:1", "a.json:3"]),
        ('[{"text": "One."}, {"text": "Tw', ["a.json:1"]),
        ('[{"text": "One."}', ["a.json:1"]),
        ('[{"text": "\\ud800"}, {"text": "Two."}]', ["a.json:1", "a.json:2"]),
    ],
)
def test_json_documents(read_bytes: Read, data: str, expected: list[str]) -> None:
    assert sources(read_bytes("a.json", data), Article) == expected


@pytest.mark.parametrize(
    "data, step, message",
    [
        ("", "text", "empty file"),
        ("[]", "text", "no articles in it"),
        ("[", "parse", "the file breaks off"),
        ("[" * 100_000, "parse", "nested too deeply"),
        ('{"text": "One."', "parse", "not JSON"),
        ("words", "parse", "not JSON"),
        ("7", "parse", "the value 7, not an object"),
        (b"\x1f\x8b...", "decode", "a gzip file"),
        (" " * 30_000, "size", "write it as JSON lines"),
    ],
)
def test_documents_that_are_refused(
    refuse_one: Callable[..., Reject], data: str | bytes, step: str, message: str
) -> None:
    limit = {} if isinstance(data, str) and data.startswith("[[") else {"max_document_bytes": 1000}
    reject = refuse_one("a.json", data, **limit)
    assert reject.step == step
    assert message in reject.message


def test_lines_that_are_no_text_at_all(refuse_one: Callable[..., Reject]) -> None:
    assert refuse_one("a.jsonl", bytes(range(256))).step == "decode"
    assert refuse_one("a.jsonl", " \n\n").message == "no articles in it"


@given(
    rows=st.lists(st.dictionaries(st.sampled_from(["text", "title", "date"]), st.text() | st.none() | st.integers()))
)
def test_as_many_answers_as_rows(rows: list[dict[str, object]]) -> None:
    import io

    from diurna.read import iter_document
    from diurna.settings import Settings

    data = "\n".join(json.dumps(row) for row in rows).encode()
    found = list(iter_document(io.BytesIO(data), name="a.jsonl", settings=Settings()))
    assert len(found) == max(1, len(rows))
    whole = list(iter_document(io.BytesIO(json.dumps(rows).encode()), name="a.json", settings=Settings()))
    assert [type(one) for one in whole] == [type(one) for one in found]
