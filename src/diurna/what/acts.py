"""The acts that a sentence tells: type, mode, contexts, and where in the tree the two sides stand.

Who the two sides are, whether it happened, when and where, are other folders' questions: `event/` joins the answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from diurna.codebook.patterns.load import Patterns
from diurna.codebook.patterns.rows import Operator, Pattern, Slot
from diurna.language.tree import collect_subtree
from diurna.records import EventType, Sentence
from diurna.what.frame import Frame
from diurna.what.frames import find_frame, make_verb_frame
from diurna.what.match import IsActor, find_pattern, find_slots
from diurna.what.modes import find_contexts, find_mode
from diurna.what.roles import find_subjects


class Act(Struct, frozen=True):
    """One act. Candidates are token indices in order of preference; the first that names an actor is meant."""

    trigger: int
    words: tuple[int, ...]
    clause: tuple[int, ...]
    """Every token of the clause, without clauses inside it that tell acts of their own."""
    type: str | None
    """`None` where no row of the tables speaks of the word."""
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[tuple[int, ...], ...]
    recipients: tuple[tuple[int, ...], ...]
    joined: tuple[tuple[int, ...], ...]
    """Candidates for actors who act together with the first (a reciprocal act)."""
    rule: str
    noun: bool
    mode_rule: str | None = None
    inner: int | None = None
    """Trigger of the act that this one threatens, promises, refuses or demands."""
    specific: int = 0
    """How narrow the deciding row is: its weight."""
    like: str | None = None
    """For a type of a user's codebook file: the PLOVER type whose ways it has."""
    given: bool = False
    """Whether the deciding row is one of a user's codebook file, which nothing overrules."""

    @property
    def kind(self) -> str | None:
        """The PLOVER type that the act is, or is like."""
        return self.like or self.type


OPEN_RULE = "typing head"
"""`Act.rule` of an act that no row knows."""
_NARROW = 4
"""Weight from which a verb's row speaks of its object."""
_VERB_ACTORS = (Slot("subj"),)
_NOUN_ACTORS = (Slot("subj"), Slot("by"), Slot("poss"), Slot("mod"), Slot("between"), Slot("from"))
_CLAUSES = frozenset(("ccomp", "advcl", "acl", "parataxis", "conj", "csubj"))


def find_acts(sentence: Sentence, *, patterns: Patterns, is_actor: IsActor, openly: bool = False) -> tuple[Act, ...]:
    """The acts of one sentence in the order of their triggers.

    With `openly` also those words of which no row speaks and which touch an actor; their type is None.
    """
    frames: dict[int, Frame] = {}
    for token in sentence.tokens:
        frame = find_frame(sentence, token.index, nouns=patterns.heads, light=patterns.light)
        if frame is not None:
            frames[token.index] = frame
    plain = {index: act for index, frame in frames.items() if (act := _match(sentence, frame, patterns, is_actor))}
    found = dict(plain)
    for index, frame in frames.items():
        for act, consumed in _apply_operators(sentence, frame, plain, patterns, is_actor):
            found[index] = act
            if consumed is not None:
                found.pop(consumed, None)
    for index, act in list(found.items()):
        for word in act.words:
            verb = found.get(word) if word != index else None
            if verb is None or verb.noun or index not in found:
                continue
            # A light verb and its noun are one act: the verb's, if its row asks for such an object ("ratify a pact").
            found.pop(index if verb.specific >= _NARROW else word)
    if openly:
        taken = {word for act in found.values() for word in act.words}
        for index, frame in frames.items():
            if index not in taken and _is_open(sentence, frame, patterns, is_actor):
                found[index] = _make_open(sentence, frame, patterns)
    return tuple(found[index] for index in sorted(found))


_SILENT = frozenset(
    ("be", "have", "do", "say", "tell", "add", "report", "go", "come", "get", "become", "remain", "seem")
)
"""Verbs that tell no act by themselves."""


