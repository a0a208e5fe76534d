"""Tags in a column of a table are taken off; the paragraphs stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.read.markup import looks_like_markup, strip_markup


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<p>One thing.</p>\n<p>Another <b>thing</b>.</p>", "One thing.\nAnother thing."),
        ("<div>One<br/>two</div>", "One\ntwo"),
        ("<p>One  \n two</p><script>var a;</script><p>three</p>", "One two\nthree"),
        ("<p>One</p> tail <p>two</p>", "One\ntail\ntwo"),
        ("<p>caf&eacute; &amp; &lt;bar&gt;</p>", "café & <bar>"),
        ("<ul><li>One</li><li><a href='x'>Two</a> three</li></ul>", "One\nTwo three"),
        ("<p>One<!-- no --> two</p>", "One two"),
        ("<p>One <b>two", "One two"),
        ("<div></div>", ""),
    ],
)
def test_tags_are_taken_off(markup: str, text: str) -> None:
    assert strip_markup(markup) == text


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<p>One.</p>", True),
        (' <div class="a">One.</div>', True),
        ("<a> is the first letter.", False),
        ("One < two, and two > one.", False),
        ("One.</p>", False),
        ("<p>One.", False),
    ],
)
def test_what_looks_like_markup(text: str, expected: bool) -> None:
    assert looks_like_markup(text) is expected


@given(st.text(st.sampled_from("<>/pdivb=\"'& ;#x0\0\n!-[")))
def test_nothing_raises(inside: str) -> None:
    assert "<p>" not in strip_markup(f"<p>{inside}</p>")
