"""Attributions on PolNeAR's development articles."""

from __future__ import annotations

from bench.data import DATA, iter_json_lines
from bench.quality.scorers import load_scorer
from diurna.coder import Coder
from diurna.records import Span
from diurna.said import find_sayings


def score_quotes(coder: Coder) -> dict[str, float]:
    """F1 of who said what, with and without the cue, and of content alone, in percent."""
    scorer = load_scorer("said", "score_quotes")
    path = DATA / "said" / "dev.jsonl.gz"
    rows = list(iter_json_lines(path))
    predicted = []
    for row, parse in zip(rows, coder.parser.parse([row["text"] for row in rows]), strict=True):
        attributions = [
            {
                "id": str(number),
                "source": _pairs(saying.source),
                "cue": _pairs(saying.cue),
                "content": [[span.start, span.end] for span in saying.content],
            }
            for number, saying in enumerate(find_sayings(parse, cues=coder.tools.cues))
        ]
        predicted.append({**row, "attributions": attributions})
    result = scorer.score(rows, predicted)
    names = ("triple_overlap", "who_what", "content_overlap", "content_exact", "source_exact", "cue_exact")
    return {name: 100 * result[name]["F"] for name in names if name in result}


def _pairs(span: Span | None) -> list[list[int]]:
    return [] if span is None else [[span.start, span.end]]
