"""Words that assert nothing alone: *Yes,* before an answer, *Together.* after a sentence, a dateline."""

from __future__ import annotations

import re

from compare.claims.verbs import is_finite
from compare.claims.wordlists import word_class
from compare.records import Span
from compare.words import LANGUAGES, words_of

_SHORT = {"en": 3, "fr": 3, "ru": 2, "uk": 2}
"""Words; up to this length a sentence without a verb belongs to the one before. Russian and Ukrainian need no
copula, so that three words can be a whole sentence."""

_DATELINE_WORDS = 8
_LEAST_PLACE = 3

_AFTER = re.compile(r"[\s\u00a0]*[,.!…—–-]+[\s\u00a0]*")


def without_response(text: str, span: Span, language: str | None) -> Span | None:
    """The span without the particles of an answer (*Yes, the call took place*); None if it is no more."""
    responses = word_class(language or "", "responses")
    start = span.start
    for word in words_of(span.of(text), language):
        if span.start + word.start > start or word.folded not in responses:
            break
        after = _AFTER.match(text, span.start + word.end, span.end)
        if after is None:
            return None if span.start + word.end >= span.end else Span(start, span.end)
        start = after.end()
    return Span(start, span.end) if start < span.end else None


def is_fragment(text: str, span: Span, language: str | None) -> bool:
    """Whether a sentence is too short to assert anything without the one before it."""
    if language not in LANGUAGES:
        return False
    words = words_of(span.of(text), language)
    if not words or len(words) > _SHORT[language or ""] or any(char.isdigit() for char in span.of(text)):
        return False
    bare = word_class(language, "subjects") | word_class(language, "bare_subjects")
    return words[0].folded not in bare and not any(is_finite(word.folded, language) for word in words)


def is_dateline(text: str, span: Span, language: str | None) -> bool:
    """Whether a sentence that opens a line only says where, when and by whom: *YARYSH, 18 December.*"""
    said = span.of(text)
    place = said.split(",")[0]
    opens = not text[: span.start].rpartition("\n")[2].strip()
    if not (opens and "," in said and place.isupper() and len(place) >= _LEAST_PLACE):
        return False
    words = words_of(said, language)
    dated = any(char.isdigit() for char in said)
    return dated and len(words) <= _DATELINE_WORDS and not any(is_finite(w.folded, language) for w in words)


def joins(text: str, before: Span, fragment: Span) -> bool:
    """Whether a fragment follows on the same line with nothing but marks between."""
    between = text[before.end : fragment.start]
    return "\n" not in between and not any(char.isalnum() for char in between)
