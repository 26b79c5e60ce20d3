"""What the charts over time draw, as small as it can be sent: events once, then each chart their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from service.store.series import Component, EventPoint, Figures, Mean, pair_points, period_bounds


def together(events: Sequence[EventPoint]) -> tuple[list[EventPoint], list[EventPoint]]:
    """The events that one axis of time can show, and the few that lie so far off that they would press all
    others together: those beyond a gap of more than half of the whole time, if they are at most a fifth."""
    dated = [event for event in events if event.date]
    days = [date.fromisoformat(str(event.date)).toordinal() for event in dated]
    gaps = [(later - earlier, place) for place, (earlier, later) in enumerate(pairwise(days), 1)]
    if gaps:
        widest, place = max(gaps)
        one, other = dated[:place], dated[place:]
        few, many = sorted((one, other), key=len)
        if 2 * widest > days[-1] - days[0] and 5 * len(few) <= len(dated):
            return many, few
    return dated, []


class Drawn:
    """The events that all charts of a page share; a chart names each by its place in ``events``."""

    def __init__(self, events: Sequence[EventPoint]) -> None:
        self._events = events
        self._places = {event.comparison_id: place for place, event in enumerate(events)}
        days = [event.date for event in events if event.date]
        self.window = (min(days, default=None), max(days, default=None))

    @property
    def events(self) -> list[tuple[str | None, str | None, str]]:
        """Date, title and comparison of each event."""
        return [(event.date, event.title, event.comparison_id) for event in self._events]

    def timeline(self, periods: Sequence[Mean], component: Component) -> dict[str, Any]:
        """A point an event, a step a period."""
        steps = []
        for mean in periods:
            first, last = period_bounds(str(mean.period))
            if self.window[0] and self.window[1] and first <= self.window[1] and last >= self.window[0]:
                figure = mean.figures[component]
                steps.append((mean.period, first, last, figure.value, figure.low, figure.high))
        told = ((event, event.figures) for event in self._events)
        return {
            "component": component,
            "window": self.window,
            "points": self._points(told, component),
            "steps": steps,
        }

    def of_pair(self, mean: Mean, component: Component) -> dict[str, Any]:
        """A point an event that both actors gave an account of, and their mean."""
        told = pair_points(self._events).get(mean.pair or ("", ""), [])
        return {
            "window": self.window,
            "points": self._points(told, component),
            "mean": mean.figures[component].value,
        }

    def _points(
        self, told: Iterable[tuple[EventPoint, Figures]], component: Component
    ) -> list[tuple[int, float, float | None, float | None]]:
        """Place of the event, value, low, high."""
        found = []
        for event, figures in told:
            figure = figures.get(component)
            if figure is not None and figure.value is not None:
                found.append((self._places[event.comparison_id], figure.value, figure.low, figure.high))
        return found
