"""Figures over many events, as the API tells them: divergence, means, axes, terms."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from service.store.series import AxisMean, Component, EventPoint, Figure, Figures, Mean, PairPoint


class FigureOut(BaseModel):
    """A figure, 0..1, with its 95 % interval; null where too little bears it."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(value=figure.value, low=figure.low, high=figure.high, n=figure.n)


FiguresOut = dict[Component, FigureOut]


def _figures(figures: Figures) -> FiguresOut:
    return {name: FigureOut.of(figure) for name, figure in figures.items()}


class Point(BaseModel):
    """The divergence of two accounts of one event in one component; ``n`` claims bear it."""

    comparison: str
    event: str | None
    title: str | None
    date: str | None
    a: str
    b: str
    actor_a: str | None
    actor_b: str | None
    value: float | None
    low: float | None = Field(description="Bounds of the 95 % interval (bootstrap over claims).")
    high: float | None
    n: int

    @classmethod
    def of(cls, event: EventPoint, pair: PairPoint, component: Component) -> Self:
        figure = pair.figures.get(component, Figure(None, None, None, 0))
        return cls(
            comparison=event.comparison_id,
            event=event.event_id,
            title=event.title,
            date=event.date,
            a=pair.a,
            b=pair.b,
            actor_a=pair.actor_a,
            actor_b=pair.actor_b,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            n=figure.n,
        )


class EventFigures(BaseModel):
    """The divergence of an event: as its report says or, where ``actor`` chooses pairs, their mean."""

    comparison: str
    event: str | None
    title: str | None
    date: str | None
    tags: list[str]
    figures: FiguresOut

    @classmethod
    def of(cls, point: EventPoint) -> Self:
        return cls(
            comparison=point.comparison_id,
            event=point.event_id,
            title=point.title,
            date=point.date,
            tags=list(point.tags),
            figures=_figures(point.figures),
        )


class MeanOut(BaseModel):
    """A mean over events: of the actors ``a`` and ``b`` or of all, in one period or in all; ``n`` events
    bear it, and fewer than five give no interval (bootstrap over events, expanded for few of them)."""

    a: str | None
    b: str | None
    period: str | None = Field(examples=["2031-Q1"])
    figures: FiguresOut

    @classmethod
    def of(cls, mean: Mean) -> Self:
        a, b = mean.pair or (None, None)
        return cls(a=a, b=b, period=mean.period, figures=_figures(mean.figures))


class SideOut(BaseModel):
    """Where a side (an actor or, where none is known, a source) stands: a mean over ``n`` events, -1..1."""

    side: str
    value: float | None
    low: float | None
    high: float | None
    n: int


class AxisOut(BaseModel):
    """The sides between two poles, from ``low`` (-1) to ``high`` (1)."""

    name: str
    low: list[str]
    high: list[str]
    sides: list[SideOut]

    @classmethod
    def of(cls, axis: AxisMean) -> Self:
        return cls(
            name=axis.name,
            low=list(axis.low),
            high=list(axis.high),
            sides=[
                SideOut(side=side, value=figure.value, low=figure.low, high=figure.high, n=figure.n)
                for side, figure in axis.sides
            ],
        )


class Series(BaseModel):
    """Divergence over time, oldest first; of an event only its newest comparison counts.

    ``actors_named`` gives the labels of actors' ids, ``signatures`` what made the numbers. The means are
    ``provisional``: they treat the events as a sample and the figure of each event as exact.
    """

    component: Component
    actors: list[str]
    points: list[Point]
    events: list[EventFigures]
    periods: list[MeanOut]
    pairs: list[MeanOut]
    mean: MeanOut
    axes: list[AxisOut]
    actors_named: dict[str, str]
    signatures: list[str]
    provisional: bool = True


class Term(BaseModel):
    """How often two actors use a term (a folded lemma), in how many reports, and how differently.

    Null where it was not tested: one of them does not speak the language, or both together use it too seldom.
    """

    model_config = ConfigDict(from_attributes=True)

    term: str
    form: str = Field(description="How it is mostly written.")
    language: str | None
    count_a: int
    count_b: int
    reports_a: int
    reports_b: int
    effect: float | None = Field(description="Log-odds with an informative prior; above 0: `a` uses it more.")
    low: float | None = Field(description="Bounds of its 95 % interval.")
    high: float | None
    z: float | None
    p: float | None = Field(description="Two-sided, uncorrected.")
    q: float | None = Field(description="Corrected over all terms tested (Benjamini–Hochberg).")


class LanguageWords(BaseModel):
    """What two actors say in one language: claims, and all their words but numbers."""

    model_config = ConfigDict(from_attributes=True)

    language: str | None
    claims_a: int
    claims_b: int
    words_a: int
    words_b: int


class Contrast(BaseModel):
    """The terms of two actors, those that differ most surely first; only within a language that both speak.

    ``provisional``: the test takes every use of a word for a new decision, which repeated statements are not.
    """

    model_config = ConfigDict(from_attributes=True)

    a: str
    b: str
    languages: list[LanguageWords]
    tested: int
    terms: list[Term]
    actors_named: dict[str, str] = {}
    provisional: bool = True
