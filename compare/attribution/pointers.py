"""``This is reported by X``: the content stands before the sentence that names the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.attribution.content import Statement
from compare.attribution.sentences import Sentence
from compare.records import Span

_CONFIRM = ("confirm", "подтвер", "підтвер")
_DURING = re.compile(
    r"\b(?:during|in|in the course of) which\b|\bau cours (?:duquel|de laquelle)\b|"
    r"\bв (?:ходе|рамках) котор\w+\b|\bво время котор\w+\b|\b(?:під час|у ході) як\w+\b",
    re.IGNORECASE,
)


def fill(
    statement: Statement,
    sentences: Sequence[Sentence],
    reported: set[int],
    number: int,
    text: str,
) -> bool:
    """Gives a pointing statement the sentence before it, or the paragraph before if it opens one.

    Sentences in ``reported`` have a source already. A statement that confirms and is followed by the words
    themselves keeps no content: those words are it.
    """
    if statement.content:
        return True
    this, before = sentences[number], number - 1
    if before < 0:
        return False
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    confirms = statement.term.startswith(_CONFIRM)
    if confirms and following is not None and following.tokens[0].kind == "quote":
        return True
    first = before
    while this.opens and first > 0 and sentences[first - 1].paragraph == sentences[before].paragraph:
        first -= 1
    statement.content = [_told(sentences[at], text) for at in range(first, before + 1) if at not in reported]
    return bool(statement.content)


def _told(sentence: Sentence, text: str) -> Span:
    """What a sentence tells; after ``had a call during which``: the call itself is no side's claim."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    if found := _DURING.search(text, start, end):
        start = found.end()
        while start < end and text[start] in " ,":
            start += 1
    while end > start and text[end - 1] in ".!…":
        end -= 1
    return Span(start, end)
