"""The embedding cache: what it saves, what it survives."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from compare.cache import cache_folder
from compare.embedding import BundledEncoder, CachedEncoder, Vectors, cached_encoder

TEXTS = [f"Article {number} of the treaty of Port Alba." for number in range(12)]
ENGLISH = ["en"] * len(TEXTS)


class Counting(BundledEncoder):
    """The bundled encoder, which also tells how many texts it was asked for."""

    asked = 0

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        self.asked += len(texts)
        return super().encode(texts, languages)


@pytest.fixture(scope="module")
def counting() -> Counting:
    return Counting()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "embeddings.sqlite3"


def rows_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        return int(opened.execute("SELECT count(*) FROM vectors").fetchone()[0])


def test_a_text_is_encoded_once(counting: Counting, file: Path) -> None:
    before = counting.asked
    cached = CachedEncoder(counting, file)
    first = cached.encode([*TEXTS, TEXTS[0]], [*ENGLISH, "en"])
    again = CachedEncoder(counting, file).encode(TEXTS[::-1], ENGLISH)
    assert counting.asked - before == len(TEXTS)
    np.testing.assert_array_equal(first[:-1], again[::-1])
    np.testing.assert_array_equal(first[0], first[-1])


def test_the_language_is_part_of_the_key(counting: Counting, file: Path) -> None:
    cached = CachedEncoder(counting, file)
    english, french = cached.encode(["Port Alba", "Port Alba"], ["en", "fr"])
    assert not np.array_equal(english, french)
    np.testing.assert_array_equal(cached.encode(["Port Alba"], ["fr"])[0], french)


def test_a_new_revision_does_not_see_old_vectors(
    counting: Counting, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedEncoder(counting, file).encode(TEXTS[:2], ENGLISH[:2])
    before = counting.asked
    monkeypatch.setattr(Counting, "revision", "another")
    CachedEncoder(counting, file).encode(TEXTS[:2], ENGLISH[:2])
    assert counting.asked - before == 2


def test_above_the_limit_the_oldest_go(counting: Counting, file: Path) -> None:
    cached = CachedEncoder(counting, file, limit=10)
    cached.encode(TEXTS, ENGLISH)
    assert rows_of(file) == 9
    before = counting.asked
    cached.encode(TEXTS[-9:], ENGLISH[-9:])
    assert counting.asked == before


@pytest.mark.parametrize("damage", [b"no database at all " * 300, b""])
def test_a_damaged_file_is_made_anew(
    counting: Counting, file: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    cached = CachedEncoder(counting, file)
    good = cached.encode(TEXTS, ENGLISH)
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    file.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        np.testing.assert_array_equal(cached.encode(TEXTS, ENGLISH), good)
    assert ("made anew" in caplog.text) == bool(damage)
    assert rows_of(file) == len(TEXTS)


def test_a_vector_of_the_wrong_length_is_replaced(counting: Counting, file: Path) -> None:
    cached = CachedEncoder(counting, file)
    good = cached.encode(TEXTS, ENGLISH)
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("UPDATE vectors SET vector = x'00'")
    np.testing.assert_array_equal(cached.encode(TEXTS, ENGLISH), good)


def test_a_folder_that_cannot_be_made_is_told_and_does_no_harm(
    counting: Counting, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a file").write_text("")
    cached = CachedEncoder(counting, tmp_path / "a file" / "embeddings.sqlite3")
    with caplog.at_level(logging.WARNING):
        assert cached.encode(TEXTS[:1], ["en"]).shape == (1, 896)
    assert "cannot be used" in caplog.text


def fill(job: tuple[Path, int]) -> bytes:
    path, start = job
    texts = TEXTS[start:] + TEXTS[:start]
    vectors = CachedEncoder(BundledEncoder(), path).encode(texts, ENGLISH)
    return np.roll(vectors, start, axis=0).tobytes()


def test_several_processes_share_one_file(file: Path) -> None:
    from multiprocessing import get_context

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(fill, [(file, 0), (file, 5)])
    np.testing.assert_allclose(np.frombuffer(first, np.float32), np.frombuffer(second, np.float32), atol=2e-6)
    assert rows_of(file) == len(TEXTS)


@pytest.mark.parametrize("off", ["off", "", "0", "No"])
def test_the_variable_turns_the_cache_off(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", off)
    assert cache_folder() is None
    assert not isinstance(cached_encoder(None), CachedEncoder)


def test_the_variable_moves_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "elsewhere"))
    cached = cached_encoder(None)
    assert isinstance(cached, CachedEncoder)
    assert cached.path == tmp_path / "elsewhere" / "embeddings.sqlite3"
