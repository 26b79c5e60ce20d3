"""The pages: handlers read the store and fill templates; they compare nothing and compute nothing."""

from fastapi import APIRouter

from service.dashboard import (
    accounts,
    divergence,
    events,
    key,
    progress,
    reading,
    report,
    search,
    start,
    terms,
)
from service.dashboard.assets import Assets
from service.dashboard.errors import PageRoute, refused_page, register_error_pages

__all__ = ["Assets", "dashboard", "refused_page", "register_error_pages"]

dashboard = APIRouter(include_in_schema=False, route_class=PageRoute)
for _part in (start, accounts, events, progress, reading, report, divergence, terms, search, key):
    dashboard.include_router(_part.router)
