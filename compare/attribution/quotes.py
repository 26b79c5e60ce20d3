"""Quotations of a text: every pair of marks, nested ones, and quotations that run over paragraphs.

English reopens the marks at each paragraph of a long quotation and closes them once; such a quotation has
one part a paragraph. A mark that is never closed ends with its paragraph: typing slips must not swallow
the rest of an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.records import Span

_PAIRS = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "‘": "’",
    '"': '"',
    "‟": "”",
    "「": "」",
    "''": "''",
    "``": "''",
}
_MARKS = re.compile("''|``|[“”„«»‹›‘’\"‟「」]|\n\\s*\n|\n")
_WORD = re.compile(r"\w+(?:[’'ʼ\-]\w+)*")
_TERMINAL = ".!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start:end`` with the marks; ``parts`` are the words inside, one span a paragraph."""

    start: int
    end: int
    parts: tuple[Span, ...]

    def words(self, text: str) -> int:
        """Number of words inside."""
        return sum(len(_WORD.findall(text, part.start, part.end)) for part in self.parts)

    def is_name(self, text: str) -> bool:
        """A title or a proper name in marks («Нафтогаз»), which reports nothing."""
        if self.is_spoken(text):
            return False
        words = [m.group() for part in self.parts for m in _WORD.finditer(text, part.start, part.end)]
        return 0 < len(words) <= 4 and all(word[0].isupper() or word[0].isdigit() for word in words)

    def is_spoken(self, text: str) -> bool:
        """Whether a comma or the like ends it inside its marks: words that a cue interrupts."""
        return bool(self.parts) and text[self.parts[-1].end - 1] in ",?!"

    def ends_sentence(self, text: str) -> bool:
        """Whether a full stop or the like stands before the closing mark."""
        return bool(self.parts) and self.parts[-1].end > 0 and text[self.parts[-1].end - 1] in _TERMINAL


def find_quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The outermost quotations of ``text[start:end]``, in order. Linear in the length."""
    end = len(text) if end is None else end
    found: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    parts: list[Span] = []
    opened = part_start = 0
    for match in _MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if not stack:
                continue
            outer = stack[0][0]
            follows = text[match.end() : match.end() + 1]
            if (
                follows
                and (text.startswith(outer, match.end()) or (outer == "«" and follows == "»"))
                and "\n" in mark
            ):
                parts.append(_trim(text, part_start, at))
                part_start = match.end() + len(outer)
                stack = [(outer, match.end())]
                continue
            if mark.count("\n") > 1 or not _closes_later(text, match.end(), end, outer):
                parts.append(_trim(text, part_start, at))
                found.append(Quotation(opened, at, tuple(p for p in parts if len(p))))
                stack, parts = [], []
            continue
        if stack and match.end() == part_start:
            continue
        if stack and mark in _PAIRS[stack[-1][0]] and _can_close(text, at, mark, stack[-1][0], end):
            stack.pop()
            if not stack:
                parts.append(_trim(text, part_start, at))
                found.append(Quotation(opened, match.end(), tuple(p for p in parts if len(p))))
                parts = []
        elif len(stack) > 1 and mark in _PAIRS[stack[0][0]] and mark != "’":
            stack = []
            parts.append(_trim(text, part_start, at))
            found.append(Quotation(opened, match.end(), tuple(p for p in parts if len(p))))
            parts = []
        elif mark in _PAIRS and _can_open(text, at, mark, start) and len(stack) < 4:
            stack.append((mark, at))
            if len(stack) == 1:
                opened, part_start, parts = at, match.end(), []
    if stack:
        parts.append(_trim(text, part_start, end))
        found.append(Quotation(opened, end, tuple(p for p in parts if len(p))))
    return [quotation for quotation in found if quotation.parts]


def _can_open(text: str, at: int, mark: str, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark == "”":
        return before.isspace() and after.isalnum()
    if mark in {"‘", '"', "''"}:
        return bool(after) and not after.isspace() and (not before.isalnum() or mark == "‘")
    return bool(after)


def _can_close(text: str, at: int, mark: str, opening: str, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if mark == "’":
        return not after.isalnum()
    if mark == '"':
        return not after.isalpha() or not text[at - 1].isspace()
    return True


def _closes_later(text: str, position: int, end: int, opening: str) -> bool:
    """Whether the line that follows a single line break closes the quotation before it opens another."""
    stop = text.find("\n\n", position, end)
    stop = min(end if stop < 0 else stop, position + 2000)
    for match in _MARKS.finditer(text, position, stop):
        if match.group() in _PAIRS[opening]:
            return True
        if match.group() == opening:
            return False
    return False


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
