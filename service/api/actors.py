"""Actors corrected by hand: merged, named, given to a side; each project for itself."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Response

from compare.corrections import Corrections
from compare.errors import RecordError
from corpora import load_resources
from corpora.corrections import corrections_of
from service.api.caller import Contributor, Reader
from service.api.given import CorrectionsIn
from service.api.models import CorrectionsOut
from service.api.openapi import BODY_PROBLEMS, CHANGED
from service.api.parameters import version_of
from service.api.services import Built, Services
from service.problems import at
from service.store.actors import corrections_of_project, put_corrections

router = APIRouter(prefix="/actors", tags=["actors"])
_EXAMPLE = {
    "one actor under two names, and a side": {
        "summary": "one actor under two names, and a side",
        "value": {
            "merge": [{"actors": ["x-каро-велл"], "into": "x-karo-vell"}],
            "assign": [
                {"name": "the northern delegation", "actor": "x-karo-vell"},
                {"actor": "x-karo-vell", "side": "norland", "label": "Karo Vell"},
            ],
        },
    }
}
_ROW = re.compile(r"(merge|assign) (\d+)")


@router.get("/corrections", response_model=CorrectionsOut)
def read(caller: Reader, services: Built) -> Response:
    """What this project corrects; its ETag is its version."""
    with services.store.session() as session:
        tables, version = corrections_of_project(session, caller.project)
    return _response(tables, version, _checked(services, tables))


@router.put("/corrections", response_model=CorrectionsOut, responses=BODY_PROBLEMS | CHANGED)
def replace(
    corrections: Annotated[CorrectionsIn, Body(openapi_examples=_EXAMPLE)],
    caller: Contributor,
    services: Built,
    if_match: Annotated[str | None, Header(description="The ETag of the version that you read.")] = None,
) -> Response:
    """Replace what this project corrects. Comparisons that are ordered from now on use it, and their
    signature names it; stored reports stay as they are."""
    tables = corrections.model_dump(exclude_none=True)
    checked = _checked(services, tables)
    with services.store.begin() as session:
        version = put_corrections(session, caller.project, tables, version=version_of(if_match))
    return _response(tables, version, checked)


def _checked(services: Services, tables: dict[str, Any]) -> Corrections:
    known = [actor.id for actor in load_resources(services.settings.resources).actors]
    try:
        return corrections_of(tables, "corrections", known)
    except RecordError as error:
        row = _ROW.search(error.problem)
        pointer = f"/{row[1]}/{int(row[2]) - 1}" if row else ""
        raise at(pointer, f"{error.problem}; {error.way_out}") from error


def _response(tables: dict[str, Any], version: int, corrections: Corrections) -> Response:
    told = CorrectionsOut(**CorrectionsIn(**tables).model_dump(), version=version, sha256=corrections.digest)
    headers = {"ETag": f'"{version}"', "Cache-Control": "private, no-cache"}
    return Response(told.model_dump_json(exclude_none=True), 200, headers, "application/json")
