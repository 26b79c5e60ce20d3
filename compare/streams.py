"""Files in and out for the commands: JSONL records in order, and outputs that are whole or absent."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from compare.errors import DocumentError, RashomonError, RecordError

STANDARD = Path("-")
BATCH = 256
"""Lines that are answered together: large enough for the models, small enough to stream."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a JSONL file: its 1-based number and the record, or the error that it gave."""

    number: int
    record: dict[str, Any]
    error: RecordError | None = None

    @property
    def id(self) -> Any:
        return self.record.get("id")


Field = tuple[str, bool]
"""A field's name and whether it must be there; its value is a string (null counts as absent)."""


def read_lines(path: Path, fields: Sequence[Field]) -> Iterator[Line]:
    """The lines of a JSONL file (``-``: standard input), checked for their fields; blank lines are skipped.

    A line that is malformed carries its error; nothing is raised for it.

    Raises:
        DocumentError: the file cannot be opened.
    """
    name = "standard input" if path == STANDARD else str(path)
    try:
        stream: IO[bytes] = sys.stdin.buffer if path == STANDARD else path.open("rb")
    except OSError as error:
        raise DocumentError(name, _reason(error), "give a readable JSONL file") from error
    with stream:
        for number, raw in enumerate(stream, 1):
            if raw.strip():
                yield _parse(name, number, raw, fields)


def _parse(name: str, number: int, raw: bytes, fields: Sequence[Field]) -> Line:
    record: Any = {}
    try:
        record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        if not isinstance(record, dict):
            found, record = type(record).__name__, {}
            raise ValueError(f"a JSON object is expected, not {found}")
        for field, needed in fields:
            value = record.get(field)
            if value is None and needed:
                raise ValueError(f"the field {field!r} is missing")
            if value is not None and not isinstance(value, str):
                raise ValueError(f"the field {field!r} is {value!r}, not a string")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 (byte {error.start})"
    except json.JSONDecodeError as error:
        problem = f"not JSON ({error.msg}, column {error.colno})"
    except (ValueError, RecursionError) as error:
        problem = str(error)
    else:
        return Line(number, record)
    shape = ", ".join(f'"{field}"' + ("" if needed else "?") for field, needed in fields)
    return Line(
        number, record, RecordError(name, number, problem, f"give {{{shape}}} in UTF-8, one object a line")
    )


def answer_lines(
    lines: Iterable[Line],
    answer: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
    *,
    keep_going: bool,
    progress: Callable[[int], None] | None = None,
) -> Iterator[dict[str, Any]]:
    """Answer records in batches, in order. A failed line gives ``{"id", "error"}`` if ``keep_going``.

    Raises:
        RecordError: the first failed line, unless ``keep_going``.
    """
    done = 0
    for batch in _batches(lines):
        failed = next((line.error for line in batch if line.error), None)
        if failed and not keep_going:
            yield from answer([line.record for line in batch[: _first_failed(batch)]])
            raise failed
        answers = iter(answer([line.record for line in batch if not line.error]))
        for line in batch:
            yield {"id": line.id, "error": str(line.error)} if line.error else next(answers)
        done += len(batch)
        if progress:
            progress(done)


def _first_failed(batch: list[Line]) -> int:
    return next(place for place, line in enumerate(batch) if line.error)


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def whole_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A binary stream that becomes ``path`` only if the block ends well; None or ``-``: standard output.

    Raises:
        DocumentError: the file cannot be written; nothing is left behind.
    """
    if path is None or path == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    check_writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except OSError as error:
        raise DocumentError(str(path), _reason(error), "choose another output with -o") from error
    finally:
        Path(name).unlink(missing_ok=True)


def check_writable(path: Path | None) -> None:
    """Fail before the work, not after it.

    Raises:
        DocumentError: ``path`` is a folder, or its folder is missing or not writable.
    """
    if path is None or path == STANDARD:
        return
    if path.is_dir():
        raise DocumentError(str(path), "is a directory", "give a file name with -o")
    if not path.parent.is_dir():
        raise DocumentError(str(path), f"the folder {path.parent} does not exist", "make it first")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise DocumentError(
            str(path), "cannot be written (permission denied)", "choose another output with -o"
        )


def write_json_line(stream: IO[bytes], record: dict[str, Any]) -> None:
    """One record as a line of JSON in UTF-8; figures rounded to 6 digits."""
    text = json.dumps(rounded(record), ensure_ascii=False)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def rounded(value: Any) -> Any:
    """The same value with every float rounded to 6 digits."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def one_line(error: RashomonError) -> str:
    """The error's text on one line."""
    return " ".join(str(error).split())


def print_text(text: str) -> None:
    """Text to standard output in UTF-8, whatever the terminal's locale; lone surrogates are escaped."""
    with whole_output(None) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
