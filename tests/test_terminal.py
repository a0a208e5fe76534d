"""What is only alleged, not said, or said within something else shows it wherever people read it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from diurna.positions import find_positions
from diurna.records import Attribution, Certainty
from diurna.store import Lead, open_store
from diurna.terminal import (
    describe_event,
    describe_leads,
    print_agenda,
    print_coding,
    print_positions,
    print_statements,
)
from spoken import ERDOGAN, FRANCE, SYRIA, Who, make_actor, make_agenda, make_record


@pytest.fixture
def console() -> Console:
    return Console(width=100, file=StringIO())


def read(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("certainty", Certainty)
def test_an_event_is_never_told_without_its_certainty(certainty: Certainty) -> None:
    coding = make_agenda()
    text = coding.article.text
    speaker = make_actor(FRANCE, text)
    event = replace(coding.events[0], certainty=certainty, attributed_to=Attribution(speaker=speaker))
    alleged = certainty is Certainty.ALLEGED
    assert describe_event(event) == f"FRAGOV CONSULT: {certainty}{' by FRAGOV' if alleged else ''}"
    console = Console(width=100, file=StringIO())
    print_coding(console, replace(coding, events=(event,), sentences=(event.trigger,)), why=False)
    assert f"certainty   {certainty}" in read(console)


@pytest.mark.parametrize(
    ("certainty", "speaker", "deniers", "told"),
    [
        (Certainty.ALLEGED, FRANCE, (SYRIA,), "alleged by FRAGOV, denied by SYRGOV"),
        (Certainty.ALLEGED, FRANCE, (SYRIA, ERDOGAN), "alleged by FRAGOV, denied by SYRGOV, TURGOV"),
        (Certainty.ALLEGED, None, (SYRIA,), "alleged, denied by SYRGOV"),
        (Certainty.ALLEGED, Who("France", None, None, None), (), "alleged by “France”"),
        (Certainty.DENIED, None, (SYRIA,), "denied by SYRGOV"),
        # who tells it is not told twice where it is denied, nor where it is a fact
        (Certainty.DENIED, FRANCE, (SYRIA,), "denied by SYRGOV"),
        (Certainty.DENIED, FRANCE, (), "denied"),
        (Certainty.HAPPENED, FRANCE, (), "happened"),
        (Certainty.HAPPENED, FRANCE, (SYRIA,), "happened, denied by SYRGOV"),
    ],
)
def test_who_alleges_and_who_denies(
    certainty: Certainty, speaker: Who | None, deniers: tuple[Who, ...], told: str
) -> None:
    coding = make_agenda()
    text = coding.article.text
    event = replace(
        coding.events[0],
        certainty=certainty,
        attributed_to=Attribution(speaker=make_actor(speaker, text) if speaker else None),
        denied_by=tuple(make_actor(replace(who, words="Turkey"), text) for who in deniers),
    )
    assert describe_event(event) == f"FRAGOV CONSULT: {told}"
    console = Console(width=100, file=StringIO())
    print_coding(console, replace(coding, events=(event,), sentences=(event.trigger,)), why=False)
    assert read(console).count("denied by   ") == len(deniers)


def test_statements(console: Console, tmp_path: Path) -> None:
    with open_store(make_record(tmp_path / "record.duckdb"), read_only=True) as store:
        print_statements(console, store.quotes())
    assert read(console) == (
        "2021-03-01  Example Gazette  a1\n"
        "  Sergey Lavrov (RUSGOV) opposes: new sanctions on Syria\n"
        "    medium: in a statement; occasion: on Monday; about: Syria (SYRGOV); issue: economic\n"
        "2021-04-01  Example Gazette  a2\n"
        '  Sergey Lavrov (RUSGOV) supports: "We could live with some sanctions on Syria,"\n'
        "    to: France (FRAGOV); about: Syria (SYRGOV); issue: economic\n"
        "2021-04-02  Example Gazette  a3\n"
        "  Sergey Lavrov (RUSGOV) supports: a treaty against hackers\n"
        "    issue: cyber\n"
        "2021-04-03  Example Gazette  a4\n"
        "  Sergey Lavrov (RUSGOV) not said, opposes: whether the ships would leave Syria\n"
        "    about: Syria (SYRGOV)\n"
        "2021-04-04  Example Gazette  a5\n"
        "  Recep Tayyip Erdoğan (TURGOV) opposes: that France arms Syria\n"
        "    about: France (FRAGOV), Syria (SYRGOV); told within statement: q-a6\n"
        "2021-05-01  Example Gazette  a7\n"
        "  The al-Noor paper: that rain came\n"
        "no date  Another Paper  a6\n"
        "  A spokesman (FRAGOV) demands: that Syria open the road\n"
        "    about: Syria (SYRGOV)\n"
    )


def test_a_record_without_words_shows_offsets(console: Console, tmp_path: Path) -> None:
    with open_store(make_record(tmp_path / "record.duckdb", keep_text=False), read_only=True) as store:
        print_statements(console, store.quotes(by="Lavrov", issue="cyber"))
        print_agenda(console, store.agenda())
    told = read(console)
    assert "Sergey Lavrov (RUSGOV) supports: characters 16-40" in told
    assert "hackers" not in told
    assert "talks" not in told


def test_positions(console: Console, tmp_path: Path) -> None:
    with open_store(make_record(tmp_path / "record.duckdb"), read_only=True) as store:
        found = find_positions(store.quotes())
    print_positions(console, found, found.positions)
    assert read(console) == (
        "Sergey Lavrov (RUSGOV)\n"
        "  on Syria (SYRGOV)  turned 2021-04-01\n"
        "    2021-03-01  opposes   new sanctions on Syria  Example Gazette, a1\n"
        '    2021-04-01  supports  "We could live with some sanctions on Syria,"  Example Gazette, a2\n'
        "  on the issue cyber\n"
        "    2021-04-02  supports  a treaty against hackers  Example Gazette, a3\n"
        "A spokesman (FRAGOV)\n"
        "  on Syria (SYRGOV)\n"
        "    no date     demands   that Syria open the road  Another Paper, a6\n"
        "in no position: 1 told as not said\n"
        "in no position: 1 told in somebody else's words\n"
        "in no position: 1 without a direction\n"
    )


def test_long_words_are_wrapped_under_their_speaker(tmp_path: Path) -> None:
    console = Console(width=40, file=StringIO())
    with open_store(make_record(tmp_path / "record.duckdb"), read_only=True) as store:
        print_statements(console, store.quotes(issue="economic", by="Lavrov"))
    lines = read(console).splitlines()
    assert all(len(line) <= 40 and line == line.rstrip() for line in lines)
    assert [line for line in lines if not line.startswith("  ")] == [
        "2021-03-01  Example Gazette  a1",
        "2021-04-01  Example Gazette  a2",
    ]


@pytest.mark.parametrize(
    "leads, told",
    [
        ((), ["the record holds no statement."]),
        ((Lead("stance", "offers", 0),), ["no statement offers."]),
        ((Lead("since", "2022-01-01", 0),), ["no statement was published on 2022-01-01 or later."]),
        (
            (Lead("by", "Lavrow", 0, ("Sergey Lavrov",)), Lead("issue", "cyber", 3)),
            ["no statement is by anybody called 'Lavrow'. Near: Sergey Lavrov."],
        ),
        (
            (Lead("by", "Lavrov", 1_200), Lead("about", "SYR", 4)),
            ["no statement answers all of it together; each alone is answered: --by Lavrov (1,200), --about SYR (4)."],
        ),
    ],
)
def test_nothing_found(leads: tuple[Lead, ...], told: list[str]) -> None:
    assert list(describe_leads(leads)) == told
