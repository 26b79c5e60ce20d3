"""A small line beside each event: how far the same actors lay apart at their events before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.store.series import EventPoint, Pair

LENGTH = 12
"""Events that a line goes back."""
WIDTH, HEIGHT, MARGIN = 96.0, 24.0, 3.0


@dataclass(frozen=True, slots=True)
class Spark:
    """``values`` (0..1, oldest first) end with the event's own; ``points`` are their places."""

    pair: Pair
    values: tuple[float, ...]
    points: tuple[tuple[float, float], ...]

    @property
    def line(self) -> str:
        """The places as SVG writes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def sparks(points: Sequence[EventPoint], wanted: Collection[str]) -> dict[str, Spark]:
    """The line of each wanted event that was compared, by event id; ``points`` oldest first.

    An event with several pairs of actors is told by the pair that has most events.
    """
    often = Counter(pair for point in points for pair in {each.sides for each in point.pairs})
    before: dict[Pair, list[float]] = {}
    found = {}
    for point in points:
        values: dict[Pair, list[float]] = {}
        for each in point.pairs:
            overall = each.figures.get("overall")
            if overall is not None and overall.value is not None:
                values.setdefault(each.sides, []).append(overall.value)
        for pair, told in values.items():
            before.setdefault(pair, []).append(sum(told) / len(told))
        if values and point.event_id in wanted and point.event_id is not None:
            pair = max(values, key=lambda each: (often[each], each))
            found[point.event_id] = _spark(pair, before[pair][-LENGTH:])
    return found


def _spark(pair: Pair, values: Sequence[float]) -> Spark:
    step = (WIDTH - 2 * MARGIN) / (LENGTH - 1)
    last = WIDTH - MARGIN
    places = [
        (
            round(last - step * (len(values) - 1 - place), 1),
            round(HEIGHT - MARGIN - value * (HEIGHT - 2 * MARGIN), 1),
        )
        for place, value in enumerate(values)
    ]
    return Spark(pair, tuple(values), tuple(places))
