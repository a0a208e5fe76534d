"""The unit of work: a batch of articles in, for each a Coding or the reason why there is none.

A plain function of its arguments, so that any engine may run it anywhere and twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from diurna.coder import Coder, code_article
from diurna.language.states import Scan
from diurna.limits import call_within
from diurna.records import Article, Coding, Reject

READ_STEP = "parse"
CODE_STEP = "code"


def code_shard(articles: Sequence[Article], *, coder: Coder, seconds: float) -> list[Coding | Reject]:
    """One answer for each article, in order. One that fails or takes too long takes no neighbour with it."""
    scans = _parse(articles, coder, seconds)
    return [
        scan if isinstance(scan, Reject) else _code(article, scan, coder, seconds)
        for article, scan in zip(articles, scans, strict=True)
    ]


def _parse(articles: Sequence[Article], coder: Coder, seconds: float) -> Sequence[Scan | Reject]:
    """All at once, because that is fast; one by one when something in the batch cannot be read."""
    texts = [article.text for article in articles]
    try:
        return call_within(seconds * max(1, len(texts)), lambda: coder.scan(texts))
    except Exception as error:
        if len(articles) == 1:
            return [_refuse(articles[0], READ_STEP, error)]
    return [scan for article in articles for scan in _parse([article], coder, seconds)]


def _code(article: Article, scan: Scan, coder: Coder, seconds: float) -> Coding | Reject:
    try:
        return call_within(seconds, lambda: code_article(article, scan, coder.tools))
    except Exception as error:
        return _refuse(article, CODE_STEP, error)


def _refuse(article: Article, step: str, error: Exception) -> Reject:
    reason = str(error) if isinstance(error, TimeoutError) else f"{type(error).__name__}: {error}"
    return Reject(source=article.source or article.id, step=step, message=reason)
