"""The phrases around a cue word: who its subject is, how far the source's noun phrase goes, which words are the cue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from diurna.language.tree import base_relation, collect_subtree, find_child, iter_children
from diurna.records import Sentence, Span, Token
from diurna.said.marks import MARKS

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "nsubj:xsubj")
_PHRASE = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "PART"))
_LONGEST_PHRASE = 12
_UTTERANCES = frozenset((
    "statement", "letter", "tweet", "message", "email", "e-mail", "note", "memo", "post", "release", "response",
    "resolution", "communiqué", "communique", "declaration", "report", "video", "petition", "speech", "sign", "banner",
))  # fmt: skip
_NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "hardly", "nobody", "none", "no-one"))
# What keeps a trailing comma or a bracket out of a span, but lets quotation marks and brackets that close in.
_TRIMMED = frozenset((",", ".", ";", ":", "-", "–", "—", "--", "...", "…", "?", "!"))
_NOT_SOURCE = frozenset(("parataxis", "discourse", "dislocated"))


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb stands in the passive: "was asked", and "asked" alone in "Asked about it, he left"."""
    token = sentence.tokens[verb]
    reduced = (
        (token.morph.verb_form == "Part" or token.morph.tense == "Past")
        and not token.text.lower().endswith("ing")
        and (base_relation(token.deprel) in ("acl", "advcl") or (token.head < 0 and verb == 0))
        and find_child(sentence, verb, "aux", *_SUBJECTS) is None
    )
    return reduced or find_child(sentence, verb, "aux:pass", "nsubj:pass") is not None


def find_subject(sentence: Sentence, verb: int) -> Token | None:
    """Who says or does it: the verb's own subject, the by-phrase of a passive, or what it borrows from its governor.

    "He went on to say": the subject of "went". "..., adding that": the subject of the main verb. "A group backing X":
    the noun. A passive without by-phrase has nobody.
    """
    if is_passive(sentence, verb):
        return find_child(sentence, verb, "obl:agent") or find_by_phrase(sentence, verb)
    own = next(iter_children(sentence, verb, *_SUBJECTS), None)
    if own is not None and not belongs_to_clause(sentence, verb, own):
        return None if own.lemma.lower() in ("it", "there") and own.deprel == "expl" else own
    return _borrow_subject(sentence, sentence.tokens[verb])


def belongs_to_clause(sentence: Sentence, verb: int, subject: Token) -> bool:
    """Whether the tree hangs the subject of the words said on the cue: "warned and mentioned it raises fears"."""
    clause = find_child(sentence, verb, "ccomp")
    if clause is None or not verb < subject.index < clause.index:
        return False
    return subject.index == verb + 1 and find_child(sentence, clause.index, *_SUBJECTS) is None


def find_by_phrase(sentence: Sentence, head: int) -> Token | None:
    """The noun of a by-phrase below a verb or noun."""
    for child in iter_children(sentence, head, "obl", "nmod"):
        case = find_child(sentence, child.index, "case")
        if case is not None and case.lemma.lower() == "by":
            return child
    return None


def _borrow_subject(sentence: Sentence, token: Token, depth: int = 0) -> Token | None:
    if token.head < 0 or depth > 6:
        return None
    governor = sentence.tokens[token.head]
    relation = base_relation(token.deprel)
    if relation == "acl":
        # "a decision to say": the noun does not say it; "the man saying it" does, and "a claim made by X" is passive.
        if not token.text.lower().endswith("ing") or find_child(sentence, token.index, "mark") is not None:
            return None  # "the prospect of discussing it"
        return _find_speaker_of(sentence, governor, token, depth)
    if relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return None
    if relation == "ccomp" and find_child(sentence, token.index, "mark") is None and governor.upos != "VERB":
        return None
    if relation == "xcomp":
        listener = find_child(sentence, governor.index, "obj", "iobj")
        if listener is not None and governor.lemma not in ("promise", "threaten", "use"):
            return listener
    if relation == "advcl" and token.morph.verb_form in (None, "Fin"):
        return None
    if is_passive(sentence, governor.index):
        return find_child(sentence, governor.index, "nsubj:pass")
    own = next(iter_children(sentence, governor.index, *_SUBJECTS), None)
    return own or _borrow_subject(sentence, governor, depth + 1)


def _find_speaker_of(sentence: Sentence, noun: Token, participle: Token, depth: int) -> Token:
    """The noun before a participle, or whoever issued it: "they released a statement saying", "their letter saying".

    "He made a pitch to voters saying": it is he who says so.
    """
    speaks = participle.lemma.lower() in ("say", "add", "tell", "argue", "claim", "insist", "declare")
    if noun.lemma.lower() not in _UTTERANCES:
        clause = _find_clause_subject(sentence, noun) if speaks else None
        return clause or noun
    owner = find_child(sentence, noun.index, "nmod:poss") or find_by_phrase(sentence, noun.index)
    if owner is not None:
        return owner
    verb = sentence.tokens[noun.head] if noun.head >= 0 and noun.deprel == "obj" else None
    if verb is None or is_passive(sentence, verb.index):
        return noun
    own = next(iter_children(sentence, verb.index, *_SUBJECTS), None)
    return own or _borrow_subject(sentence, verb, depth + 1) or noun


def _find_clause_subject(sentence: Sentence, noun: Token) -> Token | None:
    current = noun
    while base_relation(current.deprel) in ("obj", "obl", "nmod", "iobj") and current.head >= 0:
        current = sentence.tokens[current.head]
    if current.index == noun.index or current.upos != "VERB" or is_passive(sentence, current.index):
        return None
    return next(iter_children(sentence, current.index, *_SUBJECTS), None)


