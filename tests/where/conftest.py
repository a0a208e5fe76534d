"""The gazetteer, opened once, and small trees for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diurna.records import Parse
from diurna.where.gazetteer import Gazetteer, load_gazetteer
from trees import build_parse

_Names = tuple[tuple[str, int, int], ...]

# Sentence -> its tree, "form lemma UPOS head deprel" for each token with heads from 1, and its names.
SENTENCES: dict[str, tuple[str, _Names]] = {
    "Shelling destroyed a clinic in Idlib.": (
        "Shelling shelling NOUN 2 nsubj | destroyed destroy VERB 0 root | a a DET 4 det | clinic clinic NOUN 2 obj | "
        "in in ADP 6 case | Idlib Idlib PROPN 4 nmod | . . PUNCT 2 punct",
        (("LOC", 5, 6),),
    ),
    "Blinken condemned Russia's annexation of Crimea.": (
        "Blinken Blinken PROPN 2 nsubj | condemned condemn VERB 0 root | Russia Russia PROPN 5 nmod:poss | "
        "'s 's PART 3 case | annexation annexation NOUN 2 obj | of of ADP 7 case | Crimea Crimea PROPN 5 nmod | "
        ". . PUNCT 2 punct",
        (("PER", 0, 1), ("LOC", 2, 3), ("LOC", 6, 7)),
    ),
    "Moscow criticised the draft.": (
        "Moscow Moscow PROPN 2 nsubj | criticised criticise VERB 0 root | the the DET 4 det | draft draft NOUN 2 obj | "
        ". . PUNCT 2 punct",
        (("LOC", 0, 1),),
    ),
    "The minister flew to Reykjavik to meet his colleague.": (
        "The the DET 2 det | minister minister NOUN 3 nsubj | flew fly VERB 0 root | to to ADP 5 case | "
        "Reykjavik Reykjavik PROPN 3 obl | to to PART 7 mark | meet meet VERB 3 advcl | his his PRON 9 nmod:poss | "
        "colleague colleague NOUN 7 obj | . . PUNCT 3 punct",
        (("LOC", 4, 5),),
    ),
    "In Kabul, a bomb exploded, killing ten people.": (
        "In in ADP 2 case | Kabul Kabul PROPN 6 obl | , , PUNCT 2 punct | a a DET 5 det | bomb bomb NOUN 6 nsubj | "
        "exploded explode VERB 0 root | , , PUNCT 8 punct | killing kill VERB 6 advcl | ten ten NUM 10 nummod | "
        "people person NOUN 8 obj | . . PUNCT 6 punct",
        (("LOC", 1, 2),),
    ),
    "Lavrov said in Geneva that Israel had arrested ten men.": (
        "Lavrov Lavrov PROPN 2 nsubj | said say VERB 0 root | in in ADP 4 case | Geneva Geneva PROPN 2 obl | "
        "that that SCONJ 8 mark | Israel Israel PROPN 8 nsubj | had have AUX 8 aux | arrested arrest VERB 2 ccomp | "
        "ten ten NUM 10 nummod | men man NOUN 8 obj | . . PUNCT 2 punct",
        (("PER", 0, 1), ("LOC", 3, 4), ("LOC", 5, 6)),
    ),
    "France recalled its ambassador from Ankara.": (
        "France France PROPN 2 nsubj | recalled recall VERB 0 root | its its PRON 4 nmod:poss | "
        "ambassador ambassador NOUN 2 obj | from from ADP 6 case | Ankara Ankara PROPN 4 nmod | . . PUNCT 2 punct",
        (("LOC", 0, 1), ("LOC", 5, 6)),
    ),
    "Turkish forces shelled the Syrian city of Raqqa.": (
        "Turkish Turkish ADJ 2 amod | forces force NOUN 3 nsubj | shelled shell VERB 0 root | the the DET 6 det | "
        "Syrian Syrian ADJ 6 amod | city city NOUN 3 obj | of of ADP 8 case | Raqqa Raqqa PROPN 6 nmod | "
        ". . PUNCT 3 punct",
        (("NORP", 0, 1), ("NORP", 4, 5), ("LOC", 7, 8)),
    ),
    "Students in Minsk clashed with police.": (
        "Students student NOUN 4 nsubj | in in ADP 3 case | Minsk Minsk PROPN 1 nmod | clashed clash VERB 0 root | "
        "with with ADP 6 case | police police NOUN 4 obl | . . PUNCT 4 punct",
        (("LOC", 2, 3),),
    ),
    "Police in the Syrian capital arrested five men.": (
        "Police police NOUN 6 nsubj | in in ADP 5 case | the the DET 5 det | Syrian Syrian ADJ 5 amod | "
        "capital capital NOUN 1 nmod | arrested arrest VERB 0 root | five five NUM 8 nummod | men man NOUN 6 obj | "
        ". . PUNCT 6 punct",
        (("NORP", 3, 4),),
    ),
    "Aleppo was bombed for days.": (
        "Aleppo Aleppo PROPN 3 nsubj:pass | was be AUX 3 aux:pass | bombed bomb VERB 0 root | for for ADP 5 case | "
        "days day NOUN 3 obl | . . PUNCT 3 punct",
        (("LOC", 0, 1),),
    ),
    "Russia withdrew its troops from Kherson.": (
        "Russia Russia PROPN 2 nsubj | withdrew withdraw VERB 0 root | its its PRON 4 nmod:poss | "
        "troops troop NOUN 2 obj | from from ADP 6 case | Kherson Kherson PROPN 2 obl | . . PUNCT 2 punct",
        (("LOC", 0, 1), ("LOC", 5, 6)),
    ),
    "The president visited Kabul.": (
        "The the DET 2 det | president president NOUN 3 nsubj | visited visit VERB 0 root | Kabul Kabul PROPN 3 obj | "
        ". . PUNCT 3 punct",
        (("LOC", 3, 4),),
    ),
    "Soldiers were posted on the outskirts of Tripoli.": (
        "Soldiers soldier NOUN 3 nsubj:pass | were be AUX 3 aux:pass | posted post VERB 0 root | on on ADP 6 case | "
        "the the DET 6 det | outskirts outskirts NOUN 3 obl | of of ADP 8 case | Tripoli Tripoli PROPN 6 nmod | "
        ". . PUNCT 3 punct",
        (("LOC", 7, 8),),
    ),
    "Speaking in Vienna, the minister threatened Iran.": (
        "Speaking speak VERB 7 advcl | in in ADP 3 case | Vienna Vienna PROPN 1 obl | , , PUNCT 1 punct | "
        "the the DET 6 det | minister minister NOUN 7 nsubj | threatened threaten VERB 0 root | "
        "Iran Iran PROPN 7 obj | . . PUNCT 7 punct",
        (("LOC", 2, 3), ("LOC", 7, 8)),
    ),
    "The United States imposed sanctions on Iran.": (
        "The the DET 3 det | United United ADJ 3 amod | States State PROPN 4 nsubj | imposed impose VERB 0 root | "
        "sanctions sanction NOUN 4 obj | on on ADP 7 case | Iran Iran PROPN 5 nmod | . . PUNCT 4 punct",
        (("LOC", 1, 3), ("LOC", 6, 7)),
    ),
    "Gunmen killed a judge in Nigeria's Borno state.": (
        "Gunmen gunman NOUN 2 nsubj | killed kill VERB 0 root | a a DET 4 det | judge judge NOUN 2 obj | "
        "in in ADP 9 case | Nigeria Nigeria PROPN 9 nmod:poss | 's 's PART 6 case | Borno Borno PROPN 9 compound | "
        "state state NOUN 2 obl | . . PUNCT 2 punct",
        (("LOC", 5, 6), ("LOC", 7, 9)),
    ),
    "Paris Hilton met the mayor of Paris, Texas.": (
        "Paris Paris PROPN 3 nsubj | Hilton Hilton PROPN 1 flat | met meet VERB 0 root | the the DET 5 det | "
        "mayor mayor NOUN 3 obj | of of ADP 7 case | Paris Paris PROPN 5 nmod | , , PUNCT 9 punct | "
        "Texas Texas PROPN 7 appos | . . PUNCT 3 punct",
        (("PER", 0, 2), ("LOC", 6, 7), ("LOC", 8, 9)),
    ),
    "The Washington Post wrote about Springfield, Illinois.": (
        "The the DET 3 det | Washington Washington PROPN 3 compound | Post Post PROPN 4 nsubj | "
        "wrote write VERB 0 root "
        "| about about ADP 6 case | Springfield Springfield PROPN 4 obl | , , PUNCT 8 punct | "
        "Illinois Illinois PROPN 6 appos | . . PUNCT 4 punct",
        (("ORG", 1, 3), ("LOC", 5, 6), ("LOC", 7, 8)),
    ),
    "Jordan said that he would move to Jordan.": (
        "Jordan Jordan PROPN 2 nsubj | said say VERB 0 root | that that SCONJ 6 mark | he he PRON 6 nsubj | "
        "would would AUX 6 aux | move move VERB 2 ccomp | to to ADP 8 case | Jordan Jordan PROPN 6 obl | "
        ". . PUNCT 2 punct",
        (("PER", 0, 1), ("LOC", 7, 8)),
    ),
    "South Korean ships left Busan.": (
        "South South ADJ 2 compound | Korean Korean ADJ 3 amod | ships ship NOUN 4 nsubj | left leave VERB 0 root | "
        "Busan Busan PROPN 4 obj | . . PUNCT 4 punct",
        (("NORP", 0, 2), ("LOC", 4, 5)),
    ),
    "He was born in Nice and lives in Mobile, Ala.": (
        "He he PRON 3 nsubj:pass | was be AUX 3 aux:pass | born bear VERB 0 root | in in ADP 5 case | "
        "Nice Nice PROPN 3 obl | and and CCONJ 7 cc | lives live VERB 3 conj | in in ADP 9 case | "
        "Mobile Mobile PROPN 7 obl | , , PUNCT 11 punct | Ala Ala PROPN 9 appos | . . PUNCT 3 punct",
        (("LOC", 4, 5), ("LOC", 8, 9), ("LOC", 10, 11)),
    ),
    "The White House rejected the plan.": (
        "The the DET 3 det | White White ADJ 3 amod | House House PROPN 4 nsubj | rejected reject VERB 0 root | "
        "the the DET 6 det | plan plan NOUN 4 obj | . . PUNCT 4 punct",
        (("ORG", 1, 3),),
    ),
    "Crowds gathered outside the White House.": (
        "Crowds crowd NOUN 2 nsubj | gathered gather VERB 0 root | outside outside ADP 6 case | the the DET 6 det | "
        "White White ADJ 6 amod | House House PROPN 2 obl | . . PUNCT 2 punct",
        (("LOC", 4, 6),),
    ),
    "Troops crossed the border into northern Iraq.": (
        "Troops troop NOUN 2 nsubj | crossed cross VERB 0 root | the the DET 4 det | border border NOUN 2 obj | "
        "into into ADP 7 case | northern northern ADJ 7 amod | Iraq Iraq PROPN 2 obl | . . PUNCT 2 punct",
        (("LOC", 5, 7),),
    ),
    "The UAE and the U.S. signed in Abu Dhabi.": (
        "The the DET 2 det | UAE UAE PROPN 6 nsubj | and and CCONJ 5 cc | the the DET 5 det | U.S. U.S. PROPN 2 conj | "
        "signed sign VERB 0 root | in in ADP 8 case | Abu Abu PROPN 6 obl | Dhabi Dhabi PROPN 8 flat | "
        ". . PUNCT 6 punct",
        (("LOC", 1, 2), ("LOC", 4, 5), ("LOC", 7, 9)),
    ),
    "Egyptian-Israeli talks were held on Thursday.": (
        "Egyptian Egyptian ADJ 3 amod | - - PUNCT 1 punct | Israeli Israeli ADJ 4 amod | "
        "talks talk NOUN 6 nsubj:pass | "
        "were be AUX 6 aux:pass | held hold VERB 0 root | on on ADP 8 case | Thursday Thursday PROPN 6 obl | "
        ". . PUNCT 6 punct",
        (("NORP", 0, 1), ("NORP", 2, 3)),
    ),
    "Trump withdrew from the Paris accord.": (
        "Trump Trump PROPN 2 nsubj | withdrew withdraw VERB 0 root | from from ADP 6 case | the the DET 6 det | "
        "Paris Paris PROPN 6 compound | accord accord NOUN 2 obl | . . PUNCT 2 punct",
        (("PER", 0, 1), ("LOC", 4, 5)),
    ),
    "Guards fired on the Syrian border.": (
        "Guards guard NOUN 2 nsubj | fired fire VERB 0 root | on on ADP 6 case | the the DET 6 det | "
        "Syrian Syrian ADJ 6 amod | border border NOUN 2 obl | . . PUNCT 2 punct",
        (("NORP", 4, 5),),
    ),
    "Planes bombed a village near Damascus.": (
        "Planes plane NOUN 2 nsubj | bombed bomb VERB 0 root | a a DET 4 det | village village NOUN 2 obj | "
        "near near ADP 6 case | Damascus Damascus PROPN 4 nmod | . . PUNCT 2 punct",
        (("LOC", 5, 6),),
    ),
    "Air raids on Douma near Damascus killed ten people.": (
        "Air air NOUN 2 compound | raids raid NOUN 7 nsubj | on on ADP 4 case | Douma Douma PROPN 2 nmod | "
        "near near ADP 6 case | Damascus Damascus PROPN 4 nmod | killed kill VERB 0 root | ten ten NUM 9 nummod | "
        "people person NOUN 7 obj | . . PUNCT 7 punct",
        (("LOC", 3, 4), ("LOC", 5, 6)),
    ),
    "REYKJAVIK, May 19 (Reuters) - Blinken criticised China.": (
        "REYKJAVIK REYKJAVIK PROPN 10 parataxis | , , PUNCT 1 punct | May May PROPN 1 nmod:unmarked | "
        "19 19 NUM 3 nummod "
        "| ( ( PUNCT 6 punct | Reuters Reuters PROPN 1 appos | ) ) PUNCT 6 punct | - - PUNCT 10 punct | "
        "Blinken Blinken PROPN 10 nsubj | criticised criticise VERB 0 root | China China PROPN 10 obj | "
        ". . PUNCT 10 punct",
        (("ORG", 5, 6), ("PER", 8, 9), ("LOC", 10, 11)),
    ),
}


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def parse_of() -> Callable[[str], Parse]:
    """Text of a sentence above -> its reading."""

    def read(text: str) -> Parse:
        tree, names = SENTENCES[text]
        return build_parse(text, tree.replace(" | ", "\n"), names=[names])

    return read


@pytest.fixture
def sentences() -> tuple[str, ...]:
    return tuple(SENTENCES)
