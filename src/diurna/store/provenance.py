"""The sidecar of an export: which record it was made from, how, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from diurna.store.database import Store
from diurna.store.query import Filter
from diurna.store.writing import open_binary


class Provenance(Struct, frozen=True, kw_only=True):
    """What the sidecar says of the export itself."""

    format: str
    files: tuple[str, ...]
    rows: int
    left_out: Mapping[str, int]
    score_table: str
    choices: tuple[str, ...]
    filter: Filter
    stories: bool
    """Whether events were counted by story."""


def write_provenance(path: Path, made: Provenance, store: Store) -> None:
    """Write the sidecar. No clock: the same record and options give the same bytes."""
    summary = store.summary()
    values = msgspec.to_builtins(made)
    values["filter"] = {name: value for name, value in values["filter"].items() if value not in (None, [], ())}
    values["record"] = {
        "name": store.path.name,
        "articles": summary.articles,
        "articles_hash": _hash_articles(store),
        "coder_versions": summary.coder_versions,
        "codebook_versions": summary.codebook_versions,
        "runs": [
            {"id": run.id, "settings_hash": run.settings_hash, "inputs": run.inputs, "articles": run.articles_added}
            for run in store.runs()
        ],
    }
    values["ontology"] = "PLOVER, Open Event Data Alliance, CC BY-SA 4.0"
    with open_binary(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(values), indent=2) + b"\n")


def _hash_articles(store: Store) -> str:
    """One hash over the hashes of all texts, in the order of the articles' ids."""
    digest = blake2b(digest_size=16)
    for article_id, text_hash in store.connection.execute("SELECT id, text_hash FROM articles ORDER BY id").fetchall():
        digest.update(f"{article_id} {text_hash}\n".encode())
    return digest.hexdigest()
