"""From PLOVER back to CAMEO."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.codebook import find_cameo, is_reciprocal, load_codebook

CODEBOOK = load_codebook()
FRAMED = {"056", "0871", "080"}
"""Codes that the crosswalk gives another type, which a note in the table explains."""


@pytest.mark.parametrize(
    "event_type, mode, contexts, sectors, trigger, evidence, code",
    [
        ("CONSULT", "visit", (), ("GOV",), "visited", "Scholz visited Beijing", "042"),
        ("CONSULT", "phone", (), ("GOV",), "phoned", "Scholz phoned Putin", "041"),
        ("CONSULT", "third-party", (), ("GOV",), "met", "They met in Geneva", "044"),
        ("CONSULT", None, (), ("GOV",), "met", "They met", "040"),
        ("CONSULT", None, ("diplomatic",), ("GOV",), "met", "They met", "040"),
        ("CONSULT", None, (), ("GOV",), "negotiated", "They negotiated for days", "046"),
        ("AGREE", None, (), ("GOV",), "agreed", "agreed to meet next week", "036"),
        ("AGREE", None, ("economic",), ("GOV",), "pledged", "pledged to open its markets", "0311"),
        ("AGREE", None, ("economic",), ("GOV",), "pledged", "pledged 20 million euros in aid", "0331"),
        ("AGREE", None, (), ("GOV",), "promised", "promised to do better", "030"),
        ("SUPPORT", None, (), ("GOV",), "praised", "praised the reform", "051"),
        ("SUPPORT", None, (), ("GOV",), "signed", "signed the treaty", "057"),
        ("CONCEDE", None, (), ("GOV",), "apologised", "apologised to the victims", "055"),
        ("RETREAT", "ceasefire", (), ("MIL",), "observed", "observed the ceasefire", "0871"),
        ("RETREAT", "release", (), ("GOV",), "freed", "freed forty prisoners", "0841"),
        ("ACCUSE", "investigate", ("corruption",), ("JUD",), "opened a probe", "opened a probe", "091"),
        ("ACCUSE", "disapprove", (), ("GOV",), "condemned", "condemned the attack", "111"),
        ("ACCUSE", "allege", ("human_rights",), ("NGO",), "accused", "accused the army of abuse", "1122"),
        ("REQUEST", "yield", (), ("GOV",), "urged", "urged Minsk to release the journalist", "1053"),
        ("REJECT", "meet", (), ("GOV",), "refused", "refused to meet", "125"),
        ("THREATEN", "violence", ("military",), ("MIL",), "threatened", "threatened to strike", "138"),
        ("PROTEST", "demo", ("rights_freedoms",), ("CVL",), "marched", "marched for free speech", "1413"),
        ("PROTEST", "strike", (), ("LAB",), "walked out", "nurses walked out", "143"),
        ("SANCTION", "convict", ("legal",), ("JUD",), "found guilty", "found guilty of fraud", "116"),
        ("SANCTION", "withdraw", ("diplomatic",), ("GOV",), "recalled", "recalled its ambassador", "161"),
        ("SANCTION", "discontinue", ("economic",), ("GOV",), "imposed", "imposed sanctions", "163"),
        ("MOBILIZE", "troops", ("military",), ("MIL",), "deployed", "deployed two brigades", "154"),
        ("COERCE", "arrest", (), ("COP",), "arrested", "police arrested five people", "173"),
        ("COERCE", "seize", ("territory",), ("MIL",), "annexed", "annexed the peninsula", "192"),
        ("ASSAULT", None, (), ("MIL",), "attacked", "the army attacked", "190"),
        ("ASSAULT", None, (), ("CVL",), "attacked", "a man attacked a guard", "180"),
        ("ASSAULT", "firearms", (), ("MIL",), "shot", "soldiers shot at them", "193"),
        ("ASSAULT", "firearms", (), ("CRM",), "shot", "a gang shot at them", "180"),
        ("ASSAULT", "aerial", ("military",), ("MIL",), "bombed", "jets bombed the port", "195"),
        ("ASSAULT", "heavy-weapons", (), ("REB",), "shelled", "rebels shelled the town", "194"),
        ("ASSAULT", "unconventional", ("cbrn",), ("UAF",), "gassed", "killed with nerve agents", "2041"),
        ("ASSAULT", "crowd-control", (), ("COP",), "fired", "police fired tear gas", "175"),
    ],
)
def test_nearest_code(
    event_type: str,
    mode: str | None,
    contexts: tuple[str, ...],
    sectors: tuple[str, ...],
    trigger: str,
    evidence: str,
    code: str,
) -> None:
    found = find_cameo(
        CODEBOOK, event_type, mode=mode, contexts=contexts, sectors=sectors, trigger=trigger, evidence=evidence
    )
    assert found == code


PAIRS = [(event_type, mode) for event_type in CODEBOOK.types for mode in (None, *CODEBOOK.modes.get(event_type, {}))]


@given(
    pair=st.sampled_from(PAIRS),
    contexts=st.lists(st.sampled_from(list(CODEBOOK.contexts)), max_size=3),
    sectors=st.lists(st.sampled_from(list(CODEBOOK.sectors)), max_size=2),
    words=st.sampled_from(["", "signed", "apologised", "sanctions", "talks", "ceasefire", "aid", "ambassador"]),
)
def test_every_event_gets_a_code_of_its_own_type(
    pair: tuple[str, str | None], contexts: list[str], sectors: list[str], words: str
) -> None:
    event_type, mode = pair
    code = find_cameo(
        CODEBOOK, event_type, mode=mode, contexts=contexts, sectors=sectors, trigger=words, evidence=words
    )
    assert code is not None
    assert len(code) >= 3
    assert CODEBOOK.cameo[code].type == event_type or code in FRAMED


def test_the_last_rule_of_every_type_has_no_condition() -> None:
    for rules in CODEBOOK.back.values():
        last = rules[-1]
        assert (last.mode, last.contexts, last.actors, last.words, last.near) == (None, (), (), None, None)


def test_a_type_of_a_user_has_no_code() -> None:
    assert find_cameo(CODEBOOK, "FLOOD") is None


@pytest.mark.parametrize(
    "event_type, trigger, mutual",
    [
        ("CONSULT", "met", True),
        ("ASSAULT", "clashed", True),
        ("ASSAULT", "shelled", False),
        ("SUPPORT", "signed", True),
        ("SUPPORT", "praised", False),
        ("PROTEST", "marched", False),
        ("FLOOD", "flooded", False),
    ],
)
def test_who_acts_on_whom_when_nobody_is_named(event_type: str, trigger: str, mutual: bool) -> None:
    assert is_reciprocal(CODEBOOK, event_type, trigger=trigger) is mutual


@pytest.mark.parametrize(
    "code, gdelt, icews, phoenix",
    [("016", -2.0, -5.0, 3.4), ("163", -8.0, -8.0, -6.5), ("164", -7.0, -6.5, -7.0), ("022", 3.2, 3.4, 3.4)],
)
def test_the_three_score_tables_differ(code: str, gdelt: float, icews: float, phoenix: float) -> None:
    entry = CODEBOOK.cameo[code]
    assert (entry.goldstein_gdelt, entry.intensity_icews, entry.score_phoenix) == (gdelt, icews, phoenix)


def test_codes_are_strings_with_their_zeros() -> None:
    assert CODEBOOK.cameo["0841"].base == "084"
    assert CODEBOOK.cameo["0841"].root == "08"
    assert CODEBOOK.cameo["040"].label == "Consult"
