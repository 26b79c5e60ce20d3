"""Reads corrections of actors, from a TOML file or from the same tables as JSON.

```toml
[[merge]]                     # several ids are one actor
actors = ["x-karo-vell", "x-каро-велл"]
into = "x-karo-vell"

[[assign]]                    # these words name this actor
name = "the northern delegation"      # or names = ["…", "…"]
actor = "x-karo-vell"

[[assign]]                    # this actor speaks for this side
actor = "x-karo-vell"
side = "velmark"
label = "Karo Vell"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from compare.attribution.roles import slug_of
from compare.corrections import Assignment, Corrections
from compare.errors import RecordError

KINDS = ("person", "office", "state", "agency", "outlet", "channel", "organisation")
_MERGE = {"actors", "into"}
_ASSIGN = {"name", "names", "actor", "side", "label", "kind"}


def read_corrections(path: Path, known: Iterable[str] = ()) -> Corrections:
    """The corrections of a TOML file.

    Args:
        path: the file.
        known: the ids of the gazetteer; an id that is neither among them nor made up for a text (``x-…``) is
            refused.

    Raises:
        RecordError: the file is missing, no TOML, or says something that cannot be meant; with the place.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        way_out = "give a TOML file with [[merge]] or [[assign]] tables"
        raise RecordError(str(path), None, (error.strerror or str(error)).lower(), way_out) from error
    except UnicodeDecodeError as error:
        raise RecordError(path.name, None, "is not UTF-8", "save the file as UTF-8") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecordError(path.name, None, f"is not TOML ({error})", "correct the line") from error
    return corrections_of(table, path.name, known)


def corrections_of(table: Mapping[str, Any], name: str, known: Iterable[str] = ()) -> Corrections:
    """The corrections of tables as :func:`read_corrections` takes them; ``name`` stands in errors.

    Raises:
        RecordError: a table says something that cannot be meant; the message names it and the way out.
    """
    unknown = sorted(set(table) - {"merge", "assign"})
    if unknown:
        _refuse(name, f"has no tables called {unknown[0]!r}", "write [[merge]] or [[assign]]")
    assignments = [
        _assignment(row, f"assign {place}", name) for place, row in _rows(table, "assign", _ASSIGN, name)
    ]
    _names_once(assignments, name)
    merges: dict[str, str] = {}
    for place, row in _rows(table, "merge", _MERGE, name):
        _merge(row, f"merge {place}", name, merges)
    ids = frozenset(known)
    for actor in (*(one.actor for one in assignments), *merges, *merges.values()):
        _check_id(actor, ids, name)
    return Corrections(merges=MappingProxyType(_followed(merges, name)), assignments=tuple(assignments))


def _rows(
    table: Mapping[str, Any], kind: str, keys: set[str], name: str
) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows = table.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        _refuse(name, f"{kind} is not a list of tables", f"begin each with [[{kind}]]")
    for place, row in enumerate(rows, start=1):
        unknown = sorted(set(row) - keys)
        if unknown:
            _refuse(name, f"{kind} {place} has {unknown[0]!r}", f"it takes {', '.join(sorted(keys))}")
        yield place, row


def _assignment(row: Mapping[str, Any], where: str, name: str) -> Assignment:
    names = _texts(row["names"], f"{where}: names", name) if "names" in row else ()
    if "name" in row:
        names = (_text(row["name"], f"{where}: name", name), *names)
    given = {
        key: _text(row[key], f"{where}: {key}", name)
        for key in ("actor", "side", "label", "kind")
        if key in row
    }
    if not names and "actor" not in given:
        _refuse(name, f"{where} tells neither name nor actor", 'add name = "…" or actor = "…"')
    if "actor" not in given and "side" not in given and "label" not in given:
        _refuse(name, f"{where} says nothing about {names[0]!r}", 'add actor = "…" or side = "…"')
    if "actor" in given and not names and len(given) == 1:
        _refuse(name, f"{where} says nothing about {given['actor']!r}", 'add side = "…" or name = "…"')
    if "kind" in given and given["kind"] not in KINDS:
        _refuse(name, f"{where}: kind {given['kind']!r} is unknown", f"write one of {', '.join(KINDS)}")
    return Assignment(
        actor=given.get("actor") or slug_of(names[0]),
        names=names,
        side=given.get("side"),
        label=given.get("label"),
        kind=given.get("kind"),
    )


def _merge(row: Mapping[str, Any], where: str, name: str, merges: dict[str, str]) -> None:
    if "actors" not in row or "into" not in row:
        _refuse(name, f"{where} lacks actors or into", 'write actors = ["…", "…"] and into = "…"')
    into = _text(row["into"], f"{where}: into", name)
    for actor in _texts(row["actors"], f"{where}: actors", name):
        if actor == into:
            continue
        if merges.setdefault(actor, into) != into:
            _refuse(name, f"{actor!r} is merged into {merges[actor]!r} and {into!r}", "keep one of the two")


def _followed(merges: Mapping[str, str], name: str) -> dict[str, str]:
    """Each id to the one that stays in the end."""
    followed = {}
    for actor, into in merges.items():
        seen = {actor}
        while into in merges:
            if into in seen:
                _refuse(name, f"merges lead in a circle at {into!r}", "leave one of them out")
            seen.add(into)
            into = merges[into]
        followed[actor] = into
    return followed


def _names_once(assignments: Iterable[Assignment], name: str) -> None:
    owner: dict[str, str] = {}
    for one in assignments:
        for words in one.names:
            if owner.setdefault(words.casefold(), one.actor) != one.actor:
                other = owner[words.casefold()]
                _refuse(name, f"{words!r} is given to {other!r} and {one.actor!r}", "keep one of the two")


def _check_id(actor: str, ids: frozenset[str], name: str) -> None:
    if actor.startswith("x-") or actor in ids:
        return
    near = get_close_matches(actor, sorted(ids), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "see corpora/actors for its id"
    _refuse(
        name,
        f"no actor {actor!r} in the gazetteer",
        f"{hint} Ids of actors that only texts name begin with x-",
    )


def _texts(value: object, where: str, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        _refuse(name, f"{where} is not a list of texts", 'write ["…", "…"]')
    return tuple(_text(each, where, name) for each in value)


def _text(value: object, where: str, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _refuse(name, f"{where} = {value!r} is not a text", 'write "…"')
    return " ".join(value.split())


def _refuse(name: str, problem: str, way_out: str) -> NoReturn:
    raise RecordError(name, None, problem, way_out)
