"""The vendored chart library is the build that its README names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import service

FOLDER = Path(service.__file__).parent / "static/vendor/echarts"


def test_the_build_has_the_hash_of_the_readme() -> None:
    digest = hashlib.sha256((FOLDER / "echarts.min.js").read_bytes()).hexdigest()
    assert digest in (FOLDER / "README.md").read_text()


def test_the_licences_travel_with_it() -> None:
    assert "Apache License" in (FOLDER / "LICENSE.txt").read_text()
    assert "Apache Software Foundation" in (FOLDER / "NOTICE.txt").read_text()


def test_it_never_makes_code_from_text() -> None:
    text = (FOLDER / "echarts.min.js").read_text()
    assert "eval(" not in text
    assert "new Function" not in text
