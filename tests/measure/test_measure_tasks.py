"""Gold files and the tables that come of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import diurna
from diurna.coder import Coder
from diurna.errors import InputError
from diurna.measure import Report, measure


@pytest.fixture(scope="module")
def coder() -> Coder:
    return diurna.load()


def write(path: Path, *records: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def read_rows(report: Report, title: str) -> dict[object, tuple[object, ...]]:
    table = next(table for table in report.tables if table.title == title)
    return {row[0]: row[1:] for row in table.rows}


def mark(sentence: str, source: str, target: str, root: str) -> dict[str, object]:
    spans = [[sentence.index(words), sentence.index(words) + len(words)] for words in (source, target)]
    return {"id": root, "sentence": sentence, "source_span": spans[0], "target_span": spans[1], "root": root}


def test_typing_of_marked_pairs(coder: Coder, tmp_path: Path) -> None:
    file = write(
        tmp_path / "pairs.jsonl",
        mark("Ghana's president met his Togolese counterpart in Lomé.", "Ghana's president", "Togolese", "CONSULT"),
        mark("Rebels shelled the army's positions near the river.", "Rebels", "the army's", "ASSAULT"),
        mark("Oslo condemned the junta in Yangon.", "Oslo", "the junta", "ACCUSE"),
    )
    report = measure(file, task="typing", coder=coder)
    assert report.records == 3
    assert read_rows(report, "Macro-F1")["root"][1] == 1.0
    assert read_rows(report, "Classes")["CONSULT"][:2] == (1, 1)
    assert not report.misses


def test_a_file_that_knows_only_conflict_and_cooperation(coder: Coder, tmp_path: Path) -> None:
    record = mark("Rebels shelled the army's positions near the river.", "Rebels", "the army's", "x") | {"binary": 1}
    del record["root"]
    report = measure(write(tmp_path / "binary.jsonl", record), task="typing", coder=coder)
    assert list(read_rows(report, "Macro-F1")) == ["binary"]


def test_actor_cases(coder: Coder, tmp_path: Path) -> None:
    day = {"effective_date": "2021-05-19"}
    file = write(
        tmp_path / "actors.jsonl",
        {"id": "1", "query": "Sergei Lavrov", "expected": {"country": "RUS", "code_1": "GOV"}, **day},
        {"id": "2", "query": "Kenyan police", "expected": {"country": "KEN", "code_1": "COP"}, **day},
        {"id": "3", "query": "a basket of pears", "expected": None, **day},
        {"id": "4", "query": "Kenyan police", "expected": {"country": "UGA"}, **day},
    )
    report = measure(file, task="actors", coder=coder)
    rows = read_rows(report, "Accuracy")
    assert rows["country"][:2] == (3, pytest.approx(2 / 3))
    assert rows["nobody"][:2] == (1, 1.0)
    assert rows["whole case"][:2] == (4, 0.75)
    assert [miss.id for miss in report.misses] == ["4"]


EXPULSION = "Prague expelled four Russian diplomats on Monday."


@pytest.mark.parametrize(
    "record",
    [
        {"event": "SANCTION", "source": [{"code": "CZE"}], "target": [{"code": "RUS"}], "sent_id": "a"},
        {"events": [{"source": "CZEGOV", "target": "RUS", "code": "166"}]},
        {
            "events": [
                {
                    "type": "SANCTION",
                    "actor": [{"country": "CZE", "sectors": ["GOV"]}],
                    "recipient": [{"country": "RUS"}],
                }
            ]
        },
    ],
    ids=["PLOVER record", "CAMEO record", "our own"],
)
def test_events_in_three_formats(coder: Coder, tmp_path: Path, record: dict[str, object]) -> None:
    quiet = {"id": "b", "text": "The harvest was good this year.", "date": "2019-03-04", "events": []}
    file = write(tmp_path / "gold.jsonl", {"id": "a", "text": EXPULSION, "date": "2019-03-04", **record}, quiet)
    report = measure(file, task="events", coder=coder)
    rows = read_rows(report, "Events")
    assert rows["who to whom"][:5] == (1, 1, 1.0, 1.0, 1.0)
    assert read_rows(report, "Texts without an event")[1] == (0, 0.0)
    assert ("type" in rows) == ("code" not in json.dumps(record) or "event" in record)


def test_a_wrong_line_is_named(coder: Coder, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"sentence": "x", "root": "AID"}\n{"sentence": 7}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2: .*sentence"):
        measure(file, task="typing", coder=coder)


def test_an_unknown_type_is_named(coder: Coder, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", mark("Oslo condemned the junta.", "Oslo", "the junta", "SCOLD"))
    with pytest.raises(InputError, match="'SCOLD'"):
        measure(file, task="typing", coder=coder)


def test_an_unknown_task_and_a_missing_file(coder: Coder, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'actor'.*Did you mean 'actors'"):
        measure(tmp_path / "gold.jsonl", task="actor", coder=coder)
    with pytest.raises(InputError, match="No such file"):
        measure(tmp_path / "gold.jsonl", task="actors", coder=coder)
