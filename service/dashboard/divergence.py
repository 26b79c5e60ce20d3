"""The divergence page: over time, by component, actor by actor, pair by pair, event by event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.api.caller import Reader
from service.api.given import IsoDate, Tag
from service.api.services import Built
from service.dashboard.errors import PageRoute
from service.dashboard.pages import page
from service.dashboard.poles import strip_of
from service.dashboard.scales import Scale, scale_of
from service.dashboard.timelines import Drawn, together
from service.examples import INVENTED
from service.store.actors import actor_labels
from service.store.series import (
    COMPONENTS,
    Component,
    EventPoint,
    Figure,
    Mean,
    Pair,
    Period,
    event_points,
    mean_of_all,
    means_by_axis,
    means_by_pair,
    means_by_period,
    usual_period,
)

router = APIRouter(route_class=PageRoute)
PARTS = COMPONENTS[1:]
MOST_PAIRS, MOST_EVENTS = 12, 100
"""Pairs that are drawn, and events in the table; the data have all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the visitor asks to see; empty strings are nothing chosen."""

    a: str
    b: str
    since: str
    until: str
    component: Component
    period: Period | Literal[""]

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(name for name in (self.a, self.b) if name)

    @property
    def anything(self) -> bool:
        """Does it leave events out?"""
        return bool(self.a or self.b or self.since or self.until)

    def address(self, **changes: str) -> str:
        """The page with some of the choices changed."""
        asked = {
            "a": self.a,
            "b": self.b,
            "from": self.since,
            "to": self.until,
            "component": "" if self.component == "overall" else self.component,
            "period": self.period,
        } | changes
        query = urlencode({name: value for name, value in asked.items() if value})
        return "/divergence" + (f"?{query}" if query else "")

    def data(self, format: str, period: Period) -> str:
        """The same figures from the API."""
        asked = [("actor", name) for name in self.actors]
        asked += [("from", self.since)] * bool(self.since) + [("to", self.until)] * bool(self.until)
        asked += [("component", self.component), ("period", period), ("format", format)]
        return f"/api/v1/divergence?{urlencode(asked)}"


@router.get("/divergence")
def divergence(
    request: Request,
    caller: Reader,
    services: Built,
    a: Tag | Literal[""] = "",
    b: Tag | Literal[""] = "",
    since: Annotated[IsoDate | Literal[""], Query(alias="from")] = "",
    until: Annotated[IsoDate | Literal[""], Query(alias="to")] = "",
    component: Component = "overall",
    period: Period | Literal[""] = "",
) -> Response:
    """All figures of one component over the events, pairs and periods chosen."""
    chosen = Choice(a=a, b=b, since=since, until=until, component=component, period=period)
    with services.store.session() as session:
        everything = event_points(session, caller.project)
        labels = actor_labels(session, caller.project)
        events = everything
        if chosen.anything:
            events = event_points(
                session, caller.project, actors=chosen.actors, since=since or None, until=until or None
            )
    taken: Period = period or usual_period(events)
    periods, pairs = means_by_period(events, taken), means_by_pair(events)
    drawn, far_off = together(events)
    draws = Drawn(drawn)
    view = {
        "events": draws.events,
        "timeline": draws.timeline(periods, component),
        "components": [draws.timeline(periods, name) for name in PARTS],
        "pairs": [
            Panel(
                pair=mean.pair,
                address=chosen.address(a=mean.pair[0], b=mean.pair[1]),
                figure=mean.figures[component],
                chart=draws.of_pair(mean, component),
            )
            for mean in pairs[:MOST_PAIRS]
            if mean.pair is not None
        ],
        "far_off": far_off,
    }
    return page(
        request,
        "divergence.html",
        chosen=chosen,
        names=_names(everything, labels),
        any_events=bool(everything),
        events=events,
        mean=mean_of_all(events),
        periods=periods,
        period=taken,
        extremes=_extremes(pairs, component),
        pairs=pairs,
        matrix=_matrix(pairs, component, labels),
        labels=labels,
        components=COMPONENTS,
        view=view,
        strips=[
            strip_of(axis.name, axis.low, axis.high, ((side, figure, ()) for side, figure in axis.sides))
            for axis in means_by_axis(events)
        ],
        most_events=MOST_EVENTS,
        invented=any(INVENTED in event.tags for event in events),
    )


def _names(events: Sequence[EventPoint], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The actors and sources that one may choose, by label."""
    found = {name for event in events for pair in event.pairs for name in pair.sides}
    return sorted(((name, labels.get(name, name)) for name in found), key=lambda each: each[1].casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The small chart of a pair, its mean, and the page about it alone."""

    pair: Pair
    address: str
    figure: Figure
    chart: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Actors by actors, the lower half; ``cells`` has the mean of a pair where there is one."""

    names: tuple[tuple[str, str], ...]
    cells: Mapping[Pair, Figure]
    scale: Scale

    @property
    def diagonal(self) -> bool:
        """Did one actor give several accounts of an event?"""
        return any(one == other for one, other in self.cells)

    def cell(self, one: str, other: str) -> Figure | None:
        return self.cells.get((min(one, other), max(one, other)))


def _matrix(pairs: Sequence[Mean], component: Component, labels: Mapping[str, str]) -> Matrix:
    """Those with most events first, so that the full cells stand together."""
    cells = {mean.pair: mean.figures[component] for mean in pairs if mean.pair is not None}
    events: Counter[str] = Counter()
    for (one, other), figure in cells.items():
        events.update({one: figure.n, other: figure.n})
    names = sorted(events, key=lambda name: (-events[name], labels.get(name, name).casefold()))
    values = [figure.value for figure in cells.values() if figure.value is not None]
    return Matrix(
        names=tuple((name, labels.get(name, name)) for name in names), cells=cells, scale=scale_of(values)
    )


def _extremes(pairs: Sequence[Mean], component: Component) -> tuple[Mean, Mean] | None:
    """The pairs furthest apart and closest, among those with an interval; None for fewer than two."""
    sure = [mean for mean in pairs if mean.figures[component].low is not None]
    if len(sure) < 2:
        return None
    ordered = sorted(sure, key=lambda mean: (mean.figures[component].value or 0.0, mean.pair))
    return ordered[-1], ordered[0]
