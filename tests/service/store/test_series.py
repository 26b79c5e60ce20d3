"""A series: the newest comparison of every event, its pairs, and means over events with their intervals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.embedding import Encoder
from compare.records import Comparison
from service.store.comparisons import ReadyComparison, make_ready, save_comparison
from service.store.engine import Store
from service.store.events import create_event
from service.store.series import (
    COMPONENTS,
    EventPoint,
    Figure,
    PairPoint,
    event_points,
    mean_of_all,
    means_by_pair,
    means_by_period,
    period_of,
)

PAIRS = (("Ardenia", "Borovia"), ("Ardenia", "Severia"), ("Borovia", "Severia"))


@pytest.fixture(scope="session")
def ready(comparison: Comparison, encoder: Encoder) -> ReadyComparison:
    """The comparison of the three accounts, made ready once."""
    return make_ready(comparison, encoder)


def event(
    number: int, value: float, *pairs: tuple[str, str, float | None], date: str | None = None
) -> EventPoint:
    """An event whose overall figure is ``value``; each pair is two actors and their figure."""
    return EventPoint(
        comparison_id=f"cmp-{number}",
        event_id=None,
        title=None,
        date=date or f"2031-01-{number:02d}",
        tags=(),
        signature="rashomon:1",
        figures={name: Figure(value, None, None, 9) for name in COMPONENTS},
        pairs=tuple(
            PairPoint(
                place=place,
                a=f"account of {a}",
                b=f"account of {b}",
                actor_a=a,
                actor_b=b,
                figures={name: Figure(figure, None, None, 9) for name in COMPONENTS},
            )
            for place, (a, b, figure) in enumerate(pairs)
        ),
    )


def test_every_pair_of_the_newest_comparison_of_each_event(
    store: Store, project: str, comparison: Comparison, ready: ReadyComparison
) -> None:
    with store.begin() as session:
        later = create_event(session, project, title="Second talks", date="2031-07-01", tags=["invented"]).id
        earlier = create_event(session, project, title="First talks", date="2031-05-02").id
    for where in (later, earlier, earlier, None, None):
        with store.begin() as session:
            newest = save_comparison(session, project, where, ready).id
    with store.session() as session:
        points = event_points(session, project)
        pair = event_points(session, project, actors=("ardenia", "Severia"), since="2031-06-01")
        nobody = event_points(session, project, actors=("nobody",))
    assert [(point.date, point.title, point.tags) for point in points] == [
        ("2031-05-02", "First talks", ()),
        ("2031-05-02", "Talks on the Sarn valley", ()),
        ("2031-07-01", "Second talks", ("invented",)),
    ]
    assert [[(each.a, each.b) for each in point.pairs] for point in points] == [list(PAIRS)] * 3
    assert [point.comparison_id for point in points if point.event_id is None] == [newest]
    assert [point.title for point in pair] == ["Second talks"]
    assert [(each.a, each.b) for each in pair[0].pairs] == [("Ardenia", "Severia")]
    assert nobody == []
    told = comparison.to_dict()["divergence"]
    assert points[0].figures["overall"] == Figure(**told["overall"])
    assert [each.figures["overall"] for each in points[0].pairs] == [
        Figure(**each["overall"]) for each in told["pairs"]
    ]
    assert pair[0].figures == pair[0].pairs[0].figures
    assert {point.signature for point in points} == {comparison.signature.line}


def test_events_of_a_store_without_figures_of_the_whole_have_the_mean_of_their_pairs(
    store: Store, project: str, ready: ReadyComparison
) -> None:
    with store.begin() as session:
        save_comparison(session, project, None, replace(ready, figures={}))
    with store.session() as session:
        (point,) = event_points(session, project)
    values = [each.figures["omission"].value for each in point.pairs]
    assert point.figures["omission"].value == pytest.approx(
        sum(value for value in values if value) / 3, abs=1e-6
    )
    assert point.figures["omission"].low is None


def test_a_mean_counts_every_event_once() -> None:
    """Two accounts by one actor are averaged within the event, and names come in one order."""
    events = [
        event(1, 0.5, ("x", "y", 0.2), ("y", "x", 0.4), ("x", "x", 0.9)),
        event(2, 0.5, ("y", "x", 0.6)),
    ]
    means = {mean.pair: mean.figures["overall"] for mean in means_by_pair(events)}
    assert means == {("x", "y"): Figure(0.45, None, None, 2), ("x", "x"): Figure(0.9, None, None, 1)}


def test_a_mean_of_five_events_has_an_interval_and_one_of_four_has_none() -> None:
    events = [event(number, number / 10, ("x", "y", number / 20)) for number in range(1, 6)]
    whole = mean_of_all(events).figures["overall"]
    assert (whole.value, whole.n) == (0.3, 5)
    assert whole.low is not None
    assert whole.high is not None
    assert 0.1 <= whole.low < 0.3 < whole.high <= 0.5
    assert mean_of_all(events[:4]).figures["overall"] == Figure(0.25, None, None, 4)
    assert mean_of_all([]).figures["overall"] == Figure(None, None, None, 0)
    assert mean_of_all(events[::-1]) == mean_of_all(events)


def test_figures_that_an_event_lacks_do_not_count() -> None:
    (mean,) = means_by_pair([event(1, 0.5, ("x", "y", None)), event(2, 0.5, ("x", "y", 0.3))])
    assert mean.figures["content"] == Figure(0.3, None, None, 1)


def test_periods() -> None:
    events = [
        event(1, 0.2, date="2031-03-31"),
        event(2, 0.4, date="2031-04-01"),
        event(3, 0.6, date="2031-06-30"),
        event(4, 0.8, date=None),
    ]
    undated = replace(events[3], date=None)
    means = means_by_period([*events[:3], undated], "quarter")
    assert [(mean.period, mean.figures["overall"].value) for mean in means] == [
        ("2031-Q1", 0.2),
        ("2031-Q2", 0.5),
    ]
    assert [period_of("2031-12-01", period) for period in ("month", "quarter", "year")] == [
        "2031-12",
        "2031-Q4",
        "2031",
    ]
