"""What the README and the docs show is what the commands print: every console block is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_every_block_of_a_page_does_what_it_shows(page: Path, tmp_path: Path) -> None:
    """In order, in one folder. ``…`` on a line of its own stands for any lines, at its end for any rest."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }
    for kind, block in blocks(page):
        if kind == "python":
            run = subprocess.run(
                [sys.executable, "-W", "error", "-c", block], cwd=tmp_path, capture_output=True, text=True
            )
            assert run.returncode == 0, run.stderr
            continue
        for command, expected in commands(block):
            run = subprocess.run(
                command,
                shell=True,
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                executable="/bin/bash",
            )
            assert run.returncode == 0, f"{command}\n{run.stderr}"
            assert matches(run.stdout, expected), f"{command}\n{run.stdout}"


def commands(block: str) -> list[tuple[str, str]]:
    """The lines after ``$ `` (continued by ``> ``) and what each prints."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", "")
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line + "\n")
    return found


DECIMAL = re.compile(r"\d+\.\d{2,}")
CLOSE = 0.05
"""Vectors differ in the last digits from processor to processor; a figure that is shown may be off by this."""


def matches(printed: str, expected: str) -> bool:
    """Word by word, and decimals closely."""
    if not expected:
        return True
    pattern = ""
    shown: list[float] = []
    for line in expected.splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
            continue
        rest = line.endswith("…")
        text = line[:-1].rstrip() if rest else line.rstrip()
        shown += [float(figure) for figure in DECIMAL.findall(text)]
        pattern += r"(\d+\.\d+)".join(re.escape(part) for part in DECIMAL.split(text))
        pattern += r".*\n" if rest else r"[ ]*\n"
    found = re.fullmatch(pattern, printed)
    return found is not None and all(
        abs(float(figure) - value) <= CLOSE for figure, value in zip(found.groups(), shown, strict=True)
    )


@pytest.mark.parametrize(
    ("printed", "expected", "same"),
    [
        ("one 0.51\ntwo\n", "one 0.52\n…\n", True),
        ("one 0.51\ntwo\n", "one 0.62\n…\n", False),
        ("one 0.51\n", "two 0.51\n", False),
        ("1 claim\n", "2 claims\n", False),
    ],
)
def test_what_counts_as_the_same_output(printed: str, expected: str, same: bool) -> None:
    assert matches(printed, expected) is same
