"""Who a name, a title or a noun is: country, sector and role on the day of the article."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.who import ActorMention, MentionKind, find_actors
from who.who_sentences import known, read, sentence_texts

DAY = dt.date(2021, 5, 18)


def find(*sentences: str, on: dt.date | None = DAY) -> tuple[ActorMention, ...]:
    return find_actors(read(*sentences), knowledge=known(), published=on)


def codes(*sentences: str, on: dt.date | None = DAY) -> dict[str, str | None]:
    """Each mention's words with the actor's code."""
    return {mention.actor.text: mention.actor.code for mention in find(*sentences, on=on)}


@pytest.mark.parametrize(
    "sentence, expected",
    [
        (
            "Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.",
            {
                "Russian": "RUS",
                "Russian Foreign Minister Sergey Lavrov": "RUSGOV",
                "Irish": "IRL",
                "Irish diplomats": "IRLGOV",
            },
        ),
        ("Moscow rejected the proposal.", {"Moscow": "RUSGOV"}),
        ("Clashes broke out in Moscow.", {}),
        ("MOSCOW (Reuters) - Troops moved.", {"Reuters": "GBRJRN", "Troops": "RUSMIL"}),
        (
            "France recalled its ambassador from Ankara.",
            {"France": "FRAGOV", "its": "FRAGOV", "its ambassador": "FRAGOV", "Ankara": "TURGOV"},
        ),
        ("Police in Minsk arrested dozens of protesters.", {"Police": "BLRCOP", "dozens of protesters": "BLRCVL"}),
        ("A spokesman for the Foreign Ministry denied the report.", {"A spokesman for the Foreign Ministry": "GOV"}),
        ("Chile's defence minister resigned.", {"Chile's": "CHLGOV", "Chile's defence minister": "CHLGOV"}),
        ("A Hamas official accused Israel.", {"Hamas": "PSEREB", "A Hamas official": "PSEREB", "Israel": "ISRGOV"}),
        ("US-backed rebels fled.", {"US": "USA", "rebels": "REB"}),
        (
            "Pro-Russian separatists shelled Ukrainian troops.",
            {"Pro-Russian separatists": "REB", "Ukrainian": "UKR", "Ukrainian troops": "UKRMIL"},
        ),
        (
            "Former defence minister John Doe criticised the government.",
            {"Former defence minister John Doe": "ELI", "the government": "GOV"},
        ),
        ("Michael Jordan scored.", {"Michael Jordan": None}),
        ("A rebel attack killed his wife.", {"rebel": "REB", "his wife": "CVL"}),
        (
            "Zorblax Industries fired Jim Tane.",
            {"Zorblax Industries": "BUS", "Jim Tane": None},
        ),
    ],
)
def test_codes(sentence: str, expected: dict[str, str | None]) -> None:
    assert codes(sentence) == expected


@pytest.mark.parametrize(
    "day, code, role",
    [
        (dt.date(2021, 5, 18), "RUSGOV", "president"),
        (dt.date(2010, 5, 18), "RUSGOV", "president"),  # the text says "President": his earlier presidency is meant
    ],
)
def test_the_title_in_the_text_tells_the_time(day: dt.date, code: str, role: str) -> None:
    mention = find("President Putin arrived in Beijing.", on=day)[0]
    assert (mention.actor.code, mention.actor.role, mention.actor.known_id) == (code, role, "vladimir-putin")


@pytest.mark.parametrize("day, sector", [(dt.date(2021, 8, 14), "REB"), (dt.date(2021, 8, 15), "GOV"), (None, "GOV")])
def test_organisations_change_their_place(day: dt.date | None, sector: str) -> None:
    taliban = find("The Taliban closed the school.", on=day)[0].actor
    assert (taliban.country, taliban.sector, taliban.known_id) == ("AFG", sector, "taliban")


def test_a_known_person_brings_name_office_and_id() -> None:
    lavrov = find("Russian Foreign Minister Sergey Lavrov met Irish diplomats in Geneva.")[1].actor
    assert (lavrov.name, lavrov.role, lavrov.known_id) == ("Sergey Lavrov", "foreign minister", "sergey-lavrov")


def test_an_unknown_person_is_what_title_and_country_say() -> None:
    nemov = find("Russian Foreign Minister Oleg Nemov smiled.")[-1].actor
    assert (nemov.code, nemov.role, nemov.name, nemov.known_id) == ("RUSGOV", "foreign minister", "Oleg Nemov", None)


def test_an_apposition_describes_the_name_before_it() -> None:
    roe, *_ = find("Jane Roe, the Irish ambassador, criticised the ministry.")
    assert (roe.actor.text, roe.actor.code, roe.actor.role) == ("Jane Roe", "IRLGOV", "ambassador")


def test_coordinated_adjectives_make_two_actors_of_one_noun() -> None:
    warplanes = [
        one for one in find("Russian and Syrian warplanes bombed Kurdish rebels.") if one.actor.text == "warplanes"
    ]
    assert [one.actor.code for one in warplanes] == ["RUSMIL", "SYRMIL"]


def test_the_holder_of_an_office_is_known_by_the_office() -> None:
    chancellor = next(
        one.actor for one in find("The German chancellor met the IMF.") if one.kind is MentionKind.NOMINAL
    )
    assert (chancellor.name, chancellor.code) == ("Angela Merkel", "DEUGOV")


@pytest.mark.parametrize(
    "sentences, country",
    [
        (("Georgia elected a senator.",), "GEO"),
        (("Voters in Atlanta and Alabama cheered.", "Georgia elected a senator."), None),
        (("Russia and China vetoed the resolution.", "Georgia elected a senator."), "GEO"),
    ],
)
def test_georgia_is_a_country_unless_the_article_is_about_america(
    sentences: tuple[str, ...], country: str | None
) -> None:
    found = [one.actor.country for one in find(*sentences) if one.actor.text == "Georgia"]
    assert (found[0] if found else None) == country


@given(st.lists(st.sampled_from(sentence_texts()), min_size=1, max_size=6))
def test_every_mention_is_its_words(sentences: list[str]) -> None:
    parse = read(*sentences)
    mentions = find_actors(parse, knowledge=known(), published=DAY)
    for mention in mentions:
        tokens = parse.sentences[mention.sentence].tokens
        assert 0 <= mention.first <= mention.head < mention.last <= len(tokens)
        assert mention.actor.span.of(parse.text) == mention.actor.text
        assert (mention.actor.span.start, mention.actor.span.end) == (
            tokens[mention.first].start,
            tokens[mention.last - 1].end,
        )
    assert [(one.sentence, one.first) for one in mentions] == sorted((one.sentence, one.first) for one in mentions)
    assert mentions == find_actors(parse, knowledge=known(), published=DAY)
