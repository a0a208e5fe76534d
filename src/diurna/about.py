"""Edge: what is installed, and what is in a record, as plain pairs to print."""

from __future__ import annotations

from hashlib import blake2b
from importlib import resources
from pathlib import Path

import diurna
from diurna.errors import InputError


def describe_installation() -> dict[str, str]:
    """Versions, the model's hash, sizes of the tables, and every setting with its default."""
    from diurna.codebook import load_codebook
    from diurna.codebook.patterns.load import load_patterns
    from diurna.knowledge import load_knowledge
    from diurna.settings import describe_settings

    codebook = load_codebook()
    patterns = load_patterns(codebook)
    knowledge = load_knowledge()
    people = sum(len(person.offices) for person in knowledge.persons.values())
    found = {
        "version": diurna.__version__,
        "codebook": codebook.version,
        "model": describe_model(),
        "patterns": f"{count(patterns.verbs)} verb and {count(patterns.nouns)} noun constructions",
        "knowledge": (
            f"{len(knowledge.countries)} countries, {len(knowledge.organisations)} organisations, "
            f"{people} terms of office, {len(knowledge.agents)} agent words"
        ),
    }
    for option in describe_settings():
        found[f"option {option.name}"] = f"{option.default}  ({option.meaning})"
    return found


def describe_record(path: Path) -> dict[str, str]:
    """Counts, spans of time and versions of a record. Events are counted by certainty: what is alleged is not done."""
    from diurna.store import open_store

    if not path.exists():
        raise InputError(f"{path}: no such record")
    with open_store(path, read_only=True) as store:
        summary = store.summary()
    found = {
        "articles": f"{summary.articles:,} of {summary.publishers:,} publishers",
        "published": f"{summary.first_published} to {summary.last_published}",
        "events": f"{summary.events:,}, of every certainty",
        "quotes": f"{summary.quotes:,}",
        "actor mentions": f"{summary.mentions:,}",
        "refused": f"{summary.rejects:,}",
        "runs": f"{summary.runs:,}",
        "words kept": "yes" if summary.keeps_text else "no, offsets and hashes only",
        "coder": ", ".join(summary.coder_versions),
        "codebook": ", ".join(summary.codebook_versions),
    }
    for name, certainties in summary.types.items():
        found[f"type {name}"] = ", ".join(f"{number:,} {certainty}" for certainty, number in certainties.items())
    found |= {f"certainty {name}": f"{number:,}" for name, number in summary.certainties.items()}
    return found


def describe_model() -> str:
    """Size and hash of the shipped model."""
    path = resources.files("diurna.language") / "model" / "reader.onnx"
    content = path.read_bytes()
    return f"{len(content) / 1e6:.1f} MB, blake2b {blake2b(content, digest_size=8).hexdigest()}"


def count(table: object) -> int:
    """Rows of a table of tuples."""
    return sum(map(len, table.values())) if isinstance(table, dict) else 0
