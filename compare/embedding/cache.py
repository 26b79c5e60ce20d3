"""Embeddings kept on disk, so that a text is encoded once on this computer."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np

from compare.embedding.encoder import Encoder, Vectors

T = TypeVar("T")

LIMIT = 60_000
"""Vectors kept by default: about 215 MB of 896 float32 numbers each."""

BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

log = logging.getLogger(__name__)


class CachedEncoder:
    """An encoder that asks a SQLite file first.

    The key is a hash of the encoder's name, revision and dimension and of the text and its language; the
    runtime is no part of it, since it changes no vector beyond rounding. Several processes and threads may
    share the file. Above ``limit`` vectors the oldest go. A damaged file is made anew; where the file cannot
    be written, a warning is logged and the encoder works without it.
    """

    def __init__(self, encoder: Encoder, path: Path, *, limit: int = LIMIT) -> None:
        self.encoder = encoder
        self.path = path
        self.limit = limit

    @property
    def name(self) -> str:
        """Name of the model behind the cache."""
        return self.encoder.name

    @property
    def revision(self) -> str:
        """Revision of the model behind the cache."""
        return self.encoder.revision

    @property
    def runtime(self) -> str:
        """Runtime of the model behind the cache."""
        return self.encoder.runtime

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.encoder.dimension

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """As :meth:`Encoder.encode`; texts that the file knows are not encoded again."""
        spoken = list(languages) if languages is not None else [None] * len(texts)
        keys = [self._key(text, language) for text, language in zip(texts, spoken, strict=True)]
        known = self._read(keys)
        missing = {key: place for place, key in enumerate(keys) if key not in known}
        if missing:
            places = list(missing.values())
            fresh = self.encoder.encode([texts[at] for at in places], [spoken[at] for at in places])
            made = dict(zip(missing, fresh, strict=True))
            self._write(made)
            known.update(made)
        vectors = np.empty((len(keys), self.dimension), dtype=np.float32)
        for place, key in enumerate(keys):
            vectors[place] = known[key]
        return vectors

    def _key(self, text: str, language: str | None) -> bytes:
        identity = (self.name, self.revision, str(self.dimension), language or "", text)
        return hashlib.sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).digest()

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        distinct = list(dict.fromkeys(keys))

        def select(file: sqlite3.Connection) -> dict[bytes, Vectors]:
            known = {}
            for start in range(0, len(distinct), 500):
                some = distinct[start : start + 500]
                marks = ",".join("?" * len(some))
                for key, stored in file.execute(
                    f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some
                ):
                    if len(stored) == 4 * self.dimension:
                        known[key] = np.frombuffer(stored, dtype="<f4").astype(np.float32)
            return known

        return self._ask(select) or {} if distinct else {}

    def _write(self, made: Mapping[bytes, Vectors]) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in made.items()]

        def insert(file: sqlite3.Connection) -> None:
            with file:
                file.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", rows)
                (count,) = file.execute("SELECT count(*) FROM vectors").fetchone()
                if count > self.limit:
                    file.execute(
                        "DELETE FROM vectors WHERE number IN "
                        "(SELECT number FROM vectors ORDER BY number LIMIT ?)",
                        (count - self.limit * 9 // 10,),
                    )

        self._ask(insert)

    def _ask(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """What ``action`` finds in the file; None, with a warning, where SQLite objects."""
        try:
            with closing(self._open()) as file:
                return action(file)
        except sqlite3.DatabaseError as error:
            if _code(error) in BROKEN:
                log.warning("%s: the embedding cache is damaged and is made anew (%s)", self.path, error)
                self._remove()
            else:
                log.warning("%s: the embedding cache cannot be used (%s)", self.path, error)
            return None

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
        file = sqlite3.connect(self.path, timeout=30)
        try:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=NORMAL")
            file.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB UNIQUE NOT NULL, vector BLOB NOT NULL)"
            )
        except BaseException:
            file.close()
            raise
        return file

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)


def _code(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
