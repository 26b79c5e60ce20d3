"""Foreign files are read in processes of their own, with limits on time and memory.

A process reads one file after another and is replaced after a failure or :data:`FILES_A_PROCESS` files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue
from threading import Lock, Timer
from typing import IO, Any

from compare.errors import InputError, RashomonError
from compare.records import Derivation, Document, Readout, Segment
from service.parsing import LENGTH

FILES_A_PROCESS = 200
START_SECONDS = 120.0
LONGEST_ANSWER = 2**28
"""Bytes of an answer that are believed."""


class StoppedError(InputError):
    """Reading the file took more time or memory than it may."""


class ParserError(RashomonError):
    """The process that reads files does not start: no fault of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file or text as it came, and what the sender says of it; None: unknown.

    ``verbatim``: ``content`` is text in UTF-8, not a file. ``split``: take an article apart by side, with the
    project's ``corrections`` of actors.
    """

    name: str
    content: bytes
    source: str | None = None
    language: str | None = None
    media_type: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    actor: str | None = None
    side: str | None = None
    verbatim: bool = False
    split: bool = False
    corrections: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The readouts in an upload, and the article that they were split from, if they were."""

    readouts: tuple[Readout, ...]
    documents: tuple[Document, ...]


class Parser:
    """Reads uploads, ``processes`` at a time. Thread-safe; :meth:`read` blocks."""

    def __init__(
        self,
        *,
        seconds: float,
        megabytes: int,
        characters: int,
        resources: Path | None = None,
        processes: int = 2,
    ) -> None:
        self._limits = {"seconds": seconds, "megabytes": megabytes, "characters": characters}
        self._resources = None if resources is None else str(resources)
        self._free: LifoQueue[_Process | None] = LifoQueue()
        self._all: set[_Process] = set()
        self._lock = Lock()
        self._closed = False
        for _ in range(processes):
            self._free.put(None)

    def read(self, upload: Upload) -> Parsed:
        """The readouts in the upload.

        Raises:
            InputError: it cannot be read; the message names it.
            StoppedError: reading it took too much time or memory.
            ParserError: no process can be started.
        """
        process = self._free.get()
        healthy = False
        try:
            if process is None:
                process = self._start()
            answer = process.ask(self._head(upload), upload.content)
            healthy = "memory" not in answer and process.files < FILES_A_PROCESS
        except _SilentError as error:
            if process is None:
                raise ParserError(
                    "the process that reads files does not start; is the installation whole?"
                ) from None
            limit = f"{self._limits['seconds']:g} s" if error.timed_out else self._memory()
            raise StoppedError(
                f"{upload.name}: could not be read within {limit}; give it as plain text"
            ) from None
        finally:
            if not healthy and process is not None:
                self._end(process)
            self._free.put(process if healthy else None)
        if "memory" in answer:
            raise StoppedError(
                f"{upload.name}: could not be read within {self._memory()}; give it as plain text"
            )
        if "refused" in answer:
            raise InputError(answer["refused"])
        return Parsed(
            tuple(_readout(each) for each in answer["readouts"]),
            tuple(Document(**each) for each in answer["documents"]),
        )

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        with self._lock:
            processes = list(self._all)
        for process in processes:
            self._end(process)

    def _memory(self) -> str:
        return f"{self._limits['megabytes']} MiB of memory"

    def _head(self, upload: Upload) -> dict[str, Any]:
        return {
            "name": upload.name,
            "source": upload.source,
            "language": upload.language,
            "media_type": upload.media_type,
            "title": upload.title,
            "date": upload.date,
            "url": upload.url,
            "actor": upload.actor,
            "side": upload.side,
            "verbatim": upload.verbatim,
            "split": upload.split,
            "corrections": dict(upload.corrections or {}),
            "resources": self._resources,
        }

    def _start(self) -> _Process:
        process = _Process(self._limits)
        with self._lock:
            self._all.add(process)
        if self._closed:
            self._end(process)
        return process

    def _end(self, process: _Process) -> None:
        with self._lock:
            self._all.discard(process)
        process.end()


class _SilentError(Exception):
    def __init__(self, *, timed_out: bool) -> None:
        super().__init__()
        self.timed_out = timed_out


class _Process:
    def __init__(self, limits: Mapping[str, Any]) -> None:
        self._seconds: float = limits["seconds"]
        self.files = 0
        few_threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "service.parsing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | few_threads | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        try:
            self._exchange(START_SECONDS, json.dumps(limits).encode())
        except _SilentError:
            self.end()
            raise

    def ask(self, head: Mapping[str, Any], content: bytes) -> dict[str, Any]:
        self.files += 1
        return self._exchange(self._seconds, json.dumps(head).encode("ascii"), content)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def _exchange(self, seconds: float, *blocks: bytes) -> dict[str, Any]:
        """Send, wait, receive; a process that is silent for too long is killed, which ends the wait."""
        incoming, outgoing = self._process.stdout, self._process.stdin
        assert incoming is not None
        assert outgoing is not None
        killed = Timer(seconds, self._process.kill)
        killed.daemon = True
        killed.start()
        try:
            for block in blocks:
                outgoing.write(LENGTH.pack(len(block)))
                outgoing.write(block)
            outgoing.flush()
            length = LENGTH.unpack(_exactly(incoming, LENGTH.size))[0]
            if length > LONGEST_ANSWER:
                raise EOFError
            answer: dict[str, Any] = json.loads(_exactly(incoming, length))
            return answer
        except (EOFError, BrokenPipeError, ValueError) as error:
            raise _SilentError(timed_out=not killed.is_alive()) from error
        finally:
            killed.cancel()


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _readout(data: dict[str, Any]) -> Readout:
    derived = data.pop("derived_from")
    derivation = derived and Derivation(
        document=derived["document"], segments=tuple(Segment(**segment) for segment in derived["segments"])
    )
    return Readout(**data, derived_from=derivation)
