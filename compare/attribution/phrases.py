"""The phrases around a cue: who reports (left or right of it), to whom, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from compare.attribution.cues import Cue, CueIndex
from compare.attribution.grammar import Grammar
from compare.attribution.tokens import Token

_DASHES = {"—", "–", "―", "--", "-"}
_LONGEST_SOURCE = 40
_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées"),
    "ru": ("вший", "вшая", "вшие", "щий", "щая", "щие", "нный", "нная", "нные", "вшийся", "вшаяся"),
    "uk": ("чий", "ча", "чі", "ний", "на", "ні"),
}
_TEMPORAL = {"after", "before", "since", "until", "as", "like", "once"}


@dataclass(slots=True)
class Clause:
    """A sentence with everything needed to read it."""

    tokens: list[Token]
    cues: list[Cue]
    grammar: Grammar
    index: CueIndex
    language: str

    def is_adverb(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind != "word":
            return False
        if token.folded in self.grammar.adverbs:
            return True
        suffix = {"en": "ly", "fr": "ment"}.get(self.language)
        return bool(suffix) and token.folded.endswith(suffix or "") and not token.capital

    def is_time(self, at: int) -> bool:
        token = self.tokens[at]
        return token.folded in self.grammar.times or token.text[:1].isdigit()

    def word(self, at: int) -> str:
        """The folded token at this place, an empty string outside of the sentence."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def is_anaphor(self, at: int) -> bool:
        """Whether ``this``, «об этом» and the like stand here."""
        return any(all(self.word(at + i) == word for i, word in enumerate(words)) for words in self.grammar.anaphors)

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def ends(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].text in {".", "!", "?", "…", "..."} and at >= len(self.tokens) - 2


def group_start(clause: Clause, cue: Cue) -> int:
    """The first token of the verb group: auxiliaries, adverbs and negations before the cue belong to it."""
    at = cue.first
    grammar = clause.grammar
    while at > 0:
        word = clause.word(at - 1)
        if word in grammar.auxiliaries or word in grammar.negations or clause.is_adverb(at - 1):
            if clause.kind(at - 1) != "word":
                break
            at -= 1
        elif clause.language == "en" and word == "," and at > 1 and clause.is_adverb(at - 2) and clause.word(at - 3) == ",":
            at -= 3
        else:
            break
    while at < cue.first and clause.language != "en" and clause.is_adverb(at) and at == 0:
        at += 1
    return at


