"""One run of the main job: inputs are read, coded over the workers, and stored; nothing is lost on the way.

It joins the edges: `read` gives Articles and Rejects, `scale` codes, a sink stores. An interrupted run leaves whole
batches behind, and the same command goes on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Protocol

from msgspec import Struct

from diurna.read import iter_articles, require_date
from diurna.records import Article, Coding, Reject
from diurna.scale.pool import count_workers, iter_coded
from diurna.settings import Settings

LANGUAGE_STEP = "language"
_LANGUAGES = frozenset(("en",))


class Sink(Protocol):
    """Where codings go. `known` holds the ids of the articles that are there already."""

    known: frozenset[str]

    def add(self, codings: Sequence[Coding], rejects: Sequence[Reject]) -> None:
        """Stores a batch, all of it or nothing."""

    def finish(self) -> None:
        """The run is whole."""


class Tally(Struct):
    """Counts of a run, as they grow."""

    read: int = 0
    """Articles and documents met, refused ones included."""
    known: int = 0
    """Articles that were in the record already or came twice."""
    coded: int = 0
    events: int = 0
    quotes: int = 0
    words: int = 0
    refused: int = 0
    reasons: Counter[tuple[str, str]] = Counter()
    """Refusals by (step, reason)."""
    interrupted: bool = False


def run_coding(
    inputs: Sequence[str],
    sink: Sink,
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Tally], None] | None = None,
) -> Tally:
    """Codes everything that the inputs name into the sink and says what came of it.

    Ctrl-C ends the run early with `interrupted` set; what was stored stays. Raises EngineError when a worker dies.
    """
    tally = Tally(reasons=Counter())
    waiting: list[Reject] = []
    articles = _iter_wanted(inputs, sink.known, settings=settings, stdin=stdin, tally=tally, refused=waiting)
    try:
        batches = iter_coded(
            articles,
            workers=count_workers(settings.workers),
            batch=settings.batch_articles,
            seconds=settings.article_seconds,
        )
        for answers in batches:
            codings = [answer for answer in answers if isinstance(answer, Coding)]
            rejects = [answer for answer in answers if isinstance(answer, Reject)]
            for reject in rejects:
                _count_reject(tally, reject)
            sink.add(codings, [*_take(waiting), *rejects])
            _count_codings(tally, codings)
            if on_progress is not None:
                on_progress(tally)
        if waiting:
            sink.add([], _take(waiting))
        sink.finish()
    except KeyboardInterrupt:
        tally.interrupted = True
    return tally


def _iter_wanted(
    inputs: Sequence[str],
    known: frozenset[str],
    *,
    settings: Settings,
    stdin: BinaryIO | None,
    tally: Tally,
    refused: list[Reject],
) -> Iterator[Article]:
    """Articles still to be coded; everything refused on the way is put aside with its reason."""
    seen: set[str] = set()
    for found in iter_articles(inputs, settings=settings, stdin=stdin):
        tally.read += 1
        checked = _check(found, settings)
        if isinstance(checked, Reject):
            _count_reject(tally, checked)
            refused.append(checked)
        elif checked.id in known or checked.id in seen:
            tally.known += 1
        else:
            seen.add(checked.id)
            yield checked


def _check(found: Article | Reject, settings: Settings) -> Article | Reject:
    if isinstance(found, Reject):
        return found
    if found.language not in _LANGUAGES:
        message = f"language {found.language!r}: this coder reads English only"
        return Reject(source=found.source or found.id, step=LANGUAGE_STEP, message=message)
    return found if settings.allow_undated else require_date(found)


def _count_reject(tally: Tally, reject: Reject) -> None:
    tally.refused += 1
    tally.reasons[reject.step, reject.message] += 1


def _count_codings(tally: Tally, codings: Sequence[Coding]) -> None:
    tally.coded += len(codings)
    tally.events += sum(len(coding.events) for coding in codings)
    tally.quotes += sum(len(coding.quotes) for coding in codings)
    tally.words += sum(coding.article.text.count(" ") + 1 for coding in codings)


def _take(waiting: list[Reject]) -> list[Reject]:
    taken = list(waiting)
    waiting.clear()
    return taken
