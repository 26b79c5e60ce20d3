"""A browser's session on a service with keys: a cookie that stands for a key, without holding it.

``key id . when it ends . HMAC``, under the seal of this process and the digest of the key: nothing is stored,
a revoked key ends its sessions at once, and a restart of the service ends them all.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from http.cookies import CookieError, SimpleCookie

from sqlalchemy.orm import Session

from service.store.tables import ApiKey

COOKIE = "rashomon_session"
SECONDS = 14 * 24 * 3600
"""How long a session lasts."""


def new_session(key: ApiKey, seal: bytes) -> str:
    """The cookie's value for somebody who has shown this key."""
    until = str(int(time.time()) + SECONDS)
    return f"{key.id}.{until}.{_sign(key, until, seal)}"


def session_key(session: Session, cookies: str | None, seal: bytes) -> ApiKey | None:
    """The key that a ``Cookie`` header stands for; None if for none, or if it is revoked or over."""
    try:
        found = SimpleCookie(cookies or "").get(COOKIE)
    except CookieError:
        return None
    id, _, rest = (found.value if found else "").partition(".")
    until, _, signature = rest.partition(".")
    if not until.isdecimal() or len(until) > 12 or int(until) < time.time():
        return None
    key = session.get(ApiKey, id[:40])
    if key is None or key.revoked is not None:
        return None
    return key if hmac.compare_digest(signature.encode(), _sign(key, until, seal).encode()) else None


def _sign(key: ApiKey, until: str, seal: bytes) -> str:
    content = f"session\n{key.id}\n{until}\n{key.digest}"
    return hmac.new(seal, content.encode(), hashlib.sha256).hexdigest()
