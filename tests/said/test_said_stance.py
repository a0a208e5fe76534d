"""Which way a statement points: the cue, and behind a neutral cue the words said."""

from __future__ import annotations

import pytest

from diurna.errors import TableError
from diurna.records import QuoteKind, Span, Stance
from diurna.said import Cues, Saying, find_sayings, load_cues
from diurna.said.stance import find_stance
from diurna.said.stances import StanceTable, load_stances, parse_stances
from stored import get_parse

SUPPORTS, OPPOSES, DEMANDS = Stance.SUPPORTS, Stance.OPPOSES, Stance.DEMANDS
OFFERS, DENIES = Stance.OFFERS, Stance.DENIES

CASES = [
    # the cue itself
    ("The union welcomed the court's ruling.", "welcomed", SUPPORTS),
    ("Norway backed the plan for a buffer zone.", "backed", SUPPORTS),
    ("The bishop praised the miners for their patience.", "praised", SUPPORTS),
    ("Berlin condemned the raid on the convoy.", "condemned", OPPOSES),
    ("The opposition accused the cabinet of hiding the bill.", "accused", OPPOSES),
    ("The rebels refused to lift the siege.", "refused", OPPOSES),
    ("The general ruled out a ceasefire.", "ruled out", OPPOSES),
    ("Paris called for an inquiry.", "called", DEMANDS),
    ("Ankara urged Athens to withdraw its ships.", "urged", DEMANDS),
    ("Parliament demanded an apology from the bank.", "demanded", DEMANDS),
    ("The king offered to mediate.", "offered", OFFERS),
    ("The minister promised a new road.", "promised", OFFERS),
    ("The president was ready to talk to the rebels.", "was ready", OFFERS),
    ("The army denied that its tanks had crossed the border.", "denied", DENIES),
    ("The embassy disputed the figure.", "disputed", DENIES),
    # what the cue is about does not matter
    ("The minister rejected Moscow's claim that the bridge was safe.", "rejected", OPPOSES),
    ("The envoy warned against a hasty vote.", "warned", OPPOSES),
    ("The envoy warned that the winter would be hard.", "warned", None),
    ("The party vowed never to share power with the generals.", "vowed", None),
    ("The mayor pledged not to sign the contract.", "pledged", OPPOSES),
    # negation
    ("The senator did not oppose the treaty.", "did not oppose", None),
    ("The senator did not support the treaty.", "did not support", OPPOSES),
    ("The army did not deny the attack.", "did not deny", None),
    ("The office did not say whether he would resign.", "did not say", None),
    ("The spokesman declined to comment.", "declined", None),
    # wishes: only where somebody else is to act
    ("Warsaw wants Minsk to free the journalists.", "wants", DEMANDS),
    ("The governor wants to visit the island.", "wants", None),
    ("The reporter asked whether the port was open.", "asked", None),
    ("The captain told the crew that the ship was sinking.", "told", None),
    # behind a neutral cue: modal verbs
    ("The chancellor said the siege must end.", "said", DEMANDS),
    ("The envoy said that both sides should return to the table.", "said", DEMANDS),
    ("The commander said that the bridge has to be repaired.", "said", DEMANDS),
    ("Syria insisted that the heights be returned.", "insisted", DEMANDS),
    ('"Leave the square at once," the colonel told the crowd.', "told", DEMANDS),
    # deeds of the speaker
    ('"We demand an answer before Friday," the minister said.', "said", DEMANDS),
    ('"We welcome the agreement," the chancellor said.', "said", SUPPORTS),
    ('"We condemn this attack," the chancellor said.', "said", OPPOSES),
    ("The premier said that he rejected the offer.", "said", OPPOSES),
    ("The premier said that he accepted the verdict.", "said", SUPPORTS),
    ("The premier said that the strikers rejected the offer.", "said", None),
    ('"We are ready to open the border," the minister said.', "said", OFFERS),
    ("The president said his country would help the refugees.", "said", OFFERS),
    ('"We will not accept this border," the president said.', "said", OPPOSES),
    ("The general said he would never negotiate with the rebels.", "said", OPPOSES),
    ("The prisoner said he had not killed the guard.", "said", DENIES),
    # what something is said to be
    ("The ministry said the report was false.", "said", DENIES),
    ('"These accusations are baseless," the banker said.', "said", DENIES),
    ("The lawyer said that the search was illegal.", "said", OPPOSES),
    ('"The offer is not acceptable," the union said.', "said", OPPOSES),
    ("The critic called the election a farce.", "called", OPPOSES),
    ("The critic called the election a surprise.", "called", None),
    # no stance
    ("The ministry said that the talks would start on Monday.", "said", None),
    ("The mayor believes that the bridge will open in May.", "believes", None),
    ('"Who paid for the bridge?" the senator asked.', "asked", None),
]
TOLD = "The captain told the crew to leave the ship."
SENTENCES = [*(sentence for sentence, _, _ in CASES), TOLD]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


@pytest.fixture(scope="module")
def stances() -> StanceTable:
    return load_stances()


def find_saying(sentence: str, cue: str, cues: Cues) -> Saying:
    sayings = find_sayings(get_parse(sentence), cues=cues)
    return next(saying for saying in sayings if saying.cue is not None and saying.cue.of(sentence) == cue)


@pytest.mark.parametrize(("sentence", "cue", "expected"), CASES)
def test_stance(cues: Cues, stances: StanceTable, sentence: str, cue: str, expected: Stance | None) -> None:
    assert find_stance(find_saying(sentence, cue, cues), get_parse(sentence), stances) is expected


def test_told_to_do_it(stances: StanceTable) -> None:
    start = TOLD.index("to leave")
    saying = Saying(
        sentence=0,
        content=(Span(start, len(TOLD) - 1),),
        kind=QuoteKind.INDIRECT,
        cue=Span(12, 16),
        cue_lemma="tell",
        cue_class="say",
    )
    assert find_stance(saying, get_parse(TOLD), stances) is DEMANDS


def test_words_without_a_cue(stances: StanceTable) -> None:
    text = "The chancellor said the siege must end."
    content = (Span(text.index("the siege"), len(text) - 1),)
    saying = Saying(sentence=0, content=content, kind=QuoteKind.INDIRECT)
    assert find_stance(saying, get_parse(text), stances) is DEMANDS


HEAD = "kind\twords\tstance\tnot\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("act\treject\topposes", "stances.tsv:2: 3 cells, but the table has 4 columns."),
        ("acts\treject\topposes\t-", "stances.tsv:2: column kind: unknown value 'acts'. Did you mean 'act'?"),
        ("act\treject\toppose\t-", "stances.tsv:2: column stance: unknown value 'oppose'. Did you mean 'opposes'?"),
        ("act\treject\topposes\tno", "stances.tsv:2: column not: unknown value 'no'."),
        ("act\tback\tsupports\t-\nact\tback\t-\t-", "stances.tsv:3: act 'back' is already in stances.tsv:2."),
    ],
)
def test_table_errors(row: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        parse_stances(HEAD + row + "\n")
    assert str(error.value).startswith(message)
