"""Text with HTML tags in it, as columns of a table often hold it -> the text alone, one paragraph a line.

Unlike a page such a text is the article and nothing else, so that nothing has to be left out but the tags.
"""

from __future__ import annotations

import re

_START = re.compile(
    r"\s*<(?:article|section|main|div|p|span|figure|blockquote|h[1-6]|ul|ol|b|strong|em|i)\b[^<>]*>", re.I
)
_PARAGRAPHS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2"}
    | {
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)
_UNSEEN = frozenset({"script", "style", "noscript", "iframe", "svg", "template", "head"})


def looks_like_markup(text: str) -> bool:
    """Whether a text begins with a tag and holds the end of one."""
    return _START.match(text) is not None and "</" in text


def strip_markup(text: str) -> str:
    """The text without its tags and with its entities spelled out; spaces are joined as a browser joins them."""
    from lxml import etree

    root = etree.fromstring(text.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    pieces: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        unseen += (event == "start") - (event == "end") if element.tag in _UNSEEN else 0
        if element.tag in _PARAGRAPHS:
            pieces.append("\n")
        words = element.text if event == "start" else element.tail
        if words and not unseen:
            pieces.append(re.sub(r"\s+", " ", words))
    lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
