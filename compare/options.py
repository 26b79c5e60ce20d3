"""The settings of a comparison: frozen, keyword-only, each with its unit, source and how it was fitted.

A threshold is a field here, never a bare number in the middle of code. ``metadata["help"]`` of a field is
the line that the documentation prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from compare.errors import OptionError


def setting(default: Any, help: str, low: float | None = None, high: float | None = None) -> Any:
    """A field with a help line and, for numbers, the closed range that it may take."""
    return field(default=default, metadata={"help": help, "low": low, "high": high})


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """All that a caller may set. Raises :class:`OptionError` for a value outside its range."""

    seed: int = setting(20220212, "Seed of every random draw (bootstrap).", 0, 2**32 - 1)
    bootstrap_samples: int = setting(1000, "Number of bootstrap samples for each interval; 0: none.", 0, 100_000)
    # --- alignment -----------------------------------------------------------------------------------
    # --- relations -----------------------------------------------------------------------------------
    # --- framing -------------------------------------------------------------------------------------
    # --- divergence ----------------------------------------------------------------------------------

    def __post_init__(self) -> None:
        for each in fields(self):
            low, high = each.metadata.get("low"), each.metadata.get("high")
            value = getattr(self, each.name)
            if (low is not None and value < low) or (high is not None and value > high):
                raise OptionError(each.name, value, f"must lie between {low} and {high}")
