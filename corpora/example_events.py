"""The example events that ship with the project: one real call, and a year between invented states.

An event is a folder of ``corpora/examples`` with ``event.toml`` (title, date, participants, invented) and
one file an account. An account of an invented event is ``ACTOR.LANGUAGE.txt``, where ``ACTOR`` is an id of
the gazetteer; an event with ``split = true`` is an article that quotes its sides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from compare.documents import read_readout
from compare.errors import RecordError
from compare.records import Document, Readout
from compare.resources import GazetteerActor, Resources
from compare.sides import sides_to_compare
from corpora.resources import load_resources

EXAMPLE = "2022-02-12-france-russia-call"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleEvent:
    """An event with its accounts; ``documents`` are the articles that they were split from.

    ``name`` is its folder, ``participants`` are ids of the gazetteer, ``date`` is an ISO date, ``invented``
    tells that no state, person or word in it is real.
    """

    name: str
    title: str
    date: str
    participants: tuple[str, ...]
    invented: bool
    readouts: tuple[Readout, ...]
    documents: tuple[Document, ...] = ()


def example_article() -> Readout:
    """The article on the call of 12 February 2022, which quotes both sides; see ``corpora/examples``."""
    with as_file(files("corpora") / "examples" / EXAMPLE / "article.md") as path:
        return read_readout(path, source="article")


@lru_cache(maxsize=1)
def example_events() -> tuple[ExampleEvent, ...]:
    """All example events, oldest first; read once per process."""
    with as_file(files("corpora") / "examples") as folder:
        return read_example_events(folder, load_resources())


def read_example_events(folder: Path, resources: Resources) -> tuple[ExampleEvent, ...]:
    """The events in the subfolders of ``folder``, in the order of their names.

    Raises:
        RecordError: an ``event.toml`` is malformed, or a file is named after no actor of the gazetteer.
        DocumentError: an account cannot be read.
    """
    actors = {actor.id: actor for actor in resources.actors}
    events = []
    for path in sorted(folder.glob("*/event.toml")):
        told = _told(path)
        accounts = sorted(each for each in path.parent.iterdir() if each.suffix in (".txt", ".md"))
        documents: list[Document] = []
        if told.get("split"):
            articles = [read_readout(each, source="article") for each in accounts]
            readouts, documents = sides_to_compare(articles, resources)
        else:
            readouts = [_account(each, told["date"], actors) for each in accounts]
        events.append(
            ExampleEvent(
                name=path.parent.name,
                title=told["title"],
                date=told["date"],
                participants=tuple(told["participants"]),
                invented=told["invented"],
                readouts=tuple(readouts),
                documents=tuple(documents),
            )
        )
    return tuple(events)


def _told(path: Path) -> Mapping[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordError(name, None, f"is not TOML in UTF-8 ({error})", "correct the line") from error
    for field, kind in (("title", str), ("participants", list), ("invented", bool)):
        if not isinstance(told.get(field), kind):
            raise RecordError(name, None, f"{field} is {told.get(field)!r}", f"give a {kind.__name__}")
    return told | {"date": str(told.get("date"))}


def _account(path: Path, date: str, actors: Mapping[str, GazetteerActor]) -> Readout:
    """An office speaks as its side, so that all its accounts make one series; an agency speaks as itself."""
    name, _, language = path.stem.rpartition(".")
    actor = actors.get(name)
    if actor is None:
        raise RecordError(
            f"{path.parent.name}/{path.name}", None, f"there is no actor {name!r}", "write ACTOR.LANGUAGE.txt"
        )
    readout = read_readout(path, source=actor.label, language=language)
    speaks_as = actor.side if actor.kind == "office" and actor.side else actor.id
    return replace(readout, actor=speaks_as, side=actor.side, date=readout.date or date)
