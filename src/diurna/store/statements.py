"""Which statements of a record answer a question: who said something about whom, on what, in which direction, when.

A name is found in any of its forms: whole words of the canonical name or of the words in the text, whatever their case,
accents and hyphens; all statements of whoever the record calls exactly so somewhere, however he is named there ("Sergei
Lavrov" is the Sergey Lavrov of our tables); or a code in capitals, RUSGOV or RUS.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from diurna.records import Stance


class Question(Struct, frozen=True, kw_only=True):
    """Which statements are wanted. `None` asks for nothing; all that is asked must hold."""

    by: str | None = None
    """Name or code of the speaker."""
    about: str | None = None
    """Name or code of an actor whom the words name."""
    stance: Stance | None = None
    issue: str | None = None
    """A context of the codebook that the words touch."""
    since: dt.date | None = None
    """Published on this day or later."""
    until: dt.date | None = None


def make_statement_query(question: Question) -> tuple[str, dict[str, object]]:
    """The question in SQL with its parameters, in order of publication and then of the text."""
    given = {name: value for name in question.__struct_fields__ if (value := getattr(question, name)) is not None}
    names = [name for name in ("by", "about") if name in given]
    asked = "".join(f", {_describe_asked(name)} AS asked_{name}" for name in names)
    condition = " AND ".join(_CONDITIONS[name] for name in given) or "true"
    query = f"""
        SELECT quotes.* FROM quotes{asked}
        WHERE {condition}
        ORDER BY quotes.published NULLS LAST, quotes.article_id, quotes.position
    """
    return query, given


def fold_words(column: str) -> str:
    """SQL for the words of a column between spaces, without case, accents, hyphens and other marks."""
    return rf"(' ' || trim(regexp_replace(strip_accents(lower({column})), '[^\p{{L}}\p{{N}}]+', ' ', 'g')) || ' ')"


def _describe_asked(name: str) -> str:
    """One row: the words of the name, and the keys of all whom the record calls so."""
    words, text = fold_words(f"${name}"), fold_words("text")
    # "Foreign Minister Sergei Lavrov" is a form of "Sergei Lavrov"; "the envoy to Russia" is none of "Russia".
    titled = f"(contains(trim({words}), ' ') AND ends_with({text}, {words}))"
    return f"""
        (SELECT {words} AS words, coalesce(list(DISTINCT known_id), []) AS ids FROM mentions
         WHERE known_id IS NOT NULL AND ({words} IN ({fold_words("name")}, {text}) OR {titled}))"""


def _is_named(cell: str, name: str) -> str:
    """SQL for whether an actor bears the name or code that is asked for."""
    asked = f"asked_{name}"
    text, owner = fold_words(f"{cell}.text"), f"({asked}.words || 's ')"
    # "Lavrov's deputy" is not Lavrov.
    in_text = f"(contains({text}, {asked}.words) AND (ends_with({text}, {owner}) OR NOT contains({text}, {owner})))"
    in_words = f"contains({fold_words(f'{cell}.name')}, {asked}.words) OR {in_text}"
    in_code = f"${name} IN ({cell}.code, {cell}.country)"
    return f"({in_words} OR {in_code} OR list_contains({asked}.ids, {cell}.known_id))"


_CONDITIONS = {
    # Where no actor was made of the speaker, the words of the source are all there is.
    "by": f"({_is_named('quotes.speaker', 'by')} OR (quotes.speaker IS NULL AND "
    f"contains({fold_words('quotes.source.text')}, asked_by.words)))",
    "about": f"len(list_filter(quotes.about, lambda cell: {_is_named('cell', 'about')})) > 0",
    "stance": "quotes.stance = $stance",
    "issue": "list_contains(quotes.contexts, $issue)",
    "since": "quotes.published >= $since",
    "until": "quotes.published <= $until",
}
