"""Paths, folders and patterns become files in a fixed order; what is no file is refused."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diurna.read.inputs import estimate_inputs, iter_files
from diurna.records import Reject


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with files made in no particular order."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "news/z.txt", "a.txt", "news/2021/c.txt", "news.txt", ".hidden.txt", "news/.git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    (tmp_path / "empty" / "within").mkdir(parents=True)
    return tmp_path


def refused(*inputs: str) -> list[tuple[str, str, str]]:
    """Source, step and message of what is refused."""
    return [(one.source, one.step, one.message) for one in iter_files(inputs) if isinstance(one, Reject)]


@pytest.mark.parametrize(
    "inputs, expected",
    [
        (["b.txt", "a.txt", "b.txt"], ["b.txt", "a.txt", "b.txt"]),
        (["news"], ["news/2021/c.txt", "news/z.txt"]),
        (["."], ["./a.txt", "./b.txt", "./news/2021/c.txt", "./news/z.txt", "./news.txt"]),
        (["*.txt"], ["a.txt", "b.txt", "news.txt"]),
        (["news/**/*.txt"], ["news/2021/c.txt", "news/z.txt"]),
        (["[ab].txt", "-"], ["a.txt", "b.txt", "-"]),
        ([], []),
    ],
)
def test_files_come_in_a_fixed_order(inputs: list[str], expected: list[str]) -> None:
    assert list(iter_files(inputs)) == [name.replace("/", os.sep) for name in expected]


def test_a_name_with_brackets_is_a_name_first(folder: Path) -> None:
    (folder / "[ab].txt").write_text("Words.", encoding="utf-8")
    assert list(iter_files(["[ab].txt"])) == ["[ab].txt"]


@pytest.mark.parametrize(
    "name, message",
    [
        ("gone.txt", "no such file or folder"),
        ("gone/*.txt", "no file matches this pattern"),
        ("empty", "no files in this folder"),
        (
            "https://example.org/a?b=c",
            "this is an address: Diurna reads files and fetches nothing; save the page first",
        ),
        ("", "no such file or folder"),
    ],
)
def test_what_is_not_there(name: str, message: str) -> None:
    assert refused(name) == [(name, "find", message)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and links")
def test_pipes_and_links(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "good.txt").symlink_to("a.txt")
    (folder / "lost.txt").symlink_to("gone.txt")
    (folder / "loop").symlink_to(".")
    assert list(iter_files(["good.txt"])) == ["good.txt"]
    assert refused("pipe.txt") == [("pipe.txt", "find", "not a file: a pipe is read with -")]
    assert refused("lost.txt") == [("lost.txt", "find", "No such file or directory")]
    assert [source for source, _, _ in refused(".")] == ["./loop", "./lost.txt", "./pipe.txt"]
    assert refused(".")[0][2] == "a link to a folder"


def test_files_are_found_one_at_a_time(folder: Path) -> None:
    found = iter_files(["a.txt", "later"])
    assert next(found) == "a.txt"
    (folder / "later").mkdir()
    (folder / "later" / "x.txt").touch()
    assert next(found) == os.path.join("later", "x.txt")


def test_an_estimate(folder: Path) -> None:
    line = b'{"text": "One thing."}\n'
    (folder / "rows.jsonl").write_bytes(line * 50_000)
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(os.urandom(200_000).hex().encode() + b"\n" + line * 9))
    (folder / "cut.csv.gz").write_bytes(gzip.compress(line * 1000)[:20])
    pq.write_table(pa.table({"text": ["a"] * 123}), folder / "rows.parquet")
    (folder / "bad.parquet").write_bytes(b"PAR1")
    assert estimate_inputs(["a.txt", "b.txt"]).articles == 2
    assert estimate_inputs(["a.txt", "b.txt"]).size == 12
    assert estimate_inputs(["rows.jsonl"]).articles == pytest.approx(50_000, rel=0.01)
    assert estimate_inputs(["rows.jsonl.gz"]).articles >= 1
    assert estimate_inputs(["rows.parquet"]).articles == 123
    assert estimate_inputs(["bad.parquet", "cut.csv.gz", "gone.txt"]).articles == 2
    assert estimate_inputs(["a.txt"]).is_complete
    assert not estimate_inputs(["a.txt", "-"]).is_complete
