"""One run of the main job: inputs are read, coded over the workers, and stored; nothing is lost on the way.

It joins the edges: `read` gives Articles and Rejects, `scale` codes them, `store` keeps what comes of it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from diurna.codebook import CODEBOOK_VERSION, load_codebook
from diurna.codebook.file import load_user_codebook
from diurna.errors import SettingsError
from diurna.knowledge import load_fingerprint, load_knowledge
from diurna.limits import hold_back_interrupts
from diurna.read import iter_articles, require_date
from diurna.records import Article, Coding, Reject
from diurna.scale.pool import count_workers, iter_coded
from diurna.settings import Settings
from diurna.store import Store, make_run, open_store, write_codings

LANGUAGE_STEP = "language"
_LANGUAGES = frozenset(("en",))


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
    seconds: float = 0.0
    interrupted: bool = False


def run_coding(
    inputs: Sequence[str],
    output: Path,
    *,
    settings: Settings,
    started: dt.datetime,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Tally], None] | None = None,
) -> Tally:
    """Codes everything that the inputs name into `output` and says what came of it.

    A `.duckdb` record grows batch by batch: Ctrl-C or a kill leaves whole batches, and the same call goes on from
    there. A `.jsonl`, `.csv` or `.parquet` file appears when all is done, or not at all. Raises EngineError when a
    worker dies.
    """
    if any(Path(name).absolute() == output.absolute() for name in inputs):
        raise SettingsError(f"{output} is both read and written: name another file with --output")
    tally = Tally(reasons=Counter())
    codebook = load_codebook() if settings.codebook is None else load_user_codebook(settings.codebook).codebook
    run = make_run(
        inputs=inputs,
        settings_hash=_digest(settings, codebook.version),
        codebook_version=codebook.version,
        started=started,
    )

    def iter_outcomes(known: frozenset[str]) -> Iterator[list[Coding | Reject]]:
        for batch in _iter_batches(inputs, output, known, settings=settings, stdin=stdin, tally=tally):
            yield batch
            if on_progress is not None:
                on_progress(tally)

    try:
        if output.suffix == ".duckdb":
            with open_store(output, keep_text=settings.store_text) as store:
                _check_codebook(store, codebook.version)
                for batch in iter_outcomes(frozenset(store.known_articles())):
                    codings = [outcome for outcome in batch if isinstance(outcome, Coding)]
                    rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
                    with hold_back_interrupts():
                        store.add(codings, rejects, run=run, codebook=codebook)
                with hold_back_interrupts():
                    store.finish(run, finished=started + dt.timedelta(seconds=tally.seconds))
        else:
            outcomes = chain.from_iterable(iter_outcomes(frozenset()))
            write_codings(output, outcomes, run=run, keep_text=settings.store_text, codebook=codebook)
    except KeyboardInterrupt:
        tally.interrupted = True
    except RuntimeError as error:
        # Ctrl-C while DuckDB works reaches us under another name.
        if "interrupted" not in str(error).lower():
            raise
        tally.interrupted = True
    return tally


def _check_codebook(store: Store, version: str) -> None:
    """One record, one codebook: what it holds already is not coded again, so two would stand side by side in it."""
    others = {run.codebook_version for run in store.runs()} - {version}
    if others and not {version, *others} <= {CODEBOOK_VERSION}:
        told = ", ".join(sorted(others))
        raise SettingsError(f"{store.path} was coded with codebook {told}, not with {version}: write to a new file.")


def _digest(settings: Settings, codebook_version: str) -> str:
    """The digest of the settings and of the files that they name; a wrong table stops the run before it begins."""
    contents = {} if codebook_version == CODEBOOK_VERSION else {"codebook": codebook_version}
    if settings.knowledge is not None:
        load_knowledge(settings.knowledge)
        contents["knowledge"] = load_fingerprint(settings.knowledge)
    return settings.digest(contents)


def _iter_batches(
    inputs: Sequence[str],
    output: Path,
    known: frozenset[str],
    *,
    settings: Settings,
    stdin: BinaryIO | None,
    tally: Tally,
) -> Iterator[list[Coding | Reject]]:
    """What came of the articles, batch by batch, with the documents that were refused on the way."""
    began = time.perf_counter()
    waiting: list[Reject] = []
    articles = _iter_wanted(inputs, output, known, settings=settings, stdin=stdin, tally=tally, refused=waiting)
    answers = iter_coded(
        articles,
        workers=count_workers(settings.workers),
        batch=settings.batch_articles,
        seconds=settings.article_seconds,
        knowledge=settings.knowledge,
        codebook=settings.codebook,
    )
    for batch in answers:
        for outcome in batch:
            if isinstance(outcome, Reject):
                _count_reject(tally, outcome)
            else:
                _count_coding(tally, outcome)
        tally.seconds = time.perf_counter() - began
        yield [*_take(waiting), *batch]
    if waiting:
        yield [*_take(waiting)]
    tally.seconds = time.perf_counter() - began


def _iter_wanted(
    inputs: Sequence[str],
    output: Path,
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
        if found.source is not None and _is_output(found.source, output):
            continue
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


def _is_output(source: str, output: Path) -> bool:
    """Whether a document is what this or an earlier run wrote into a folder that is read."""
    path = Path(source if not source.rpartition(":")[2].isdigit() else source.rpartition(":")[0])
    beside = {output.name, *(f"{output.stem}.{rest}" for rest in ("rejects.jsonl", "quotes.csv", "quotes.parquet"))}
    name = path.name.removesuffix(".tmp").removesuffix(".wal").removesuffix(".provenance.json")
    return name in beside and path.absolute().parent == output.absolute().parent


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


def _count_coding(tally: Tally, coding: Coding) -> None:
    tally.coded += 1
    tally.events += len(coding.events)
    tally.quotes += len(coding.quotes)
    tally.words += coding.article.text.count(" ") + 1


def _take(waiting: list[Reject]) -> list[Reject]:
    taken = list(waiting)
    waiting.clear()
    return taken
