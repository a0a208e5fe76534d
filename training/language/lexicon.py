"""Forms whose lemma the treebank knows, so that the model is asked only about the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from diurna.language.lemmas import apply_edit
from training.language.data import Sample

OPEN_CLASSES = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PART")

# Irregular verbs: lemma, then its other forms. The treebank has most of them; news has all of them.
IRREGULAR = """
abide abode abided|arise arose arisen|awake awoke awoken|be is are was were been being am|bear bore borne born|beat beat beaten|become became become|befall befell befallen
beget begot begotten|begin began begun|behold beheld|bend bent|beseech besought|beset|bet|betray betrayed|bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken
breed bred|bring brought|broadcast|build built|burn burnt burned|burst|buy bought|cast|catch caught|choose chose chosen|cling clung|come came|cost|creep crept|cut|deal dealt|dig dug|do did done does
draw drew drawn|dream dreamt dreamed|drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown flies
forbid forbade forbidden|forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken|freeze froze frozen|get got gotten|give gave given
go went gone goes|grind ground|grow grew grown|hang hung hanged|have has had having|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant leaned
leap leapt|learn learnt learned|leave left|lend lent|let|lie lay lain lying|light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken|mow mown|outdo outdid outdone
overcome overcame|override overrode overridden|overrun overran|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|partake partook partaken|pay paid|plead pled pleaded|prove proven proved
put|quit|read|rebuild rebuilt|redraw redrew redrawn|repay repaid|resell resold|retake retook retaken|rethink rethought|rewrite rewrote rewritten|rid|ride rode ridden|ring rang rung|rise rose risen|run ran
saw sawn sawed|say said|see saw seen|seek sought|sell sold|send sent|set|sew sewn|shake shook shaken|shed|shine shone|shoot shot|show shown showed|shrink shrank shrunk|shut|sing sang sung|sink sank sunk
sit sat|slay slew slain|sleep slept|slide slid|sling slung|slit|smell smelt|sow sown|speak spoke spoken|speed sped|spell spelt spelled|spend spent|spill spilt spilled|spin spun|spit spat|split|spoil spoilt
spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|stink stank stunk|stride strode|strike struck stricken|string strung|strive strove striven|swear swore sworn|sweep swept
swell swelled swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|thrust|tread trod trodden|undergo underwent undergone|undermine undermined
understand understood|undertake undertook undertaken|undo undid undone|uphold upheld|upset|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn
withhold withheld|withstand withstood|wring wrung|write wrote written|rule ruled ruling|free freed freeing frees|agree agreed agreeing|die died dying dies|tie tied tying|lie lied|vie vied vying
"""


def build_lexicon(samples: Iterable[Sample]) -> dict[str, dict[str, str]]:
    """Lemma by tag and lower-case form, where the treebank is of one mind (at least nine times in ten)."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sample in samples:
        for form, tag, edit in zip(sample.words, sample.upos or (), sample.edits or (), strict=True):
            if tag in OPEN_CLASSES and form.isascii():
                lemma = apply_edit(form, edit)
                if not lemma.startswith("_"):
                    seen[tag, form.lower()][lemma] += 1
    # A form seen once is kept only where another form has the same lemma: a slip of the annotators stands alone.
    lemma_forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (tag, form), lemmas in seen.items():
        for lemma in lemmas:
            lemma_forms[tag, lemma].add(form)
    lexicon: dict[str, dict[str, str]] = {}
    for (tag, form), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= 0.9 * lemmas.total() and (lemmas.total() > 1 or len(lemma_forms[tag, lemma]) > 1):
            lexicon.setdefault(tag, {})[form] = lemma
    for row in IRREGULAR.replace("\n", "|").split("|"):
        lemma, *forms = row.split() or [""]
        for form in filter(None, (lemma, *forms)):
            if form not in _AMBIGUOUS or form not in lexicon["VERB"]:
                lexicon["VERB"][form] = lemma
    return lexicon


# Forms of two verbs: "found" of find and of found. The treebank's majority stands.
_AMBIGUOUS = frozenset(("found", "lay", "saw", "felt", "bore", "wound", "fell", "ground", "rose", "lied", "lying", "left"))
