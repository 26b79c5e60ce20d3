"""What is judged and what comes out: statements, marks of difference, judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from compare.records import Relation, Span

Effect = Literal["conflict", "reframed", "same", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch of text that asserts something.

    ``language`` is an ISO 639-1 code or None; ``date`` (ISO 8601) is the day of the account, which relative
    dates are read against; ``speakers`` are the actors of the claim's chain, outermost first, empty where
    the account speaks in its own voice; ``account`` is the readout.
    """

    text: str
    language: str | None = None
    date: str | None = None
    speakers: tuple[str | None, ...] = ()
    account: str | None = None

    @property
    def speaker(self) -> str | None:
        """Whose claim it is: the innermost speaker of the chain, None where the account itself asserts it."""
        return self.speakers[-1] if self.speakers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A difference, or an agreement, that a check found.

    ``kind`` names the check (``number``, ``date``, ``polarity``, ``modality``, ``role``, ``antonym``,
    ``quantifier``, ``entailment`` …), ``effect`` what it speaks for, ``weight`` (0..1) how strongly. Spans
    are code points into the statement's text.
    """

    kind: str
    effect: Effect
    weight: float
    explanation: str
    spans_a: tuple[Span, ...] = ()
    spans_b: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How two statements relate.

    ``similarity`` (0..1) is the graded estimate that they mean the same; ``probabilities`` of same, reframed,
    conflict and unrelated sum to 1; ``entailment`` maps ``a_to_b`` and ``b_to_a`` to the probabilities of
    entailment, neutral and contradiction, each summing to 1; ``confidence`` (0..1) belongs to ``relation``.
    """

    similarity: float
    relation: Relation
    confidence: float
    probabilities: Mapping[str, float]
    entailment: Mapping[str, Mapping[str, float]]
    reasons: tuple[Mark, ...] = field(default=())


def judgement_to_dict(judgement: Judgement) -> dict[str, Any]:
    """The judgement as JSON by the contract of ``rashomon relate``, figures rounded to 6 digits.

    Spans are ``{"side": "a"|"b", "start", "end"}``: code points into the text of that side.
    """
    return {
        "similarity": round(judgement.similarity, 6),
        "relation": judgement.relation,
        "confidence": round(judgement.confidence, 6),
        "probabilities": {name: round(value, 6) for name, value in judgement.probabilities.items()},
        "entailment": {
            direction: {name: round(value, 6) for name, value in values.items()}
            for direction, values in judgement.entailment.items()
        },
        "reasons": [
            {
                "kind": mark.kind,
                "spans": [
                    {"side": side, "start": span.start, "end": span.end}
                    for side, spans in (("a", mark.spans_a), ("b", mark.spans_b))
                    for span in spans
                ],
                "explanation": mark.explanation,
            }
            for mark in judgement.reasons
        ],
    }
