"""Limits on what may interrupt what: a time limit for one document, and steps that Ctrl-C must not cut in two."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Result = TypeVar("Result")


class _Stop(BaseException):
    """Ends the work inside a thread whose time is up. No `Exception`, so that no handler on the way keeps it."""


def call_within(seconds: float, function: Callable[[], Result]) -> Result:
    """What `function` returns or raises, unless it takes longer than `seconds`: then `TimeoutError`.

    The function runs in a thread of its own, which is told to stop when its time is up. A signal would be simpler, but
    works in the main thread only and not on Windows.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(function())
        except BaseException as error:  # handed to the caller below
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if results:
        return results[0]
    if errors:
        raise errors[0]
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(_Stop))
    raise TimeoutError(f"took longer than {seconds:g} seconds")


@contextmanager
def hold_back_interrupts() -> Iterator[None]:
    """Lets the block finish before Ctrl-C is heard; a process that starts inside it never hears Ctrl-C.

    Does nothing on systems without signal masks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
