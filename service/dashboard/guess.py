"""Whose account is it? A guess from a file's name and the head and foot of a text, for people to correct.

And what the actors are called that an event names by their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePath

from compare.resources import GazetteerActor
from corpora import load_resources

_KINDS = ("agency", "outlet", "office", "organisation", "state")
"""Who may be a source, the likelier first: an agency in a dateline says more than the place."""
_HEAD, _FOOT = 250, 120
"""Characters at the beginning and end of a text where an account tells whose it is."""
_WORD = re.compile(r"[^\W_]+")


def guess_source(name: str, title: str | None, text: str, folder: Path | None = None) -> str:
    """The label of the actor that file name, title, head or foot name first; else the file's name."""
    stem = " ".join(PurePath(name).stem.replace("-", " ").replace("_", " ").replace(".", " ").split())
    for place in (stem, title or "", text[:_HEAD], text[-_FOOT:]):
        found = _named_in(place, folder)
        if found is not None:
            return found.label
    return stem[:300]


def actor_of(source: str, folder: Path | None = None) -> tuple[str | None, str | None]:
    """The actor and the side of a source that the gazetteer knows by this very name, else None and None.

    An office speaks as its side, so that all its accounts make one series; an agency speaks as itself.
    """
    actor = _by_name(folder).get(_key(source))
    if actor is None:
        return None, None
    return (actor.side if actor.kind in ("office", "state") and actor.side else actor.id), actor.side


def names_of(
    participants: Iterable[str], labels: Mapping[str, str], folder: Path | None = None
) -> tuple[str, ...]:
    """What participants are called: as the reports say, else the gazetteer, else as they were written."""
    known = _labels(folder)
    return tuple(labels.get(each) or known.get(each, each) for each in participants)


@lru_cache(maxsize=4)
def _labels(folder: Path | None) -> dict[str, str]:
    return {actor.id: actor.label for actor in load_resources(folder).actors}


def _named_in(place: str, folder: Path | None) -> GazetteerActor | None:
    words = [word.casefold() for word in _WORD.findall(place)]
    known, longest = _by_name(folder), _longest(folder)
    found = [
        (-_KINDS.index(actor.kind), size, -start, actor)
        for start in range(len(words))
        for size in range(1, min(longest, len(words) - start) + 1)
        if (actor := known.get(" ".join(words[start : start + size]))) is not None
    ]
    return max(found, key=lambda each: each[:3])[3] if found else None


@lru_cache(maxsize=4)
def _by_name(folder: Path | None) -> dict[str, GazetteerActor]:
    actors = [actor for actor in load_resources(folder).actors if actor.kind in _KINDS]
    actors.sort(key=lambda actor: _KINDS.index(actor.kind), reverse=True)
    return {_key(name): actor for actor in actors for name in _names(actor) if len(_key(name)) > 2}


@lru_cache(maxsize=4)
def _longest(folder: Path | None) -> int:
    return max((len(name.split()) for name in _by_name(folder)), default=0)


def _names(actor: GazetteerActor) -> Iterable[str]:
    yield actor.label
    for names in actor.names.values():
        yield from names


def _key(name: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(name))
