"""Plain text and Markdown: the text is kept verbatim, line ends and odd characters included."""

from __future__ import annotations

import re

from compare.documents.content import Content, one_line
from compare.documents.dates import iso_date

TITLE_LENGTH = 200
"""Characters up to which the first line of a plain text can be its title."""
TITLE_WORDS = 4
"""Words from which it can: fewer are a menu, a place or a salutation as often as a title."""

_FIELDS = {
    "title": "title",
    "date": "date",
    "source": "source",
    "url": "url",
    "lang": "language",
    "language": "language",
}
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<fields>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<title>.+?)(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)
_SETEXT = re.compile(r"^ {0,3}(?P<title>\S[^\r\n]*?)[ \t]*\r?\n {0,3}(?:=+|-{2,})[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_END = re.compile(r"[.!?…:;,][»”\"')\]]*$")


def read_plain(text: str) -> Content:
    """Plain text. A first line that stands alone and is no sentence is the title."""
    lines = text[:4000].lstrip("\ufeff").splitlines()
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return Content(text=text)
    first = filled[0]
    if iso := iso_date(lines[first]):
        return Content(text=text, date=iso)
    line = lines[first].strip()
    alone = first + 1 < len(lines) and not lines[first + 1].strip()
    words = len(line.split())
    is_title = alone and words >= TITLE_WORDS and len(line) <= TITLE_LENGTH and not _END.search(line)
    return Content(text=text, title=one_line(line) if is_title else None)


def read_markdown(text: str) -> Content:
    """Markdown. The text is what follows the front matter (``---``, fields, ``---``), marks included.

    Of the front matter, ``title``, ``date``, ``source``, ``url`` and ``language`` (or ``lang``) are read;
    without one of them it is text like any other. The title is else that of the first heading.
    """
    fields, body = _front_matter(text)
    return Content(
        text=body,
        title=fields.get("title") or _first_heading(body),
        date=iso_date(fields["date"]) if "date" in fields else None,
        source=fields.get("source"),
        url=fields.get("url"),
        language=fields.get("language"),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    fields = {}
    for line in match["fields"].splitlines():
        entry = _FIELD.fullmatch(line.strip())
        if entry and (name := _FIELDS.get(entry["key"].lower())) and (value := _scalar(entry["value"])):
            fields[name] = value
    return (fields, text[match.end() :]) if fields else ({}, text)


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return re.sub(r"\s+#.*$", "", value)


def _first_heading(text: str) -> str | None:
    prose = _FENCE.sub(lambda fence: "\n" * fence.group().count("\n"), text)
    found = [match for pattern in (_ATX, _SETEXT) if (match := pattern.search(prose))]
    if not found:
        return None
    title = min(found, key=lambda match: match.start())["title"]
    return one_line(re.sub(r"(\*\*|__|\*|_|`)(.+?)\1", r"\2", title))
