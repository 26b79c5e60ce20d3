"""The small line beside an event: the same two actors at their events before it, oldest first."""

from __future__ import annotations

from service.dashboard.sparklines import HEIGHT, LENGTH, MARGIN, WIDTH, sparks
from service.store.series import EventPoint, Figure, PairPoint


def event(id: str, *pairs: tuple[str, str, float | None]) -> EventPoint:
    return EventPoint(
        comparison_id=f"cmp-{id}",
        event_id=id,
        title=None,
        date=None,
        tags=(),
        signature="",
        figures={},
        pairs=tuple(
            PairPoint(
                place=place, a=a, b=b, actor_a=a, actor_b=b, figures={"overall": Figure(value, None, None, 9)}
            )
            for place, (a, b, value) in enumerate(pairs)
        ),
    )


def test_a_line_ends_with_its_own_event_and_takes_the_pair_that_is_told_most() -> None:
    points = [
        event("one", ("x", "y", 0.2), ("x", "z", 0.9)),
        event("two", ("y", "x", 0.4)),
        event("three", ("x", "y", None)),
        event("four", ("x", "y", 0.6), ("x", "z", 0.1)),
    ]
    found = sparks(points, ["one", "two", "three", "four"])
    assert {id: (spark.pair, spark.values) for id, spark in found.items()} == {
        "one": (("x", "y"), (0.2,)),
        "two": (("x", "y"), (0.2, 0.4)),
        "four": (("x", "y"), (0.2, 0.4, 0.6)),
    }


def test_a_line_is_not_longer_than_its_picture_and_stands_on_one_scale() -> None:
    points = [event(str(number), ("x", "y", number % 2)) for number in range(LENGTH + 5)]
    spark = sparks(points, [str(LENGTH + 4)])[str(LENGTH + 4)]
    assert len(spark.values) == len(spark.points) == LENGTH
    assert spark.points[0][0] == MARGIN
    assert spark.points[-1][0] == WIDTH - MARGIN
    assert {y for _, y in spark.points} == {MARGIN, HEIGHT - MARGIN}
    assert spark.line.count(",") == LENGTH
