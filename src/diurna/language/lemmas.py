"""Lemmas as edits: a word's lemma is the word with a few characters cut from its end and others put there.

The model picks one of a few hundred edits for each word; applying it is plain string work. An edit is written
"case|cut|add": case is "l" (lower the word first) or "k" (keep it), `cut` the number of characters to drop at the end
and `add` what to put there ("l|3|y": "Countries" -> "country"). A whole irregular lemma is written "=|lemma".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def make_edit(form: str, lemma: str) -> str:
    """The shortest edit that turns the form into the lemma; a whole-word edit where they share no beginning."""
    if form == lemma:
        return "k|0|"
    if form.lower() == lemma:
        return "l|0|"
    lowered = form.lower()
    best = _suffix_edit("l", lowered, lemma.lower()) if lemma == lemma.lower() else _suffix_edit("k", form, lemma)
    return best if best is not None else f"=|{lemma}"


def apply_edit(form: str, edit: str) -> str:
    """The lemma that an edit gives; an edit that would cut the whole word away leaves it as it is."""
    kind, _, rest = edit.partition("|")
    if kind == "=":
        return rest
    base = form.lower() if kind == "l" else form
    cut_text, _, add = rest.partition("|")
    cut = int(cut_text)
    if cut >= len(base) and not add:
        return base
    return base[: max(len(base) - cut, 0)] + add


def _suffix_edit(kind: str, base: str, lemma: str) -> str | None:
    shared = 0
    for left, right in zip(base, lemma, strict=False):
        if left != right:
            break
        shared += 1
    if shared == 0:
        return None
    return f"{kind}|{len(base) - shared}|{lemma[shared:]}"


class Lemmatizer:
    """Form, tag and the model's edit -> lemma: first what the treebanks know, then the edit, checked against the rules.

    `lexicon` holds for each tag the lemma of a lower-case form.
    """

    def __init__(self, edits: Sequence[str], lexicon: Mapping[str, Mapping[str, str]]) -> None:
        self._edits = edits
        self._lexicon = lexicon
        self._known = {tag: frozenset(forms.values()) for tag, forms in lexicon.items()}
        self._found: dict[tuple[str, str, int], str] = {}

    def find(self, form: str, tag: str, edit: int) -> str:
        """The lemma of one word."""
        key = (form, tag, edit)
        lemma = self._found.get(key)
        if lemma is None:
            if len(self._found) > _CACHED_LEMMAS:
                self._found.clear()
            lemma = self._found[key] = self._work_out(form, tag, edit)
        return lemma

    def _work_out(self, form: str, tag: str, edit: int) -> str:
        lowered = form.lower()
        stored = self._lexicon.get(tag, {}).get(lowered)
        if stored is not None:
            return stored
        guess = apply_edit(form, self._edits[edit])
        if tag not in ("VERB", "NOUN"):
            return guess
        known = self._known.get(tag, frozenset())
        if guess in known:
            return guess
        candidates = list_regular_lemmas(lowered, tag)
        better = next((candidate for candidate in candidates if candidate in known), None)
        if better is not None:
            return better
        return guess if guess in candidates or not candidates else candidates[0]


_CACHED_LEMMAS = 200_000
_DOUBLED = frozenset("bdgklmnprtvz")


def list_regular_lemmas(form: str, tag: str) -> list[str]:
    """What a regular inflected form may come from, likeliest first; the form itself where it has no ending."""
    if tag == "NOUN":
        return _list_plural_lemmas(form)
    if form.endswith("ied") or (form.endswith("ies") and len(form) > 4):
        return [f"{form[:-3]}y"]
    for ending in ("ing", "ed"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1:
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                return [stem, stem[:-1]] if stem[-2:] == "ll" else [stem[:-1], stem]
            if stem.endswith(("c", "v", "u", "dg", "rg", "nz")):
                return [f"{stem}e"]
            bare_first = stem.endswith(
                ("er", "en", "on", "or", "it", "ow", "ay", "oy", "w", "x", "ck", "ch", "sh", "ss")
            )
            return [stem, f"{stem}e"] if bare_first else [f"{stem}e", stem]
    if form.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return [form[:-2], form[:-1]]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return [form[:-1]]
    return [form]


def _list_plural_lemmas(form: str) -> list[str]:
    if form.endswith("ies") and len(form) > 4:
        return [f"{form[:-3]}y", form[:-1]]
    if form.endswith("men") and len(form) > 3:
        return [f"{form[:-2]}an"]
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return [form[:-2]]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:
        return [form[:-1]]
    return [form]
