"""Reads the data files of this package into :class:`compare.resources.Resources`.

A lexicon is a TSV file: leading comment lines ``# version: …``, ``# licence: …``, ``# source: …``, then a
header row with at least ``term`` and ``language``, then one term a line. Its name is the file's stem.
An actor file is TOML: one ``[[actor]]`` table each, its surface forms in ``[actor.names]`` by language.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from compare.corrections import corrected
from compare.errors import RecordError
from compare.resources import GazetteerActor, Lexicon, LexiconEntry, Resources
from corpora.axes import FILE as AXES
from corpora.axes import read_axes
from corpora.corrections import read_corrections

HERE = Path(__file__).resolve().parent

_META = ("version", "licence", "source")
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


CORRECTIONS = "corrections.toml"
"""The file of a project's folder that corrects actors (:mod:`corpora.corrections`)."""


def load_resources(extra: Path | None = None, corrections: Path | None = None) -> Resources:
    """Gazetteer and lexicons of this package, joined with a project's own, and corrected by hand.

    Args:
        extra: a folder with ``lexicons/*.tsv`` and ``actors/*.toml`` (or the files themselves at its top).
            A term that the package has too (same lexicon, term, language and subkind) takes the project's
            line, strength 0 switches it off; an actor with a known id replaces the package's.
            ``corrections.toml`` in it corrects actors, ``axes.toml`` holds its axes.
        corrections: a further file of corrections, which wins over the folder's.

    Returns:
        the resources; ``hashes`` maps each file name to its SHA-256, those of ``extra`` as ``extra/NAME``,
        and ``corrections`` to that of what the corrections say.
        The same folder is read once per process.

    Raises:
        RecordError: a file is malformed or missing; the message names file and line.
    """
    resources = _load(HERE) if extra is None else _with_extra(extra)
    files = [] if corrections is None else [Path(corrections)]
    if extra is not None and (Path(extra) / CORRECTIONS).is_file():
        files.insert(0, Path(extra) / CORRECTIONS)
    for path in files:
        known = [actor.id for actor in resources.actors]
        resources = corrected(resources, read_corrections(path, known))
    return resources


def _with_extra(extra: Path) -> Resources:
    folder = Path(extra).resolve()
    if not folder.is_dir():
        raise RecordError(
            str(extra), None, "no such folder", "give a folder with lexicons/*.tsv or actors/*.toml"
        )
    return _joined(_load(HERE), _load(folder))


@lru_cache(maxsize=8)
def _load(folder: Path) -> Resources:
    hashes: dict[str, str] = {}
    lexicons: dict[str, Lexicon] = {}
    actors: list[GazetteerActor] = []
    for path in _files(folder, "lexicons", "*.tsv"):
        lexicons[path.stem] = _read_lexicon(path, _text(path, hashes))
    for path in _files(folder, "actors", "*.toml"):
        actors.extend(_read_actors(path, _text(path, hashes)))
    _distinct_ids(actors)
    saved = folder / AXES
    return Resources(
        actors=tuple(actors),
        lexicons=MappingProxyType(lexicons),
        hashes=MappingProxyType(hashes),
        axes=read_axes(_text(saved, hashes)) if saved.is_file() else (),
    )


def _files(folder: Path, kind: str, pattern: str) -> list[Path]:
    inner = folder / kind
    found = sorted((inner if inner.is_dir() else folder).glob(pattern))
    return [path for path in found if path.name not in (CORRECTIONS, AXES)]


def _text(path: Path, hashes: dict[str, str]) -> str:
    content = path.read_bytes()
    hashes[path.name] = hashlib.sha256(content).hexdigest()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RecordError(path.name, line, "is not UTF-8", "save the file as UTF-8") from error


def _read_lexicon(path: Path, text: str) -> Lexicon:
    meta: dict[str, str] = {}
    header: list[str] | None = None
    entries: list[LexiconEntry] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon and header is None:
                meta[key.strip().casefold()] = value.strip()
            continue
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = _checked_header(path, number, cells)
            continue
        entry = _entry(path, number, header, cells)
        key_of = (entry.term.casefold(), entry.language, entry.subkind)
        if key_of in seen:
            problem = f"{entry.term!r} ({entry.language}) stands in line {seen[key_of]} already"
            raise RecordError(path.name, number, problem, "remove one of the two")
        seen[key_of] = number
        entries.append(entry)
    if header is None:
        raise RecordError(path.name, None, "has no header row", "begin the table with term, language, …")
    for key in _META:
        if not meta.get(key):
            raise RecordError(
                path.name, None, f"does not state its {key}", f"add a line '# {key}: …' at the top"
            )
    return Lexicon(
        name=path.stem,
        version=meta["version"],
        licence=meta["licence"],
        source=meta["source"],
        entries=tuple(entries),
    )


