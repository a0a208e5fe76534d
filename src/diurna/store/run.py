"""A run: one wish to code some inputs with one coder, one codebook and one set of options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from diurna import __version__
from diurna.codebook import CODEBOOK_VERSION


class Run(Struct, frozen=True, kw_only=True):
    """What is coded with what. Equal wishes have equal ids, so a run that was interrupted goes on under its id."""

    id: str
    coder_version: str
    codebook_version: str
    settings_hash: str | None = None
    inputs: tuple[str, ...] = ()
    started: dt.datetime | None = None
    """When it started. Not part of the id."""


def make_run(
    *,
    inputs: Sequence[str] = (),
    settings_hash: str | None = None,
    coder_version: str = __version__,
    codebook_version: str = CODEBOOK_VERSION,
    started: dt.datetime | None = None,
) -> Run:
    """A run with its id. `inputs` are the names that the command gave; the clock is the caller's."""
    wish = msgspec.json.encode([coder_version, codebook_version, settings_hash, list(inputs)])
    return Run(
        id=blake2b(wish, digest_size=8).hexdigest(),
        coder_version=coder_version,
        codebook_version=codebook_version,
        settings_hash=settings_hash,
        inputs=tuple(inputs),
        started=started,
    )
