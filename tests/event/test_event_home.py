"""Which country a side is of, when its own words do not say."""

from __future__ import annotations

import pytest

from diurna.event.home import BY_PLACE, BY_TEXT, BY_VISIT, find_host, find_only_country, lend_country
from diurna.event.sides import Sides
from diurna.records import Actor, Place, PlacePrecision, Span
from diurna.where.event_place import EventPlace
from diurna.who import ActorMention
from diurna.who.mention import MentionKind

NOWHERE = EventPlace(None, "none", None)
IN_KENYA = EventPlace(Place(name="Kisumu", precision=PlacePrecision.CITY, country="KEN"), "locative", None)


def make_actor(code: str, known: str | None = None) -> Actor:
    """An actor from "KEN.COP", ".COP" or "KEN"."""
    country, _, sector = code.partition(".")
    return Actor(text=code, span=Span(0, 1), country=country or None, sector=sector or None, known_id=known)


def make_sides(actor: str, recipient: str) -> Sides:
    acting = tuple(make_actor(code) for code in actor.split())
    return Sides(acting, tuple(make_actor(code) for code in recipient.split()))


@pytest.mark.parametrize(
    ("actor", "recipient", "placed", "alone", "codes"),
    [
        # Bandits kidnapped pupils in Kisumu.
        (".CRM", ".EDU", IN_KENYA, None, ("KENCRM", "KENEDU")),
        # Soldiers may be in Kisumu from anywhere.
        (".MIL", ".CVL", IN_KENYA, None, ("MIL", "KENCVL")),
        # Police arrested a Kenyan senator; Kenyan police arrested students.
        (".COP", "KEN.LEG", NOWHERE, None, ("KENCOP", "KENLEG")),
        ("KEN.COP", ".EDU", NOWHERE, None, ("KENCOP", "KENEDU")),
        # Protesters marched against the government, in a text about Kenya alone.
        (".CVL", ".GOV", NOWHERE, "KEN", ("KENCVL", "KENGOV")),
        # Kenya deports inspectors.
        ("KEN.GOV", ".GOV", NOWHERE, "KEN", ("KENGOV", "GOV")),
        # France fights rebels: they are not French because France fights them, ...
        ("FRA.MIL", ".REB", NOWHERE, None, ("FRAMIL", "REB")),
        # ... and nobody is of the country "United Nations".
        (".COP", "UNO", NOWHERE, None, ("COP", "UNO")),
        # Somebody whom the tables know without a country has none.
        ("KEN.GOV", "", NOWHERE, "UGA", ("KENGOV", "")),
    ],
)
def test_lent_countries(
    actor: str, recipient: str, placed: EventPlace, alone: str | None, codes: tuple[str, str]
) -> None:
    sides, _ = lend_country(make_sides(actor, recipient), "COERCE", placed, alone)
    found = [" ".join(one.code or "" for one in side) for side in (sides.actor, sides.recipient)]
    assert tuple(found) == codes


@pytest.mark.parametrize(
    ("actor", "recipient", "codes"),
    [
        # The prime minister urged her Hungarian counterpart: she is not Hungarian.
        (".GOV", "HUN.GOV", ("GOV", "HUNGOV")),
        # The government urged the Hungarian opposition, in a text about Hungary alone.
        (".GOV", "HUN.OPP", ("HUNGOV", "HUNOPP")),
    ],
)
def test_a_government_is_not_lent_the_country_of_its_counterpart(
    actor: str, recipient: str, codes: tuple[str, str]
) -> None:
    sides, _ = lend_country(make_sides(actor, recipient), "REQUEST", NOWHERE, "HUN")
    assert (sides.actor[0].code, sides.recipient[0].code) == codes


@pytest.mark.parametrize(
    ("kind", "actor", "recipient", "code"),
    [
        # The two ministers met in Geneva: they are not both Swiss.
        ("CONSULT", ".GOV", "", "GOV"),
        # The government met the unions.
        ("CONSULT", ".GOV", "CHE.LAB", "CHEGOV"),
        ("PROTEST", ".GOV", "", "CHEGOV"),
    ],
)
def test_those_who_meet_among_themselves_are_lent_no_country(kind: str, actor: str, recipient: str, code: str) -> None:
    sides, _ = lend_country(make_sides(actor, recipient), kind, NOWHERE, "CHE")
    assert sides.actor[0].code == code


WASHINGTON = Place(name="Washington", precision=PlacePrecision.CITY, country="USA", span=Span(11, 21))


@pytest.mark.parametrize(
    ("sides", "mode", "by", "host"),
    [
        # Arrived in Washington for an official visit.
        (("SDN.GOV", ""), "visit", "clause", "USAGOV"),
        (("SDN.GOV", ""), "visit", "locative", "USAGOV"),
        # The dateline is where the reporter is; a meeting in a third country has no host as its side;
        (("SDN.GOV", ""), "visit", "dateline", None),
        (("SDN.GOV", ""), "third-party", "locative", None),
        # who is visited by name is enough; nobody visits his own government;
        (("SDN.GOV", "EGY.GOV"), "visit", "locative", "EGYGOV"),
        (("USA.GOV", ""), "visit", "locative", None),
        # and somebody of whom no country is known may be at home there.
        ((".GOV", ""), "visit", "locative", None),
    ],
)
def test_a_visit_has_the_government_of_the_place_as_its_host(
    sides: tuple[str, str], mode: str, by: str, host: str | None
) -> None:
    found, decisions = find_host("Arrived in Washington.", make_sides(*sides), mode, EventPlace(WASHINGTON, by, None))
    assert [actor.code for actor in found.recipient] == ([host] if host else [])
    assert [one.by for one in decisions] == ([BY_VISIT] if host == "USAGOV" else [])


def test_a_known_body_without_a_country_gets_none() -> None:
    body = make_actor(".REL", known="org:somebody")
    assert lend_country(Sides((body,), ()), "AID", IN_KENYA, "KEN") == (Sides((body,), ()), ())


def test_what_lent_the_country_is_recorded() -> None:
    _, decisions = lend_country(make_sides(".COP", ".PTY"), "AID", IN_KENYA, "KEN")
    assert [(one.field, one.by) for one in decisions] == [("actor", BY_PLACE), ("recipient", BY_TEXT)]


def make_mention(code: str, sentence: int = 0) -> ActorMention:
    return ActorMention(
        sentence=sentence, first=0, last=1, head=0, actor=make_actor(code), chain=0, kind=MentionKind.NAME
    )


@pytest.mark.parametrize(
    ("codes", "only"),
    [
        (("KEN.GOV", "KEN", ".CVL"), "KEN"),
        (("KEN.GOV", "UGA"), None),
        (("KEN.GOV", "UNO", "NGO.MED"), "KEN"),
        (("KEN.GOV", "GBR.JRN"), "KEN"),
        ((".CVL",), None),
        ((), None),
    ],
    ids=["one", "two", "bodies of the world do not count", "nor do news agencies", "none named", "nobody"],
)
def test_the_only_country_of_a_text(codes: tuple[str, ...], only: str | None) -> None:
    assert find_only_country([make_mention(code) for code in codes]) == only
