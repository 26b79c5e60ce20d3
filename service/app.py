"""The web application: what is built once, what every request passes, and where the routes are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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

DESCRIPTION = """Competing accounts of one event, side by side: what each says, leaves out and contradicts,
and how each is told. Errors are problem details (RFC 9457). Lists come in pages; `next` is a cursor."""


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """The application; a ``store`` that is handed in stays open when the app stops.

    Raises (when it starts):
        DatabaseError: the database cannot be opened.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = store or open_store(settings.database)
        services = _services(settings, opened)
        app.state.services = services
        try:
            yield
        finally:
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


def _services(settings: Settings, store: Store) -> Services:
    return Services(
        settings=settings,
        store=store,
        parser=Parser(
            seconds=settings.parse_seconds,
            megabytes=settings.parse_megabytes,
            characters=settings.max_text_characters,
            resources=settings.resources,
        ),
        queries=QueryEncoder(settings.model),
        metrics=Metrics(store),
    )
