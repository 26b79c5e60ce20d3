"""Parameters that several routes share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator

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
