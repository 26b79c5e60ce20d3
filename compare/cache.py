"""Where this computer keeps what can be made again: embeddings, converted models."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "RASHOMON_CACHE"
OFF = frozenset({"", "0", "off", "no", "false", "none"})


def cache_folder() -> Path | None:
    """The folder of the cache, which need not exist yet; None where it is turned off.

    The environment variable ``RASHOMON_CACHE`` names a folder, or turns the cache off (``off``). Without it:
    ``$XDG_CACHE_HOME/rashomon`` or ``~/.cache/rashomon``, ``~/Library/Caches/rashomon`` on macOS,
    ``%LOCALAPPDATA%\\rashomon\\Cache`` on Windows.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return None if chosen.strip().casefold() in OFF else Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "rashomon"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "rashomon" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rashomon"
