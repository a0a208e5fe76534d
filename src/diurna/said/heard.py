"""Sayings as the listening head hears them, joined with those that the rules find.

The head decides which words are cues, and what is source and what content. The rules give it hints, name what kind of
cue a word is, and keep what only they see: a quotation that goes on without a cue, and what is told inside the words of
somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from diurna.language.listener import Hearing, Listener, Role, Soundings
from diurna.language.passages import Passage, iter_passages
from diurna.language.states import Scan
from diurna.language.tree import collect_subtree, find_child, iter_children
from diurna.records import Span
from diurna.said.addressee import find_addressee
from diurna.said.cues import Cue, Cues
from diurna.said.hints import make_hints
from diurna.said.kind import find_kind
from diurna.said.marks import Quotation
from diurna.said.phrases import find_neighbour, is_negated
from diurna.said.roles import choose_roles, find_runs, lean_to_content
from diurna.said.saying import Saying, find_holder, find_start

OUTER = 0.4
"""A word begins the cue of a saying that lies in no other from this probability on."""
INNER = 0.5
"""The same inside the words of another saying."""
KEEP = 0.15
"""What the rules find stays from this probability on that it lies in no other saying."""
KEEP_INNER = 0.25
"""What they find inside the words of another stays from this probability on that it is a saying at all."""
_FAR = 0.02
"""What each word between cue and source costs where two phrases could be the source."""
_NAMING = ("NOUN", "PROPN", "PRON", "DET")
_TELLING = ("VERB", "NOUN", "ADJ")


class _Part(Struct, frozen=True):
    """A paragraph, or what of it is in a passage, with the cues that are heard in it."""

    passage: Passage
    hearing: Hearing
    first: int
    last: int
    cues: list[int]


def listen(scan: Scan, listener: Listener, sayings: Sequence[Saying], quotations: Sequence[Quotation]) -> Soundings:
    """What the listening head hears of a text, with the rules' sayings and the quotation marks as hints."""
    passages = tuple(iter_passages(scan))
    hearings = tuple(listener.hear(passage, make_hints(passage, sayings, quotations)) for passage in passages)
    return Soundings(passages, hearings, listener)


def join_sayings(
    text: str, soundings: Soundings, listener: Listener, sayings: Sequence[Saying], *, cues: Cues
) -> tuple[Saying, ...]:
    """The sayings of a text as head and rules find them together, in reading order; `sayings` are the rules' own."""
    found = _drop_doubles(_iter_heard(text, soundings, listener, cues))
    kept = [saying for saying in found if saying.chance >= OUTER]
    # What begins no saying of its own counts only inside the words of another.
    kept += [saying for saying in found if saying.chance < OUTER and find_holder(saying, kept) is not None]
    kept = _complete(text, kept, sayings)
    kept += _iter_ruled(soundings, kept, sayings)
    return tuple(sorted(kept, key=find_start))


def _drop_doubles(sayings: Iterable[Saying]) -> list[Saying]:
    """Without those whose cue is part of a likelier one's: "ready" beside "were ready"."""
    kept: list[Saying] = []
    for saying in sorted(sayings, key=_find_chance, reverse=True):
        if not any(one.cue is not None and saying.cue is not None and one.cue.overlaps(saying.cue) for one in kept):
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
        if cue is None or any(one.cue is not None and one.cue.overlaps(cue) for one in heard):
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
        # A second verb of the same subject: the head often leaves it without a source, the tree does not.
        lacking = saying.source is None and twin.source is not None
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


def _iter_heard(text: str, soundings: Soundings, listener: Listener, cues: Cues) -> Iterator[Saying]:
    """What the head alone hears; words of another paragraph are not looked for."""
    parts = list(_iter_parts(soundings))
    assignments = [
        listener.assign(part.passage, part.hearing, part.cues, within=(part.first, part.last)) for part in parts
    ]
    chosen = choose_roles(assignments, [[cue - part.first for cue in part.cues] for part in parts])
    for part, assignment, found in zip(parts, assignments, chosen, strict=True):
        for row, cue in enumerate(part.cues):
            if not (found[row] == Role.CONTENT).any():
                (found[row],) = choose_roles([lean_to_content(assignment, row)], [[cue - part.first]])[0]
            roles = np.zeros(part.passage.offsets[-1], dtype=np.int64)
            roles[part.first : part.last] = found[row]
            scores = assignment.roles[row, :, Role.SOURCE]
            saying = _make_saying(text, part, cue, roles, scores, cues)
            if saying is not None:
                yield replace(saying, chance=float(part.hearing.outer[cue]))


def _iter_parts(soundings: Soundings) -> Iterator[_Part]:
    for passage, hearing in zip(soundings.passages, soundings.hearings, strict=True):
        likely = (hearing.outer >= OUTER) | (hearing.any >= INNER)
        for first, last in passage.iter_paragraphs():
            cues = (np.flatnonzero(likely[first:last]) + first).tolist()
            if cues:
                yield _Part(passage, hearing, first, last, cues)


