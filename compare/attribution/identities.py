"""Which known actor a name stands for, where several could be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from compare.attribution.actors import KINDS, Gazetteer, NameMatch, stem
from compare.attribution.grammar import Grammar
from compare.attribution.roles import AND
from compare.attribution.tokens import Token
from compare.resources import GazetteerActor

_GENERIC = {("president", "de", "la", "republique"), ("presidente", "de", "la", "republique")}
"""Offices of many states: they mean the gazetteer's only if the text names its side otherwise."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Identities:
    """Chooses among the actors of the gazetteer by what the whole text names."""

    gazetteer: Gazetteer
    carriers: Gazetteer
    grammar: Grammar
    named: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    years: tuple[str, ...] = ()

    def survey(self, tokens: Sequence[Token], text: str) -> None:
        """Reads the whole text once: which persons are named at all, and in which years it moves."""
        self.years = tuple(sorted(set(_YEAR.findall(text))))
        for match in self.gazetteer.matches(tokens, 0, len(tokens)):
            if _is_generic(match, tokens):
                continue
            self.sides.update(actor.side for actor in match.actors if actor.side)
            if len(match.actors) == 1:
                self.named.add(match.actors[0].id)

    def is_joint(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether ``A and B`` of two sides speak together: neither of them alone has said it."""
        at = next((i for i in range(first + 1, last - 1) if tokens[i].folded in AND), None)
        if at is None:
            return False
        left, right = self._sides(tokens, first, at), self._sides(tokens, at + 1, last)
        return bool(left and right) and left.isdisjoint(right)

    def _sides(self, tokens: Sequence[Token], first: int, last: int) -> set[str]:
        """The sides (ids where there is none) that these words can belong to."""
        matches = self.gazetteer.matches(tokens, first, last)
        return {actor.side or actor.id for match in matches for actor in match.actors}

    def known(self, tokens: Sequence[Token], first: int, last: int) -> GazetteerActor | None:
        matches = self.meant(tokens, first, last)
        return self.best(matches, tokens) if matches else None

    def undecided(self, tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
        """The ids of those who could be meant by an office, where the text does not tell which."""
        matches = self.meant(tokens, first, last)
        if any(self.one(match.actors) is not None for match in matches):
            return ()
        return tuple(sorted({actor.id for match in matches for actor in match.actors}))

    def meant(self, tokens: Sequence[Token], first: int, last: int) -> list[NameMatch]:
        """The names in these tokens, without an office that could be any state's."""
        return [
            match
            for match in self.gazetteer.matches(tokens, first, last)
            if not _is_generic(match, tokens) or any(actor.side in self.sides for actor in match.actors)
        ]

    def best(self, matches: list[NameMatch], tokens: Sequence[Token]) -> GazetteerActor | None:
        ranked: list[tuple[tuple[int, int, int, int], GazetteerActor]] = []
        for order, match in enumerate(matches):
            actor = self.one(match.actors)
            if actor is None:
                continue
            back = match.first - 1
            while back > 0 and tokens[back].folded in self.grammar.determiners - {"du", "des"}:
                back -= 1
            before = tokens[back].folded if back >= 0 else ""
            owner = tokens[match.last - 1].text.endswith(("'s", "’s", "s’", "s'"))
            dependent = owner or before in {"of", "for", "to", "with", "de", "du", "d'", "à", "par", "при"}
            named = actor.kind == "person" and tokens[match.last - 1].capital
            oblique = not match.exact and actor.kind == "person"
            ranked.append(
                (
                    (int(dependent), int(not named), int(oblique), KINDS.get(actor.kind, 5) * 10 + order),
                    actor,
                )
            )
        return min(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def one(self, actors: tuple[GazetteerActor, ...]) -> GazetteerActor | None:
        """Of several holders of an office: the one whom the text names, else the one of its years."""
        if len(actors) == 1:
            return actors[0]
        named = [actor for actor in actors if actor.id in self.named]
        if len(named) == 1:
            return named[0]
        for year in self.years:
            held = [a for a in named or actors if (a.since or "")[:4] <= year <= (a.until or "9999")[:4]]
            if len(held) == 1:
                return held[0]
        return None

    def channel(self, tokens: Sequence[Token], taken: list[tuple[int, int]]) -> str | None:
        """The agency, outlet or channel through which a statement came, outside of the ``taken`` tokens."""
        for match in self.carriers.matches(tokens, 0, len(tokens)):
            if any(first < match.last and match.first < last for first, last in taken):
                continue
            return match.actors[0].id
        return None


def _is_generic(match: NameMatch, tokens: Sequence[Token]) -> bool:
    return tuple(stem(token.text) for token in tokens[match.first : match.last]) in _GENERIC
