"""Uploads to readouts: read beside the service, or taken as they are; what is wrong points to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from compare.errors import InputError, RashomonError
from compare.records import Document, Readout
from service.api.body import Given
from service.api.services import Services, in_few_threads
from service.problems import Problem, at
from service.uploads import Parsed, StoppedError, Upload


async def parse_all(
    services: Services, given: Given, *, split: bool, corrections: Mapping[str, Any]
) -> list[Parsed]:
    """Every upload of a body, in order, read in processes of their own.

    Raises:
        Problem: 413 or 422, with a pointer to the upload.
    """
    found = []
    for upload, pointer in zip(given.uploads, given.pointers, strict=True):
        told = replace(upload, split=split, corrections=corrections)
        found.append(await parse_one(services, told, pointer))
    return found


async def parse_one(services: Services, upload: Upload, pointer: str) -> Parsed:
    """One upload; see :func:`parse_all`."""
    if upload.verbatim:
        pointer += "/text"
    try:
        parsed = await in_few_threads(services, services.parser.read, upload)
    except StoppedError as error:
        services.metrics.file_read("stopped")
        raise at(pointer, str(error), status=413) from error
    except InputError as error:
        services.metrics.file_read("refused")
        raise at(pointer, str(error)) from error
    services.metrics.file_read("read")
    return parsed


async def accounts(services: Services, given: Given) -> tuple[tuple[Readout, ...], tuple[Document, ...]]:
    """The readouts to compare. Texts in JSON are taken as they are; the worker takes mixed articles apart.

    Raises:
        Problem: 413 or 422, with a pointer to the upload.
    """
    readouts: list[Readout] = []
    for upload, pointer in zip(given.uploads, given.pointers, strict=True):
        if upload.verbatim:
            readouts.append(readout_of(upload))
        else:
            readouts += (await parse_one(services, upload, pointer)).readouts
    return tuple(readouts), ()


def readout_of(upload: Upload) -> Readout:
    """The readout in a verbatim upload."""
    return Readout(
        source=upload.source or upload.name,
        text=upload.content.decode("utf-8"),
        language=upload.language,
        actor=upload.actor,
        side=upload.side,
        title=upload.title,
        date=upload.date,
        url=upload.url,
    )


def options_problem(error: RashomonError) -> Problem:
    """An engine setting that does not exist or has a value that it cannot take."""
    option = getattr(error, "option", None)
    return at("/options" + (f"/{option}" if option else ""), str(error))
