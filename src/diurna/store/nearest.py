"""Why a question about statements found nothing: which part of it no statement answers, and what comes near to it."""

from __future__ import annotations

from msgspec import Struct, structs

from diurna.store.database import Store
from diurna.store.opening import speaking_errors
from diurna.store.statements import Question, fold_words, make_statement_query

_NEAR = 5
_LIKENESS = 0.86
"""Jaro-Winkler: "Lavrow" and "Lavrov" have 0.93, "Borrell" and "Barroso" 0.73."""

_SPEAKERS = """
    SELECT coalesce(speaker.name, speaker.text, source.text) AS name FROM quotes
    UNION ALL SELECT speaker.code FROM quotes UNION ALL SELECT speaker.country FROM quotes
"""
_TOPICS = """
    SELECT coalesce(cell.name, cell.text) AS name FROM quotes, unnest(about) AS list(cell)
    UNION ALL SELECT cell.code FROM quotes, unnest(about) AS list(cell)
    UNION ALL SELECT cell.country FROM quotes, unnest(about) AS list(cell)
"""
_ISSUES = "SELECT unnest(contexts) AS name FROM quotes"


NOTHING = Question()
"""Asks for nothing, so every statement answers it."""


class Lead(Struct, frozen=True):
    """One part of the question, how many statements answer it alone, and where there are none, names near to it."""

    field: str
    asked: str
    found: int
    near: tuple[str, ...] = ()


def find_leads(store: Store, question: Question) -> tuple[Lead, ...]:
    """Each part of the question by itself."""
    given = [name for name in question.__struct_fields__ if getattr(question, name) is not None]
    return tuple(_follow(store, name, getattr(question, name)) for name in given)


def _follow(store: Store, field: str, value: object) -> Lead:
    query, parameters = make_statement_query(structs.replace(NOTHING, **{field: value}))
    with speaking_errors(store.path):
        ((found,),) = store.connection.execute(f"SELECT count(*) FROM ({query})", parameters).fetchall()
    names = {"by": _SPEAKERS, "about": _TOPICS, "issue": _ISSUES}.get(field)
    near = _find_near(store, names, str(value)) if names is not None and not found else ()
    return Lead(field, str(value), found, near)


def _find_near(store: Store, names: str, asked: str) -> tuple[str, ...]:
    """The names that look most like the one asked for; where none does, the most frequent ones."""
    words = f"trim({fold_words('name')})"
    query = f"""
        WITH asked AS (SELECT trim({fold_words("$asked")}) AS words),
             counted AS (SELECT name, count(*) AS times FROM ({names}) WHERE trim(name) <> '' GROUP BY name),
             likened AS (
                SELECT name, times, greatest(
                    jaro_winkler_similarity({words}, asked.words),
                    list_max([jaro_winkler_similarity(word, asked.words) FOR word IN string_split({words}, ' ')])
                ) AS likeness FROM counted, asked)
        SELECT name, likeness >= {_LIKENESS} AS is_near FROM likened
        ORDER BY is_near DESC, if(is_near, likeness, 0) DESC, times DESC, name LIMIT {_NEAR}
    """
    with speaking_errors(store.path):
        rows = store.connection.execute(query, {"asked": asked}).fetchall()
    near = tuple(name for name, is_near in rows if is_near)
    return near or tuple(name for name, _ in rows)
