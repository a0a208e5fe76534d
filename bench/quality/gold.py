"""Whole events on our own held-out gold sentences: what nothing is trained or tuned on."""

from __future__ import annotations

from training.authored.sentences import FOLDER, HELD_OUT

from bench.quality.scorers import read_share
from diurna.coder import Coder
from diurna.measure import measure


def score_gold(coder: Coder) -> dict[str, float]:
    """F1 of types and of types with both sides' countries, false events and calibration error, in percent.

    Shares that should be small are given as what is left to 100, so that every score rises when things get better.
    """
    report = measure(FOLDER / f"{HELD_OUT}.jsonl", task="events", coder=coder)
    false = read_share(report, "Texts without an event", None, "share")
    error = read_share(report, "Confidence (type right)", "calibration error", "mean")
    return {
        "held-out type F1": 100 * read_share(report, "Events", "type", "F1"),
        "held-out type + countries F1": 100 * read_share(report, "Events", "type and countries", "F1"),
        "held-out no-event sentences left alone": 100 - 100 * false,
        "held-out 100 - calibration error": 100 - 100 * error,
    }
