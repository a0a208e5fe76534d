"""Every option, its default and its meaning, in one frozen record.

Read from the defaults, then `diurna.toml`, then the environment (`DIURNA_WORKERS=4`), then the flags of the command
line: each overrides the one before. An unknown name is an error, never ignored. Nothing below the edges looks for
settings; they are handed down as arguments.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import typing
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from hashlib import blake2b
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from diurna.errors import SettingsError
from diurna.records import Certainty

FILE_NAME = "diurna.toml"
PREFIX = "DIURNA_"

# Options that change how fast the work is done, never its result: they stay out of the digest, so that one core and a
# hundred write the same bytes.
MACHINERY = frozenset({"workers", "batch_articles"})

# Options that name files. What the files hold counts in the digest, not where they lie.
FILES = frozenset({"codebook", "knowledge"})


class Columns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column of a table, or key of a JSON object, holds what. `None`: guess from the usual names.

    A dot reaches into a nested object: `publisher = "source.name"`.
    """

    text: Annotated[str | None, Meta(description="The article itself.")] = None
    title: Annotated[str | None, Meta(description="The headline.")] = None
    url: Annotated[str | None, Meta(description="The address of the article.")] = None
    publisher: Annotated[str | None, Meta(description="The newspaper or agency.")] = None
    published: Annotated[str | None, Meta(description="The day of publication.")] = None
    language: Annotated[str | None, Meta(description="The language, as a code such as en.")] = None
    fetched: Annotated[str | None, Meta(description="When the article was fetched (ISO 8601).")] = None


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of one run. Frozen: `msgspec.structs.replace` makes a changed copy."""

    published: Annotated[
        dt.date | None, Meta(description="Publication date of every article that does not give its own.")
    ] = None
    publisher: Annotated[str | None, Meta(description="Publisher of every article that does not name its own.")] = None
    language: Annotated[str, Meta(description="Language of every article that does not say its own.")] = "en"
    allow_undated: Annotated[
        bool, Meta(description='Code articles without a publication date; "on Tuesday" then has no date.')
    ] = False
    day_first: Annotated[
        bool | None,
        Meta(description="Read 05/06/2021 as 5 June (true) or May 6 (false). Not set: such a date counts as unknown."),
    ] = None
    columns: Annotated[Columns, Meta(description="Which column holds what, e.g. text=body,published=day.")] = Columns()
    max_characters: Annotated[int, Meta(ge=1, description="Longer articles are refused, with the reason.")] = 400_000
    max_document_bytes: Annotated[
        int, Meta(ge=1, description="Larger documents, or rows of a table, are refused before they are read.")
    ] = 20_000_000
    article_seconds: Annotated[
        float, Meta(gt=0, le=86_400, description="Time limit for reading, and again for coding, one article.")
    ] = 20.0
    store_text: Annotated[
        bool, Meta(description="Keep the text of the articles in the record, so that evidence can be shown.")
    ] = True
    include: Annotated[
        tuple[Certainty, ...],
        Meta(description="Certainties that an export holds unless it is asked for others."),
    ] = (Certainty.HAPPENED, Certainty.ONGOING, Certainty.PLANNED, Certainty.THREATENED)
    codebook: Annotated[
        str | None, Meta(description="TOML file with types, patterns, actors and places of your own.")
    ] = None
    knowledge: Annotated[
        str | None, Meta(description="Folder of tables of your own (people.tsv, agents.tsv, ...), which win over ours.")
    ] = None
    workers: Annotated[int, Meta(ge=0, description="Processes that code at the same time; 0 is one for each core.")] = 0
    batch_articles: Annotated[int, Meta(ge=1, description="Articles handed to a worker at a time.")] = 32

    def digest(self, contents: Mapping[str, str] | None = None) -> str:
        """Sixteen hexadecimal digits, equal for settings that give equal results, today and on any machine.

        The number of workers and the size of their batches are left out. `contents` has a fingerprint of what an option
        names: {"codebook": its version, "knowledge": load_fingerprint(settings.knowledge)}.
        """
        left_out = MACHINERY | FILES
        options = {name: value for name, value in msgspec.to_builtins(self).items() if name not in left_out}
        options |= contents or {}
        return blake2b(msgspec.json.encode(options, order="deterministic"), digest_size=8).hexdigest()


class Option(Struct, frozen=True, kw_only=True):
    """One option as the documentation and `diurna info` print it."""

    name: str
    kind: str
    default: str
    meaning: str
    variable: str
    """The environment variable that sets it."""


def describe_settings() -> tuple[Option, ...]:
    """Every option with its kind, default, meaning and environment variable, in the order of the record."""
    hints = typing.get_type_hints(Settings, include_extras=True)
    defaults = msgspec.to_builtins(Settings())
    return tuple(
        Option(
            name=name,
            kind=_describe_kind(name),
            default="not set" if name == "columns" else _show(defaults[name]).strip("'"),
            meaning=_meta(hints[name]).description or "",
            variable=PREFIX + name.upper(),
        )
        for name in Settings.__struct_fields__
    )


def describe_columns() -> tuple[tuple[str, str], ...]:
    """The fields that `columns` can map, each with its meaning."""
    hints = typing.get_type_hints(Columns, include_extras=True)
    return tuple((name, _meta(hints[name]).description or "") for name in Columns.__struct_fields__)


def load_settings(
    path: Path | str | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """The settings of a run: defaults, then the file, then the environment, then `overrides`.

    Without `path` the file is `diurna.toml` of the working directory, if there is one. `environment` is the whole
    environment (`os.environ`); only names that begin with `DIURNA_` count. An override that is None was not given.
    """
    options: dict[str, object] = {}
    columns: dict[str, str] = {}
    for origin, name, value, is_typed in (
        *_iter_file(path),
        *_iter_environment(environment or {}),
        *_iter_overrides(overrides or {}),
    ):
        if name not in Settings.__struct_fields__:
            raise SettingsError(f"{origin}: {_unknown('option', name, Settings.__struct_fields__)}")
        if name == "columns":
            columns |= _read_columns(value, origin=origin)
        else:
            options[name] = _read_value(name, value, origin=origin, is_typed=is_typed)
    return Settings(columns=Columns(**columns), **options)  # type: ignore[arg-type]


_Layer = Iterable[tuple[str, str, object, bool]]


def _iter_file(path: Path | str | None) -> _Layer:
    file = Path(FILE_NAME if path is None else path)
    if path is None and not file.is_file():
        return
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: is not TOML: {error}") from error
    for name, value in table.items():
        yield str(file), name, value, True


def _iter_environment(environment: Mapping[str, str]) -> _Layer:
    for variable in sorted(environment):
        value = environment[variable].strip()
        if variable.startswith(PREFIX) and value:
            yield f"environment variable {variable}", variable.removeprefix(PREFIX).lower(), value, False


def _iter_overrides(overrides: Mapping[str, object]) -> _Layer:
    for name, value in overrides.items():
        if value is not None:
            yield f"flag --{name.replace('_', '-')}", name, value, False


def _read_value(name: str, value: object, *, origin: str, is_typed: bool) -> object:
    """One value as its option's type; words such as "4" count as a number only where no types can be written."""
    if name == "include" and isinstance(value, str) and not is_typed:
        value = [part.strip().lower() for part in value.split(",") if part.strip()]
    try:
        return msgspec.convert(value, _FIELD_TYPES[name], strict=is_typed)
    except msgspec.ValidationError as error:
        closest = _closest_certainty(value) if name == "include" else ""
        raise SettingsError(
            f"{origin}: {name} = {_show(value)} cannot be used: expected {_describe_kind(name)}{closest}"
        ) from error


