"""What newsrooms, scrapers and old hard disks really hold: each bad document is refused with its reason or coded as far
as it can be read, and its neighbours never suffer.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diurna.coder import Coder
from diurna.run import Tally
from diurna.store import read_codings

Code = Callable[..., Tally]
ReadTable = Callable[..., list[tuple[Any, ...]]]

HEADER = "Source: Test\nPublished: 2021-05-19\n\n"
RECALL = "France recalled its ambassador from Ankara on Tuesday."
ARREST = "Police in Minsk arrested three journalists on Monday."
NEIGHBOURS = {("SANCTION", "recalled"), ("COERCE", "arrested")}

TEXT = f"{HEADER}{{}}"
CURLY = "Serbia’s president met his Croatian counterpart in Zagreb."
RIGHT_TO_LEFT = "‏الرئيس‏ said so. ‮Serbia expelled two Croatian diplomats.‬ שלום."
ZERO_WIDTH = "Serbia\u200b expelled\u00ad two Cro\u200datian\ufeff diplomats\u2060."

REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("b.txt", b"", "text", "empty file"),
    "blank": ("b.txt", b" \n\t\r\n \xc2\xa0\n", "text", "no text in it"),
    "header only": ("b.txt", HEADER.encode() + b" \n", "text", "no text in it"),
    "image": ("b.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "decode", "an image"),
    "random bytes": ("b.txt", bytes(range(256)) * 40, "decode", "binary data"),
    "UTF-16 without its mark": ("b.txt", TEXT.format(RECALL).encode("utf-16-le"), "decode", "binary data"),
    "PDF": ("b.pdf", b"%PDF-1.7\n", "find", r"\.pdf files are not read: convert it to text first"),
    "page without text": (
        "b.html",
        b"<html><head><title>A</title></head><body><img src='a'></body></html>",
        "text",
        "no",
    ),
    "page of 20,000 nested boxes": ("b.html", b"<div>" * 20_000 + b"</div>" * 20_000, "text", "no article text"),
    "table without text": ("b.csv", b"day,place\n2021-05-19,Minsk\n", "parse", "no column for the text"),
    "undated": ("b.txt", b"Serbia expelled two Croatian diplomats.", "date", "no publication date"),
    "in German": (
        "b.txt",
        b"Published: 2021-05-19\nLanguage: de\n\nSerbien wies zwei Diplomaten aus.",
        "language",
        "'de'",
    ),
    "JSON that breaks off": ("b.json", b'{"published": "2021-05-19", "text": "Serbia expe', "parse", "not JSON"),
    "JSON of 100,000 brackets": ("b.json", b"[" * 100_000, "parse", "not JSON"),
    "packed file that breaks off": (
        "b.txt.gz",
        gzip.compress(b"Published: 2021-05-19\n\nA")[:-9],
        "open",
        "breaks off",
    ),
    "no gzip file": ("b.txt.gz", b"Published: 2021-05-19\n\nA", "open", "gzip"),
}

CODED: dict[str, tuple[str, bytes]] = {
    "Windows-1252": ("b.txt", TEXT.format(CURLY).encode("cp1252")),
    "UTF-16 with its mark": ("b.txt", TEXT.format(CURLY).encode("utf-16")),
    "UTF-8 with its mark": ("b.txt", TEXT.format(CURLY).encode("utf-8-sig")),
    "some broken bytes": ("b.txt", TEXT.format(CURLY).encode() + b" \xe2\x80 \xff end."),
    "stray NUL": ("b.txt", TEXT.format(CURLY).encode() + b" And\x00 so on."),
    "old line ends": ("b.txt", TEXT.format(CURLY).replace("\n", "\r").encode()),
    "right to left": ("b.txt", TEXT.format(RIGHT_TO_LEFT).encode()),
    "zero-width marks": ("b.txt", TEXT.format(ZERO_WIDTH).encode()),
    "half of a surrogate pair": (
        "b.json",
        rb'{"published": "2021-05-19", "text": "Serbia \ud83d met \ude00 Croatia."}',
    ),
    "half of a surrogate pair in the title": (
        "b.json",
        rb'{"published": "2021-05-19", "title": "\ud83d", "text": "A."}',
    ),
    "in German, unsaid": ("b.txt", TEXT.format("Serbien wies am Dienstag zwei kroatische Diplomaten aus.").encode()),
    "in Chinese, unsaid": ("b.txt", TEXT.format("塞尔维亚周二驱逐了两名克罗地亚外交官。" * 20).encode()),
    "quotes in quotes": ("b.txt", TEXT.format("“He said ‘" * 200 + "Serbia met Croatia" + "’ ”" * 200).encode()),
    "quotes that never end": ("b.txt", TEXT.format('"Serbia said " ' * 200).encode()),
    "brackets in brackets": ("b.txt", TEXT.format("(" * 500 + "Serbia met Croatia" + ")" * 500).encode()),
    "nothing but marks": ("b.txt", TEXT.format(".,;:!?-–—…«»" * 40).encode()),
    "one long word": ("b.txt", TEXT.format("a" * 20_000).encode()),
    "pictures": ("b.txt", TEXT.format("👩‍👩‍👧‍👦🇫🇷 Serbia met Croatia 🤝🏽." * 20).encode()),
    "numbers": ("b.txt", TEXT.format("99999999999 May 20210 31 February 2021 0000-00-00 24:61 " * 20).encode()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good articles, between which the bad one goes."""
    path = tmp_path / "news"
    path.mkdir()
    (path / "a.txt").write_text(HEADER + RECALL, encoding="utf-8")
    (path / "c.txt").write_text(HEADER + ARREST, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_its_reason(case: str, folder: Path, code: Code, read_table: ReadTable) -> None:
    name, content, step, words = REFUSED[case]
    bad, record = folder / name, folder.parent / "record.duckdb"
    bad.write_bytes(content)
    tally = code([folder], record)
    assert (tally.coded, tally.refused) == (2, 1)
    [(source, found, message)] = read_table(record, "rejects", "source, step, message")
    assert source.startswith(str(bad))
    assert found == step
    assert re.search(words, message), message
    assert set(read_table(record, "events", "type, trigger")) == NEIGHBOURS


@pytest.mark.parametrize("case", CODED)
def test_coded_as_far_as_it_can_be_read(case: str, folder: Path, code: Code, read_table: ReadTable) -> None:
    name, content = CODED[case]
    record = folder.parent / "record.duckdb"
    (folder / name).write_bytes(content)
    tally = code([folder], record, article_seconds=100)
    assert read_table(record, "rejects", "source, step, message") == []
    assert (tally.coded, tally.refused) == (3, 0)
    assert set(read_table(record, "events", "type, trigger")) >= NEIGHBOURS


def test_all_of_it_at_once_into_json_lines(folder: Path, code: Code, tmp_path: Path) -> None:
    (folder / "b").mkdir()
    documents = [(name, content) for name, content, *_ in REFUSED.values()] + list(CODED.values())
    for number, (name, content) in enumerate(documents):
        (folder / "b" / f"{number}{name}").write_bytes(content)
    output = tmp_path / "record.jsonl"
    tally = code([folder], output, article_seconds=100)
    assert (tally.coded + tally.known, tally.refused) == (2 + len(CODED), len(REFUSED))
    codings = list(read_codings(output))
    assert len(codings) == tally.coded
    found = {(event.type, event.trigger.of(coding.article.text)) for coding in codings for event in coding.events}
    assert found >= NEIGHBOURS
    rejects = (tmp_path / "record.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["step"] for line in rejects) == sorted(step for _, _, step, _ in REFUSED.values())


def test_words_in_another_encoding_are_the_same_words(folder: Path, code: Code, read_table: ReadTable) -> None:
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        (folder / f"{encoding}.txt").write_bytes(f"Source: {encoding}\n\n{CURLY}".encode(encoding))
    record = folder.parent / "record.duckdb"
    code([folder], record, published=dt.date(2021, 5, 19))
    texts = read_table(record, "articles", "text, publisher")
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert (CURLY, encoding) in texts


@pytest.mark.parametrize(
    "name, line, reason",
    [
        ("b.txt", b"Serbia met Croatia ", "a text larger than 20,000,000 bytes"),
        ("b.html", b"<p>Serbia met Croatia ", "a page larger than 20,000,000 bytes"),
        ("b.jsonl", b'{"published": "2021-05-19", "text": "Serbia met Croatia ', "larger than 20,000,000 bytes"),
        ("b.csv", b"published,text\n2021-05-19,Serbia met Croatia ", "a row larger than 20,000,000 bytes"),
    ],
)
def test_a_line_of_50_megabytes_is_refused_quickly(
    name: str, line: bytes, reason: str, folder: Path, code: Code, read_table: ReadTable
) -> None:
    with (folder / name).open("wb") as out:
        out.write(line)
        for _ in range(50):
            out.write(b"Serbia met Croatia again" * 41_667)
    record = folder.parent / "record.duckdb"
    before = time.monotonic()
    tally = code([folder], record)
    assert time.monotonic() - before < 10
    assert (tally.coded, tally.refused) == (2, 1)
    [(step, message)] = read_table(record, "rejects", "step, message")
    assert step == "size"
    assert reason in message
    assert set(read_table(record, "events", "type, trigger")) == NEIGHBOURS


def test_a_text_above_the_limit_of_characters_is_refused(folder: Path, code: Code, read_table: ReadTable) -> None:
    (folder / "b.txt").write_text(HEADER + "Serbia met Croatia. " * 20_001, encoding="utf-8")
    record = folder.parent / "record.duckdb"
    code([folder], record)
    [(step, message)] = read_table(record, "rejects", "step, message")
    assert (step, message) == ("size", "400,020 characters; the limit is 400,000 (max_characters)")


@pytest.mark.slow
def test_a_sentence_of_ten_thousand_words(folder: Path, code: Code, read_table: ReadTable) -> None:
    sentence = "Serbia met Croatia and then " * 2_000 + "left."
    (folder / "b.txt").write_text(HEADER + sentence, encoding="utf-8")
    record = folder.parent / "record.duckdb"
    tally = code([folder], record, article_seconds=120)
    assert (tally.coded, tally.refused) == (3, 0)
    assert set(read_table(record, "events", "type, trigger")) >= NEIGHBOURS


def test_rows_beside_a_bad_row(tmp_path: Path, code: Code, read_table: ReadTable) -> None:
    table, lines, record = tmp_path / "news.csv", tmp_path / "news.jsonl", tmp_path / "record.duckdb"
    table.write_text(f'published,text\n2021-05-19,{RECALL}\n2021-05-19,"never closed\n2021-05-19,{ARREST}\n')
    good = [{"published": "2021-05-20", "text": text} for text in (RECALL + " Twice.", ARREST + " Twice.")]
    lines.write_text(f"{json.dumps(good[0])}\n{{broken\n[1, 2]\n{json.dumps(good[1])}\n")
    tally = code([table, lines], record)
    assert (tally.coded, tally.refused) == (4, 3)
    assert [source for (source,) in read_table(record, "rejects", "source")] == [
        f"{table}:3",
        f"{lines}:2",
        f"{lines}:3",
    ]
    assert set(read_table(record, "events", "type, trigger")) == NEIGHBOURS


def test_an_undated_article_is_coded_where_that_is_allowed(folder: Path, code: Code, read_table: ReadTable) -> None:
    (folder / "b.txt").write_text("Serbia expelled two Croatian diplomats on Tuesday.", encoding="utf-8")
    record = folder.parent / "record.duckdb"
    tally = code([folder], record, allow_undated=True)
    assert (tally.coded, tally.refused) == (3, 0)
    [event] = read_table(record, "events WHERE trigger = 'expelled'", "type, mode, date_start, date_end")
    assert event == ("SANCTION", "expel", None, None)


def test_the_same_article_twice_is_one_article(folder: Path, code: Code, read_table: ReadTable) -> None:
    for name in ("b.txt", "d.txt"):
        (folder / name).write_text(HEADER + RECALL, encoding="utf-8")
    record = folder.parent / "record.duckdb"
    tally = code([folder, folder / "a.txt"], record)
    assert (tally.read, tally.coded, tally.known, tally.refused) == (5, 2, 3, 0)
    assert len(read_table(record, "events", "DISTINCT id")) == len(read_table(record, "events", "id")) == 2


def test_marks_that_nobody_sees_hide_no_event(coder: Coder) -> None:
    plain = coder("Serbia expelled two Croatian diplomats.", published="2021-05-19").events
    assert [(event.type, event.mode) for event in plain] == [("SANCTION", "expel")]
    for text in (RIGHT_TO_LEFT, ZERO_WIDTH):
        found = coder(text, published="2021-05-19").events
        assert [(event.type, event.mode) for event in found] == [("SANCTION", "expel")], text
