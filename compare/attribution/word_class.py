"""Noun or verb: English and French words that report in one use and name a thing in the other."""

from __future__ import annotations

from compare.attribution.appositions import apposition_start
from compare.attribution.clause import Clause
from compare.attribution.grammar import word_set


def noun_like(clause: Clause, at: int) -> bool:
    """English and French: whether a word that could report is a noun here (``the report``, ``United
    States``)."""
    if clause.language not in ("en", "fr"):
        return False
    before = clause.word(at - 1)
    grammar = clause.grammar
    word = clause.word(at)
    if clause.language == "fr":
        if before == "de" and clause.word(at - 2) in _JUST:
            return False
        return (
            before in grammar.determiners and before not in {"l'", "les", "la", "le", "leur"}
        ) or before in {
            "de",
            "d'",
            "en",
            "sans",
            "des",
            "du",
            "au",
            "aux",
            "par",
            "sous",
        }
    past = word.endswith("ed") or word in _PLAIN_PASTS
    if clause.tokens[at].capital and at > 0 and not _title_case(clause):
        return True
    if before in grammar.determiners and not (before in _LOOSE_DETERMINERS and past):
        return True
    if before in grammar.prepositions and before != "to" and not word.endswith("ing"):
        return before not in {"after", "before", "since", "as"} or not past
    if before.endswith(("'s", "s'")) and len(before) > 2 and not past:
        return True
    return word in _NOUNS_TOO and not _used_as_verb(clause, at)


def _used_as_verb(clause: Clause, at: int) -> bool:
    """A word that is a noun as well is a verb if somebody stands before it and something sayable after it."""
    grammar = clause.grammar
    back = at - 1
    while back > 0 and (clause.is_adverb(back) or clause.word(back) in grammar.negations):
        back -= 1
    if clause.word(back) == "," and (opening := apposition_start(clause, back)) is not None:
        back = opening - 1
    before, after, behind = clause.word(at - 1), clause.word(at + 1), clause.kind(at + 1)
    subject = clause.word(back)
    plural = not clause.word(at).endswith("s")
    if before == "to" or before in grammar.modals or before in {"do", "did", "don't", "didn't", "does"}:
        return True
    if plural:
        somebody = (
            subject in {"they", "we", "i", "you", "who"}
            or subject.endswith("s")
            or subject in {"people", "police"}
        )
    else:
        somebody = subject in {"he", "she", "it", "who", "which", "that"} or (
            clause.kind(back) == "word" and not subject.endswith("ly")
        )
    closes = clause.ends(at + 1) or after == ","
    if closes and back > 0 and any(clause.kind(i) == "quote" or clause.word(i) == "," for i in range(back)):
        return (
            clause.tokens[back].capital
            or clause.index.noun_kind(clause.tokens[back]) is not None
            or subject in grammar.pronouns
        )
    if not somebody or subject in grammar.conjunctions | {",", "united"}:
        return False
    return (
        behind == "quote"
        or after
        in grammar.complementisers
        | grammar.determiners
        | grammar.pronouns
        | {"to", ":", ",", "for", "against"}
        or (clause.tokens[at + 1].capital if at + 1 < len(clause.tokens) else False)
    )


def _title_case(clause: Clause) -> bool:
    words = [t for t in clause.tokens if t.kind == "word" and len(t.text) > 3]
    return sum(t.capital for t in words) * 3 > 2 * len(words)


_JUST = {"vient", "viennent", "venait", "venaient"}
"""« vient de confirmer »: an infinitive that tells what was just done."""

_LOOSE_DETERMINERS = {"this", "that", "all", "both", "many", "some", "no", "most", "few", "these", "those"}


_PLAIN_PASTS = word_set("said told wrote found showed made read thought felt knew cast hit put")


_NOUNS_TOO = frozenset(
    word + ending
    for word in [
        "plan",
        "state",
        "report",
        "claim",
        "comment",
        "question",
        "request",
        "call",
        "voice",
        "support",
        "term",
        "back",
        "brand",
        "label",
        "cast",
        "air",
        "post",
        "text",
        "tweet",
        "note",
        "document",
        "project",
        "signal",
        "honor",
        "blast",
        "slam",
        "attack",
        "challenge",
        "protest",
        "demand",
        "answer",
        "hope",
        "fear",
        "doubt",
        "aim",
        "promise",
        "pledge",
        "vow",
        "offer",
        "estimate",
        "forecast",
        "show",
        "guess",
        "offer",
        "advocate",
        "order",
        "appeal",
        "document",
        "read",
        "attribute",
        "express",
        "cite",
        "salute",
        "fault",
        "deride",
        "target",
        "question",
        "wish",
        "exit",
        "worry",
        "feel",
        "joke",
        "brief",
        "order",
        "press",
        "finding",
        "document",
        "name",
        "reason",
        "concern",
        "object",
        "mock",
        "welcome",
        "rebuke",
        "dispute",
        "chant",
        "shout",
        "whisper",
        "counter",
        "point",
        "display",
    ]
    for ending in ("", "s", "es")
)
