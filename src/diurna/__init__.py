"""Diurna reads news and keeps the record: who did what to whom, when, where, who says so and how sure it is.

>>> import diurna
>>> coder = diurna.load()
>>> coding = coder("Norway's foreign minister met his Chilean counterpart in Oslo.", published="2019-03-04")
>>> [actor.code for actor in coding.events[0].actor]
['NORGOV', 'CHLGOV']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    from msgspec import Struct

    from diurna.codebook import Codebook
    from diurna.coder import Coder
    from diurna.language.reader import Parser
    from diurna.records import Coding

__version__ = "0.1.0"

__all__ = ["load", "to_arrow", "to_dict", "to_json"]


def load(
    parser: Parser | None = None, *, knowledge: Path | str | None = None, codebook: Path | str | None = None
) -> Coder:
    """A coder with the shipped model and tables; takes about a second.

    Another parser with Universal Dependencies labels may stand in for the shipped model: anything with
    `parse(texts) -> list[Parse]`. `knowledge` is a folder of tables of your own, `codebook` a TOML file with types and
    patterns of your own.
    """
    from diurna.coder import load as load_coder

    return load_coder(parser, knowledge=knowledge, codebook=codebook)


def to_dict(record: Struct) -> dict[str, Any]:
    """A record (a Coding, an Event, ...) as plain dictionaries, lists, strings and numbers; dates as ISO strings.

    >>> from diurna.records import Span
    >>> to_dict(Span(3, 9))
    {'start': 3, 'end': 9}
    """
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def to_json(record: Struct) -> str:
    """A record as one line of JSON; `msgspec.json.decode(line, type=Coding)` reads it back.

    >>> from diurna.records import Span
    >>> to_json(Span(3, 9))
    '{"start":3,"end":9}'
    """
    import msgspec

    return msgspec.json.encode(record).decode()


def to_arrow(codings: Iterable[Coding], table: str = "events", *, codebook: Codebook | None = None) -> pa.Table:
    """Codings as an Arrow table with the columns of the DuckDB record: events, quotes, mentions, articles, ...

    `codebook` is that of the coder (`coder.tools.tables.codebook`), where it is not the shipped one.
    """
    from diurna.store import make_codings_table

    return make_codings_table(codings, table, codebook=codebook)
