"""Which expression dates an event. Published on Wednesday, 19 May 2021, unless a test says otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from diurna.records import DatePrecision, Parse
from diurna.when import EventDate, date_event, find_times
from trees import build_parse

PUBLISHED = dt.date(2021, 5, 19)

SAID_KILLED = """
Officials official NOUN 2 nsubj
said say VERB 0 root Tense=Past|VerbForm=Fin
Monday Monday PROPN 2 obl:unmarked
that that SCONJ 7 mark
rebels rebel NOUN 7 nsubj
had have AUX 7 aux Tense=Past|VerbForm=Fin
killed kill VERB 2 ccomp Tense=Past|VerbForm=Part
five five NUM 9 nummod
soldiers soldier NOUN 7 obj
. . PUNCT 2 punct
"""
SAID_LEAVE = """
Officials official NOUN 2 nsubj
said say VERB 0 root Tense=Past|VerbForm=Fin
Monday Monday PROPN 2 obl:unmarked
that that SCONJ 8 mark
the the DET 6 det
army army NOUN 8 nsubj
would would AUX 8 aux VerbForm=Fin
leave leave VERB 2 ccomp VerbForm=Inf
next next ADJ 10 amod
week week NOUN 8 obl:unmarked
. . PUNCT 2 punct
"""
URGED = """
Paris Paris PROPN 2 nsubj
urged urge VERB 0 root Tense=Past|VerbForm=Fin
Ankara Ankara PROPN 2 iobj
to to PART 5 mark
withdraw withdraw VERB 2 xcomp VerbForm=Inf
its its PRON 7 nmod:poss
troops troop NOUN 5 obj
by by ADP 9 case
August August PROPN 5 obl
1 1 NUM 9 nummod
. . PUNCT 2 punct
"""
EXTENDED = """
The the DET 2 det
government government NOUN 3 nsubj
extended extend VERB 0 root Tense=Past|VerbForm=Fin
the the DET 5 det
curfew curfew NOUN 3 obj
until until ADP 7 case
Friday Friday PROPN 3 obl
. . PUNCT 3 punct
"""
CONDEMNED = """
The the DET 2 det
president president NOUN 3 nsubj
condemned condemn VERB 0 root Tense=Past|VerbForm=Fin
Sunday Sunday PROPN 6 nmod:poss
's 's PART 4 case
attack attack NOUN 3 obj
. . PUNCT 3 punct
"""
CONDEMNED_OLD = """
He he PRON 2 nsubj
condemned condemn VERB 0 root Tense=Past|VerbForm=Fin
the the DET 4 det
deportations deportation NOUN 2 obj
in in ADP 6 case
1944 1944 NUM 2 obl
. . PUNCT 2 punct
"""
KILLED_WOUNDED = """
Rebels rebel NOUN 2 nsubj
killed kill VERB 0 root Tense=Past|VerbForm=Fin
five five NUM 2 obj
and and CCONJ 5 cc
wounded wound VERB 2 conj Tense=Past|VerbForm=Fin
ten ten NUM 5 obj
on on ADP 8 case
Monday Monday PROPN 5 obl
. . PUNCT 2 punct
"""
TOOK_PLACE = """
An a DET 2 det
attack attack NOUN 3 nsubj
took take VERB 0 root Tense=Past|VerbForm=Fin
place place NOUN 3 obj
on on ADP 6 case
Sunday Sunday PROPN 3 obl
. . PUNCT 3 punct
"""
OCCUPIED = """
Russia Russia PROPN 3 nsubj
has have AUX 3 aux Tense=Pres|VerbForm=Fin
occupied occupy VERB 0 root Tense=Past|VerbForm=Part
Crimea Crimea PROPN 3 obj
since since ADP 6 case
2014 2014 NUM 3 obl
. . PUNCT 3 punct
"""
RAGED = """
Fighting fighting NOUN 2 nsubj
raged rage VERB 0 root Tense=Past|VerbForm=Fin
from from ADP 4 case
2011 2011 NUM 2 obl
to to ADP 6 case
2014 2014 NUM 4 nmod
. . PUNCT 2 punct
"""
ANNEXED = """
In in ADP 2 case
2014 2014 NUM 5 obl
, , PUNCT 2 punct
Russia Russia PROPN 5 nsubj
annexed annex VERB 0 root Tense=Past|VerbForm=Fin
Crimea Crimea PROPN 5 obj
and and CCONJ 8 cc
backed back VERB 5 conj Tense=Past|VerbForm=Fin
separatists separatist NOUN 8 obj
. . PUNCT 5 punct
"""
ARRESTED = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root Tense=Past|VerbForm=Fin
a a DET 4 det
man man NOUN 2 obj
who who PRON 6 nsubj
attacked attack VERB 4 acl:relcl Tense=Past|VerbForm=Fin
a a DET 8 det
minister minister NOUN 6 obj
. . PUNCT 2 punct
"""
WILL_RECALL = """
France France PROPN 3 nsubj
will will AUX 3 aux VerbForm=Fin
recall recall VERB 0 root VerbForm=Inf
its its PRON 5 nmod:poss
ambassador ambassador NOUN 3 obj
. . PUNCT 3 punct
"""
CAMPAIGN = """
During during ADP 4 case
the the DET 4 det
2016 2016 NUM 4 nummod
campaign campaign NOUN 7 obl
, , PUNCT 4 punct
hackers hacker NOUN 7 nsubj
stole steal VERB 0 root Tense=Past|VerbForm=Fin
emails email NOUN 7 obj
. . PUNCT 7 punct
"""
HAS_UNTIL = """
Egypt Egypt PROPN 2 nsubj
has have VERB 0 root Tense=Pres|VerbForm=Fin
until until ADP 4 case
Friday Friday PROPN 2 obl
to to PART 6 mark
respond respond VERB 2 xcomp VerbForm=Inf
. . PUNCT 2 punct
"""
DEPORTED = """
In in ADP 2 case
1944 1944 NUM 5 obl
, , PUNCT 2 punct
Stalin Stalin PROPN 5 nsubj
deported deport VERB 0 root Tense=Past|VerbForm=Fin
the the DET 7 det
Tatars Tatar PROPN 5 obj
. . PUNCT 5 punct
"""
ACCUSED = """
He he PRON 2 nsubj
accused accuse VERB 0 root Tense=Past|VerbForm=Fin
them they PRON 2 obj
of of ADP 5 case
treason treason NOUN 2 obl
. . PUNCT 2 punct
"""
SAID = """
He he PRON 2 nsubj
said say VERB 0 root Tense=Past|VerbForm=Fin
so so ADV 2 advmod
. . PUNCT 2 punct
"""
DETAINED = """
Police police NOUN 2 nsubj
detained detain VERB 0 root Tense=Past|VerbForm=Fin
ten ten NUM 2 obj
on on ADP 5 case
Tuesday Tuesday PROPN 2 obl
. . PUNCT 2 punct
"""
SAY_LAST = """
Ten ten NUM 3 nsubj:pass
were be AUX 3 aux:pass Tense=Past|VerbForm=Fin
held hold VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
, , PUNCT 3 punct
police police NOUN 6 nsubj
said say VERB 3 parataxis Tense=Past|VerbForm=Fin
Tuesday Tuesday PROPN 6 obl:unmarked
. . PUNCT 3 punct
"""


