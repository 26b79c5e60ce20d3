"""The report page of a stored comparison: figures first, then everything, with its downloads and citation."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from compare.records import Comparison
from compare.reports import wording
from compare.reports.digest import Digest
from compare.reports.html.columns import skyline
from service.api.caller import Reader
from service.api.parameters import Id
from service.api.services import Built
from service.dashboard.differences import KINDS, SORTS, chosen, differences
from service.dashboard.errors import PageRoute
from service.dashboard.pages import page
from service.dashboard.poles import Strip, strip_of
from service.dashboard.reading import GLYPHS
from service.dashboard.stored import Stored, load_stored

router = APIRouter(prefix="/comparisons/{comparison_id}", route_class=PageRoute)
TOP = 8
"""Findings that are told in full."""


@router.get("")
def show(
    request: Request,
    comparison_id: Id,
    caller: Reader,
    services: Built,
    kind: str = Query("", max_length=40),
    account: str = Query("", max_length=4),
    q: str = Query("", max_length=300),
    sort: str = Query("rank", max_length=20),
) -> Response:
    """The report; only the table of differences where htmx asks for it."""
    stored = load_stored(services, caller, comparison_id)
    digest = stored.digest
    rows = differences(digest)
    asked = {"kind": kind, "account": account, "q": q, "sort": sort if sort in SORTS else "rank"}
    values: dict[str, Any] = {
        "stored": stored,
        "digest": digest,
        "glyphs": GLYPHS,
        "rows": chosen(rows, **asked),
        "total": len(rows),
        "asked": asked,
        "kinds": [each for each in KINDS if any(row.kind == each for row in rows)],
        "subkinds": [kind for kind, _ in digest.framing_by_kind],
        "sorts": SORTS,
    }
    if request.headers.get("hx-request") == "true":
        return page(request, "report_differences.html", **values)
    permalink = str(request.url.replace(query="", fragment=""))
    return page(
        request,
        "comparison_report.html",
        **values,
        top=TOP,
        skylines=[(each, skyline(digest, each)) for each in digest.accounts],
        distance=_distance(digest.comparison.divergence.overall.value),
        permalink=permalink,
        citation=_citation(stored, permalink),
        strips=_strips(digest),
        states=[state for state in wording.STATE_ORDER if digest.states[state]],
    )


def _strips(digest: Digest) -> list[Strip]:
    return [
        strip_of(
            axis.name,
            axis.low,
            axis.high,
            (
                (digest.account(stand.readout), stand.position, tuple(map(digest.label, stand.pulls)))
                for stand in axis.accounts
            ),
        )
        for axis in digest.comparison.axes
    ]


def _distance(value: float | None) -> str | None:
    return None if value is None else f"d{wording.step_of_distance(value)}"


def _citation(stored: Stored, permalink: str) -> str:
    """One line for a footnote: what was compared, the figure, and what made it. The same in all languages."""
    comparison: Comparison = stored.digest.comparison
    overall = comparison.divergence.overall
    figure = wording.with_interval(overall) + (" [provisional]" if stored.provisional else "")
    sources = wording.listed([account.name for account in stored.digest.accounts])
    date = f", {stored.date}" if stored.date else ""
    return (
        f"{stored.title}{date}: accounts of {sources}, compared by Rashomon. Divergence {figure}. "
        f"Comparison {comparison.id}. {comparison.signature.line}. {permalink}"
    )