def _make_saying(
    text: str, part: _Part, cue: int, roles: NDArray[np.int64], scores: NDArray[np.float32], cues: Cues
) -> Saying | None:
    passage = part.passage
    words = next(run for run in find_runs(roles == Role.CUE) if run[0] <= cue < run[1])
    row = _find_row(passage, words, cues)
    if row is not None and "quote" in row.takes and not (roles == Role.SOURCE).any():
        roles = _free_subject(passage, words, roles)
    content = tuple(_make_span(passage, run) for run in find_runs(roles == Role.CONTENT))
    if not content:
        return None
    sources = find_runs(roles == Role.SOURCE)
    # Of several phrases the likeliest; a far one is less likely than it seems.
    source = max(sources, key=lambda run: _weigh_source(run, scores, part.first, cue), default=None)
    place, token = passage.locate(cue)
    sentence = passage.sentences[place]
    if source is None and row is not None and "quote" in row.takes:
        source = _find_source_beside(passage, words, roles)
    addressee = find_addressee(sentence, _find_top(passage, words), row.takes if row is not None else ())
    return Saying(
        sentence=sentence.index,
        content=content,
        kind=find_kind(text, content),
        source=None if source is None else _make_span(passage, source),
        source_head=None if source is None else _find_head(passage, source, _NAMING),
        cue=_make_span(passage, words),
        cue_lemma=sentence.tokens[token].lemma.lower() if row is None else row.lemma,
        cue_class=None if row is None else row.cue_class,
        addressee_head=None if addressee is None else (sentence.index, addressee),
        negated=any(is_negated(passage.sentences[at[0]], at[1]) for at in map(passage.locate, range(*words))),
    )


def _free_subject(passage: Passage, words: tuple[int, int], roles: NDArray[np.int64]) -> NDArray[np.int64]:
    """The roles with the subject of a verb of speech as its source, where the head took it for what is said."""
    place, first = passage.locate(words[0])
    sentence, offset = passage.sentences[place], passage.offsets[place]
    subject = next(iter_children(sentence, _find_top(passage, words), "nsubj"), None)
    if subject is None or subject.index >= first or roles[offset + subject.index] != Role.CONTENT:
        return roles
    phrase = [offset + index for index in collect_subtree(sentence, subject.index) if index < first]
    freed = roles.copy()
    freed[phrase[0] : words[0]] = Role.NONE
    freed[phrase] = Role.SOURCE
    return freed


def _find_source_beside(passage: Passage, words: tuple[int, int], roles: NDArray[np.int64]) -> tuple[int, int] | None:
    """The noun right beside a verb of speech that the head left without a source: ", mentioned the delegate"."""
    place, first = passage.locate(words[0])
    sentence = passage.sentences[place]
    last = min(first + words[1] - words[0], len(sentence.tokens)) - 1
    passive = find_child(sentence, last, "aux:pass") is not None
    beside = None if passive else find_neighbour(sentence, first, last)
    if beside is None:
        return None
    offset = passage.offsets[place]
    phrase = [index for index in collect_subtree(sentence, beside.index) if roles[offset + index] == Role.NONE]
    if beside.index not in phrase:
        return None
    low = high = beside.index
    while low - 1 in phrase:
        low -= 1
    while high + 1 in phrase and sentence.tokens[high + 1].upos != "PUNCT":
        high += 1
    return low + offset, high + 1 + offset


def _weigh_source(run: tuple[int, int], scores: NDArray[np.float32], first: int, cue: int) -> float:
    return float(scores[run[0] - first : run[1] - first].mean()) - _FAR * abs(run[0] - cue)


def _make_span(passage: Passage, run: tuple[int, int]) -> Span:
    (first_place, first), (last_place, last) = passage.locate(run[0]), passage.locate(run[1] - 1)
    sentences = passage.sentences
    return Span(sentences[first_place].tokens[first].start, sentences[last_place].tokens[last].end)


def _find_head(passage: Passage, run: tuple[int, int], classes: tuple[str, ...]) -> tuple[int, int] | None:
    """The word of a phrase on which its others hang, rather one of these word classes: (sentence index, token)."""
    place, first = passage.locate(run[0])
    sentence = passage.sentences[place]
    inside = range(first, min(first + run[1] - run[0], len(sentence.tokens)))
    tops = [index for index in inside if sentence.tokens[index].head not in inside]
    fitting = (index for index in tops if sentence.tokens[index].upos in classes)
    head = next(fitting, tops[0] if tops else None)
    return None if head is None else (sentence.index, head)


def _find_top(passage: Passage, run: tuple[int, int]) -> int:
    """The word of a cue on which its others hang, in its sentence: "told" of "has told"."""
    head = _find_head(passage, run, _TELLING)
    return head[1] if head is not None else passage.locate(run[0])[1]


def _find_row(passage: Passage, run: tuple[int, int], cues: Cues) -> Cue | None:
    """The row of the first word of a cue that has one; a set phrase ("according to") before single words."""
    place, first = passage.locate(run[0])
    sentence = passage.sentences[place]
    words = sentence.tokens[first : first + run[1] - run[0]]
    phrase = cues.prepositions.get(" ".join(word.text.lower() for word in words))
    if phrase is not None:
        return phrase
    tables = {"VERB": cues.verbs, "NOUN": cues.nouns, "ADJ": cues.adjectives, "ADV": cues.adverbs}
    for word in words:
        table = tables.get(word.upos, cues.marks)
        particle = find_child(sentence, word.index, "compound:prt")
        lemma = word.lemma.lower()
        row = table.get(f"{lemma} {particle.lemma.lower()}") if particle is not None else None
        row = row or table.get(lemma)
        if row is not None and word.upos != "AUX":
            return row
    return None
