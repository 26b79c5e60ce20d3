"""The long-lived things that handlers need: built once with the app, found on its state."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Annotated, ParamSpec, TypeVar

import anyio
from fastapi import Depends, Request

from compare.embedding import Encoder, Vectors, load_encoder
from service.metrics import Metrics
from service.settings import Settings
from service.store.claims import model_of
from service.store.engine import Store
from service.uploads import Parser

P = ParamSpec("P")
T = TypeVar("T")


class QueryEncoder:
    """Encodes what people search for; the model is loaded at the first search by meaning.

    The last vectors are kept: who changes a filter or turns a page sends the same words again.
    """

    KEPT = 1000

    def __init__(self, model: str | None) -> None:
        self._model = model
        self._encoder: Encoder | None = None
        self._known: OrderedDict[tuple[str, str | None], Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, query: str, language: str | None) -> tuple[Vectors, str]:
        """The vector, shape (d,), unit length; and the name under which vectors of this model are stored."""
        with self._lock:
            if self._encoder is None:
                self._encoder = load_encoder(self._model)
            key = (query, language)
            if key not in self._known:
                self._known[key] = self._encoder.encode([query], [language])[0]
            self._known.move_to_end(key)
            if len(self._known) > self.KEPT:
                self._known.popitem(last=False)
            return self._known[key], model_of(self._encoder)


@dataclass(frozen=True)
class Services:
    """``stopping`` is set when the service is told to stop, so that long answers end; ``seal`` is the secret
    of this process, under which sessions and forms are signed."""

    settings: Settings
    store: Store
    parser: Parser
    queries: QueryEncoder
    metrics: Metrics
    stopping: Event = field(default_factory=Event)
    seal: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    heavy: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))


def services_of(request: Request) -> Services:
    """Those of the app that serves the request."""
    services: Services = request.app.state.services
    return services


Built = Annotated[Services, Depends(services_of)]


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for the database or a file beside the event loop."""
    return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs))


async def in_few_threads(
    services: Services, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """The same for long work: few at a time, so that short work finds a thread."""
    return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=services.heavy)
