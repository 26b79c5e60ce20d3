"""Accounts before they are stored: read from files and pasted texts, guessed, and corrected by a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from compare.records import Readout
from service.api.given import ReadoutIn
from service.api.reading import parse_one
from service.api.services import Services, in_thread
from service.dashboard.guess import guess_source
from service.problems import Problem
from service.uploads import Upload

FIELDS = ("source", "language", "title", "date", "url", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One account as the form shows it: all of it text. ``problems`` tells by field what cannot be used."""

    source: str = ""
    language: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    text: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be read, and why."""

    name: str
    reason: str


async def read_drafts(
    services: Services, form: FormData, unnamed: Callable[[int], str]
) -> tuple[list[Draft], list[Refused]]:
    """The accounts in the ``files`` and ``pasted`` texts of a form, in their order; and what was refused.

    Args:
        unnamed: what a pasted text is called whose source nothing tells, by its place from 1.
    """
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    given = [
        Upload(name=str(file.filename), content=await file.read(), media_type=file.content_type)
        for file in files
    ]
    pasted = [str(text) for text in form.getlist("pasted") if str(text).strip()]
    given += [
        Upload(name=unnamed(place), content=_plain(text).encode("utf-8", "replace"), media_type="text/plain")
        for place, text in enumerate(pasted, len(files) + 1)
    ]
    most = services.settings.max_files
    if len(given) > most:
        raise Problem(413, f"{len(given)} accounts given, more than {most}; send fewer at once")
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for upload in given:
        try:
            parsed = await parse_one(services, upload, "")
        except Problem as problem:
            refused.append(Refused(name=upload.name, reason=str(problem.detail)))
            continue
        for readout in parsed.readouts:
            drafts.append(await in_thread(_draft, services, readout, upload.name))
    return drafts, refused


def drafts_of(form: FormData) -> list[Draft]:
    """The accounts of the form that shows them, but for those that a person took out; each is checked."""
    columns = {name: [str(value) for value in form.getlist(name)] for name in FIELDS}
    out = {str(value) for value in form.getlist("out")}
    count = len(columns["text"])
    if any(len(values) != count for values in columns.values()):
        raise Problem(400, "the form is not whole; open the page again")
    return [
        _checked(
            Draft(
                source=columns["source"][place].strip(),
                language=columns["language"][place].strip(),
                title=columns["title"][place].strip(),
                date=columns["date"][place].strip(),
                url=columns["url"][place].strip(),
                text=_plain(columns["text"][place]),
            )
        )
        for place in range(count)
        if str(place) not in out
    ]


def _draft(services: Services, readout: Readout, name: str) -> Draft:
    # A parser names the source only where the document does; else it repeats the file's name.
    told = readout.source if readout.source != name else None
    return Draft(
        source=told or guess_source(name, readout.title, readout.text, services.settings.resources),
        language=readout.language or "",
        title=readout.title or "",
        date=readout.date or "",
        url=readout.url or "",
        text=readout.text,
    )


def _checked(draft: Draft) -> Draft:
    try:
        ReadoutIn.model_validate({name: getattr(draft, name) or None for name in FIELDS})
    except ValidationError as error:
        found = {str(each["loc"][0]): _reason(str(each["type"]), str(each["msg"])) for each in error.errors()}
        return replace(draft, problems=tuple(found.items()))
    return draft


def _reason(kind: str, message: str) -> str:
    return "needed" if kind in ("string_type", "missing") else message.removeprefix("Value error, ")


def _plain(text: str) -> str:
    """A browser sends the line ends of a text field as CR LF, whatever they were."""
    return text.replace("\r\n", "\n")
