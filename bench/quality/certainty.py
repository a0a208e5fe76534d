"""Did it happen? Numbers for predicates of UDS "It Happened" (UD English EWT), values for our held-out sentences."""

from __future__ import annotations

from bench.data import DATA
from bench.quality.said import own_file
from bench.quality.scorers import find_file, read_share
from diurna.coder import Coder
from diurna.measure import measure
from diurna.records import Certainty

_RANGE = 6.0
"""From -3 to 3."""


def score_factuality(coder: Coder) -> dict[str, float]:
    """Correlation, macro-F1 of three classes and closeness on UDS-IH2's development predicates, in percent.

    An error should be small, so what is given is the rest of the range: every score rises when things get better.
    """
    report = measure(find_file(DATA / "certainty" / "uds-ih2.dev.jsonl.gz"), task="certainty", coder=coder)
    error = read_share(report, "Factuality", "mean absolute error", "value")
    return {
        "UDS-IH2 Pearson r": 100 * read_share(report, "Factuality", "Pearson r", "value"),
        "UDS-IH2 macro-F1 of three classes": 100
        * read_share(report, "Factuality", "macro-F1 of three classes", "value"),
        "UDS-IH2 100 - mean absolute error": 100 - 100 * error / _RANGE,
    }


def score_certainty(coder: Coder) -> dict[str, float]:
    """Macro-F1 and accuracy over the eight values on our own held-out sentences, and F1 of each, in percent."""
    report = measure(find_file(own_file("certainty")), task="certainty", coder=coder)
    found = {
        f"held-out {name}": 100 * read_share(report, "Certainty", name, "value") for name in ("macro-F1", "accuracy")
    }
    return found | {
        f"held-out {one.value} F1": 100 * read_share(report, "Classes", one.value, "F1") for one in Certainty
    }
