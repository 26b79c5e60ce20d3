"""Divergence over many events: each event, each pair of accounts; means over events by period and by pair.

Of an event only its newest comparison counts. Where one actor gave several accounts of an event, the pairs of
two actors are averaged within the event first, so that every event weighs the same. Means come with a
bootstrap interval over events (:func:`compare.statistics.mean_interval`); a mean of fewer than
:data:`compare.statistics.LEAST_UNITS` events has none.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from compare.options import CompareOptions
from compare.statistics import LEAST_UNITS, mean_interval
from service.store.tables import Event, PairFigures, StoredComparison

Component = Literal["overall", "omission", "content", "framing", "emphasis"]
COMPONENTS: tuple[Component, ...] = ("overall", "omission", "content", "framing", "emphasis")
Period = Literal["month", "quarter", "year"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, 0..1, with its 95 % interval; ``n`` claims (of a report) or events (of a mean) bear it."""

    value: float | None
    low: float | None
    high: float | None
    n: int


Figures = Mapping[Component, Figure]
"""Of every one of :data:`COMPONENTS` that the report has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPoint:
    """How far two accounts of one event lie apart; ``place`` is that of the pair in the report."""

    place: int
    a: str
    b: str
    actor_a: str | None
    actor_b: str | None
    figures: Figures

    @property
    def sides(self) -> Pair:
        """The actors or, where an account has none, its source, in alphabetical order."""
        one, other = sorted((self.actor_a or self.a, self.actor_b or self.b))
        return one, other


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPoint:
    """How far the accounts of one event lie apart: as its report says or, of chosen pairs, their mean."""

    comparison_id: str
    event_id: str | None
    title: str | None
    date: str | None
    tags: tuple[str, ...]
    signature: str
    figures: Figures
    pairs: tuple[PairPoint, ...]
    axes: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisMean:
    """Where each side stands between two poles, -1 (``low``) to 1: the mean over its events, in each of which
    its accounts weigh the same. ``sides`` stand in the order from low to high."""

    name: str
    low: tuple[str, ...]
    high: tuple[str, ...]
    sides: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean over ``n`` events: of one pair of actors or of all (None), in one period or in all (None)."""

    pair: Pair | None
    period: str | None
    figures: Figures


def event_points(
    session: Session,
    project_id: str,
    *,
    actors: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> list[EventPoint]:
    """Every event that was compared, oldest first, those without a date at the beginning.

    Args:
        actors: actors or sources that a pair must have, at most two; other pairs are left out.
        since, until: ISO dates of the event, both inclusive.
    """
    subject = func.coalesce(StoredComparison.event_id, StoredComparison.engine_id)
    newest_first = func.row_number().over(
        partition_by=subject, order_by=(StoredComparison.created.desc(), StoredComparison.id.desc())
    )
    numbered = (
        select(StoredComparison.id.label("id"), newest_first.label("place"))
        .where(StoredComparison.project_id == project_id)
        .subquery()
    )
    date = func.coalesce(Event.date, StoredComparison.date)
    # Columns, not rows: a series of hundreds of events reads no report.
    query = (
        select(
            StoredComparison.id,
            StoredComparison.event_id,
            func.coalesce(Event.title, StoredComparison.title).label("title"),
            date.label("date"),
            Event.tags,
            StoredComparison.signature,
            StoredComparison.figures.label("whole"),
            PairFigures.place,
            PairFigures.a,
            PairFigures.b,
            PairFigures.actor_a,
            PairFigures.actor_b,
            PairFigures.figures.label("pair"),
        )
        .join(numbered, numbered.c.id == StoredComparison.id)
        .join(PairFigures, PairFigures.comparison_id == StoredComparison.id)
        .outerjoin(Event, Event.id == StoredComparison.event_id)
        .where(numbered.c.place == 1)
        .order_by(func.coalesce(date, ""), StoredComparison.created, StoredComparison.id, PairFigures.place)
    )
    for actor in actors:
        columns = (PairFigures.actor_a, PairFigures.actor_b, PairFigures.a, PairFigures.b)
        query = query.where(or_(*(column == actor for column in columns)))
    if since is not None:
        query = query.where(date >= since)
    if until is not None:
        query = query.where(date <= until)
    heads: dict[str, Any] = {}
    pairs: dict[str, list[PairPoint]] = {}
    for row in session.execute(query):
        heads.setdefault(row.id, row)
        pairs.setdefault(row.id, []).append(
            PairPoint(
                place=row.place,
                a=row.a,
                b=row.b,
                actor_a=row.actor_a,
                actor_b=row.actor_b,
                figures=_read(row.pair),
            )
        )
    return [
        EventPoint(
            comparison_id=id,
            event_id=row.event_id,
            title=row.title,
            date=row.date,
            tags=tuple(row.tags or ()),
            signature=row.signature,
            figures=_of_event(None if actors else row.whole, pairs[id]),
            pairs=tuple(pairs[id]),
            axes=tuple((row.whole or {}).get("axes", ())),
        )
        for id, row in heads.items()
    ]


def mean_of_all(points: Sequence[EventPoint]) -> Mean:
    """The mean over all events."""
    return _mean(None, None, [point.figures for point in points])


def means_by_pair(points: Iterable[EventPoint]) -> list[Mean]:
    """The mean over events for every pair of actors, the most events first."""
    told = sorted(pair_points(points).items())
    found = [_mean(pair, None, [figures for _, figures in each]) for pair, each in told]
    return sorted(found, key=lambda mean: -mean.figures["overall"].n)


def means_by_period(points: Iterable[EventPoint], period: Period) -> list[Mean]:
    """The mean over the events of each period, oldest first; events without a date are left out."""
    told: dict[str, list[EventPoint]] = {}
    for point in points:
        if point.date:
            told.setdefault(period_of(point.date, period), []).append(point)
    return [_mean(None, name, [point.figures for point in told[name]]) for name in sorted(told)]


def period_of(date: str, period: Period) -> str:
    """The period of an ISO date: ``2031``, ``2031-Q2`` or ``2031-05``."""
    if period == "year":
        return date[:4]
    return date[:7] if period == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def means_by_axis(points: Iterable[EventPoint]) -> list[AxisMean]:
    """The mean over events for every axis and side; axes of one name but other poles are kept apart."""
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], dict[str, list[float]]] = {}
    for point in points:
        for axis in point.axes:
            sides: dict[str, list[float]] = {}
            for stand in axis["stands"]:
                if stand["value"] is not None:
                    sides.setdefault(stand["side"], []).append(stand["value"])
            named = axis["name"], tuple(axis["low"]), tuple(axis["high"])
            for side, values in sides.items():
                found.setdefault(named, {}).setdefault(side, []).append(float(np.mean(values)))
    return [
        AxisMean(
            name=name,
            low=low,
            high=high,
            sides=tuple(
                sorted(
                    ((side, _mean_of(values, "axis", name, side)) for side, values in sides.items()),
                    key=lambda each: (each[1].value, each[0]),
                )
            ),
        )
        for (name, low, high), sides in sorted(found.items())
    ]


