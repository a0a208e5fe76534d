"""The typing head on marked pairs, and who did it to whom on the older coders' records.

The shipped head has seen the pairs in training: the pins say whether it still knows them. What it knows of pairs that
it has not seen is measured by cross-validation, `python -m training.typing --folds 5`.
"""

from __future__ import annotations

from bench.data import DATA
from bench.quality.scorers import find_file
from diurna.coder import Coder
from diurna.measure import measure


def score_typing(coder: Coder) -> dict[str, float]:
    """Macro-F1 over roots, penta classes and sides on pairs seen in training, and who-to-whom F1, in percent."""
    report = measure(find_file(DATA / "what" / "dev.jsonl"), task="typing", coder=coder)
    found = {f"{row[0]} macro-F1, seen in training": 100 * float(row[2] or 0) for row in report.tables[0].rows}
    events = measure(find_file(DATA / "petrarch" / "petr2_gsr_dev.jsonl"), task="events", coder=coder)
    return found | {"GSR who-to-whom F1": 100 * float(events.tables[0].rows[0][5] or 0)}
