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
    """The span without what belongs to the words after it: *… and*, *… during which*, *… and stressed*."""
    dangling = word_class(language or "", "dangling")
    coordinators = word_class(language or "", "coordinators")
    start = max(span.start, span.end - _LAST_WORDS)
    words = words_of(text[start : span.end], language)
    kept = len(words)
    while kept and words[kept - 1].folded in dangling:
        kept -= 1
    if kept > 2 and words[kept - 2].folded in coordinators and _has_verb(words[kept - 1 : kept], language):
        kept -= 2
    end = start + words[kept].start if kept < len(words) else span.end
    return trim(text, Span(span.start, end))


def without_reporting_clause(
    text: str, span: Span, frames: Sequence[Span], before: bool, after: bool
) -> Span:
    """The span without a source and a cue side by side next to reported words; one alone may be a subject.

    Args:
        text: the text.
        span: a stretch beside reported words.
        frames: sources and cues, sorted.
        before: whether it stands before reported words, so that its end is looked at.
        after: whether it stands after reported words, so that its start is looked at.
    """
    start, end = span.start, span.end
    inside = [frame for frame in frames if span.start <= frame.start and frame.end <= span.end]
    if after:
        taken = 0
        for frame in inside:
            if any(char.isalnum() for char in text[start : frame.start]):
                break
            start, taken = max(start, frame.end), taken + 1
        start = start if taken > 1 else span.start
    if before:
        taken = 0
        for frame in reversed(inside):
            if any(char.isalnum() for char in text[frame.end : end]):
                break
            end, taken = min(end, frame.start), taken + 1
        end = end if taken > 1 else span.end
    return Span(start, max(start, end))


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
