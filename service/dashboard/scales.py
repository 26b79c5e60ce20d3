"""Ten steps of one hue between the least and the greatest figure shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

STEPS = 10


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, both multiples of .05."""

    low: float
    high: float

    def step(self, value: float) -> int:
        """The step 0..9 of a value; values beyond an end take the last step."""
        share = (value - self.low) / (self.high - self.low)
        return max(0, min(STEPS - 1, int(share * STEPS)))


def scale_of(values: Sequence[float]) -> Scale:
    """The scale for these values, 0..1; at least .1 wide, so that chance differences do not look large."""
    if not values:
        return Scale(0.0, 1.0)
    low, high = floor(min(values) * 20) / 20, ceil(max(values) * 20) / 20
    if high - low < 0.1:
        low, high = (max(0.0, high - 0.1), high) if high >= 0.1 else (0.0, 0.1)
    return Scale(round(low, 2), round(high, 2))
