"""Subjects that do not stand beside their verb, and subjects that report nobody."""

from __future__ import annotations

from compare.attribution.clause import DASHES, Clause
from compare.attribution.content import Statement
from compare.attribution.cues import Cue
from compare.attribution.edges import comma_after, quote_before
from compare.attribution.phrases import source_left


def gerund_subject(clause: Clause, cue: Cue, start: int, before: list[Statement]) -> tuple[int, int] | None:
    """``…, adding that P``: the source of the statement before, else the subject of the sentence."""
    if clause.language == "en":
        if any(clause.word(i) in clause.grammar.be for i in range(start, cue.first)):
            return source_left(clause, start)
        opener = clause.word(cue.first - 1)
        if start > 0 and opener in {"by", "in"} and "clause" not in cue.frames:
            return None
        if (
            start > 0
            and opener not in {",", "and", "by", "in", "while", "or", "—", "–"}
            and not clause.tokens[cue.first - 1].folded.endswith("ly")
        ):
            statement = before[-1] if before else None
            if cue.strength < 1 or statement is not None:
                return None
            return (
                source_left(clause, start)
                if clause.tokens[start - 1].capital or clause.index.noun_kind(clause.tokens[start - 1])
                else None
            )
    for statement in reversed(before):
        if statement.source_tokens:
            return statement.source_tokens
    if start == 0:
        comma = comma_after(clause, cue.last)
        begin = comma + 1 if comma is not None else None
    else:
        begin = 0
    return None if begin is None else _subject_at(clause, begin, start if start else len(clause.tokens))


