"""Who says what, as the coder gives it: PolNeAR's development articles, and our own held-out articles."""

from __future__ import annotations

from pathlib import Path

from training.authored.sentences import FOLDER, HELD_OUT

from bench.data import DATA
from bench.quality.scorers import find_file, read_share
from diurna.coder import Coder
from diurna.measure import measure
from diurna.measure.quotes import HEADLINE

_MEASURES = (HEADLINE, "who_what", "content_overlap", "triple_exact")
_FIELDS = ("country", "sector", "code", "stance")


def score_said(coder: Coder) -> dict[str, float]:
    """F1 of attributions on PolNeAR's development articles, of outermost quotes alone, in percent."""
    report = measure(find_file(DATA / "said" / "dev.jsonl.gz"), task="quotes", coder=coder)
    return {name: 100 * read_share(report, "Attributions", name, "F1") for name in _MEASURES}


def score_own_quotes(coder: Coder) -> dict[str, float]:
    """The same on our own held-out articles, with nested quotes; speakers, stances, media and occasions, in percent."""
    report = measure(find_file(own_file("quotes")), task="quotes", coder=coder)
    found = {f"held-out {name}": 100 * read_share(report, "Attributions", name, "F1") for name in _MEASURES}
    for depth in ("outermost", "nested"):
        found[f"held-out {depth} {HEADLINE}"] = 100 * read_share(report, f"Depth ({HEADLINE})", depth, "F1")
    for name in _FIELDS:
        found[f"held-out {name} right, of matched"] = 100 * read_share(report, "Matched pairs", name, "right")
    for name in ("medium", "occasion"):
        found[f"held-out {name} F1, of matched"] = 100 * read_share(report, "Medium and occasion", name, "F1")
    return found


def own_file(kind: str) -> Path:
    """Our own held-out gold of a kind, "quotes" or "certainty": what nothing is trained or tuned on."""
    return FOLDER / f"{kind}.{HELD_OUT}.jsonl"
