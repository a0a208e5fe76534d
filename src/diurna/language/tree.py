"""Walking a sentence's tree: children by relation, subtrees, phrases, and building a Sentence from its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diurna.records import Name, Sentence, Span, Token


def make_sentence(
    tokens: Sequence[Token], *, names: Sequence[Name] = (), index: int = 0, paragraph: int = 0
) -> Sentence:
    """A Sentence from its tokens, with the children of each token worked out."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    return Sentence(
        index=index,
        paragraph=paragraph,
        start=tokens[0].start,
        end=tokens[-1].end,
        tokens=tuple(tokens),
        names=tuple(names),
        children=tuple(tuple(below) for below in children),
    )


def base_relation(deprel: str) -> str:
    """The universal part of a relation: "nsubj" of "nsubj:pass"."""
    return deprel.partition(":")[0]


def iter_children(sentence: Sentence, index: int, *relations: str) -> Iterator[Token]:
    """Dependents of a token, left to right, whose relation is one of `relations` (all if none is given).

    "obl" also finds "obl:tmod"; "nsubj:pass" finds only itself.
    """
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        if not relations or token.deprel in relations or base_relation(token.deprel) in relations:
            yield token


def find_child(sentence: Sentence, index: int, *relations: str) -> Token | None:
    """The first dependent with one of these relations."""
    return next(iter_children(sentence, index, *relations), None)


def collect_subtree(sentence: Sentence, index: int, *, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Indices of a token and everything below it, in text order; relations in `without` are not entered.

    `without` applies below the token itself and names full or universal relations.
    """
    found = [index]
    stack = [index]
    while stack:
        for child in sentence.children[stack.pop()]:
            deprel = sentence.tokens[child].deprel
            if deprel in without or base_relation(deprel) in without:
                continue
            found.append(child)
            stack.append(child)
    return tuple(sorted(found))


def span_of(sentence: Sentence, indices: Sequence[int]) -> Span:
    """The characters from the first to the last of these tokens."""
    return Span(sentence.tokens[min(indices)].start, sentence.tokens[max(indices)].end)


def iter_ancestors(sentence: Sentence, index: int) -> Iterator[Token]:
    """The governor of a token, the governor's governor, and so on up to the root."""
    head = sentence.tokens[index].head
    while head >= 0:
        token = sentence.tokens[head]
        yield token
        head = token.head


def find_preposition(sentence: Sentence, index: int) -> str | None:
    """The preposition that introduces a phrase, as a lemma: "on" for "Moscow" in "on Moscow".

    Fixed expressions come whole: "because of", "in front of".
    """
    case = find_child(sentence, index, "case")
    if case is None:
        return None
    parts = [case.lemma, *(token.lemma for token in iter_children(sentence, case.index, "fixed"))]
    return " ".join(parts).lower()


def iter_conjuncts(sentence: Sentence, index: int) -> Iterator[Token]:
    """The token itself and everything that is coordinated with it: both Russia and China in "Russia and China"."""
    yield sentence.tokens[index]
    for child in iter_children(sentence, index, "conj"):
        yield from iter_conjuncts(sentence, child.index)
