"""What one clause of the words said asks, grants or refuses: its head with subject, modal verb and negation."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from diurna.language.tree import base_relation, find_child, find_preposition, iter_children
from diurna.records import Sentence, Stance, Token
from diurna.said.phrases import is_negation
from diurna.said.stances import StanceTable

_FIRST_PERSON = frozenset(("i", "we"))
_THIRD_PERSON = frozenset(("he", "she", "it", "they"))
_POSSESSIVES = frozenset(("my", "our", "his", "her", "its", "their"))
_NOBODY = frozenset(("nobody", "none", "no-one", "nothing", "neither"))
_WILL = frozenset(("will", "would", "shall", "'ll", "wo", "'d"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_INNER = frozenset(("ccomp", "advcl", "acl", "parataxis", "conj"))


class Clause(Struct, frozen=True, kw_only=True):
    """A head word and what stands around it."""

    sentence: Sentence
    head: Token
    keys: tuple[str, ...]
    """Its lemma, with each of its particles and prepositions first: "rule out", "rule"."""
    subject: Token | None
    by_speaker: bool
    """Whether the one who speaks is its subject."""
    by_nobody: bool
    """Whether the subject is "nobody", "no soldier"."""
    about_me: bool
    """Whether the subject is "I", who asks nothing of others."""
    negated: bool
    auxiliaries: frozenset[str]
    infinitive: Token | None
    has_object: bool
    is_copular: bool
    is_passive: bool
    verbatim: bool
    """Whether the words stand in quotation marks."""


def make_clause(
    sentence: Sentence, head: Token, *, inside: Collection[int], source: Collection[str], verbatim: bool
) -> Clause:
    """The clause of a head word; `source` holds the words of the speaker's noun phrase in lower case."""
    subject = _find_subject(sentence, head)
    children = [child for child in iter_children(sentence, head.index) if child.index in inside]
    infinitive = next((child for child in children if base_relation(child.deprel) == "xcomp"), None)
    return Clause(
        sentence=sentence,
        head=head,
        keys=tuple(_iter_keys(sentence, head, children)),
        subject=subject,
        by_speaker=subject is not None and _is_speaker(sentence, subject, source, verbatim=verbatim),
        by_nobody=subject is not None and _is_nobody(sentence, subject),
        about_me=subject is not None and subject.lemma.lower() == "i",
        negated=any(is_negation(child) for child in children if child.deprel in ("advmod", "det", "cc:preconj"))
        or any(_is_nobody(sentence, child) for child in (subject, *children) if child is not None),
        auxiliaries=frozenset(child.lemma.lower() for child in children if child.deprel == "aux"),
        infinitive=infinitive,
        has_object=any(base_relation(child.deprel) in ("obj", "iobj") for child in children),
        is_copular=find_child(sentence, head.index, "cop") is not None,
        is_passive=subject is not None and subject.deprel == "nsubj:pass",
        verbatim=verbatim,
    )


def _iter_keys(sentence: Sentence, head: Token, children: Collection[Token]) -> Iterator[str]:
    lemma = head.lemma.lower()
    for child in children:
        relation = base_relation(child.deprel)
        if child.deprel == "compound:prt" or (relation == "advmod" and child.index > head.index):
            yield f"{lemma} {child.lemma.lower()}"
        elif relation in ("obl", "nmod", "advcl"):
            yield f"{lemma} {find_preposition(sentence, child.index)}"
        elif relation == "case":  # "am against the bill", "in favour of it"
            yield f"{child.lemma.lower()} {lemma}"
            yield child.lemma.lower()
    yield lemma


def _find_subject(sentence: Sentence, head: Token) -> Token | None:
    """The subject of a clause, or that of the clause it is coordinated with."""
    own = find_child(sentence, head.index, *_SUBJECTS)
    if own is not None or head.head < 0 or base_relation(head.deprel) != "conj":
        return own
    return find_child(sentence, head.head, *_SUBJECTS)


def _is_speaker(sentence: Sentence, subject: Token, source: Collection[str], *, verbatim: bool) -> bool:
    lemma, text = subject.lemma.lower(), subject.text.lower()
    if _is_nobody(sentence, subject):
        return False
    if lemma in _FIRST_PERSON or text in _FIRST_PERSON:
        return True
    if subject.upos == "PRON":
        return not verbatim and text in _THIRD_PERSON
    owner = find_child(sentence, subject.index, "nmod:poss", "det:poss")
    if owner is not None and owner.text.lower() in _POSSESSIVES:
        return True
    return subject.text.lower() in source


def _is_nobody(sentence: Sentence, phrase: Token) -> bool:
    """Whether a subject or object is "nobody", "nothing", "no soldier"."""
    if base_relation(phrase.deprel) not in ("nsubj", "obj", "obl"):
        return False
    return phrase.lemma.lower() in _NOBODY or any(
        child.lemma.lower() in ("no", "neither") for child in iter_children(sentence, phrase.index, "det")
    )


def judge_clause(clause: Clause, table: StanceTable) -> Stance | None:
    """The stance of a clause: what it calls things, what it demands, what its speaker does and will or will not do."""
    return (
        _judge_phrases(clause, table)
        or _judge_trait(clause, table)
        or _judge_deed(clause, table)
        or _judge_modal(clause, table)
        or _judge_will(clause, table)
        or _judge_order(clause, table)
    )


