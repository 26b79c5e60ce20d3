"""What the API takes and gives, as pydantic models with examples that the tests send."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

from compare.errors import OptionError
from compare.framing.axes import parse_axis
from service.jobs import job_state
from service.store.claims import Hit
from service.store.series import AxisMean, Component, EventPoint, Figure, Figures, Mean, PairPoint
from service.store.tables import Event, Job, StoredComparison, StoredReadout

T = TypeVar("T")
Format = Literal["json", "html", "markdown", "csv", "text"]


def _iso_date(value: str) -> str:
    try:
        if len(value) != 10 or Date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        raise ValueError("write the date as YYYY-MM-DD") from None
    return value


def _some_words(value: str) -> str:
    if not any(map(str.isalnum, value)):
        raise ValueError("has no words; give a text of at least one sentence")
    return value


def _named(value: str) -> str:
    if not value.strip() or "\x00" in value:
        raise ValueError("is empty or has a NUL character")
    return value


def _two_poles(value: str) -> str:
    try:
        parse_axis(value)
    except OptionError as error:
        raise ValueError(str(error)) from None
    return value


def _named_apart(values: list[str]) -> list[str]:
    names = [parse_axis(value).name for value in values]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"the axis {twice!r} is given twice; name one otherwise")
    return values


IsoDate = Annotated[
    str, Field(json_schema_extra={"format": "date"}, examples=["2022-02-12"]), AfterValidator(_iso_date)
]
Name = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_named)]
Title = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_named)]
Tag = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_named)]
Text = Annotated[str, Field(min_length=1), AfterValidator(_some_words)]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}$", examples=["fr"])]
Url = Annotated[
    str, Field(max_length=4000, pattern="^https?://[!-~]+$", examples=["https://example.org/call"])
]


Axis = Annotated[
    str,
    Field(max_length=500, examples=["stance: cooperation, dialogue / confrontation, conflict"]),
    AfterValidator(_named),
    AfterValidator(_two_poles),
]
Axes = Annotated[
    list[Axis],
    Field(
        max_length=10,
        description="Poles between which claims and accounts are placed, in any language: "
        "`name: words / words`; the name may be left out.",
    ),
    AfterValidator(_named_apart),
]


class Given(BaseModel):
    """Base of what clients send: a field that does not exist is an error, not ignored."""

    model_config = ConfigDict(extra="forbid")


class ReadoutIn(Given):
    """One account: whose it is, and its text, verbatim. What is not told is detected or stays unknown."""

    source: Name = Field(examples=["Élysée"])
    text: Text = Field(examples=["The president said that sincere dialogue needs de-escalation."])
    title: Title | None = None
    date: IsoDate | None = None
    language: Language | None = Field(None, description="ISO 639-1; null: it is detected.")
    url: Url | None = Field(None, description="Where the text was found; nothing is fetched.")
    actor: Tag | None = Field(None, description="Id of the actor whose account it is.")
    side: Tag | None = Field(None, description="Id of the camp that the actor belongs to.")


class EventTold(Given):
    """What the report says of the event."""

    title: Title | None = None
    date: IsoDate | None = None
    participants: list[Tag] = Field([], max_length=100)


class CompareIn(Given):
    """Two or more accounts to compare at once; with ``split`` one mixed article is enough."""

    readouts: list[ReadoutIn] = Field(min_length=1)
    split: StrictBool = Field(False, description="Take each text apart into the sides that it quotes.")
    options: dict[str, Any] = Field(
        {}, description="Settings of the engine by name; docs/options.md lists them."
    )
    axes: Axes = []
    event: EventTold | None = None


class UploadIn(Given):
    """One account of an event, or a mixed article (``split``); its text, or the address of a page."""

    source: Name | None = Field(
        None, description="Whose account it is; needed with a text.", examples=["Élysée"]
    )
    text: Text | None = Field(
        None, examples=["The president said that sincere dialogue needs de-escalation."]
    )
    url: Url | None = Field(
        None, description="Without a text: the page is fetched, if the service may do so."
    )
    title: Title | None = None
    date: IsoDate | None = None
    language: Language | None = None
    actor: Tag | None = None
    side: Tag | None = None
    split: StrictBool = False

    @model_validator(mode="after")
    def _something_to_read(self) -> Self:
        if self.text is None and self.url is None:
            raise ValueError("give a text or a url")
        if self.text is not None and self.source is None:
            raise ValueError("say whose text it is: source")
        return self


class EventIn(Given):
    """An event that there are accounts of."""

    title: Title = Field(examples=["Call of two presidents"])
    date: IsoDate | None = None
    participants: list[Tag] = Field([], max_length=100, examples=[["Élysée", "Kremlin"]])
    tags: list[Tag] = Field([], max_length=100, examples=[["calls"]])


class EventChange(Given):
    """The fields to change; those that are left out stay."""

    title: Title = Field("", examples=["Call of the two presidents"])
    date: IsoDate | None = None
    participants: list[Tag] = Field([], max_length=100)
    tags: list[Tag] = Field([], max_length=100)


class ComparisonIn(Given):
    """How the readouts of an event are compared."""

    options: dict[str, Any] = Field({}, description="Settings of the engine by name.")
    axes: Axes = []


class MergeIn(Given):
    """Several ids that are one actor."""

    actors: list[Tag] = Field(min_length=1, max_length=100, examples=[["x-karo-vell", "x-каро-велл"]])
    into: Tag = Field(examples=["x-karo-vell"])


class AssignIn(Given):
    """What a person knows of an actor: the words by which texts call it, its side, label and kind."""

    name: Tag | None = None
    names: list[Tag] | None = Field(None, min_length=1, max_length=100)
    actor: Tag | None = None
    side: Tag | None = None
    label: Tag | None = None
    kind: Tag | None = None


class CorrectionsIn(Given):
    """Actors corrected by hand, as the tables of a corrections file."""

    merge: list[MergeIn] = Field([], max_length=1000)
    assign: list[AssignIn] = Field([], max_length=1000)


class CorrectionsOut(CorrectionsIn):
    """The corrections of a project; ``sha256`` is what the signature of a report calls ``corrections``."""

    version: int
    sha256: str


class EventOut(BaseModel):
    """An event as it is kept; ``version`` grows with each change and is its ETag."""

    id: str
    title: str
    date: str | None
    participants: list[str]
    tags: list[str]
    version: int
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, row: Event) -> Self:
        return cls(
            id=row.id,
            title=row.title,
            date=row.date,
            participants=row.participants,
            tags=row.tags,
            version=row.version,
            created=row.created,
            updated=row.updated,
        )


class ReadoutOut(BaseModel):
    """A readout as it is kept, without its text; ``sha256`` is the text's."""

    id: str
    event: str
    source: str
    sha256: str
    language: str | None
    actor: str | None
    side: str | None
    title: str | None
    date: str | None
    url: str | None
    derived: bool = Field(description="Was it split from a mixed article?")
    created: datetime

    @classmethod
    def of(cls, row: StoredReadout) -> Self:
        return cls(**_of(row))


