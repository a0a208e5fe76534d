"""Whole runs: any mix of inputs, and whatever is in them, gives Articles and Rejects and nothing else."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.read import Reader, iter_articles, iter_document, list_suffixes, registry
from diurna.records import Article, Reject, make_article_id
from diurna.settings import Settings

OURS = Settings()


def outline(found: Iterator[Article | Reject]) -> list[tuple[str | None, str]]:
    """Where each answer stands, with the text or the step that refused it."""
    return [(one.source, one.text if isinstance(one, Article) else one.step) for one in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_a_folder_of_everything(folder: Path) -> None:
    (folder / "a.txt").write_text("One.", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4")
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Two."}\n{"text": \n{"text": "Three."}\n'))
    (folder / "d.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "E.HTML").write_text("<html><body><p>Four sentences make a page.</p></body></html>", encoding="utf-8")
    (folder / "noending").write_text("Words.", encoding="utf-8")
    found = list(iter_articles(["in", "gone.txt"], settings=OURS))
    assert outline(iter(found)) == [
        ("in/E.HTML", "Four sentences make a page."),
        ("in/a.txt", "One."),
        ("in/b.pdf", "find"),
        ("in/c.jsonl.gz:1", "Two."),
        ("in/c.jsonl.gz:2", "parse"),
        ("in/c.jsonl.gz:3", "Three."),
        ("in/d.txt", "decode"),
        ("in/noending", "find"),
        ("gone.txt", "find"),
    ]
    (pdf,) = [one for one in found if isinstance(one, Reject) and one.source == "in/b.pdf"]
    assert pdf.message.startswith(".pdf files are not read: convert it to text first. Read are .txt, ")
    assert list(iter_articles(["in", "gone.txt"], settings=OURS)) == found


def test_the_same_article_twice_comes_twice_with_one_id(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Source: The Record\n\nOne.", encoding="utf-8")
    first, second = iter_articles(["in"], settings=OURS)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id == make_article_id("One.", "The Record")


def test_nothing_is_read_before_it_is_asked_for(folder: Path) -> None:
    (folder / "a.txt").write_text("One.", encoding="utf-8")
    found = iter_articles(["in/a.txt", "in/b.txt"], settings=OURS)
    assert isinstance(next(found), Article)
    (folder / "b.txt").write_text("Two.", encoding="utf-8")
    assert isinstance(next(found), Article)


def test_a_file_that_may_not_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text("One.", encoding="utf-8")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", deny)
    assert list(iter_articles(["in/a.txt"], settings=OURS)) == [
        Reject(source="in/a.txt", step="open", message="Permission denied")
    ]


@pytest.mark.parametrize(
    "data, expected",
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', [("stdin:1", "One."), ("stdin:2", "Two.")]),
        (b' \n {"text": "One."}', [("stdin:2", "One.")]),
        (b'{\n  "text": "One."\n}\n', [("stdin", "One.")]),
        (b'{"text": "One.",\n "title": "T"}', [("stdin", "One.")]),
        (b'[{"text": "One."}]', [("stdin:1", "One.")]),
        (b"\xef\xbb\xbf<p>One sentence here.</p>", [("stdin", "One sentence here.")]),
        (b"Date: 2021-05-19\n\nOne.\n", [("stdin", "One.\n")]),
        (gzip.compress(b"One."), [("stdin", "One.")]),
        (gzip.compress(b"One.")[:15], [("stdin", "open")]),
        (b"", [("stdin", "text")]),
        (b"\0" * 100, [("stdin", "decode")]),
    ],
)
def test_standard_input_tells_its_format_by_its_first_characters(data: bytes, expected: list[tuple[str, str]]) -> None:
    stream = io.BytesIO(data)
    assert outline(iter_articles(["-"], settings=OURS, stdin=stream)) == expected
    assert not stream.closed


def test_standard_input_of_a_process() -> None:
    code = (
        "from diurna.read import iter_articles; from diurna.settings import Settings\n"
        "print([one.text for one in iter_articles(['-'], settings=Settings())])"
    )
    run = subprocess.run([sys.executable, "-c", code], input="One.", capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['One.']"


def test_what_stands_before_a_break_in_a_packed_file_is_read() -> None:
    lines = "".join(json.dumps({"text": f"Number {n} of many."}) + "\n" for n in range(5000)).encode()
    found = list(iter_document(io.BytesIO(gzip.compress(lines)[:-5000]), name="a.jsonl.gz", settings=OURS))
    assert sum(isinstance(one, Article) for one in found) > 1000
    assert isinstance(found[-1], Reject)
    assert found[-1].step == "open"
    assert found[-1].message.startswith("the file is damaged or breaks off")


def test_a_stream_stays_open_and_its_source_can_be_named() -> None:
    for data in (b"text\nOne.\n", "text\nOne.\n".encode("utf-16"), b"text\rOne.\r"):
        stream = io.BytesIO(data)
        assert outline(iter_document(stream, name="x.csv", settings=OURS, source="upload")) == [("upload:2", "One.")]
        assert not stream.closed


def read_upper(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """A reader of another package: one article a line, until it meets a line that it does not expect."""
    for line in stream:
        if line == b"stop\n":
            raise ValueError("met a stop")
        if line == b"big\n":
            raise MemoryError
        text = line.decode().strip().upper()
        yield Article(id=make_article_id(text, None), text=text, source=source)


class FoundPoint:
    """An entry point of another package."""

    def __init__(self, name: str, reader: Reader | None) -> None:
        self.name = name
        self.reader = reader

    def load(self) -> Reader:
        if self.reader is None:
            raise ImportError("no module named 'elsewhere'")
        return self.reader


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points = [FoundPoint("upper", read_upper), FoundPoint(".broken", None), FoundPoint("txt", read_upper)]
    registry._load_readers.cache_clear()
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: points if group == "diurna.readers" else [])
    yield
    registry._load_readers.cache_clear()


@pytest.mark.usefixtures("others")
def test_other_packages_add_readers() -> None:
    def read(name: str, data: bytes) -> list[tuple[str | None, str]]:
        return outline(iter_document(io.BytesIO(data), name=name, settings=OURS))

    assert read("a.UPPER", b"one\n") == [("a.UPPER", "ONE")]
    assert read("a.upper.gz", gzip.compress(b"one\n")) == [("a.upper.gz", "ONE")]
    assert read("a.upper", b"one\nstop\ntwo\n") == [("a.upper", "ONE"), ("a.upper", "parse")]
    assert read("a.upper", b"big\n") == [("a.upper", "size")]
    assert read("a.upper", b"") == [("a.upper", "text")]
    assert read("a.txt", b"one") == [("a.txt", "one")]  # ours come first
    (broken,) = iter_document(io.BytesIO(b"one"), name="a.broken", settings=OURS)
    assert isinstance(broken, Reject)
    assert broken.message.startswith("the reader for .broken files cannot be loaded: ImportError: no module named")
    assert {".upper", ".broken"} <= set(list_suffixes())


@pytest.mark.parametrize("suffix", ["", ".xyz", ".xlsx", ".gz"])
def test_endings_that_nobody_reads(suffix: str) -> None:
    with pytest.raises(InputError, match=r"(not read|is not read).*Read are \.txt, \.text"):
        registry.get_reader(suffix)


SUFFIXES = [*sorted(set(list_suffixes()) - {".parquet", ".htm", ".xhtml"}), ".parquet", ".csv.gz", ".json.gz"]
TEXTS = st.text(st.sampled_from("{}[]<>/\"',:;\\\n\r\t texdatp019éπ\0\u200f\ud800-#=@")).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300) | TEXTS | TEXTS.map(gzip.compress), limit=st.sampled_from([20, 20_000]))
def test_any_bytes_give_articles_or_rejects(suffix: str, data: bytes, limit: int) -> None:
    options = Settings(max_document_bytes=limit, max_characters=limit)
    found = list(iter_document(io.BytesIO(data), name=f"a{suffix}", settings=options))
    assert found
    for one in found:
        assert isinstance(one, Article | Reject)
        assert json.dumps([one.source, one.text if isinstance(one, Article) else one.message]).encode("utf-8")
        if isinstance(one, Article):
            assert one.text.encode("utf-8").strip()
            assert len(one.text) <= limit
    if suffix not in (".csv.gz", ".json.gz", ".docx", ".parquet"):
        assert not any(isinstance(one, Reject) and "Error" in one.message for one in found)


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200) | TEXTS)
def test_any_standard_input_gives_articles_or_rejects(data: bytes) -> None:
    assert list(iter_articles(["-"], settings=OURS, stdin=io.BytesIO(data)))
