"""Codings as JSON lines: one line holds all that was read in one article, and reads back as the same Coding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from diurna.errors import InputError
from diurna.records import Coding, Reject
from diurna.store.arrow import scrub

_ENCODER = msgspec.json.Encoder()


class LineHead(Struct, frozen=True, kw_only=True):
    """What a line says before the coding itself."""

    coder_version: str
    codebook_version: str
    text_hash: str
    text_length: int


def encode_coding(coding: Coding, head: LineHead, *, keep_text: bool = True) -> bytes:
    """One line. Without text the words of the article and of its actors are empty; spans, hash and length stay."""
    values = {**msgspec.to_builtins(head), **msgspec.to_builtins(coding)}
    if not keep_text:
        values = _strip(values)
        values["article"]["title"] = None
    return _encode(values)


def encode_reject(reject: Reject) -> bytes:
    """One line for a document that was refused."""
    return _encode(msgspec.to_builtins(reject))


def read_codings(path: Path) -> Iterator[Coding]:
    """The Codings of a file that `write_codings` or `diurna export --format jsonl` wrote, one at a time."""
    decoder = msgspec.json.Decoder(Coding)
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    with file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield decoder.decode(line)
                except msgspec.MsgspecError as error:
                    raise InputError(f"{path}:{number}: not a coding: {error}") from error


def _encode(values: object) -> bytes:
    try:
        return _ENCODER.encode(values) + b"\n"
    except UnicodeEncodeError:
        return _ENCODER.encode(scrub(values)) + b"\n"


def _strip(value: Any) -> Any:
    if isinstance(value, dict):
        stripped = {key: "" if key == "text" else _strip(part) for key, part in value.items()}
        if "known_id" in stripped and stripped["known_id"] is None:
            # The name of somebody whom only the article knows consists of its words.
            stripped["name"] = None
        return stripped
    if isinstance(value, list | tuple):
        return [_strip(part) for part in value]
    return value
