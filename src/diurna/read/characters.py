"""Which characters do these bytes spell? Decoding that keeps every character it can, and a test for what is no text.

UTF-8 first, then UTF-16 and UTF-32 by their byte order mark, then the character set that the document declares, then
Windows-1252. Characters are never normalised: accents, zero-width and right-to-left marks stay as they are.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file; convert it to text first"),
    (b"PK\x03\x04", "a ZIP archive or an office file; unpack it or save it as text"),
    (b"\x1f\x8b", "a gzip file; its name should end in .gz"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx or text"),
    (b"{\\rtf", "a rich text file; its name should end in .rtf"),
    (b"PAR1", "a Parquet file; its name should end in .parquet"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BZh9", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
)

# Control characters that no text needs; tab, line ends, form feed and escape do occur.
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r\x1b")
_CONTROL_CHARACTERS = re.compile("[" + re.escape(_CONTROLS.decode("ascii")) + "]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# What a document may declare. UTF-8 has been tried by then, and UTF-16 without its mark is a mistake of the page; the
# rest of Python's codecs are no character sets of the web ("unicode_escape", "rot13").
_CHARACTER_SETS = re.compile(
    r"(iso8859-\d|cp125\d|cp(437|85\d|866|874|932|936|949|950)$|koi8-|mac-|gb|big5|euc_|shift_jis|tis-620|johab|iso2022_)"
)
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def find_mark(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def find_binary(data: bytes) -> str | None:
    """Why these bytes are no text: "an image", "binary data ..."; `None` if they may be text.

    One stray NUL is let through, many control bytes are not.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if find_mark(data) not in (None, "utf-8-sig"):
        return None
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return _describe_controls(controls, len(data))


def find_binary_text(text: str) -> str | None:
    """Why these characters are no text, as `find_binary` does for bytes."""
    return _describe_controls(len(_CONTROL_CHARACTERS.findall(text)), len(text))


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """The characters of a document; never fails. `declared` is what the document says of its own character set.

    UTF-8 with a few broken bytes stays UTF-8: text in another character set almost never holds valid UTF-8 sequences.
    """
    mark = find_mark(data)
    if mark is not None:
        return clean_text(data.decode(mark, "replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    breaks_off = broken == 1 and text.endswith("\ufffd")
    if whole > (0 if breaks_off else broken):
        return text
    for encoding in (_find_codec(declared), "cp1252"):
        if encoding is not None:
            try:
                return clean_text(data.decode(encoding))
            except UnicodeError:
                continue
    return data.decode("latin-1")


def clean_text(text: str) -> str:
    """The text with lone surrogates replaced, one for one, so that it can be written as UTF-8 and offsets hold."""
    return _SURROGATES.sub("\ufffd", text)


def _describe_controls(controls: int, length: int) -> str | None:
    if controls > max(1, length // 100):
        return f"binary data: {controls:,} control characters in {length:,}"
    return None


def _find_codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared and declared.isascii() else None
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    if name is None or not _CHARACTER_SETS.match(_WEB_NAMES.get(name, name)):
        return None
    return _WEB_NAMES.get(name, name)
