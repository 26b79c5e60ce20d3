"""Who a name, an office or a pronoun stands for: the gazetteer, and what the text said before.

Names are compared by stem, so that case endings of Russian and Ukrainian do not matter («Кремля»,
«Макроном»); Latin names lose accents and the possessive. An unknown name gets the id ``x-slug``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from compare.attribution.grammar import Grammar
from compare.attribution.tokens import Token, fold
from compare.resources import GazetteerActor, Resources

_ENDINGS = re.compile(
    r"(?:ыми|ими|ого|его|ому|ему|ами|ями|ової|ові|еві|єві|ою|ею|єю|ой|ей|ій|ый|ий|ым|им|ых|их|ая|яя|ую|юю|ое|ее|ые|ие|"
    r"ом|ем|єм|ам|ям|ах|ях|ої|а|я|у|ю|е|є|ы|и|і|ї|о|ь|й)$"
)
KINDS = {"person": 0, "agency": 2, "outlet": 2, "organisation": 3, "office": 3, "state": 4, "channel": 6}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The form by which names are compared."""
    folded = fold(word)
    folded = re.sub(r"'s?$", "", folded)
    if re.search("[а-яіїєґ]", folded):
        cut = _ENDINGS.sub("", folded)
        if len(cut) < 3:
            cut = folded
        cut = re.sub("ець$|ец$|ц$", "ц", cut)
        return re.sub("иев$|иїв$|ієв$|иєв$|їв$|єв$", "їв", cut) if cut.startswith("ки") else cut
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Tokens ``first:last`` name one of ``actors``; ``exact`` tells whether the form is the citation form."""

    first: int
    last: int
    actors: tuple[GazetteerActor, ...]
    exact: bool


_NAME_WORD = re.compile(r"(?:[cdjlmnst]|qu)['’]|\w+(?:[’'ʼ\-‑–]\w+)*|\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    stems: tuple[str, ...]
    words: tuple[str, ...]
    actor: GazetteerActor


@dataclass(slots=True)
class Gazetteer:
    """Finds the names of the known actors in a token list."""

    names: dict[tuple[str, ...], list[_Name]] = field(default_factory=dict)
    by_id: dict[str, GazetteerActor] = field(default_factory=dict)

    def add(self, actor: GazetteerActor) -> None:
        """Indexes the names of an actor by the stems of their first two words."""
        self.by_id[actor.id] = actor
        for language in sorted(actor.names):
            for name in actor.names[language]:
                words = _NAME_WORD.findall(name) if language == "fr" else name.split(" ")
                stems = tuple(stem(word) for word in words)
                if stems:
                    self.names.setdefault(stems[:2], []).append(_Name(stems, tuple(words), actor))

    def matches(self, tokens: Sequence[Token], first: int, last: int) -> list[NameMatch]:
        """The longest names in ``tokens[first:last]``, left to right, not overlapping."""
        found: list[NameMatch] = []
        at = first
        while at < last:
            match = self._at(tokens, at, last)
            if match:
                found.append(match)
                at = match.last
            else:
                at += 1
        return found

    def _at(self, tokens: Sequence[Token], at: int, last: int) -> NameMatch | None:
        token = tokens[at]
        if token.kind != "word":
            return None
        best: list[GazetteerActor] = []
        best_length, exact = 0, False
        first = stem(token.text)
        candidates = self.names.get((first,), [])
        if at + 1 < last:
            candidates = candidates + self.names.get((first, stem(tokens[at + 1].text)), [])
        for name in candidates:
            length = len(name.stems)
            if length < best_length or at + length > last:
                continue
            if any(stem(tokens[at + i].text) != name.stems[i] for i in range(2, length)):
                continue
            if not _cased(name.words, tokens, at):
                continue
            if length > best_length:
                best_length, best, exact = length, [], False
            if name.actor not in best:
                best.append(name.actor)
            found = " ".join(t.text for t in tokens[at : at + length])
            exact = exact or fold(found) == fold(" ".join(name.words))
        return NameMatch(at, at + best_length, tuple(best), exact) if best else None


def _cased(words: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    """A name keeps its capitals: «US» is not «us», «Рада» is not «рада»."""
    for offset, word in enumerate(words):
        text = tokens[at + offset].text
        if len(word) > 1 and word.isupper() and not text.isupper():
            return False
        if word[:1].isupper() and not text[:1].isupper():
            return False
    return True


def build_gazetteer(resources: Resources) -> Gazetteer:
    """The gazetteer of these resources."""
    gazetteer = Gazetteer()
    for actor in resources.actors:
        gazetteer.add(actor)
    return gazetteer


def build_carriers(resources: Resources) -> Gazetteer:
    """Only those who pass words on: agencies, outlets and channels."""
    carriers = Gazetteer()
    for actor in resources.actors:
        if actor.kind in ("agency", "outlet", "channel"):
            carriers.add(actor)
    return carriers


def assigned_names(assigned: Mapping[str, str], grammar: Grammar) -> dict[tuple[str, ...], str]:
    """The words given to actors by hand, as stems without a leading article; the longest first."""
    names = {}
    for words in sorted(assigned, key=lambda words: (-len(words), words)):
        tokens = [word for word in _NAME_WORD.findall(words) if word[-1].isalnum() or word[0].isalnum()]
        while len(tokens) > 1 and fold(tokens[0]) in grammar.determiners:
            tokens.pop(0)
        names[tuple(stem(word) for word in tokens)] = assigned[words]
    return names
