"""Sayings as the listening head hears them, joined with those that the rules find.

The head decides which words are cues, and what is source and what content. The rules give it hints, name what kind of
cue a word is, and keep what only they see: a quotation that goes on without a cue, and what is told inside the words of
somebody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from diurna.language.listener import Hearing, Listener, Soundings
from diurna.language.passages import iter_passages
from diurna.language.states import Scan
from diurna.records import Span
from diurna.said.cues import Cues
from diurna.said.hearing import iter_parts, make_sayings
from diurna.said.hints import cut_hints, make_hints
from diurna.said.kind import find_kind
from diurna.said.marks import Quotation
from diurna.said.quoted import is_speech
from diurna.said.saying import Saying, find_holder, find_start

# Set on the development part of PolNeAR.
OUTER = 0.4
"""A word begins the cue of a saying that lies in no other from this probability on."""
INNER = 0.5
"""The same inside the words of another saying."""
FAINT = 0.05
"""A word is heard as a cue from this probability on, if a quotation near it has no speaker else."""
KEEP = 0.15
"""What the rules find stays from this probability on that it lies in no other saying."""
KEEP_INNER = 0.25
"""What they find inside the words of another stays from this probability on that it is a saying at all."""


def listen(scan: Scan, listener: Listener, sayings: Sequence[Saying], quotations: Sequence[Quotation]) -> Soundings:
    """What the listening head hears of a text, with the rules' sayings and the quotation marks as hints."""
    passages = tuple(iter_passages(scan))
    hints = cut_hints(make_hints(scan.parse.sentences, sayings, quotations), passages)
    hearings = tuple(listener.hear(passage, own) for passage, own in zip(passages, hints, strict=True))
    return Soundings(passages, hearings, listener)


def join_sayings(
    text: str,
    soundings: Soundings,
    listener: Listener,
    sayings: Sequence[Saying],
    *,
    cues: Cues,
    quotations: Sequence[Quotation] = (),
) -> tuple[Saying, ...]:
    """The sayings of a text as head and rules find them together, in reading order.

    `sayings` are the rules' own; of `quotations` none stays without a speaker if the head hears even a faint cue.
    """
    parts = list(iter_parts(soundings, _is_likely))
    found = _drop_doubles(make_sayings(text, parts, listener, cues))
    kept = [saying for saying in found if saying.chance >= OUTER]
    # What begins no saying of its own counts only inside the words of another, or as the second verb of one.
    weak = [saying for saying in found if saying.chance < OUTER]
    seconds = _find_seconds(soundings, kept)
    kept += [one for one in weak if find_holder(one, kept) is not None or _starts_at(one, seconds)]
    kept = _complete(text, kept, sayings)
    kept += _iter_ruled(soundings, kept, sayings)
    kept += _iter_faint(text, soundings, listener, kept, cues, quotations)
    return tuple(sorted(kept, key=find_start))


def _find_seconds(soundings: Soundings, kept: Sequence[Saying]) -> set[int]:
    """Where the verbs start that are coordinated with a cue: "warned of a build-up and said ..."."""
    cues = [saying.cue for saying in kept if saying.cue is not None]
    found = set()
    for passage in soundings.passages:
        for sentence in passage.sentences:
            for token in sentence.tokens:
                if token.deprel == "conj" and any(cue.covers(sentence.tokens[token.head].span) for cue in cues):
                    found.add(token.start)
    return found


def _starts_at(saying: Saying, starts: Collection[int]) -> bool:
    return saying.cue is not None and any(saying.cue.start <= start < saying.cue.end for start in starts)


def _is_likely(hearing: Hearing) -> NDArray[np.bool_]:
    return (hearing.outer >= OUTER) | (hearing.any >= INNER)


def _is_faint(hearing: Hearing) -> NDArray[np.bool_]:
    return (hearing.outer >= FAINT) & (hearing.outer < OUTER)


