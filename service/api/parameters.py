"""Parameters that several routes share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator

from service.problems import Problem
from service.store.rows import MAX_PAGE


def _storable(value: str | None) -> str | None:
    if value is not None and "\x00" in value:
        raise ValueError("has a NUL character")
    return value


Id = Annotated[str, Path(max_length=40, pattern="^[!-~]+$")]
EventId = Id
Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="Most items of a page.")]
Words = Annotated[str | None, Query(min_length=1, max_length=300), AfterValidator(_storable)]


def version_of(if_match: str | None) -> int | None:
    """The version that an ``If-Match`` header names; None where any will do.

    Raises:
        Problem: 412, it is no ETag of ours.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    found = if_match.strip().strip('"')
    if not found.isdecimal() or len(found) > 9:
        raise Problem(
            412,
            "this is no ETag of this service",
            errors=[{"detail": "take the ETag of the last answer", "header": "If-Match"}],
        )
    return int(found)
