"""Time expressions on AQUAINT, and event dating on the time lines."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bench.data import DATA, iter_json_lines
from bench.quality.scorers import load_scorer
from diurna.coder import Coder
from diurna.records import DatePrecision, DateSpan, Parse, Sentence
from diurna.when import date_event, find_times


def score_times(coder: Coder) -> dict[str, float]:
    """F1 of spans and values on `aquaint_dev`, and the share of time-line events with the right date, in percent."""
    scorer = load_scorer("when", "score_time")
    gold = {row["id"]: row for row in iter_json_lines(DATA / "when" / "aquaint_dev.jsonl")}
    parses = coder.parser.parse([row["text"] for row in gold.values()])
    predicted = {}
    for row, parse in zip(gold.values(), parses, strict=True):
        found = find_times(parse, published=dt.date.fromisoformat(row["dct"][:10]))
        timexes = [
            {"start": time.span.start, "end": time.span.end, "type": str(time.kind), "value": time.value}
            for time in found
        ]
        predicted[row["id"]] = {"id": row["id"], "timexes": timexes}
    result = scorer.score(gold, predicted)
    return {
        "aquaint strict F1": 100 * result["strict"]["F1"],
        "aquaint relaxed F1": 100 * result["relaxed"]["F1"],
        "aquaint value F1": 100 * result["value_F1"],
        "event dating": 100 * _score_dating(coder),
    }


def _score_dating(coder: Coder) -> float:
    documents = {row["id"]: row for row in iter_json_lines(DATA / "when" / "timeline_docs.jsonl")}
    texts = {name: [_join_tokens(line) for line in row["sentences"]] for name, row in documents.items()}
    parses = dict(zip(texts, coder.parser.parse(["\n\n".join(lines) for lines in texts.values()]), strict=True))
    right = total = 0
    for event in iter_json_lines(DATA / "when" / "timeline_events.jsonl"):
        if event["order"] == 0:
            continue
        total += 1
        mention = event["mentions"][0]
        document, parse = documents[mention["doc"]], parses[mention["doc"]]
        published = dt.date.fromisoformat(document["dct"][:10])
        sentence, token = _find_trigger(mention, document, texts[mention["doc"]], parse)
        times = find_times(parse, published=published)
        dated = date_event(sentence, token, times=times, parse=parse, published=published)
        right += _agrees(dated.date, re.sub("-XX", "", event["date"]))
    return right / max(total, 1)


def _agrees(date: DateSpan | None, gold: str) -> bool:
    """Whether ours is at least as exact as gold and says the same."""
    if date is None:
        return False
    if date.precision is DatePrecision.DAY:
        return str(date.start).startswith(gold)
    if date.precision is DatePrecision.WEEK:
        return str(date.start).startswith(gold) and str(date.end).startswith(gold)
    return (date.value or "").startswith(gold)


def _find_trigger(
    mention: dict[str, Any], document: dict[str, Any], lines: list[str], parse: Parse
) -> tuple[Sentence, int]:
    """The sentence and token of a trigger that gold gives by its place in the tokenised line."""
    raw = document["sentences"][mention["sentence"]]
    word = mention["trigger"].split()[0]
    number = len(re.findall(re.escape(word), raw[: mention["start"]]))
    offset = sum(len(line) + 2 for line in lines[: mention["sentence"]])
    hits = [hit.start() for hit in re.finditer(re.escape(word), lines[mention["sentence"]], re.IGNORECASE)]
    place = offset + hits[min(number, len(hits) - 1)]
    sentence = next(sentence for sentence in parse.sentences if sentence.start <= place < sentence.end)
    return sentence, next(token.index for token in sentence.tokens if token.start <= place < token.end)


def _join_tokens(line: str) -> str:
    """Tokenised text as a newspaper prints it, more or less."""
    line = re.sub(r" ([,.;:!?)%]|'s\b|'re\b|n't\b)", r"\1", line)
    line = re.sub(r"([($]) ", r"\1", line)
    line = re.sub(r'" (.*?) "', r'"\1"', line)
    return line.replace(" ' s", "'s").replace(" '", "'")
