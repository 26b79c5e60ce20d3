"""Offices and names inside a source: which words are a role, which a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.attribution.actors import stem
from compare.attribution.cues import CueIndex
from compare.attribution.grammar import Grammar, word_set
from compare.attribution.tokens import Token

AND = word_set("and et и і та й")
_GENITIVES = ("ии", "ії", "ы", "и", "і")
TITLES = word_set(
    "mr mrs ms dr sir lord lady mme m mlle пан пані господин госпожа г-н г-жа defence defense "
    "foreign prime vice deputy"
)


def slug_of(label: str) -> str:
    """The id of an actor that only this text names."""
    return "x-" + re.sub(r"[^\w]+", "-", label.casefold()).strip("-")


@dataclass(slots=True)
class Roles:
    """Reads roles and names off token ranges."""

    index: CueIndex
    grammar: Grammar

    def roles(self, tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
        return frozenset(
            stem(t.text.rpartition("-")[2] if "-" in t.text else t.text)
            for t in tokens[first:last]
            if self.index.noun_kind(t) == "person"
        )

    def is_title(self, token: Token) -> bool:
        return self.index.noun_kind(token) is not None or token.folded in TITLES | {
            "state",
            "état",
            "государства",
            "держави",
        }

    def titles(self, tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
        return frozenset(stem(t.text) for t in tokens[first:last] if self.is_title(t))

    def without_place(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Where a Russian or Ukrainian name begins after the state that an office belongs to («министр Орлии
        Ильда Варн»)."""
        place = self.index.language in ("ru", "uk") and tokens[first].folded.endswith(_GENITIVES)
        return first + 1 if place and last - first > 2 and first > 0 else first

    def name_run(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
        """The run of capitalised words that names the source: the longest, the first of equals."""
        best: tuple[int, int] | None = None
        at = first
        while at < last:
            if (
                not tokens[at].capital
                or tokens[at].folded
                in self.grammar.determiners | self.grammar.prepositions | self.grammar.times
            ):
                at += 1
                continue
            end = at
            while end < last and tokens[end].capital and tokens[end].folded not in self.grammar.times:
                end += 1
            start = at
            while start < end - 1 and (
                self.index.noun_kind(tokens[start]) == "person" or tokens[start].folded in TITLES
            ):
                start += 1
            if at == 0 and end - start == 1 and self.index.noun_kind(tokens[start]) == "person":
                at = end
                continue
            if best is None or end - start > best[1] - best[0]:
                best = (self.without_place(tokens, start, end), end)
            at = end
        return best
