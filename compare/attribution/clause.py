"""A sentence as the search reads it: tokens, cues, and which words are verbs in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from compare.attribution.cues import Cue, CueIndex
from compare.attribution.grammar import Grammar
from compare.attribution.sentences import Sentence
from compare.attribution.tokens import Token

DASHES = {"—", "–", "―", "--", "-"}

_NEARBY_CUES = 8
_TO_US = {"nous", "vous", "me", "m'"}


@dataclass(slots=True)
class Clause:
    """A sentence with everything needed to read it."""

    tokens: list[Token]
    cues: list[Cue]
    grammar: Grammar
    index: CueIndex
    language: str
    over: dict[int, Cue] = field(init=False)

    def __post_init__(self) -> None:
        self.over = {at: cue for cue in self.cues for at in range(cue.first, cue.last)}

    def cue_from(self, at: int) -> Cue | None:
        """The cue that starts at this token."""
        cue = self.over.get(at)
        return cue if cue is not None and cue.first == at else None

    def cues_after(self, at: int) -> list[Cue]:
        """The next cues that start after token ``at``: as many as can matter to one content."""
        start = bisect_right(self.cues, at, key=lambda cue: cue.first)
        return self.cues[start : start + _NEARBY_CUES]

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
        return any(
            all(self.word(at + i) == word for i, word in enumerate(words)) for words in self.grammar.anaphors
        )

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def ends(self, at: int) -> bool:
        return at >= len(self.tokens) or (
            self.tokens[at].text in {".", "!", "?", "…", "..."} and at >= len(self.tokens) - 2
        )


def clause_of(sentence: Sentence, index: CueIndex, grammar: Grammar, language: str) -> Clause:
    """The sentence with its cues marked."""
    cues: list[Cue] = []
    at = 0
    tokens = sentence.tokens
    while at < len(tokens):
        cue = index.phrase_at(tokens, at)
        if cue is None or cue.kind == "noun":
            cue = index.verb_at(tokens, at) or cue
        if cue:
            cues.append(cue)
            at = cue.last
        else:
            at += 1
    return Clause(tokens, cues, grammar, index, language)


def group_start(clause: Clause, cue: Cue) -> int:
    """The first token of the verb group: auxiliaries, adverbs and negations before the cue belong to it."""
    at = cue.first
    grammar = clause.grammar
    while at > 0:
        word = clause.word(at - 1)
        if word in grammar.auxiliaries or word in grammar.negations or clause.is_adverb(at - 1):
            if clause.kind(at - 1) != "word" or (at == 1 and word == "both"):
                break
            at -= 1
        elif clause.language == "fr" and word in _TO_US and _is_clitic(clause, at - 2):
            at -= 1
        elif (
            clause.language == "en"
            and word == ","
            and at > 1
            and clause.is_adverb(at - 2)
            and clause.word(at - 3) == ","
        ):
            at -= 3
        else:
            break
    while at < cue.first and clause.language != "en" and clause.is_adverb(at) and at == 0:
        at += 1
    return at


def _is_clitic(clause: Clause, before: int) -> bool:
    """« P, nous indique la capitainerie », « je vous ai promis »: to whom it was said, before its verb."""
    return (
        clause.word(before) == ","
        or clause.kind(before) == "quote"
        or clause.word(before) in clause.grammar.pronouns - clause.grammar.relatives
    )
