"""What is denied: negation with its scope, and words at opposite ends of one scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.records import Span
from compare.relations.tokens import Found, Phrases, Token

LIMITS = ("exceptive", "only")
"""Subkinds of the lexicon that limit and do not deny: all *but* one, *only* one."""
_ANY = frozenset(
    {"any", "a", "an", "the", "aucun", "aucune", "le", "la", "un", "une", "жодного", "жодної", "жодних"}
    | {"всякого", "всякой", "каких-либо", "будь-якого", "будь-якої"}
)
"""Words between *without* and what is lacking."""
_REACH = 4
"""How many tokens after a negation its scope is looked for in."""
_BREAK = re.compile(r"[.,;:!?—–()]")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation: its words, and the tokens ``first:last`` that it bears on."""

    span: Span
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Pole:
    """A word at one end (``sign`` +1 or −1, turned over where it is negated) of a scale (``axis``)."""

    axis: str
    sign: int
    span: Span
    place: int
    negated: bool


def negations_of(
    text: str, tokens: Sequence[Token], language: str | None, phrases: Phrases
) -> list[Negation]:
    """Negations in order. Several signs of one negation (не … никто, ne … aucun) count once per clause."""
    found: list[Negation] = []
    skip = 0
    for each in phrases.find(tokens, language):
        kind = each.entry.subkind
        if kind == "exception":
            skip = each.last
        if kind in ("exception", *LIMITS) or each.first < skip:
            continue
        first, last = each.last, each.last
        reach = _REACH
        if kind == "without":
            reach = 2 if first < len(tokens) and tokens[first].folded in _ANY else 1
        while last < len(tokens) and last - first < reach and not _parts(text, tokens, last):
            last += 1
        if found and _one(text, tokens, found[-1], each, kind):
            continue
        if found and kind == "implicative" and found[-1].kind == "negation" and _next(found[-1], each):
            found.pop()
            continue
        if found and kind == "negation" and found[-1].kind == "implicative" and each.first <= found[-1].first:
            found.pop()
            continue
        found.append(Negation(each.span(tokens), kind, first, last))
    return found


def _next(before: Negation, each: Found) -> bool:
    """Whether a verb that denies is itself denied: *has not ruled out*."""
    return each.first - before.first <= 2


def _one(text: str, tokens: Sequence[Token], before: Negation, each: Found, kind: str) -> bool:
    """Negative concord: two signs in one clause, neither of them a verb of its own."""
    if "implicative" in (kind, before.kind):
        return False
    between = text[before.span.end : tokens[each.first].start]
    return not _BREAK.search(between) and len(between.split()) <= 5


def _parts(text: str, tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and bool(_BREAK.search(text[tokens[place - 1].end : tokens[place].start]))


def poles_of(
    tokens: Sequence[Token], language: str | None, phrases: Phrases, negations: Sequence[Negation]
) -> list[Pole]:
    """Words of the scales in order, each turned over if it stands in the scope of a negation."""
    found = []
    for each in phrases.find(tokens, language):
        sign = 1 if each.entry.attributes.get("pole") == "+" else -1
        span = each.span(tokens)
        negated = any(
            negation.first <= each.first < negation.last and negation.span.overlap(span) == 0
            for negation in negations
        )
        if tokens[each.first].capital and each.first:
            continue
        found.append(Pole(each.entry.subkind, -sign if negated else sign, span, each.first, negated))
    return found
