"""Word and rich text files: the words of the main text, nothing else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.rtf import strip_rtf
from diurna.records import Article, Reject

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLD = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def build_docx(body: str) -> bytes:
    """A Word file around a body of WordprocessingML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f'<w:document xmlns:w="{WORD}" xmlns:mc="{OLD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def test_a_word_file(read_one: Callable[..., Article]) -> None:
    body = (
        "<w:p><w:r><w:t>Published: 19 May 2021</w:t></w:r></w:p><w:p/>"
        '<w:p><w:r><w:t xml:space="preserve">France </w:t></w:r><w:ins><w:r><w:t>recalled</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>praised</w:delText></w:r></w:del><w:r><w:tab/><w:t>its envoy.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    article = read_one("a.docx", build_docx(body))
    assert article.text == "France recalled\tits envoy.\nA cell."
    assert article.published == dt.date(2021, 5, 19)


def test_a_text_box_is_read_once_after_its_paragraph(read_one: Callable[..., Article]) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Before.</w:t></w:r><w:r>{shape}</w:r><w:r><w:t> After.</w:t></w:r></w:p>"
    assert read_one("a.docx", build_docx(body)).text == "Before. After.\nIn the box."


def test_word_files_that_are_refused(refuse_one: Callable[..., Reject]) -> None:
    assert refuse_one("a.docx", b"").step == "open"
    assert refuse_one("a.docx", b"PK\x03\x04...").step == "open"
    assert refuse_one("a.docx", build_docx("<w:p>")).step == "parse"
    assert refuse_one("a.docx", build_docx("")).message == "no text in it"
    huge = build_docx(f"<w:p><w:r><w:t>{'a' * 5000}</w:t></w:r></w:p>")
    assert len(huge) < 2000
    assert refuse_one("a.docx", huge, max_document_bytes=2000).step == "size"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "words")
    assert "word/document.xml" in refuse_one("a.docx", other.getvalue()).message


@pytest.mark.parametrize(
    "rtf, text",
    [
        (r"{\rtf1\ansi Plain \b bold\b0  text.\par Next.}", "Plain bold text.\nNext."),
        (r"{\rtf1{\fonttbl{\f0 Times;}}{\*\generator Word;}{\info{\title T}}Text.}", "Text."),
        (r"{\rtf1 Ankara\'92s caf\'e9}", "Ankara’s café"),
        (r"{\rtf1\ansicpg1251 \'cc\'e8\'ed\'f1\'ea}", "Минск"),
        (r"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
        (r"{\rtf1 \u8220?Yes\u8221\'94, he said}", "“Yes”, he said"),
        (r"{\rtf1\uc0 \u8212 dash}", "—dash"),
        (r"{\rtf1 \u-10179?\u-8704?}", "\U0001f600"),
        (r"{\rtf1 a\~b\_c\-d \{e\} f\\g}", "a\u00a0b\u2011cd {e} f\\g"),
        (r"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt link}} here}", "link here"),
        ("{\\rtf1 one\r\n two}", "one two"),
        (r"{\rtf1 a\bin3 }}}b}", "ab"),
        (r"{\rtf1 \lquote a\rquote\emdash\tab b\line c}", "‘a’—\tb\nc"),
        (r"}}{\rtf1 a}", "a"),
    ],
)
def test_rich_text(rtf: str, text: str) -> None:
    assert strip_rtf(rtf) == text


def test_a_rich_text_file(read_one: Callable[..., Article]) -> None:
    article = read_one("a.rtf", rb"{\rtf1 Date: 2021-05-19\par\par France recalled its envoy.\par}")
    assert (article.text, article.published) == ("France recalled its envoy.\n", dt.date(2021, 5, 19))


def test_rich_text_files_that_are_refused(refuse_one: Callable[..., Reject]) -> None:
    assert refuse_one("a.rtf", b"words").step == "parse"
    assert refuse_one("a.rtf", rb"{\rtf1 }").message == "no text in it"
    assert refuse_one("a.rtf", rb"{\rtf1 words}", max_document_bytes=5).step == "size"


@given(
    st.lists(
        st.sampled_from(["{", "}", "\\", "u55357 ", "'e9", "'9", "*", "par", "bin9", "uc2 ", "ansicpg9 ", "é", " a"])
    )
)
def test_no_rich_text_raises(pieces: list[str]) -> None:
    assert strip_rtf("{\\rtf1 " + "".join(pieces)).encode("utf-8") is not None
