"""Many events in one go: a folder with a subfolder an event, a file a readout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compare.documents import read_readout
from compare.errors import DocumentError, InputError
from compare.records import Readout

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


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
