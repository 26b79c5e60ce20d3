"""DOCX: paragraphs and tables in the order of the document, by python-docx.

Tracked insertions count as text, tracked deletions do not. Headers, footers, notes and comments are left out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from compare.documents.content import Content, library, one_line
from compare.errors import DocumentError

MAX_UNPACKED = 100_000_000
"""Bytes that all parts of the file may have when unpacked."""
_PART = "word/document.xml"
_TEMPLATE_DATE = "2013-12-23"
"""Creation date of python-docx's own template: it says nothing of the document."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = tuple(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_TITLE_STYLES = ("Title", "Heading 1")
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(content: bytes, *, name: str) -> Content:
    """The text, one paragraph or table row a line (cells parted by a tab), and the core properties.

    Raises:
        DocumentError: no DOCX, broken, unpacked larger than :data:`MAX_UNPACKED`, or without text.
    """
    _check_archive(content, name)
    with library(
        "docx", name=name, problem="is a broken DOCX", way_out="open it in a word processor and save it again"
    ):
        from docx import Document

        document = Document(BytesIO(content))
        text = "\n".join(_lines(document.element.body)).strip("\n")
        core = document.core_properties
        title = one_line(core.title) or _styled_title(document.paragraphs)
        created = core.created.date().isoformat() if core.created else None
    if not text.strip():
        raise DocumentError(name, "the document has no text", "text in pictures needs OCR first")
    return Content(text=text, title=title, created=None if created == _TEMPLATE_DATE else created)


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError(
            name, "is a broken DOCX (no readable ZIP archive)", "save or download it again"
        ) from error
    if _PART not in parts:
        raise DocumentError(name, "is a ZIP archive but no DOCX", "give text, Markdown, HTML, PDF or DOCX")
    if sum(parts.values()) > MAX_UNPACKED:
        problem = f"unpacks to {sum(parts.values()):,} bytes; the limit is {MAX_UNPACKED:,}"
        raise DocumentError(name, problem, "save only its text")


def _styled_title(paragraphs: Any) -> str | None:
    first = next((each for each in paragraphs if each.text.strip()), None)
    return one_line(first.text) if first is not None and first.style.name in _TITLE_STYLES else None


def _lines(parent: Any) -> list[str]:
    lines = []
    for child in _children(parent, f"{_W}p", f"{_W}tbl"):
        if child.tag == f"{_W}p":
            lines.append(_text(child))
        else:
            rows = ("\t".join(map(_cell, _children(row, f"{_W}tc"))) for row in _children(child, f"{_W}tr"))
            lines += [row for row in rows if row.strip()]
    return lines


def _cell(cell: Any) -> str:
    return " ".join(line for line in _lines(cell) if line)


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """Children with one of the tags; content controls and tracked insertions are looked through."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _text(paragraph: Any) -> str:
    found: list[str] = []
    skipped: set[Any] = set()
    for node in paragraph.iter():
        if node.getparent() in skipped or node.tag in (
            _MC_FALLBACK,
            f"{_W}del",
            f"{_W}moveFrom",
            f"{_W}instrText",
        ):
            skipped.add(node)
        elif node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            found.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            found.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            found.append("\u2011")
    return "".join(found)
