"""What is installed: every file of the packages, not only the code."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_of_the_packages_is_installed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = ["*.py", "*.pyc", "*.pyi", *settings["package-data"]["*"]]
    files = [
        path
        for package in ("compare", "service", "corpora")
        for path in (ROOT / package).rglob("*")
        if path.is_file()
    ]
    assert len(files) > 300
    left_out = [
        str(path.relative_to(ROOT))
        for path in files
        if not any(fnmatch(path.name, pattern) for pattern in patterns)
    ]
    assert left_out == []