class ReadoutWithText(ReadoutOut):
    """A readout with its text, verbatim."""

    text: str

    @classmethod
    def with_text(cls, row: StoredReadout, text: str) -> Self:
        return cls(**_of(row), text=text)


def _of(row: StoredReadout) -> dict[str, Any]:
    return {
        "id": row.id,
        "event": row.event_id,
        "source": row.source,
        "sha256": row.text_sha256,
        "language": row.language,
        "actor": row.actor,
        "side": row.side,
        "title": row.title,
        "date": row.date,
        "url": row.url,
        "derived": row.derivation is not None,
        "created": row.created,
    }


class UploadOut(BaseModel):
    """The readouts of an upload; those that were there already are not ``created``."""

    items: list[ReadoutOut]
    created: int


class ComparisonOut(BaseModel):
    """A stored report; the report itself is at ``href``. ``engine_id`` is the id inside it."""

    id: str
    href: str
    event: str | None
    title: str | None
    date: str | None
    engine_id: str
    sha256: str = Field(description="Of the report's JSON.")
    signature: str
    created: datetime

    @classmethod
    def of(cls, row: StoredComparison) -> Self:
        return cls(
            id=row.id,
            href=f"/api/v1/comparisons/{row.id}",
            event=row.event_id,
            title=row.title,
            date=row.date,
            engine_id=row.engine_id,
            sha256=row.digest,
            signature=row.signature,
            created=row.created,
        )


class JobOut(BaseModel):
    """A job as it stands; ``comparison`` is the id of its report once it is done."""

    id: str
    href: str
    event: str | None
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    cancelling: bool = Field(description="Cancelled while it ran; it ends at its next step.")
    stage: str | None
    done: int
    total: int
    attempts: int
    comparison: str | None
    problem: dict[str, Any] | None
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, job: Job) -> Self:
        return cls(
            id=job.id,
            href=f"/api/v1/jobs/{job.id}",
            event=job.event_id,
            cancelling=job.cancel and job.state == "running",
            created=job.created,
            updated=job.updated,
            **job_state(job),
        )


class Page(BaseModel, Generic[T]):
    """A page of a list; ``next`` is the cursor of the page after it, null on the last."""

    items: list[T]
    next: str | None = None


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


class Found(BaseModel):
    """A claim that was found; ``score`` orders one list: BM25 by words, cosine by meaning."""

    comparison: str
    claim: str
    text: str
    source: str
    actor: str | None
    language: str | None
    date: str | None
    score: float

    @classmethod
    def of(cls, hit: Hit) -> Self:
        claim = hit.claim
        return cls(
            comparison=claim.comparison_id,
            claim=claim.claim_id,
            text=claim.text,
            source=claim.source,
            actor=claim.actor,
            language=claim.language,
            date=claim.date,
            score=hit.score,
        )


class SearchOut(BaseModel):
    """Claims by words and by meaning; null where that was not asked for."""

    q: str
    words: list[Found] | None
    meaning: list[Found] | None


class ProblemError(BaseModel):
    """What is wrong; ``pointer`` (JSON pointer into the body), ``parameter`` or ``header`` says where."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None


class ProblemOut(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = None
    request_id: str | None = None
