"""A taken-apart article for a person: who says what, and one text file a readout."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from compare.attribution import SplitArticle
from compare.errors import DocumentError


def render_split(article: SplitArticle) -> str:
    """Every attribution in the order of the text, with its speaker, then the size of each readout."""
    labels = {actor.id: actor.label for actor in article.actors}
    text = article.document.text
    lines = []
    for attribution in article.attributions:
        speaker = labels.get(attribution.actor or "", attribution.actor or "unknown")
        if attribution.candidates:
            speaker = "one of " + ", ".join(labels.get(each, each) for each in attribution.candidates)
        side = f" [{attribution.side}]" if attribution.side else ""
        via = f" via {labels.get(attribution.via, attribution.via)}" if attribution.via else ""
        lines.append(f"{speaker}{side}{via} ({attribution.kind}):")
        lines += [f"    {' '.join(span.of(text).split())}" for span in attribution.content]
    lines.append("")
    lines += [
        f"{readout.source}: {len(readout.derived_from.segments if readout.derived_from else ())} passages, "
        f"{len(readout.text)} characters"
        for readout in article.readouts
    ]
    return "\n".join(lines) + "\n"


def write_split(article: SplitArticle, folder: Path) -> list[Path]:
    """One text file a readout, named by its source; the folder is made if missing.

    Raises:
        DocumentError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / f"{_slug(readout.source)}.txt", readout.text) for readout in article.readouts]
    except OSError as error:
        raise DocumentError(
            str(folder), (error.strerror or str(error)).lower(), "choose a folder that can be written with -o"
        ) from error


def _write(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    os.chmod(name, 0o644)
    os.replace(name, path)
    return path


def _slug(source: str) -> str:
    folded = unicodedata.normalize("NFKC", source).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-") or "readout"