def _subject_at(clause: Clause, begin: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase at the head of a clause: up to the first word that looks finite."""
    grammar = clause.grammar
    at = begin
    while at < stop and (clause.is_adverb(at) or clause.word(at) in grammar.conjunctions | {","}):
        at += 1
    if clause.word(at) in {"this", "last", "next", "that"} and clause.word(at + 1) in grammar.times:
        at += 2
    while at < stop and (clause.is_time(at) and not clause.word(at)[:1].isdigit()):
        at += 1
    if clause.word(at) in {"there", "it", "il", "this", "that"}:
        return None
    if clause.word(at) in grammar.prepositions - grammar.determiners:
        comma = comma_after(clause, at)
        if comma is None or comma >= stop - 1:
            return None
        at = comma + 1
    if clause.word(at) in grammar.pronouns and clause.word(at) not in grammar.determiners:
        return (at, at + 1)
    end = at
    while end < stop and clause.kind(end) == "word" and end - at < 12:
        word = clause.word(end)
        if (
            word in grammar.auxiliaries
            or (end > at and word in grammar.pronouns and word not in grammar.determiners)
            or (end > at and not clause.tokens[end].capital and _finite_looking(clause, end))
        ):
            break
        end += 1
    while end > at and clause.is_adverb(end - 1):
        end -= 1
    return (at, end) if at < end else None


def _finite_looking(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    cue = clause.cue_from(at)
    if cue is not None and cue.kind == "verb" and cue.use == "finite":
        return True
    if clause.language == "en":
        return word.endswith("ed") or word in {
            "met",
            "spoke",
            "held",
            "made",
            "took",
            "went",
            "came",
            "began",
            "gave",
            "left",
            "sent",
            "put",
            "won",
            "lost",
        }
    if clause.language == "fr":
        return word in clause.grammar.auxiliaries
    return word.endswith(
        ("л", "ла", "ли", "ло", "лся", "лась", "лись", "в", "вся", "лися", "ся", "ет", "ит", "ють", "є")
    )


def shared_subject(clause: Clause, start: int, before: list[Statement]) -> tuple[int, int] | None:
    """``X condemned A and demanded B``: the second verb has the subject of the first."""
    opener = start - 1
    while opener > 0 and clause.is_adverb(opener):
        opener -= 1
    if clause.word(opener) not in {
        "and",
        "but",
        "then",
        "or",
        "et",
        "mais",
        "puis",
        "и",
        "а",
        "но",
        "і",
        "й",
        "та",
        "але",
        ",",
    }:
        return None
    for statement in reversed(before):
        if (
            statement.source_tokens
            and statement.source_tokens[1] <= opener
            and statement.cue.end <= clause.tokens[opener].start
        ):
            return statement.source_tokens
    return None


def takes_base(clause: Clause, source: tuple[int, int], start: int, cue: Cue) -> bool:
    """English: an uninflected verb needs a plural subject or a modal; else it is no predicate."""
    group = {clause.word(i) for i in range(start, cue.first)}
    if group & (
        clause.grammar.modals | {"do", "did", "does", "didn't", "don't", "doesn't", "'d", "'ll", "to"}
    ):
        return True
    last = clause.word(source[1] - 1)
    if last in {"i", "we", "you", "they", "who"} or (last.endswith("s") and not last.endswith("'s")):
        return True
    head = next((i for i in range(*source) if clause.word(i) in clause.grammar.prepositions), source[0])
    if (
        head > source[0]
        and clause.word(head - 1).endswith("s")
        and not clause.tokens[head - 1].text.isupper()
    ):
        return True
    inside = {clause.word(i) for i in range(*source)}
    if any(word.endswith("s") and clause.index.nouns.get(word) for word in inside):
        return True
    return bool(
        inside & {"and", "people", "police", "both", "many", "some", "most", "percent", "men", "women"}
    )


def is_generic(clause: Clause, source: tuple[int, int], cue: Cue) -> bool:
    """``I think``, ``you know``, ``we want``: the voice that speaks anyway, reporting nobody."""
    words = [clause.word(i) for i in range(*source)]
    if words in (["кто"], ["хто"]) or (words == ["who"] and source[0] == 0):
        return clause.word(len(clause.tokens) - 1) != "?"
    if set(words) & _NOBODY:
        return True
    if len(words) == 1 and words[0] in {
        "i",
        "we",
        "you",
        "one",
        "it",
        "je",
        "j'",
        "nous",
        "on",
        "я",
        "мы",
        "ми",
    }:
        mild = cue.stance not in {"neutral", "stress", "claim"} or cue.strength < 1
        now = clause.language == "en" and (cue.use == "base" or clause.word(cue.first).endswith("ing"))
        return mild or now or words[0] in {"you", "one"}
    return False


def is_somebody(clause: Clause, source: tuple[int, int]) -> bool:
    """Whether a subject looks like one that can speak, know or want."""
    tokens = clause.tokens[source[0] : source[1]]
    if len(tokens) == 1 and tokens[0].folded in clause.grammar.pronouns:
        return tokens[0].folded not in {"it", "which", "i", "we", "you"}
    return any(t.capital for t in tokens[-4:]) or any(clause.index.noun_kind(t) for t in tokens)


def is_inverted(clause: Clause, source: tuple[int, int]) -> bool:
    """English: ``said X`` is an inversion only if nothing but a mark, a preposition or an aside follows X."""
    if clause.language != "en":
        return True
    after = clause.word(source[1])
    if clause.word(source[0]) in clause.grammar.pronouns:
        return clause.ends(source[1]) or after in {",", "."}
    return (
        clause.ends(source[1])
        or clause.kind(source[1]) != "word"
        or after
        in clause.grammar.prepositions
        | clause.grammar.relatives
        | {
            "as",
            "when",
            "while",
            "during",
        }
        or clause.is_time(source[1])
    )


def closes_sentence(clause: Clause, start: int, source: tuple[int, int]) -> bool:
    """Whether cue and source are the tail of the sentence: «…, сообщает оператор.»"""
    if clause.language == "en" or clause.word(start - 1) not in {",", "?", "!", "…"} | DASHES:
        return False
    return clause.ends(source[1]) or clause.word(source[1]) == ","


def is_plausible(clause: Clause, source: tuple[int, int]) -> bool:
    """An inverted source must look like somebody: a name, a role noun, a pronoun."""
    tokens = clause.tokens[source[0] : source[1]]
    if any(t.capital for t in tokens) or clause.word(source[0]) in clause.grammar.pronouns:
        return (
            clause.language != "en"
            or quote_before(clause, source[0] - 1)
            or clause.word(source[0] - 2) in {",", "as"}
        )
    return any(clause.index.noun_kind(t) for t in tokens) and clause.language != "en"


_NOBODY = {"nobody", "none", "personne", "никто", "ніхто"}