def _is_open(sentence: Sentence, frame: Frame, patterns: Patterns, is_actor: IsActor) -> bool:
    """Whether a word without a row may tell an act: it touches somebody, and no row says that it is none."""
    token = sentence.tokens[frame.trigger]
    if frame.keys[-1] in _SILENT or token.upos not in ("VERB", "NOUN"):
        return False
    touched = find_slots(sentence, frame, (*(_NOUN_ACTORS if frame.noun else _VERB_ACTORS), *_TOUCHED))
    if not any(is_actor(index) for tokens in touched for index in tokens):
        return False
    if any(key in patterns.operators for key in frame.keys):
        return False
    # What a user switched off is not found again.
    tables = (patterns.nouns,) if frame.noun else (patterns.verbs, patterns.off)
    return all(
        find_pattern(sentence, frame, table.get(key, ()), is_actor=is_actor) is None
        for table in tables
        for key in frame.keys
    )


def _make_open(sentence: Sentence, frame: Frame, patterns: Patterns) -> Act:
    clause = find_clause(sentence, frame)
    return Act(
        trigger=frame.trigger,
        words=frame.words,
        clause=clause,
        type=None,
        mode=None,
        contexts=find_contexts(sentence, clause, patterns.contexts),
        actors=find_slots(sentence, frame, _NOUN_ACTORS if frame.noun else _VERB_ACTORS),
        recipients=() if frame.noun else find_slots(sentence, frame, _TOUCHED),
        joined=(),
        rule=OPEN_RULE,
        noun=frame.noun,
    )


def _match(sentence: Sentence, frame: Frame, patterns: Patterns, is_actor: IsActor) -> Act | None:
    table = patterns.nouns if frame.noun else patterns.verbs
    for key in frame.keys:
        row = find_pattern(sentence, frame, table.get(key, ()), is_actor=is_actor)
        if row is not None:
            return None if row.type is None else _make_act(sentence, frame, row, patterns)
    return None


def _make_act(sentence: Sentence, frame: Frame, row: Pattern, patterns: Patterns) -> Act | None:
    type_ = row.type or ""
    clause = find_clause(sentence, frame)
    mode, mode_rule = (row.mode, row.where) if row.mode else find_mode(sentence, clause, type_, patterns.modes)
    actor_slots = row.actor or (_NOUN_ACTORS if frame.noun else _VERB_ACTORS)
    recipient_slots = (() if frame.noun else (Slot("obj"),)) if row.recipient is None else row.recipient
    found_contexts = find_contexts(sentence, clause, patterns.contexts)
    actors = find_slots(sentence, frame, actor_slots)
    recipients = find_slots(sentence, frame, (slot for slot in recipient_slots if not slot.joins))
    if frame.noun and not row.actor and not frame.subjects:
        actors = _drop_recipients(actors, recipients)
    joined = find_slots(sentence, frame, (slot for slot in recipient_slots if slot.joins))
    if frame.companions and (joined or type_ == EventType.CONSULT):
        actors = (*actors, frame.companions)
    return Act(
        trigger=frame.trigger,
        words=frame.words,
        clause=clause,
        type=type_,
        mode=mode,
        contexts=tuple(dict.fromkeys((*row.contexts, *found_contexts))),
        actors=actors,
        recipients=(*_group(frame.receivers), *recipients),
        joined=joined,
        rule=row.where,
        noun=frame.noun,
        mode_rule=mode_rule,
        specific=row.weight,
        like=patterns.kinds.get(type_),
        given=row.where in patterns.given,
    )


