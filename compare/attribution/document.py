"""Reported speech beyond one sentence's grammar: headings, quotations that a cue interrupts, and those that follow."""

from __future__ import annotations

from compare.attribution.actors import Gazetteer
from compare.attribution.phrases import Clause, source_right
from compare.attribution.sentences import Sentence
from compare.attribution.statements import Statement, content_spans
from compare.attribution.tokens import tokens_of
from compare.records import Span

_DASHES = {"—", "–", "―", "--"}
_STOPS = {",", ".", "!", "?", "…"}


_LABELS = frozenset(
    "update updated note photo video analysis opinion background context read watch related editor correction warning "
    "question answer q a example result remember exclusive breaking live profile factbox conclusion "
    "vidéo analyse contexte exclusif direct lire question réponse фото видео анализ контекст справка читайте вопрос ответ "
    "відео аналіз довідка питання відповідь джерело источник".split()
)


def heading(clause: Clause, sentence: Sentence, number: int, text: str, gazetteer: Gazetteer) -> Statement | None:
    """``Macron: dialogue goes on`` and «Диалог продолжается — Песков» as a line of their own."""
    tokens = clause.tokens
    if not sentence.opens or len(tokens) < 4:
        return None
    colon = next((i for i in range(1, min(8, len(tokens))) if tokens[i].text == ":"), None)
    if colon is not None and colon + 2 < len(tokens) and (colon > 1 or number == 0 or tokens[0].text.isupper() or gazetteer.matches(tokens, 0, 1)) and _names(clause, 0, colon, gazetteer):
        spans, kind = content_spans(clause, colon + 1, len(tokens), text)
        return _headed(number, spans, kind, clause, (0, colon), colon)
    if not sentence.closes or tokens[-1].text in _STOPS:
        return None
    dash = next((i for i in range(len(tokens) - 2, max(0, len(tokens) - 7), -1) if tokens[i].text in _DASHES), None)
    if dash is not None and dash >= 3 and _names(clause, dash + 1, len(tokens), gazetteer):
        spans, kind = content_spans(clause, 0, dash, text)
        return _headed(number, spans, kind, clause, (dash + 1, len(tokens)), dash)
    return None


def _headed(number: int, spans: list[Span], kind: str, clause: Clause, source: tuple[int, int], mark: int) -> Statement | None:
    tokens = clause.tokens
    if not spans or sum(len(s) for s in spans) < 8:
        return None
    return Statement(
        number, spans, kind, Span(tokens[mark].start, tokens[mark].end), tokens[mark].text, "neutral",  # type: ignore[arg-type]
        source=Span(tokens[source[0]].start, tokens[source[1] - 1].end), source_tokens=source,
        frames=frozenset({"clause"}),
    )


def _names(clause: Clause, first: int, last: int, gazetteer: Gazetteer) -> bool:
    tokens = clause.tokens[first:last]
    if not tokens or any(t.kind != "word" for t in tokens):
        return False
    grammar = clause.grammar
    if any(
        not (t.capital or t.folded in grammar.determiners | grammar.prepositions | grammar.conjunctions or clause.index.noun_kind(t))
        for t in tokens
    ):
        return False
    if gazetteer.matches(clause.tokens, first, last):
        return tokens[0].capital
    capitals = sum(t.capital for t in tokens)
    if len(tokens) == 1:
        shouted = tokens[0].text.isupper() and len(tokens[0].text) > 2
        return shouted or (tokens[0].capital and clause.index.noun_kind(tokens[0]) is None and tokens[0].folded not in _LABELS)
    person = any(clause.index.noun_kind(t) for t in tokens)
    return capitals == len(tokens) and 2 <= len(tokens) <= 3 or (person and capitals >= 2 and len(tokens) <= 6)


def interrupted(clause: Clause, number: int, text: str) -> list[Statement]:
    """«Да, — сказал он, — разговор был» in one pair of marks, and the French « Oui, dit-il, … »."""
    found = []
    for token in clause.tokens:
        if token.kind != "quote" or token.quotation is None or len(token.quotation.parts) != 1:
            continue
        part = token.quotation.parts[0]
        inner = Clause(
            tokens_of(text, part.start, part.end, [], clause.language), [], clause.grammar, clause.index, clause.language
        )
        statement = _aside(inner, number, text)
        if statement:
            found.append(statement)
    return found


def _aside(inner: Clause, number: int, text: str) -> Statement | None:
    tokens = inner.tokens
    for at in range(1, len(tokens) - 3):
        dashed = tokens[at - 1].text in _DASHES and at >= 2 and tokens[at - 2].text in _STOPS
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
        while stop < len(tokens) and tokens[stop].kind == "word" and stop - source[1] < 12:
            stop += 1
        if stop >= len(tokens) - 1 or tokens[stop].text not in {",", "."}:
            continue
        after = stop + 1
        if dashed:
            if tokens[after].text not in _DASHES:
                continue
            after += 1
        left, _ = content_spans(inner, 0, at, text)
        right, _ = content_spans(inner, after, len(tokens), text)
        if not left or not right:
            continue
        first = at
        return Statement(
            number, [*left, *right], "direct", Span(tokens[first].start, tokens[cue.last - 1].end), cue.term, cue.stance,
            source=Span(tokens[source[0]].start, tokens[source[1] - 1].end), source_tokens=None,
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
    if not (follows in _DASHES | {","} or last_mark in ",?!…"):
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
    mark = Span(tokens[cue[0]].start, tokens[cue[1] - 1].end) if cue[1] > cue[0] else Span(tokens[1].start, tokens[1].end)
    return [
        Statement(
            number, spans, kind, mark, "", "neutral", source=Span(tokens[source[0]].start, tokens[source[1] - 1].end),
            source_tokens=source, frames=frozenset({"quote"}),
        )
    ]


def _who(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """The speaker in the tail of a quotation: a pronoun, a name or a role noun, with one verb at most beside it."""
    grammar = clause.grammar
    for at in range(first, min(last, first + 3)):
        token = clause.tokens[at]
        named = token.capital or clause.index.noun_kind(token) is not None
        article = token.folded in grammar.determiners and at + 1 < last and clause.language in ("en", "fr")
        if (token.folded in grammar.pronouns and token.folded not in grammar.determiners | grammar.relatives) or named or article:
            found = source_right(clause, at)
            if found is None:
                return None
            if any(t.capital or clause.index.noun_kind(t) or t.folded in grammar.pronouns for t in clause.tokens[found[0] : found[1]]):
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
