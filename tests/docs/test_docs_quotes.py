"""The page of statements shows what the commands print, for the record of `spoken.py`."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diurna.cli import app
from spoken import make_record

PAGE = Path(__file__).parents[2] / "docs" / "quotes.md"
BLOCKS = re.findall(r"^```console\n\$ diurna ([^\n]+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("command, shown", BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_page_shows_what_the_command_prints(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_record(tmp_path / "record.duckdb")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, shlex.split(command), env={"COLUMNS": "118"})
    assert done.output == shown


def test_the_page_has_such_examples() -> None:
    assert {command.split()[0] for command, _ in BLOCKS} == {"quotes", "agenda"}
