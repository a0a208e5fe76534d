"""Text -> words with their exact characters, by Universal Dependencies conventions (English Web Treebank).

Contractions and possessives are two words ("do" "n't", "minister" "'s"), hyphens and slashes between words stand alone
("US" "-" "led"), except after a prefix that is no word ("ex-president"). White space, control characters and
zero-width characters belong to no word. Nothing is normalised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTER = r"[^\W\d_]"
_QUOTE = "'’‘ʼ`´"

# Not words: white space of every kind, control characters, zero-width and direction marks.
_SKIP = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"

ABBREVIATIONS = frozenset(
    """mr mrs ms dr st sr jr prof gen lt col sgt maj capt cmdr adm brig cpl pvt sen rep reps sens gov govs pres hon
    rev fr msgr jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc
    corp co cos ltd llc plc bros dept univ assn vs v etc al no nos vol pp ed eds est approx min max fig ala ariz
    ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo ont que alta ave blvd rd ft mt amb supt insp det dist atty asst gov't int'l
    nat'l mlle mme messrs ph""".split()
)

# Prefixes that the treebanks keep joined to the word after a hyphen.
_PREFIXES = (
    "a|ab|ante|anti|bi|co|counter|cross|de|e|eco|en|ex|extra|fore|hyper|in|inter|intra|macro|mega|meta|micro|mid|mini|mis|mono|multi"
    "|neo|non|over|pan|para|post|pre|pro|pseudo|psycho|re|semi|sub|super|supra|trans|tri|ultra|un|uni|vice"
)

_WORD = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]            # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                    # mail
  | (?:\w[\w-]*\.)+(?i:com|org|net|gov|edu|info|co\.uk|pdf|docx?|html?|xlsx?|txt)\b      # sites and files
  | \.{{2,}} | …+ | [!?]{{2,}} | -{{2,}} | ([*_=\#~+|])\1+ | <{{2,}} | >{{2,}}            # runs of marks
  | [@\#]\w+(?=[\s.,;:!?)]|$)                                       # handles and tags
  | (?:[A-Za-z]\.){{2,}}                                            # U.S.  a.m.
  | \d{{1,4}}/\d{{1,2}}/\d{{1,4}} | \d{{1,4}}(?:[.-]\d{{1,2}}){{2}}(?!\d)   # dates
  | \d{{1,2}}:\d{{2}}(?::\d{{2}})?                                  # clock times
  | \d+/\d+                                                         # 9/11, 1/2
  | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d*\.\d+ | \d+(?:st|nd|rd|th|s)\b    # numbers
  | \d+(?:{_LETTER}+\d*)+(?!\w) | \d+
  | (?:US|A|C|NZ|HK|S)?\$ | [€£¥₹₽%°&+=<>|~^*@\#§©®™]
  | (?i:(?:{_PREFIXES})-{_LETTER}[\w]*)                             # ex-president
  | {_LETTER}(?:[\w]|[{_QUOTE}](?={_LETTER})|&(?=[A-Z]))*            # words, apostrophes looked at below
  | :-?[)(DPp/] | ;-?\)                                             # faces
  | \S                                                              # whatever else, a character at a time
    """,
    re.VERBOSE,
)
_GAP = re.compile(rf"{_SKIP}+")
_CLITIC = re.compile(rf"^(.+?)(n[{_QUOTE}]t|[{_QUOTE}](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_QUOTES = frozenset(_QUOTE)
_CANNOT = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2}


def iter_words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of each word between two positions of the text, in order and never overlapping."""
    stop = len(text) if end is None else end
    position = start
    while position < stop:
        gap = _GAP.match(text, position, stop)
        if gap:
            position = gap.end()
            continue
        match = _WORD.match(text, position, stop)
        if match is None:  # a lone surrogate or the like: one character is one word
            yield position, position + 1
            position += 1
            continue
        finish = _trim(text, position, match.end())
        finish = _take_stop(text, position, finish, stop)
        yield from _split(text, position, finish)
        position = finish


def _trim(text: str, start: int, finish: int) -> int:
    """Skipped characters are never inside a word: cut the word before the first of them."""
    gap = _GAP.search(text, start, finish)
    return gap.start() if gap and gap.start() > start else finish


def _take_stop(text: str, start: int, finish: int, stop: int) -> int:
    """The full stop of an abbreviation or an initial belongs to it: "Gen.", "J."."""
    if finish >= stop or text[finish] != "." or text[finish - 1] == ".":
        return finish
    word = text[start:finish]
    if word.isalpha() and (word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")):
        following = text[finish + 1 : finish + 2]
        # "Say no." ends a sentence and "No. 10" does not; "in May" is not here because May has no stop.
        if word.lower() in _ALSO_WORDS and not (following.isspace() and _continues(text, finish + 1, word)):
            return finish
        return finish + 1
    return finish


_ALSO_WORDS = frozenset(
    """no nos sun sat mar mon ill miss wash ore ind mass del la md ed v min max fig est al mo pa co ga ave rep dist
    det int amb fr pp tex ala cos min sen""".split()
)


def _continues(text: str, position: int, word: str) -> bool:
    """Whether what follows a doubtful abbreviation goes on with it: "No. 10", "Rep. Smith", but not "said no. The"."""
    rest = text[position : position + 24].lstrip()
    if word.lower() in ("no", "nos", "v", "pp", "fig", "ed"):
        return rest[:1].isdigit()
    if word[0].islower():
        return rest[:1].islower() or rest[:1].isdigit()
    return rest[:1].isupper() or rest[:1].isdigit() or rest[:1].islower()


def _split(text: str, start: int, finish: int) -> Iterator[tuple[int, int]]:
    """One run of characters as the words it holds: clitics and "cannot"."""
    word = text[start:finish]
    if word.lower() in _CANNOT:
        middle = start + _CANNOT[word.lower()]
        yield start, middle
        yield middle, finish
        return
    clitic = None if _QUOTES.isdisjoint(word) else _CLITIC.match(word)
    if clitic:
        middle = start + len(clitic.group(1))
        yield from _split(text, start, middle)
        yield middle, finish
        return
    yield start, finish
