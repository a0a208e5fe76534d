"""Words that name a nationality or a group, for the NORP labels that the name sets lack."""

from __future__ import annotations

from pathlib import Path


def load_groups() -> frozenset[str]:
    """Every word of the list with its plain plural ("Russian", "Russians")."""
    path = Path(__file__).with_name("groups.txt")
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for word in line.split():
                words.add(word)
                words.add(f"{word}s")
    return frozenset(words)
