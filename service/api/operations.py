"""For those who run the service: is it alive, is it ready, what are its figures."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from pydantic import BaseModel
from sqlalchemy import select

from service.api.caller import Reader
from service.api.services import Built
from service.problems import RETRY_SECONDS, Problem

router = APIRouter(tags=["operations"])


class Health(BaseModel):
    """``ok`` is all there is to say; otherwise there is a problem document."""

    status: Literal["ok"] = "ok"


@router.get("/healthz")
async def healthz() -> Health:
    """Does the process answer?"""
    return Health()


@router.get("/readyz")
def readyz(services: Built) -> Health:
    """Can it work: is the database there, and is the service not about to stop?"""
    if services.stopping.is_set():
        raise Problem(503, "the service is about to stop", headers={"Retry-After": str(RETRY_SECONDS)})
    with services.store.session() as session:
        session.execute(select(1))
    return Health()


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(services: Built, _: Reader) -> Response:
    """Requests by route, files, jobs by state, in the text format of Prometheus."""
    return Response(services.metrics.exposition(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
