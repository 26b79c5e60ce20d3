"""What clients send, as pydantic models with examples that the tests send."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

from compare.errors import OptionError
from compare.framing.axes import parse_axis


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
