"""Whole events on our own held-out gold sentences: what nothing is trained or tuned on."""

from __future__ import annotations

from training.authored.sentences import FOLDER, HELD_OUT

from diurna.coder import Coder
from diurna.measure import Report, measure


def score_gold(coder: Coder) -> dict[str, float]:
    """F1 of types and of types with both sides' countries, false events and calibration error, in percent.

    Shares that should be small are given as what is left to 100, so that every score rises when things get better.
    """
    report = measure(FOLDER / f"{HELD_OUT}.jsonl", task="events", coder=coder)
    false = _read(report, "Texts without an event", None, 2)
    error = _read(report, "Confidence (type right)", "calibration error", 2)
    return {
        "held-out type F1": 100 * _read(report, "Events", "type", 5),
        "held-out type + countries F1": 100 * _read(report, "Events", "type and countries", 5),
        "held-out no-event sentences left alone": 100 - 100 * false,
        "held-out 100 - calibration error": 100 - 100 * error,
    }


def _read(report: Report, title: str, row: str | None, column: int) -> float:
    """A cell of a row by its name, or of the only row."""
    table = next(table for table in report.tables if table.title == title)
    value = next(cells for cells in table.rows if row in (None, cells[0]))[column]
    if not isinstance(value, float):
        raise TypeError(f"{title}, {row}: {value!r} is no share")
    return value
