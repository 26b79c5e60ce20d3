"""What all repositories need: ids, the clock, cursors, and the check of every row before it is written."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, func, inspect, select
from sqlalchemy.orm import Session

from compare.errors import RecordError
from service.store.tables import Base

MAX_PAGE = 500
"""Most rows that one page of a list may have."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def new_id(prefix: str) -> str:
    """``prefix-`` and 20 random hex digits: never guessed, never met twice."""
    return f"{prefix}-{secrets.token_hex(10)}"


def now(session: Session) -> datetime:
    """The moment by the clock that all writers share: the server's on PostgreSQL, else this computer's."""
    if session.get_bind().dialect.name == "postgresql":
        moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC)
    return datetime.now(UTC)


def to_cursor(*key: str | int) -> str:
    """An opaque mark of the place after the row with this sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def from_cursor(cursor: str, *kinds: type) -> tuple[Any, ...]:
    """The sort key in a cursor.

    Raises:
        RecordError: it is not a cursor that a list of this kind gave.
    """
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        key = None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        problem = f"{cursor!r} is no cursor of this list"
        raise RecordError("cursor", None, problem, "take it from the page before")
    return tuple(key)


def page_size(limit: int) -> int:
    """``limit`` between 1 and :data:`MAX_PAGE`."""
    return max(1, min(limit, MAX_PAGE))


def check_date(name: str, value: str | None) -> None:
    """Refuse what is no day, written ``YYYY-MM-DD``.

    Raises:
        RecordError: it is not.
    """
    if value is not None and not (_DAY.fullmatch(value) and _is_date(value)):
        raise RecordError(name, None, f"date is {value!r}", "write it as YYYY-MM-DD")


def check_rows(session: Session, *_: object) -> None:
    """Refuse what only one of the databases would take, so that both behave alike; runs before each flush.

    Raises:
        RecordError: a string is longer than its column, or has a NUL or half a surrogate pair.
    """
    for row in (*session.new, *session.dirty):
        if isinstance(row, Base):
            _check_row(row)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _check_row(row: Base) -> None:
    name = type(row).__tablename__
    for attribute in inspect(type(row)).column_attrs:
        column, value = attribute.columns[0], getattr(row, attribute.key)
        if isinstance(column.type, String | Text) and isinstance(value, str):
            longest = column.type.length
            if longest is not None and len(value) > longest:
                problem = f"{attribute.key} has {len(value):,} characters, more than {longest:,}"
                raise RecordError(name, None, problem, "shorten it")
            strings: Iterable[str] = (value,)
        elif isinstance(column.type, JSON):
            strings = _strings(value)
        else:
            continue
        if any(_UNSTORABLE.search(each) for each in strings):
            problem = f"{attribute.key} has a NUL character or half a surrogate pair"
            raise RecordError(name, None, problem, "take it out")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _strings(key)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
