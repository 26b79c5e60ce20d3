"""What the store refuses; these stand under the one error tree of :mod:`compare.errors`.

RashomonError
└── StoreError
    ├── NotFoundError     there is no such object in this project (HTTP 404)
    ├── ChangedError      the object has another version than the caller saw (HTTP 412)
    ├── ConflictError     an idempotency key was used for another request (HTTP 409)
    ├── LeaseLostError    another worker holds the job, or it was cancelled
    └── DatabaseError     the database cannot be opened, is busy for too long, or is of a newer version (503)
"""

from __future__ import annotations

from compare.errors import RashomonError


class StoreError(RashomonError):
    """Base of what the store raises."""


class NotFoundError(StoreError):
    """``kind`` (event, readout, comparison, job, key) with this id is not in the project."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"there is no {kind} {id!r}")
        self.kind = kind
        self.id = id


class ChangedError(StoreError):
    """Somebody changed the object since the caller read it."""

    def __init__(self, kind: str, id: str, seen: int, current: int) -> None:
        super().__init__(f"{kind} {id!r} has version {current}, not {seen}; read it again, then change it")
        self.seen = seen
        self.current = current


class ConflictError(StoreError):
    """The same idempotency key came with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the idempotency key {key!r} was used for another request; take a new one")
        self.key = key


class LeaseLostError(StoreError):
    """This worker may not write to the job any more; ``cancelled`` tells whether somebody cancelled it."""

    def __init__(self, job: str, *, cancelled: bool) -> None:
        super().__init__(f"job {job!r} " + ("was cancelled" if cancelled else "is held by another worker"))
        self.job = job
        self.cancelled = cancelled


class DatabaseError(StoreError):
    """The database is out of reach or cannot be used as it is."""
