"""Documents: bytes in, one :class:`~compare.records.Readout` out.

Text, Markdown, HTML, PDF and DOCX. The text of a readout is stored once and never changed again, so that all
offsets hold. Of text files it is what the bytes say, without the byte order mark: line ends, spaces and odd
characters stay as they are. Of HTML, PDF and DOCX it is the text that was extracted, of Markdown what follows
the front matter.
"""

from __future__ import annotations

import re
from pathlib import Path

from compare.documents.charset import decode
from compare.documents.content import Content
from compare.documents.dates import date_at_head
from compare.documents.language import detect_language
from compare.documents.sniff import kind_of, parse_media_type
from compare.errors import DocumentError, OptionError
from compare.records import Readout

__all__ = ["MAX_BYTES", "parse_readout", "read_readout"]

MAX_BYTES = 20_000_000
"""Size of a document that is read, in bytes."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def read_readout(
    path: Path, *, source: str | None = None, language: str | None = None, charset: str | None = None
) -> Readout:
    """The readout in a file; see :func:`parse_readout`. The source defaults to the file's name.

    Raises:
        DocumentError: the file is missing, no file, unreadable, or cannot be used.
        OptionError: ``language`` is no language code.
    """
    try:
        if path.is_dir():
            raise DocumentError(str(path), "is a folder", "name the files in it")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DocumentError(str(path), "there is no such file", "check the path") from error
    except PermissionError as error:
        raise DocumentError(str(path), "may not be read", "change its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(str(path), f"cannot be read ({reason})", "check the path and the disk") from error
    return _parse(content, str(path), source or path.name, language, None, charset, None)


def parse_readout(
    content: bytes,
    *,
    name: str,
    source: str | None = None,
    language: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Readout:
    """The readout in ``content``.

    Args:
        content: the bytes of the document, at most :data:`MAX_BYTES`.
        name: the file's name: for messages, for the format if nothing else tells it, as the default source.
        source: whose account it is.
        language: ISO 639-1 code; None detects it (``und`` if nothing can be told).
        media_type: as in an HTTP header; its ``charset`` is believed unless the bytes say otherwise.
        charset: of a text or HTML file, as a person names it; a wrong one is an error.
        url: where the document was found.

    Title and date (ISO 8601) come from the metadata, else from the head of the text where it states them
    plainly, else they are None. For PDF and DOCX the last resort is the date on which the file was made.

    Raises:
        DocumentError: empty, binary, broken, too large, of an unknown format, or its charset cannot be told.
        OptionError: ``language`` is no language code.
    """
    return _parse(content, name, source, language, media_type, charset, url)


def _parse(
    content: bytes,
    name: str,
    source: str | None,
    language: str | None,
    media_type: str | None,
    charset: str | None,
    url: str | None,
) -> Readout:
    chosen = _language_code(language)
    if language is not None and chosen is None:
        raise OptionError("language", language, "must be an ISO 639-1 code such as en, fr, ru or uk")
    if len(content) > MAX_BYTES:
        raise DocumentError(name, f"is larger than {MAX_BYTES:,} bytes", "give the part that matters")
    if not content.strip():
        raise DocumentError(name, "is empty", "give a text of at least one sentence")
    found = _read(content, name, media_type, charset, url)
    if not any(map(str.isalnum, found.text)):
        raise DocumentError(name, "has no words", "give a text of at least one sentence")
    return Readout(
        source=source or found.source or name,
        text=found.text,
        language=chosen or _language_code(found.language) or detect_language(found.text),
        title=found.title,
        date=found.date or date_at_head(found.text) or found.created,
        url=url or found.url,
    )


def _read(content: bytes, name: str, media_type: str | None, charset: str | None, url: str | None) -> Content:
    essence, declared = parse_media_type(media_type)
    kind = kind_of(content, name, essence)
    if kind == "pdf":
        from compare.documents.pdf import read_pdf

        return read_pdf(content, name=name)
    if kind == "docx":
        from compare.documents.docx import read_docx

        return read_docx(content, name=name)
    if kind == "html":
        from compare.documents.html import read_html

        return read_html(content, name=name, charset=charset, declared=declared, url=url)
    from compare.documents.plain import read_markdown, read_plain

    text = decode(content, name=name, charset=charset, declared=declared)
    return read_markdown(text) if kind == "markdown" else read_plain(text)


def _language_code(value: str | None) -> str | None:
    match = _LANGUAGE.fullmatch(value.strip()) if value else None
    return match[1].lower() if match else None
