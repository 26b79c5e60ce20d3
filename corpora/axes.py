"""Reads a project's saved axes, ``axes.toml`` in the folder of its resources.

```toml
[[axis]]
name = "stance"
low = ["cooperation", "dialogue"]
high = ["confrontation", "escalation"]
```
"""

from __future__ import annotations

import tomllib
from typing import Any

from compare.errors import RecordError
from compare.resources import Axis

FILE = "axes.toml"
_KEYS = {"name", "low", "high"}


def read_axes(text: str, file: str = FILE) -> tuple[Axis, ...]:
    """The axes of a TOML text.

    Raises:
        RecordError: it is no TOML, an axis lacks a name or a pole, or two have one name.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecordError(file, None, f"is not TOML ({error})", "correct the line") from error
    rows = table.get("axis", [])
    if set(table) - {"axis"} or not isinstance(rows, list):
        raise RecordError(file, None, f"holds {', '.join(sorted(table))}", "write [[axis]] tables alone")
    axes = tuple(_axis(row, place, file) for place, row in enumerate(rows, start=1))
    names = [axis.name for axis in axes]
    for name in names:
        if names.count(name) > 1:
            raise RecordError(file, None, f"the axis {name!r} is given twice", "rename one")
    return axes


def _axis(row: Any, place: int, file: str) -> Axis:
    if not isinstance(row, dict) or set(row) - _KEYS:
        raise RecordError(file, None, f"axis {place} has other keys than name, low, high", "remove them")
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise RecordError(file, None, f"axis {place} has no name", 'add name = "…"')
    poles = {side: row.get(side) for side in ("low", "high")}
    for side, words in poles.items():
        if (
            not isinstance(words, list)
            or not words
            or not all(isinstance(w, str) and w.strip() for w in words)
        ):
            problem = f"axis {row['name']!r}: {side} is not a list of words"
            raise RecordError(file, None, problem, f'write {side} = ["…", "…"]')
    return Axis(name=row["name"].strip(), low=tuple(row["low"]), high=tuple(row["high"]))