def _read_columns(value: object, *, origin: str) -> dict[str, str]:
    """Column pairs from a table, from "text=body,title=head", or from a list of such pairs."""
    if isinstance(value, Columns):
        value = {name: column for name, column in msgspec.structs.asdict(value).items() if column is not None}
    if isinstance(value, Mapping):
        pairs = dict(value)
    else:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple) or not all(isinstance(part, str) and "=" in part for part in parts):
            expected = _describe_kind("columns")
            raise SettingsError(f"{origin}: columns = {_show(value)} cannot be used: expected {expected}")
        pairs = {field.strip(): column.strip() for field, _, column in (part.partition("=") for part in parts)}
    for field, column in pairs.items():
        if field not in Columns.__struct_fields__:
            raise SettingsError(f"{origin}: columns: {_unknown('field', str(field), Columns.__struct_fields__)}")
        if not isinstance(column, str) or not column:
            raise SettingsError(f"{origin}: columns: {field} = {_show(column)} cannot be used: expected a column name")
    return pairs


def _unknown(what: str, name: str, names: tuple[str, ...]) -> str:
    closest = get_close_matches(name.lower().replace("-", "_"), names, n=1, cutoff=0.5)
    hint = f"Did you mean {closest[0]!r}? " if closest else ""
    return f"unknown {what} {name!r}. {hint}The {what}s are: {', '.join(names)}."


def _closest_certainty(value: object) -> str:
    known = {str(certainty) for certainty in Certainty}
    for item in value if isinstance(value, list | tuple) else ():
        closest = get_close_matches(str(item).lower(), sorted(known), n=1)
        if item not in known and closest:
            return f". Did you mean {closest[0]!r} for {item!r}?"
    return ""


_KINDS = {
    "published": "a date such as 2021-05-19",
    "publisher": "a name",
    "language": "a language code such as en",
    "codebook": "a TOML file",
    "knowledge": "a folder",
    "columns": 'pairs of field and column such as "text=body,published=day"',
    "include": f"a list of {', '.join(Certainty)}",
}


def _describe_kind(name: str) -> str:
    if name in _KINDS:
        return _KINDS[name]
    hint = _FIELD_TYPES[name]
    base, meta = typing.get_args(hint)[0], _meta(hint)
    if base in (bool, bool | None):
        return "true or false"
    kind = "a whole number" if base is int else "a number"
    return f"{kind} above {meta.gt}" if meta.gt is not None else f"{kind}, {meta.ge} or more"


def _meta(hint: object) -> Meta:
    """The `Meta` of an annotated type."""
    return next(item for item in typing.get_args(hint) if isinstance(item, Meta))


def _show(value: object) -> str:
    """A value as a user would type it."""
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    return repr(value) if isinstance(value, str) else str(value)


_FIELD_TYPES: dict[str, object] = typing.get_type_hints(Settings, include_extras=True)
