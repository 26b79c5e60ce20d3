"""What follows a cue: whom it was said to, when and where, and the place where the words themselves begin."""

from __future__ import annotations

from dataclasses import dataclass

from compare.attribution.clause import DASHES, Clause
from compare.attribution.cues import Cue
from compare.attribution.grammar import word_set

OBJECT_PRONOUNS = word_set("him her them us me you it reporters journalists")


@dataclass(frozen=True, slots=True)
class Complement:
    """``start``: first token of the content; ``addressee``: the tokens that name to whom."""

    kind: str
    start: int
    addressee: tuple[int, int] | None = None


def complement_of(clause: Clause, cue: Cue, start: int) -> Complement | None:
    """The complement right of a cue, None where nothing is reported there."""
    grammar = clause.grammar
    at = start
    addressee: tuple[int, int] | None = None
    skipped_comma = False
    while at < len(clause.tokens):
        word, kind = clause.word(at), clause.kind(at)
        if word == ";":
            return None
        if kind == "quote":
            return Complement("quote", at, addressee)
        if word in grammar.complementisers:
            if word in {"as", "как", "як"} and not skipped_comma:
                break
            return Complement("clause", at, addressee)
        if word == ":":
            nearby = at + 1
            return (
                Complement("quote" if clause.kind(nearby) == "quote" else "colon", nearby, addressee)
                if nearby < len(clause.tokens)
                else None
            )
        if word in {","} or word in DASHES:
            nearby = at + 1
            if clause.kind(nearby) == "quote" or clause.word(nearby) in grammar.complementisers:
                at = nearby
                skipped_comma = True
                continue
            closing = _aside_end(clause, nearby)
            if closing is not None:
                at = closing
                continue
            return None
        if word in grammar.infinitive and "infinitive" in cue.frames and _looks_base(clause, at + 1):
            return Complement("infinitive", at, addressee)
        if (clause.is_adverb(at) and word not in grammar.determiners) or (
            clause.is_time(at) and not word[:1].isdigit()
        ):
            at += 1
            continue
        skipped = _skip_phrase(clause, cue, at) if cue.frames - {"object"} else None
        if skipped is None:
            break
        if addressee is None and (skipped[1] or word in grammar.addressee):
            addressee = (at, skipped[0])
        at = skipped[0]
    if clause.ends(at):
        return None
    return None if skipped_comma else Complement("bare", start, addressee)


def _looks_base(clause: Clause, at: int) -> bool:
    """Whether an infinitive stands here (English: anything but a noun phrase; French: by its ending)."""
    if at >= len(clause.tokens):
        return False
    if clause.kind(at) == "quote":
        return True
    if (
        clause.kind(at) != "word"
        or clause.tokens[at].capital
        or clause.word(at) in clause.grammar.determiners - {"l'", "le", "la", "les"}
    ):
        return False
    if clause.language == "fr":
        while clause.word(at) in {
            "ne",
            "n'",
            "pas",
            "se",
            "s'",
            "l'",
            "le",
            "la",
            "les",
            "y",
            "en",
            "lui",
            "plus",
        }:
            at += 1
        return clause.word(at).endswith(("er", "ir", "re", "oir"))
    return clause.word(at) not in clause.grammar.determiners


def _reports(clause: Clause, at: int) -> bool:
    cue = clause.cue_from(at)
    return cue is not None and cue.kind != "relay"


def _aside_end(clause: Clause, start: int) -> int | None:
    """The token after the comma that closes a short aside (``, on Monday, that``)."""
    for at in range(start, min(len(clause.tokens), start + 16)):
        if clause.kind(at) == "quote" or _reports(clause, at):
            return None
        if clause.word(at) == ",":
            nearby = at + 1
            if clause.word(nearby) in clause.grammar.complementisers or clause.kind(nearby) == "quote":
                return nearby
            return None
        if clause.word(at) in clause.grammar.be:
            return None
    return None


def _skip_phrase(clause: Clause, cue: Cue, at: int) -> tuple[int, bool] | None:
    """End of a prepositional phrase or an addressee before a complement; the flag tells an addressee."""
    grammar = clause.grammar
    word = clause.word(at)
    preposition = word in grammar.prepositions
    addressee = (not preposition or (clause.language == "fr" and word in grammar.determiners)) and (
        "addressee" in cue.frames or cue.term in _TELL or word in OBJECT_PRONOUNS - {"it", "you"}
    )
    inverted = clause.language != "en"
    if not (preposition or addressee or inverted):
        return None
    for end in range(at + 1, min(len(clause.tokens), at + 22)):
        token_word, kind = clause.word(end), clause.kind(end)
        if kind == "quote":
            return end, addressee
        if token_word in grammar.complementisers and token_word not in {"as"}:
            return end, addressee
        if token_word == ":":
            return end, addressee
        if token_word == "," or token_word in DASHES:
            nearby = end + 1
            if clause.kind(nearby) == "quote" or clause.word(nearby) in grammar.complementisers:
                return end, addressee
            if (closing := _aside_end(clause, nearby)) is not None:
                return closing, addressee
            if clause.language == "en" or preposition is False:
                return None
            return end, addressee
        if clause.ends(end):
            return (end, addressee) if preposition else None
        if (
            token_word in grammar.infinitive
            and addressee
            and "infinitive" in cue.frames
            and _looks_base(clause, end + 1)
        ):
            return end, addressee
        if clause.language == "en" and token_word in grammar.auxiliaries:
            return None
        if clause.language == "en" and end > at and token_word in {"he", "she", "they", "i", "we"}:
            return None
    return None


_TELL = word_set("tell inform assure remind notify brief convince advise reassure warn urge ask")
