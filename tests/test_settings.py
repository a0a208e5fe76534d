"""Options come from defaults, file, environment and flags, in this order; what is unknown or wrong is said clearly."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from diurna.errors import SettingsError
from diurna.records import Certainty
from diurna.settings import Columns, Settings, describe_columns, describe_settings, load_settings


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_anything_the_defaults_hold() -> None:
    assert load_settings() == Settings()
    assert Settings().max_characters == 400_000
    assert not Settings().allow_undated


def test_each_layer_overrides_the_one_before() -> None:
    Path("diurna.toml").write_text(
        'workers = 1\nmax_characters = 1\nlanguage = "de"\npublisher = "The Record"\n', encoding="utf-8"
    )
    environment = {"DIURNA_WORKERS": "2", "DIURNA_MAX_CHARACTERS": "2", "HOME": "/nowhere"}
    settings = load_settings(environment=environment, overrides={"workers": 3, "publisher": None})
    assert (settings.workers, settings.max_characters, settings.language) == (3, 2, "de")
    assert settings.publisher == "The Record"  # a flag that is None was not given


def test_a_file_elsewhere_is_read_only_if_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("workers = 7\npublished = 2021-05-19\n", encoding="utf-8")
    assert load_settings().workers == 0
    assert load_settings(file).workers == 7
    assert load_settings(str(file)).published == dt.date(2021, 5, 19)


def test_column_pairs_of_all_layers_are_joined() -> None:
    Path("diurna.toml").write_text('[columns]\ntext = "body"\ntitle = "head"\n', encoding="utf-8")
    settings = load_settings(
        environment={"DIURNA_COLUMNS": "title=Headline, published=day"}, overrides={"columns": ["url=web.address"]}
    )
    assert settings.columns == Columns(text="body", title="Headline", published="day", url="web.address")


@pytest.mark.parametrize(
    "variable, text, expected",
    [
        ("WORKERS", "4", 4),
        ("ARTICLE_SECONDS", "2.5", 2.5),
        ("STORE_TEXT", "false", False),
        ("STORE_TEXT", "1", True),
        ("DAY_FIRST", "true", True),
        ("PUBLISHED", "2021-05-19", dt.date(2021, 5, 19)),
        ("PUBLISHER", "The Record", "The Record"),
        ("INCLUDE", "happened, Denied", (Certainty.HAPPENED, Certainty.DENIED)),
    ],
)
def test_environment_variables_are_words(variable: str, text: str, expected: object) -> None:
    settings = load_settings(environment={f"DIURNA_{variable}": text})
    assert getattr(settings, variable.lower()) == expected


def test_an_empty_environment_variable_was_not_set() -> None:
    assert load_settings(environment={"DIURNA_PUBLISHED": " "}) == Settings()


@pytest.mark.parametrize(
    "toml, message",
    [
        ("worker = 4", "diurna.toml: unknown option 'worker'. Did you mean 'workers'?"),
        ("article-seconds = 4", "Did you mean 'article_seconds'?"),
        ("zzz = 4", "unknown option 'zzz'. The options are: published, "),
        ("workers = '4'", "diurna.toml: workers = '4' cannot be used: expected a whole number, 0 or more"),
        ("workers = -1", "workers = -1 cannot be used: expected a whole number, 0 or more"),
        ("workers = true", "workers = true cannot be used"),
        ("article_seconds = 0", "expected a number above 0"),
        ("store_text = 'yes'", "expected true or false"),
        ("published = 'May 2021'", "expected a date such as 2021-05-19"),
        ("include = ['hapened']", "Did you mean 'happened' for 'hapened'?"),
        ("include = 'happened'", "expected a list of happened, ongoing, "),
        ("columns = 7", "expected pairs of field and column"),
        ("columns = ['text']", "expected pairs of field and column"),
        ("columns.txt = 'body'", "columns: unknown field 'txt'. Did you mean 'text'?"),
        ("columns.text = 7", "columns: text = 7 cannot be used: expected a column name"),
        ("workers = ", "is not TOML"),
        ("workers = 1\nworkers = 2", "is not TOML"),
    ],
)
def test_a_wrong_line_in_the_file_is_named(toml: str, message: str) -> None:
    Path("diurna.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert message in str(caught.value)
    assert str(caught.value).startswith("diurna.toml: ")


@pytest.mark.parametrize(
    "environment, overrides, message",
    [
        ({"DIURNA_WORKER": "4"}, {}, "environment variable DIURNA_WORKER: unknown option 'worker'"),
        ({"DIURNA_WORKERS": "four"}, {}, "environment variable DIURNA_WORKERS: workers = 'four' cannot be used"),
        ({}, {"article_second": 4}, "flag --article-second: unknown option 'article_second'. Did you mean"),
        ({}, {"published": "yesterday"}, "flag --published: published = 'yesterday' cannot be used"),
        ({}, {"article_seconds": float("inf")}, "flag --article-seconds"),
        ({}, {"columns": "text"}, "flag --columns"),
    ],
)
def test_a_wrong_variable_or_flag_is_named(
    environment: dict[str, str], overrides: dict[str, object], message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment=environment, overrides=overrides)
    assert message in str(caught.value)


def test_a_named_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: cannot be read"):
        load_settings(tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes(b'publisher = "L\xe9cho"')
    with pytest.raises(SettingsError, match=r"latin\.toml: is not UTF-8 text"):
        load_settings(tmp_path / "latin.toml")


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Settings().workers = 3  # type: ignore[misc]


def test_digest_tells_results_apart_not_speed() -> None:
    digest = Settings().digest()
    assert len(digest) == 16
    assert digest == load_settings(overrides={"workers": 3, "batch_articles": 5}).digest()
    others: list[dict[str, object]] = [
        {"published": "2021-05-19"},
        {"columns": "text=body"},
        {"include": ["denied"]},
        {"max_characters": 2},
        {"store_text": False},
    ]
    digests = {load_settings(overrides=options).digest() for options in others}
    assert len(digests | {digest}) == len(others) + 1


def test_of_a_file_that_an_option_names_the_contents_count_not_the_name() -> None:
    one, other = Settings(codebook="one.toml"), Settings(codebook="folder/other.toml")
    assert one.digest() == other.digest() == Settings().digest()
    assert one.digest({"codebook": "v1"}) == other.digest({"codebook": "v1"}) != one.digest({"codebook": "v2"})


def test_digest_is_the_same_in_every_process() -> None:
    code = "from diurna.settings import Settings; print(Settings(publisher='The Record').digest())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == Settings(publisher="The Record").digest()


def test_settings_survive_json() -> None:
    settings = load_settings(overrides={"columns": "text=body", "published": "2021-05-19"})
    assert msgspec.json.decode(msgspec.json.encode(settings), type=Settings) == settings


def test_every_option_has_a_meaning_and_a_variable() -> None:
    options = describe_settings()
    assert [option.name for option in options] == list(Settings.__struct_fields__)
    for option in options:
        assert option.meaning.endswith("."), option.name
        assert option.kind
        assert option.variable == f"DIURNA_{option.name.upper()}"
    defaults = {option.name: option.default for option in options}
    assert defaults["workers"] == "0"
    assert defaults["store_text"] == "true"
    assert defaults["published"] == "not set"
    assert defaults["language"] == "en"
    assert defaults["include"] == "happened,ongoing,planned,threatened"
    assert [name for name, meaning in describe_columns() if meaning] == list(Columns.__struct_fields__)