def find_neighbour(sentence: Sentence, first: int, last: int) -> Token | None:
    """The noun right before or right behind a cue: "..., she said", "..." said Maria Silva.

    For trees that lost the subject of an inverted or interrupted sentence to the words that are said.
    """
    tokens = sentence.tokens
    begin = first
    while begin > 0 and tokens[begin - 1].upos in _PHRASE:
        begin -= 1
    marked = begin == 0 or tokens[begin - 1].upos == "PUNCT"
    if begin < first and marked and (head := _find_top(sentence, begin, first)) is not None:
        return head
    if (head := _find_long_phrase(sentence, first)) is not None:
        return head
    end = last + 1
    while end < len(tokens) and tokens[end].upos in _PHRASE:
        end += 1
    if end == last + 1 or first == 0 or tokens[first - 1].upos != "PUNCT":
        return None
    return _find_top(sentence, last + 1, end)


def _find_long_phrase(sentence: Sentence, first: int) -> Token | None:
    """The first noun between a comma or quotation mark and a cue: ", two people briefed on the trip said"."""
    tokens = sentence.tokens
    begin = first
    while begin > 0 and first - begin < _LONGEST_PHRASE and tokens[begin - 1].upos != "PUNCT":
        begin -= 1
    segment = tokens[begin:first]
    if begin == 0 or tokens[begin - 1].text not in (",", *MARKS) or not segment:
        return None
    if segment[0].upos not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
        return None
    return next((token for token in segment if token.upos in ("NOUN", "PROPN", "PRON")), None)


def _find_top(sentence: Sentence, begin: int, end: int) -> Token | None:
    for index in range(begin, end):
        token = sentence.tokens[index]
        if token.upos in ("NOUN", "PROPN", "PRON") and not begin <= token.head < end:
            return token
    return None


def is_relative(subject: Token) -> bool:
    """Whether the subject is a relative pronoun."""
    return subject.morph.pron_type == "Rel" or (
        subject.lemma.lower() in ("who", "which", "that") and subject.upos in ("PRON", "DET")
    )


def make_source_span(sentence: Sentence, subject: Token, *, outside: Collection[int]) -> Span:
    """The whole noun phrase of a source: modifiers, apposition, relative clause; stops before any token in `outside`.

    `outside` holds the cue and the content, which a noun phrase may contain in the tree but not in the text.
    """
    if is_relative(subject):
        return subject.span
    head = subject.index
    inside = [index for index in collect_subtree(sentence, head, without=_NOT_SOURCE) if index not in outside]
    first = last = head
    taken = set(inside)
    while first - 1 in taken or (first - 2 in taken and _is_inner_mark(sentence, first - 1)):
        first -= 1
    while last + 1 in taken or (last + 2 in taken and _is_inner_mark(sentence, last + 1)):
        last += 1
    first += _count_openers(sentence, first, head)
    while last > head and sentence.tokens[last].text in _TRIMMED:
        last -= 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _is_inner_mark(sentence: Sentence, index: int) -> bool:
    return 0 <= index < len(sentence.tokens) and sentence.tokens[index].upos == "PUNCT"


def _count_openers(sentence: Sentence, first: int, head: int) -> int:
    """How many words stand before the phrase proper: 1 in "by the court", 2 in "according to the court"."""
    count = 0
    while first + count < head:
        token = sentence.tokens[first + count]
        of_head = token.head == head and token.deprel in ("case", "cc", "punct", "mark")
        fixed = token.deprel == "fixed" and sentence.tokens[token.head].deprel == "case"
        if not (of_head or fixed):
            break
        count += 1
    return count


def iter_cue_tokens(sentence: Sentence, verb: int) -> Iterator[int]:
    """The verb with the auxiliaries, negations and particle that stand directly beside it: "has not said"."""
    near = {
        child.index
        for child in iter_children(sentence, verb)
        if base_relation(child.deprel) in ("aux", "cop") or child.deprel == "compound:prt" or is_negation(child)
    }
    near |= {child.index for child in iter_children(sentence, verb, "advmod") if child.index == verb - 1}
    index = verb - 1
    while index in near:
        index -= 1
    yield from range(index + 1, verb + 1)
    if verb + 1 in near:
        yield verb + 1


def is_negation(token: Token) -> bool:
    """Whether the word turns its governor into its opposite."""
    return token.lemma.lower() in _NEGATIONS or token.morph.polarity == "Neg"


def is_negated(sentence: Sentence, verb: int) -> bool:
    """Whether a cue is negated: "did not say", "nobody said", "no claim"."""
    return any(
        is_negation(child)
        for child in iter_children(sentence, verb, "advmod", "det", "nsubj")
        if child.deprel != "nsubj" or child.lemma.lower() in ("nobody", "none", "no-one")
    )


def make_spans(sentence: Sentence, indices: Sequence[int]) -> list[Span]:
    """Tokens as spans: one for each run, with the punctuation inside it but without commas and stops at its ends."""
    tokens = sentence.tokens
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and all(tokens[gap].upos == "PUNCT" for gap in range(runs[-1][-1] + 1, index)):
            runs[-1].append(index)
        else:
            runs.append([index])
    spans: list[Span] = []
    for run in runs:
        while run and tokens[run[0]].text in _TRIMMED:
            run.pop(0)
        while run and tokens[run[-1]].text in _TRIMMED:
            run.pop()
        if any(tokens[index].upos != "PUNCT" for index in run):
            spans.append(Span(tokens[run[0]].start, tokens[run[-1]].end))
    return spans
