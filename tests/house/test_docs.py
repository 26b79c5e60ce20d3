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


def matches(printed: str, expected: str) -> bool:
    if not expected:
        return True
    pattern = ""
    for line in expected.splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        elif line.endswith("…"):
            pattern += re.escape(line[:-1].rstrip()) + r".*\n"
        else:
            pattern += re.escape(line.rstrip()) + r"[ ]*\n"
    return re.fullmatch(pattern, printed) is not None
