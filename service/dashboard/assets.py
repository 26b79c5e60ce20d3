"""Style, scripts and fonts: served from memory, compressed once, under an address that changes with them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOLDER = Path(__file__).resolve().parent.parent / "static"
PREFIX = "/static/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
}
_PACKED = (".woff2", ".png")
"""What compressing would not make smaller."""


@dataclass(frozen=True, slots=True)
class _Asset:
    plain: bytes
    packed: bytes | None
    media_type: str


@cache
def version() -> str:
    """Twelve hex digits that change with any of the files."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Where the file ``name`` is found, such as ``/static/0123456789ab/app.css``."""
    return f"{PREFIX}{version()}/{name}"


class Assets:
    """ASGI: the files under ``/static/``; those of this version may be kept for ever."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        given, _, name = scope["path"].removeprefix(PREFIX).partition("/")
        asset = _read(name) if given == version() and request.method in ("GET", "HEAD") else None
        if asset is None:
            await PlainTextResponse("There is no such file.\n", 404)(scope, receive, send)
            return
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        content = asset.plain
        if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            content, headers["Content-Encoding"] = asset.packed, "gzip"
        response = Response(content, headers=headers, media_type=asset.media_type)
        await response(scope, receive, send)


@cache
def _read(name: str) -> _Asset | None:
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER) or not path.is_file() or path.suffix not in _TYPES:
        return None
    content = path.read_bytes()
    packed = None if path.suffix in _PACKED else gzip.compress(content, 9, mtime=0)
    return _Asset(content, packed, _TYPES[path.suffix])
