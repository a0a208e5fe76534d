"""Who is spoken to: "told lawmakers", "in a letter to the king", "said to them", "was urged to leave"."""

from __future__ import annotations

from collections.abc import Collection

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Sentence, Token
from diurna.said.phrases import is_passive

# Objects of speech that are what is said, not who hears it: "told the truth".
_WORDS_SAID = frozenset(("truth", "story", "lie", "joke", "thing", "something", "anything", "nothing", "time", "that"))
# Verbs whose object hears, even where the table of cues lets the object be content.
_HEARERS = frozenset((
    "tell", "ask", "urge", "inform", "notify", "remind", "assure", "reassure", "warn", "caution", "advise", "beg",
    "implore", "order", "instruct", "command", "invite", "exhort", "call on", "thank", "address", "lecture", "brief",
    "dare", "promise", "offer", "wish", "text", "email", "phone", "cable", "correct", "interrupt", "answer", "plead",
    "pressure", "summon", "beseech", "entreat", "counsel", "prod", "congratulate", "request", "guarantee",
))  # fmt: skip
# Verbs with an object that hears only where something else is the content: "promised voters a road".
_GIVERS = frozenset(("promise", "offer", "wish", "guarantee", "text", "email", "cable", "request"))
# Verbs whose object or infinitive is wished for, not spoken to.
_WISHERS = frozenset(("want", "expect", "prefer", "like", "need"))
# Verbs that take "to" for whoever hears, beside all that may stand beside a quotation.
_SPEAKERS = frozenset(("speak", "talk", "write", "appeal", "reveal", "report", "complain", "apologise", "apologize"))
_TO_THINGS = frozenset(("agree", "object", "commit", "attest", "liken", "refer", "allude", "admit", "testify", "go on"))
_CARRIERS = frozenset((
    "letter", "note", "message", "statement", "address", "speech", "cable", "telegram", "email", "memo", "appeal",
    "report", "talk", "remark", "testimony", "petition", "call", "reply", "plea",
))  # fmt: skip
_NOUN_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"))


def find_addressee(sentence: Sentence, cue_token: int, row_takes: Collection[str]) -> int | None:
    """Index of the head of whoever is told, asked, urged or written to; None where nobody is named.

    `row_takes` holds the constructions of the cue's row in `cues.tsv`; a cue without a row may pass none.
    """
    token = sentence.tokens[cue_token]
    lemma = token.lemma.lower()
    hears = lemma in _HEARERS or (bool({"whom", "both"} & set(row_takes)) and lemma not in _WISHERS)
    if token.upos == "VERB" and hears and (hearer := _find_object(sentence, token)) is not None:
        return hearer
    if token.upos not in ("VERB", "NOUN"):
        return None
    return _find_phrase(sentence, token, row_takes)


def _find_object(sentence: Sentence, token: Token) -> int | None:
    """The object, or the subject of a passive: "voters were told"."""
    if is_passive(sentence, token.index):
        return _find_passive_hearer(sentence, token)
    indirect = find_child(sentence, token.index, "iobj")
    if indirect is not None:
        return indirect.index
    found = find_child(sentence, token.index, "obj")
    if found is None:
        return _find_next_noun(sentence, token) if token.lemma.lower() == "tell" else None
    if not _may_hear(found) or _is_inverted(sentence, token):
        return None
    if token.lemma.lower() in _GIVERS and find_child(sentence, token.index, "ccomp", "xcomp") is None:
        return None  # "promised a road"
    return found.index


def _find_passive_hearer(sentence: Sentence, token: Token) -> int | None:
    """Who is told in "voters were told", "the envoy, asked about it", "asked whether he knew, the minister left"."""
    subject = find_child(sentence, token.index, "nsubj:pass")
    relation = base_relation(token.deprel)
    if subject is None and relation == "acl":
        return token.head
    if subject is None and relation == "advcl":
        subject = find_child(sentence, token.head, "nsubj", "nsubj:pass")
    return subject.index if subject is not None and _may_hear(subject) else None


def _is_inverted(sentence: Sentence, token: Token) -> bool:
    """Whether the noun behind the cue is the speaker, whom the tree took for its object: "..., advised a diplomat"."""
    before = sentence.tokens[token.index - 1] if token.index > 0 else None
    return (
        token.lemma.lower() != "tell"
        and find_child(sentence, token.index, "nsubj") is None
        and base_relation(token.deprel) != "conj"
        and before is not None
        and before.upos == "PUNCT"
    )


def _find_next_noun(sentence: Sentence, token: Token) -> int | None:
    """The noun phrase right behind "told", where the tree made it part of what is said."""
    end = token.index + 1
    while end < len(sentence.tokens) and sentence.tokens[end].upos in _NOUN_PHRASE:
        end += 1
    for other in sentence.tokens[token.index + 1 : end]:
        if other.upos in ("NOUN", "PROPN", "PRON") and not token.index < other.head < end:
            return None if other.morph.case == "Nom" or not _may_hear(other) else other.index
    return None


def _may_hear(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN", "PRON", "DET", "NUM") and token.lemma.lower() not in _WORDS_SAID


def _speaks_to(lemma: str, row_takes: Collection[str]) -> bool:
    return lemma in _SPEAKERS or ("quote" in row_takes and lemma not in _TO_THINGS)


def _find_phrase(sentence: Sentence, token: Token, row_takes: Collection[str]) -> int | None:
    """ "Said to reporters", "called on Iran", "in a letter to the king"."""
    lemma = token.lemma.lower()
    for child in iter_children(sentence, token.index, "obl", "nmod"):
        preposition = find_preposition(sentence, child.index)
        if preposition == "to" and _speaks_to(lemma, row_takes) and _may_hear(child):
            return child.index
        if preposition in ("on", "upon") and lemma == "call" and child.index > token.index:
            return child.index
        if preposition == "before" and lemma == "testify":
            return child.index
    for child in iter_children(sentence, token.index, "obl", "nmod"):
        if child.lemma.lower() not in _CARRIERS:
            continue
        for inner in iter_children(sentence, child.index, "nmod"):
            if find_preposition(sentence, inner.index) == "to":
                return inner.index
    return None
