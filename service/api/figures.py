"""Figures over many events: the series of divergence, and the terms of two actors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.caller import Reader
from service.api.models import Component, Contrast, IsoDate, Point, Series, Tag, Term
from service.api.services import Built
from service.store.claims import terms
from service.store.comparisons import divergence_series

router = APIRouter(tags=["figures"])


@router.get("/divergence")
def divergence(
    caller: Reader,
    services: Built,
    actor: Annotated[
        list[Tag], Query(max_length=2, description="Actors or sources that a pair must have; one or two.")
    ] = [],  # noqa: B006
    since: Annotated[IsoDate | None, Query(alias="from", description="First day.")] = None,
    until: Annotated[IsoDate | None, Query(alias="to", description="Last day.")] = None,
    component: Component = "overall",
) -> Series:
    """How far the accounts of each event lie apart, over time: one point for each pair of accounts."""
    with services.store.session() as session:
        points = divergence_series(
            session, caller.project, actors=tuple(actor), since=since, until=until, component=component
        )
    return Series(component=component, actors=actor, points=[Point.of(point) for point in points])


@router.get("/terms")
def contrast(
    caller: Reader,
    services: Built,
    a: Annotated[Tag, Query(description="An actor, or a source.", examples=["Presidency of Norland"])],
    b: Annotated[Tag, Query(description="Another.", examples=["Sudmark State Agency"])],
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
) -> Contrast:
    """The terms that set two actors apart, over all events, largest difference of share first."""
    with services.store.session() as session:
        found = terms(session, caller.project, a, b, limit=limit)
    return Contrast(
        a=found.a,
        b=found.b,
        claims_a=found.claims_a,
        claims_b=found.claims_b,
        total_a=found.total_a,
        total_b=found.total_b,
        terms=[
            Term(
                term=each.term,
                language=each.language,
                count_a=each.count_a,
                count_b=each.count_b,
                effect=each.effect,
                z=each.z,
                p=each.p,
            )
            for each in found.terms
        ],
    )
