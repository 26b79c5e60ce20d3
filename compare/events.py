"""Many events in one go: a folder with a subfolder an event, a file a readout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from compare.documents import read_readout
from compare.embedding import Encoder
from compare.errors import DocumentError, InputError
from compare.options import CompareOptions
from compare.pipeline import compare_readouts
from compare.records import Readout
from compare.reports.events import event_row, failed_row
from compare.resources import Axis, Resources

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


def compare_events(
    folder: Path,
    *,
    encoder: Encoder,
    resources: Resources,
    options: CompareOptions,
    language: str | None = None,
    axes: Sequence[Axis] = (),
    progress: Callable[[int], None] | None = None,
) -> list[dict[str, Any]]:
    """One row an event, in name order; an event that cannot be compared has its reason in ``error``.

    Raises:
        DocumentError: see :func:`read_events`.
    """
    rows = []
    for done, (name, readouts) in enumerate(read_events(folder, language=language), 1):
        try:
            if isinstance(readouts, InputError):
                raise readouts
            found = compare_readouts(
                readouts, encoder=encoder, resources=resources, options=options, axes=axes
            )
            rows.append(event_row(name, found))
        except InputError as error:
            rows.append(failed_row(name, error))
        if progress:
            progress(done)
    return rows


def read_events(
    folder: Path, *, language: str | None = None
) -> Iterator[tuple[str, list[Readout] | InputError]]:
    """Each subfolder in name order as ``(name, readouts)``, or ``(name, error)`` if it cannot be compared.

    A readout is a file with one of :data:`SUFFIXES`; its source is the file's name up to the first dot.

    Raises:
        DocumentError: ``folder`` is no folder, or holds no subfolder.
    """
    if not folder.is_dir():
        raise DocumentError(str(folder), "no such folder", "give a folder with a subfolder an event")
    subfolders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not subfolders:
        raise DocumentError(
            str(folder), "has no subfolders", "make one subfolder an event, one file a readout"
        )
    for event in subfolders:
        files = sorted(path for path in event.iterdir() if path.suffix.lower() in SUFFIXES)
        try:
            if len(files) < 2:
                raise DocumentError(
                    str(event),
                    f"{len(files)} readout found",
                    f"an event needs two files or more ({', '.join(SUFFIXES)})",
                )
            yield (
                event.name,
                [read_readout(path, source=path.name.split(".")[0], language=language) for path in files],
            )
        except InputError as error:
            yield event.name, error
