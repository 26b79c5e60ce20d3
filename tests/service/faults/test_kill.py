"""Five rounds of SIGKILL on real processes; ``scripts/soak`` runs as many as one likes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SOAK = Path(__file__).with_name("soak.py")


def test_nothing_answered_is_lost_and_nothing_ends_twice(
    database: str, new_database: Callable[[str], str]
) -> None:
    """Workers in the middle of a job, the web process in the middle of an upload, and all of them at once."""
    command = [sys.executable, SOAK, "run", "--rounds", "5", "--database", new_database(database)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.endswith("ok\n")
    assert re.search(r"killed \{'web': 3, 'worker': \d\}", run.stdout)
    assert "answered and found: 10 events, 30 uploads, 5 jobs" in run.stdout
