"""What sets two statements apart, or ties them together, as marks with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compare.records import Span
from compare.relations.answers import Answers
from compare.relations.denials import content_shared, denial_marks
from compare.relations.figures import date_marks, figure_marks
from compare.relations.names import same_name
from compare.relations.reading import Reading
from compare.relations.roles import roles_of
from compare.relations.statements import Mark
from compare.relations.tokens import Found

_DONE = frozenset({"completed"})
_OPEN = frozenset(
    {"intention", "future", "commitment", "demand", "attempt", "possibility", "obligation", "ongoing"}
)
_ONE_ACT = 0.35
"""Content (0..1) that two texts must share before another order of names is another role."""
_BINDING = frozenset({"obligation", "possibility"})


def marks_between(a: Reading, b: Reading, answers: Answers | None = None) -> list[Mark]:
    """All marks of a pair; every check looks at the pair from both sides alike."""
    marks: list[Mark] = []
    marks += figure_marks(a, b, answers)
    marks += date_marks(a, b, answers)
    marks += denial_marks(a, b, answers)
    marks += _roles(a, b, answers) or _participants(a, b)
    marks += _modality(a, b)
    return _weighed(a, b, marks)


def _weighed(a: Reading, b: Reading, marks: Sequence[Mark]) -> list[Mark]:
    """A figure that differs with the stage of the act, or the day of the account, is no contradiction."""
    staged = any(mark.kind == "modality" and mark.weight > 0.5 for mark in marks)
    later = bool(a.statement.date and b.statement.date and a.statement.date != b.statement.date)
    interim = any(each.entry.subkind == "interim" for each in (*a.modality, *b.modality))
    if not (staged or later or interim):
        return list(marks)
    why = "told of another stage of the act" if staged else "told at another time"
    return [
        replace(mark, effect="reframed", weight=0.6 * mark.weight, explanation=f"{mark.explanation}; {why}")
        if mark.kind == "number" and mark.effect == "conflict"
        else mark
        for mark in marks
    ]


def _roles(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    found = roles_of(a, b, answers)
    if found.kept:
        return [Mark(kind="role", effect="note", weight=1.0, explanation="the roles are the same")]
    if found.exchanged is None:
        return []
    alike = content_shared(a, b, "", "")
    if answers is None and alike < _ONE_ACT:
        return []
    changed = found.exchanged
    spans_a, spans_b = changed
    words = f"{a.text_of(spans_a)} / {b.text_of(spans_b)}"
    return [
        Mark(
            kind="role",
            effect="conflict",
            weight=found.sure if answers else min(1.0, 0.2 + 1.6 * alike),
            explanation=f"who does it to whom is the other way round: {words}",
            spans_a=spans_a,
            spans_b=spans_b,
        )
    ]


def _participants(a: Reading, b: Reading) -> list[Mark]:
    """One participant is another one, and nearly all else is told alike: an attack by A, by B."""
    places_a, places_b = _unshared(a, b), _unshared(b, a)
    if len(places_a) != 1 or len(places_b) != 1:
        return []
    alike = content_shared(a, b, a.lemmas[places_a[0]], b.lemmas[places_b[0]])
    if alike < 0.5:
        return []
    one, two = a.tokens[places_a[0]], b.tokens[places_b[0]]
    span_a, span_b = Span(one.start, one.end), Span(two.start, two.end)
    words = f"“{span_a.of(a.statement.text)}” against “{span_b.of(b.statement.text)}”"
    return [
        Mark(
            kind="participant",
            effect="conflict",
            weight=min(1.0, alike),
            explanation=f"another participant: {words}",
            spans_a=(span_a,),
            spans_b=(span_b,),
        )
    ]


def _unshared(a: Reading, b: Reading) -> list[int]:
    """Places of the names of a that b does not name."""
    others = [b.tokens[place].folded for place in b.name_places]
    everywhere = {token.folded for token in b.tokens}
    return [
        place
        for place in a.sure_names
        if a.tokens[place].folded not in everywhere
        and not any(same_name(a.tokens[place].folded, other) for other in others)
    ]


def _modality(a: Reading, b: Reading) -> list[Mark]:
    """Another stage of the act (promised, under way, done), or another force (must, may, called for)."""
    here, there = _kinds(a.modality), _kinds(b.modality)
    only_here, only_there = here - there, there - here
    if only_here and only_there and not here & there:
        done = bool(only_here & _DONE) != bool(only_there & _DONE)
        weight = 0.8 if done or (only_here & _BINDING and only_there & _BINDING) else 0.6
        return [_modal("how far it has come, or how binding it is,", a, b, only_here, only_there, weight)]
    if bool(only_here & _OPEN) != bool(only_there & _OPEN) and not here & there:
        return [_modal("how certain, binding or far advanced it is", a, b, only_here, only_there, 0.4)]
    return []


def _kinds(found: Iterable[Found]) -> frozenset[str]:
    return frozenset(each.entry.subkind for each in found) - {"interim"}


def _modal(
    what: str, a: Reading, b: Reading, kinds_a: frozenset[str], kinds_b: frozenset[str], weight: float
) -> Mark:
    spans_a = tuple(each.span(a.tokens) for each in a.modality if each.entry.subkind in kinds_a)[:1]
    spans_b = tuple(each.span(b.tokens) for each in b.modality if each.entry.subkind in kinds_b)[:1]
    told = [f"“{reading.text_of(spans)}”" for reading, spans in ((a, spans_a), (b, spans_b)) if spans]
    return Mark(
        kind="modality",
        effect="reframed",
        weight=weight,
        explanation=f"{what} differs: {' against '.join(told)}",
        spans_a=spans_a,
        spans_b=spans_b,
    )
