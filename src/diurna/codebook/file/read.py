"""A TOML text -> the drafts in it; each unknown or missing key and wrong value is noted with its line."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from diurna.codebook.file.drafts import (
    ActorDraft,
    ContextDraft,
    ExampleDraft,
    FileDraft,
    ModeDraft,
    OffDraft,
    PatternDraft,
    PlaceDraft,
    TypeDraft,
    Words,
)
from diurna.codebook.file.lines import Lines, Path, find_lines
from diurna.codebook.file.mistakes import Mistakes
from diurna.errors import SettingsError, TableError

Draft = TypeVar("Draft", bound=Struct)

_LISTS: Mapping[str, type[Struct]] = {
    "verbs": PatternDraft,
    "nouns": PatternDraft,
    "examples": ExampleDraft,
    "actors": ActorDraft,
    "places": PlaceDraft,
}
_TABLES: Mapping[str, type[Struct]] = {"types": TypeDraft, "contexts": ContextDraft}
_VALUES: Mapping[str, Any] = {"rename": str, "merge": tuple[str, ...], "classes": Words}
_KEYS = tuple(name for name in FileDraft.__struct_fields__ if name != "names")


def load_text(path: FilePath) -> str:
    """The text of a user's file; raises SettingsError where there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"codebook {path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"codebook {path}: is not UTF-8 text") from error


def read_draft(text: str, *, file: str) -> tuple[FileDraft, dict[str, Any], Mistakes]:
    """What stands in the text, the bare tables behind it, and what is wrong with it.

    A draft with a mistake is left out, so that the rest can be read on. Raises TableError for what is not TOML.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file}: is not TOML: {error}") from error
    mistakes = Mistakes(file, find_lines(text) if tables else Lines({}))
    found: dict[str, Any] = {}
    for key, value in tables.items():
        if not mistakes.check((key,), key, _KEYS, "key"):
            continue
        found[key] = _read_part(key, value, mistakes)
    return FileDraft(names=_list_names(tables), **found), tables, mistakes


def _list_names(tables: dict[str, Any]) -> frozenset[str]:
    parts = [part if isinstance(part := tables.get(key), dict) else {} for key in ("types", "rename", "merge")]
    types, rename, merge = parts
    return frozenset((*types, *filter(lambda name: isinstance(name, str), rename.values()), *merge))


def _read_part(key: str, value: Any, mistakes: Mistakes) -> Any:
    """One top-level table or list, without what is wrong in it."""
    if key in _LISTS:
        kind = _LISTS[key]
        if not isinstance(value, list):
            mistakes.add((key,), f"{key} is a list of tables: write [[{key}]].")
            return {}
        rows = {number: _read_struct((key, number), row, kind, mistakes) for number, row in enumerate(value)}
        return {number: row for number, row in rows.items() if row is not None}
    if key == "off":
        return _read_struct((key,), value, OffDraft, mistakes) or OffDraft()
    if key == "drop":
        return _read_value((key,), value, tuple[str, ...], mistakes) or ()
    if not _is_table((key,), value, mistakes):
        return {}
    if key == "modes":
        return {
            name: _read_structs((key, name), modes, ModeDraft, mistakes)
            for name, modes in value.items()
            if _is_table((key, name), modes, mistakes)
        }
    if key in _TABLES:
        return _read_structs((key,), value, _TABLES[key], mistakes)
    read = {name: _read_value((key, name), one, _VALUES[key], mistakes) for name, one in value.items()}
    return {name: one for name, one in read.items() if one is not None}


def _is_table(path: Path, value: object, mistakes: Mistakes) -> bool:
    if isinstance(value, dict):
        return True
    mistakes.add(path, f"{'.'.join(map(str, path))} is a table: write [{'.'.join(map(str, path))}].")
    return False


def _read_structs(path: Path, tables: dict[str, Any], kind: type[Draft], mistakes: Mistakes) -> dict[str, Draft]:
    read = {name: _read_struct((*path, name), table, kind, mistakes) for name, table in tables.items()}
    return {name: one for name, one in read.items() if one is not None}


def _read_struct(path: Path, table: Any, kind: type[Draft], mistakes: Mistakes) -> Draft | None:
    """One table as its record; None where anything in it is wrong."""
    if not _is_table(path, table, mistakes):
        return None
    before = len(mistakes)
    known = {field.encode_name: field for field in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if mistakes.check((*path, key), key, known, "key"):
            values[known[key].name] = _read_value((*path, key), value, known[key].type, mistakes)
    for name in [name for name, field in known.items() if field.required and name not in table]:
        mistakes.add(path, f"{name} is missing.")
    return kind(**values) if len(mistakes) == before else None


def _read_value(path: Path, value: Any, kind: Any, mistakes: Mistakes) -> Any:
    if isinstance(value, dt.date) and _IN_WORDS["date"] not in _describe(kind):
        # A day where a month or year may stand too.
        value = value.isoformat()
    try:
        # TOML has "nan" and "inf", which pass every bound.
        return msgspec.convert(str(value) if isinstance(value, float) and not math.isfinite(value) else value, kind)
    except msgspec.ValidationError:
        key = path[-1] or '""'
        mistakes.add(path, f"{key} = {_show(value)} cannot be used: it must be {_describe(kind)}.")
        return None


def _show(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _describe(kind: Any) -> str:
    """What a field may hold, in words."""
    if get_origin(kind) is Annotated:
        base, meta = get_args(kind)
        low, high = meta.ge, meta.le
        return f"{_describe(base)} from {low} to {high}" if low is not None else f"{_describe(base)}, not empty"
    parts = [part for part in get_args(kind) if part is not type(None)]
    if get_origin(kind) is tuple:
        return "a list of texts"
    if parts:
        return " or ".join(dict.fromkeys(map(_describe, parts)))
    return _IN_WORDS[kind.__name__]


_IN_WORDS = {"str": "a text", "int": "a whole number", "float": "a number", "date": "a date such as 2021-05-19"}
