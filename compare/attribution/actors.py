"""Who a name, an office or a pronoun stands for: the gazetteer, and what the text said before.

Names are compared by stem, so that case endings of Russian and Ukrainian do not matter («Кремля»,
«Макроном»); Latin names lose accents and the possessive. An unknown name gets the id ``x-slug``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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


@dataclass(slots=True)
class Gazetteer:
    """Finds the names of the known actors in a token list."""

    names: dict[str, list[tuple[tuple[str, ...], str, GazetteerActor]]] = field(default_factory=dict)
    by_id: dict[str, GazetteerActor] = field(default_factory=dict)

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
        for stems, surface, actor in self.names.get(stem(token.text), ()):
            length = len(stems)
            if length < best_length or at + length > last or not _cased(surface, tokens, at, length):
                continue
            if any(stem(tokens[at + i].text) != stems[i] for i in range(1, length)):
                continue
            if length > best_length:
                best_length, best, exact = length, [], False
            if actor not in best:
                best.append(actor)
            exact = exact or fold(" ".join(t.text for t in tokens[at : at + length])) == fold(surface)
        return NameMatch(at, at + best_length, tuple(best), exact) if best else None


def _cased(surface: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """A name keeps its capitals: «US» is not «us», «Рада» is not «рада»."""
    words = surface.split(" ")
    for offset, word in enumerate(words[:length]):
        text = tokens[at + offset].text
        if len(word) > 1 and word.isupper() and not text.isupper():
            return False
        if word[:1].isupper() and not text[:1].isupper():
            return False
    return True


_NAME_WORD = re.compile(r"(?:[cdjlmnst]|qu)['’]|\w+(?:[’'ʼ\-‑–]\w+)*|\S", re.IGNORECASE)


def build_gazetteer(resources: Resources) -> Gazetteer:
    """The gazetteer of these resources, indexed by the stem of a name's first word."""
    gazetteer = Gazetteer()
    for actor in resources.actors:
        gazetteer.by_id[actor.id] = actor
        for language in sorted(actor.names):
            for name in actor.names[language]:
                words = (
                    [m.group() for m in _NAME_WORD.finditer(name)] if language == "fr" else name.split(" ")
                )
                stems = tuple(stem(word) for word in words)
                if stems:
                    gazetteer.names.setdefault(stems[0], []).append((stems, " ".join(words), actor))
    return gazetteer
