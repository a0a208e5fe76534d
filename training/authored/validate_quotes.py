"""Checks the gold quotations: `python -m training.authored.validate_quotes [FILE ...]` prints every mistake.

The exit code is 1 where there is one. Behind the mistakes it prints doubts: kinds that the quotation marks leave open,
because marks are damaged or stand round a name. They are for a reader to judge and fail nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from diurna.codebook import Codebook, load_codebook
from diurna.records import QuoteKind
from training.authored.marks import find_kinds
from training.authored.quotes import FOLDER, GoldArticle, GoldQuote
from training.authored.sentences import PARTS
from training.authored.spans import Pair, find_problem, iter_records

HARD = frozenset(
    (
        "according to|addressee|belief or wish|clean|collective|colon|column|continued|court|damaged marks|far speaker|"
        "foreign marks|free indirect|headline|inverted|live blog|marks without speech|medium|negated|nested|"
        "no named source|noun cue|paraphrased|parliament|pronoun|refusal|relative|run together|single marks|split|"
        "tabloid|transcript|turns"
    ).split("|")
)
"""What can be hard about an article; the README says what each means."""

UNCLEAN = frozenset(("damaged marks", "paraphrased", "run together"))
"""What a clean article has not."""

_CODE = re.compile(r"[A-Z]{3}(?:\.[A-Z]{3})*(?:; [A-Z]{3}(?:\.[A-Z]{3})*)*")


def validate_quotes(articles: Iterable[GoldArticle], codebook: Codebook) -> list[str]:
    """Every mistake, each with the article's id; an empty list for articles that are in order."""
    mistakes: list[str] = []
    ids: set[str] = set()
    texts: dict[str, str] = {}
    for article in articles:
        found = list(_check_article(article, codebook))
        if article.id in ids:
            found.append("its id stands twice")
        if article.text in texts:
            found.append(f"its text stands in {texts[article.text]} too")
        ids.add(article.id)
        texts[article.text] = article.id
        mistakes += [f"{article.id}: {mistake}" for mistake in found]
    return mistakes


def list_doubts(articles: Iterable[GoldArticle]) -> list[str]:
    """The attributions whose kind the quotation marks leave open, each with its id and words."""
    return [
        f"{article.id}/{quote.id}: {quote.kind} or not? {' ... '.join(_cut(article, quote.content))}"
        for article in articles
        for quote in article.attributions
        if _is_open(find_kinds(article.text, quote.content), quote.kind)
    ]


def _is_open(allowed: frozenset[QuoteKind], kind: QuoteKind) -> bool:
    return {QuoteKind.DIRECT, QuoteKind.MIXED} <= allowed or (kind is QuoteKind.INDIRECT and len(allowed) > 1)


def _check_article(article: GoldArticle, codebook: Codebook) -> Iterator[str]:
    yield from (f"unknown hard {name!r}" for name in article.hard if name not in HARD)
    if not article.hard:
        yield 'is neither "clean" nor hard'
    if "clean" in article.hard:
        yield from (f'is "clean" and has {name!r}' for name in article.hard if name in UNCLEAN)
    if not article.attributions:
        yield "has no attribution"
    seen: set[str] = set()
    places: set[tuple[tuple[Pair, ...], tuple[Pair, ...]]] = set()
    for quote in article.attributions:
        found = [*_check_spans(article.text, quote), *_check_names(quote, codebook)]
        if not found:
            found += _check_whole(article, quote)
        if quote.id in seen:
            found.append("its number stands twice")
        if (quote.cue, quote.content) in places:
            found.append("its cue and content stand twice")
        seen.add(quote.id)
        places.add((quote.cue, quote.content))
        yield from (f"{quote.id}: {mistake}" for mistake in found)


def _check_spans(text: str, quote: GoldQuote) -> Iterator[str]:
    for name, spans in _list_roles(quote):
        for span in spans:
            problem = find_problem(text, span)
            if problem:
                yield f"{name} {span}: {problem}"
        if name != "content" and len(spans) > 1:
            yield f"{name} has {len(spans)} parts"
    if not quote.content:
        yield "has no content"
    if any(left[1] > right[0] for left, right in zip(quote.content, quote.content[1:], strict=False)):
        yield "content is not in reading order"
    for name, spans in (("source", quote.source), ("cue", quote.cue)):
        if any(_overlap(one, part) for one in spans for part in quote.content):
            yield f"{name} lies in its own content"
    if any(_overlap(one, other) for one in quote.source for other in quote.cue):
        yield "source and cue overlap"


def _check_names(quote: GoldQuote, codebook: Codebook) -> Iterator[str]:
    if quote.code is not None and not _CODE.fullmatch(quote.code):
        yield f"malformed code {quote.code!r}"
        return
    for code in quote.codes:
        country, *sectors = code.split(".")
        if not _is_country(country, codebook):
            yield f"unknown country {country!r}"
        yield from (f"unknown sector {name!r}" for name in sectors if name not in codebook.sectors)
    yield from (f"unknown country {name!r}" for name in quote.about if not _is_country(name, codebook))
    if len(set(quote.about)) < len(quote.about):
        yield "about names one twice"


def _check_whole(article: GoldArticle, quote: GoldQuote) -> Iterator[str]:
    if quote.nested != is_nested(article, quote):
        yield "is nested, but not marked so" if not quote.nested else "is marked nested, but is not"
    allowed = find_kinds(article.text, quote.content)
    if quote.kind not in allowed:
        yield f"is {quote.kind}, but its quotation marks say {' or '.join(sorted(allowed))}"


def is_nested(article: GoldArticle, quote: GoldQuote) -> bool:
    """Whether its cue, or without one its words, lie in the words of another attribution of the article."""
    start, end = (quote.cue or quote.content)[0]
    others = (other for other in article.attributions if other is not quote)
    return any(first <= start and end <= last for other in others for first, last in other.content)


def _list_roles(quote: GoldQuote) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    yield "source", quote.source
    yield "cue", quote.cue
    yield "content", quote.content
    yield "addressee", quote.addressee_span
    for name, span in (("medium", quote.medium), ("occasion", quote.occasion)):
        if span is not None:
            yield name, (span,)


def _is_country(code: str, codebook: Codebook) -> bool:
    return code in codebook.international or codebook.fold_country(code) == code


def _overlap(one: Pair, other: Pair) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cut(article: GoldArticle, spans: Iterable[Pair]) -> list[str]:
    return [article.text[start:end] for start, end in spans]


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    files = [Path(argument) for argument in arguments] or [FOLDER / f"quotes.{part}.jsonl" for part in PARTS]
    articles = [article for file in files for article in iter_records(file, GoldArticle)]
    mistakes, doubts = validate_quotes(articles, load_codebook()), list_doubts(articles)
    print("\n".join([*mistakes, *(f"doubt: {doubt}" for doubt in doubts)]))
    told = sum(len(article.attributions) for article in articles)
    print(f"{len(articles)} articles, {told} attributions, {len(mistakes)} mistakes, {len(doubts)} doubts")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
