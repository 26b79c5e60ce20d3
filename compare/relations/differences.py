"""What sets two statements apart, or ties them together, as marks with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.records import Span
from compare.relations.answers import Answers
from compare.relations.denials import content_shared, denial_marks
from compare.relations.figures import date_marks, figure_marks
from compare.relations.names import same_name
from compare.relations.reading import Reading
from compare.relations.roles import roles_of
from compare.relations.stages import stage_marks, supposed
from compare.relations.statements import Mark

_ONE_ACT = 0.35
"""Content (0..1) that two texts must share before another order of names is another role."""


def marks_between(a: Reading, b: Reading, answers: Answers | None = None) -> list[Mark]:
    """All marks of a pair; every check looks at the pair from both sides alike."""
    marks: list[Mark] = []
    marks += figure_marks(a, b, answers)
    marks += date_marks(a, b, answers)
    marks += denial_marks(a, b, answers)
    marks += _roles(a, b, answers) or _participants(a, b)
    marks += stage_marks(a, b, answers)
    return _weighed(a, b, marks)


def _weighed(a: Reading, b: Reading, marks: Sequence[Mark]) -> list[Mark]:
    """A figure that differs with the stage of the act, or the day of the account, is no contradiction."""
    staged = any(mark.kind == "modality" and mark.weight > 0.5 for mark in marks)
    later = bool(a.statement.date and b.statement.date and a.statement.date != b.statement.date)
    interim = any(each.entry.subkind == "interim" for each in (*a.modality, *b.modality))
    weighed = []
    for mark in marks:
        if mark.effect != "conflict" or mark.kind not in ("number", "polarity", "antonym"):
            weighed.append(mark)
        elif mark.kind == "number" and (staged or later or interim):
            weighed.append(
                _softened(mark, "told of another stage of the act" if staged else "told at another time")
            )
        elif mark.spans_a and mark.spans_b and _supposed(a, mark.spans_a) != _supposed(b, mark.spans_b):
            weighed.append(_softened(mark, "one tells what would be, the other what is"))
        else:
            weighed.append(mark)
    return weighed


def _supposed(reading: Reading, spans: Sequence[Span]) -> bool:
    return supposed(reading, spans[0].start)


def _softened(mark: Mark, why: str) -> Mark:
    return replace(
        mark, effect="reframed", weight=0.6 * mark.weight, explanation=f"{mark.explanation}; {why}"
    )


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
