"""Bodies that may be JSON or multipart: read, checked, and turned into uploads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import from_json
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.api.given import Axes, CompareIn, EventTold, ReadoutIn, UploadIn
from service.api.services import in_thread
from service.problems import Problem, at, invalid
from service.settings import Settings
from service.uploads import Upload

M = TypeVar("M", bound=BaseModel)
FIELDS = 200
"""Most form fields beside the files."""
_JSON, _FORM = "application/json", "multipart/form-data"
_EACH = ("source", "title", "date", "language", "url", "actor", "side")
"""Form fields that may come once for every file, in the order of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a body asks for; ``pointers[i]`` is where ``uploads[i]`` stands in it, ``url`` a page to fetch."""

    uploads: tuple[Upload, ...]
    pointers: tuple[str, ...]
    digest: str
    split: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    axes: tuple[str, ...] = ()
    event: Mapping[str, Any] | None = None
    fetch: UploadIn | None = None


async def read_accounts(request: Request, settings: Settings) -> Given:
    """The accounts in a body of ``POST /compare``.

    Raises:
        Problem: 400, 413, 415 or 422, with a pointer to what is wrong.
    """
    if _kind(request) == _FORM:
        given = await _read_form(request, settings, ("split", "options", "event", "axes", *_EACH))
    else:
        model = await _json(request, CompareIn)
        given = Given(
            uploads=tuple(_verbatim(each) for each in model.readouts),
            pointers=tuple(f"/readouts/{place}" for place in range(len(model.readouts))),
            digest=_digest(request, model.model_dump_json()),
            split=model.split,
            options=model.options,
            axes=tuple(model.axes),
            event=model.event.model_dump() if model.event else None,
        )
    _check_count(given, settings)
    _check_lengths(given, settings)
    return given


async def read_uploads(request: Request, settings: Settings) -> Given:
    """The accounts in a body of ``POST /events/{id}/readouts``.

    Raises:
        Problem: 400, 413, 415 or 422, with a pointer to what is wrong.
    """
    if _kind(request) == _FORM:
        given = await _read_form(request, settings, ("split", *_EACH))
    else:
        model = await _json(request, UploadIn)
        digest = _digest(request, model.model_dump_json())
        if model.text is None:
            return Given(uploads=(), pointers=(), digest=digest, split=model.split, fetch=model)
        given = Given(uploads=(_verbatim(model),), pointers=("",), digest=digest, split=model.split)
    _check_lengths(given, settings)
    return given


def _kind(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (_JSON, _FORM):
        raise Problem(415, f"the body is {kind or 'of no type'}; send {_JSON} or {_FORM}")
    return kind


async def _json(request: Request, model: type[M]) -> M:
    content = await request.body()

    def parsed() -> M:
        try:
            return model.model_validate(from_json(content, allow_inf_nan=False))
        except ValidationError as error:
            raise invalid(
                error.errors(include_input=False, include_context=False, include_url=False)
            ) from None
        except (ValueError, RecursionError):
            detail = "the body is no JSON document"
            raise Problem(400, detail, errors=[{"detail": detail, "pointer": "#"}]) from None

    return await in_thread(parsed)


def _verbatim(model: ReadoutIn | UploadIn) -> Upload:
    assert model.source is not None
    assert model.text is not None
    return Upload(
        name=model.source,
        content=model.text.encode("utf-8"),
        verbatim=True,
        source=model.source,
        language=model.language,
        title=model.title,
        date=model.date,
        url=model.url,
        actor=model.actor,
        side=model.side,
    )


class _WholeForm(MultiPartParser):
    """A form that ends before its closing boundary was cut off on the way: nothing of it is taken."""

    def __init__(self, request: Request, settings: Settings) -> None:
        # One file more than allowed is let in, so that our own answer says what the limit is.
        super().__init__(
            request.headers,
            self._to_the_end(request),
            max_files=settings.max_files + 1,
            max_fields=FIELDS,
            max_part_size=settings.max_body_bytes,
        )
        self._ended = False

    def on_end(self) -> None:
        self._ended = True

    async def _to_the_end(self, request: Request) -> AsyncGenerator[bytes, None]:
        async for chunk in request.stream():
            yield chunk
        if not self._ended:
            raise MultiPartException("it ends before its closing boundary")


async def _read_form(request: Request, settings: Settings, known: Sequence[str]) -> Given:
    try:
        form = await _WholeForm(request, settings).parse()
    except MultiPartException as error:
        raise _unreadable_form(error.message) from error
    try:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        _check_fields(form, known, len(files))
        told = [_told(form, place, len(files)) for place in range(len(files))]
        contents = [await file.read() for file in files]
        uploads = tuple(
            Upload(
                name=file.filename or f"file {place + 1}",
                content=content,
                media_type=file.content_type,
                **about,  # type: ignore[arg-type]
            )
            for place, (file, content, about) in enumerate(zip(files, contents, told, strict=True))
        )
        if not uploads:
            raise at("/files", "no file came; send each as a part named files")
        split = _flag(form, "split")
        options = _object(form, "options")
        axes = _axes(form)
        event = _object(form, "event")
    finally:
        await form.close()
    if event is not None:
        try:
            event = EventTold.model_validate(event).model_dump()
        except ValidationError as error:
            told_errors = error.errors(include_input=False, include_context=False, include_url=False)
            raise invalid(told_errors, ("event",)) from None
    parts = [
        [upload.name, upload.media_type, hashlib.sha256(upload.content).hexdigest()] for upload in uploads
    ]
    return Given(
        uploads=uploads,
        pointers=tuple(f"/files/{place}" for place in range(len(uploads))),
        digest=_digest(request, json.dumps([parts, told, split, options, event, axes])),
        split=split,
        options=options or {},
        axes=tuple(axes),
        event=event,
    )


def _unreadable_form(reason: str) -> Problem:
    if reason.startswith("Too many"):
        return Problem(413, f"{reason.rstrip('.')}; send fewer")
    return Problem(400, f"the multipart body cannot be read ({reason})")


def _check_fields(form: FormData, known: Sequence[str], files: int) -> None:
    for name in form:
        values = form.getlist(name)
        if any(isinstance(value, UploadFile) for value in values):
            continue
        if name not in known:
            raise at(f"/{name}", f"there is no such field; known are files, {', '.join(known)}")
        most = files if name in _EACH else FIELDS if name == "axes" else 1
        if len(values) > most:
            raise at(f"/{name}", f"came {len(values)} times; give it at most {most} times")


def _told(form: FormData, place: int, files: int) -> dict[str, str | None]:
    """What the form says of one file, checked as in JSON."""
    found: dict[str, str | None] = {}
    for name in _EACH:
        values = [str(value) for value in form.getlist(name)]
        if values and len(values) != files:
            raise at(
                f"/{name}",
                f"came {len(values)} times for {files} files; give it once for each, empty if unknown",
            )
        found[name] = values[place] or None if values else None
    try:
        ReadoutIn.model_validate({**found, "source": found["source"] or "file", "text": "text"})
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        raise at(f"/{first['loc'][0]}", str(first["msg"])) from None
    return found


def _flag(form: FormData, name: str) -> bool:
    value = form.get(name, "false")
    if value not in ("true", "false", "1", "0", ""):
        raise at(f"/{name}", "write true or false")
    return value in ("true", "1")


def _object(form: FormData, name: str) -> dict[str, Any] | None:
    value = form.get(name)
    if value is None or value == "":
        return None
    try:
        found = from_json(str(value), allow_inf_nan=False)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise at(f"/{name}", "write a JSON object")
    return found


def _axes(form: FormData) -> list[str]:
    values = [str(value) for value in form.getlist("axes") if value != ""]
    try:
        return TypeAdapter(Axes).validate_python(values)
    except ValidationError as error:
        told = error.errors(include_input=False, include_context=False, include_url=False)
        raise invalid(told, ("axes",)) from None


def _check_count(given: Given, settings: Settings) -> None:
    count = len(given.uploads)
    where = given.pointers[0].rpartition("/")[0]
    if count < 2 and not given.split:
        raise at(
            where, "one account given; give two or more, or split=true to compare the sides of one article"
        )
    if count > settings.max_files:
        raise at(where, f"{count} accounts given, more than {settings.max_files}; compare fewer at once")


def _check_lengths(given: Given, settings: Settings) -> None:
    if len(given.uploads) > settings.max_files:
        where = given.pointers[0].rpartition("/")[0]
        raise at(
            where, f"{len(given.uploads)} files given, more than {settings.max_files}; send fewer at once"
        )
    for upload, pointer in zip(given.uploads, given.pointers, strict=True):
        if upload.verbatim:
            length = len(upload.content.decode("utf-8"))
            if length > settings.max_text_characters:
                detail = (
                    f"has {length:,} characters, more than {settings.max_text_characters:,}; cut the text"
                )
                raise at(f"{pointer}/text", detail)


def _digest(request: Request, content: str) -> str:
    """What must be the same when a request is sent again with its idempotency key."""
    return hashlib.sha256(
        f"{request.method} {request.url.path}\n{content}".encode("utf-8", "surrogatepass")
    ).hexdigest()
