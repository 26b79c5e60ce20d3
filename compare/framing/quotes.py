"""Stretches of text in quotation marks, with the marks of the four languages."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSING = {"«": "»", "“": "”", "„": "“”", "‘": "’", "‹": "›"}
_STRAIGHT = "\"'"
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: ``start:end`` with its marks; ``depth`` 1 when it stands inside another one."""

    start: int
    end: int
    depth: int = 0

    @property
    def inner(self) -> tuple[int, int]:
        return self.start + 1, self.end - 1


def quotes_of(text: str) -> list[Quote]:
    """Quoted stretches in order of their start; an unclosed mark opens none."""
    found: list[tuple[int, int]] = []
    for start, mark in enumerate(text):
        end = _end_of(text, start, mark)
        if end is not None:
            found.append((start, end))
    return [Quote(start, end, _depth(start, end, found)) for start, end in found]


def _depth(start: int, end: int, found: list[tuple[int, int]]) -> int:
    return sum(1 for left, right in found if left < start and end < right)


def _end_of(text: str, start: int, mark: str) -> int | None:
    if mark in _CLOSING:
        if mark in "‘“" and not _opens(text, start):
            return None
        return _closing(text, start, mark, _CLOSING[mark])
    if mark in _STRAIGHT and _opens(text, start):
        return _straight(text, start, mark)
    return None


def _closing(text: str, start: int, mark: str, closers: str) -> int | None:
    level = 0
    for place in range(start + 1, min(len(text), start + _LONGEST)):
        if text[place] in closers and not (text[place] == "’" and _inside_word(text, place)):
            if level == 0:
                return place + 1
            level -= 1
        elif text[place] == mark:
            level += 1
    return None


def _straight(text: str, start: int, mark: str) -> int | None:
    for place in range(start + 2, min(len(text), start + _LONGEST)):
        if text[place] == mark and not text[place - 1].isspace() and not _followed_by_word(text, place):
            return place + 1
        if text[place] == "\n" and mark == "'":
            return None
    return None


def _opens(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return not (before.isalnum() or before in ".,!?…") and not after.isspace()


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def _followed_by_word(text: str, place: int) -> bool:
    return place + 1 < len(text) and text[place + 1].isalnum()
