"""The project's own gazetteer and lexicons, read once."""

from __future__ import annotations

import pytest

from compare.resources import Resources
from corpora import load_resources


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()
