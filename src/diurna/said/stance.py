"""Which way does a saying point: does it support, oppose, demand, offer or deny what it is about?

The cue decides where it takes a stance itself ("rejected"); behind a neutral cue ("said") the clauses of what is said
do. The words are in `stances.tsv`. Irony, images and arguments are not read: "a list is no evidence" takes no stance.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from diurna.language.tree import find_child, iter_children
from diurna.records import Parse, QuoteKind, Sentence, Span, Stance, Token
from diurna.said.clause import judge_clause, make_clause
from diurna.said.saying import Saying
from diurna.said.stances import Row, StanceTable

_QUESTION_WORDS = frozenset(("whether", "if", "who", "what", "when", "where", "why", "how", "which"))
_NOBODY = frozenset(("nobody", "none", "no", "neither", "no-one"))
_DOUBLE_MARKS = frozenset('"“”„‟«»″')
_NOTHING = Row(None, None, "")
# Cues whose object is judged by its predicate: "found it a mistake".
_JUDGING = frozenset(("find", "judge", "consider", "think", "deem", "hold", "believe", "see", "view", "regard"))
# Classes of cues that take no stance themselves and leave it to what is said.
_REPORTS = frozenset(
    ("say", "claim", "discuss", "warn", "name", "believe", "know", "show", "seem", "feel", "expect", "decide")
)


class Words(Struct, frozen=True):
    """Tokens of one sentence that lie inside the content of a saying."""

    sentence: Sentence
    inside: Sequence[int]


def find_stance(saying: Saying, parse: Parse, table: StanceTable) -> Stance | None:
    """The direction of a statement towards what it is about; None where it takes none or takes one back.

    "Rejected Lavrov's claim" opposes, whatever Lavrov claimed; "said the siege must end" demands; "did not oppose"
    takes none.
    """
    words = list(_iter_words(saying.content, parse))
    if not words:
        return None
    if saying.cue_lemma is None:
        return _read_content(saying, parse.text, words, table)
    negated = saying.negated or _is_nobody(saying, parse.text)
    head = next(_iter_heads(words[0]), None)
    if head is not None and (row := _find_cue_row(saying, words[0], head, table)) is not None:
        if row.read(negated=negated) is Stance.OFFERS and _starts_negated(words[0]):
            return Stance.OPPOSES  # "vowed never to return"
        return row.read(negated=negated)
    if negated or not (saying.cue_class in _REPORTS or saying.cue_class is None or _is_told(saying, table)):
        return None
    return _read_content(saying, parse.text, words, table)


def _find_cue_row(saying: Saying, words: Words, head: Token, table: StanceTable) -> Row | None:
    """The row by which the cue itself takes a stance or, whatever is said, takes none; None: the content decides."""
    lemma = (saying.cue_lemma or "").lower()
    keys = (f"{lemma} {_find_introducer(words)}", lemma)
    if saying.cue_class == "refuse" and _is_silence(words, head, table):
        return _NOTHING
    if saying.cue_class in ("promise", "say", "feel") and (row := _find_word(words, head, table)) is not None:
        return row
    if (row := table.find("act", *keys)) is not None:
        # "Glad to hear it" is no praise of what is heard.
        return _NOTHING if saying.cue_class == "feel" and _is_infinitive(words, head) else row
    if (row := table.find("tell", *keys)) is not None and _is_infinitive(words, head):
        return row
    if (row := table.find("wish", *keys)) is not None:
        return row if saying.negated or _asks_others(saying, words, head) else _NOTHING
    if saying.cue_class is None or _is_told(saying, table):
        return None
    return table.find("class", saying.cue_class)


def _is_told(saying: Saying, table: StanceTable) -> bool:
    """Whether the cue is one that only reports unless an infinitive follows: "advised that"."""
    return saying.cue_lemma is not None and table.find("tell", saying.cue_lemma.lower()) is not None


def _is_nobody(saying: Saying, text: str) -> bool:
    """Whether it is told of nobody that he said so: "neither side wants", "no official confirmed"."""
    return saying.source is not None and saying.source.of(text).split(maxsplit=1)[0].lower() in _NOBODY


def _iter_words(content: Sequence[Span], parse: Parse) -> Iterator[Words]:
    """The words of a content, sentence by sentence."""
    for span in content:
        first = bisect_left(parse.sentences, span.start, key=lambda sentence: sentence.end - 1)
        for sentence in islice(parse.sentences, first, None):
            if sentence.start >= span.end:
                break
            inside = [token.index for token in sentence.tokens if span.covers(token.span)]
            if inside:
                yield Words(sentence, inside)


def _iter_heads(words: Words) -> Iterator[Token]:
    """The heads of what is said and, behind each, the clauses coordinated with it."""
    inside = set(words.inside)
    tokens = words.sentence.tokens
    tops = [index for index in words.inside if tokens[index].head not in inside and tokens[index].upos != "PUNCT"]
    tops.sort(key=lambda index: tokens[index].upos in ("SCONJ", "CCONJ", "ADP", "DET", "PART"))
    for top in tops:
        yield tokens[top]
        yield from (
            child
            for child in iter_children(words.sentence, top, "conj", "parataxis")
            if child.index in inside
            and (child.upos in ("VERB", "ADJ") or find_child(words.sentence, child.index, "cop"))
        )


def _find_introducer(words: Words) -> str:
    """The preposition right before the content: "against" in "warned against a raid"."""
    first = words.inside[0]
    before = words.sentence.tokens[first - 1] if first > 0 else None
    here = words.sentence.tokens[first]
    if here.upos == "ADP":
        return here.lemma.lower()
    return before.lemma.lower() if before is not None and before.upos == "ADP" else ""


def _starts_negated(words: Words) -> bool:
    """Whether what is promised is not to do it: "never to return"."""
    return words.sentence.tokens[words.inside[0]].lemma.lower() in ("not", "never")


def _is_infinitive(words: Words, head: Token) -> bool:
    """Whether the head of the content stands in the infinitive with "to"."""
    marks = (*iter_children(words.sentence, head.index, "mark"), words.sentence.tokens[words.inside[0]])
    return head.upos in ("VERB", "AUX", "ADJ", "NOUN") and any(mark.lemma.lower() == "to" for mark in marks)


def _is_silence(words: Words, head: Token, table: StanceTable) -> bool:
    """Whether what is refused is to speak: "declined to comment", "refused to say why"."""
    return head.lemma.lower() in table.rows["silence"] and _is_infinitive(words, head)


def _find_word(words: Words, head: Token, table: StanceTable) -> Row | None:
    """The row of what is voiced by itself: "solidarity", "no"."""
    bare = find_child(words.sentence, head.index, "nsubj", "cop") is None
    return table.find("word", head.lemma.lower()) if bare and head.upos != "VERB" else None


def _asks_others(saying: Saying, words: Words, head: Token) -> bool:
    """Whether a wish or question asks somebody else to act: "wants Iran to stop", not "wants to go", "asks why"."""
    tokens = words.sentence.tokens
    first = tokens[words.inside[0]].lemma.lower()
    if saying.cue_class == "ask":
        infinitive = any(_is_infinitive(words, tokens[index]) for index in words.inside)
        return not _starts_with_question(words) and (infinitive or first == "that")
    return saying.source is not None and (saying.addressee_head is not None or first not in ("to", "not"))


def _read_content(saying: Saying, text: str, words: Sequence[Words], table: StanceTable) -> Stance | None:
    """The first stance that the clauses of the content take."""
    if saying.cue_class == "name" or (saying.cue_lemma in _JUDGING and _is_bare(words[0])):
        return _read_name(words, table)
    if saying.kind is not QuoteKind.DIRECT and _starts_with_question(words[0]):
        return None
    source = frozenset() if saying.source is None else frozenset(saying.source.of(text).lower().split())
    for part in words:
        if _is_question(part):
            continue
        inside = frozenset(part.inside)
        for head in _iter_heads(part):
            verbatim = saying.kind is QuoteKind.DIRECT or _is_quoted(saying, text, head)
            clause = make_clause(part.sentence, head, inside=inside, source=source, verbatim=verbatim)
            stance = judge_clause(clause, table)
            if stance is not None:
                return stance
    return None


def _is_quoted(saying: Saying, text: str, token: Token) -> bool:
    """Whether a token of a partly quoted content stands behind an odd number of quotation marks."""
    span = next((span for span in saying.content if span.covers(token.span)), None)
    if saying.kind is not QuoteKind.MIXED or span is None:
        return False
    return sum(mark in _DOUBLE_MARKS for mark in text[span.start : token.start]) % 2 == 1


def _is_bare(words: Words) -> bool:
    """Whether the content is no clause: "the vote a farce"."""
    head = next(_iter_heads(words), None)
    return head is not None and head.upos != "VERB" and find_child(words.sentence, head.index, "cop") is None


def _starts_with_question(words: Words) -> bool:
    return words.sentence.tokens[words.inside[0]].lemma.lower() in _QUESTION_WORDS


def _is_question(words: Words) -> bool:
    return any(words.sentence.tokens[index].text == "?" for index in words.inside[-2:])


def _read_name(words: Sequence[Words], table: StanceTable) -> Stance | None:
    """The stance of what something is called: "the vote a farce". The last word counts: it is what it is called."""
    for part in reversed(words):
        lemmas = [part.sentence.tokens[index].lemma.lower() for index in part.inside]
        for at in range(len(lemmas) - 1, -1, -1):
            row = table.find("remark", " ".join(lemmas[at : at + 2]), lemmas[at]) or table.find("trait", lemmas[at])
            if row is not None:
                negated = any(part.sentence.tokens[i].lemma.lower() in ("not", "neither", "no") for i in part.inside)
                return row.read(negated=negated)
    return None
