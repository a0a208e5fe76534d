"""The command line: what each command prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diurna.cli import app
from diurna.codebook import CODEBOOK_VERSION
from spoken import make_record

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


@pytest.mark.parametrize(
    "command", ["code", "explain", "show", "export", "info", "quotes", "agenda", "codebook check", "codebook diff"]
)
def test_each_help_has_a_worked_example(diurna: Run, command: str) -> None:
    done = diurna(*command.split(), "--help")
    assert done.returncode == 0
    assert f"Example:  diurna {command}" in " ".join(done.stdout.split("\n"))


def test_help_lists_every_command(diurna: Run) -> None:
    done = diurna("--help")
    assert all(command in done.stdout for command in ("code", "explain", "show", "export", "info", "quotes", "agenda"))


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
        (("quotes", "nowhere.duckdb"), 1, "There is no record nowhere.duckdb"),
        (("quotes", "r.duckdb", "--stance", "oppose"), 2, "Did you mean 'opposes'?"),
        (("agenda", "r.duckdb", "--to", "May"), 2, "--to May: not a date"),
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


# Questions to a record, asked within this process.


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command on the record of `spoken.py`."""
    make_record(tmp_path / "record.duckdb")
    monkeypatch.chdir(tmp_path)

    def run(command: str, *arguments: str) -> Result:
        return CliRunner().invoke(app, [command, "record.duckdb", *arguments], env={"COLUMNS": "90"})

    return run


def test_quotes_prints_statements_in_order(ask: Callable[..., Result]) -> None:
    done = ask("quotes", "--by", "Lavrov", "--about", "Syria", "--limit", "2")
    assert done.exit_code == 0
    assert done.stdout == (
        "2021-03-01  Example Gazette  a1\n"
        "  Sergey Lavrov (RUSGOV) opposes: new sanctions on Syria\n"
        "    medium: in a statement; occasion: on Monday; about: Syria (SYRGOV); issue: economic\n"
        "2021-04-01  Example Gazette  a2\n"
        '  Sergey Lavrov (RUSGOV) supports: "We could live with some sanctions on Syria,"\n'
        "    to: France (FRAGOV); about: Syria (SYRGOV); issue: economic\n"
    )
    assert done.stderr == "1 more; --limit 3 prints all\n"


def test_statements_for_machines(ask: Callable[..., Result]) -> None:
    arguments = (
        "--issue",
        "economic",
        "--stance",
        "opposes",
        "--since",
        "2021-03-01",
        "--until",
        "2021-03-01",
        "--json",
    )
    (row,) = json.loads(ask("quotes", *arguments).stdout)
    assert (row["article_id"], row["speaker_code"], row["stance"]) == ("a1", "RUSGOV", "opposes")


def test_positions_say_when_somebody_turned(ask: Callable[..., Result]) -> None:
    positions = json.loads(ask("quotes", "--positions", "--by", "Lavrov", "--json").stdout)["positions"]
    assert [(one["speaker"]["name"], one["on"]["name"], len(one["steps"])) for one in positions] == [
        ("Sergey Lavrov", "Syria", 2),
        ("Sergey Lavrov", "cyber", 1),
    ]
    assert [step["turned"] for step in positions[0]["steps"]] == [False, True]
    done = ask("quotes", "--positions", "--limit", "1")
    assert "on Syria (SYRGOV)  turned 2021-04-01" in done.stdout
    assert done.stderr == "2 more; --limit 3 prints all\n"


def test_statements_without_a_direction_are_no_position(ask: Callable[..., Result]) -> None:
    done = ask("quotes", "--positions", "--by", "al-Noor")
    assert (done.exit_code, done.stdout) == (1, "in no position: 1 without a direction\n")


def test_no_statement_is_an_answer_that_helps(ask: Callable[..., Result]) -> None:
    nobody = ask("quotes", "--by", "Lavrow", "--json")
    assert (nobody.exit_code, nobody.stdout) == (1, "[]\n")
    assert nobody.stderr == "diurna: record.duckdb: no statement is by anybody called 'Lavrow'. Near: Sergey Lavrov.\n"
    together = ask("quotes", "--by", "RUS", "--about", "FRA")
    assert together.exit_code == 1
    assert "each alone is answered: --by RUS (4), --about FRA (1)" in together.stderr


def test_the_agenda_says_how_sure_and_what_became_of_it(ask: Callable[..., Result]) -> None:
    done = ask("agenda")
    assert done.exit_code == 0
    assert [line for line in done.stdout.splitlines() if not line.startswith(" ")] == [
        "on or before 2021-05-21  (nobody known) CONSULT  hypothetical, open",
        "2021-06-01  FRAGOV CONSULT  planned, open",
        "no day  (nobody known) CONSULT  planned, postponed",
    ]
    due = json.loads(ask("agenda", "--from", "2021-06-01", "--json").stdout)
    assert [row["id"] for row in due] == ["e0"]
    nothing = ask("agenda", "--from", "2022-01-01")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert nothing.stderr == "diurna: record.duckdb: no announced event that is due then or in that state\n"


def test_what_is_wrongly_asked(ask: Callable[..., Result]) -> None:
    assert "Did you mean 'opposes'?" in str(ask("quotes", "--stance", "oppose").exception)
    assert "Did you mean 'missed'?" in str(ask("agenda", "--state", "mised").exception)
    assert "--since May: not a date" in str(ask("quotes", "--since", "May").exception)