def _judge_phrases(clause: Clause, table: StanceTable) -> Stance | None:
    indices = _collect_clause(clause.sentence, clause.head.index)
    lemmas = [clause.sentence.tokens[index].lemma.lower() for index in indices]
    for at, lemma in enumerate(lemmas):
        for words, row in table.phrases.get(lemma, ()):
            if tuple(lemmas[at : at + len(words)]) == words:
                return row.stance
    return None


def _collect_clause(sentence: Sentence, head: int) -> list[int]:
    """Indices of the clause without the clauses inside it."""
    found = [head]
    stack = [head]
    while stack:
        for child in iter_children(sentence, stack.pop()):
            if base_relation(child.deprel) not in _INNER:
                found.append(child.index)
                stack.append(child.index)
    return sorted(found)


def _judge_trait(clause: Clause, table: StanceTable) -> Stance | None:
    """ "The report is false", "this would be a mistake"; not "I was wrong"."""
    if not clause.is_copular or clause.about_me:
        return None
    compound = find_child(clause.sentence, clause.head.index, "compound", "amod")
    pair = () if compound is None else (f"{compound.lemma.lower()} {clause.head.lemma.lower()}",)
    words = (*pair, clause.head.lemma.lower(), *(() if compound is None else (compound.lemma.lower(),)))
    row = table.find("remark", *words) or table.find("trait", *words)
    return None if row is None else row.read(negated=clause.negated)


def _judge_deed(clause: Clause, table: StanceTable) -> Stance | None:
    """What the speaker does by these words: "we reject it", "he was ready to talk", "they wanted an answer"."""
    if clause.subject is None and clause.head.upos != "VERB":
        row = table.find("word", *clause.keys) or (table.find("word", "no") if _has_no(clause) else None)
        return None if row is None else row.stance
    if not (clause.by_speaker or clause.by_nobody):
        return None
    # A passive is done to the speaker, unless it is a feeling: "he was accused", but "he was appalled".
    keys = (clause.head.text.lower(),) if clause.is_passive else clause.keys
    if (row := table.find("act", *keys)) is not None:
        if clause.infinitive is not None and clause.infinitive.lemma.lower() in table.rows["silence"]:
            return None
        return row.read(negated=clause.negated)
    row = table.find("wish", *keys)
    if row is None and clause.head.lemma in ("like", "love") and "would" in clause.auxiliaries:
        row = table.find("wish", "would like")
    if row is None:
        return None
    others = clause.has_object or find_child(clause.sentence, clause.head.index, "ccomp") is not None
    return row.read(negated=clause.negated) if others or clause.negated else None


def _has_no(clause: Clause) -> bool:
    """ "No deal with the junta", said on its own; not "no comment"."""
    is_no = any(child.lemma.lower() == "no" for child in iter_children(clause.sentence, clause.head.index, "det"))
    return (
        is_no and clause.verbatim and not clause.is_copular and clause.head.lemma.lower() not in ("comment", "problem")
    )


def _judge_modal(clause: Clause, table: StanceTable) -> Stance | None:
    """ "The siege must end", "Iran has to choose", "that not one rifle be fired"; not "I must go"."""
    if clause.about_me:
        return None
    row = table.find("modal", *sorted(clause.auxiliaries & table.rows["modal"].keys() - {"have", "need"}))
    if row is None and clause.infinitive is not None and not (clause.by_speaker or clause.has_object):
        row = table.find("modal", clause.head.lemma.lower())  # "we have to leave" is a need of one's own
    if row is not None:
        return row.read(negated=clause.negated)
    bare = next((child for child in iter_children(clause.sentence, clause.head.index, "aux:pass", "cop")), None)
    subjunctive = bare is not None and bare.text.lower() == "be" and clause.subject is not None
    infinitive = (find_child(clause.sentence, clause.head.index, "mark") or clause.head).lemma.lower() == "to"
    return Stance.DEMANDS if subjunctive and not clause.auxiliaries and not infinitive else None


def _judge_will(clause: Clause, table: StanceTable) -> Stance | None:
    """What the speaker will do for others or will not do, and what nobody will; what he says that he did not do."""
    will = clause.auxiliaries & _WILL
    row = table.find("yield", *clause.keys)
    if clause.by_nobody:
        return Stance.OPPOSES if row is not None and clause.head.morph.tense != "Past" else None
    if not clause.by_speaker:
        return None
    if row is not None and clause.negated and clause.verbatim and clause.auxiliaries <= {"do"}:
        return row.negated if clause.head.morph.tense != "Past" and not _has_did(clause) else Stance.DENIES
    if row is not None and will:
        return row.read(negated=clause.negated)
    lemma = clause.head.lemma.lower()
    if not clause.negated or clause.is_passive or lemma in table.rows["silence"] or lemma in table.rows["state"]:
        return None
    if will:
        return Stance.OPPOSES
    past = clause.head.morph.tense == "Past" or "have" in clause.auxiliaries or _has_did(clause)
    bare = find_child(clause.sentence, clause.head.index, "case") is None
    is_somebody = clause.is_copular and bare and clause.head.upos in ("NOUN", "PROPN")  # "I am not the devil"
    return Stance.DENIES if is_somebody or (past and not clause.is_copular) else None


def _has_did(clause: Clause) -> bool:
    return any(
        child.text.lower() in ("did", "had") for child in iter_children(clause.sentence, clause.head.index, "aux")
    )


def _judge_order(clause: Clause, table: StanceTable) -> Stance | None:
    """An imperative: "Leave the square", "Let them talk"; the tree marks the mood."""
    head = clause.head
    if head.morph.mood != "Imp" or head.lemma.lower() in table.rows["blank"]:
        return None
    return Stance.DEMANDS