def _iter_faint(
    text: str,
    soundings: Soundings,
    listener: Listener,
    kept: Sequence[Saying],
    cues: Cues,
    quotations: Sequence[Quotation],
) -> Iterator[Saying]:
    """For each quoted sentence that nobody says yet, the likeliest of the faint cues around it."""
    lone = [one for one in quotations if is_speech(text, one) and not any(_says(saying, one.span) for saying in kept)]
    if not lone:
        return
    near = [part for part in iter_parts(soundings, _is_faint) if any(part.span.overlaps(one.span) for one in lone)]
    faint = [saying for saying in make_sayings(text, near, listener, cues) if not _is_known(saying, kept)]
    taken: list[Saying] = []
    for quotation in lone:
        fitting = [saying for saying in faint if _says(saying, quotation.span) and saying not in taken]
        best = max(fitting, key=_find_chance, default=None)
        if best is not None:
            taken.append(best)
            yield best


def _says(saying: Saying, span: Span) -> bool:
    """Whether half of the characters or more are content of the saying."""
    shared = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in saying.content)
    return 2 * shared >= span.end - span.start


def _is_known(saying: Saying, others: Iterable[Saying]) -> bool:
    return any(one.cue is not None and saying.cue is not None and one.cue.overlaps(saying.cue) for one in others)


def _drop_doubles(sayings: Iterable[Saying]) -> list[Saying]:
    """Without those whose cue is part of a likelier one's: "ready" beside "were ready"."""
    kept: list[Saying] = []
    for saying in sorted(sayings, key=_find_chance, reverse=True):
        if not _is_known(saying, kept):
            kept.append(saying)
    return kept


def _find_chance(saying: Saying) -> float:
    return saying.chance


def _iter_ruled(soundings: Soundings, heard: Sequence[Saying], sayings: Sequence[Saying]) -> Iterator[Saying]:
    """What only the rules find, where the head does not deny it."""
    sentences = (sentence for passage in soundings.passages for sentence in passage.sentences)
    starts = np.array([token.start for sentence in sentences for token in sentence.tokens])
    nothing = np.zeros(0, dtype=np.float32)
    outer = np.concatenate([hearing.outer for hearing in soundings.hearings] or [nothing])
    inner = np.concatenate([hearing.any for hearing in soundings.hearings] or [nothing])
    for saying in sayings:
        cue = saying.cue
        if cue is None or _is_known(saying, heard):
            continue
        first, last = np.searchsorted(starts, [cue.start, cue.end])
        held = any(span.covers(cue) for one in heard for span in one.content)
        chances, least = (inner, KEEP_INNER) if held else (outer, KEEP)
        chance = float(chances[first:last].max(initial=0.0))
        if chance >= least:
            yield replace(saying, chance=float(outer[first:last].max(initial=0.0)))


def _complete(text: str, heard: Sequence[Saying], sayings: Sequence[Saying]) -> list[Saying]:
    """What is heard, with what the rules know of the same cues: kind of cue, addressee, quotations that go on."""
    known = [(saying.cue, saying) for saying in sayings if saying.cue is not None]
    taken = [span for saying in heard for span in saying.content]
    listeners = {saying.addressee_head for saying in heard} - {None}
    completed = []
    for saying in heard:
        twin = next((rule for cue, rule in known if saying.cue is not None and cue.overlaps(saying.cue)), None)
        if twin is None:
            completed.append(saying)
            continue
        last = max(span.end for span in saying.content)
        more = [
            span
            for span in twin.content
            if span.start >= last
            and not any(span.overlaps(other) for other in taken)
            and _is_whole_quotation(text, span)
        ]
        content = (*saying.content, *more)
        # A second verb of the same subject: the head often leaves it without a source, or takes whoever is told.
        told = saying.source_head in listeners and twin.source_head not in listeners
        lacking = (saying.source is None or told) and twin.source is not None
        borrowed = lacking and not any(span.overlaps(twin.source) for span in content if twin.source is not None)
        completed.append(
            replace(
                saying,
                content=content,
                kind=find_kind(text, content),
                cue_lemma=twin.cue_lemma,
                cue_class=twin.cue_class,
                addressee_head=twin.addressee_head or saying.addressee_head,
                negated=saying.negated or twin.negated,
                source=twin.source if borrowed else saying.source,
                source_head=twin.source_head if borrowed or saying.source == twin.source else saying.source_head,
            )
        )
    return completed


def _is_whole_quotation(text: str, span: Span) -> bool:
    return text[span.start] in "\"“”„«'‘" and span.end - span.start > 2
