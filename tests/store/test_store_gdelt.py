"""GDELT's two files, cell by cell, and read back as a GDELT reader does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.records import (
    Actor,
    Article,
    Certainty,
    Coding,
    DatePrecision,
    DateSpan,
    Event,
    Place,
    PlacePrecision,
    Span,
)
from diurna.store import Run, export_record, open_store
from diurna.store.formats import gdelt, gdelt_mentions

MakeActor = Callable[..., Actor]
MakeEvent = Callable[..., Event]
Export = Callable[..., list[list[str]]]

INTEGERS = {
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "IsRootEvent",
    "QuadClass",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "Actor1Geo_Type",
    "Actor2Geo_Type",
    "ActionGeo_Type",
    "DATEADDED",
}
FLOATS = {
    "FractionDate",
    "GoldsteinScale",
    "AvgTone",
    *(f"{who}Geo_{axis}" for who in ("Actor1", "Actor2", "Action") for axis in ("Lat", "Long")),
}


def read_gdelt(cells: list[str]) -> dict[str, object]:
    """One row typed as readers of GDELT type it: blanks are missing, codes stay text."""
    assert len(cells) == 61
    row: dict[str, object] = {}
    for name, cell in zip(gdelt.COLUMNS, cells, strict=True):
        if not cell:
            row[name] = None
        elif name in INTEGERS:
            row[name] = int(cell)
        else:
            row[name] = float(cell) if name in FLOATS else cell
    return row


def known(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


def one_event(article: Article, event: Event) -> Coding:
    return Coding(article=article, events=(event,), quotes=(), mentions=())


def test_columns() -> None:
    assert len(gdelt.COLUMNS) == 61
    assert len(set(gdelt.COLUMNS)) == 61
    assert gdelt.COLUMNS[26] == "EventCode"
    assert gdelt.COLUMNS[51] == "ActionGeo_Type"
    assert len(gdelt_mentions.COLUMNS) == 16


def test_every_cell_of_an_event(export: Export, coding: Coding) -> None:
    (cells,) = export(coding, "gdelt")
    row = read_gdelt(cells)
    number = row.pop("GLOBALEVENTID")
    assert isinstance(number, int)
    assert 0 < number < 2**63
    assert known(row) == {
        "SQLDATE": 20210518,
        "MonthYear": 202105,
        "Year": 2021,
        "FractionDate": 2021.3781,
        "Actor1Code": "FRAGOV",
        "Actor1Name": "FRANCE",
        "Actor1CountryCode": "FRA",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "TURGOVLEG",
        "Actor2Name": "TURKEY",
        "Actor2CountryCode": "TUR",
        "Actor2Type1Code": "GOV",
        "Actor2Type2Code": "LEG",
        "IsRootEvent": 1,
        "EventCode": "161",
        "EventBaseCode": "161",
        "EventRootCode": "16",
        "QuadClass": 4,
        "GoldsteinScale": -4.0,
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Ankara, Ankara, Turkey",
        "ActionGeo_CountryCode": "TU",
        "ActionGeo_Lat": 39.91987,
        "ActionGeo_Long": 32.85427,
        "DATEADDED": 20210519063000,
        "SOURCEURL": "https://news.example/2021/05/19/recall",
    }


def test_every_cell_of_a_mention(export: Export, coding: Coding) -> None:
    (event,) = export(coding, "gdelt")
    (cells,) = export(coding, "gdelt-mentions")
    assert dict(zip(gdelt_mentions.COLUMNS, cells, strict=True)) == {
        "GLOBALEVENTID": event[0],
        "EventTimeDate": "20210519063000",
        "MentionTimeDate": "20210519063000",
        "MentionType": "1",
        "MentionSourceName": "news.example",
        "MentionIdentifier": "https://news.example/2021/05/19/recall",
        "SentenceID": "1",
        "Actor1CharOffset": "0",
        "Actor2CharOffset": "36",
        "ActionCharOffset": "7",
        "InRawText": "1",
        "Confidence": "80",
        "MentionDocLen": "189",
        "MentionDocTone": "",
        "MentionDocTranslationInfo": "",
        "Extras": "",
    }


@pytest.mark.parametrize(
    "name, beside",
    [("20210519000000.export.CSV", "20210519000000.mentions.CSV"), ("events.tsv", "events.mentions.tsv")],
)
def test_the_mentions_always_stand_beside_the_events(
    tmp_path: Path, coding: Coding, run: Run, name: str, beside: str
) -> None:
    with open_store(tmp_path / "record.duckdb") as store:
        store.add([coding], run=run)
    exported = export_record(tmp_path / "record.duckdb", tmp_path / name, format="gdelt")
    assert [file.name for file in exported.files] == [name, beside, f"{name}.provenance.json"]
    assert all(file.is_file() for file in exported.files)


def test_a_visit_is_042_there_and_043_back(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    minister = make_actor(
        story.text, "Romania's foreign minister", country="ROU", sector="GOV", role="foreign minister"
    )
    moldova = make_actor(story.text, "Moldova", name="Moldova", country="MDA", sector="GOV")
    visit = make_event(story, "CONSULT", "visited", mode="visit", actor=(minister,), recipient=(moldova,))
    there, back = map(read_gdelt, export(one_event(story, visit), "gdelt"))
    assert (there["EventCode"], there["Actor1Code"], there["Actor2Code"]) == ("042", "ROMGOV", "MDAGOV")
    assert (back["EventCode"], back["Actor1Code"], back["Actor2Code"]) == ("043", "MDAGOV", "ROMGOV")
    assert there["GLOBALEVENTID"] != back["GLOBALEVENTID"]
    assert (there["GoldsteinScale"], back["GoldsteinScale"]) == (1.9, 2.8)
    assert there["Actor1Name"] == "ROMANIA'S FOREIGN MINISTER"
    assert there["SOURCEURL"] == "Example Gazette, 2021-05-19: A busy day"
    assert there["DATEADDED"] == 20210520120000


def test_a_clash_goes_both_ways_and_a_march_nowhere(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    army = make_actor(story.text, "The army", country="MDA", sector="MIL")
    rebels = make_actor(story.text, "rebels", country="MDA", sector="REB")
    clash = make_event(story, "ASSAULT", "clashed", actor=(army, rebels))
    rows = [read_gdelt(cells) for cells in export(one_event(story, clash), "gdelt")]
    assert [(row["Actor1Code"], row["Actor2Code"], row["EventCode"]) for row in rows] == [
        ("MDAMIL", "MDAREB", "190"),
        ("MDAREB", "MDAMIL", "190"),
    ]


def test_a_protest_has_no_second_actor(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    crowd = make_actor(story.text, "Protesters", country="USA", sector="CVL")
    salem = Place(
        name="Salem",
        precision=PlacePrecision.CITY,
        country="USA",
        admin1="Oregon",
        latitude=44.9429,
        longitude=-123.035,
    )
    march = make_event(story, "PROTEST", "marched", mode="demo", actor=(crowd,), place=salem)
    (cells,) = export(one_event(story, march), "gdelt")
    row = read_gdelt(cells)
    assert row["Actor2Code"] is None
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (3, "Salem, Oregon, United States")
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_ADM1Code"]) == ("US", "USOR")
    (mention,) = export(one_event(story, march), "gdelt-mentions")
    assert mention[3] == "2"  # cited, not on the web
    assert mention[8] == "-1"


def test_somebody_of_whom_nothing_is_known(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    crowd, town = make_actor(story.text, "Protesters"), make_actor(story.text, "Salem")
    police = make_actor(story.text, "The army", country="USA", sector="MIL")
    nobody = make_event(story, "ACCUSE", "accused", actor=(crowd,), recipient=(town,))
    one_side = make_event(story, "COERCE", "suspended", recipient=(police,))
    coding = Coding(article=story, events=(nobody, one_side), quotes=(), mentions=())
    (cells,) = export(coding, "gdelt")
    row = read_gdelt(cells)
    assert (row["EventCode"], row["Actor1Code"], row["Actor2Code"]) == ("170", None, "USAMIL")
    assert len(export(coding, "icews")) == 1  # the header: ICEWS has no event without a source


@pytest.mark.parametrize(
    "place, cells",
    [
        (
            Place(name="France", precision=PlacePrecision.COUNTRY, country="FRA", latitude=46.0, longitude=2.0),
            (1, "France", "FR", "FR", 46.0, "FR"),
        ),
        (
            Place(name="Oregon", precision=PlacePrecision.ADMIN1, country="USA", admin1="Oregon"),
            (2, "Oregon, United States", "US", "USOR", None, "USOR"),
        ),
        (
            Place(name="Bavaria", precision=PlacePrecision.ADMIN1, country="DEU", admin1="02"),
            (5, "Bavaria, Germany", "GM", "GM02", None, "GM02"),
        ),
        (
            Place(name="Pristina", precision=PlacePrecision.CITY, country="KOS"),
            (4, "Pristina, Kosovo", "KV", None, None, None),
        ),
        (Place(name="Sahel", precision=PlacePrecision.REGION), (0, None, None, None, None, None)),
    ],
)
def test_places(
    export: Export,
    story: Article,
    make_actor: MakeActor,
    make_event: MakeEvent,
    place: Place,
    cells: tuple[object, ...],
) -> None:
    crowd = make_actor(story.text, "Protesters", country="USA", sector="CVL")
    march = make_event(story, "PROTEST", "marched", actor=(crowd,), place=place)
    row = read_gdelt(export(one_event(story, march), "gdelt")[0])
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "FeatureID")
    assert tuple(row[f"ActionGeo_{name}"] for name in names) == cells


def test_international_actors(export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent) -> None:
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO")
    eu = make_actor(story.text, "the European Union", name="European Union", country="EUR")
    shell = make_actor(story.text, "Shell", name="Shell", country="MNC", sector="BUS")
    event = make_event(story, "SANCTION", "suspended", actor=(un, eu, shell))
    rows = [read_gdelt(cells) for cells in export(one_event(story, event), "gdelt")]
    names = ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")
    assert [tuple(row[f"Actor1{name}"] for name in names) for row in rows] == [
        ("IGOUNO", None, "UNO", "IGO", None),
        ("IGOEUREEC", "EUR", "EEC", "IGO", None),
        ("MNCBUS", None, None, "MNC", "BUS"),
    ]


def test_media_and_health_change_places(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    paper = make_actor(story.text, "The newspaper", country="SRB", sector="JRN")
    hospital = make_actor(story.text, "the hospital", country="SRB", sector="MED")
    event = make_event(story, "ACCUSE", "accused", mode="allege", actor=(paper,), recipient=(hospital,))
    row = read_gdelt(export(one_event(story, event), "gdelt")[0])
    assert (row["Actor1Code"], row["Actor1Type1Code"]) == ("SRBMED", "MED")
    assert (row["Actor2Code"], row["Actor2Type1Code"]) == ("SRBHLH", "HLH")


def test_a_planned_meeting_stands_under_the_day_of_the_report(
    export: Export, story: Article, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    un = make_actor(story.text, "The United Nations", name="United Nations", country="UNO")
    eu = make_actor(story.text, "the European Union", name="European Union", country="EUR")
    june = DateSpan(start=dt.date(2021, 6, 2), end=dt.date(2021, 6, 2), precision=DatePrecision.DAY)
    plan = make_event(story, "AGREE", "will meet", actor=(un, eu), date=june, certainty=Certainty.PLANNED)
    rows = [read_gdelt(cells) for cells in export(one_event(story, plan), "gdelt")]
    assert [(row["EventCode"], row["SQLDATE"]) for row in rows] == [("036", 20210519), ("036", 20210519)]


@pytest.mark.parametrize(
    "certainty", [Certainty.HYPOTHETICAL, Certainty.DENIED, Certainty.HISTORICAL, Certainty.ALLEGED]
)
def test_what_did_not_occur_is_left_out_unless_asked_for(
    export: Export, coding: Coding, make_event: MakeEvent, certainty: Certainty
) -> None:
    article = coding.article
    own = DateSpan(start=dt.date(2001, 1, 1), end=None, precision=DatePrecision.YEAR)
    event = make_event(article, "COERCE", "entered", actor=coding.mentions[:1], certainty=certainty, date=own)
    assert export(one_event(article, event), "gdelt") == []
    assert len(export(one_event(article, event), "gdelt", include=[certainty])) == 1


def test_history_without_a_day_never_gets_the_day_of_the_report(
    export: Export, coding: Coding, make_event: MakeEvent
) -> None:
    article = coding.article
    event = make_event(article, "COERCE", "entered", actor=coding.mentions[:1], certainty=Certainty.HISTORICAL)
    assert export(one_event(article, event), "gdelt", include=[Certainty.HISTORICAL]) == []


def test_a_tab_in_the_text_breaks_no_line(export: Export, make_event: MakeEvent) -> None:
    text = "The\tarmy\nmoved\r\nout."
    article = Article(id="a", text=text, publisher="P\tQ", title="A\u2028B", published=dt.date(2021, 5, 19))
    army = Actor(text=text[:8], span=Span(0, 8), country="SRB", sector="MIL")
    event = make_event(article, "MOBILIZE", "moved", actor=(army,))
    (cells,) = export(one_event(article, event), "gdelt")
    assert len(cells) == 61
    assert cells[6] == "THE ARMY"
    assert cells[60] == "P Q, 2021-05-19: A B"


def test_one_row_for_a_story_with_all_its_mentions(
    tmp_path: Path, run: Run, make_actor: MakeActor, make_event: MakeEvent
) -> None:
    codings = []
    stories = {}
    for number, publisher in enumerate(["Gazette", "Courier", "Courier"]):
        text = f"France arrested a spy, report {number}."
        article = Article(id=f"a{number}", text=text, publisher=publisher, published=dt.date(2021, 5, 19))
        france = make_actor(text, "France", name="France", country="FRA", sector="GOV")
        spy = make_actor(text, "a spy", sector="SPY")
        event = make_event(article, "COERCE", "arrested", mode="arrest", actor=(france,), recipient=(spy,))
        stories[event.id] = "story-1"
        codings.append(one_event(article, event))
    record, out = tmp_path / "record.duckdb", tmp_path / "out.tsv"
    with open_store(record) as store:
        store.add(codings, run=run)
    export_record(record, out, format="gdelt", stories=stories)
    (cells,) = [line.split("\t") for line in out.read_text().splitlines()]
    row = read_gdelt(cells)
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (3, 2, 3)
    mentions = [line.split("\t") for line in (tmp_path / "out.mentions.tsv").read_text().splitlines()]
    assert [mention[0] for mention in mentions] == [cells[0]] * 3
