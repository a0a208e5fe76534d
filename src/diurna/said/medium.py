"""Through which medium and on which occasion was it said? "Tweeted", "in a letter"; "at a press conference on Monday".

The phrases hang on the cue, on the cue it is coordinated with, or on whoever is told. Words that are said are never
either; a time that stands inside the words said belongs to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from diurna.language.tree import base_relation, collect_subtree, find_child, find_preposition, iter_children
from diurna.records import Sentence, Span, Token
from diurna.said.circumstances import Circumstance, is_outlet_noun, is_place, is_platform, is_time, judge_phrase
from diurna.said.media import Media
from diurna.said.saying import Saying

_PHRASES = ("obl", "nmod", "advmod", "advcl", "obj", "iobj", "acl")
_BREAKS = frozenset(',;:()[]–—"“”„«».') | {"--", "...", "…"}
_REACHED = frozenset(("reach", "contact", "interview", "quote", "speak"))


class Phrase(Struct, frozen=True):
    """Tokens around a cue that tell of a medium or an occasion."""

    indices: tuple[int, ...]
    tells: Circumstance
    is_object: bool
    """Whether it is told or asked: "the daily" in "told the daily by phone"."""


def find_circumstances(saying: Saying, sentence: Sentence, media: Media) -> tuple[Span | None, Span | None]:
    """The words for medium and occasion of a saying, each None without any.

    Media are "in a statement", "the weekly Novosti" that was told, "tweeted"; an occasion is time, place and event: "at
    the summit on Monday".
    """
    token = find_cue_token(saying, sentence)
    if token is None:
        return None, None
    phrases = _find_phrases(saying, sentence, token, media)
    occasion = _join(sentence, token, [phrase for phrase in phrases if phrase.tells is Circumstance.OCCASION])
    return _find_medium(saying, sentence, token, phrases, media), occasion


def _find_medium(
    saying: Saying, sentence: Sentence, token: Token, phrases: Sequence[Phrase], media: Media
) -> Span | None:
    named = [phrase for phrase in phrases if phrase.tells is Circumstance.MEDIUM]
    found = _join(sentence, token, [phrase for phrase in named if not phrase.is_object] or named)
    if found is not None:
        return _extend(sentence, token, found)
    if token.lemma.lower() in media.verbs and token.upos == "VERB":
        return token.span
    return _find_source_medium(saying, sentence, media)


def _extend(sentence: Sentence, token: Token, medium: Span) -> Span:
    """The medium with whom it goes to, which trees may hang on the cue: "in a letter" and "to the speaker"."""
    for child in iter_children(sentence, token.index, "obl"):
        indices = collect_subtree(sentence, child.index)
        first = indices[0]
        if first > 0 and sentence.tokens[first - 1].end == medium.end and sentence.tokens[first].text == "to":
            return Span(medium.start, sentence.tokens[max(_trim(sentence, child, ()))].end)
    return medium


def find_cue_token(saying: Saying, sentence: Sentence) -> Token | None:
    """The word that governs the others of a cue: "told" of "has told"; for a colon the head of the sentence."""
    if saying.cue is None:
        return None
    inside = [token for token in sentence.tokens if saying.cue.covers(token.span)]
    if not inside:
        return None
    if all(token.upos == "PUNCT" for token in inside):
        return sentence.tokens[sentence.root]
    indices = {token.index for token in inside}
    tops = [token for token in inside if token.head not in indices]
    return next((token for token in reversed(tops) if token.upos in ("VERB", "NOUN", "ADJ")), tops[-1])


def _join(sentence: Sentence, token: Token, phrases: Collection[Phrase]) -> Span | None:
    """The run of phrases side by side that stands nearest to the cue."""
    runs: list[list[int]] = []
    for indices in sorted(phrase.indices for phrase in phrases):
        if runs and indices[0] <= runs[-1][-1] + 1:
            runs[-1] = sorted({*runs[-1], *indices})
        else:
            runs.append(list(indices))
    if not runs:
        return None
    best = min(runs, key=lambda run: min(abs(index - token.index) for index in run))
    return Span(sentence.tokens[best[0]].start, sentence.tokens[best[-1]].end)


def _find_phrases(saying: Saying, sentence: Sentence, token: Token, media: Media) -> list[Phrase]:
    """The phrases of a cue; where it has none, those of the verb that it is coordinated with or depends on."""
    taken = {token.index}
    for span in saying.content:
        if span.overlaps(sentence.span):
            start, end = span.start, span.end
            taken.update(other.index for other in sentence.tokens if start <= other.start and other.end <= end)
    found = list(_iter_phrases(sentence, token, media, taken))
    if found or token.head < 0 or base_relation(token.deprel) not in ("conj", "advcl", "xcomp"):
        return found
    governor = sentence.tokens[token.head]
    if governor.upos != "VERB":
        return found
    return list(_iter_phrases(sentence, governor, media, taken | set(collect_subtree(sentence, token.index))))


def _iter_phrases(sentence: Sentence, token: Token, media: Media, taken: Collection[int]) -> Iterator[Phrase]:
    said = [index for index in taken if index != token.index]
    for child, only in _iter_candidates(sentence, token, media, taken):
        if child.index in taken:
            continue
        indices = _trim(sentence, child, taken)
        tells = judge_phrase(sentence, child, indices, media)
        if tells is Circumstance.MEDIUM:
            indices = _trim(sentence, child, {*taken, *_collect_times(sentence, child, media)})
        if tells is Circumstance.OCCASION and _is_idle_place(sentence, child, token, said=said, media=media):
            continue
        if tells is not None and only in (None, tells):
            yield Phrase(indices, tells, base_relation(child.deprel) in ("obj", "iobj"))


def _is_idle_place(sentence: Sentence, head: Token, cue: Token, *, said: Collection[int], media: Media) -> bool:
    """Whether a place is not that of the saying: it opens the sentence alone, or stands behind the words said.

    "In Moscow a spokesman said" tells where people are, "declared victory in Syria" where others are.
    """
    if not is_place(sentence, head, media):
        return False
    if any(cue.index < index < head.index for index in said):
        return True
    opens = head.upos == "PROPN" and collect_subtree(sentence, head.index)[0] == 0
    return opens and find_preposition(sentence, head.index) == "in" and find_child(sentence, head.index, "nmod") is None


def _iter_candidates(
    sentence: Sentence, token: Token, media: Media, taken: Collection[int]
) -> Iterator[tuple[Token, Circumstance | None]]:
    """Dependents of a cue and of those that it tells, each with the one thing that it may tell."""
    for child in iter_children(sentence, token.index, *_PHRASES):
        yield child, None
        if child.index not in taken and base_relation(child.deprel) in ("obl", "obj", "iobj"):
            yield from ((inner, None) for inner in _iter_below(sentence, child))
    yield from ((child, None) for child in _iter_behind(sentence, token, taken))
    for child in iter_children(sentence, token.index, "nsubj", "nsubj:pass"):
        yield from _iter_beside_subject(sentence, child, token, media)
    for child in iter_children(sentence, token.index, "xcomp", "advcl"):
        if child.lemma.lower() == "say" or (child.deprel == "xcomp" and child.index < token.index):
            for phrase in iter_children(sentence, child.index, *_PHRASES):
                yield phrase, None  # "was quoted as saying by the agency"


def _iter_behind(sentence: Sentence, token: Token, taken: Collection[int]) -> Iterator[Token]:
    """The phrases behind a cue that the tree hangs on what is said: "said on Friday his party would"."""
    for other in sentence.tokens[token.index + 1 :]:
        if other.upos == "PUNCT" or other.index in taken:
            return
        hangs = base_relation(other.deprel) in ("obl", "nmod", "advmod")
        if hangs and other.head in taken and other.head > token.index:
            yield other


def _iter_below(sentence: Sentence, head: Token) -> Iterator[Token]:
    """The phrases to the right below a noun, and below those: "told parliament by radio before dawn"."""
    for inner in iter_children(sentence, head.index, "nmod", "obl", "advmod"):
        if inner.index > head.index:
            yield inner
            yield from _iter_below(sentence, inner)


def _iter_beside_subject(
    sentence: Sentence, subject: Token, cue: Token, media: Media
) -> Iterator[tuple[Token, Circumstance | None]]:
    """What stands beside the subject: "Novak, in a letter, warned", "Japan on Monday accused", "said Novak in Baku"."""
    for inner in iter_children(sentence, subject.index, "nmod", "acl", "advmod", "flat"):
        if inner.index < subject.index:
            continue
        if inner.deprel == "acl" and inner.lemma.lower() in _REACHED:
            yield from ((phrase, Circumstance.MEDIUM) for phrase in iter_children(sentence, inner.index, "obl"))
        elif inner.deprel == "flat" and subject.index > cue.index:
            yield from ((phrase, None) for phrase in iter_children(sentence, inner.index, "nmod"))
        first = collect_subtree(sentence, inner.index)[0]
        set_off = any(sentence.tokens[at].text == "," for at in (first, first - 1))
        behind = subject.index > cue.index and subject.upos == "PROPN"
        if inner.deprel in ("nmod", "acl", "advmod") and (set_off or behind or is_time(sentence, inner, media)):
            yield inner, None
        elif inner.deprel == "nmod" and inner.upos == "NOUN" and find_preposition(sentence, inner.index) == "in":
            yield inner, Circumstance.MEDIUM  # "the bishops in a note urged"


def _trim(sentence: Sentence, head: Token, taken: Collection[int]) -> tuple[int, ...]:
    """The phrase in one piece around its head, without commas and what is said, and without what a comma cuts off."""
    inside = set(collect_subtree(sentence, head.index)) - set(taken)
    first = last = head.index
    while first - 1 in inside and sentence.tokens[first - 1].text not in _BREAKS:
        first -= 1
    while last + 1 in inside and sentence.tokens[last + 1].text not in _BREAKS:
        last += 1
    while sentence.tokens[first].upos in ("CCONJ", "PUNCT") and first < head.index:
        first += 1
    return tuple(range(first, last + 1))


def _collect_times(sentence: Sentence, head: Token, media: Media) -> Iterator[int]:
    """The times below a medium, which are times of the saying: "on Tuesday" in "in a letter on Tuesday"."""
    for child in iter_children(sentence, head.index, "nmod", "obl"):
        outer = child.index > head.index and find_preposition(sentence, child.index) != "of"
        if outer and is_time(sentence, child, media):
            yield from collect_subtree(sentence, child.index)


def _find_source_medium(saying: Saying, sentence: Sentence, media: Media) -> Span | None:
    """The source itself, where a paper, a channel or a letter speaks: "state radio said", "according to a note"."""
    if saying.source is None or saying.source_head is None or saying.source_head[0] != sentence.index:
        return None
    head = sentence.tokens[saying.source_head[1]]
    # A paper or channel by name speaks for itself, except behind "according to".
    named = saying.cue_lemma == "according to" and is_platform(sentence, head, media)
    spoken = head.upos == "NOUN" and (head.lemma.lower() in media.media or is_outlet_noun(sentence, head, media))
    if not (named or spoken):
        return None
    inside = [
        token.index
        for token in sentence.tokens
        if saying.source.covers(token.span) and token.index in collect_subtree(sentence, head.index)
    ]
    last = head.index
    while last + 1 in inside and sentence.tokens[last + 1].upos != "PUNCT":
        last += 1
    return Span(sentence.tokens[inside[0]].start, sentence.tokens[last].end) if inside else None
