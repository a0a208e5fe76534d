"""Sayings from what the listening head hears: cue by cue, whose words they are and which.

The roles of the words come from the head; who is meant by a phrase, and what the head leaves open, from the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from diurna.language.listener import Hearing, Listener, Role, Soundings
from diurna.language.passages import Passage
from diurna.language.tree import collect_subtree, find_child, iter_children
from diurna.records import Sentence, Span
from diurna.said.addressee import find_addressee
from diurna.said.cues import Cue, Cues
from diurna.said.kind import find_kind
from diurna.said.phrases import belongs_to_clause, find_neighbour, find_subject, is_negated
from diurna.said.roles import choose_roles, find_runs, lean_to_content
from diurna.said.saying import Saying

_FAR = 0.02
"""What each word between cue and source costs where two phrases could be the source."""
_NAMING = ("NOUN", "PROPN", "PRON", "DET")
_TELLING = ("VERB", "NOUN", "ADJ")


class Part(Struct, frozen=True):
    """A paragraph, or what of it is in a passage, with the cues that are heard in it."""

    passage: Passage
    hearing: Hearing
    first: int
    last: int
    cues: list[int]

    @property
    def span(self) -> Span:
        """Its characters in the text."""
        return _make_span(self.passage, (self.first, self.last))


def make_sayings(text: str, parts: Sequence[Part], listener: Listener, cues: Cues) -> Iterator[Saying]:
    """What the head hears with the cues of these parts; words of another paragraph are not looked for."""
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


def iter_parts(soundings: Soundings, choose: Callable[[Hearing], NDArray[np.bool_]]) -> Iterator[Part]:
    """The paragraphs with the tokens that `choose` takes for cues; those without any are left out."""
    for passage, hearing in zip(soundings.passages, soundings.hearings, strict=True):
        likely = choose(hearing)
        for first, last in passage.iter_paragraphs():
            cues = (np.flatnonzero(likely[first:last]) + first).tolist()
            if cues:
                yield Part(passage, hearing, first, last, cues)


def _make_saying(
    text: str, part: Part, cue: int, roles: NDArray[np.int64], scores: NDArray[np.float32], cues: Cues
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
    """The roles with the subject of a verb of speech as its source, where the head took it for what is said.

    It stands before the verb, or right behind it where words said stand before: "... for us," mentioned the delegate.
    """
    place, first = passage.locate(words[0])
    sentence, offset = passage.sentences[place], passage.offsets[place]
    last = min(first + words[1] - words[0], len(sentence.tokens)) - 1
    verb = _find_top(passage, words)
    subject = next(iter_children(sentence, verb, "nsubj"), None)
    if subject is not None and belongs_to_clause(sentence, verb, subject):
        return _lend_subject(sentence, verb, offset, roles)
    if subject is None and (roles[: words[0]] == Role.CONTENT).any():
        subject = find_neighbour(sentence, first, last)
    if subject is None or roles[offset + subject.index] != Role.CONTENT:
        return roles
    before = subject.index < first
    phrase = [offset + index for index in collect_subtree(sentence, subject.index) if (index < first) == before]
    freed = roles.copy()
    freed[phrase[0] : words[0] if before else phrase[-1] + 1] = Role.NONE
    freed[phrase] = Role.SOURCE
    return freed


def _lend_subject(sentence: Sentence, verb: int, offset: int, roles: NDArray[np.int64]) -> NDArray[np.int64]:
    """The roles with whoever the verb borrows its subject from as the source: "Blinken warned and mentioned it ..."."""
    speaker = find_subject(sentence, verb)
    if speaker is None or roles[offset + speaker.index] != Role.NONE:
        return roles
    lent = roles.copy()
    lent[offset + speaker.index] = Role.SOURCE
    return lent


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