def _mean_of(values: Sequence[float], *of: str) -> Figure:
    """The mean of values, one an event, with its interval."""
    column = np.array([values], dtype=np.float64)
    bounds = mean_interval(column, CompareOptions().seed, *of)
    low, high = (None, None) if bounds is None else (_round(bounds[0][0]), _round(bounds[1][0]))
    return Figure(_round(column.mean()), low, high, len(values))


def period_bounds(name: str) -> tuple[str, str]:
    """First and last day of a period that :func:`period_of` names, as ISO dates."""
    year, _, part = name.partition("-")
    first, last = 1, 12
    if part.startswith("Q"):
        first, last = 3 * int(part[1:]) - 2, 3 * int(part[1:])
    elif part:
        first = last = int(part)
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(int(year), last)[1]}"


def usual_period(points: Iterable[EventPoint]) -> Period:
    """The shortest period of which at least half have events enough for an interval; else a year."""
    dates = [point.date for point in points if point.date]
    periods: tuple[Period, ...] = ("month", "quarter")
    for period in periods:
        counts = Counter(period_of(date, period) for date in dates).values()
        if counts and sum(count >= LEAST_UNITS for count in counts) * 2 >= len(counts):
            return period
    return "year"


def pair_points(points: Iterable[EventPoint]) -> dict[Pair, list[tuple[EventPoint, Figures]]]:
    """What every pair of actors shows in each event that it has accounts of, in the order of the events."""
    found: dict[Pair, list[tuple[EventPoint, Figures]]] = {}
    for point in points:
        sides: dict[Pair, list[PairPoint]] = {}
        for pair in point.pairs:
            sides.setdefault(pair.sides, []).append(pair)
        for names, pairs in sides.items():
            found.setdefault(names, []).append((point, _of_event(None, pairs)))
    return found


def _of_event(whole: Mapping[str, Any] | None, pairs: Sequence[PairPoint]) -> Figures:
    """The report's own figures, those of the only pair, or the mean of several, which has no interval."""
    if whole:
        return _read(whole)
    if len(pairs) == 1:
        return pairs[0].figures
    found = {}
    for name in COMPONENTS:
        figures = [pair.figures[name] for pair in pairs if name in pair.figures]
        values = [figure.value for figure in figures if figure.value is not None]
        mean = round(float(np.mean(values)), 6) if values else None
        found[name] = Figure(mean, None, None, sum(figure.n for figure in figures))
    return found


def _mean(pair: Pair | None, period: str | None, figures: Sequence[Figures]) -> Mean:
    of = (*(pair or ("all",)), period or "all")
    columns: dict[int, list[tuple[Component, list[float]]]] = {}
    found: dict[Component, Figure] = {}
    for name in COMPONENTS:
        values = [each[name].value for each in figures if name in each]
        known = [value for value in values if value is not None]
        columns.setdefault(len(known), []).append((name, known))
    for count, group in columns.items():
        if count == 0:
            found |= {name: Figure(None, None, None, 0) for name, _ in group}
            continue
        values_of = np.array([known for _, known in group], dtype=np.float64)
        bounds = mean_interval(values_of, CompareOptions().seed, *of)
        for row, (name, _) in enumerate(group):
            low, high = (None, None) if bounds is None else (_round(bounds[0][row]), _round(bounds[1][row]))
            found[name] = Figure(_round(values_of[row].mean()), low, high, count)
    return Mean(pair=pair, period=period, figures={name: found[name] for name in COMPONENTS})


def _round(value: Any) -> float:
    return round(float(value), 6)


def _read(figures: Mapping[str, Any]) -> Figures:
    return {name: Figure(**figures[name]) for name in COMPONENTS if name in figures}
