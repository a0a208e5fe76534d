"""The command line: what each command prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.codebook import CODEBOOK_VERSION

Run = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = """Title: Envoy recalled
Source: Test
Published: 2021-05-19

France recalled its ambassador from Ankara on Tuesday. The Turkish foreign ministry condemned the step.
"""


@pytest.fixture
def diurna(tmp_path: Path) -> Run:
    """Runs the command in an empty folder."""

    def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from diurna.cli import main; main()", *arguments]
        return subprocess.run(command, cwd=tmp_path, input=stdin, capture_output=True, text=True, timeout=110)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "envoy.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["code", "explain", "show", "export", "info", "codebook check", "codebook diff"])
def test_each_help_has_a_worked_example(diurna: Run, command: str) -> None:
    done = diurna(*command.split(), "--help")
    assert done.returncode == 0
    assert f"Example:  diurna {command}" in " ".join(done.stdout.split("\n"))


def test_help_lists_every_command(diurna: Run) -> None:
    done = diurna("--help")
    assert all(command in done.stdout for command in ("code", "explain", "show", "export", "info"))


def test_info_tells_the_installed_codebook_and_the_options(diurna: Run) -> None:
    info = json.loads(diurna("info", "--json").stdout)
    assert info["codebook"] == CODEBOOK_VERSION
    assert info["option codebook"].startswith("not set")
    assert "organisations" in info["knowledge"]


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    check = (
        "import sys; sys.argv = ['diurna', '--help']\n"
        "from diurna.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'onnxruntime', 'duckdb', 'pyarrow', 'trafilatura', 'lxml', 'tokenizers'}\n"
        "print(sorted(set(sys.modules) & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.slow
def test_code_then_code_again_then_export_and_show(diurna: Run, article: Path) -> None:
    done = diurna("code", "news", "-o", "record.duckdb", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "1 read, 1 coded" in done.stderr
    assert done.stdout == ""

    again = diurna("code", "news", "-o", "record.duckdb", "--workers", "1", "--json")
    summary = json.loads(again.stdout)
    assert (summary["coded"], summary["known"], summary["refused"]) == (0, 1, 0)

    exported = diurna("export", "record.duckdb", "--format", "csv")
    assert exported.returncode == 0, exported.stderr
    assert "France recalled its ambassador from Ankara" in exported.stdout
    assert "SANCTION" in exported.stdout

    shown = diurna("show", str(article))
    assert "FRAGOV SANCTION withdraw TURGOV: happened" in shown.stdout

    info = diurna("info", "record.duckdb", "--json")
    assert json.loads(info.stdout)["articles"].startswith("1 ")


@pytest.mark.slow
def test_explain_says_which_row_decided(diurna: Run) -> None:
    done = diurna("explain", "France recalled its ambassador from Ankara.", "--published", "2021-05-19")
    assert done.returncode == 0, done.stderr
    assert "FRAGOV SANCTION withdraw TURGOV: happened" in done.stdout
    assert ".tsv:" in done.stdout


@pytest.mark.slow
def test_a_codebook_of_ones_own_from_check_to_diff(diurna: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(
        '[rename]\nSANCTION = "CUT"\n[[examples]]\ntext = "France recalled its ambassador from Ankara."\ntype = "CUT"\n'
        '[[examples]]\ntext = "France recalled its ambassador from Ankara."\ntype = "none"\n',
        encoding="utf-8",
    )
    checked = diurna("codebook", "check", "my.toml")
    assert checked.returncode == 1, checked.stderr
    assert "my.toml:6: France recalled its ambassador from Ankara." in checked.stdout
    assert "wanted none, got FRAGOV CUT withdraw TURGOV: happened" in checked.stdout
    assert "1 of 2 examples come out" in checked.stdout

    shown = diurna("show", str(article), "--codebook", "my.toml", "--why")
    assert "FRAGOV CUT withdraw TURGOV: happened" in shown.stdout
    assert "in PLOVER" in shown.stdout

    # With workers, so that each of them reads the file.
    coded = diurna("code", "news", "-o", "record.duckdb", "--workers", "2", "--codebook", "my.toml")
    assert coded.returncode == 0, coded.stderr
    again = diurna("code", "news", "-o", "record.duckdb", "--workers", "1")
    assert again.returncode == 2
    assert "write to a new file" in again.stderr
    assert ",CUT,withdraw," in diurna("export", "record.duckdb").stdout

    diff = diurna("codebook", "diff", "my.toml", "record.duckdb", "--json")
    assert diff.returncode == 0, diff.stderr
    counts = json.loads(diff.stdout)["counts"]
    assert {"before": "SANCTION", "after": "CUT", "fields": [], "events": 1} in counts
    told = diurna("codebook", "diff", "my.toml", "record.duckdb", "--sentences", "1").stdout
    assert "SANCTION -> CUT" in told
    assert "France recalled its ambassador from Ankara on Tuesday." in told


def test_every_mistake_of_a_codebook_is_a_line(diurna: Run, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('drop = ["ADI"]\ndorp = 1\n', encoding="utf-8")
    for command in (("codebook", "check", "my.toml"), ("explain", "A.", "--codebook", "my.toml")):
        done = diurna(*command)
        assert done.returncode == 1
        assert [line.split(" ")[0] for line in done.stderr.splitlines()] == ["diurna:", "my.toml:1:", "my.toml:2:"]


@pytest.mark.slow
def test_an_undated_article_is_refused_with_a_reason(diurna: Run, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("Police arrested three men on Tuesday.", encoding="utf-8")
    done = diurna("code", "undated.txt", "-o", "record.duckdb", "--workers", "1")
    assert done.returncode == 1
    assert "no publication date" in done.stderr


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (("code", "nowhere", "-o", "x.jsonl", "--workers", "1"), 1, "no such file or folder"),
        (("export", "nowhere.duckdb"), 1, "nowhere.duckdb"),
        (("info", "nowhere.duckdb"), 1, "no such record"),
        (("explain", "A.", "--published", "yesterday"), 2, "write it as 2021-05-19"),
        (("export", "r.duckdb", "--include", "maybe"), 2, "no such certainty"),
        (("code", "x", "--workers", "many"), 2, "workers"),
        (("code",), 2, "Missing argument"),
        (("code", "x", "--codebook", "nowhere.toml"), 2, "codebook nowhere.toml: cannot be read"),
        (("codebook", "check", "nowhere.toml"), 2, "codebook nowhere.toml: cannot be read"),
    ],
)
def test_mistakes_are_one_clear_line(diurna: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = diurna(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
