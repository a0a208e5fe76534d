"""Past or future: which Friday is meant. Published on Wednesday, 19 May 2021."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.when import find_times
from trees import build_parse

PUBLISHED = dt.date(2021, 5, 19)
LAST_FRIDAY, NEXT_FRIDAY = "2021-05-14", "2021-05-21"


@pytest.mark.parametrize(
    "text, tree, value",
    [
        (
            "The ministers met on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 3 nsubj
            met meet VERB 0 root Tense=Past|VerbForm=Fin
            on on ADP 5 case
            Friday Friday PROPN 3 obl
            . . PUNCT 3 punct
            """,
            LAST_FRIDAY,
        ),
        (
            "The ministers will meet on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 4 nsubj
            will will AUX 4 aux VerbForm=Fin
            meet meet VERB 0 root VerbForm=Inf
            on on ADP 6 case
            Friday Friday PROPN 4 obl
            . . PUNCT 4 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            "The ministers have met on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 4 nsubj
            have have AUX 4 aux Tense=Pres|VerbForm=Fin
            met meet VERB 0 root Tense=Past|VerbForm=Part
            on on ADP 6 case
            Friday Friday PROPN 4 obl
            . . PUNCT 4 punct
            """,
            LAST_FRIDAY,
        ),
        (
            "The ministers may have met on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 5 nsubj
            may may AUX 5 aux VerbForm=Fin
            have have AUX 5 aux VerbForm=Inf
            met meet VERB 0 root Tense=Past|VerbForm=Part
            on on ADP 7 case
            Friday Friday PROPN 5 obl
            . . PUNCT 5 punct
            """,
            LAST_FRIDAY,
        ),
        (
            "The ministers plan to meet on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 3 nsubj
            plan plan VERB 0 root Tense=Pres|VerbForm=Fin
            to to PART 5 mark
            meet meet VERB 3 xcomp VerbForm=Inf
            on on ADP 7 case
            Friday Friday PROPN 5 obl
            . . PUNCT 3 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            "The ministers managed to meet on Friday.",
            """
            The the DET 2 det
            ministers minister NOUN 3 nsubj
            managed manage VERB 0 root Tense=Past|VerbForm=Fin
            to to PART 5 mark
            meet meet VERB 3 xcomp VerbForm=Inf
            on on ADP 7 case
            Friday Friday PROPN 5 obl
            . . PUNCT 3 punct
            """,
            LAST_FRIDAY,
        ),
        (
            "The vote is scheduled for Friday.",
            """
            The the DET 2 det
            vote vote NOUN 4 nsubj:pass
            is be AUX 4 aux:pass Tense=Pres|VerbForm=Fin
            scheduled schedule VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
            for for ADP 6 case
            Friday Friday PROPN 4 obl
            . . PUNCT 4 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            "The vote is Friday.",
            """
            The the DET 2 det
            vote vote NOUN 4 nsubj
            is be AUX 4 cop Tense=Pres|VerbForm=Fin
            Friday Friday PROPN 0 root
            . . PUNCT 4 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            "The court meets Friday.",
            """
            The the DET 2 det
            court court NOUN 3 nsubj
            meets meet VERB 0 root Tense=Pres|VerbForm=Fin
            Friday Friday PROPN 3 obl:unmarked
            . . PUNCT 3 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            "Friday's attack is the worst.",
            """
            Friday Friday PROPN 3 nmod:poss
            's 's PART 1 case
            attack attack NOUN 6 nsubj
            is be AUX 6 cop Tense=Pres|VerbForm=Fin
            the the DET 6 det
            worst worst ADJ 0 root
            . . PUNCT 6 punct
            """,
            LAST_FRIDAY,
        ),
        (
            "The government extended the curfew until Friday.",
            """
            The the DET 2 det
            government government NOUN 3 nsubj
            extended extend VERB 0 root Tense=Past|VerbForm=Fin
            the the DET 5 det
            curfew curfew NOUN 3 obj
            until until ADP 7 case
            Friday Friday PROPN 3 obl
            . . PUNCT 3 punct
            """,
            NEXT_FRIDAY,
        ),
        (
            # The tree hangs Friday on "leave"; the words say otherwise.
            "Officials said Friday they will leave.",
            """
            Officials official NOUN 2 nsubj
            said say VERB 0 root Tense=Past|VerbForm=Fin
            Friday Friday PROPN 6 obl:unmarked
            they they PRON 6 nsubj
            will will AUX 6 aux VerbForm=Fin
            leave leave VERB 2 ccomp VerbForm=Inf
            . . PUNCT 2 punct
            """,
            LAST_FRIDAY,
        ),
    ],
)
def test_which_friday(text: str, tree: str, value: str) -> None:
    (mention,) = find_times(build_parse(text, tree), published=PUBLISHED)
    assert mention.value == value


def test_a_month_ahead() -> None:
    tree = """
    Talks talk NOUN 3 nsubj
    will will AUX 3 aux VerbForm=Fin
    resume resume VERB 0 root VerbForm=Inf
    in in ADP 5 case
    March March PROPN 3 obl
    . . PUNCT 3 punct
    """
    (mention,) = find_times(build_parse("Talks will resume in March.", tree), published=PUBLISHED)
    assert mention.value == "2022-03"
