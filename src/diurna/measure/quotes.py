"""Task "quotes": who says what, and by which word, against annotated articles.

What is the same is decided in `attributions.py`; here the coder's quotes are put beside the gold, and the tables drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from diurna.coder import Coder
from diurna.measure.attributions import Attributed, Comparison, Marked, WordIndex, compare_attributions
from diurna.measure.quote_fields import Speech, list_fields, list_phrases, name_stances
from diurna.measure.quote_gold import GoldArticle, GoldAttribution, load_gold_articles, make_article, read_pairs
from diurna.measure.report import F1_COLUMNS, Cell, Miss, Report, Table, list_classes, list_score
from diurna.measure.scores import score_tallies
from diurna.records import Quote, QuoteKind, Span

HEADLINE = "triple_overlap"
_KINDS = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT, "with source", "no source")
_SHOWN = 4
"""How many words of each end of a span are shown among what came out wrong."""
_NOTHING = "nothing"


class Compared(Struct, frozen=True):
    """One article: the gold and our quotes that were compared, and what came of it."""

    words: WordIndex
    article: GoldArticle
    gold: tuple[GoldAttribution, ...]
    quotes: tuple[Quote, ...]
    comparison: Comparison

    @property
    def speeches(self) -> list[Speech]:
        """The pairs that are the same attribution."""
        one = self.comparison
        return [
            Speech(
                self.words,
                self.gold[one.gold[match.gold].position],
                self.quotes[one.found[match.found].position],
                match,
            )
            for match in one.matches
        ]


def measure_quotes(path: Path, coder: Coder) -> Report:
    """P, R and F1 of attributions and their words, recall by kind, and, where the gold tells it, of whose they are."""
    articles = load_gold_articles(path)
    quotes = [coding.quotes for coding in coder.pipe(make_article(article) for article in articles)]
    told = list(chain.from_iterable(article.attributions for article in articles))
    nested = any(one.nested is not None for one in told)
    compared = _compare(articles, quotes, depths=(False, True) if nested else (False,))
    comparisons = [one.comparison for one in compared]
    tables = [_list_counts(comparisons), _list_measures(comparisons), list_kinds(comparisons)]
    if nested:
        tables.append(_list_depths(articles, quotes))
    speeches = [one.speeches for one in compared]
    tables.append(list_fields(speeches, told, coder.tools.tables.codebook))
    if any(one.stance is not None for one in told):
        tables.append(list_classes("Stance of matched pairs", *name_stances(speeches)))
    if any(one.medium is not None or one.occasion is not None for one in told):
        tables.append(list_phrases(speeches))
    misses = tuple(chain.from_iterable(map(_list_misses, compared)))
    return Report(task="quotes", file=str(path), records=len(articles), tables=tuple(tables), misses=misses)


def is_inner(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether a quote stands within the words of another of the same article."""
    if quote.within is not None:
        return True
    cue = quote.cue_span
    return cue is not None and any(span.covers(cue) for other in quotes if other is not quote for span in other.content)


def _compare(
    articles: Sequence[GoldArticle], quotes: Sequence[Sequence[Quote]], *, depths: Sequence[bool]
) -> list[Compared]:
    """Gold and ours of each article; of both those whose depth is wanted: nested (True) or outermost (False)."""
    compared = []
    for article, ours in zip(articles, quotes, strict=True):
        words = WordIndex(article.text)
        gold = tuple(one for one in article.attributions if bool(one.nested) in depths)
        found = tuple(quote for quote in ours if is_inner(quote, ours) in depths)
        comparison = compare_attributions(
            words,
            [Attributed(*map(read_pairs, (one.content, one.source, one.cue))) for one in gold],
            [Attributed(one.content, _list_span(one.source_span), _list_span(one.cue_span)) for one in found],
            left_out=read_pairs(article.discard),
        )
        compared.append(Compared(words, article, gold, found, comparison))
    return compared


