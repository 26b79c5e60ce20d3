"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """Where the public measuring data lie: ``RASHOMON_SHARED``, else the folder ``shared`` beside the checkout."""
    return Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data; the test skips where they are not there."""
    folder = shared_folder()
    if not (folder / "eval").is_dir():
        pytest.skip(f"needs the measuring data in {folder} (set RASHOMON_SHARED)")
    return folder


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> str:
    """The article that the project grew from; never committed."""
    return (shared / "seed-article.txt").read_text(encoding="utf-8")
