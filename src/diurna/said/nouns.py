"""Cues that are no verbs: "X's claim that ...", "according to X", "reportedly"."""

from __future__ import annotations

from collections.abc import Mapping

from diurna.language.tree import base_relation, collect_subtree, find_child, iter_children
from diurna.records import Sentence, Span, Token
from diurna.said.cues import Cue
from diurna.said.draft import Draft
from diurna.said.phrases import find_by_phrase, find_subject
from diurna.said.verbs import make_draft

# Verbs that lend their subject to a noun; not "face", "win", "draw", whose subject is the one criticised or praised.
_LIGHT = frozenset((
    "make", "issue", "give", "express", "voice", "have", "hold", "raise", "share", "repeat", "reiterate", "renew",
    "withdraw", "drop", "announce", "reaffirm", "level", "launch", "deliver", "release", "send", "offer", "file",
    "submit",
))  # fmt: skip


_CLAUSES = frozenset(("root", "conj", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"))
_MAIN_CLAUSES = frozenset(("root", "conj", "parataxis"))


def draft_noun(sentence: Sentence, token: Token, nouns: Mapping[str, Cue]) -> Draft | None:
    """What a noun gives to its possessor or to its verb's subject: "their call for talks", "made a vow to return"."""
    row = nouns.get(token.lemma.lower())
    if row is None:
        return None
    content = _find_noun_content(sentence, token, row)
    if not content:
        return None
    subject = _find_owner(sentence, token)
    if subject is None or subject.index in content:
        return None
    return make_draft(sentence, token, row, subject=subject, content=content)


def _find_noun_content(sentence: Sentence, token: Token, row: Cue) -> set[int]:
    for child in iter_children(sentence, token.index, "acl", "ccomp", "acl:relcl"):
        mark = find_child(sentence, child.index, "mark")
        if mark is None:
            continue
        word = mark.lemma.lower()
        if (word == "that" and "that" in row.takes) or (word == "to" and "to" in row.takes):
            return set(collect_subtree(sentence, child.index))
    for child in iter_children(sentence, token.index, "nmod", "acl"):
        introducer = find_child(sentence, child.index, "case", "mark")
        if child.index > token.index and introducer is not None and introducer.lemma.lower() in row.prepositions:
            return set(collect_subtree(sentence, child.index)) - {introducer.index}
    copula = find_child(sentence, token.index, "cop")
    clause = find_child(sentence, token.index, "ccomp", "csubj")
    if copula is not None and clause is not None and "that" in row.takes:
        return set(collect_subtree(sentence, clause.index))
    return set()


def _find_owner(sentence: Sentence, token: Token) -> Token | None:
    owner = find_child(sentence, token.index, "nmod:poss") or find_by_phrase(sentence, token.index)
    if owner is not None:
        return owner
    for child in iter_children(sentence, token.index, "nmod"):
        case = find_child(sentence, child.index, "case")
        if case is not None and case.lemma.lower() == "from":
            return child
    if base_relation(token.deprel) != "obj" or token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    if verb.lemma.lower() not in _LIGHT:
        return None
    return find_subject(sentence, verb.index)


def draft_adverb(sentence: Sentence, token: Token, adverbs: Mapping[str, Cue]) -> Draft | None:
    """The clause that somebody unnamed tells: "The ship was reportedly seized"."""
    row = adverbs.get(token.lemma.lower())
    if row is None or token.head < 0:
        return None
    head = sentence.tokens[token.head]
    if head.upos != "VERB" and find_child(sentence, head.index, "cop", "nsubj", "nsubj:pass") is None:
        return None
    content = set(collect_subtree(sentence, head.index)) - {token.index}
    return make_draft(sentence, token, row, subject=None, content=content)


def draft_preposition(sentence: Sentence, token: Token, prepositions: Mapping[str, Cue]) -> Draft | None:
    """The clause around "according to X", "in the words of X", "in X's view"."""
    row, last = _find_set_phrase(sentence, token, prepositions)
    if row is None:
        return None
    head = _find_noun_after(sentence, token.index, last)
    if head is None:
        return None
    phrase = set(collect_subtree(sentence, head.index))
    top = head
    if top.head in range(token.index, last + 1):  # "according" as a verb or noun with the source below it
        top = sentence.tokens[token.index if token.head not in range(token.index, last + 1) else token.head]
    while token.index <= top.index <= last and token.index <= top.head <= last:
        top = sentence.tokens[top.head]
    if top.head < 0:
        return None
    trailing = token.index > 0 and sentence.tokens[token.index - 1].text == ","
    carrier = _climb_to_clause(sentence, sentence.tokens[top.head], whole=trailing)
    words = set(range(token.index, last + 1))
    content = set(collect_subtree(sentence, carrier.index)) - phrase - words - set(collect_subtree(sentence, top.index))
    if min(content, default=0) < token.index:
        for child in iter_children(sentence, carrier.index, "conj"):
            if child.index > head.index:
                content -= set(collect_subtree(sentence, child.index))
    draft = make_draft(sentence, token, row, subject=head, content=content)
    draft.cue = Span(token.start, sentence.tokens[last].end)
    return draft


def _find_set_phrase(sentence: Sentence, token: Token, prepositions: Mapping[str, Cue]) -> tuple[Cue | None, int]:
    """The longest set phrase that starts at a token, and its last token."""
    tokens = sentence.tokens
    for length in (4, 3, 2, 1):
        words = tokens[token.index : token.index + length]
        row = prepositions.get(" ".join(word.text.lower() for word in words))
        if row is not None and len(words) == length:
            return row, token.index + length - 1
    return None, token.index


def _find_noun_after(sentence: Sentence, first: int, last: int) -> Token | None:
    """The noun that a set phrase introduces: the governor outside of it, or the first dependent behind it."""
    tokens = sentence.tokens
    governor = tokens[first].head
    if governor > last and tokens[first].deprel == "case":
        return tokens[governor]
    for index in range(first, last + 1):
        for child in iter_children(sentence, index, "obl", "nmod", "obj", "advcl", "ccomp", "pobj"):
            if child.index > last:
                return child
        if tokens[index].head > last:
            return tokens[tokens[index].head]
    return None


def _climb_to_clause(sentence: Sentence, token: Token, *, whole: bool) -> Token:
    """The clause that a phrase belongs to: from a noun up to its verb; with `whole` up to the main clause.

    ", according to X" behind a comma covers the whole sentence, whatever small clause the tree hangs it on.
    """
    stops = _MAIN_CLAUSES if whole else _CLAUSES
    current = token
    while current.head >= 0 and (
        base_relation(current.deprel) not in stops
        or (whole and current.deprel == "conj" and find_child(sentence, current.index, "nsubj", "nsubj:pass") is None)
    ):
        current = sentence.tokens[current.head]
    while current.head >= 0 and base_relation(current.deprel) == "xcomp":
        current = sentence.tokens[current.head]
    return current
