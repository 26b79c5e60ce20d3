"""From probabilities to a relation, by the rules of meaning, with the reasons that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compare.options import CompareOptions
from compare.records import Relation, Span
from compare.relations.calibration import OUTCOMES
from compare.relations.evidence import Floats
from compare.relations.statements import Judgement, Mark, Statement

_LABELS = ("entailment", "neutral", "contradiction")
_LEAST_SHOWN = 0.25
"""Weight of a mark from which on it bears a conflict across two languages."""


def decide(
    a: Statement,
    b: Statement,
    similarity: float,
    shares: Floats,
    forth: Floats,
    back: Floats,
    marks: Sequence[Mark],
    options: CompareOptions,
    *,
    linked: bool | None = None,
    contested: bool = True,
) -> Judgement:
    """The judgement of one pair.

    Args:
        a: one statement.
        b: the other one.
        similarity: graded estimate, 0..1.
        shares: shape (4,), probabilities of same, reframed, conflict, unrelated.
        forth: shape (3,), entailment, neutral and contradiction from a to b.
        back: the same from b to a.
        marks: differences and agreements that the checks found.
        options: ``undecided_below``.
        linked: whether the pair is about one point, as its accounts show it; None: the pair alone decides.
        contested: whether the pair by itself is likelier to conflict than to be about two points. A linked
            pair that is not, or that conflicts across two languages by no check but the reading as a whole,
            is undecided: the place of a claim in its account shows what it is about, not that it denies.
    """
    entails = {
        "a_to_b": dict(zip(_LABELS, map(float, forth), strict=True)),
        "b_to_a": dict(zip(_LABELS, map(float, back), strict=True)),
    }
    if _plain(a.text) == _plain(b.text):
        return Judgement(
            similarity=1.0,
            relation="same",
            confidence=1.0,
            probabilities={"same": 1.0, "reframed": 0.0, "conflict": 0.0, "unrelated": 0.0},
            entailment=entails,
        )
    probabilities = dict(zip(OUTCOMES, map(float, shares), strict=True))
    relation = _relation(a, b, probabilities, options, linked)
    if linked and relation in ("conflict", "disagreement") and not (contested and _shown(a, b, marks)):
        relation = "undecided"
    return Judgement(
        similarity=similarity,
        relation=relation,
        confidence=_confidence(relation, probabilities),
        probabilities=probabilities,
        entailment=entails,
        reasons=_reasons(a, b, relation, entails, marks),
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!;, ")


def _relation(
    a: Statement,
    b: Statement,
    probabilities: Mapping[str, float],
    options: CompareOptions,
    linked: bool | None,
) -> Relation:
    """The likeliest outcome that ``linked`` leaves open, or undecided."""
    if linked is False:
        return "unrelated"
    left = OUTCOMES if linked is None else OUTCOMES[:3]
    best = max(left, key=lambda name: probabilities[name])
    if probabilities[best] < options.undecided_below * sum(probabilities[name] for name in left):
        return "undecided"
    match best:
        case "same":
            return "same"
        case "reframed":
            return "reframed"
        case "unrelated":
            return "unrelated"
    return "disagreement" if speakers_differ(a, b) else "conflict"


def _shown(a: Statement, b: Statement, marks: Sequence[Mark]) -> bool:
    """Whether a conflict rests on more than the reading as a whole, which errs across two languages."""
    if a.language == b.language:
        return True
    return any(mark.effect == "conflict" and mark.weight >= _LEAST_SHOWN for mark in marks)


def _confidence(relation: Relation, probabilities: Mapping[str, float]) -> float:
    if relation == "undecided":
        return max(probabilities.values())
    return probabilities["conflict" if relation == "disagreement" else relation]


def speakers_differ(a: Statement, b: Statement) -> bool:
    """Whether the statements belong to two speakers, so that both accounts may report truly.

    Two accounts that assert something themselves, or that report the same speaker, contradict each other;
    otherwise a claim belongs to its speaker.
    """
    return a.speaker != b.speaker


def _reasons(
    a: Statement,
    b: Statement,
    relation: Relation,
    entails: Mapping[str, Mapping[str, float]],
    marks: Sequence[Mark],
) -> tuple[Mark, ...]:
    if relation == "unrelated":
        return ()
    if relation == "same":
        return tuple(mark for mark in marks if mark.effect == "same")
    found = [mark for mark in marks if mark.effect in ("conflict", "reframed")]
    against = max(entails["a_to_b"]["contradiction"], entails["b_to_a"]["contradiction"])
    if relation in ("conflict", "disagreement"):
        found = [mark for mark in found if mark.effect == "conflict"]
        if against >= 0.5 or not found:
            found.append(
                Mark(
                    kind="entailment",
                    effect="conflict",
                    weight=against,
                    explanation="read as a whole, one contradicts the other",
                    spans_a=(Span(0, len(a.text)),),
                    spans_b=(Span(0, len(b.text)),),
                )
            )
    if relation == "disagreement":
        found.append(
            Mark(
                kind="speaker",
                effect="note",
                weight=1.0,
                explanation="two speakers hold these positions; both accounts may report truly",
            )
        )
    return tuple(sorted(found, key=lambda mark: (-mark.weight, mark.kind, mark.spans_a, mark.spans_b)))
