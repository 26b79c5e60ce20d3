"""What a request may take: its body's size, and how many a minute one caller may send."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import Problem, Refuse, problem_response


class BodyLimit:
    """ASGI: refuses a larger body, by its declared length at once, else when too much of it has come."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, refuse: Refuse) -> None:
        self._app = app
        self._max = max_bytes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max:
            problem = self._too_large()
            response = self._refuse(scope, problem)
            if response is None:
                response = problem_response(problem, scope.get("state", {}).get("request_id"))
            await response(scope, receive, send)
            return
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max:
                raise self._too_large()
            return message

        await self._app(scope, counting, send)

    def _too_large(self) -> Problem:
        return Problem(
            413, f"the body is larger than {self._max:,} bytes; send less, or raise max_body_bytes"
        )


class RateLimit:
    """How many requests a minute one caller may send, by a sliding window; kept in this process."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._strategy = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, who: str) -> None:
        """One more request of ``who`` (``key …`` or ``address …``).

        Raises:
            Problem: 429, with ``Retry-After``.
        """
        if not self._strategy.hit(self._item, who):
            self._refuse(who)

    def check(self, who: str) -> None:
        """As :meth:`count`, without counting."""
        if not self._strategy.test(self._item, who):
            self._refuse(who)

    def _refuse(self, who: str) -> None:
        window = self._strategy.get_window_stats(self._item, who)
        wait = max(1, math.ceil(window.reset_time - time.time()))
        detail = f"more than {self._item.amount} requests a minute; go on in {wait} s"
        raise Problem(429, detail, headers={"Retry-After": str(wait)})