def date_word(parse: Parse, word: str, published: dt.date | None = PUBLISHED) -> EventDate:
    times = find_times(parse, published=published)
    sentence, token = next(
        (sentence, token) for sentence in parse.sentences for token in sentence.tokens if token.text == word
    )
    return date_event(sentence, token.index, times=times, parse=parse, published=published)


def days(found: EventDate) -> str | None:
    if found.date is None:
        return None
    start, end = found.date.start, found.date.end
    return str(start) if start == end else f"{start or ''}..{end or ''}"


@pytest.mark.parametrize(
    "text, tree, word, when, by",
    [
        ("Police detained ten on Tuesday.", DETAINED, "detained", "2021-05-18", "expression"),
        ("An attack took place on Sunday.", TOOK_PLACE, "attack", "2021-05-16", "expression"),
        ("Rebels killed five and wounded ten on Monday.", KILLED_WOUNDED, "wounded", "2021-05-17", "expression"),
        ("Rebels killed five and wounded ten on Monday.", KILLED_WOUNDED, "killed", "2021-05-17", "clause"),
        (
            "In 2014, Russia annexed Crimea and backed separatists.",
            ANNEXED,
            "backed",
            "2014-01-01..2014-12-31",
            "clause",
        ),
        ("Russia has occupied Crimea since 2014.", OCCUPIED, "occupied", "2014-01-01..", "expression"),
        ("Fighting raged from 2011 to 2014.", RAGED, "raged", "2011-01-01..2014-12-31", "expression"),
        ("During the 2016 campaign, hackers stole emails.", CAMPAIGN, "stole", "2016-01-01..2016-12-31", "expression"),
        # Speech: the day of saying dates what was said to have happened, not what is to come.
        (
            "Officials said Monday that rebels had killed five soldiers.",
            SAID_KILLED,
            "said",
            "2021-05-17",
            "expression",
        ),
        ("Officials said Monday that rebels had killed five soldiers.", SAID_KILLED, "killed", "2021-05-17", "clause"),
        ("Ten were held, police said Tuesday.", SAY_LAST, "held", "2021-05-18", "clause"),
        ("Officials said Monday that the army would leave next week.", SAID_LEAVE, "said", "2021-05-17", "expression"),
        (
            "Officials said Monday that the army would leave next week.",
            SAID_LEAVE,
            "leave",
            "2021-05-24..2021-05-30",
            "expression",
        ),
        # The date inside a noun phrase is the noun's.
        ("The president condemned Sunday's attack.", CONDEMNED, "attack", "2021-05-16", "expression"),
        ("The president condemned Sunday's attack.", CONDEMNED, "condemned", "2021-05-19", "publication"),
        ("He condemned the deportations in 1944.", CONDEMNED_OLD, "condemned", "2021-05-19", "publication"),
        # Nothing dates it.
        ("Police arrested a man who attacked a minister.", ARRESTED, "arrested", "2021-05-19", "publication"),
        ("Police arrested a man who attacked a minister.", ARRESTED, "attacked", "..2021-05-19", "publication"),
        ("France will recall its ambassador.", WILL_RECALL, "recall", "2021-05-19..", "publication"),
    ],
)
def test_the_date_of_an_event(text: str, tree: str, word: str, when: str, by: str) -> None:
    found = date_word(build_parse(text, tree), word)
    assert (days(found), found.by) == (when, by)