def _checked_header(path: Path, number: int, cells: list[str]) -> list[str]:
    for needed in ("term", "language"):
        if needed not in cells:
            raise RecordError(
                path.name, number, f"the header lacks {needed!r}", "separate the columns by tabs"
            )
    if len(set(cells)) < len(cells):
        raise RecordError(path.name, number, "the header names a column twice", "rename or remove one")
    return cells


def _entry(path: Path, number: int, header: list[str], cells: list[str]) -> LexiconEntry:
    if len(cells) > len(header):
        problem = f"{len(cells)} columns where the header has {len(header)}"
        raise RecordError(path.name, number, problem, "separate the columns by single tabs")
    row = dict(zip(header, cells, strict=False))
    term, language = row.pop("term"), row.pop("language", "")
    if not term or not language:
        raise RecordError(path.name, number, "term or language is empty", "fill in both")
    subkind, strength = row.pop("subkind", ""), row.pop("strength", "") or "0.5"
    return LexiconEntry(
        term=term,
        language=language,
        subkind=subkind,
        strength=_strength(strength, path, number),
        attributes=_attributes(tuple(row.items())) if row else _NO_ATTRIBUTES,
    )


def _strength(written: str, path: Path, number: int) -> float:
    try:
        value = float(written)
    except ValueError as error:
        problem = f"strength {written!r} is not a number"
        raise RecordError(path.name, number, problem, "write a number from 0 to 1") from error
    if not 0 <= value <= 1:
        raise RecordError(
            path.name, number, f"strength {written} is out of range", "write a number from 0 to 1"
        )
    return value


@lru_cache(maxsize=4096)
def _attributes(further: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Many lines say the same, so that they may share one mapping."""
    return MappingProxyType({key: cell for key, cell in further if cell})


def _read_actors(path: Path, text: str) -> list[GazetteerActor]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of(error)
        raise RecordError(path.name, line, f"is not TOML ({error})", "correct the line") from error
    return [_actor(path, place, row) for place, row in enumerate(table.get("actor", ()), start=1)]


def _line_of(error: tomllib.TOMLDecodeError) -> int | None:
    words = str(error).replace(",", " ").split()
    after = [later for word, later in pairwise(words) if word == "line"]
    return int(after[-1]) if after and after[-1].isdigit() else None


def _actor(path: Path, place: int, row: Mapping[str, Any]) -> GazetteerActor:
    for needed in ("id", "label", "kind"):
        if not isinstance(row.get(needed), str) or not row[needed]:
            raise RecordError(path.name, None, f"actor {place} has no {needed}", f'add {needed} = "…"')
    names = row.get("names", {})
    if not isinstance(names, Mapping) or not all(_is_list_of_text(forms) for forms in names.values()):
        raise RecordError(path.name, None, f"names of {row['id']} are malformed", 'write en = ["…", "…"]')
    dates = {key: str(row[key]) for key in ("since", "until") if key in row}
    return GazetteerActor(
        id=row["id"],
        label=row["label"],
        kind=row["kind"],
        side=row.get("side"),
        speaks_for=row.get("speaks_for"),
        names=MappingProxyType({language: tuple(forms) for language, forms in names.items()}),
        since=dates.get("since"),
        until=dates.get("until"),
    )


def _is_list_of_text(forms: object) -> bool:
    return isinstance(forms, list) and all(isinstance(form, str) and form for form in forms)


def _distinct_ids(actors: Iterable[GazetteerActor]) -> None:
    seen: set[str] = set()
    for actor in actors:
        if actor.id in seen:
            raise RecordError("actors", None, f"the id {actor.id!r} is given twice", "rename or join the two")
        seen.add(actor.id)


def _joined(base: Resources, extra: Resources) -> Resources:
    actors = {actor.id: actor for actor in (*base.actors, *extra.actors)}
    lexicons = dict(base.lexicons)
    for name, own in extra.lexicons.items():
        lexicons[name] = _overridden(lexicons[name], own) if name in lexicons else own
    hashes = {**base.hashes, **{f"extra/{name}": digest for name, digest in extra.hashes.items()}}
    return Resources(
        actors=tuple(actors.values()),
        lexicons=MappingProxyType(lexicons),
        hashes=MappingProxyType(hashes),
        axes=(*base.axes, *extra.axes),
    )


def _overridden(base: Lexicon, own: Lexicon) -> Lexicon:
    entries = {(entry.term.casefold(), entry.language, entry.subkind): entry for entry in base.entries}
    for entry in own.entries:
        entries[(entry.term.casefold(), entry.language, entry.subkind)] = entry
    return Lexicon(
        name=base.name,
        version=f"{base.version}+{own.version}",
        licence=base.licence if base.licence == own.licence else f"{base.licence}; {own.licence}",
        source=f"{base.source}; {own.source}",
        entries=tuple(entry for entry in entries.values() if entry.strength > 0),
    )
