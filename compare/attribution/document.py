"""Reported speech beyond one sentence's grammar: quotations that a cue interrupts, and those that follow."""

from __future__ import annotations

from compare.attribution.clause import DASHES, Clause
from compare.attribution.content import Statement, content_spans
from compare.attribution.phrases import source_right
from compare.attribution.sentences import Sentence
from compare.attribution.tokens import tokens_of
from compare.records import Span

_STOPS = {",", ".", "!", "?", "…"}


def interrupted(clause: Clause, number: int, text: str) -> list[Statement]:
    """«Да, — сказал он, — разговор был» in one pair of marks, and the French « Oui, dit-il, … »."""
    found = []
    for token in clause.tokens:
        if token.kind != "quote" or token.quotation is None or len(token.quotation.parts) != 1:
            continue
        part = token.quotation.parts[0]
        inner = Clause(
            tokens_of(text, part.start, part.end, [], clause.language),
            [],
            clause.grammar,
            clause.index,
            clause.language,
        )
        statement = _aside(inner, number, text)
        if statement:
            found.append(statement)
    return found


def _aside(inner: Clause, number: int, text: str) -> Statement | None:
    tokens = inner.tokens
    for at in range(1, len(tokens) - 3):
        dashed = tokens[at - 1].text in DASHES and at >= 2 and tokens[at - 2].text in _STOPS
        plain = inner.language == "fr" and tokens[at - 1].text == ","
        if not (dashed or plain):
            continue
        verb = at + 1 if inner.word(at) in {"a", "ont"} else at
        cue = inner.index.verb_at(tokens, verb)
        pronoun_first = inner.word(at) == "a" and inner.word(at + 1).startswith("-")
        if pronoun_first:
            cue = inner.index.verb_at(tokens, at + 2)
        if cue is None or cue.use in ("gerund", "infinitive"):
            continue
        source = (at + 1, at + 2) if pronoun_first else source_right(inner, cue.last)
        if source is None:
            continue
        stop = max(cue.last, source[1])
        while stop < len(tokens) - 1 and stop - source[1] < 16:
            closed = tokens[stop].text in {",", "."} and (not dashed or tokens[stop + 1].text in DASHES)
            if closed or (tokens[stop].kind != "word" and tokens[stop].text != ","):
                break
            stop += 1
        if stop >= len(tokens) - 1 or tokens[stop].text not in {",", "."}:
            continue
        after = stop + 1
        if dashed:
            if tokens[after].text not in DASHES:
                continue
            after += 1
        left, _ = content_spans(inner, 0, at, text)
        right, _ = content_spans(inner, after, len(tokens), text)
        if not left or not right:
            continue
        first = at
        return Statement(
            number,
            [*left, *right],
            "direct",
            Span(tokens[first].start, tokens[cue.last - 1].end),
            cue.term,
            cue.stance,
            source=Span(tokens[source[0]].start, tokens[source[1] - 1].end),
            source_words=tokens[source[0] : source[1]],
            frames=frozenset({"clause", "aside"}),
        )
    return None


def unlisted(clause: Clause, number: int, text: str) -> list[Statement]:
    """A sentence that is a quotation and a short tail: whoever the tail names speaks, whatever the verb."""
    tokens = clause.tokens
    first = tokens[0]
    if first.kind != "quote" or first.quotation is None or first.quotation.words(text) < 3 or len(tokens) < 3:
        return []
    last_mark = text[first.quotation.parts[-1].end - 1]
    follows = tokens[1].text
    if not (follows in DASHES | {","} or last_mark in ",?!…"):
        return []
    at = 1
    while at < len(tokens) and tokens[at].kind == "mark":
        at += 1
    end = at
    while end < len(tokens) and tokens[end].kind == "word":
        end += 1
    if end - at < 1 or end - at > 14 or follows == "." or any(t.kind == "quote" for t in tokens[1:]):
        return []
    source = _who(clause, at, end)
    if source is None:
        return []
    spans, kind = content_spans(clause, 0, 1, text)
    cue = (at, source[0]) if source[0] > at else (source[1], min(end, source[1] + 1))
    mark = (
        Span(tokens[cue[0]].start, tokens[cue[1] - 1].end)
        if cue[1] > cue[0]
        else Span(tokens[1].start, tokens[1].end)
    )
    return [
        Statement(
            number,
            spans,
            kind,
            mark,
            "",
            "neutral",
            source=Span(tokens[source[0]].start, tokens[source[1] - 1].end),
            source_tokens=source,
            frames=frozenset({"quote"}),
        )
    ]


def _who(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """The speaker in the tail of a quotation: a pronoun, a name or a role noun, with one verb at most
    beside it."""
    grammar = clause.grammar
    for at in range(first, min(last, first + 3)):
        token = clause.tokens[at]
        named = token.capital or clause.index.noun_kind(token) is not None
        article = token.folded in grammar.determiners and at + 1 < last and clause.language in ("en", "fr")
        if (
            (token.folded in grammar.pronouns and token.folded not in grammar.determiners | grammar.relatives)
            or named
            or article
        ):
            found = source_right(clause, at)
            if found is None:
                return None
            if any(
                t.capital or clause.index.noun_kind(t) or t.folded in grammar.pronouns
                for t in clause.tokens[found[0] : found[1]]
            ):
                return found
            return None
        if token.folded in grammar.prepositions | grammar.conjunctions | grammar.complementisers:
            return None
    return None


def spoken_after(sentence: Sentence, text: str) -> list[Span]:
    """The words of a sentence that is nothing but quotation."""
    words = [t for t in sentence.tokens if t.kind == "word"]
    quotes = [t for t in sentence.tokens if t.kind == "quote" and t.quotation]
    if words or not quotes or all(t.quotation and t.quotation.words(text) < 3 for t in quotes):
        return []
    spans = []
    for token in quotes:
        for part in token.quotation.parts if token.quotation else ():
            end = part.end
            while end > part.start and text[end - 1] in ".,":
                end -= 1
            spans.append(Span(part.start, end))
    return spans