@pytest.mark.parametrize(
    "text, tree, word, when, due",
    [
        ("Paris urged Ankara to withdraw its troops by August 1.", URGED, "urged", "2021-05-19", "2021-08-01"),
        (
            "Paris urged Ankara to withdraw its troops by August 1.",
            URGED,
            "withdraw",
            "2021-05-19..2021-08-01",
            "2021-08-01",
        ),
        ("The government extended the curfew until Friday.", EXTENDED, "extended", "2021-05-19", "2021-05-21"),
        ("Egypt has until Friday to respond.", HAS_UNTIL, "respond", "2021-05-19", "2021-05-21"),
    ],
)
def test_a_deadline_is_no_date(text: str, tree: str, word: str, when: str, due: str) -> None:
    found = date_word(build_parse(text, tree), word)
    assert found.due is not None
    assert (days(found), str(found.due.end)) == (when, due)


def test_background_goes_on_in_the_next_sentence() -> None:
    text = "In 1944, Stalin deported the Tatars. He accused them of treason. He said so."
    parse = build_parse(text, DEPORTED, ACCUSED, SAID)
    found = date_word(parse, "accused")
    assert (days(found), found.by) == ("1944-01-01..1944-12-31", "narrative")
    assert found.date is not None
    assert found.date.precision is DatePrecision.YEAR
    assert days(date_word(parse, "said")) == "2021-05-19"


def test_the_day_of_the_story_dates_what_follows() -> None:
    found = date_word(build_parse("Police detained ten on Tuesday. He said so.", DETAINED, SAID), "said")
    assert (days(found), found.by) == ("2021-05-18", "narrative")


def test_the_words_that_date_an_event_are_kept() -> None:
    text = "Police detained ten on Tuesday."
    found = date_word(build_parse(text, DETAINED), "detained")
    assert found.mention is not None
    assert found.date is not None
    assert found.date.span == found.mention.span
    assert found.mention.span.of(text) == "Tuesday"


def test_without_a_publication_date_only_explicit_dates_count() -> None:
    assert days(date_word(build_parse("Police detained ten on Tuesday.", DETAINED), "detained", None)) is None
    assert date_word(build_parse("France will recall its ambassador.", WILL_RECALL), "recall", None).by == "none"
    found = date_word(build_parse("Fighting raged from 2011 to 2014.", RAGED), "raged", None)
    assert days(found) == "2011-01-01..2014-12-31"


def test_a_trigger_in_a_sentence_without_a_tree() -> None:
    tree = "Police police X 0 root\ncame come X 1 dep\non on X 2 dep\nTuesday Tuesday X 3 dep\n. . X 4 dep"
    found = date_word(build_parse("Police came on Tuesday.", tree), "came")
    assert found.date is not None
