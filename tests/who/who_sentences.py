"""Sentences with their trees for the tests of who: each token is form|lemma|UPOS|head|relation, then features."""

from __future__ import annotations

import re
from functools import cache

from diurna.knowledge import Knowledge, load_knowledge
from diurna.records import Parse
from trees import build_parse

SENTENCES = {
    "Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.": (
        "Russian|Russian|ADJ|3|amod Foreign|foreign|ADJ|3|amod Minister|Minister|PROPN|4|nmod:desc "
        "Sergey|Sergey|PROPN|6|nsubj Lavrov|Lavrov|PROPN|4|flat met|meet|VERB|0|root Irish|Irish|ADJ|8|amod "
        "diplomats|diplomat|NOUN|6|obj|Number=Plur in|in|ADP|10|case Geneva|Geneva|PROPN|6|obl .|.|PUNCT|6|punct"
    ),
    "Russian Foreign Minister Oleg Nemov smiled.": (
        "Russian|Russian|ADJ|3|amod Foreign|foreign|ADJ|3|amod Minister|Minister|PROPN|6|nsubj "
        "Oleg|Oleg|PROPN|3|appos Nemov|Nemov|PROPN|4|flat smiled|smile|VERB|0|root .|.|PUNCT|6|punct"
    ),
    "Lavrov left.": "Lavrov|Lavrov|PROPN|2|nsubj left|leave|VERB|0|root .|.|PUNCT|2|punct",
    "Nemov left.": "Nemov|Nemov|PROPN|2|nsubj left|leave|VERB|0|root .|.|PUNCT|2|punct",
    "He denied it.": "He|he|PRON|2|nsubj denied|deny|VERB|0|root it|it|PRON|2|obj .|.|PUNCT|2|punct",
    "She urged the minister to resign.": (
        "She|she|PRON|2|nsubj urged|urge|VERB|0|root the|the|DET|4|det minister|minister|NOUN|2|iobj "
        "to|to|PART|6|mark resign|resign|VERB|2|xcomp .|.|PUNCT|2|punct"
    ),
    "The minister resigned.": (
        "The|the|DET|2|det minister|minister|NOUN|3|nsubj resigned|resign|VERB|0|root .|.|PUNCT|3|punct"
    ),
    "France recalled its ambassador from Ankara.": (
        "France|France|PROPN|2|nsubj recalled|recall|VERB|0|root its|its|PRON|4|nmod:poss "
        "ambassador|ambassador|NOUN|2|obj from|from|ADP|6|case Ankara|Ankara|PROPN|4|nmod .|.|PUNCT|2|punct"
    ),
    "Moscow rejected the proposal.": (
        "Moscow|Moscow|PROPN|2|nsubj rejected|reject|VERB|0|root the|the|DET|4|det proposal|proposal|NOUN|2|obj "
        ".|.|PUNCT|2|punct"
    ),
    "Clashes broke out in Moscow.": (
        "Clashes|clash|NOUN|2|nsubj|Number=Plur broke|break|VERB|0|root out|out|ADP|2|compound:prt in|in|ADP|5|case "
        "Moscow|Moscow|PROPN|2|obl .|.|PUNCT|2|punct"
    ),
    "Russian and Syrian warplanes bombed Kurdish rebels.": (
        "Russian|Russian|ADJ|4|amod and|and|CCONJ|3|cc Syrian|Syrian|ADJ|1|conj "
        "warplanes|warplane|NOUN|5|nsubj|Number=Plur bombed|bomb|VERB|0|root Kurdish|Kurdish|ADJ|7|amod "
        "rebels|rebel|NOUN|5|obj|Number=Plur .|.|PUNCT|5|punct"
    ),
    "Police in Minsk arrested dozens of protesters.": (
        "Police|police|NOUN|4|nsubj|Number=Plur in|in|ADP|3|case Minsk|Minsk|PROPN|1|nmod arrested|arrest|VERB|0|root "
        "dozens|dozen|NOUN|4|obj|Number=Plur of|of|ADP|7|case protesters|protester|NOUN|5|nmod|Number=Plur "
        ".|.|PUNCT|4|punct"
    ),
    "A spokesman for the Foreign Ministry denied the report.": (
        "A|a|DET|2|det spokesman|spokesman|NOUN|7|nsubj for|for|ADP|6|case the|the|DET|6|det "
        "Foreign|foreign|ADJ|6|amod Ministry|Ministry|PROPN|2|nmod denied|deny|VERB|0|root the|the|DET|9|det "
        "report|report|NOUN|7|obj .|.|PUNCT|7|punct"
    ),
    "Chile's defence minister resigned.": (
        "Chile|Chile|PROPN|4|nmod:poss 's|'s|PART|1|case defence|defence|NOUN|4|compound "
        "minister|minister|NOUN|5|nsubj resigned|resign|VERB|0|root .|.|PUNCT|5|punct"
    ),
    "A Hamas official accused Israel.": (
        "A|a|DET|3|det Hamas|Hamas|PROPN|3|compound official|official|NOUN|4|nsubj accused|accuse|VERB|0|root "
        "Israel|Israel|PROPN|4|obj .|.|PUNCT|4|punct"
    ),
    "Jane Roe, the Irish ambassador, criticised the ministry.": (
        "Jane|Jane|PROPN|8|nsubj Roe|Roe|PROPN|1|flat ,|,|PUNCT|6|punct the|the|DET|6|det Irish|Irish|ADJ|6|amod "
        "ambassador|ambassador|NOUN|1|appos ,|,|PUNCT|1|punct criticised|criticise|VERB|0|root the|the|DET|10|det "
        "ministry|ministry|NOUN|8|obj .|.|PUNCT|8|punct"
    ),
    "The Czech foreign minister, Pavel Hora, criticised the Kremlin.": (
        "The|the|DET|4|det Czech|Czech|ADJ|4|amod foreign|foreign|ADJ|4|amod minister|minister|NOUN|9|nsubj "
        ",|,|PUNCT|6|punct Pavel|Pavel|PROPN|4|appos Hora|Hora|PROPN|6|flat ,|,|PUNCT|4|punct "
        "criticised|criticise|VERB|0|root the|the|DET|11|det Kremlin|Kremlin|PROPN|9|obj .|.|PUNCT|9|punct"
    ),
    "Russia and China vetoed the resolution.": (
        "Russia|Russia|PROPN|4|nsubj and|and|CCONJ|3|cc China|China|PROPN|1|conj vetoed|veto|VERB|0|root "
        "the|the|DET|6|det resolution|resolution|NOUN|4|obj .|.|PUNCT|4|punct"
    ),
    "They withdrew their troops.": (
        "They|they|PRON|2|nsubj|Number=Plur withdrew|withdraw|VERB|0|root their|their|PRON|4|nmod:poss|Number=Plur "
        "troops|troop|NOUN|2|obj|Number=Plur .|.|PUNCT|2|punct"
    ),
    "Both countries withdrew.": (
        "Both|both|DET|2|det countries|country|NOUN|3|nsubj|Number=Plur withdrew|withdraw|VERB|0|root .|.|PUNCT|3|punct"
    ),
    "Boko Haram attacked a village.": (
        "Boko|Boko|PROPN|3|nsubj Haram|Haram|PROPN|1|flat attacked|attack|VERB|0|root a|a|DET|5|det "
        "village|village|NOUN|3|obj .|.|PUNCT|3|punct"
    ),
    "The group, which holds the port, freed two hostages.": (
        "The|the|DET|2|det group|group|NOUN|9|nsubj ,|,|PUNCT|5|punct which|which|PRON|5|nsubj|PronType=Rel "
        "holds|hold|VERB|2|acl:relcl the|the|DET|7|det port|port|NOUN|5|obj ,|,|PUNCT|2|punct freed|free|VERB|0|root "
        "two|two|NUM|11|nummod hostages|hostage|NOUN|9|obj|Number=Plur .|.|PUNCT|9|punct"
    ),
    "Former defence minister John Doe criticised the government.": (
        "Former|former|ADJ|3|amod defence|defence|NOUN|3|compound minister|minister|NOUN|4|nmod:desc "
        "John|John|PROPN|6|nsubj Doe|Doe|PROPN|4|flat criticised|criticise|VERB|0|root the|the|DET|8|det "
        "government|government|NOUN|6|obj .|.|PUNCT|6|punct"
    ),
    "US-backed rebels fled.": (
        "US|US|PROPN|3|obl -|-|PUNCT|1|punct backed|back|VERB|4|amod rebels|rebel|NOUN|5|nsubj|Number=Plur "
        "fled|flee|VERB|0|root .|.|PUNCT|5|punct"
    ),
    "Pro-Russian separatists shelled Ukrainian troops.": (
        "Pro-Russian|pro-russian|ADJ|2|amod separatists|separatist|NOUN|3|nsubj|Number=Plur shelled|shell|VERB|0|root "
        "Ukrainian|Ukrainian|ADJ|5|amod troops|troop|NOUN|3|obj|Number=Plur .|.|PUNCT|3|punct"
    ),
    "The Taliban closed the school.": (
        "The|the|DET|2|det Taliban|Taliban|PROPN|3|nsubj closed|close|VERB|0|root the|the|DET|5|det "
        "school|school|NOUN|3|obj .|.|PUNCT|3|punct"
    ),
    "President Putin arrived in Beijing.": (
        "President|President|PROPN|2|nmod:desc Putin|Putin|PROPN|3|nsubj arrived|arrive|VERB|0|root in|in|ADP|5|case "
        "Beijing|Beijing|PROPN|3|obl .|.|PUNCT|3|punct"
    ),
    "I blame him, Lavrov said.": (
        "I|I|PRON|2|nsubj blame|blame|VERB|6|ccomp him|he|PRON|2|obj ,|,|PUNCT|2|punct Lavrov|Lavrov|PROPN|6|nsubj "
        "said|say|VERB|0|root .|.|PUNCT|6|punct"
    ),
    "Georgia elected a senator.": (
        "Georgia|Georgia|PROPN|2|nsubj elected|elect|VERB|0|root a|a|DET|4|det senator|senator|NOUN|2|obj "
        ".|.|PUNCT|2|punct"
    ),
    "Voters in Atlanta and Alabama cheered.": (
        "Voters|voter|NOUN|6|nsubj|Number=Plur in|in|ADP|3|case Atlanta|Atlanta|PROPN|1|nmod and|and|CCONJ|5|cc "
        "Alabama|Alabama|PROPN|3|conj cheered|cheer|VERB|0|root .|.|PUNCT|6|punct"
    ),
    "The German chancellor met the IMF.": (
        "The|the|DET|3|det German|German|ADJ|3|amod chancellor|chancellor|NOUN|4|nsubj met|meet|VERB|0|root "
        "the|the|DET|6|det IMF|IMF|PROPN|4|obj .|.|PUNCT|4|punct"
    ),
    "Security forces shot a man who had insulted the police.": (
        "Security|security|NOUN|2|compound forces|force|NOUN|3|nsubj|Number=Plur shot|shoot|VERB|0|root a|a|DET|5|det "
        "man|man|NOUN|3|obj who|who|PRON|8|nsubj|PronType=Rel had|have|AUX|8|aux insulted|insult|VERB|5|acl:relcl "
        "the|the|DET|10|det police|police|NOUN|8|obj .|.|PUNCT|3|punct"
    ),
    "Michael Jordan scored.": (
        "Michael|Michael|PROPN|3|nsubj Jordan|Jordan|PROPN|1|flat scored|score|VERB|0|root .|.|PUNCT|3|punct"
    ),
    "A rebel attack killed his wife.": (
        "A|a|DET|3|det rebel|rebel|NOUN|3|compound attack|attack|NOUN|4|nsubj killed|kill|VERB|0|root "
        "his|his|PRON|6|nmod:poss wife|wife|NOUN|4|obj .|.|PUNCT|4|punct"
    ),
    "MOSCOW (Reuters) - Troops moved.": (
        "MOSCOW|MOSCOW|PROPN|7|dep (|(|PUNCT|3|punct Reuters|Reuters|PROPN|1|appos )|)|PUNCT|3|punct -|-|PUNCT|1|punct "
        "Troops|troop|NOUN|7|nsubj|Number=Plur moved|move|VERB|0|root .|.|PUNCT|7|punct"
    ),
    "Chile's defence minister met his Greek counterpart.": (
        "Chile|Chile|PROPN|4|nmod:poss 's|'s|PART|1|case defence|defence|NOUN|4|compound "
        "minister|minister|NOUN|5|nsubj met|meet|VERB|0|root his|his|PRON|8|nmod:poss Greek|Greek|ADJ|8|amod "
        "counterpart|counterpart|NOUN|5|obj .|.|PUNCT|5|punct"
    ),
    "It seems calm.": "It|it|PRON|2|nsubj seems|seem|VERB|0|root calm|calm|ADJ|2|xcomp .|.|PUNCT|2|punct",
    "Zorblax Industries fired Jim Tane.": (
        "Zorblax|Zorblax|PROPN|2|compound Industries|Industries|PROPN|3|nsubj|Number=Plur fired|fire|VERB|0|root "
        "Jim|Jim|PROPN|3|obj Tane|Tane|PROPN|4|flat .|.|PUNCT|3|punct"
    ),
    "Police arrested two reporters.": (
        "Police|police|NOUN|2|nsubj|Number=Plur arrested|arrest|VERB|0|root two|two|NUM|4|nummod "
        "reporters|reporter|NOUN|2|obj|Number=Plur .|.|PUNCT|2|punct"
    ),
    "The government rejected the plan.": (
        "The|the|DET|2|det government|government|NOUN|3|nsubj rejected|reject|VERB|0|root the|the|DET|5|det "
        "plan|plan|NOUN|3|obj .|.|PUNCT|3|punct"
    ),
    "Belarus closed its border.": (
        "Belarus|Belarus|PROPN|2|nsubj closed|close|VERB|0|root its|its|PRON|4|nmod:poss "
        "border|border|NOUN|2|obj .|.|PUNCT|2|punct"
    ),
    "In Warsaw, police detained two men.": (
        "In|in|ADP|2|case Warsaw|Warsaw|PROPN|5|obl ,|,|PUNCT|2|punct "
        "police|police|NOUN|5|nsubj|Number=Plur detained|detain|VERB|0|root two|two|NUM|7|nummod "
        "men|man|NOUN|5|obj|Number=Plur .|.|PUNCT|5|punct"
    ),
    "The president signed the law.": (
        "The|the|DET|2|det president|president|NOUN|3|nsubj signed|sign|VERB|0|root the|the|DET|5|det "
        "law|law|NOUN|3|obj .|.|PUNCT|3|punct"
    ),
    "Diplomats left the city.": (
        "Diplomats|diplomat|NOUN|2|nsubj|Number=Plur left|leave|VERB|0|root the|the|DET|4|det "
        "city|city|NOUN|2|obj .|.|PUNCT|2|punct"
    ),
    "European officials criticised the government.": (
        "European|European|ADJ|2|amod officials|official|NOUN|3|nsubj|Number=Plur "
        "criticised|criticise|VERB|0|root the|the|DET|5|det government|government|NOUN|3|obj "
        ".|.|PUNCT|3|punct"
    ),
    "MINSK (Reuters) - Prosecutors charged a man.": (
        "MINSK|MINSK|PROPN|7|dep (|(|PUNCT|3|punct Reuters|Reuters|PROPN|1|parataxis )|)|PUNCT|3|punct "
        "-|-|PUNCT|7|punct Prosecutors|prosecutor|NOUN|7|nsubj|Number=Plur charged|charge|VERB|0|root "
        "a|a|DET|9|det man|man|NOUN|7|obj .|.|PUNCT|7|punct"
    ),
    "The ministry condemned Israel.": (
        "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj condemned|condemn|VERB|0|root "
        "Israel|Israel|PROPN|3|obj .|.|PUNCT|3|punct"
    ),
    "Chile, Peru and Bolivia signed a treaty.": (
        "Chile|Chile|PROPN|6|nsubj ,|,|PUNCT|3|punct Peru|Peru|PROPN|1|conj and|and|CCONJ|5|cc "
        "Bolivia|Bolivia|PROPN|1|conj signed|sign|VERB|0|root a|a|DET|8|det treaty|treaty|NOUN|6|obj "
        ".|.|PUNCT|6|punct"
    ),
    "The country needs help.": (
        "The|the|DET|2|det country|country|NOUN|3|nsubj needs|need|VERB|0|root help|help|NOUN|3|obj .|.|PUNCT|3|punct"
    ),
    "Interior Minister Pavel Hora resigned.": (
        "Interior|interior|ADJ|2|amod Minister|Minister|PROPN|3|nmod:desc Pavel|Pavel|PROPN|5|nsubj "
        "Hora|Hora|PROPN|3|flat resigned|resign|VERB|0|root .|.|PUNCT|5|punct"
    ),
    "The farmer John Porter sued Belarus.": (
        "The|the|DET|2|det farmer|farmer|NOUN|5|nsubj John|John|PROPN|2|appos Porter|Porter|PROPN|3|flat "
        "sued|sue|VERB|0|root Belarus|Belarus|PROPN|5|obj .|.|PUNCT|5|punct"
    ),
    "Porter lost.": "Porter|Porter|PROPN|2|nsubj lost|lose|VERB|0|root .|.|PUNCT|2|punct",
    "A man told a reporter about his uncle.": (
        "A|a|DET|2|det man|man|NOUN|3|nsubj told|tell|VERB|0|root a|a|DET|5|det "
        "reporter|reporter|NOUN|3|iobj about|about|ADP|8|case his|his|PRON|8|nmod:poss "
        "uncle|uncle|NOUN|3|obl .|.|PUNCT|3|punct"
    ),
    "Creative Commons thanked the Commons.": (
        "Creative|Creative|PROPN|2|compound Commons|Commons|PROPN|3|nsubj thanked|thank|VERB|0|root "
        "the|the|DET|5|det Commons|Commons|PROPN|3|iobj .|.|PUNCT|3|punct"
    ),
    "European Union leaders met.": (
        "European|European|ADJ|2|amod Union|Union|PROPN|3|compound leaders|leader|NOUN|4|nsubj|Number=Plur "
        "met|meet|VERB|0|root .|.|PUNCT|4|punct"
    ),
    "Troops fired missiles at Belarus.": (
        "Troops|troops|NOUN|2|nsubj|Number=Plur fired|fire|VERB|0|root "
        "missiles|missile|NOUN|2|obj|Number=Plur at|at|ADP|5|case Belarus|Belarus|PROPN|2|obl "
        ".|.|PUNCT|2|punct"
    ),
}


NAMES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "The farmer John Porter sued Belarus.": (("PER", 2, 4), ("LOC", 5, 6)),
    "Porter lost.": (("PER", 0, 1),),
    "Creative Commons thanked the Commons.": (("ORG", 0, 2), ("ORG", 4, 5)),
}
"""The names that the model marks, where a test is about them."""


@cache
def known() -> Knowledge:
    """The shipped tables, loaded once for all tests of this folder."""
    return load_knowledge()


def read(*sentences: str) -> Parse:
    """The parse of some of the sentences above as one article."""
    trees = [SENTENCES[sentence].replace(" ", "\n").replace("|", " ") for sentence in sentences]
    return build_parse(" ".join(sentences), *trees, names=[NAMES.get(sentence, ()) for sentence in sentences])


def token_of(parse: Parse, word: str, sentence: int = 0) -> int:
    """Index of the first token with this form."""
    return next(token.index for token in parse.sentences[sentence].tokens if token.text == word)


def sentence_texts() -> list[str]:
    """Every sentence, checked to agree with its tree."""
    for text, tree in SENTENCES.items():
        forms = "".join(row.split("|")[0] for row in tree.split(" "))
        assert forms == re.sub(r"\s", "", text), text
    return list(SENTENCES)
