"""The HTTP API: handlers translate between requests and the store; they compute nothing."""

from fastapi import APIRouter

from service.api import actors, compare, comparisons, events, figures, jobs, operations, readouts, search
from service.api.openapi import PROBLEMS

__all__ = ["PREFIX", "api", "operations"]

PREFIX = "/api/v1"

api = APIRouter(prefix=PREFIX, responses=PROBLEMS)
for _part in (compare, actors, events, readouts, comparisons, jobs, figures, search):
    api.include_router(_part.router)
