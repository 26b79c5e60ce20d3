"""The noun phrases around a cue: who reports, left or right of it."""

from __future__ import annotations

from compare.attribution.appositions import apposition_start, with_apposition
from compare.attribution.clause import DASHES, Clause
from compare.attribution.word_class import noun_like

_LONGEST_SOURCE = 40
_SPOKEN = {",", "?", "!"}
"""A quotation that ends so is what was said, no part of a name."""


_TEMPORAL = {"after", "before", "since", "until", "as", "like", "once"}


def source_left(clause: Clause, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token ``end``: the subject of an active cue."""
    tokens, grammar = clause.tokens, clause.grammar
    last = end
    if last <= 0:
        return None
    if clause.word(last - 1) in {",", ")"} or clause.word(last - 1) in DASHES:
        opening = apposition_start(clause, last - 1)
        if opening is None:
            return None
        inner = source_left(clause, opening)
        return (inner[0], last - 1 if clause.word(last - 1) != ")" else last) if inner else None
    if tokens[last - 1].kind != "word":
        return None
    if clause.word(last - 1) in grammar.pronouns:
        if clause.word(last - 1) in grammar.relatives:
            return (last - 1, last)
        return (last - 1, last)
    first = last
    while first > 0 and last - first < _LONGEST_SOURCE:
        token = tokens[first - 1]
        if token.kind == "mark" and token.text not in {"%", "&", "/", "№", "$", "€", "'", "’"}:
            break
        if token.kind == "quote" and (token.text[-2:-1] in _SPOKEN or len(token.text) > 40):
            break
        word = token.folded
        if word in grammar.conjunctions and not _joins_names(clause, first - 1, last):
            break
        if word in grammar.subordinators and word not in grammar.prepositions:
            break
        if word in grammar.complementisers or word in grammar.relatives:
            break
        if word in _TEMPORAL and last > first:
            break
        if (
            word in grammar.auxiliaries
            and word not in grammar.negations
            and (word != "'s" or clause.word(first - 2) in grammar.pronouns)
        ):
            break
        if word in grammar.pronouns and word not in grammar.determiners:
            break
        cue = clause.over.get(first - 1)
        if (
            cue is not None
            and cue.kind == "verb"
            and cue.use == "finite"
            and not noun_like(clause, first - 1)
        ):
            break
        first -= 1
    first = _without_adverbial(clause, first, last)
    while first < last and (
        (clause.is_adverb(first) and clause.word(first) not in grammar.determiners)
        or clause.word(first) in grammar.conjunctions
    ):
        first += 1
    return (first, last) if first < last else None


def source_right(clause: Clause, start: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token ``start``: after an inverted cue, ``by`` or ``according to``."""
    tokens, grammar = clause.tokens, clause.grammar
    at = start
    while (
        at < len(tokens)
        and clause.is_adverb(at)
        and clause.word(at) not in grammar.pronouns | grammar.determiners
    ):
        at += 1
    first = at
    if at >= len(tokens) or (
        clause.word(at) in grammar.prepositions and clause.word(at) not in grammar.determiners
    ):
        return None
    if clause.word(at) in grammar.pronouns and clause.word(at) not in grammar.determiners:
        return None if clause.word(at) in grammar.relatives else (at, at + 1)
    while at < len(tokens) and at - first < _LONGEST_SOURCE:
        token = tokens[at]
        word = token.folded
        if token.kind == "quote":
            if (
                at == first
                or len(token.text) > 40
                or not token.quotation
                or clause.word(at - 1) in grammar.complementisers
            ):
                break
            at += 1
            continue
        if token.kind != "word" and token.text not in {"%", "&", "/", "№", "'", "’"}:
            break
        if (
            at > first
            and word in grammar.prepositions
            and word not in grammar.determiners
            and not _stays(clause, at, first)
        ):
            break
        named = token.capital and at > first
        if not named and (
            word in grammar.complementisers
            or word in grammar.relatives
            or (word in grammar.subordinators and word not in grammar.prepositions)
        ):
            break
        if not named and word in grammar.conjunctions and not _joins_right(clause, at):
            break
        if word in grammar.auxiliaries and word not in {"'s"} and word not in grammar.determiners:
            break
        if (
            at > first
            and clause.is_time(at)
            and clause.word(at - 1) not in grammar.determiners
            and clause.word(at - 1) not in grammar.prepositions
        ):
            break
        cue = clause.cue_from(at) if at > first else None
        if cue is not None and (
            cue.kind in ("relay", "according") or (cue.kind == "verb" and not noun_like(clause, at))
        ):
            break
        at += 1
    if at == first:
        return None
    return (first, with_apposition(clause, first, at))


def _joins_names(clause: Clause, at: int, last: int) -> bool:
    """Whether ``and`` stands between two parts of one source (France and Germany said)."""
    if clause.word(at) not in {"and", "et", "и", "і", "та", "й", "or", "&"} or at == 0 or at + 1 >= last:
        return False
    before, after = clause.tokens[at - 1], clause.tokens[at + 1]
    if before.capital and after.capital:
        return True
    before_kind, after_kind = clause.index.noun_kind(before), clause.index.noun_kind(after)
    if clause.language != "en":
        return (
            before.kind == "word"
            and (before.capital or bool(before_kind))
            and (after.capital or bool(after_kind) or after.folded in clause.grammar.determiners)
        )
    if after.folded in {"the", "its", "his", "her"} and at + 2 < last:
        behind = clause.tokens[at + 2]
        return bool(before.capital or before_kind) and (
            behind.capital or clause.index.noun_kind(behind) is not None
        )
    return (
        bool(before_kind or after_kind) and before.kind == "word" and after.folded not in {"the", "a", "an"}
    )


def _joins_right(clause: Clause, at: int) -> bool:
    if at + 1 >= len(clause.tokens) or clause.word(at) not in {"and", "et", "и", "і", "та", "й", "or"}:
        return False
    after = clause.tokens[at + 1]
    return (
        after.capital
        or clause.index.noun_kind(after) is not None
        or (clause.language == "fr" and after.folded in {"de", "du", "des", "d'", "le", "la", "l'"})
    )


def _stays(clause: Clause, at: int, first: int) -> bool:
    """Whether a preposition continues the name of a source (the ministry of X; министр по делам)."""
    word = clause.word(at)
    if word not in clause.grammar.inside_names and word not in {"of", "de", "d'", "du", "des"}:
        return False
    if word in {"of", "de", "d'", "du", "des"}:
        return True
    before = clause.tokens[at - 1]
    if word in {"из", "з", "із", "зі"} and before.folded in clause.grammar.determiners:
        return True
    if word in {
        "for",
        "from",
        "with",
        "pour",
        "chargé",
        "chargée",
        "по",
        "з",
        "із",
        "зі",
        "при",
        "от",
        "від",
    }:
        return not before.capital or clause.language in ("ru", "uk")
    if word in {"in", "at", "au", "aux", "en", "à", "on", "to"}:
        return (
            clause.index.noun_kind(before) is not None
            and not clause.is_time(at + 1)
            and clause.word(at + 1) not in {"a", "an", "un", "une"}
        )
    return False


def _without_adverbial(clause: Clause, first: int, last: int) -> int:
    """Drops a fronted adverbial that no comma closes (``On Monday the ministry``, «В пятницу
    представитель»)."""
    grammar = clause.grammar
    while (
        first < last - 1
        and (clause.is_time(first) or clause.word(first) in {"last", "next"})
        and clause.word(first + 1) not in {"of"}
    ):
        if clause.tokens[first].text[:1].isdigit() and clause.language == "en":
            break
        first += 1
    if (
        clause.word(first) not in grammar.prepositions
        or clause.word(first) in grammar.determiners - grammar.prepositions
    ):
        return first
    for at in range(first + 2, last):
        token, before = clause.tokens[at], clause.tokens[at - 1]
        if before.folded in grammar.prepositions or before.folded in grammar.determiners:
            continue
        if token.folded in grammar.determiners and token.folded not in grammar.prepositions:
            return at
        if (
            clause.is_time(at - 1)
            and token.kind == "word"
            and not clause.is_time(at)
            and token.folded not in grammar.prepositions
        ):
            return at
        if token.capital and not before.capital and not clause.index.noun_kind(before):
            return at
        if (
            clause.language in ("ru", "uk")
            and clause.index.noun_kind(token) == "person"
            and not clause.index.noun_kind(before)
        ):
            return at
    return first
