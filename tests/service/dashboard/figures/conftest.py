"""Comparisons put together by hand, so that the pages of figures are tested without the engine."""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import numpy as np
import pytest

from service.keys import local_project
from service.store.comparisons import ReadyComparison, save_comparison
from service.store.engine import Store
from service.store.events import create_event
from service.store.series import COMPONENTS
from service.store.terms import terms_of


def figure(value: float | None) -> dict[str, Any]:
    low, high = (None, None) if value is None else (round(value - 0.05, 6), round(value + 0.05, 6))
    return {"value": value, "low": low, "high": high, "n": 9}


@dataclass
class Teller:
    """Stores events with their comparisons in the local project of a store."""

    store: Store
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def __call__(
        self,
        title: str = "Talks",
        date: str | None = "2031-05-02",
        pairs: Sequence[tuple[str, str, float | None]] = (),
        claims: Sequence[tuple[str, str | None, str, str]] = (),
        labels: Mapping[str, str] | None = None,
        tags: Sequence[str] = (),
    ) -> str:
        """The id of the comparison. ``pairs`` are two actors and their figure; ``claims`` are source, actor,
        language and text."""
        values = [value for *_, value in pairs if value is not None]
        whole = round(float(np.mean(values)), 6) if values else None
        ready = ReadyComparison(
            engine_id=f"c-{next(self.numbers)}",
            title=title,
            date=date,
            digest="0" * 64,
            signature="rashomon:test",
            report=zlib.compress(b"{}"),
            figures={name: figure(whole) for name in COMPONENTS},
            labels=labels or {},
            pairs=tuple(
                {
                    "place": place,
                    "a": f"account of {a}",
                    "b": f"account of {b}",
                    "actor_a": a,
                    "actor_b": b,
                    "figures": {name: figure(value) for name in COMPONENTS},
                }
                for place, (a, b, value) in enumerate(pairs)
            ),
            claims=tuple(
                {
                    "claim_id": f"cl-{next(self.numbers)}",
                    "source": source,
                    "actor": actor,
                    "language": language,
                    "date": date,
                    "text": text,
                    "terms": " ".join(terms_of(text, language)),
                    "model": "none@0",
                    "vector": np.zeros(4, np.float16).tobytes(),
                }
                for source, actor, language, text in claims
            ),
        )
        project = local_project(self.store).id
        with self.store.begin() as session:
            event = create_event(session, project, title=title, date=date, tags=tags).id
            return save_comparison(session, project, event, ready).id


@pytest.fixture
def tell(store: Store) -> Teller:
    """Tells the client's store of events."""
    return Teller(store)


@pytest.fixture
def charts_of() -> Callable[[str], list[dict[str, Any]]]:
    """What the charts of a page draw, in its order."""

    def read(page: str) -> list[dict[str, Any]]:
        return [json.loads(unescape(each)) for each in re.findall(r"data-of='([^']*)'", page)]

    return read


@pytest.fixture
def text_of() -> Callable[[str], str]:
    """A page as it is read: no tags, single spaces."""

    def read(page: str) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())

    return read
