"""Words of a user's file for modes and contexts, and the shipped rules that it switches off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from diurna.codebook.book import Codebook
from diurna.codebook.file.drafts import FileDraft, OffDraft, split_phrases
from diurna.codebook.file.lines import Path
from diurna.codebook.file.mistakes import Mistakes, suggest
from diurna.codebook.file.moves import Moves
from diurna.codebook.patterns.load import ContextRow, ModeRow, Patterns
from diurna.codebook.patterns.rows import Operator, Pattern

Rule = TypeVar("Rule", Pattern, Operator, ContextRow)

_ADDRESS = re.compile(r"[\w.]+\.tsv:\d+")


def add_words(patterns: Patterns, draft: FileDraft, book: Codebook, moves: Moves, mistakes: Mistakes) -> Patterns:
    """The patterns with the file's words for modes, which are asked before ours, and for contexts."""
    modes: list[ModeRow] = []
    for type_, own in draft.modes.items():
        for mode, wish in own.items():
            path = ("modes", type_, mode)
            words = _read_phrases((*path, "words"), wish.words, mistakes)
            for holder in (type_, *moves.whole(type_)):
                if words and mode in book.modes.get(holder, {}):
                    modes.append(ModeRow(type=holder, words=words, mode=mode, where=mistakes.where(path)))
    contexts = {key: list(rows) for key, rows in patterns.contexts.items()} if draft.contexts else {}
    for name, asked in draft.contexts.items():
        for phrase in _read_phrases(("contexts", name, "words"), asked.words, mistakes):
            row = ContextRow(context=name, words=phrase, where=mistakes.where(("contexts", name)))
            contexts.setdefault(phrase[0], []).append(row)
    return replace(
        patterns,
        modes=(*modes, *_lend_modes(patterns, book, moves), *patterns.modes),
        contexts={key: tuple(rows) for key, rows in contexts.items()} if contexts else patterns.contexts,
    )


def _read_phrases(path: Path, words: str | tuple[str, ...], mistakes: Mistakes) -> tuple[tuple[str, ...], ...]:
    phrases = split_phrases(words)
    for phrase in phrases:
        if phrase != phrase.lower():
            mistakes.add(path, f"{phrase!r}: write base forms in small letters.")
    return tuple(tuple(phrase.split()) for phrase in phrases)


def _lend_modes(patterns: Patterns, book: Codebook, moves: Moves) -> Iterable[ModeRow]:
    """Our words for the modes of a source, for acts that the file's own rows put under the new name."""
    for name, sources in moves.sources.items():
        for type_, only in sources:
            for row in patterns.modes:
                if row.type == type_ and only in (None, row.mode) and row.mode in book.modes.get(name, {}):
                    yield replace(row, type=name)


def switch_off(patterns: Patterns, off: OffDraft, mistakes: Mistakes) -> Patterns:
    """The shipped patterns without the rules and predicates that the file switches off."""
    if off == OffDraft():
        return patterns
    rules = _read_rules(patterns, off, mistakes)
    verbs, nouns = frozenset(off.verbs), frozenset(off.nouns)
    for kind, names, table in (("verbs", off.verbs, patterns.verbs), ("nouns", off.nouns, patterns.nouns)):
        for number, name in enumerate(names):
            mistakes.check(("off", kind, number), name, {*table, *patterns.operators}, f"predicate of {kind}")
    kept = _without(patterns.verbs, rules, verbs)
    return replace(
        patterns,
        verbs=kept,
        off={
            key: gone
            for key, rows in patterns.verbs.items()
            if (gone := tuple(row for row in rows if row.where in rules or key in verbs))
        },
        nouns=_without(patterns.nouns, rules, nouns),
        operators=_without(patterns.operators, rules, verbs | nouns),
        modes=tuple(row for row in patterns.modes if row.where not in rules),
        contexts=_without(patterns.contexts, rules, frozenset()),
    )


def _without(
    table: Mapping[str, tuple[Rule, ...]], rules: frozenset[str], predicates: frozenset[str]
) -> dict[str, tuple[Rule, ...]]:
    kept = {
        key: tuple(row for row in rows if row.where not in rules) if rules else rows
        for key, rows in table.items()
        if key not in predicates
    }
    return {key: rows for key, rows in kept.items() if rows}


def _read_rules(patterns: Patterns, off: OffDraft, mistakes: Mistakes) -> frozenset[str]:
    """The addresses to switch off. A word behind an address must be one of that row's predicates."""
    known = _list_rules(patterns) if off.rules else {}
    rules = []
    for number, rule in enumerate(off.rules):
        path = ("off", "rules", number)
        address, _, word = rule.strip().partition(" ")
        if not _ADDRESS.fullmatch(address):
            mistakes.add(path, f'{rule!r} is no address of a rule: write it as "verbs.conflict.tsv:123".')
        elif address not in known:
            mistakes.add(path, f"there is no rule {address}.{_suggest_rule(address, known)}")
        elif word and word.strip() not in known[address]:
            told = "|".join(sorted(known[address]))
            mistakes.add(path, f"{address} is not about {word.strip()!r} but about {told!r}. Perhaps it moved.")
        else:
            rules.append(address)
    return frozenset(rules)


def _list_rules(patterns: Patterns) -> dict[str, set[str]]:
    """The predicates, or the mode or context, of every rule that can be switched off, by its address."""
    known: dict[str, set[str]] = {}
    for table in (patterns.verbs, patterns.nouns, patterns.operators):
        for rows in table.values():
            for row in rows:
                known.setdefault(row.where, set()).add(row.predicate)
    for mode in patterns.modes:
        known.setdefault(mode.where, set()).add(mode.mode)
    for contexts in patterns.contexts.values():
        for context in contexts:
            known.setdefault(context.where, set()).add(context.context)
    return known


def _suggest_rule(address: str, known: Mapping[str, set[str]]) -> str:
    """The nearest file, or in the right file the nearest line."""
    file, _, line = address.rpartition(":")
    lines = [int(other.rpartition(":")[2]) for other in known if other.rpartition(":")[0] == file]
    if not lines:
        return suggest(file, {other.rpartition(":")[0] for other in known})
    nearest = f"{file}:{min(lines, key=lambda other: (abs(other - int(line)), other))}"
    return f" The nearest is {nearest} ({'|'.join(sorted(known[nearest]))})."
