"""Many shards over the processes of one machine, with the answers in the order of the articles."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from diurna.coder import Coder, load
from diurna.errors import EngineError
from diurna.limits import hold_back_interrupts
from diurna.records import Article, Coding, Reject
from diurna.scale.shard import code_shard

Answers = list[Coding | Reject]

_coder: Coder | None = None
"""The coder of a worker process, loaded when the process starts."""


def count_workers(wanted: int) -> int:
    """The number of processes for a setting: itself, or one for each core that this process may use."""
    return (
        wanted
        if wanted > 0
        else len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1
    )


def iter_coded(
    articles: Iterable[Article],
    *,
    workers: int,
    batch: int,
    seconds: float,
    knowledge: str | None = None,
    codebook: str | None = None,
    coder: Coder | None = None,
) -> Iterator[Answers]:
    """The answers for each batch of articles, in order, however many workers there are.

    `knowledge` is the user's folder of tables, `codebook` the user's codebook file. With one worker everything happens
    in this process, with `coder` if one is given. Raises EngineError when a worker dies (killed for want of memory,
    say); what was yielded before is whole.
    """
    batches = _iter_batches(articles, batch)
    if workers <= 1:
        own = coder or load(knowledge=knowledge, codebook=codebook)
        for group in batches:
            yield code_shard(group, coder=own, seconds=seconds)
        return
    yield from _iter_pooled(batches, workers=workers, seconds=seconds, own=(knowledge, codebook))


def _iter_pooled(
    batches: Iterator[list[Article]], *, workers: int, seconds: float, own: tuple[str | None, str | None]
) -> Iterator[Answers]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=own) as pool:
        waiting: deque[Future[Answers]] = deque()
        try:
            # Two batches a worker are under way, so that no worker waits and memory stays flat.
            for group in islice(batches, workers * 2):
                waiting.append(_submit(pool, group, seconds))
            while waiting:
                answers = waiting.popleft().result()
                waiting.extend(_submit(pool, group, seconds) for group in islice(batches, 1))
                yield answers
        except BrokenProcessPool as error:
            raise EngineError(
                "a worker process died, perhaps for want of memory. Run the same command again to go on where this "
                "one stopped, with fewer --workers if it happens again."
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _submit(pool: ProcessPoolExecutor, group: list[Article], seconds: float) -> Future[Answers]:
    """Hands work to the pool, which may start a process for it; Ctrl-C is held back meanwhile.

    A process inherits what is held back, so that Ctrl-C never ends it while it starts.
    """
    with hold_back_interrupts():
        return pool.submit(_work, group, seconds)


def _iter_batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    waiting = iter(articles)
    while group := list(islice(waiting, size)):
        yield group


def _start_worker(knowledge: str | None, codebook: str | None) -> None:
    global _coder
    # Ctrl-C goes to the whole group of processes; the main one decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _coder = load(knowledge=knowledge, codebook=codebook)


def _end_with_parent() -> None:
    """Ends this process when the main one is gone, killed perhaps: nobody would take its answers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(articles: list[Article], seconds: float) -> Answers:
    if _coder is None:
        raise EngineError("a worker was asked before it had loaded the coder")
    return code_shard(articles, coder=_coder, seconds=seconds)
