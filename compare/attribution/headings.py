"""Reported speech in a line of its own: ``Macron: dialogue goes on``, «Диалог продолжается — Песков»."""

from __future__ import annotations

from compare.attribution.actors import Gazetteer
from compare.attribution.clause import DASHES, Clause
from compare.attribution.content import Statement, content_spans
from compare.attribution.grammar import word_set
from compare.attribution.sentences import Sentence
from compare.records import ClaimKind, Span

_SHORTEST = 8
"""Code points of a headline's content."""
_STOPS = {",", ".", "!", "?", "…"}
_LABELS = word_set(
    "update updated note photo video analysis opinion background context read watch related "
    "editor correction warning question answer q a example result remember exclusive breaking "
    "live profile factbox conclusion vidéo analyse contexte exclusif direct lire réponse фото "
    "видео анализ контекст справка читайте вопрос ответ відео аналіз довідка питання відповідь "
    "джерело источник"
)


def heading(
    clause: Clause, sentence: Sentence, number: int, text: str, gazetteer: Gazetteer, labels: set[str]
) -> Statement | None:
    """``Macron: dialogue goes on`` and «Диалог продолжается — Песков» as a line of their own.

    ``labels`` are the names that stood before a colon already: a transcript, whose turns may be short.
    """
    tokens = clause.tokens
    if not sentence.opens or len(tokens) < 3:
        return None
    colon = next((i for i in range(1, min(8, len(tokens))) if tokens[i].text == ":"), None)
    if (
        colon is not None
        and (colon + 2 < len(tokens) or tokens[-1].kind == "quote")
        and (colon > 1 or number == 0 or tokens[0].text.isupper() or gazetteer.matches(tokens, 0, 1))
        and _names(clause, 0, colon, gazetteer)
    ):
        spans, kind = content_spans(clause, colon + 1, len(tokens), text)
        label = " ".join(token.folded for token in tokens[:colon])
        again = label in labels
        labels.add(label)
        return _headed(number, spans, kind, clause, (0, colon), colon, 1 if again else _SHORTEST)
    if not sentence.closes or tokens[-1].text in _STOPS:
        return None
    dash = next(
        (i for i in range(len(tokens) - 2, max(0, len(tokens) - 7), -1) if tokens[i].text in DASHES), None
    )
    if dash is not None and dash >= 3 and _names(clause, dash + 1, len(tokens), gazetteer):
        spans, kind = content_spans(clause, 0, dash, text)
        return _headed(number, spans, kind, clause, (dash + 1, len(tokens)), dash, _SHORTEST)
    return None


def opens_turn(clause: Clause, sentence: Sentence, found: list[Statement]) -> bool:
    """Whether a line begins with a name and a colon, so that this name reports what is reported in it."""
    tokens = clause.tokens
    colon = next((i for i in range(1, min(5, len(tokens))) if tokens[i].text == ":"), None)
    if colon is None or not sentence.opens or clause.over.keys() & set(range(colon)):
        return False
    named = all(token.capital for token in tokens[:colon])
    return named and all(one.cue.start > tokens[colon].start for one in found)


def _headed(
    number: int,
    spans: list[Span],
    kind: ClaimKind,
    clause: Clause,
    source: tuple[int, int],
    mark: int,
    shortest: int,
) -> Statement | None:
    tokens = clause.tokens
    if not spans or sum(len(s) for s in spans) < shortest:
        return None
    return Statement(
        number,
        spans,
        kind,
        Span(tokens[mark].start, tokens[mark].end),
        tokens[mark].text,
        "neutral",
        source=Span(tokens[source[0]].start, tokens[source[1] - 1].end),
        source_tokens=source,
        frames=frozenset({"clause"}),
    )


def _names(clause: Clause, first: int, last: int, gazetteer: Gazetteer) -> bool:
    tokens = clause.tokens[first:last]
    if not tokens or any(t.kind != "word" for t in tokens):
        return False
    grammar = clause.grammar
    if any(
        not (
            t.capital
            or t.folded in grammar.determiners | grammar.prepositions | grammar.conjunctions
            or clause.index.noun_kind(t)
        )
        for t in tokens
    ):
        return False
    matches = gazetteer.matches(clause.tokens, first, last)
    if matches:
        return tokens[0].capital and any(actor.kind != "state" for match in matches for actor in match.actors)
    capitals = sum(t.capital for t in tokens)
    if len(tokens) == 1:
        shouted = tokens[0].text.isupper() and len(tokens[0].text) > 2
        return shouted or (
            tokens[0].capital
            and clause.index.noun_kind(tokens[0]) is None
            and tokens[0].folded not in _LABELS
        )
    person = any(clause.index.noun_kind(t) for t in tokens)
    return (capitals == len(tokens) and 2 <= len(tokens) <= 3) or (
        person and capitals >= 2 and len(tokens) <= 6
    )
