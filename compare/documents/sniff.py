"""Which format a document is in: what its first bytes prove, its media type, its beginning, its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from compare.errors import DocumentError

Kind = Literal["text", "markdown", "html", "pdf", "docx"]

_MEDIA_TYPES: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_SUFFIXES: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "save it as DOCX, PDF or text"),
    (b"{\\rtf", "an RTF file", "save it as DOCX, PDF or text"),
    (b"\x89PNG\r\n", "an image (PNG)", "run OCR on it first"),
    (b"\xff\xd8\xff", "an image (JPEG)", "run OCR on it first"),
    (b"GIF8", "an image (GIF)", "run OCR on it first"),
    (b"II*\0", "an image (TIFF)", "run OCR on it first"),
    (b"MM\0*", "an image (TIFF)", "run OCR on it first"),
    (b"MZ\x90", "a program", "give text, Markdown, HTML, PDF or DOCX"),
    (b"\x7fELF", "a program", "give text, Markdown, HTML, PDF or DOCX"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3\0", "a database", "give text, Markdown, HTML, PDF or DOCX"),
)
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def parse_media_type(value: str | None) -> tuple[str | None, str | None]:
    """Type and ``charset`` parameter of a Content-Type header (RFC 9110, 8.3), both in lower case."""
    if not value:
        return None, None
    essence, *parameters = value.lower().split(";")
    charset = None
    for parameter in parameters:
        key, _, given = parameter.partition("=")
        if key.strip() == "charset":
            charset = given.strip().strip("\"'") or None
    return essence.strip(), charset


def kind_of(content: bytes, name: str, media_type: str | None) -> Kind:
    """The format. PDF and ZIP are told by their first bytes, whatever the media type says.

    Raises:
        DocumentError: a format that is not read (image, program, archive, old Office file).
    """
    for magic, what, way_out in _OTHERS:
        if content.startswith(magic):
            raise DocumentError(name, f"is {what}, not a text", way_out)
    if _PDF in content[:1024] and content.lstrip(b"\xef\xbb\xbf\0\r\n\t ").startswith(_PDF):
        return "pdf"
    if content.startswith(_ZIP):
        return "docx"
    if media_type in _MEDIA_TYPES:
        return _MEDIA_TYPES[media_type]
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")
    if _HTML.match(head):
        return "html"
    return _SUFFIXES.get(PurePath(name).suffix.lower(), "text")
