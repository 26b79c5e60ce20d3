"""The judge: reads pairs of statements in batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Encoder
from compare.options import CompareOptions
from compare.relations.decision import decide
from compare.relations.overlap import overlap_of
from compare.relations.statements import Judgement, Statement
from compare.resources import Resources

Floats = NDArray[np.float64]


class Entailment(Protocol):
    """What the judge asks of an entailment model."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Shape (n, 3): entailment, neutral, contradiction of (premise, hypothesis); rows sum to 1."""
        ...


class RelationJudge:
    """Judges how two statements relate; built once, used for many batches."""

    def __init__(
        self,
        encoder: Encoder,
        entailment: Entailment,
        resources: Resources | None = None,
        options: CompareOptions | None = None,
    ) -> None:
        self._encoder = encoder
        self._entailment = entailment
        self._resources = resources or Resources()
        self._options = options or CompareOptions()

    def judge(
        self, pairs: Sequence[tuple[Statement, Statement]], cosines: Sequence[float] | None = None
    ) -> list[Judgement]:
        """A judgement for each pair, in order. The order of a pair swaps directions and spans, no figure.

        Args:
            pairs: statements to judge.
            cosines: shape (len(pairs),): the pairs' cosines if they are known, else they are encoded.
        """
        if not pairs:
            return []
        near = self._cosines(pairs) if cosines is None else np.asarray(cosines, dtype=np.float64)
        forth, back = self._entailments(pairs)
        return [
            decide(a, b, float(near[row]), forth[row], back[row], overlap_of(a, b), (), self._options)
            for row, (a, b) in enumerate(pairs)
        ]

    def judge_texts(
        self,
        pairs: Sequence[tuple[str, str]],
        languages: Sequence[tuple[str | None, str | None]] | None = None,
    ) -> list[Judgement]:
        """:meth:`judge` for bare texts with their languages (None: unknown)."""
        known = languages or [(None, None)] * len(pairs)
        return self.judge(
            [
                (Statement(text=a, language=lang_a), Statement(text=b, language=lang_b))
                for (a, b), (lang_a, lang_b) in zip(pairs, known, strict=True)
            ]
        )

    def _cosines(self, pairs: Sequence[tuple[Statement, Statement]]) -> Floats:
        rows: dict[tuple[str, str | None], int] = {}
        for pair in pairs:
            for statement in pair:
                rows.setdefault((statement.text, statement.language), len(rows))
        vectors = self._encoder.encode([text for text, _ in rows], [language for _, language in rows])
        a = vectors[[rows[one.text, one.language] for one, _ in pairs]]
        b = vectors[[rows[other.text, other.language] for _, other in pairs]]
        cosines: Floats = np.round(np.einsum("ij,ij->i", a, b, dtype=np.float64), 6)
        return cosines

    def _entailments(self, pairs: Sequence[tuple[Statement, Statement]]) -> tuple[Floats, Floats]:
        rows: dict[tuple[str, str], int] = {}
        for a, b in pairs:
            rows.setdefault((a.text, b.text), len(rows))
            rows.setdefault((b.text, a.text), len(rows))
        predicted = np.asarray(self._entailment.predict(list(rows)), dtype=np.float64)
        forth = predicted[[rows[a.text, b.text] for a, b in pairs]]
        back = predicted[[rows[b.text, a.text] for a, b in pairs]]
        return forth, back
