"""Who is spoken to, construction by construction."""

from __future__ import annotations

import pytest

from diurna.said import Cues, load_cues
from diurna.said.addressee import find_addressee
from stored import find_token, get_sentence

# sentence, cue word, head of whoever is spoken to
CASES = [
    ("The general told lawmakers that the base was empty.", "told", "lawmakers"),
    ("The judge asked the witness whether he knew the man.", "asked", "witness"),
    ("Ankara urged Athens to withdraw its ships.", "urged", "Athens"),
    ("The queen thanked the nurses for their courage.", "thanked", "nurses"),
    ("The envoy said to the reporters that the talks had failed.", "said", "reporters"),
    ("The premier warned in a letter to the speaker that the money was gone.", "warned", "speaker"),
    ("The bishop called on the miners to wait.", "called", "miners"),
    ("The mayor appealed to the crowd to go home.", "appealed", "crowd"),
    ("Four diplomats were told to leave the country.", "told", "diplomats"),
    ("The minister promised voters that taxes would fall.", "promised", "voters"),
    # nobody
    ("The minister promised a new road.", "promised", None),
    ("Warsaw wants Minsk to free the journalists.", "wants", None),
    ("The union objected to the wage cut.", "objected", None),
    ('"Stay indoors," advised a fireman.', "advised", None),
    ("The witness told the truth.", "told", None),
    ("The ministry said that the talks would start on Monday.", "said", None),
]
SENTENCES = [sentence for sentence, _, _ in CASES]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


@pytest.mark.parametrize(("text", "cue", "expected"), CASES)
def test_addressee(cues: Cues, text: str, cue: str, expected: str | None) -> None:
    sentence = get_sentence(text)
    token = sentence.tokens[find_token(sentence, cue)]
    row = cues.verbs.get(token.lemma)
    found = find_addressee(sentence, token.index, frozenset() if row is None else row.takes)
    assert (None if found is None else sentence.tokens[found].text) == expected


def test_a_cue_without_row() -> None:
    sentence = get_sentence("The general told lawmakers that the base was empty.")
    found = find_addressee(sentence, find_token(sentence, "told"), ())
    assert found == find_token(sentence, "lawmakers")
