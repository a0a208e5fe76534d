"""Rich text files (.rtf) -> one Article: the words of the main text, without fonts, styles, pictures and notes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from diurna.read.article import Step, refuse_size
from diurna.read.lines import read_all
from diurna.read.plain import make_text_article
from diurna.records import Article, Reject
from diurna.settings import Settings

# Groups that begin with one of these words hold no running text.
_DESTINATIONS = frozenset(
    """
    annotation author bkmkend bkmkstart colorschememapping colortbl datastore filetbl fldinst fonttbl footer footerf
    footerl footerr footnote generator header headerf headerl headerr info latentstyles listoverridetable listtable
    listtext mmathPr object operator pgptbl pict pntext revtbl rsidtbl stylesheet themedata title userprops xmlnstbl
    """.split()
)
_CHARACTERS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": "\n",
    "row": "\n",
    "tab": "\t",
    "cell": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\ ?"
    r"|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|(?P<nothing>[\r\n\\])",
    re.DOTALL,
)


def read_rtf(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The Article of a rich text file; header lines such as "Published: 2021-05-19" count as in plain text."""
    data = read_all(stream, limit=settings.max_document_bytes)
    if data is None:
        yield refuse_size("a file", source=source, settings=settings)
        return
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Reject(source=source, step=Step.PARSE, message="not a rich text file: it does not begin with {\\rtf")
        return
    text = strip_rtf(data.decode("latin-1"))
    yield make_text_article(text, source=source, settings=settings)


class _Group(Struct):
    """What a pair of braces remembers."""

    is_text: bool = True
    after_unicode: int = 1
    """Characters that stand in for one Unicode character in old programs, to be skipped after it."""


def strip_rtf(rtf: str) -> str:
    """The running text of a rich text file, given with one character for each byte."""
    pieces: list[str] = []
    groups = [_Group()]
    page = "cp1252"
    position = skip = 0
    while (match := _TOKEN.match(rtf, position)) is not None:
        position = match.end()
        group = groups[-1]
        word, number = match["word"], match["number"]
        if match["brace"] == "{":
            groups.append(_Group(is_text=group.is_text, after_unicode=group.after_unicode))
            skip = 0
        elif match["brace"] == "}":
            if len(groups) > 1:
                groups.pop()
            skip = 0
        elif word == "bin":
            position += max(0, int(number or 0))
        elif word == "ansicpg":
            page = _find_page(number, page)
        elif word == "uc":
            group.after_unicode = max(0, int(number or 1))
        elif word in _DESTINATIONS or match["symbol"] == "*":
            group.is_text = False
        elif not group.is_text:
            continue
        elif word == "u" and number is not None:
            pieces.append(_find_character(int(number)))
            skip = group.after_unicode
        elif word is not None:
            pieces.append(_CHARACTERS.get(word, ""))
        elif match["bytes"]:
            data = bytes.fromhex(match["bytes"].replace("\\'", ""))[skip:]
            skip = max(0, skip - len(match["bytes"]) // 4)
            pieces.append(data.decode(page, "replace"))
        elif match["symbol"] is not None:
            pieces.append(_SYMBOLS.get(match["symbol"], ""))
        elif match["text"]:
            pieces.append(match["text"].encode("latin-1").decode(page, "replace")[skip:])
            skip = max(0, skip - len(match["text"]))
    # characters beyond the first 65,536 come in two halves
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _find_page(number: str | None, default: str) -> str:
    """The codec of a Windows code page."""
    try:
        return codecs.lookup("utf-8" if number == "65001" else f"cp{number}").name
    except LookupError:
        return default


def _find_character(number: int) -> str:
    code = number + 65_536 if number < 0 else number
    return chr(code) if 0 < code <= 0x10FFFF else ""
