"""Numbers in words and figures: "twenty four", "2 1/2", "a dozen", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.when.lexicon import NUMBER_WORDS, SCALES, SMALL_NUMBERS, TENS

_FRACTIONS = {"1/2": 0.5, "½": 0.5, "half": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": 1 / 3}
_VAGUE = frozenset({"few", "several", "many", "some", "numerous", "various", "number", "dozens", "hundreds", "tens"})
_CENTURY_WORDS = {
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}


def read_number(words: Sequence[str]) -> float | None:
    """The number that the words spell; None for "few", "several" and other vague ones.

    "A couple" is two.
    """
    if "couple" in words:
        return 2
    if not _VAGUE.isdisjoint(words):
        return None
    total, group, fraction = 0.0, 0.0, 0.0
    seen = False
    for word in words:
        if word in _FRACTIONS:
            fraction, seen = _FRACTIONS[word], True
        elif word in {"a", "an"}:
            seen = True
        elif word == "dozen":
            group, seen = (group or 1) * 12, True
        elif word in SCALES:
            scale = SCALES[word]
            group = (group or 1) * scale
            if scale >= 1000:
                total, group = total + group, 0.0
            seen = True
        elif word in NUMBER_WORDS:
            group, seen = group + NUMBER_WORDS[word], True
        elif word[:1].isdigit():
            group, seen = group + float(word.replace(",", "")), True
    if not seen:
        return None
    whole = total + group
    if whole == 0 and not fraction:
        return 1 if any(word in {"a", "an"} for word in words) else 0
    return whole + fraction


def read_spelled_year(words: Sequence[str]) -> int | None:
    """The year of "nineteen ninety-six" or "two thousand and four"; None if the words are another number."""
    parts = [word for word in words if word in NUMBER_WORDS]
    if len(parts) > 1 and parts[0] in _CENTURY_WORDS:
        rest = parts[1:]
        if rest == ["hundred"]:
            return 100 * _CENTURY_WORDS[parts[0]]
        if len(rest) == 1 and (rest[0] in TENS or SMALL_NUMBERS.get(rest[0], 0) >= 10):
            return 100 * _CENTURY_WORDS[parts[0]] + NUMBER_WORDS[rest[0]]
        if len(rest) == 2 and rest[0] in TENS and 1 <= SMALL_NUMBERS.get(rest[1], 0) <= 9:
            return 100 * _CENTURY_WORDS[parts[0]] + TENS[rest[0]] + SMALL_NUMBERS[rest[1]]
        return None
    if parts[:2] == ["two", "thousand"] and all(word not in SCALES for word in parts[2:]):
        number = read_number(parts[2:]) if parts[2:] else 0
        return 2000 + int(number or 0)
    return None
