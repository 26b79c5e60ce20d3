"""Directions of import, and what the short commands must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "pandas")
FORBIDDEN = {"compare": {"service", "corpora"}, "corpora": {"service"}, "service": set()}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", FORBIDDEN)
def test_no_arrow_points_the_wrong_way(package: str) -> None:
    files = [path for path in (ROOT / package).rglob("*.py") if path != ROOT / "compare" / "cli.py"]
    assert files
    wrong = {
        str(path.relative_to(ROOT)): bad for path in files if (bad := imports_of(path) & FORBIDDEN[package])
    }
    assert not wrong


def test_a_cold_comparison_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The leaders spoke on Monday. They agreed to meet in May.", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Les dirigeants se sont parlé lundi. Aucune rencontre n'est prévue.", encoding="utf-8"
    )
    script = (
        "import sys; sys.argv = ['rashomon', 'compare', 'a.txt', 'b.txt', '-o', 'report.html']\n"
        "from compare.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
