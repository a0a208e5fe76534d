"""Did it happen? A sentence, its trigger, and the certainty that its words give."""

from __future__ import annotations

import pytest

from diurna.errors import TableError
from diurna.records import Certainty
from diurna.sure.judge import judge_act
from diurna.sure.tables import SureTable, load_sure_table
from stored import find_token, get_sentence

HAPPENED, ONGOING, PLANNED = Certainty.HAPPENED, Certainty.ONGOING, Certainty.PLANNED
THREATENED, ALLEGED, DENIED = Certainty.THREATENED, Certainty.ALLEGED, Certainty.DENIED
HYPOTHETICAL = Certainty.HYPOTHETICAL

CASES = [
    # tense
    ("France recalled its ambassador from Ankara.", "recalled", HAPPENED),
    ("Turkey has expelled two diplomats.", "expelled", HAPPENED),
    ("Government troops are shelling the town.", "shelling", ONGOING),
    ("The navy is still blocking the port.", "blocking", ONGOING),
    # plans
    ("The ministers will meet in Vienna next week.", "meet", PLANNED),
    ("The army plans to withdraw from the valley.", "withdraw", PLANNED),
    ("The king is due to visit Oman on Monday.", "visit", PLANNED),
    ("The two leaders are to meet in June.", "meet", PLANNED),
    ("The summit will take place in Geneva.", "summit", PLANNED),
    ("The cabinet decided to send observers.", "send", PLANNED),
    ("The planned visit drew protests.", "visit", PLANNED),
    ("The ministry said it would withdraw the troops.", "withdraw", PLANNED),
    # threats
    ("The rebels threatened to attack the port.", "attack", THREATENED),
    # allegations
    ("Hackers allegedly attacked the pipeline.", "attacked", ALLEGED),
    ("Kyiv accused Moscow of shelling the hospital.", "shelling", ALLEGED),
    ("The rebels claim that they shot down the jet.", "shot", ALLEGED),
    ("Agents are believed to have poisoned him.", "poisoned", ALLEGED),
    ("The alleged attack shut the pipeline.", "attack", ALLEGED),
    # denials
    ("Moscow denied that its troops had crossed the border.", "crossed", DENIED),
    ("He denied ordering the attack.", "ordering", DENIED),
    ("Damascus denied the attack.", "attack", DENIED),
    ("The police did not arrest the minister.", "arrest", DENIED),
    ("No troops were deployed.", "deployed", DENIED),
    ("Residents said the police had yet to arrest the mayor.", "arrest", DENIED),
    ("The government failed to release the prisoners.", "release", DENIED),
    ("Police foiled an attack on the embassy.", "attack", DENIED),
    ("He left without meeting the premier.", "meeting", DENIED),
    ("Had the army not intervened, rebels would have seized the town.", "seized", DENIED),
    ("If the talks had failed, Russia would have cut the gas.", "cut", DENIED),
    # open
    ("If the talks fail, Russia would cut the gas.", "cut", HYPOTHETICAL),
    ("Russia may expel the envoy.", "expel", HYPOTHETICAL),
    ("If Ankara attacks the town, Paris will respond.", "attacks", HYPOTHETICAL),
    ("Residents fear an attack.", "attack", HYPOTHETICAL),
    ("The court ordered the army to free him.", "free", HYPOTHETICAL),
    ("Will Seoul deploy the missiles?", "deploy", HYPOTHETICAL),
    # it did happen, whatever stands above
    ("Paris condemned the attack.", "attack", HAPPENED),
    ("The rebels managed to seize the bridge.", "seize", HAPPENED),
    ("Seoul confirmed that the North had fired a missile.", "fired", HAPPENED),
    ("The spokesman said that the police had arrested three men.", "arrested", HAPPENED),
]
SENTENCES = [case[0] for case in CASES]


@pytest.fixture(scope="module")
def table() -> SureTable:
    return load_sure_table()


@pytest.mark.parametrize("text, trigger, certainty", CASES)
def test_certainty(table: SureTable, text: str, trigger: str, certainty: Certainty) -> None:
    sentence = get_sentence(text)
    index = find_token(sentence, trigger)
    assert judge_act(sentence, index, words=(index,), table=table).certainty is certainty


def test_a_denial_names_who_denies(table: SureTable) -> None:
    sentence = get_sentence("Moscow denied that its troops had crossed the border.")
    index = find_token(sentence, "crossed")
    judged = judge_act(sentence, index, words=(index,), table=table)
    assert [sentence.tokens[claimant].text for claimant in judged.claimants] == ["Moscow"]
    assert [sentence.tokens[word].text for word in judged.words] == ["denied"]


def test_an_allegation_names_who_alleges(table: SureTable) -> None:
    sentence = get_sentence("Kyiv accused Moscow of shelling the hospital.")
    index = find_token(sentence, "shelling")
    judged = judge_act(sentence, index, words=(index,), table=table)
    assert [sentence.tokens[claimant].text for claimant in judged.claimants] == ["Kyiv"]


def test_the_table_has_no_row_for_an_unknown_word(table: SureTable) -> None:
    assert table.find("say", "that") is None
    assert table.find("deny", "that") is not None


def test_a_wrong_cell_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    header = "words\tclause\tcertainty\tclaimant\texample\n"
    monkeypatch.setattr(Path, "read_text", lambda self, **_: header + "deny\tthat\tdenyed\tsubj\t\n")
    with pytest.raises(TableError, match=r"embedding.tsv:2: column certainty: unknown value 'denyed'"):
        load_sure_table()
