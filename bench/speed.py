"""Articles and words a second and peak memory by stage, on one core: `python -m bench.speed [FILE.jsonl ...]`.

Without a file it reads the development corpora, or the shipped examples where those are missing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bench.data import DATA
from diurna.coder import Coder, Tools, load
from diurna.event import Reading, join_events
from diurna.language.listener import Soundings
from diurna.language.states import Scan, States
from diurna.language.typist import Candidate, Typist, Verdict
from diurna.quotes import join_quotes
from diurna.read import iter_articles
from diurna.records import Article
from diurna.said import Saying, find_quotations, find_sayings, join_sayings, listen
from diurna.settings import Settings
from diurna.when import find_times
from diurna.where.find import find_places
from diurna.who import find_actors, index_actors

Result = TypeVar("Result")
EXAMPLES = Path(__file__).parents[1] / "examples"
CORPORA = ("guardian_sdf.jsonl", "newswcl50_stories.jsonl", "gum_news.jsonl", "wikinews_meantime.jsonl")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--articles", type=int, default=250, help="at most so many")
    options = parser.parse_args()
    files = options.files or [str(DATA / "corpora" / name) for name in CORPORA if (DATA / "corpora" / name).exists()]
    settings = Settings(allow_undated=True, published=dt.date(2018, 6, 1))
    found = iter_articles(files or [str(EXAMPLES)], settings=settings)
    articles = [item for item in found if isinstance(item, Article)][: options.articles]
    seconds, coder = clock(load)
    print(f"{len(articles)} articles; load {seconds:.2f} s, {peak():.0f} MB")
    measure(coder, articles)


def measure(coder: Coder, articles: Sequence[Article]) -> None:
    """Prints a line for each stage."""
    coder.parser.parse([article.text for article in articles[:4]])  # warm
    seconds, scans = clock(lambda: coder.scan([article.text for article in articles]))
    parses = [scan.parse for scan in scans]
    words = sum(len(sentence.tokens) for parse in parses for sentence in parse.sentences)
    stages = {"language": seconds}
    tools = coder.tools
    stages["who"], mentions = clock(
        lambda: [
            find_actors(parse, knowledge=tools.knowledge, published=article.published)
            for article, parse in zip(articles, parses, strict=True)
        ]
    )
    stages["who: index"], actors = clock(
        lambda: [index_actors(parse, found) for parse, found in zip(parses, mentions, strict=True)]
    )
    stages["when"], times = clock(
        lambda: [
            find_times(parse, published=article.published) for article, parse in zip(articles, parses, strict=True)
        ]
    )
    stages["where"], places = clock(lambda: [find_places(parse, gazetteer=tools.gazetteer) for parse in parses])
    stages["said: rules"], sayings = clock(lambda: [find_sayings(parse, cues=tools.cues) for parse in parses])
    stages["listening head"], heard = clock(
        lambda: [hear(scan, found, tools) for scan, found in zip(scans, sayings, strict=True)]
    )
    readings = [
        Reading(article, parse, *parts, *own)
        for article, parse, *parts, own in zip(articles, parses, mentions, actors, times, places, heard, strict=True)
    ]
    typist = TimedTypist(tools.typist) if tools.typist is not None else None
    seconds, events = clock(
        lambda: [
            join_events(reading, tools.tables, states=scan.states, typist=typist)
            for reading, scan in zip(readings, scans, strict=True)
        ]
    )
    typing = typist.seconds if typist is not None else 0.0
    stages["what, sure, join"] = seconds - typing
    stages["typing head"] = typing
    stages["quotes"], _ = clock(lambda: [join_quotes(reading, tools.quotes) for reading in readings])
    total = sum(stages.values())
    print(f"{'stage':<20}{'seconds':>10}{'share':>8}{'words/s':>12}{'articles/s':>12}")
    for name, taken in [*stages.items(), ("all", total)]:
        rates = f"{words / taken:>12,.0f}{len(articles) / taken:>12,.1f}"
        print(f"{name:<20}{taken:>10.2f}{100 * taken / total:>7.0f}%{rates}")
    if typist is not None:
        print(f"typing head: {typist.count:,} candidates, {typist.count / typing:,.0f} a second")
    print(f"{words:,} words, {sum(map(len, events)):,} events, peak memory {peak():.0f} MB")


def hear(scan: Scan, sayings: Sequence[Saying], tools: Tools) -> tuple[tuple[Saying, ...], Soundings]:
    """Sayings and soundings as the coder finds them; the rules' own without a listening head."""
    if tools.listener is None:
        return tuple(sayings), Soundings()
    soundings = listen(scan, tools.listener, sayings, find_quotations(scan.parse))
    return join_sayings(scan.parse.text, soundings, tools.listener, sayings, cues=tools.cues), soundings


class TimedTypist(Typist):
    """The typing head with a clock."""

    def __init__(self, typist: Typist) -> None:
        super().__init__(typist.session, typist.classes)
        self.seconds = 0.0
        self.count = 0

    def score(self, states: States, candidates: Sequence[Candidate]) -> list[Verdict]:
        """As the head does, and adds up the time."""
        started = time.perf_counter()
        verdicts = super().score(states, candidates)
        self.seconds += time.perf_counter() - started
        self.count += len(candidates)
        return verdicts


def clock(function: Callable[[], Result]) -> tuple[float, Result]:
    """(seconds, result) of a call."""
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


def peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
