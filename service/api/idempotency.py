"""One request, sent twice with one ``Idempotency-Key``, is carried out once and answered twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Header
from sqlalchemy.orm import Session

from service.api.caller import Caller
from service.store.engine import Store
from service.store.idempotency import answer_given, remember_answer

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="Send a request again with the same key and it is carried out once.",
    ),
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: a status, JSON and a place; ``again``: to an earlier request with the same key."""

    status: int
    body: Mapping[str, Any]
    location: str | None = None
    again: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """``Location``, and ``Idempotent-Replayed`` for a request that was carried out before."""
        found = {} if self.location is None else {"Location": self.location}
        return found | ({"Idempotent-Replayed": "true"} if self.again else {})


def answered_before(store: Store, caller: Caller, key: str | None, digest: str) -> Answer | None:
    """The earlier answer, if there is one: look before work that need not be done again.

    Raises:
        ConflictError: the key came with another request.
    """
    if key is None:
        return None
    with store.session() as session:
        found = answer_given(session, caller.project, key, digest)
    return None if found is None else Answer(found.status, found.body, found.location, again=True)


def carry_out(
    store: Store, caller: Caller, key: str | None, digest: str, work: Callable[[Session], Answer]
) -> Answer:
    """Do ``work`` in one transaction that also keeps its answer.

    Raises:
        ConflictError: the key came with another request.
    """
    with store.begin() as session:
        if key is not None:
            found = answer_given(session, caller.project, key, digest)
            if found is not None:
                return Answer(found.status, found.body, found.location, again=True)
        answer = work(session)
        if key is not None:
            remember_answer(
                session,
                caller.project,
                key,
                request_digest=digest,
                status=answer.status,
                body=answer.body,
                location=answer.location,
            )
        return answer
