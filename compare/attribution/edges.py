"""Where a content begins and ends: the sentence, a quotation, or the next cue that is not part of it."""

from __future__ import annotations

from compare.attribution.clause import DASHES, Clause, group_start
from compare.attribution.complements import complement_of
from compare.attribution.content import Statement
from compare.attribution.cues import Cue
from compare.attribution.grammar import word_set
from compare.attribution.phrases import source_left, source_right

_CONTRASTS = word_set("while whereas although though but and mais а но але tandis et")
OBLIQUE = word_set("нам мне вам им ему ей мені йому їй їм")
"""To whom it was said, between a verb and its subject: «сообщили нам в порту»."""
WITHIN = word_set("in by from в у на при dans à chez")


def quote_before(clause: Clause, boundary: int) -> bool:
    at = boundary - 1
    while at >= 0 and (clause.word(at) in {",", "."} or clause.word(at) in DASHES):
        at -= 1
    return at >= 0 and clause.kind(at) == "quote" and boundary - at <= 4


def clause_before(clause: Clause, boundary: int) -> bool:
    """Whether a whole clause and its comma stand before the source: ``P, he said``."""
    mark = clause.word(boundary - 1)
    if mark not in {","} | DASHES | {"?", "!"}:
        return False
    words = [t for t in clause.tokens[: boundary - 1] if t.kind in ("word", "quote")]
    if len(words) < (3 if clause.language == "en" else 2):
        return False
    first = clause.word(0)
    if (
        first in clause.grammar.prepositions - {"for"}
        and not any(
            clause.word(i) in {","} or clause.word(i) in clause.grammar.auxiliaries
            for i in range(boundary - 1)
        )
        and len(words) < 9
    ):
        return False
    return not (
        first in clause.grammar.subordinators and "," not in [clause.word(i) for i in range(boundary - 1)]
    )


def left_edge(clause: Clause, before: list[Statement], boundary: int) -> int:
    """Where the content left of a cue begins: the sentence, or what an earlier cue left."""
    position = clause.tokens[boundary - 1].start
    begin = 0
    for statement in before:
        if any(span.start <= position < span.end for span in statement.content):
            continue
        if statement.cue.end <= position:
            last = max(statement.cue.end, statement.source.end if statement.source else 0)
            if statement.content and statement.content[0].start < statement.cue.start:
                at = next((i for i, t in enumerate(clause.tokens) if t.start >= last), 0)
                begin = max(begin, at)
    if begin == 0 and clause.word(0) in {"and", "but", "so"} and clause.word(1) == ",":
        return 2
    return begin


def right_edge(clause: Clause, start: int, cue: Cue) -> int:
    """Where the content right of a cue ends: the sentence, or the next cue that is not part of it."""
    tokens, grammar = clause.tokens, clause.grammar
    end = len(tokens)
    while end > start and tokens[end - 1].text in {".", "…"}:
        end -= 1
    for other in clause.cues_after(max(start, cue.first)):
        begin = group_start(clause, other)
        before = clause.word(begin - 1)
        if other.kind == "relay" or other.kind == "according":
            if before in {",", "("}:
                return min(end, other.first - 1)
            continue
        if other.use == "gerund" and before == ",":
            return min(end, begin - 1)
        if (
            before in {"and", "but", "et", "mais", "и", "і", "та", "а", "но", "але", "й", "or"}
            and other.use == cue.use
        ):
            if (
                "clause" in other.frames
                and "object" not in other.frames
                and complement_of(clause, other, other.last) is None
            ):
                continue
            if clause.language == "en" and not (
                clause.word(other.last) in grammar.complementisers
                or "object" in other.frames
                or "infinitive" in other.frames
                or clause.kind(other.last) == "quote"
            ):
                continue
            edge = begin - 1
            return min(end, edge - 1 if clause.word(edge - 1) == "," else edge)
        source = source_left(clause, begin)
        if source and other.use != "gerund" and "clause" in other.frames:
            opener = source[0] - 1
            if (
                clause.word(opener) in _CONTRASTS and clause.word(opener - 1) in {","} | grammar.conjunctions
            ) and complement_of(clause, other, other.last) is not None:
                return min(end, opener - 1)
            if (
                clause.word(opener) == ","
                and complement_of(clause, other, other.last) is None
                and (clause.ends(other.last) or clause.word(other.last) in grammar.prepositions)
            ):
                return min(end, opener)
            if clause.word(opener) in grammar.as_words and clause.word(opener - 1) == ",":
                return min(end, opener - 1)
        if (
            source is None
            and before in {","} | DASHES
            and "clause" in other.frames
            and other.use in ("finite", "participle")
        ):
            right = source_right(clause, other.last + (clause.word(other.last) in WITHIN))
            if right and (clause.ends(right[1]) or clause.word(right[1]) in {","} | DASHES):
                return min(end, begin - 1)
    return end


def comma_after(clause: Clause, at: int) -> int | None:
    for i in range(at, min(len(clause.tokens), at + 14)):
        if clause.word(i) == ";":
            return None
        if clause.word(i) == ",":
            return i
    return None


def resumption(clause: Clause, at: int, quoted: bool) -> int | None:
    """``P1, he said, P2``: the token after the comma that closes the cue, if words follow."""
    comma = comma_after(clause, at)
    if comma is None or comma + 1 >= len(clause.tokens):
        return None
    following = clause.tokens[comma + 1]
    if following.kind == "quote":
        return comma + 1
    if comma + 3 >= len(clause.tokens):
        return None
    if quoted:
        return None
    if following.folded in clause.grammar.determiners and clause.index.noun_kind(clause.tokens[comma + 2]):
        return None
    if clause.cue_from(comma + 1) or following.folded.endswith("ing"):
        return None
    return None if following.folded in clause.grammar.relatives else comma + 1


def after_complementiser(clause: Clause, at: int) -> int:
    """Drops ``that`` and its sisters; a question word stays."""
    if clause.word(at) in {"that", "que", "qu'", "что", "що", "мовляв"}:
        return at + 1
    return at
