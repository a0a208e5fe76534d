"""Word files (.docx) -> one Article: the paragraphs of the main text, without notes, comments and deleted words."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from diurna.read.article import Step, refuse_size
from diurna.read.lines import read_all
from diurna.read.plain import make_text_article
from diurna.records import Article, Reject
from diurna.settings import Settings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same text box is there twice, the second time for old programs.
_SKIPPED = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_WORD}del", f"{_WORD}moveFrom"}
_CHARACTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


def read_docx(stream: BinaryIO, *, source: str, settings: Settings) -> Iterator[Article | Reject]:
    """The Article of a Word file; header lines such as "Published: 2021-05-19" count as in plain text.

    The dates that Word keeps in the file are those of the file, not of the article, and are not used.
    """
    import zipfile
    from xml.etree import ElementTree

    data = read_all(stream, limit=settings.max_document_bytes)
    if data is None:
        yield refuse_size("a file", source=source, settings=settings)
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_MAIN) as part:
            xml = read_all(part, limit=settings.max_document_bytes)  # type: ignore[arg-type]
        root = ElementTree.fromstring(xml) if xml is not None else None
    except (zipfile.BadZipFile, zlib.error, LookupError, EOFError, OSError, ValueError, RuntimeError) as error:
        yield Reject(source=source, step=Step.OPEN, message=f"not a Word file that can be read: {error}")
        return
    except ElementTree.ParseError as error:
        yield Reject(source=source, step=Step.PARSE, message=f"not a Word file that can be read: {error}")
        return
    if root is None:
        yield refuse_size("the text unpacked is", source=source, settings=settings)
        return
    text = "\n".join(_iter_paragraphs(root))
    yield make_text_article(text, source=source, settings=settings)


def _iter_paragraphs(root: Element) -> Iterator[str]:
    """The paragraphs in reading order; one inside another, as in a text box, comes after it."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_WORD}p":
            inner: list[Element] = []
            yield "".join(_iter_words(element, inner))
            waiting.extend(reversed(inner))
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))


def _iter_words(paragraph: Element, inner: list[Element]) -> Iterator[str]:
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_WORD}t":
            yield element.text or ""
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == f"{_WORD}p":
            inner.append(element)
        elif element.tag not in _SKIPPED:
            waiting.extend(reversed(element))
