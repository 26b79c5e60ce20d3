"""A reported statement before anybody knows who its source is, and the spans of its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from compare.attribution.clause import Clause
from compare.attribution.tokens import Token
from compare.records import ClaimKind, Span

_SPLIT_WORDS = 4


_STRIP = " \t\n,;:—–-"


@dataclass(slots=True)
class Statement:
    """Spans of one reported statement; ``source_tokens`` and ``addressee`` are token ranges in
    ``sentence``; ``source_words`` are the tokens of a source that stands inside a quotation."""

    sentence: int
    content: list[Span]
    kind: ClaimKind
    cue: Span
    term: str
    stance: str
    source: Span | None = None
    source_tokens: tuple[int, int] | None = None
    source_words: list[Token] | None = None
    addressee: tuple[int, int] | None = None
    frames: frozenset[str] = field(default_factory=frozenset)
    anaphoric: bool = False


def content_spans(clause: Clause, first: int, last: int, text: str) -> tuple[list[Span], ClaimKind]:
    """The spans of the words in tokens ``first:last`` and whether they are quoted."""
    tokens = clause.tokens
    while (
        first < last
        and tokens[first].kind == "mark"
        and tokens[first].text not in {"(", "[", "$", "€", "…", "£", "'", "’"}
    ):
        first += 1
    while (
        last > first
        and tokens[last - 1].kind == "mark"
        and tokens[last - 1].text not in {")", "]", "%", "?", "!", "'", "’"}
    ):
        last -= 1
    if last > first and tokens[last - 1].text in {"?", "!"} and last - first == 1:
        last -= 1
    if (
        first < last
        and tokens[first].text in {"(", "["}
        and not any(t.text in {")", "]"} for t in tokens[first:last])
    ):
        first += 1
    if first >= last:
        return [], "indirect"
    quoted = [
        t for t in tokens[first:last] if t.kind == "quote" and t.quotation and not t.quotation.is_name(text)
    ]
    plain = [t for t in tokens[first:last] if t.kind == "word" or (t.kind == "quote" and t not in quoted)]
    if quoted and not plain:
        return [span for t in quoted for span in _inside(t.quotation.parts, text)], "direct"  # type: ignore[union-attr]
    spans: list[Span] = []
    start = tokens[first].start
    for token in tokens[first:last]:
        if token in quoted and token.quotation and token.quotation.words(text) >= _SPLIT_WORDS:
            spans.append(Span(start, token.start))
            spans.extend(_inside(token.quotation.parts, text))
            start = token.end
    spans.append(Span(start, tokens[last - 1].end))
    spans = [s for s in (_stripped(span, text) for span in spans) if any(c.isalnum() for c in s.of(text))]
    return spans, "mixed" if quoted else "indirect"


def joined_spans(clause: Clause, ranges: list[tuple[int, int]], text: str) -> tuple[list[Span], ClaimKind]:
    spans: list[Span] = []
    kinds: set[ClaimKind] = set()
    for first, last in ranges:
        some, kind = content_spans(clause, first, last, text)
        if some:
            spans.extend(some)
            kinds.add(kind)
    if kinds == {"direct"} or not kinds - {"indirect"}:
        return spans, "direct" if kinds == {"direct"} else "indirect"
    return spans, "mixed"


def span_of(clause: Clause, first: int, last: int) -> Span:
    """The characters of tokens ``first:last``; of « -t-il » alone only the pronoun."""
    opening = clause.tokens[first]
    skip = opening.text.rindex("-") + 1 if last - first == 1 and opening.text.startswith("-") else 0
    return Span(opening.start + skip, clause.tokens[last - 1].end)


def _inside(parts: tuple[Span, ...], text: str) -> list[Span]:
    spans = [_stripped(part, text) for part in parts]
    if (
        spans
        and text[spans[-1].end - 1 : spans[-1].end] == "."
        and text[spans[-1].end - 3 : spans[-1].end] != "..."
    ):
        spans[-1] = Span(spans[-1].start, spans[-1].end - 1)
    return [span for span in spans if len(span)]


def _stripped(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    return Span(start, end)
