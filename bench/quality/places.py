"""Place names end to end on TR-News and LGL: recognised, and within 161 km."""

from __future__ import annotations

from bench.data import DATA
from bench.quality.scorers import load_scorer
from diurna.coder import Coder
from diurna.where.find import find_places


def score_places(coder: Coder) -> dict[str, float]:
    """F1 of recognition, and F1 of places found and put within 161 km, in percent."""
    scorer = load_scorer("where", "score_geo")
    found: dict[str, float] = {}
    for name in ("trnews", "lgl"):
        gold = scorer.load(DATA / "where" / f"{name}.jsonl")
        parses = coder.parser.parse([row["text"] for row in gold.values()])
        predicted = {}
        for row, parse in zip(gold.values(), parses, strict=True):
            places = find_places(parse, gazetteer=coder.tools.gazetteer)
            toponyms = [
                {
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "lat": mention.place.latitude if mention.place else None,
                    "lon": mention.place.longitude if mention.place else None,
                    "geonameid": mention.place.geonames_id if mention.place else None,
                }
                for mention in places
            ]
            predicted[row["id"]] = {"id": row["id"], "toponyms": toponyms}
        end_to_end = scorer.score(gold, predicted)
        exact = scorer.score(gold, predicted, mode="gold")
        found[f"{name} recognition F1"] = 100 * end_to_end["recognition_exact"]["F1"]
        found[f"{name} found and within 161 km F1"] = 100 * end_to_end["end_to_end"]["F1"]
        found[f"{name} of gold names within 161 km"] = 100 * exact["resolution"]["acc@161"]
    return found
