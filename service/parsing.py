"""The process that reads foreign files: started by :mod:`service.uploads`, one file at a time, within limits.

It gets a length, a JSON head and the file's bytes on standard input and answers a length and JSON on standard
output: never a pickle, so that a file that takes this process over cannot reach the service. It may write no
file, and an alarm ends it even if the service is gone.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from compare.documents import parse_readout
from compare.documents.language import detect_language
from compare.errors import DocumentError, InputError, OptionError
from compare.records import Readout
from compare.sides import sides_to_compare
from corpora import load_resources
from service.corrections import with_corrections

LENGTH = struct.Struct(">Q")
GRACE = 1.0
"""Seconds that the parent has to end this process before it ends itself."""


def main() -> None:
    """Answer files until standard input ends."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints must not be taken for an answer
    settings = json.loads(_block(incoming))
    _confine(settings["megabytes"])
    _answer(outgoing, {"ready": True})
    while True:
        try:
            head = json.loads(_block(incoming))
            content = _block(incoming)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, settings["seconds"] + GRACE)
        _answer(outgoing, _carried_out(head, content, settings["characters"]))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _carried_out(head: dict[str, Any], content: bytes, most: int) -> dict[str, Any]:
    try:
        readout = _read(head, content)
        if len(readout.text) > most:
            way_out = "cut the text or raise max_text_characters"
            raise DocumentError(
                readout.source, f"has {len(readout.text):,} characters, more than {most:,}", way_out
            )
        if not head["split"]:
            return {"readouts": [asdict(readout)], "documents": []}
        resources = with_corrections(load_resources(head["resources"]), head["corrections"])
        readouts, documents = sides_to_compare([readout], resources)
        return {
            "readouts": [asdict(each) for each in readouts],
            "documents": [asdict(document) for document in documents],
        }
    except MemoryError:
        return {"memory": True}
    except (InputError, OptionError) as error:
        return {"refused": str(error)}
    except RecursionError:
        return {"refused": f"{head['name']}: is nested too deeply; give it as plain text"}


def _read(head: dict[str, Any], content: bytes) -> Readout:
    known = {field: head[field] for field in ("title", "date", "actor", "side") if head[field] is not None}
    if head["verbatim"]:
        text = content.decode("utf-8", "surrogatepass")
        language = head["language"] or detect_language(text)
        return Readout(source=head["source"], text=text, language=language, url=head["url"], **known)
    readout = parse_readout(
        content,
        name=head["name"],
        source=head["source"],
        language=head["language"],
        media_type=head["media_type"],
        url=head["url"],
    )
    return Readout(**{**{name: getattr(readout, name) for name in Readout.__dataclass_fields__}, **known})


def _confine(megabytes: int) -> None:
    """Memory above what the libraries take already; no file written, no core dumped."""
    try:
        import resource
    except ImportError:  # Windows: only the time is limited
        return
    status = Path("/proc/self/statm")
    pages = int(status.read_text().split()[0]) if status.exists() else 0
    most = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _block(stream: BinaryIO) -> bytes:
    length = stream.read(LENGTH.size)
    if len(length) < LENGTH.size:
        raise EOFError
    return stream.read(LENGTH.unpack(length)[0])


def _answer(stream: BinaryIO, answer: dict[str, Any]) -> None:
    content = json.dumps(answer).encode("ascii")
    stream.write(LENGTH.pack(len(content)) + content)
    stream.flush()


if __name__ == "__main__":
    main()