def _drop_recipients(
    actors: tuple[tuple[int, ...], ...], recipients: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    """Somebody who stands in a recipient's place is not offered as the actor too."""
    taken = {index for tokens in recipients for index in tokens}
    kept = (tuple(index for index in tokens if index not in taken) for tokens in actors)
    return tuple(tokens for tokens in kept if tokens)


def _apply_operators(
    sentence: Sentence, frame: Frame, acts: dict[int, Act], patterns: Patterns, is_actor: IsActor
) -> Iterator[tuple[Act, int | None]]:
    """Acts that are words about another act, with the trigger of the inner act that they take in."""
    for key in frame.keys:
        rows = patterns.operators.get(key, ())
        for row in rows:
            inner = _find_inner(sentence, frame, row, acts)
            if inner is None:
                continue
            if sentence.tokens[inner].lemma.lower() in row.unless:
                return
            act = _make_outer(sentence, frame, row, acts.get(inner), inner, patterns)
            if act is not None:
                yield act, inner if inner in acts else None
                return
        if rows:
            return


def _find_inner(sentence: Sentence, frame: Frame, row: Operator, acts: dict[int, Act]) -> int | None:
    if row.clause != "noun":
        return next((index for kind, index in frame.complements if kind == row.clause), None)
    candidates = [*frame.objects, *(index for prep, index in frame.preps if prep in ("of", "for", "to", "with", "on"))]
    return next((index for index in candidates if index in acts and acts[index].noun), None)


def _make_outer(
    sentence: Sentence, frame: Frame, row: Operator, inner: Act | None, below: int, patterns: Patterns
) -> Act | None:
    type_ = _find_outer_type(row, inner, patterns)
    if type_ is None:
        return None
    mode = None
    if inner is not None and inner.kind is not None:
        mode = patterns.inner_modes.get((type_, inner.kind, inner.mode)) or patterns.inner_modes.get(
            (type_, inner.kind, None)
        )
    own = tuple(tokens for tokens in find_slots(sentence, frame, row.recipient) if below not in tokens)
    theirs = (*inner.recipients, *inner.joined) if inner is not None else ()
    touched = _find_touched(sentence, below) if inner is None or row.effect != "promise" else ()
    recipients = own if row.effect == "ask" and own else (*own, *theirs, *touched)
    if row.effect == "ask" and not own:
        # "urged that troops leave": whoever is to do it is the one who is asked.
        recipients = inner.actors if inner is not None else _group(find_subjects(sentence, below))
    actor_slots = _NOUN_ACTORS if frame.noun else _VERB_ACTORS
    actors = find_slots(sentence, frame, actor_slots)
    clause = tuple(sorted({*find_clause(sentence, frame), *(inner.clause if inner is not None else ())}))
    return Act(
        trigger=frame.trigger,
        words=frame.words,
        clause=clause,
        type=type_,
        mode=mode,
        contexts=inner.contexts if inner is not None else find_contexts(sentence, clause, patterns.contexts),
        actors=actors,
        recipients=recipients,
        joined=(),
        rule=row.where,
        noun=frame.noun,
        mode_rule="inner_modes.tsv" if mode else None,
        inner=inner.trigger if inner is not None else None,
        specific=3,
    )


_TOUCHED = tuple(
    Slot(base, under)
    for base, under in (
        *((base, None) for base in ("obj", "with", "against", "on", "to", "from")),
        *(("obj", under) for under in ("with", "against", "on", "to", "for", "from", "of", "poss", "mod")),
    )
)


def _find_touched(sentence: Sentence, below: int) -> tuple[tuple[int, ...], ...]:
    """Whoever the inner act touches, where no row of its own says: "to suspend the accord with Pyongyang"."""
    token = sentence.tokens[below]
    if token.upos != "VERB":
        return ()
    frame = make_verb_frame(sentence, below)
    return find_slots(sentence, frame, _TOUCHED)


def _group(tokens: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    return (tokens,) if tokens else ()


_CONFLICT = frozenset(("COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"))


_VOWS = frozenset(("vow", "swear", "pledge", "promise"))


def _find_outer_type(row: Operator, inner: Act | None, patterns: Patterns) -> str | None:
    if inner is None or inner.type is None:
        return row.type
    if row.effect == "threat":
        return "THREATEN" if inner.kind in _CONFLICT or row.type else None
    if row.effect == "promise":
        if inner.kind in _CONFLICT:
            # A vow to strike threatens; an agreement to limit exports does not.
            return "THREATEN" if row.predicate in _VOWS else row.type
        return patterns.future.get(inner.type, inner.type if inner.kind in ("AGREE", "CONCEDE") else row.type)
    if row.effect == "refuse":
        return "REJECT"
    return "REQUEST"


def find_clause(sentence: Sentence, frame: Frame) -> tuple[int, ...]:
    """The words of the act: for a verb its clause, for a noun its phrase (with the light verb's clause)."""
    if not frame.noun:
        without = _CLAUSES
        tokens = set(collect_subtree(sentence, frame.trigger, without=without))
        # The relative clause's noun and the borrowed subject belong to the evidence.
        tokens.update(index for index in (*frame.subjects, *frame.objects))
        return tuple(sorted(tokens))
    tokens = set(collect_subtree(sentence, frame.trigger, without=frozenset(("conj", "acl:relcl", "parataxis"))))
    for word in frame.words:
        if word != frame.trigger:
            tokens |= set(collect_subtree(sentence, word, without=_CLAUSES))
    return tuple(sorted(tokens))
