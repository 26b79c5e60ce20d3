"""What the engine asks of an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Texts to vectors. ``name``, ``revision`` and ``runtime`` go into the signature of every report."""

    @property
    def name(self) -> str: ...

    @property
    def revision(self) -> str: ...

    @property
    def runtime(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, d), float32, rows of unit length; row i belongs to ``texts[i]``.

        ``languages`` are ISO 639-1 codes, None where unknown (then detected if the model needs it).
        The vector of a text does not depend on the other texts of the call, beyond rounding.
        """
        ...
