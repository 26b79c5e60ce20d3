"""Forms that change something: each carries a token that only our own page can know (OWASP, CSRF Prevention).

The token is a random number and its HMAC under the seal of this process, a random cookie (``HttpOnly``,
``SameSite=Strict``) and the caller's key. It is the last field of every form, so that a form that was cut off
on its way has none.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from service.api.services import services_of
from service.problems import Problem

COOKIE, FIELD = "rashomon_form", "token"
FIELDS = 400
"""Most form fields beside the files."""
_COOKIE = re.compile(r"[0-9a-f]{32}")


def cookie_of(request: Request) -> str | None:
    """The random number in the visitor's cookie, None if there is none yet."""
    found = request.cookies.get(COOKIE, "")
    return found if _COOKIE.fullmatch(found) else None


def new_cookie() -> str:
    """A random number for a visitor who has none."""
    return secrets.token_hex(16)


def form_token(request: Request, cookie: str) -> str:
    """A token for the forms of one page; each page gets another, so that compression gives nothing away."""
    nonce = secrets.token_hex(16)
    return nonce + _seal(request, cookie, nonce)


async def read_form(request: Request) -> FormData:
    """The form that was sent, once it is sure that a page of ours sent it.

    Raises:
        Problem: 400 or 413, it cannot be read; 403, it does not come from a page of this service.
    """
    settings = services_of(request).settings
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem(403, "this form was sent by a page of another site", name="foreign-form")
    try:
        form = await request.form(
            max_files=settings.max_files + 1, max_fields=FIELDS, max_part_size=settings.max_body_bytes
        )
    except MultiPartException as error:
        status = 413 if error.message.startswith("Too many") else 400
        raise Problem(status, f"the form cannot be read ({error.message.rstrip('.')})") from error
    token, cookie = form.get(FIELD), cookie_of(request)
    known = isinstance(token, str) and cookie is not None and len(token) == 96
    if not known or not hmac.compare_digest(str(token)[32:], _seal(request, str(cookie), str(token)[:32])):
        detail = "this form is out of date or was sent by another page; open the page again and send it anew"
        raise Problem(403, detail, name="foreign-form")
    return form


def _seal(request: Request, cookie: str, nonce: str) -> str:
    caller = getattr(request.state, "caller", None)
    content = "\n".join(("form", cookie, str(caller and caller.key), nonce))
    return hmac.new(
        services_of(request).seal, content.encode("utf-8", "backslashreplace"), hashlib.sha256
    ).hexdigest()
