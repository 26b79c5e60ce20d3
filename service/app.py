"""The web application: what is built once, what every request passes, and where the routes are."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI

from compare.signature import rashomon_version
from service.api import PREFIX, api, operations
from service.api.gate import Gate, RequestLog
from service.api.openapi import PROBLEMS, complete_openapi
from service.api.services import QueryEncoder, Services
from service.dashboard import Assets, dashboard, refused_page, register_error_pages
from service.limits import BodyLimit
from service.metrics import Metrics
from service.problems import register_problems
from service.settings import Settings
from service.store.engine import Store, open_store
from service.uploads import Parser

THREADS = 10
"""Requests that are worked on at once; more of them gain nothing in one Python process."""
TURN = 0.001
"""Seconds that a thread computes before another has its turn."""
DESCRIPTION = """Competing accounts of one event, side by side: what each says, leaves out and contradicts,
and how each is told. Errors are problem details (RFC 9457). Lists come in pages; `next` is a cursor."""


def create_app(
    settings: Settings, store: Store | None = None, queries: QueryEncoder | None = None
) -> FastAPI:
    """The application; a ``store`` that is handed in stays open when the app stops.

    Without ``queries`` the encoder of searches is loaded by the first of them.

    Raises (when it starts):
        DatabaseError: the database cannot be opened.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = store or open_store(settings.database)
        services = _services(settings, opened, queries or QueryEncoder(settings.model))
        app.state.services = services
        _keep_loop_free()
        watch = asyncio.create_task(services.metrics.watch_loop())
        try:
            yield
        finally:
            watch.cancel()
            services.stopping.set()
            services.parser.close()
            if store is None:
                opened.close()

    app = FastAPI(
        title="Rashomon",
        version=rashomon_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.include_router(api)
    app.include_router(operations.router, responses=PROBLEMS)
    app.include_router(operations.router, prefix=PREFIX, include_in_schema=False)
    app.include_router(dashboard)
    app.mount("/static", Assets())
    register_problems(app)
    register_error_pages(app)
    complete_openapi(app)

    def find() -> Services:
        services: Services = app.state.services
        return services

    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes, refuse=refused_page)
    app.add_middleware(Gate, find=find, refuse=refused_page)
    app.add_middleware(RequestLog, find=find)
    return app


def _keep_loop_free() -> None:
    """Threads that compute take turns with the event loop, which waits for one turn of each of them: few
    threads and short turns."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    sys.setswitchinterval(TURN)


def _services(settings: Settings, store: Store, queries: QueryEncoder) -> Services:
    return Services(
        settings=settings,
        store=store,
        parser=Parser(
            seconds=settings.parse_seconds,
            megabytes=settings.parse_megabytes,
            characters=settings.max_text_characters,
            resources=settings.resources,
        ),
        queries=queries,
        metrics=Metrics(store),
    )