def _list_span(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _list_counts(comparisons: Sequence[Comparison]) -> Table:
    gold = sum(len(one.gold) for one in comparisons)
    found = sum(len(one.found) for one in comparisons)
    dropped = sum(one.dropped for one in comparisons)
    matched = sum(len(one.matches) for one in comparisons)
    row: tuple[Cell, ...] = (len(comparisons), gold, found, matched, dropped)
    return Table("Compared", ("articles", "gold", "found", "matched pairs", "found but left out"), (row,))


def _list_measures(comparisons: Sequence[Comparison]) -> Table:
    return Table(
        "Attributions",
        ("measure", *F1_COLUMNS),
        tuple(
            list_score(name, score_tallies([one.tallies[name] for one in comparisons]))
            for name in comparisons[0].tallies
        ),
    )


def list_kinds(comparisons: Sequence[Comparison]) -> Table:
    """How much of each kind of the gold was found; a kind of ours is that of our own words."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in comparisons:
        counts.update(("gold", kind) for gold in one.gold for kind in _name_kinds(gold))
        counts.update(("found", kind) for found in one.found for kind in _name_kinds(found))
        for match in one.matches:
            for kind in _name_kinds(one.gold[match.gold]):
                counts["content", kind] += 1
                counts["who", kind] += match.source_agrees
                counts["triple", kind] += match.source_agrees and match.cue_agrees
    rows: list[tuple[Cell, ...]] = [
        (
            kind,
            counts["gold", kind],
            counts["found", kind],
            *(counts[what, kind] / max(counts["gold", kind], 1) for what in ("content", "who", "triple")),
        )
        for kind in _KINDS
    ]
    columns = ("kind", "gold", "found", "content_overlap recall", "who_what recall", "triple_overlap recall")
    return Table("Kinds", columns, tuple(rows))


def _name_kinds(one: Marked) -> tuple[str, str]:
    return one.kind.value, "with source" if one.source else "no source"


def _list_depths(articles: Sequence[GoldArticle], quotes: Sequence[Sequence[Quote]]) -> Table:
    """The headline for outermost attributions alone, which other gold sets have, and for those inside others alone."""
    rows = []
    for name, depth in (("outermost", False), ("nested", True)):
        compared = _compare(articles, quotes, depths=(depth,))
        tallies = [one.comparison.tallies[HEADLINE] for one in compared]
        rows.append(list_score(name, score_tallies(tallies)))
    return Table(f"Depth ({HEADLINE})", ("attributions", *F1_COLUMNS), tuple(rows))


def _list_misses(compared: Compared) -> list[Miss]:
    """What was missed, what is false, and what was given to somebody else, in the order of the text."""
    one, text = compared.comparison, compared.article.text
    wrong: list[tuple[int, Miss]] = []

    def note(marked: Marked, expected: str, found: str) -> None:
        words = compared.words
        content = words.trace(marked.content)
        wrong.append((content[0].start, Miss(compared.article.id, expected, found, _shorten(text, content))))

    def name(marked: Marked) -> str:
        source, cue = (_shorten(text, compared.words.trace(part)) for part in (marked.source, marked.cue))
        return f"{source or 'nobody'} | {cue or 'no cue'}"

    matched = {match.gold: match for match in one.matches}
    for number, gold in enumerate(one.gold):
        match = matched.get(number)
        if match is None:
            note(gold, name(gold), _NOTHING)
        elif not match.source_agrees:
            note(gold, name(gold), name(one.found[match.found]))
    taken = {match.found for match in one.matches}
    for number, found in enumerate(one.found):
        if number not in taken:
            note(found, _NOTHING, name(found))
    return [miss for _, miss in sorted(wrong, key=lambda pair: pair[0])]


def _shorten(text: str, words: Sequence[Span]) -> str:
    """The first and the last words."""
    shown = [span.of(text) for span in words]
    if len(shown) > 2 * _SHOWN + 1:
        shown = [*shown[:_SHOWN], "...", *shown[-_SHOWN:]]
    return " ".join(shown)
