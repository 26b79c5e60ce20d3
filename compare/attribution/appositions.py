"""Asides inside a source: ``Karo Vell, a spokesman for the ministry, said``."""

from __future__ import annotations

from compare.attribution.clause import Clause

_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées"),
    "ru": ("вший", "вшая", "вшие", "щий", "щая", "щие", "нный", "нная", "нные", "вшийся", "вшаяся"),
    "uk": ("чий", "ча", "чі", "ний", "на", "ні"),
}
_ASIDES = {
    *("aged", "himself", "herself", "jr.", "sr.", "âgé", "âgée"),
    *("seen", "obtained", "published", "released", "reviewed", "leaked", "signed", "dated", "issued"),
}
_WITH_WHICH = ("котор", "яким", "якою", "якої", "якого", "якому", "which", "whom", "lequel", "laquelle")
_TURNS = frozenset(
    tuple(turn.split(" "))
    for turn in (
        "in turn",
        "for his part",
        "for her part",
        "for its part",
        "however",
        "meanwhile",
        "pour sa part",
        "de son côté",
        "quant à lui",
        "quant à elle",
        "à son tour",
        "в свою очередь",
        "со своей стороны",
        "тем временем",
        "у свою чергу",
        "своєю чергою",
        "зі свого боку",
        "тим часом",
    )
)


def with_apposition(clause: Clause, first: int, last: int) -> int:
    """Extends ``Karo Vell`` to ``Karo Vell, a spokesman for the ministry``."""
    if clause.word(last) != ",":
        return last
    start = last + 1
    opens = clause.word(start) in clause.grammar.determiners and clause.language in ("en", "fr")
    if not (
        opens or (start < len(clause.tokens) and clause.index.noun_kind(clause.tokens[start]) == "person")
    ):
        return last
    if not any(clause.index.noun_kind(t) == "person" for t in clause.tokens[start : start + 6]):
        return last
    at = start
    while at < len(clause.tokens) and at - start < 20 and clause.tokens[at].kind == "word":
        word = clause.word(at)
        if word in clause.grammar.complementisers or word in clause.grammar.relatives:
            return last
        if word in clause.grammar.auxiliaries and word not in clause.grammar.determiners:
            return last
        at += 1
    if at < len(clause.tokens) and clause.tokens[at].text not in {",", ".", ";", "—", "–"}:
        return last
    return at


def apposition_start(clause: Clause, comma: int) -> int | None:
    """The place of the comma (or bracket) that opens the aside which ends at ``comma``."""
    closing = clause.word(comma)
    opening = {")": "("}.get(closing, closing)
    at = comma - 1
    while at > 0 and comma - at < 45:
        if clause.kind(at) == "quote" and clause.tokens[at].end - clause.tokens[at].start > 60:
            return None
        if clause.word(at) == opening:
            if closing == ")" or _opens_aside(clause, at, comma):
                return at
            if clause.word(at + 1) in clause.grammar.complementisers | clause.grammar.conjunctions:
                return None
        at -= 1
    return None


def _opens_aside(clause: Clause, at: int, comma: int) -> bool:
    """Whether ``, …,`` tells more about the name before it: an apposition, a relative clause, an age."""
    if tuple(clause.word(i) for i in range(at + 1, comma)) in _TURNS:
        return True
    grammar = clause.grammar
    first = clause.tokens[at + 1]
    before = clause.tokens[at - 1]
    if before.kind != "word" and before.text != ")":
        return False
    word = first.folded
    if word in grammar.relatives or first.text.isdigit() or word in _ASIDES:
        return True
    if clause.language == "en" and word.endswith("ing") and before.capital and comma - at <= 10:
        return True
    if word.endswith(_PARTICIPLES.get(clause.language, ("\0",))):
        return True
    if (
        before.folded in grammar.times
        or word in grammar.complementisers | grammar.pronouns - grammar.determiners
    ):
        return False
    if word in grammar.prepositions and clause.word(at + 2).startswith(_WITH_WHICH):
        return True
    if word in grammar.prepositions - {"of", "in", "from", "at", "des", "du"}:
        return False
    cue = clause.cue_from(at + 1)
    if cue is not None and cue.kind == "relay":
        return True
    named = before.capital or before.text == ")"
    if not named and clause.index.noun_kind(before) is None:
        titled = any(clause.index.noun_kind(t) == "person" for t in clause.tokens[max(0, at - 6) : at])
        return titled and comma - at <= 5 and all(t.capital for t in clause.tokens[at + 1 : comma])
    if any(clause.word(i) in grammar.be for i in range(at + 1, comma)):
        return False
    people = any(
        clause.index.noun_kind(t) in {"person", "institution"}
        for t in clause.tokens[at + 1 : min(comma, at + 8)]
    )
    return people or (word in grammar.determiners and named) or (first.capital and comma - at <= 5)
