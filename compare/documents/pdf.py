"""PDF: the text layer by pypdf; lines are joined to paragraphs, words that a line end divides to words."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

from compare.documents.content import Content, library, one_line
from compare.documents.dates import iso_date
from compare.errors import DocumentError

MAX_PAGES = 1_000
SHORT_LINE = 0.75
"""A line shorter than this share of the page's usual width ends its paragraph if it ends a sentence."""
HEADING_LINE = 0.6
"""A line shorter than this share, with a capital in the next line, is a heading."""
DOUBLE_SPACED = 0.4
"""Share of empty lines from which they are the spacing of the lines, not of the paragraphs."""
RUNNING_PAGES = 3
"""Pages on which the same first or last line makes a running head."""

_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|стр\.?|с\.)\s*)?\d{1,4}(?:\s*(?:/|of|sur|из|з)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_ITEM = re.compile(r"(?:[•▪◦‣·*–—-]|\d{1,2}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…:][»”\"')\]]*$")
_FILE_TITLE = re.compile(
    r"^(?:Microsoft Word - .*|.*\.(?:docx?|pdf|indd|odt|rtf)|untitled\d*)$", re.IGNORECASE
)


def read_pdf(content: bytes, *, name: str) -> Content:
    """The text of all pages in order, paragraphs parted by an empty line, without page numbers.

    Columns come in the order in which the file draws them.

    Raises:
        DocumentError: broken or encrypted file, too many pages, or no text layer (a scan needs OCR).
    """
    way_out = "open it in a PDF viewer and save it again, or give its text"
    problem = "is an encrypted PDF" if b"/Encrypt" in content else "is a broken PDF"
    with library("pypdf", name=name, problem=problem, way_out=way_out):
        from pypdf import PdfReader

        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(name, "is an encrypted PDF", "save it without a password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise DocumentError(
                name, f"has {count} pages; the limit is {MAX_PAGES}", "give the pages that matter"
            )
        pages = [page.extract_text() or "" for page in reader.pages]
        information = reader.metadata
        title = one_line(information.title) if information else None
        created = _created(information.get("/CreationDate")) if information else None
    text = join_pages(pages)
    if not text:
        raise DocumentError(name, "has no text layer, only images", "run OCR on it first, or give its text")
    return Content(text=text, title=None if title and _FILE_TITLE.match(title) else title, created=created)


def join_pages(pages: list[str]) -> str:
    """Running text of pages as they were extracted, line by line."""
    lines_of = [[line.strip() for line in page.splitlines()] for page in pages]
    running = _running(lines_of)
    lines = [entry for page in lines_of for entry in _with_width(_without_edges(page, running))]
    blank = sum(not line for line, _ in lines)
    if blank > DOUBLE_SPACED * len(lines):
        lines = [entry for entry in lines if entry[0]]
    compounds = {word.lower() for line, _ in lines for word in _COMPOUND.findall(line)}
    paragraphs = [""]
    last, last_width = "", 0
    for line, width in lines:
        if not line or (last and _ends_paragraph(last, last_width, line)):
            paragraphs.append("")
        paragraphs[-1] = _joined(paragraphs[-1], line, compounds)
        last, last_width = line, width
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Lines that open or close several pages, page numbers apart."""
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        edges.update({_numberless(line) for line in (*filled[:1], *filled[-1:])})
    return frozenset(line for line, count in edges.items() if line and count >= RUNNING_PAGES)


def _without_edges(page: list[str], running: frozenset[str]) -> list[str]:
    kept = list(page)
    for end in (0, -1):
        while kept and (not kept[end] or _NUMBER.fullmatch(kept[end]) or _numberless(kept[end]) in running):
            kept.pop(end)
    return kept


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "", line).strip()


def _with_width(page: list[str]) -> list[tuple[str, int]]:
    """Each line with the usual length of a full line of its page (the 80th percentile)."""
    lengths = sorted(len(line) for line in page if line)
    width = lengths[-(-8 * (len(lengths) - 1) // 10)] if lengths else 0
    return [(line, width) for line in page]


def _ends_paragraph(line: str, width: int, following: str) -> bool:
    if _DIVIDED.search(line):
        return False
    if _ITEM.match(following):
        return True
    if _SENTENCE_END.search(line):
        return len(line) < SHORT_LINE * width
    return len(line) < HEADING_LINE * width and not following[:1].islower()


def _joined(paragraph: str, line: str, compounds: set[str]) -> str:
    if not paragraph or not line:
        return paragraph + line
    divided = _DIVIDED.search(paragraph)
    if divided is None:
        return f"{paragraph} {line}"
    rest = re.match(r"[^\W\d_]*", line)
    second = rest.group() if rest else ""
    stem = paragraph[: divided.end(1)]
    # A compound keeps its hyphen: the next half is a capital, or the text has the word elsewhere in one line.
    if not second[:1].islower() or f"{divided[1]}-{second}".lower() in compounds:
        return f"{stem}-{line}"
    return stem + line


def _created(value: object) -> str | None:
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(value)) if value else None
    return iso_date("-".join(match.groups())) if match else None
