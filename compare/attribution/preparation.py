"""Tokens made ready: run-together words taken apart, names in marks read as names."""

from __future__ import annotations

import re

from compare.attribution.actors import Gazetteer
from compare.attribution.cues import CueIndex
from compare.attribution.grammar import Grammar
from compare.attribution.tokens import Token, tokens_of

_GLUED = re.compile(
    r"^([A-ZА-ЯЁЇІЄҐ][\w’'-]{2,}?)(reported|said|stated|announced|declared|added|stressed|заявил|сообщил|повідомив|заявив)(that|что|що)?$"
)


def unglued_tokens(
    tokens: list[Token], index: CueIndex, grammar: Grammar, gazetteer: Gazetteer
) -> list[Token]:
    """Takes a run-together ``Kremlinreportedthat`` apart, where its head is a known name."""
    whole: list[Token] = []
    for token in tokens:
        match = _GLUED.match(token.text) if token.kind == "word" and len(token.text) > 9 else None
        if match is None:
            whole.append(token)
            continue
        pieces = []
        for group in (1, 2, 3):
            if match.group(group):
                start, end = token.start + match.start(group), token.start + match.end(group)
                pieces.append(Token(start, end, match.group(group), match.group(group).casefold(), "word"))
        known = bool(gazetteer.matches(pieces, 0, 1)) or match.group(3) is not None
        whole.extend(pieces if known else [token])
    return whole


def tokens_with_names(
    tokens: list[Token], text: str, language: str, index: CueIndex, gazetteer: Gazetteer
) -> list[Token]:
    """Reads «Интерфакс» and агентство «Норпресс» as names: the marks become part of the first and last
    word."""
    plain: list[Token] = []
    for token in tokens:
        quotation = token.quotation
        if quotation is None or len(quotation.parts) != 1 or not quotation.is_name(text):
            plain.append(token)
            continue
        part = quotation.parts[0]
        inner = [t for t in tokens_of(text, part.start, part.end, [], language) if t.kind == "word"]
        matches = gazetteer.matches(inner, 0, len(inner))
        whole = bool(matches) and matches[0].last - matches[0].first == len(inner)
        titled = bool(plain) and index.noun_kind(plain[-1]) in ("institution", "document")
        if not inner or not (whole or titled):
            plain.append(token)
            continue
        inner[0].start, inner[-1].end = token.start, token.end
        plain.extend(inner)
    return plain


def flat_tokens(tokens: list[Token], text: str, language: str) -> list[Token]:
    """The tokens with those inside quotations, for a survey of names."""
    flat: list[Token] = []
    for token in tokens:
        if token.kind == "quote" and token.quotation:
            for part in token.quotation.parts:
                flat.extend(tokens_of(text, part.start, part.end, [], language))
        else:
            flat.append(token)
    return flat
