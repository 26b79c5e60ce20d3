"""Axes as they are drawn: accounts or actors between two poles, on a scale wide enough for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from compare.records import Interval
from service.store.series import Figure

_STEP = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """An axis; ``reach`` is the position at both ends of the drawing, 0..1, and positions become shares of
    its width by :meth:`share`."""

    name: str
    low: str
    high: str
    reach: float
    rows: tuple[tuple[Any, Interval | Figure, tuple[str, ...]], ...]

    def share(self, position: float) -> float:
        """0 at the pole ``low`` to 1 at ``high``."""
        return (position / self.reach + 1) / 2


def strip_of(
    name: str,
    low: Sequence[str],
    high: Sequence[str],
    rows: Iterable[tuple[Any, Interval | Figure, tuple[str, ...]]],
) -> Strip:
    """The strip of rows: whose, where, and the claims that pull."""
    rows = tuple(rows)
    told = [abs(edge) for _, at, _ in rows for edge in (at.value, at.low, at.high) if edge is not None]
    reach = min(1.0, max(_STEP, ceil(max(told, default=0.0) / _STEP) * _STEP))
    return Strip(name=name, low=", ".join(low), high=", ".join(high), reach=round(reach, 1), rows=rows)
