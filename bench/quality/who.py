"""Actor phrases of a peer's acceptance tests: country, sector, and both."""

from __future__ import annotations

import datetime as dt

from bench.data import DATA, iter_json_lines
from diurna.coder import Coder
from diurna.who import resolve_phrase

# The peer's codes in our spelling.
_SPELLING = {"XKX": "KOS", "HLH": "MED", "BUD": "REL", "JNK": None, "UNK": None, "": None}


def score_who(coder: Coder) -> dict[str, float]:
    """Share of phrases with the right country, the right first sector, and all asserted fields right, in percent."""
    hits = {"country": 0, "code_1": 0, "whole case": 0}
    totals = dict.fromkeys(hits, 0)
    for case in iter_json_lines(DATA / "who" / "ngec_actors_dev.jsonl"):
        expected = case["expected"]
        if not expected:
            continue
        day = dt.date.fromisoformat(case["effective_date"])
        actor = resolve_phrase(case["query"], knowledge=coder.tools.knowledge, on=day)
        mine = {"country": actor.country if actor else None, "code_1": actor.sector if actor else None}
        asserted = [field for field in ("country", "code_1") if expected.get(field) is not None]
        right = {field: mine[field] == _SPELLING.get(expected[field], expected[field]) for field in asserted}
        for field, value in right.items():
            totals[field] += 1
            hits[field] += value
        if asserted:
            totals["whole case"] += 1
            hits["whole case"] += all(right.values())
    return {f"ngec {name}": 100 * hits[name] / max(totals[name], 1) for name in hits}
