"""A request that is sent twice with one ``Idempotency-Key`` is carried out once and answered twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.errors import ConflictError
from service.store.rows import now
from service.store.tables import IdempotentAnswer


def answer_given(session: Session, project_id: str, key: str, request_digest: str) -> IdempotentAnswer | None:
    """The answer that this key already got; None: carry the request out and :func:`remember_answer`.

    Call it first in the transaction that carries the request out: until that ends, a twin request waits here.

    Raises:
        ConflictError: the key came with another request.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{project_id} {key}", 0))))
    found = session.get(IdempotentAnswer, (project_id, key))
    if found is not None and found.request_digest != request_digest:
        raise ConflictError(key)
    return found


def remember_answer(
    session: Session,
    project_id: str,
    key: str,
    *,
    request_digest: str,
    status: int,
    body: Mapping[str, Any],
    location: str | None = None,
) -> IdempotentAnswer:
    """Keep the answer, in the transaction that carried the request out."""
    row = IdempotentAnswer(
        project_id=project_id,
        key=key,
        request_digest=request_digest,
        status=status,
        location=location,
        body=dict(body),
        created=now(session),
    )
    session.add(row)
    session.flush()
    return row
