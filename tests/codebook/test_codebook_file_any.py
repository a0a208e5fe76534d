"""Whatever stands in a user's file: it is read, or every mistake in it is told; nothing else happens."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.codebook.file.load import make_user_codebook
from diurna.errors import TableError

WORDS = st.sampled_from(
    (
        *("ACCUSE", "AID", "COERCE cyber", "CYBER", "YIELD", "-", "", "none", "cyber", "hack|wipe", "@network"),
        *("@nothing", "obj.of,+with", "from:*,to:", "from", "verbs.conflict.tsv:399 hack", "verbs.tsv:1", "CHL"),
        *("REB", "2021-13", "Ä b"),
    )
)
VALUES = st.one_of(
    WORDS,
    st.lists(WORDS, max_size=3),
    st.integers(-20, 20),
    st.floats(-200, 200),
    st.booleans(),
    st.just(float("nan")),
    st.dictionaries(WORDS, WORDS, max_size=2),
)
KEYS = st.sampled_from(
    "type predicate object prep recipient actor mode contexts example text name country sector office from to aliases "
    "lat lon kind quad score definition parent words meaning rules verbs nouns published junk".split()
)
ROWS = st.dictionaries(KEYS, VALUES, max_size=6)
LISTS = ("verbs", "nouns", "examples", "actors", "places")
FILES = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.lists(ROWS, max_size=2) | VALUES for name in LISTS},
        "drop": st.lists(WORDS, max_size=3) | VALUES,
        "rename": st.dictionaries(WORDS, VALUES, max_size=2) | VALUES,
        "merge": st.dictionaries(WORDS, VALUES, max_size=2) | VALUES,
        "types": st.dictionaries(WORDS, ROWS, max_size=2) | VALUES,
        "modes": st.dictionaries(WORDS, st.dictionaries(WORDS, ROWS, max_size=2) | VALUES, max_size=2) | VALUES,
        "contexts": st.dictionaries(WORDS, ROWS, max_size=2) | VALUES,
        "classes": st.dictionaries(WORDS, VALUES, max_size=2) | VALUES,
        "off": ROWS | VALUES,
        "junk": VALUES,
    },
)


def write(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(write, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{write(key)} = {write(inner)}" for key, inner in value.items()) + "}"
    return repr(value)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(file=FILES)
def test_any_file_is_read_or_its_mistakes_are_told(file: dict[str, Any]) -> None:
    text = "".join(f"{key} = {write(value)}\n" for key, value in file.items())
    try:
        own = make_user_codebook(text, file="my.toml")
    except TableError as error:
        lines = str(error).splitlines()
        numbers = [int(match[1]) for line in lines if (match := re.match(r"my\.toml:(\d+): \S", line))]
        assert len(numbers) == len(lines) - (len(lines) > 1)
        assert numbers == sorted(numbers)
        assert 1 <= numbers[-1] <= text.count("\n")
    else:
        assert own.codebook.list_types()
        for outcome in own.codebook.outcomes.values():
            assert outcome.name is None or outcome.name in own.codebook.types
