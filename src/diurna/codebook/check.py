"""Names that must exist: the error for one that does not, with the nearest right one."""

from __future__ import annotations

from collections.abc import Collection

from diurna.errors import DiurnaError

_LISTED = 16


def require(
    name: str, known: Collection[str], kind: str, *, where: str = "", error: type[DiurnaError], hint: str = ""
) -> str:
    """The name itself if it is known; else raises `error`: what is wrong, where, and what was probably meant."""
    if name in known:
        return name
    place = f"{where}: " if where else ""
    raise error(f"{place}unknown {kind} {name!r}.{hint or _suggest(name, known, kind)}")


def _suggest(name: str, known: Collection[str], kind: str) -> str:
    if not known:
        return " There is none."
    from difflib import get_close_matches

    by_lower = {candidate.lower(): candidate for candidate in known}
    nearest = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    guess = f" Did you mean {by_lower[nearest[0]]!r}?" if nearest else ""
    if len(known) <= _LISTED:
        return f"{guess} Known are {', '.join(known)}."
    return f"{guess} All {len(known)} are listed in docs/codebook.md."