def source_left(clause: Clause, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token ``end``: the subject of an active cue."""
    tokens, grammar = clause.tokens, clause.grammar
    last = end
    if last <= 0:
        return None
    if clause.word(last - 1) in {",", ")"} or clause.word(last - 1) in _DASHES:
        opening = _apposition_start(clause, last - 1)
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
        if token.kind == "quote" and (token.quotation is None or len(token.text) > 40):
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
        if word in grammar.auxiliaries and word not in grammar.negations and (word != "'s" or clause.word(first - 2) in grammar.pronouns):
            break
        if word in grammar.pronouns and word not in grammar.determiners:
            break
        if any(cue.kind == "verb" and cue.first < first <= cue.last and cue.use == "finite" for cue in clause.cues) and _verbal(clause, first - 1):
            break
        first -= 1
    first = _without_adverbial(clause, first, last)
    while first < last and (clause.is_adverb(first) and clause.word(first) not in grammar.determiners or clause.word(first) in grammar.conjunctions):
        first += 1
    return (first, last) if first < last else None


def source_right(clause: Clause, start: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token ``start``: after an inverted cue, ``by`` or ``according to``."""
    tokens, grammar = clause.tokens, clause.grammar
    at = start
    while at < len(tokens) and clause.is_adverb(at) and clause.word(at) not in grammar.pronouns | grammar.determiners:
        at += 1
    first = at
    if at >= len(tokens) or (clause.word(at) in grammar.prepositions and clause.word(at) not in grammar.determiners):
        return None
    if clause.word(at) in grammar.pronouns and clause.word(at) not in grammar.determiners:
        return None if clause.word(at) in grammar.relatives else (at, at + 1)
    while at < len(tokens) and at - first < _LONGEST_SOURCE:
        token = tokens[at]
        word = token.folded
        if token.kind == "quote":
            if at == first or len(token.text) > 40 or not token.quotation or clause.word(at - 1) in grammar.complementisers:
                break
            at += 1
            continue
        if token.kind != "word" and token.text not in {"%", "&", "/", "№", "'", "’"}:
            break
        if at > first and word in grammar.prepositions and word not in grammar.determiners and not _stays(clause, at, first):
            break
        if word in grammar.complementisers or word in grammar.relatives or word in grammar.subordinators and word not in grammar.prepositions:
            break
        if word in grammar.conjunctions and not _joins_right(clause, at):
            break
        if word in grammar.auxiliaries and word not in {"'s"} and word not in grammar.determiners:
            break
        if at > first and clause.is_time(at) and clause.word(at - 1) not in grammar.determiners and clause.word(at - 1) not in grammar.prepositions:
            break
        if at > first and any(
            cue.first == at and (cue.kind in ("relay", "according") or cue.kind == "verb" and _verbal(clause, at))
            for cue in clause.cues
        ):
            break
        at += 1
    if at == first:
        return None
    return (first, _with_apposition(clause, first, at))


def _with_apposition(clause: Clause, first: int, last: int) -> int:
    """Extends ``Karo Vell`` to ``Karo Vell, a spokesman for the ministry``."""
    if clause.word(last) != ",":
        return last
    start = last + 1
    opens = clause.word(start) in clause.grammar.determiners and clause.language in ("en", "fr")
    if not (opens or (start < len(clause.tokens) and clause.index.noun_kind(clause.tokens[start]) == "person")):
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


def _verbal(clause: Clause, at: int) -> bool:
    """Whether the cue word at this place is a verb here, not a noun of the same form."""
    return not noun_like(clause, at)


def noun_like(clause: Clause, at: int) -> bool:
    """English and French: whether a word that could report is a noun here (``the report``, ``United States``)."""
    if clause.language not in ("en", "fr"):
        return False
    before = clause.word(at - 1)
    grammar = clause.grammar
    word = clause.word(at)
    if clause.language == "fr":
        return before in grammar.determiners and before not in {"l'", "les", "la", "le", "leur"} or before in {
            "de", "d'", "en", "sans", "des", "du", "au", "aux", "par", "sous",
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
    before, after, behind = clause.word(at - 1), clause.word(at + 1), clause.kind(at + 1)
    subject = clause.word(back)
    plural = not clause.word(at).endswith("s")
    if before == "to" or before in grammar.modals or before in {"do", "did", "don't", "didn't", "does"}:
        return True
    if plural:
        somebody = subject in {"they", "we", "i", "you", "who"} or subject.endswith("s") or subject in {"people", "police"}
    else:
        somebody = subject in {"he", "she", "it", "who", "which", "that"} or (clause.kind(back) == "word" and not subject.endswith("ly"))
    closes = clause.ends(at + 1) or after == ","
    if closes and back > 0 and any(clause.kind(i) == "quote" or clause.word(i) == "," for i in range(back)):
        return clause.tokens[back].capital or clause.index.noun_kind(clause.tokens[back]) is not None or subject in grammar.pronouns
    if not somebody or subject in grammar.conjunctions | {",", "united"}:
        return False
    return (
        behind == "quote" or after in grammar.complementisers | grammar.determiners | grammar.pronouns | {"to", ":", ",", "for", "against"}
        or (clause.tokens[at + 1].capital if at + 1 < len(clause.tokens) else False)
    )


def _title_case(clause: Clause) -> bool:
    words = [t for t in clause.tokens if t.kind == "word" and len(t.text) > 3]
    return sum(t.capital for t in words) * 3 > 2 * len(words)


_LOOSE_DETERMINERS = {"this", "that", "all", "both", "many", "some", "no", "most", "few", "these", "those"}
_PLAIN_PASTS = frozenset("said told wrote found showed made read thought felt knew cast hit put".split())
_NOUNS_TOO = frozenset(
    word + ending
    for word in (
        "plan state report claim comment question request call voice support term back brand label cast air post text "
        "tweet note document project signal honor blast slam attack challenge protest demand answer hope fear doubt aim "
        "promise pledge vow offer estimate forecast show guess offer advocate order appeal document read attribute "
        "express cite salute fault deride target question wish exit worry feel joke brief order press finding document "
        "name reason concern object mock welcome rebuke dispute chant shout whisper counter point display"
    ).split()
    for ending in ("", "s", "es")
)


def _apposition_start(clause: Clause, comma: int) -> int | None:
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
    grammar = clause.grammar
    first = clause.tokens[at + 1]
    before = clause.tokens[at - 1]
    if before.kind != "word" and before.text != ")":
        return False
    word = first.folded
    if word in grammar.relatives or first.text.isdigit() or word in {"aged", "âgé", "âgée", "himself", "herself", "jr.", "sr."}:
        return True
    if word.endswith(_PARTICIPLES.get(clause.language, ("\0",))):
        return True
    if before.folded in grammar.times or word in grammar.complementisers | grammar.pronouns - grammar.determiners:
        return False
    if word in grammar.prepositions - {"of", "in", "from", "at", "des", "du"}:
        return False
    if any(cue.kind == "relay" and cue.first == at + 1 for cue in clause.cues):
        return True
    named = before.capital or before.text == ")"
    if not named and clause.index.noun_kind(before) is None:
        return False
    if any(clause.word(i) in grammar.be for i in range(at + 1, comma)):
        return False
    people = any(clause.index.noun_kind(t) in {"person", "institution"} for t in clause.tokens[at + 1 : min(comma, at + 8)])
    return people or (word in grammar.determiners and named) or (first.capital and comma - at <= 5)


def _joins_names(clause: Clause, at: int, last: int) -> bool:
    """Whether ``and`` stands between two parts of one source (France and Germany said)."""
    if clause.word(at) not in {"and", "et", "и", "і", "та", "й", "or", "&"} or at == 0 or at + 1 >= last:
        return False
    before, after = clause.tokens[at - 1], clause.tokens[at + 1]
    if before.capital and after.capital:
        return True
    before_kind, after_kind = clause.index.noun_kind(before), clause.index.noun_kind(after)
    if clause.language != "en":
        return before.kind == "word" and (before.capital or bool(before_kind)) and (after.capital or bool(after_kind) or after.folded in clause.grammar.determiners)
    if after.folded in {"the", "its", "his", "her"} and at + 2 < last:
        behind = clause.tokens[at + 2]
        return bool(before.capital or before_kind) and (behind.capital or clause.index.noun_kind(behind) is not None)
    return bool(before_kind or after_kind) and before.kind == "word" and after.folded not in {"the", "a", "an"}


def _joins_right(clause: Clause, at: int) -> bool:
    if at + 1 >= len(clause.tokens) or clause.word(at) not in {"and", "et", "и", "і", "та", "й", "or"}:
        return False
    after = clause.tokens[at + 1]
    return after.capital or clause.index.noun_kind(after) is not None or (
        clause.language == "fr" and after.folded in {"de", "du", "des", "d'", "le", "la", "l'"}
    )


def _stays(clause: Clause, at: int, first: int) -> bool:
    """Whether a preposition continues the name of a source (the ministry of X; министр по делам)."""
    word = clause.word(at)
    if word not in clause.grammar.inside_names and word not in {"of", "de", "d'", "du", "des"}:
        return False
    if word in {"of", "de", "d'", "du", "des"}:
        return True
    before = clause.tokens[at - 1]
    if word in {"for", "from", "with", "pour", "chargé", "chargée", "по", "з", "із", "зі", "при", "от", "від"}:
        return not before.capital or clause.language in ("ru", "uk")
    if word in {"in", "at", "au", "aux", "en", "à", "on", "to"}:
        return clause.index.noun_kind(before) is not None and not clause.is_time(at + 1) and clause.word(at + 1) not in {"a", "an", "un", "une"}
    return False


def _without_adverbial(clause: Clause, first: int, last: int) -> int:
    """Drops a fronted adverbial that no comma closes (``On Monday the ministry``, «В пятницу представитель»)."""
    grammar = clause.grammar
    while first < last - 1 and (clause.is_time(first) or clause.word(first) in {"last", "next"}) and clause.word(first + 1) not in {"of"}:
        if clause.tokens[first].text[:1].isdigit() and clause.language == "en":
            break
        first += 1
    if clause.word(first) not in grammar.prepositions or clause.word(first) in grammar.determiners - grammar.prepositions:
        return first
    for at in range(first + 2, last):
        token, before = clause.tokens[at], clause.tokens[at - 1]
        if before.folded in grammar.prepositions or before.folded in grammar.determiners:
            continue
        if token.folded in grammar.determiners and token.folded not in grammar.prepositions:
            return at
        if clause.is_time(at - 1) and token.kind == "word" and not clause.is_time(at) and token.folded not in grammar.prepositions:
            return at
        if token.capital and not before.capital and not clause.index.noun_kind(before):
            return at
        if clause.language in ("ru", "uk") and clause.index.noun_kind(token) == "person" and not clause.index.noun_kind(before):
            return at
    return first
