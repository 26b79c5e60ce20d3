"""From a template and values to an answer: the policy of every page, its language, what all pages show."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from compare.reports import wording
from compare.reports.html.columns import Gap
from compare.signature import rashomon_version
from service.dashboard import assets
from service.dashboard.catalogue import Catalogue, catalogue, preferred
from service.dashboard.forms import COOKIE, cookie_of, form_token, new_cookie

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may do: nothing but load our own files and talk to this service (W3C CSP Level 3)."""
NAVIGATION = (("start", "/"), ("divergence", "/divergence"), ("terms", "/terms"), ("search", "/search"))
_FOLDER = Path(__file__).resolve().parent.parent / "templates"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SMALL = 1000
"""Bytes below which a page is sent uncompressed."""


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """The filled template. Beside ``values`` it sees ``t`` (the strings), ``caller``, ``token`` (for forms),
    ``asset`` (addresses of our files) and ``here`` (the path)."""
    strings = strings_for(request)
    known = cookie_of(request)
    cookie = known or new_cookie()
    caller = getattr(request.state, "caller", None)
    shown = {
        "t": strings,
        "language": strings.language,
        "caller": caller,
        "can_write": caller is not None and caller.role != "reader",
        "can_delete": caller is not None and caller.role == "admin",
        "token": form_token(request, cookie),
        "asset": assets.address,
        "here": request.url.path,
        "navigation": NAVIGATION,
        "version": rashomon_version(),
    }
    content = _environment().get_template(template).render(shown | values).encode("utf-8", "replace")
    found = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "same-origin",  # without any, browsers call the origin of a form "null"
        "Vary": "Accept-Encoding, Cookie, HX-Request",
        "Content-Language": strings.language,
        **(headers or {}),
    }
    if len(content) > _SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        content, found["Content-Encoding"] = gzip.compress(content, 5, mtime=0), "gzip"
    response = HTMLResponse(content, status, found)
    if known is None:
        response.set_cookie(
            COOKIE, cookie, httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
    return response


def redirect(path: str) -> Response:
    """To another page of ours after a form was taken (303, RFC 9110)."""
    return RedirectResponse(path, 303)


def own_path(given: str | None) -> str:
    """``given`` if it is a path on this service, else the start: no form leads to another site."""
    if not given or not given.startswith("/") or given.startswith(("//", "/\\")):
        return "/"
    parts = urlsplit(given)
    return given if not parts.scheme and not parts.netloc and given.isprintable() else "/"


def strings_for(request: Request) -> Catalogue:
    """The strings in the language that the visitor reads, as far as there are any."""
    return catalogue(preferred(request.headers.get("accept-language", "")))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters.update(
        decimals=lambda value: f"{value:.2f}",
        signed=wording.signed,
        percent=lambda value: f"{100 * value:.2f}%",
        tenth=lambda value: min(9, int(10 * value)),
        day=_day,
        named=_named,
        segment=lambda text: quote(str(text), safe=""),
        sentence=lambda text: text[:1].upper() + text[1:],
        safe_url=_safe_url,
    )
    environment.tests.update(
        gap=lambda block: isinstance(block, Gap),
        whole=lambda interval: None not in (interval.value, interval.low, interval.high),
    )
    return environment


def _clean(value: Any) -> Any:
    """Characters that HTML forbids (HTML Living Standard 13.1) become the replacement character."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _CONTROLS.sub("�", value)


def _day(value: str | None, strings: Catalogue) -> str:
    """An ISO date as people read it, in the language of the interface."""
    try:
        found = date.fromisoformat(value or "")
    except ValueError:
        return value or ""
    return strings("base.day", day=found.day, month=strings(f"base.months.m{found.month}"), year=found.year)


def _named(speakers: str) -> str:
    """Speakers whom no gazetteer knows have ids of their own words (``x-secretary-general``): the words."""
    return " → ".join(
        name[2:].replace("-", " ") if name.startswith("x-") else name for name in speakers.split(" → ")
    )


def _safe_url(url: str | None) -> str | None:
    """The address if it is one of the web, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
