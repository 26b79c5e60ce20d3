"""HTML: main text and metadata by trafilatura (Barbaresi 2021)."""

from __future__ import annotations

import re

from compare.documents.charset import decode
from compare.documents.content import Content, library, one_line
from compare.documents.dates import iso_date
from compare.errors import DocumentError

MAX_HTML_BYTES = 3_000_000
"""Size of a page; the search for the main text takes about five seconds a megabyte."""
SMALL_PAGE = 250
"""Characters of main text below which a page without much else gives all its visible text (trafilatura's own
limit for an article is the same)."""
PRESCAN = 4096
"""Bytes at the head among which the declared charset is looked for (the HTML standard asks for 1024)."""

_META = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]+?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_XML_TEXT = re.compile(r"^\s*<\?xml[^>]*\?>")
_SKIPPED = "script style noscript template nav aside footer form button select svg head"
_BLOCKS = (
    "address article blockquote body br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table td th tr ul"
)


def declared_charset(content: bytes) -> str | None:
    """The charset that the page's head declares, as it is written there."""
    head = content[:PRESCAN]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii") if match else None


def read_html(
    content: bytes, *, name: str, charset: str | None, declared: str | None, url: str | None
) -> Content:
    """The main text of a page, one paragraph a line, and its title, date and address.

    A page so small that there is no article to find gives all its visible text.

    Raises:
        DocumentError: the page cannot be decoded or parsed, or has no text.
    """
    if len(content) > MAX_HTML_BYTES:
        raise DocumentError(name, f"is a page of more than {MAX_HTML_BYTES:,} bytes", "give its text")
    page = decode(content, name=name, charset=charset, declared=declared or declared_charset(content))
    page = _XML_TEXT.sub("", page, count=1)
    with library(
        "trafilatura", name=name, problem="is broken HTML", way_out="save the page again, or give its text"
    ):
        import trafilatura

        found = trafilatura.bare_extraction(
            page,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        text = (found.text or "").strip() if found is not None and not isinstance(found, dict) else ""
        if len(text) < SMALL_PAGE:
            visible = _visible_text(page)
            text = visible if len(visible) < 2 * SMALL_PAGE else text or visible
    if not text:
        raise DocumentError(
            name, "the page has no text", "it may need a browser to show it: give the text itself"
        )
    if found is None or isinstance(found, dict):
        return Content(text=text)
    return Content(
        text=text,
        title=one_line(found.title),
        date=iso_date(found.date) if found.date else None,
        url=url or found.url,
    )


def _visible_text(page: str) -> str:
    from lxml import html  # type: ignore[import-untyped]

    if not page.strip():
        return ""
    root = html.document_fromstring(page)
    skipped = _SKIPPED.split()
    for element in list(root.iter()):
        if (not isinstance(element.tag, str) or element.tag in skipped) and element.getparent() is not None:
            element.drop_tree()
    for element in root.iter(*_BLOCKS.split()):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
