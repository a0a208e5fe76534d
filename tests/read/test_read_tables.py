"""CSV and TSV: rows in, rows out, whatever the separator; one bad row does not swallow its neighbours."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read import iter_document
from diurna.read.tables import iter_records
from diurna.records import Article, Reject
from diurna.settings import Settings

Read = Callable[..., list[Article | Reject]]


def outline(found: list[Article | Reject]) -> list[tuple[str | None, str]]:
    """Where each answer stands, with the text or the step that refused it."""
    return [(one.source, one.text if isinstance(one, Article) else one.step) for one in found]


def test_a_table_with_all_columns(read_bytes: Read) -> None:
    found = read_bytes(
        "a.csv",
        "id,Publish_Date,HEADLINE,Article Text,outlet,link\n"
        '1,2021-05-19,"First, of all","One ""thing"",\nthen another.",The Record,https://example.org/1\n'
        "\n"
        "2,,,Two.,,\n",
    )
    first, second = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == 'One "thing",\nthen another.'
    assert (first.title, first.publisher, first.url) == ("First, of all", "The Record", "https://example.org/1")
    assert first.published == dt.date(2021, 5, 19)
    assert (second.title, second.publisher, second.published) == (None, None, None)
    assert [one.source for one in found] == ["a.csv:2", "a.csv:4"]  # as a spreadsheet counts, blank rows too


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.csv", "text,date\nOne; two | three.,2021-05-19\n"),
        ("a.csv", "text;date\nOne; two | three.;2021-05-19\n".replace("One;", '"One;').replace("three.", 'three."')),
        ("a.csv", "text\tdate\nOne; two | three.\t2021-05-19\n"),
        ("a.tsv", "text\tdate\nOne; two | three.\t2021-05-19\n"),
        ("a.tab", "text\tdate\r\nOne; two | three.\t2021-05-19\r\n"),
        ("a.csv", "text,date\rOne; two | three.,2021-05-19\r"),
        ("a.csv", "\ufefftext,date\nOne; two | three.,2021-05-19"),
        ("a.csv", "text,date\nOne; two | three.,2021-05-19,,\n"),
    ],
)
def test_separators_and_line_ends(read_one: Callable[..., Article], name: str, data: str) -> None:
    article = read_one(name, data)
    assert (article.text, article.published) == ("One; two | three.", dt.date(2021, 5, 19))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read_one: Callable[..., Article], encoding: str) -> None:
    assert read_one("a.csv", "text\n“Café”, he said.\n".replace("“Café”,", "“Café”").encode(encoding)).text.startswith(
        "“Café”"
    )


def test_a_row_that_never_closes_its_quotation_mark(read_bytes: Read) -> None:
    found = read_bytes("a.csv", 'text,date\n"One,2021-05-19\nTwo.,2021-05-20\n"Three, still.",2021-05-21\nFour.,\n')
    assert outline(found) == [
        ("a.csv:2", "parse"),
        ("a.csv:3", "Two."),
        ("a.csv:4", "Three, still."),
        ("a.csv:5", "Four."),
    ]


@pytest.mark.parametrize(
    "name, row, text",
    [
        ("a.tsv", '"We will answer," he said.\t2021-05-19', '"We will answer," he said.'),
        ("a.csv", '"He said "no" again",2021-05-19', 'He said "no" again'),
        ("a.csv", 'He said "no",2021-05-19', 'He said "no"'),
    ],
)
def test_quotation_marks_that_belong_to_the_text(read_bytes: Read, name: str, row: str, text: str) -> None:
    separator = "\t" if name == "a.tsv" else ","
    found = read_bytes(name, f"text{separator}date\n{row}\nTwo.{separator}\n")
    assert outline(found) == [(f"{name}:2", text), (f"{name}:3", "Two.")]


@pytest.mark.parametrize(
    "row, step, message",
    [
        ("One, two, three", "parse", "fields: 3, in the header 2"),
        ("One", "parse", "fields: 1, in the header 2"),
        (",2021-05-19", "text", "no text in it"),
        ('"One"two",x', "parse", "cannot be split into fields"),
        ("a" * 3000 + ",", "size", "a row larger than 2,000 bytes (max_document_bytes)"),
    ],
)
def test_a_bad_row_leaves_its_neighbours_alone(read_bytes: Read, row: str, step: str, message: str) -> None:
    found = read_bytes("a.csv", f"text,date\nOne.,\n{row}\nTwo.,\n", max_document_bytes=2000)
    assert outline(found) == [("a.csv:2", "One."), ("a.csv:3", step), ("a.csv:4", "Two.")]
    reject = found[1]
    assert isinstance(reject, Reject)
    assert message in reject.message


@pytest.mark.parametrize(
    "data, options, step, message",
    [
        ("id,bdy,when\n1,2,3\n", {}, "parse", "no column for the text; the columns are: id, bdy, when; nearest: 'bdy'"),
        (
            "text,day\na,b\n",
            {"columns": "text=txt"},
            "parse",
            "no column 'txt' for text; the columns are: text, day; nearest: 'text'",
        ),
        ("text,day\na,b\n", {"columns": "published=Days"}, "parse", "no column 'Days' for published"),
        ("", {}, "text", "empty file"),
        ("\n\n", {}, "text", "empty file"),
        ("text,date\n", {}, "text", "no articles in it"),
        ('"text,date\n', {}, "parse", "the header cannot be read"),
        (b"\x89PNG...", {}, "decode", "an image"),
    ],
)
def test_tables_that_are_refused(
    refuse_one: Callable[..., Reject], data: str | bytes, options: dict[str, object], step: str, message: str
) -> None:
    reject = refuse_one("a.csv", data, **options)
    assert (reject.source, reject.step) == ("a.csv", step)
    assert message in reject.message


def test_the_first_of_two_columns_with_one_name_counts(read_one: Callable[..., Article]) -> None:
    assert read_one("a.csv", "text,text\nOne.,Two.\n").text == "One."


def test_mapped_columns_are_not_guessed(read_one: Callable[..., Article]) -> None:
    article = read_one(
        "a.csv", "text,Lead,date,day\nOne.,Two.,1999-01-01,2021-05-19\n", columns="text=Lead,published=day"
    )
    assert (article.text, article.published) == ("Two.", dt.date(2021, 5, 19))


FIELDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t",;'), min_size=1, max_size=12)


@given(rows=st.lists(st.lists(FIELDS, min_size=3, max_size=3)), delimiter=st.sampled_from([",", ";", "\t", "|"]))
def test_what_a_writer_writes_is_read_again(rows: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([["text", "title", "url"], *rows])
    found = [fields for _, fields in iter_records(iter(buffer.getvalue().splitlines(True)), delimiter=delimiter)]
    buffer.seek(0)
    assert found == list(csv.reader(buffer, delimiter=delimiter))
    answers = list(iter_document(io.BytesIO(buffer.getvalue().encode()), name="a.csv", settings=Settings()))
    assert len(answers) == max(1, len(rows))


@given(st.lists(st.text(st.sampled_from('ab",\r\n'), max_size=8)))
def test_no_line_is_lost_however_the_marks_stand(lines: list[str]) -> None:
    rows = list(iter_records(iter([f"{line}\n" for line in lines]), delimiter=","))
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert len(rows) <= len(lines)
