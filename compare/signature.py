"""The line that travels with every number: version, encoder and revision, resources, options, seed.

The idea of a score signature is that of Post (2018), "A Call for Clarity in Reporting BLEU Scores".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from compare.options import CompareOptions


def rashomon_version() -> str:
    """Version of the installed distribution, ``0+unknown`` from a bare source tree."""
    try:
        return version("rashomon-readouts")
    except PackageNotFoundError:
        return "0+unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What made the numbers. ``resources`` maps data file names to SHA-256; ``options`` are all settings."""

    version: str
    encoder: str
    revision: str
    runtime: str
    resources: Mapping[str, str]
    options: Mapping[str, Any]
    seed: int

    @property
    def line(self) -> str:
        """One line to cite: ``rashomon:VERSION|encoder:NAME@REVISION|…|seed:N``."""
        return "|".join(
            (
                f"rashomon:{self.version}",
                f"encoder:{self.encoder}@{self.revision}",
                f"runtime:{self.runtime}",
                f"resources:{_digest(self.resources)}",
                f"options:{_digest(self.options)}",
                f"seed:{self.seed}",
            )
        )


def sign(
    *, encoder: str, revision: str, runtime: str, resources: Mapping[str, str], options: CompareOptions
) -> Signature:
    """The signature of a run."""
    settings = asdict(options)
    seed = settings.pop("seed")
    return Signature(
        version=rashomon_version(),
        encoder=encoder,
        revision=revision,
        runtime=runtime,
        resources=dict(sorted(resources.items())),
        options=settings,
        seed=seed,
    )


def _digest(values: Mapping[str, Any]) -> str:
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
