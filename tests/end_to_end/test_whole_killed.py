"""A real kill in the middle of a run: what was stored stays, no process stays behind, the same command goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diurna.run import Tally
from diurna.store import open_store

Code = Callable[..., Tally]
ReadTable = Callable[..., list[tuple[Any, ...]]]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="/proc tells who started whom"),
]

ARTICLES = 120
BATCH = 4
STATES = (
    "France",
    "Serbia",
    "Croatia",
    "Kenya",
    "Chile",
    "Norway",
    "Poland",
    "Ghana",
    "Japan",
    "Peru",
    "Nepal",
    "Oman",
)
ACTS = ("recalled its ambassador from {}", "expelled two diplomats of {}", "condemned {}", "signed a treaty with {}")
TABLES = ("articles", "events", "quotes", "mentions", "dates", "places", "rejects")
COMMAND = [sys.executable, "-c", "from diurna.cli import main; main()", "code", "news"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Many small articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(ARTICLES):
        act = ACTS[number % 4].format(STATES[(number + 5) % len(STATES)])
        text = f"{STATES[number % len(STATES)]} {act} on Tuesday, officials said. Note {number}.\n"
        (folder / f"{number:03}.txt").write_text(f"Source: Test\nPublished: 2021-05-19\n\n{text}", encoding="utf-8")
    return folder


def start(folder: Path, *options: str, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """The command in its own group of processes, as a shell starts it."""
    environment = {**os.environ, "DIURNA_BATCH_ARTICLES": str(BATCH)}
    return subprocess.Popen([*COMMAND, *options], cwd=folder, env=environment, start_new_session=True, stderr=stderr)


def wait_for_workers(command: subprocess.Popen[bytes]) -> None:
    """Waits until two workers, and Python's own helper beside them, are under way."""
    for _ in range(10_000):
        assert command.poll() is None, "the run ended before it could be stopped"
        if len(find_children(command.pid)) > 2:
            time.sleep(0.15)  # by now they are loading
            return
        time.sleep(0.005)
    pytest.fail("no worker was started")


def wait_for_batches(record: Path, command: subprocess.Popen[bytes]) -> None:
    """Waits until the record has grown three times: some batches are in it by then."""
    sizes: set[int] = set()
    for _ in range(10_000):
        assert command.poll() is None, "the run ended before it could be killed"
        log = record.with_name(record.name + ".wal")
        if log.exists():
            sizes.add(log.stat().st_size)
        if len(sizes) > 3:
            return
        time.sleep(0.01)
    pytest.fail("no batch was stored")


def find_children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def read_command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def is_running(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="latin-1")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_killed_run_is_completed_by_the_same_command(
    news: Path, tmp_path: Path, code: Code, read_table: ReadTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.duckdb"
    command = start(tmp_path, "-o", record.name, "--workers", "1")
    try:
        wait_for_batches(record, command)
    finally:
        command.kill()
        assert command.wait(30) == -signal.SIGKILL
    with open_store(record, read_only=True) as store:
        stored = store.summary().articles
        known = store.known_articles()
    assert 0 < stored < ARTICLES
    assert stored % BATCH == 0
    assert len(known) == stored

    assert start(tmp_path, "-o", record.name, "--workers", "1").wait(100) == 0
    monkeypatch.chdir(tmp_path)
    code(["news"], tmp_path / "whole.duckdb", batch_articles=BATCH)
    for table in TABLES:
        assert read_table(record, table) == read_table(tmp_path / "whole.duckdb", table), table
    assert read_table(record, "runs", "attempt, finished IS NULL, articles_added") == [
        (1, True, stored),
        (2, False, ARTICLES - stored),
    ]


def test_the_workers_of_a_killed_run_end_with_it(news: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.duckdb"
    command = start(tmp_path, "-o", record.name, "--workers", "2")
    workers: list[int] = []
    try:
        wait_for_batches(record, command)
        workers = find_children(command.pid)
        assert len(workers) >= 2
        command.kill()
        command.wait(30)
        deadline = time.monotonic() + 10
        while any(map(is_running, workers)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [worker for worker in workers if is_running(worker)]
    finally:
        command.kill()
        for worker in filter(is_running, workers):
            os.kill(worker, signal.SIGKILL)


def test_a_worker_that_dies_ends_the_run_with_advice(news: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.duckdb"
    command = start(tmp_path, "-o", record.name, "--workers", "2", stderr=subprocess.PIPE)
    try:
        wait_for_batches(record, command)
        workers = [child for child in find_children(command.pid) if b"spawn_main" in read_command(child)]
        os.kill(workers[0], signal.SIGKILL)
        errors = command.communicate(timeout=60)[1].decode()
    finally:
        command.kill()
    assert command.returncode == 1
    assert "a worker process died" in errors
    assert "Run the same command again" in errors
    assert "Traceback" not in errors
    with open_store(record, read_only=True) as store:
        assert 0 < store.summary().articles < ARTICLES


@pytest.mark.parametrize("moment", ["as the workers start", "between two batches"])
def test_ctrl_c_ends_the_run_in_one_line(moment: str, news: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.duckdb"
    command = start(tmp_path, "-o", record.name, "--workers", "2", stderr=subprocess.PIPE)
    try:
        if moment == "as the workers start":
            wait_for_workers(command)
        else:
            wait_for_batches(record, command)
        os.killpg(command.pid, signal.SIGINT)
        errors = command.communicate(timeout=60)[1].decode()
    finally:
        command.kill()
    assert command.returncode == 1
    assert "interrupted: what was coded is kept" in errors
    assert "Traceback" not in errors
    with open_store(record, read_only=True) as store:
        assert store.summary().articles < ARTICLES
