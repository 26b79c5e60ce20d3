"""What the engine is told about the world: a gazetteer of actors and lexicons, as frozen values.

The data live in ``corpora`` as files with licence, source and version; ``corpora.load_resources()`` builds
a :class:`Resources` from them. The engine never reads those files itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerActor:
    """An actor as the gazetteer knows it.

    ``names`` maps an ISO 639-1 code to the surface forms in that language (names, offices, metonyms);
    ``kind`` is ``person``, ``office``, ``state``, ``agency``, ``outlet``, ``channel`` or ``organisation``;
    ``speaks_for`` is the actor whose words these are (a spokesman's principal).
    """

    id: str
    label: str
    kind: str
    side: str | None = None
    speaks_for: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """A term of a lexicon; ``strength`` is 0..1, ``attributes`` are further columns of the file."""

    term: str
    language: str
    subkind: str = ""
    strength: float = 0.5
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A named, versioned list of terms with its licence and source."""

    name: str
    version: str
    licence: str
    source: str
    entries: tuple[LexiconEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Two poles in a researcher's own words, each one or more words or phrases of any language."""

    name: str
    low: tuple[str, ...]
    high: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Resources:
    """Gazetteer and lexicons; ``hashes`` maps each data file's name to its SHA-256 for the signature.

    ``merged`` maps an actor's id to the one that stands for it, ``assigned`` the words of a source to the id
    that they mean: corrections by hand, which :func:`compare.corrections.corrected` puts in. ``axes`` are a
    project's saved axes, on which every comparison is placed.
    """

    actors: tuple[GazetteerActor, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=lambda: MappingProxyType({}))
    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    merged: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    assigned: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    axes: tuple[Axis, ...] = ()

    def lexicon(self, name: str) -> tuple[LexiconEntry, ...]:
        """The entries of a lexicon; empty if these resources do not have it."""
        found = self.lexicons.get(name)
        return found.entries if found else ()
