"""Content right of a verb that neither a quotation nor ``that`` marks: bare clauses, objects, infinitives."""

from __future__ import annotations

from compare.attribution.clause import Clause
from compare.attribution.complements import OBJECT_PRONOUNS, Complement
from compare.attribution.cues import Cue
from compare.attribution.edges import after_complementiser, right_edge
from compare.attribution.grammar import word_set

_MARKED = word_set("write tweet agree read")


_INFORM = word_set("inform notify brief tell remind assure advise warn")


def right_range(
    clause: Clause, cue: Cue, complement: Complement, has_left: bool, documented: bool
) -> tuple[int, int] | None:
    frames, kind, start = cue.frames, complement.kind, complement.start
    end = right_edge(clause, start, cue)
    if kind == "quote":
        if not frames & {"clause", "quote", "object", "infinitive"}:
            return None
        if has_left and clause.kind(start) == "quote":
            return (start, end)
        return (start, end)
    if kind == "colon":
        return (start, end) if frames & {"clause", "quote"} else None
    if kind == "clause":
        if not frames & {"clause"} and not frames & {"object"}:
            return None
        return (after_complementiser(clause, start), end)
    if kind == "infinitive":
        return (complement.addressee[0] if complement.addressee else start, end)
    if has_left:
        return None
    if clause.language == "en":
        if "object" in frames or ("infinitive" in frames and "addressee" not in frames):
            return (start, end) if end - start >= 2 else None
        if "addressee" in frames and "infinitive" in frames:
            to = next((i for i in range(start, min(end, start + 16)) if clause.word(i) == "to"), None)
            return (start, end) if to is not None else None
        if cue.term in _INFORM and not has_left and (about := _about(clause, start, end)) is not None:
            return (about, end)
        if cue.term == "tell":
            told = _told_clause(clause, start, end)
            return (told, end) if told is not None else None
        if cue.term in _MARKED:
            return None
        if "clause" in frames and cue.strength < 0.9 and documented:
            return (start, end) if end - start >= 4 else None
        if (
            "clause" in frames
            and "quote" not in frames
            and clause.grammar.bare
            and cue.strength >= 0.9
            and _clausal(clause, start, end)
        ):
            return (start, end)
        return None
    if frames & {"infinitive", "object"} and end - start >= 2:
        return (start, end)
    if (
        clause.language in ("ru", "uk")
        and "clause" in frames
        and clause.word(start) in {"о", "об", "обо", "про"}
    ):
        return (start + 1, end) if end - start >= 3 and not clause.is_anaphor(start) else None
    return None


def _clausal(clause: Clause, start: int, end: int) -> bool:
    """Whether words after ``said`` look like a clause: long enough and with something finite in it."""
    if end - start < 3:
        return False
    first = clause.word(start)
    if first in clause.grammar.pronouns - {"who", "himself", "herself"}:
        return True
    window = range(start, min(end, start + 18))
    if any(clause.word(i) in clause.grammar.auxiliaries for i in window):
        return first not in {"of", "about", "on"}
    if any(clause.kind(i) == "quote" for i in window):
        return first not in clause.grammar.prepositions
    return (
        any(clause.kind(i) == "word" and i > start and (clause.word(i).endswith(("ed", "s"))) for i in window)
        and first not in clause.grammar.prepositions
    )


def is_documented(clause: Clause, source: tuple[int, int]) -> bool:
    return any(clause.index.noun_kind(t) == "document" for t in clause.tokens[source[0] : source[1]])


def _told_clause(clause: Clause, start: int, end: int) -> int | None:
    """``told reporters he would go``: the token after whom it was told to."""
    for at in range(start + 1, min(end, start + 8)):
        word = clause.word(at)
        if word in {"he", "she", "they", "it", "there", "we", "i", "you"}:
            return None if clause.word(at - 1) in clause.grammar.subordinators - {"that"} else at
        if word in clause.grammar.prepositions and word != "of":
            return None
        if clause.kind(at) != "word":
            return None
        if word in {"this", "these", "the"} and clause.word(start) in OBJECT_PRONOUNS and at == start + 1:
            predicate = any(
                clause.word(i) in clause.grammar.auxiliaries for i in range(at + 1, min(end, at + 8))
            )
            return at if predicate else None
    return None


def _about(clause: Clause, start: int, end: int) -> int | None:
    """``informed X of P``: the token after the preposition, if only the addressee stands before it."""
    for at in range(start + 1, min(end - 1, start + 8)):
        word = clause.word(at)
        if (
            word in {"of", "about", "on"}
            and clause.word(at - 1) not in {"president", "minister", "government", "leader", "people"}
            and not (word == "of" and clause.tokens[at + 1].capital)
            and not clause.is_time(at + 1)
        ):
            return at + 1
        if word in clause.grammar.auxiliaries or word == ",":
            return None
    return None
