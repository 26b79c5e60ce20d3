"""What remains of a sentence beside sources, cues and quotation marks, and whether it asserts anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from compare.claims.verbs import is_finite
from compare.claims.wordlists import word_class
from compare.records import Span
from compare.words import LANGUAGES, Word, words_of

HEADING_WORDS = 10
"""Words; a line without a final stop and without a verb is a heading below this length."""

CIRCUMSTANCE_WORDS = 8
"""Words; what stands beside a reported statement and has no verb is left out below this length."""

_LAST_WORDS = 60
"""Code points at the end of a stretch in which conjunctions are looked for."""

_SOFT = " \t\r\n\u00a0\u202f\u2028\u2029,;:—–-"
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "(": ")", "[": "]", "‘": "’"}
_CLOSERS = {"»": "«", "”": "“„", "›": "‹", ")": "(", "]": "["}
_FINAL = ".!?…;。！？؟۔।"
_SALUTATION = re.compile(
    r"(?:dear|distinguished|esteemed|ladies|excellenc|honou?rable|chère?s?\b|mesdames|messieurs|уважаем|дорог|дамы|"
    r"шановн|пані та|ласкаво|добр(?:ый|ого|ий)\b|good (?:morning|afternoon|evening)|bonjour|вельмишановн)",
    re.IGNORECASE,
)
_BULLET_BEFORE = re.compile(r"(?:[•‣▪●◦■□►▶➤➢✓✔*·⁃∙–—-]|\d{1,3}[.)])[ \t\u00a0]*$")


def trim(text: str, span: Span) -> Span | None:
    """The span without white space, loose punctuation and quotation marks whose partner it lacks.

    A pair of marks around the whole span goes as well. None if no letter or figure is left.
    """
    start, end = span.start, span.end
    while True:
        before = (start, end)
        while start < end and text[start] in _SOFT:
            start += 1
        while end > start and text[end - 1] in _SOFT:
            end -= 1
        if end - start < 2:
            break
        start, end = _without_loose_marks(text, start, end)
        if (start, end) == before:
            break
    if not any(char.isalnum() for char in text[start:end]):
        return None
    return Span(start, end + _closes(text, start, end))


def _closes(text: str, start: int, end: int) -> int:
    """1 if the mark after the span closes a quotation that opens inside it, else 0."""
    mark = text[end : end + 1]
    if mark == '"':
        return text.count(mark, start, end) % 2
    if mark not in _CLOSERS or not mark:
        return 0
    opened = sum(text.count(opener, start, end) for opener in _CLOSERS[mark])
    return int(opened > text.count(mark, start, end))


def _without_loose_marks(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = text[start], text[end - 1]
    inner = text[start + 1 : end]
    if first in _PAIRS and not any(mark in inner for mark in _PAIRS[first]):
        return start + 1, end
    if first in _CLOSERS:
        return start + 1, end
    if last in _PAIRS and last != "“":
        return start, end - 1
    if last in _CLOSERS and not any(mark in text[start : end - 1] for mark in _CLOSERS[last]):
        return start, end - 1
    if last == "“" and "„" not in text[start:end]:
        return start, end - 1
    if first in _PAIRS and last in _PAIRS[first] and sum(inner.count(mark) for mark in _PAIRS[first]) == 1:
        return start + 1, end - 1
    quotes = text.count('"', start, end)
    if quotes == 2 and first == last == '"':
        return start + 1, end - 1
    if quotes % 2 and first == '"':
        return start + 1, end
    if quotes % 2 and last == '"':
        return start, end - 1
    return start, end


def stands_alone(text: str, sentence: Span, language: str | None) -> bool:
    """Whether a sentence in the account's own voice asserts something; a heading or a salutation does not."""
    words = words_of(sentence.of(text), language)
    if _SALUTATION.match(text, sentence.start, sentence.end) and len(words) <= HEADING_WORDS:
        return _has_verb(words, language) and text[sentence.end - 1] not in ",!:"
    if text[sentence.end - 1] in ",:":
        return len(words) >= 6 and _has_verb(words, language)
    if any(char in _FINAL for char in text[max(sentence.start, sentence.end - 3) : sentence.end]):
        return bool(words)
    if _BULLET_BEFORE.search(text, max(0, sentence.start - 8), sentence.start):
        return bool(words)
    return len(words) >= 4 and (_has_verb(words, language) or len(words) >= HEADING_WORDS)


def asserts(text: str, span: Span, frames: Iterable[Span], language: str | None) -> bool:
    """Whether a stretch says something besides naming who said what (``frames``: sources and cues)."""
    words = words_of(_without(text, span, frames), language)
    content = sum(len(word.text) > 3 or word.text[0].isdigit() for word in words)
    if len(words) >= 4 and content >= 3 and _has_verb(words, language):
        return True
    return len(words) >= CIRCUMSTANCE_WORDS and content >= 5


def without_dangling(text: str, span: Span, language: str | None) -> Span | None:
    """The span without conjunctions and prepositions at its end, which belong to what follows it."""
    dangling = word_class(language or "", "dangling")
    start = max(span.start, span.end - _LAST_WORDS)
    end = span.end
    for word in reversed(words_of(text[start : span.end], language)):
        if word.folded not in dangling:
            break
        end = start + word.start
    return trim(text, Span(span.start, end))


def without_edge_frames(text: str, span: Span, frames: Sequence[Span]) -> Span:
    """The span without a source and a cue side by side at its start or end; one alone may be a subject."""
    start, taken = span.start, 0
    for frame in frames:
        if any(char.isalnum() for char in text[start : frame.start]) or frame.start < span.start:
            break
        start, taken = max(start, frame.end), taken + 1
    start = start if taken > 1 else span.start
    end, taken = span.end, 0
    for frame in reversed(frames):
        if any(char.isalnum() for char in text[frame.end : end]) or frame.end > span.end:
            break
        end, taken = min(end, frame.start), taken + 1
    return Span(start, max(start, end if taken > 1 else span.end))


def _without(text: str, span: Span, frames: Iterable[Span]) -> str:
    kept = []
    start = span.start
    for frame in frames:
        if frame.end <= start or frame.start >= span.end:
            continue
        kept.append(text[start : max(start, frame.start)])
        start = max(start, frame.end)
    kept.append(text[start : span.end])
    return " ".join(kept)


def _has_verb(words: Iterable[Word], language: str | None) -> bool:
    if language not in LANGUAGES:
        return True
    return any(is_finite(word.folded, language or "") for word in words)
