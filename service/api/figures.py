"""Figures over many events: the series of divergence, and the terms of two actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from service.api.caller import Reader
from service.api.figure_models import AxisOut, Contrast, EventFigures, MeanOut, Point, Series, Term
from service.api.given import IsoDate, Language, Tag
from service.api.services import Built
from service.api.tables import CSV, TableFormat, csv_response
from service.store.actors import actor_labels
from service.store.contrasts import contrast_terms
from service.store.series import (
    COMPONENTS,
    Component,
    EventPoint,
    Period,
    event_points,
    mean_of_all,
    means_by_axis,
    means_by_pair,
    means_by_period,
)

router = APIRouter(tags=["figures"])
_SERIES_COLUMNS = (
    "date", "title", "event", "comparison", "a", "b", "actor_a", "actor_b",
    *(f"{name}_{part}" for name in COMPONENTS for part in ("value", "low", "high", "n")),
    "signature",
)  # fmt: skip
_TERM_COLUMNS = tuple(Term.model_fields)


@router.get("/divergence", response_model=Series, responses=CSV)
def divergence(
    caller: Reader,
    services: Built,
    actor: Annotated[
        list[Tag], Query(max_length=2, description="Actors or sources that a pair must have; one or two.")
    ] = [],  # noqa: B006
    since: Annotated[IsoDate | None, Query(alias="from", description="First day.")] = None,
    until: Annotated[IsoDate | None, Query(alias="to", description="Last day.")] = None,
    component: Component = "overall",
    period: Annotated[Period, Query(description="Over what the means in `periods` are taken.")] = "quarter",
    format: TableFormat = "json",
) -> Series | Response:
    """How far the accounts of each event lie apart, over time: one point for each pair of accounts, the
    figures of each event, and means by period and by pair of actors. As CSV: the points, all components."""
    with services.store.session() as session:
        events = event_points(session, caller.project, actors=tuple(actor), since=since, until=until)
        named = actor_labels(session, caller.project)
    if format == "csv":
        return csv_response("divergence", _SERIES_COLUMNS, _rows(events))
    return Series(
        component=component,
        actors=actor,
        points=[Point.of(event, pair, component) for event in events for pair in event.pairs],
        events=[EventFigures.of(event) for event in events],
        periods=[MeanOut.of(mean) for mean in means_by_period(events, period)],
        pairs=[MeanOut.of(mean) for mean in means_by_pair(events)],
        mean=MeanOut.of(mean_of_all(events)),
        axes=[AxisOut.of(axis) for axis in means_by_axis(events)],
        actors_named=named,
        signatures=sorted({event.signature for event in events}),
    )


def _rows(events: Iterable[EventPoint]) -> Iterator[tuple[object, ...]]:
    for event in events:
        head = (event.date, event.title, event.event_id, event.comparison_id)
        for pair in event.pairs:
            told = [pair.figures.get(name) for name in COMPONENTS]
            figures = [
                getattr(figure, part) if figure else None
                for figure in told
                for part in ("value", "low", "high", "n")
            ]
            yield (*head, pair.a, pair.b, pair.actor_a, pair.actor_b, *figures, event.signature)


@router.get("/terms", response_model=Contrast, responses=CSV)
def contrast(
    caller: Reader,
    services: Built,
    a: Annotated[Tag, Query(description="An actor, or a source.", examples=["Presidency of Norland"])],
    b: Annotated[Tag, Query(description="Another.", examples=["Sudmark State Agency"])],
    language: Annotated[Language | None, Query(description="Only words of this language.")] = None,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
    format: TableFormat = "json",
) -> Contrast | Response:
    """The terms that set two actors apart, over all events, the surest difference first."""
    with services.store.session() as session:
        found = contrast_terms(session, caller.project, a, b, language=language, limit=limit)
        named = actor_labels(session, caller.project)
    if format == "csv":
        rows = ((found.a, found.b, *(getattr(term, name) for name in _TERM_COLUMNS)) for term in found.terms)
        return csv_response("terms", ("a", "b", *_TERM_COLUMNS), rows)
    answer = Contrast.model_validate(found)
    answer.actors_named = {name: named[name] for name in (a, b) if name in named}
    return answer
