"""Search over the claims of all reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator

from service.api.caller import Caller, Reader
from service.api.given import IsoDate, Language
from service.api.models import Found, SearchOut
from service.api.parameters import Words
from service.api.services import Built, Services, in_few_threads, in_thread
from service.api.tables import CSV, TableFormat, csv_response
from service.store.claims import ClaimFilters, Hit, search_meaning, search_words

router = APIRouter(tags=["search"])


def _with_words(value: str) -> str:
    if not any(map(str.isalnum, value)):
        raise ValueError("has no words to look for")
    return value


_COLUMNS = ("found_by", *Found.model_fields)


@router.get("/search", response_model=SearchOut, responses=CSV)
async def search(
    caller: Reader,
    services: Built,
    q: Annotated[
        str, Query(min_length=1, max_length=1000, examples=["sincere dialogue"]), AfterValidator(_with_words)
    ],
    by: Annotated[Literal["words", "meaning", "both"], Query(description="How to look.")] = "both",
    actor: Annotated[Words, Query(description="Who speaks, or the source.")] = None,
    since: Annotated[IsoDate | None, Query(alias="from", description="First day.")] = None,
    until: Annotated[IsoDate | None, Query(alias="to", description="Last day.")] = None,
    language: Language | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    format: TableFormat = "json",
) -> SearchOut | Response:
    """Claims that have these words, in any inflected form; and claims that mean the same, in any language."""
    filters = ClaimFilters(actor=actor, since=since, until=until, language=language)
    words = meaning = None
    if by != "meaning":
        words = await in_thread(_by_words, services, caller, q, filters, limit)
    if by != "words":
        meaning = await in_few_threads(services, _by_meaning, services, caller, q, filters, limit)
    if format == "csv":
        lists = (("words", words or []), ("meaning", meaning or []))
        rows = (
            (by, *(getattr(each, name) for name in _COLUMNS[1:])) for by, found in lists for each in found
        )
        return csv_response("search", _COLUMNS, rows)
    return SearchOut(q=q, words=words, meaning=meaning)


def _by_words(services: Services, caller: Caller, q: str, filters: ClaimFilters, limit: int) -> list[Found]:
    with services.store.session() as session:
        return _found(search_words(session, caller.project, q, filters, limit))


def _by_meaning(services: Services, caller: Caller, q: str, filters: ClaimFilters, limit: int) -> list[Found]:
    # The language of the filter is that of the claims; the query may be in any.
    vector, model = services.queries.encode(q, None)
    with services.store.session() as session:
        return _found(search_meaning(session, caller.project, vector, filters, limit, model=model))


def _found(hits: list[Hit]) -> list[Found]:
    return [Found.of(hit) for hit in hits]
