"""Opening a record's file: a new one, one of ours, or the reason why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.errors import EngineError, InputError, SettingsError
from diurna.store.columns import SCHEMA_VERSION, make_statements

if TYPE_CHECKING:
    import duckdb

# Nothing is fetched, and SQL reaches no other file.
_CONFIG: Mapping[str, bool] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
}


def connect(path: Path, *, keep_text: bool | None, read_only: bool) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """The connection, and whether the record keeps the words of its articles."""
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file such as record.duckdb.")
    if not path.exists():
        if read_only:
            raise InputError(f"There is no record {path}. `diurna code ARTICLES -o {path.name}` makes one.")
        _create(path, keep_text=keep_text is not False)
    connection = _open(path, read_only=read_only)
    try:
        keeps_text = _check(connection, path)
        if keep_text is not None and keep_text != keeps_text and not read_only:
            kept = "keeps the text of its articles" if keeps_text else "keeps no text"
            raise SettingsError(f"{path} {kept}, which is settled when it is made. Write to a new file.")
    except BaseException:
        connection.close()
        raise
    return connection, keeps_text


@contextmanager
def speaking_errors(path: Path) -> Iterator[None]:
    """Turns what DuckDB raises while it works on an open record into one line for the user."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise EngineError(f"{path}: {_first_line(error)}") from error


def _create(path: Path, *, keep_text: bool) -> None:
    """Make an empty record under another name and rename it, so that a file under `path` is always whole."""
    import duckdb

    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.")
    building = path.with_name(path.name + ".new.tmp")  # DuckDB itself spills to ".tmp"
    building.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(building)) as connection:
            connection.execute("BEGIN")
            for statement in make_statements():
                connection.execute(statement)
            connection.execute("INSERT INTO diurna VALUES (?, ?)", [SCHEMA_VERSION, keep_text])
            connection.execute("COMMIT")
    except duckdb.IOException as error:
        raise InputError(f"{path} cannot be written: {_first_line(error)}") from error
    building.replace(path)


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))
    except duckdb.IOException as error:
        if "lock" in str(error):
            holder = re.search(r"PID (\d+)", str(error))
            who = f"process {holder[1]}" if holder else "another process"
            raise EngineError(f"{path} is in use by {who}. Wait until that has finished, or stop it.") from error
        raise InputError(f"{path} is not a record: {_first_line(error)}") from error
    except duckdb.ConnectionException as error:
        raise EngineError(f"{path} is open already in this process: {_first_line(error)}") from error
    except duckdb.Error as error:
        raise InputError(f"{path} is damaged: {_first_line(error)}") from error


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    import duckdb

    try:
        rows = connection.execute("SELECT schema_version, keeps_text FROM diurna").fetchall()
    except duckdb.CatalogException:
        raise InputError(f"{path} is a DuckDB file, but not a record of Diurna.") from None
    except duckdb.Error as error:
        raise InputError(f"{path} is damaged: {_first_line(error)}") from error
    if len(rows) != 1:
        raise InputError(f"{path} is damaged: it does not say which version it has.")
    version, keeps_text = rows[0]
    if version != SCHEMA_VERSION:
        newer, remedy = "an older", "Code its articles again into a new file"
        if version > SCHEMA_VERSION:
            newer, remedy = "a newer", "Update Diurna, or code its articles again into a new file"
        raise InputError(
            f"{path} was made by {newer} Diurna (tables of version {version}, here {SCHEMA_VERSION}) and stays "
            f"as it is. {remedy}: diurna code ARTICLES -o {path.stem}-{SCHEMA_VERSION}.duckdb"
        )
    return bool(keeps_text)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
