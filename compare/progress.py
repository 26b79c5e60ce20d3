"""Progress on standard error where a person watches, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def staged() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each stage of a comparison; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


@contextmanager
def counted(what: str) -> Iterator[Callable[[int], None]]:
    """How many are done, on one line that is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    yield lambda done: print(f"\r{done} {what} done", end="", file=sys.stderr, flush=True)
    print("\r\033[K", end="", file=sys.stderr)
